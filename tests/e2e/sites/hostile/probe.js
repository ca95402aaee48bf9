// This page looks for extensions with everything that a page can, from the first script in its head.
(() => {
  "use strict";
  const noted = { changes: [], strangers: [], calls: [], events: [] };
  const describe = (node) => `${node.nodeName}${node.id ? `#${node.id}` : ""}`;
  const isStranger = (node) => node.parentNode === document.documentElement && node !== document.head && node !== document.body;
  const note = ({ type, target, addedNodes, removedNodes, attributeName }) => {
    if (type === "attributes") {
      (isStranger(target) ? noted.strangers : noted.changes).push(`${attributeName} of ${describe(target)}`);
    }
    for (const node of addedNodes) {
      if (node.nodeType !== Node.ELEMENT_NODE) continue;
      (isStranger(node) ? noted.strangers : noted.changes).push(`added ${describe(node)} to ${describe(target)}`);
    }
    for (const node of removedNodes) if (node.nodeType === Node.ELEMENT_NODE) noted.changes.push(`removed ${describe(node)}`);
  };
  const observer = new MutationObserver((records) => records.forEach(note));
  observer.observe(document, { subtree: true, childList: true, attributes: true });

  // It notes whoever uses the page's functions.
  const wrap = (object, name) => {
    const real = object[name];
    if (typeof real !== "function") return;
    object[name] = function (...args) {
      noted.calls.push(name);
      return Reflect.apply(real, this, args);
    };
  };
  const { Element: E, Node: N, Document: D, EventTarget: T } = window;
  for (const name of ["attachShadow", "append", "setAttribute", "querySelectorAll", "checkVisibility", "closest", "matches",
    "getAttribute", "animate"]) wrap(E.prototype, name);
  for (const name of ["appendChild", "insertBefore", "contains", "removeChild"]) wrap(N.prototype, name);
  for (const name of ["createElement", "elementsFromPoint", "querySelectorAll", "querySelector"]) wrap(D.prototype, name);
  for (const name of ["addEventListener", "dispatchEvent"]) wrap(T.prototype, name);
  for (const name of ["setInterval", "requestIdleCallback", "getComputedStyle", "postMessage", "fetch"]) wrap(window, name);
  wrap(CSSStyleSheet.prototype, "replaceSync");
  wrap(JSON, "parse");

  for (const type of ["error", "unhandledrejection", "message", "securitypolicyviolation", "storage", "focusin", "slotchange"]) {
    T.prototype.addEventListener.call(window, type, (event) => noted.events.push(`${type} ${event.message ?? event.blockedURI ?? ""}`), true);
  }
  const channel = new BroadcastChannel("bezwaar");
  channel.onmessage = () => noted.events.push("a broadcast");

  const names = (object) => Object.getOwnPropertyNames(object ?? {}).sort().join(" ");
  const interfaces = ["Element", "HTMLElement", "Node", "Document", "EventTarget", "Window", "Object", "Array", "Function",
    "Event", "ShadowRoot", "Navigator", "Performance", "History"];

  /** Returns all that can be compared with a browser that has no extension. */
  window.fingerprint = async () => {
    observer.takeRecords().forEach(note);
    const calls = [...noted.calls], sorted = (all) => [...all].sort();
    const keys = async (what) => { try { return String(await what()); } catch (error) { return error.name; } };
    return {
      changes: sorted(noted.changes), calls: sorted(calls), events: sorted(noted.events),
      globals: names(window), chrome: [typeof window.chrome, names(window.chrome), typeof window.chrome?.runtime, typeof window.browser],
      prototypes: interfaces.map((name) => names(window[name]?.prototype)),
      elements: [...document.querySelectorAll("*")].filter((e) => !isStranger(e)).map((e) => `${e.nodeName} ${e.getAttributeNames()}`),
      sheets: [document.styleSheets.length, document.adoptedStyleSheets.length],
      timings: sorted(performance.getEntries().filter(({ entryType }) => /resource|mark|measure/.test(entryType)).map(({ name }) => name)
        .filter((name) => !name.endsWith("/favicon.ico"))), // Which the browser keeps for a while.
      stored: [Object.keys(localStorage), Object.keys(sessionStorage), document.cookie.split("; ").map((pair) => pair.split("=")[0]).sort(),
        await keys(async () => (await indexedDB.databases()).map(({ name }) => name)), await keys(() => caches.keys()),
        await keys(async () => (await navigator.serviceWorker.getRegistrations()).length)],
      layout: [document.documentElement.scrollHeight, document.documentElement.scrollWidth, document.activeElement?.nodeName],
    };
  };

  /** Returns what stands beside head and body, and everything that there is to see about it. */
  window.strangers = () => [...document.documentElement.children].filter(isStranger).map((e) => ({
    name: e.nodeName, attributes: e.getAttributeNames().sort(), classes: e.className, inside: e.innerHTML, id: e.id,
    root: e.shadowRoot === null, style: e.getAttribute("style") ?? "", own: Object.getOwnPropertyNames(e),
    changes: [...new Set(noted.strangers)].sort(), added: noted.strangers.filter((what) => what.startsWith("added")).length,
  }));

  /** Tries to load all of these in every way, and returns which ones answer. */
  window.reach = async (urls) => {
    const load = (tag, attribute, url, more = {}) => new Promise((done) => {
      const element = Object.assign(document.createElement(tag), more, { onload: () => done(true), onerror: () => done(false) });
      element[attribute] = url;
      setTimeout(() => done(false), 1500);
      if (tag !== "img") document.head.append(element);
    });
    const ways = {
      fetch: (url) => fetch(url).then(() => true, () => false),
      opaque: (url) => fetch(url, { mode: "no-cors" }).then(() => true, () => false),
      image: (url) => load("img", "src", url), script: (url) => load("script", "src", url),
      style: (url) => load("link", "href", url, { rel: "stylesheet" }),
    };
    const tries = urls.flatMap((url) => Object.entries(ways).map(async ([way, go]) => ((await go(url)) ? `${way} ${url}` : "")));
    return (await Promise.all(tries)).filter(Boolean);
  };

  /** Measures how long it takes until a request for this is refused: the middle of many, in milliseconds. */
  window.refusal = async (url) => {
    const times = [];
    for (let i = 0; i < 101; i++) {
      const start = performance.now();
      await fetch(url, { mode: "no-cors" }).catch(() => {});
      times.push(performance.now() - start);
    }
    return times.sort((a, b) => a - b)[50];
  };
})();
