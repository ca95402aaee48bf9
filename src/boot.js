// Runs in the background and in every page of the extension. The build puts wasm-bindgen's glue and the wasm itself in
// place, so that nothing has to be fetched and Rust registers its listeners in the worker's first turn.
(() => {
  "use strict";

  /** The name of the page; the background has none. */
  const page = globalThis.document?.documentElement.dataset.page;

  /** What the browser's events call. The browser learns of a listener in the first turn only, and it stays when the wasm
   * behind it is replaced. @type {Map<any, Function[]>} */
  const listeners = new Map();

  /** Whether the wasm can be entered. */
  let lives = false;

  /** The compiled wasm. @type {WebAssembly.Module | undefined} */
  let module;

  /** The wasm, of which each byte is a character: that packs a fifth smaller than base64. */
  const decode = (/** @type {string} */ text) =>
    Uint8Array.fromBase64 ? Uint8Array.fromBase64(btoa(text)) : Uint8Array.from(text, (c) => c.charCodeAt(0));

  /** Says the truth where Rust cannot: an empty badge would look like "nothing to do". */
  const broken = (/** @type {unknown} */ error) => {
    console.error("Bezwaar:", error);
    const main = page && document.querySelector("main");
    if (main) {
      document.documentElement.lang = chrome.i18n.getMessage("language");
      main.textContent = chrome.i18n.getMessage(typeof WebAssembly === "object" ? "error_page" : "error_no_wasm");
      main.dataset.state = "error";
      if (module) return; // The background is another wasm, and may well be right.
    }
    chrome.action.setBadgeText({ text: "ERR" });
    chrome.action.setTitle({ title: chrome.i18n.getMessage("tooltip_broken") });
  };

  /** What to call when the wasm traps, for those who wait for it. @type {Set<() => void>} */
  const awaited = new Set();

  /** An event, for the wasm that lives now. One that trapped is replaced here, and not at once: a trap in the start
   * itself would do so for ever. Whoever asked something gets an answer also from one that traps.
   * @param {Function[]} list @param {any[]} args */
  const happened = (list, [event, sender, respond]) => {
    if (!lives && !page) begin();
    const nothing = () => void Promise.resolve({}).then(respond).catch(() => {}); // Whoever asked may have left.
    const reply = (/** @type {unknown} */ answer) => void (awaited.delete(nothing) && respond(answer));
    if (respond) awaited.add(nothing);
    const comes = list.map((listener) => listener(event, sender, reply)).includes(true);
    if (!comes) awaited.delete(nothing);
    return comes;
  };

  /** Brings the wasm to life, with no memory of an earlier life: what counts is stored. wasm-bindgen's own way of doing so
   * (`schedule_reinit`) needs exceptions that Chromium has since version 137, and leaves listeners and locks of the wasm
   * that trapped where they are. */
  const begin = () => {
    let [ended, depth] = [false, 0];
    lives = true;
    for (const list of listeners.values()) list.length = 0;

    /** After a trap the memory may be half changed, so nothing enters it again, and nobody waits for it any more.
     * @param {unknown} error */
    const end = (error) => {
      if (ended) return;
      ended = true;
      lives = false;
      broken(error);
      for (const release of awaited) release();
      awaited.clear();
    };

    /** Every way into the wasm. @param {WebAssembly.Exports} exports */
    const guarded = (exports) => {
      const guard = (/** @type {Function} */ enter) => (/** @type {any[]} */ ...args) => {
        if (ended) return []; // The glue may take it apart.
        depth++;
        try {
          return enter(...args);
        } catch (error) {
          end(error);
          if (depth > 1) throw error; // What called from inside must not go on either.
          return [];
        } finally {
          depth--;
        }
      };
      const all = Object.entries(exports);
      return Object.fromEntries(all.map(([name, value]) => [name, typeof value === "function" ? guard(value) : value]));
    };

    /** Called by Rust, in place of `addListener`. @param {any} event @param {Function} listener */
    const listenTo = (event, listener) => {
      const list = listeners.get(event) ?? [];
      list.push(listener);
      if (listeners.has(event)) return;
      listeners.set(event, list);
      event.addListener((/** @type {any[]} */ ...args) => happened(list, args));
    };

    /** Called by Rust, in place of `navigator.locks.request`: a wasm that trapped must not hold a lock for ever.
     * @param {string} name @param {() => Promise<void>} work */
    const holdLock = (name, work) =>
      navigator.locks.request(name, () => new Promise((done) => {
        const release = () => void (awaited.delete(release), done(undefined));
        awaited.add(release);
        if (ended) release();
        else Promise.resolve(work()).then(release, release);
      }));

    /*{glue}*/

    try {
      module ??= new WebAssembly.Module(decode("{wasm}"));
      wasm_bindgen.initSync({ module });
    } catch (error) {
      // The browser forgets the badge when it is closed; when it is opened, it starts a background that listens to this.
      if (!page && !module) chrome.runtime.onStartup.addListener(() => {});
      end(error);
    }
  };

  begin();
})();
