// This goes before Bezwaar's script in a copy of the package: calls to the browser fail while they are asked to.
(() => {
  let failing = "";
  const { cookies, storage } = chrome;
  for (const [name, object, method] of /** @type {[string, any, string][]} */ ([
    ["cookies", cookies, "getAll"],
    ["writing", storage.local, "set"],
  ])) {
    const real = object[method].bind(object);
    object[method] = (/** @type {unknown[]} */ ...args) =>
      failing === name ? Promise.reject(new Error("An unexpected error occurred")) : real(...args);
  }
  const channel = new BroadcastChannel("failing");
  channel.onmessage = ({ data }) => {
    if (typeof data !== "string") return; // An answer of another page.
    failing = data;
    channel.postMessage({ failing });
  };
})();
