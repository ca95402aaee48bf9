// Runs in the background and in every page of the extension. The build puts wasm-bindgen's glue and the wasm itself in
// place, so that nothing has to be fetched and Rust registers its listeners in the worker's first turn.
(() => {
  "use strict";

  /** The name of the page; the background has none. */
  const page = globalThis.document?.documentElement.dataset.page;

  // ── State ──

  /** One life of the wasm: after a trap its memory may be half changed, so nothing enters it again.
   * @typedef {{ trapped: boolean, depth: number }} Life */

  /** The compiled wasm, which every life shares. @type {WebAssembly.Module | undefined} */
  let module;

  /** True if the wasm can be entered. */
  let usable = false;

  /** True if an event has come, so that the browser started this background for an event. */
  let wasWoken = false;

  /** True if this background has started the wasm. */
  let wasStarted = false;

  /** The times from and until which nothing has to be looked at anew, as the wasm of an earlier background noted them; empty if
   * there was none since the browser started or the extension was switched on. @type {Promise<any> | undefined} */
  let freshness;

  /** The functions that the browser's events call. The browser learns of a listener in its first turn only, and
   * keeps it when the wasm behind it is replaced. @type {Map<any, Function[]>} */
  const listeners = new Map();

  /** The functions to call when the wasm traps, for everybody who waits: senders of messages and holders of locks.
   * @type {Set<() => void>} */
  const releases = new Set();

  // ── Decode ──

  /** Decodes the wasm, of which each byte is a character: that packs a fifth smaller than base64. */
  const decode = (/** @type {string} */ text) =>
    Uint8Array.fromBase64 ? Uint8Array.fromBase64(btoa(text)) : Uint8Array.from(text, (c) => c.charCodeAt(0));

  /** Compiles the wasm. A function in parentheses is read at once; any other one Chromium skims first, half a megabyte, and
   * reads again when it is called. */
  const compile = (() => new WebAssembly.Module(decode("{wasm}")));

  // ── Dispatch ──

  /** Hands an event to the wasm that is usable now. If there is none, one is started here: none was needed before, or it
   * trapped. Replacing that at once would go on for ever if it traps while it starts.
   * @param {Function[]} list @param {any[]} args */
  const dispatch = (list, [event, sender, respond]) => {
    if (!usable && !page) instantiate();
    const answer = respond && replyOnce(respond);
    const replyComesLater = list.map((listener) => listener(event, sender, answer?.reply)).includes(true);
    if (answer && !replyComesLater) releases.delete(answer.release);
    return replyComesLater;
  };

  /** Gives one reply at most: that of the wasm or, if it traps, one that says nothing. Nobody waits for ever.
   * @param {(answer: unknown) => void} respond */
  const replyOnce = (respond) => {
    const release = () => {
      try {
        respond({});
      } catch {
        // Whoever asked may have left.
      }
    };
    const reply = (/** @type {unknown} */ answer) => {
      if (releases.delete(release)) respond(answer);
    };
    releases.add(release);
    return { reply, release };
  };

  /** Returns those who listen to an event of the browser; the first to ask for them registers with the browser.
   * @param {any} event @param {(...args: any[]) => boolean} isWorthStarting Whether an event is worth starting the wasm */
  const listenersOf = (event, isWorthStarting = () => true) => {
    /** @type {Function[]} */
    const list = listeners.get(event) ?? [];
    if (listeners.has(event)) return list;
    listeners.set(event, list);
    event.addListener((/** @type {any[]} */ ...args) => {
      wasWoken = true;
      if (usable || isWorthStarting(...args)) return dispatch(list, args);
      startIfOverdue();
      return false;
    });
    return list;
  };

  /** Listens to an event of the browser. Called by Rust, in place of `addListener`.
   * @param {any} event @param {Function} listener */
  const listenTo = (event, listener) => void listenersOf(event).push(listener);

  // ── Guard ──

  /** Guards every way into the wasm. @param {Life} life @param {WebAssembly.Exports} exports */
  const guardExports = (life, exports) => {
    const all = Object.entries(exports);
    return Object.fromEntries(all.map(([name, value]) => [name, typeof value === "function" ? guard(life, value) : value]));
  };

  /** @param {Life} life @param {Function} enter */
  const guard = (life, enter) => (/** @type {any[]} */ ...args) => {
    if (life.trapped) return []; // The glue may take it apart.
    life.depth++;
    try {
      return enter(...args);
    } catch (error) {
      onTrap(life, error);
      if (life.depth > 1) throw error; // What called from inside must not go on either.
      return [];
    } finally {
      life.depth--;
    }
  };

  /** Ends a life: nobody waits for it any more. @param {Life} life @param {unknown} error */
  const onTrap = (life, error) => {
    if (life.trapped) return;
    life.trapped = true;
    usable = false;
    showFailure(error);
    for (const release of releases) release();
    releases.clear();
  };

  /** Returns what takes the place of `navigator.locks.request`: it holds a lock while work goes on, and lets go of it when
   * the wasm traps: nobody else could. @param {Life} life */
  const lockHolder = (life) => (/** @type {string} */ name, /** @type {() => Promise<void>} */ work) =>
    navigator.locks.request(name, () => new Promise((done) => {
      const release = () => {
        releases.delete(release);
        done(undefined);
      };
      releases.add(release);
      if (life.trapped) release();
      else Promise.resolve(work()).then(release, release);
    }));

  /** Says something in place of Rust, which has not set the page's language yet. @param {Element} place @param {string} text */
  const say = (place, text) => {
    document.documentElement.lang = chrome.i18n.getMessage("language");
    place.textContent = text;
  };

  /** Says the truth where Rust cannot: an empty badge would look like "nothing to do". */
  const showFailure = (/** @type {unknown} */ error) => {
    console.error("Bezwaar:", error);
    const main = page && document.querySelector("main");
    if (main) {
      say(main, chrome.i18n.getMessage(typeof WebAssembly === "object" ? "error_page" : "error_no_wasm"));
      main.dataset.state = "error";
      if (module) return; // The background is another wasm, and may well be right.
    }
    // Whoever sees the badge finds the tooltip there.
    chrome.action.setTitle({ title: chrome.i18n.getMessage("tooltip_broken") });
    chrome.action.setBadgeText({ text: "!" });
  };

  /** The time after which a page that is not drawn yet says so. */
  const SAY_SLOW_AFTER_MS = 3000;

  /** Says that it takes long, in place of a window that stays empty; a page that is drawn hides it. */
  const sayIfSlow = () => setTimeout(() => {
    const slow = document.querySelector("main[data-state=loading] #slow");
    if (slow) say(slow, chrome.i18n.getMessage("page_slow"));
  }, SAY_SLOW_AFTER_MS);

  // ── Start ──

  /** Starts the wasm, with no memory of an earlier life: what counts is stored. wasm-bindgen's own way of doing so
   * (`schedule_reinit`) needs exceptions that Chromium has since version 137, and leaves listeners and locks of the wasm
   * that trapped where they are. */
  const instantiate = () => {
    /** @type {Life} */
    const life = { trapped: false, depth: 0 };
    usable = wasStarted = true;
    for (const list of listeners.values()) list.length = 0;

    // The glue calls these by name, the first one where it gets the wasm's exports, the second one for Rust.
    const guarded = (/** @type {WebAssembly.Exports} */ exports) => guardExports(life, exports);
    const holdLock = lockHolder(life);

    /*{glue}*/

    try {
      module ??= compile();
      wasm_bindgen.initSync({ module });
    } catch (error) {
      onTrap(life, error);
    }
  };

  /** The cookies that have a say in a login. The sites set many others, several times a second. */
  const LOGIN_COOKIES = new Set("{login cookies}".split(" "));

  /** The background waits this long for the event that it was started for, in milliseconds. */
  const WAIT_FOR_EVENT_MS = 2000;

  /** Starts the wasm if the last snapshot is old, or there is none: the event says that a site is being visited, and no more.
   * Otherwise it costs one small reading for each background. A wasm that trapped waits for an event that can matter. */
  const startIfOverdue = async () => {
    if (wasStarted) return;
    freshness ??= chrome.storage.session.get("fresh").then(({ fresh }) => fresh ?? [], () => []);
    const [from, until] = await freshness;
    const now = Date.now();
    if (!wasStarted && !(from <= now && now < until)) instantiate();
  };

  /** Listens to everything that can matter to a background, in its first turn: the browser hands the event that woke it to
   * the listeners that are there by then. The wasm is started by the first event that is worth it. */
  const waitForEvents = () => {
    listenersOf(chrome.cookies.onChanged, ({ cookie }) => LOGIN_COOKIES.has(cookie.name));
    for (const event of [
      chrome.alarms.onAlarm,
      chrome.permissions.onAdded,
      chrome.permissions.onRemoved,
      chrome.runtime.onInstalled,
      chrome.runtime.onMessage,
      chrome.runtime.onStartup,
    ]) listenersOf(event);
    // A person who switches the extension on again causes a start and no event.
    setTimeout(() => wasWoken || instantiate(), WAIT_FOR_EVENT_MS);
  };

  if (page) {
    sayIfSlow();
    instantiate();
  } else {
    waitForEvents();
  }
})();
