/** This declares what the scripts of the tests find where they run, and words that are replaced by a value before. */

/** The factor by which time goes faster. */
declare const FASTER: number;
/** The address of a tab. */
declare const ADDRESS: string;
/** The number of times that the content script is to look at the page. */
declare const LOOKS: number;
/** The number of times that something is to be done. */
declare const COUNT: number;
/** The texts of every language by their names, with `$1` and so on where a value goes. */
declare const TEXTS: Record<string, Record<string, string>>;
/** A cookie's name. */
declare const NAME: string;
/** The extension's id, and the host name of its pages. */
declare const EXTENSION: string;
declare const HOST: string;
/** A site's domain, and whether access to it is given. */
declare const DOMAIN: string;
declare const GRANTED: boolean;
/** An extension's id in Chromium. */
declare const ID: string;
/** The size of a window, in CSS pixels. */
declare const WIDTH: number;
declare const HEIGHT: number;

/** The WebExtension API. */
declare const chrome: any;

/** The services of Firefox, in Firefox itself. */
declare const Services: any;
declare const Ci: any;
declare const ChromeUtils: any;
declare const WebExtensionPolicy: any;
declare const gBrowser: any;

/** The act of one of the lures, with `ROOT`, `HOST` and `OVER`. */
declare const LURE: void;

/** The values that the scripts leave in a site's page for the scenarios. */
interface Window {
  thrown: number;
  changes: number;
  undo: () => void;
  /** This exists in Firefox itself only. */
  browsingContext: any;
}
