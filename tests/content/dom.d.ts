/** How many times as fast time goes; the server puts the number in its place. */
declare const FASTER: number;
