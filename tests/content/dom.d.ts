/** The factor by which time goes faster; the server puts the number in its place. */
declare const FASTER: number;
