/** The factor by which time goes faster; the server puts the number in its place. */
declare const FASTER: number;

/** Sends a request whose answer the test waits for; the stand-ins around the fixtures have it. */
declare function ask(url: string, method: string): Promise<Response>;
