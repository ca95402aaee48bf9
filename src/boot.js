// Runs in the background and in every page of the extension. The build puts wasm-bindgen's glue and the wasm itself in
// place, so that nothing has to be fetched and Rust registers its listeners in the worker's first turn.
(() => {
  "use strict";

  /*{glue}*/

  /** The wasm, of which each byte is a character: that packs a fifth smaller than base64. */
  const decode = (/** @type {string} */ text) =>
    Uint8Array.fromBase64 ? Uint8Array.fromBase64(btoa(text)) : Uint8Array.from(text, (c) => c.charCodeAt(0));

  /** Says the truth where Rust cannot: an empty badge would look like "nothing to do". */
  const broken = (/** @type {unknown} */ error) => {
    console.error("Bezwaar:", error);
    const text = chrome.i18n.getMessage(typeof WebAssembly === "object" ? "error_page" : "error_no_wasm");
    const main = globalThis.document?.querySelector("main");
    if (main) {
      main.textContent = text;
      main.dataset.state = "error";
    }
    chrome.action.setBadgeText({ text: "ERR" });
    chrome.action.setTitle({ title: chrome.i18n.getMessage("tooltip_broken") });
  };

  try {
    wasm_bindgen.initSync({ module: decode("{wasm}") });
  } catch (error) {
    broken(error);
  }
})();
