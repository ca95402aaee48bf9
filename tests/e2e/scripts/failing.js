// This goes before Bezwaar's script in a copy of the package: calls to the browser fail while they are asked to.
(() => {
  let failing = "";
  // A change holds a lock. Only the first call of the first one fails that fails once: others may read meanwhile.
  let holders = 0;
  let isFirst = false;
  const request = navigator.locks.request.bind(navigator.locks);
  /** @type {any} */ (navigator.locks).request = (/** @type {string} */ name, /** @type {(lock: unknown) => unknown} */ work) =>
    request(name, (lock) => {
      holders += 1;
      isFirst = holders === 1;
      return work(lock);
    });
  const { cookies, storage } = chrome;
  for (const [name, object, method] of /** @type {[string, any, string][]} */ ([
    ["cookies", cookies, "getAll"],
    ["reading", storage.local, "get"],
    ["writing", storage.local, "set"],
  ])) {
    const real = object[method].bind(object);
    object[method] = (/** @type {unknown[]} */ ...args) => {
      const failsOnce = isFirst && failing === `${name} first`;
      if (failsOnce) isFirst = false;
      return failsOnce || failing === name ? Promise.reject(new Error("An unexpected error occurred")) : real(...args);
    };
  }
  const channel = new BroadcastChannel("failing");
  channel.onmessage = ({ data }) => {
    if (typeof data !== "string") return; // An answer of another page.
    failing = data;
    holders = 0;
    isFirst = false;
    channel.postMessage({ failing });
  };
})();
