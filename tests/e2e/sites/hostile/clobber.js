// This page puts its own things in the place of what scripts rely on, and notes who falls for it.
(() => {
  "use strict";
  window.hooked = [];
  // The stand-in's own pages never use it, so whoever calls it is somebody else.
  const hook = (object, name) => {
    object[name] = () => {
      window.hooked.push(name);
      throw new Error(`${name} is the page's`);
    };
  };
  const hooks = [
    [JSON, "parse"], [Element.prototype, "attachShadow"], [CSSStyleSheet.prototype, "replaceSync"],
    [CSSStyleSheet.prototype, "replace"], [Element.prototype, "checkVisibility"], [Element.prototype, "closest"],
    [Element.prototype, "matches"], [document, "elementsFromPoint"], [Document.prototype, "elementsFromPoint"],
    [window, "requestIdleCallback"], [window, "setInterval"], [window, "clearInterval"], [window, "getComputedStyle"],
    [crypto, "randomUUID"], [Object, "hasOwn"], [Object, "defineProperty"],
    [Array.prototype, "find"], [String.prototype, "startsWith"], [String.prototype, "split"],
    [Element.prototype, "toggleAttribute"], [DOMTokenList.prototype, "toggle"], [Element.prototype, "after"],
  ];
  for (const [object, name] of hooks) hook(object, name);
  window.PerformanceObserver = class { constructor() { window.hooked.push("PerformanceObserver"); } observe() {} };
  // These are answers to every question that somebody asks an object about.
  for (const [name, value] of Object.entries({ plan: null, panel: null, watch: null, pace: null, probes: [],
    press: "*", requests: ["/"], quiet_ms: [0], nodes: [], text: "polluted", insert: null, who: null, checked: true, count: 1,
    presses: [], outcomes: [], status: 200 })) {
    Object.prototype[name] = value;
  }
  for (const name of ["chrome", "browser", "wasm_bindgen"]) {
    try {
      window[name] = { runtime: { id: "page", sendMessage: () => window.hooked.push("sendMessage") } };
    } catch { /* It cannot be changed here. */ }
  }
  addEventListener("DOMContentLoaded", () => {
    const place = document.createElement("div");
    place.hidden = true;
    for (const name of ["body", "documentElement", "createElement", "querySelector", "querySelectorAll", "hidden", "location",
      "head", "addEventListener", "visibilityState", "adoptedStyleSheets", "elementFromPoint", "prerendering"]) {
      // The stand-in's own form makes its answer with it.
      if (name === "createElement" && window.location.pathname.includes("/contact/")) continue;
      place.append(Object.assign(document.createElementNS("http://www.w3.org/1999/xhtml", "img"), { name }));
    }
    for (const id of ["bezwaar", "browser", "chrome", "wasm_bindgen", "host", "plan", "location", "JSON", "process"]) {
      place.append(Object.assign(document.createElementNS("http://www.w3.org/1999/xhtml", "a"), { id }));
    }
    document.getElementsByTagName("body")[0].append(place);
  });
})();
