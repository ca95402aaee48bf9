// This goes before Bezwaar's script in a copy of the package: the wasm traps when it is entered or left for the n-th
// time.
(() => {
  let left = Number(new URLSearchParams(location.search).get("trap"));

  /** A wasm of its own that does nothing but trap. */
  const bytes = [0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1, 116, 0, 0, 10, 5, 1, 3, 0, 0, 11];
  const { t: trap } = /** @type {any} */ (new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array(bytes)))).exports;

  const crossed = (/** @type {Function} */ real) => (/** @type {any[]} */ ...args) => {
    if (left && !--left) trap();
    return real(...args);
  };
  const all = (/** @type {any} */ object) =>
    Object.fromEntries(Object.entries(object).map(([name, value]) => [name, typeof value === "function" ? crossed(value) : value]));

  const Real = WebAssembly.Instance;
  WebAssembly.Instance = /** @type {any} */ (function (/** @type {any} */ module, /** @type {any} */ imports) {
    const modules = Object.entries(imports).map(([name, functions]) => [name, all(functions)]);
    return { exports: all(new Real(module, Object.fromEntries(modules)).exports) };
  });

  const channel = new BroadcastChannel("trap");
  channel.onmessage = ({ data }) => {
    const was = left;
    left = data;
    channel.postMessage(was);
  };
})();
