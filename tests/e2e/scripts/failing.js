// This goes before Bezwaar's script in a copy of the package: calls to the browser fail while they are asked to.
(() => {
  let failing = "";
  const { cookies, storage } = chrome;
  for (const [name, object, method] of /** @type {[string, any, string][]} */ ([
    ["cookies", cookies, "getAll"],
    ["reading", storage.local, "get"],
    ["writing", storage.local, "set"],
  ])) {
    const real = object[method].bind(object);
    let hasFailed = false;
    object[method] = (/** @type {unknown[]} */ ...args) => {
      hasFailed = failing === `${name} first` && !hasFailed;
      const fails = failing === name || hasFailed;
      return fails ? Promise.reject(new Error("An unexpected error occurred")) : real(...args);
    };
  }
  const channel = new BroadcastChannel("failing");
  channel.onmessage = ({ data }) => {
    if (typeof data !== "string") return; // An answer of another page.
    failing = data;
    channel.postMessage({ failing });
  };
})();
