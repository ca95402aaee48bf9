/** What the scripts of the tests find where they run, and words that are replaced by a value before. */

/** How many times as fast time goes. */
declare const FASTER: number;
/** The address of a tab. */
declare const ADDRESS: string;
/** How often the content script is to look. */
declare const LOOKS: number;
/** How often something is to be done. */
declare const COUNT: number;
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

/** In Firefox itself. */
declare const Services: any;
declare const Ci: any;
declare const ChromeUtils: any;
declare const WebExtensionPolicy: any;
declare const gBrowser: any;

/** What one of the lures does with `ROOT`, `HOST` and `OVER`. */
declare const LURE: void;

/** What the scripts leave in a site's page for the scenarios. */
interface Window {
  thrown: number;
  changes: number;
  undo: () => void;
  /** In Firefox itself. */
  browsingContext: any;
}
