// This goes before Bezwaar's script in a copy of the package: it turns the clock, and makes the storage full.
(() => {
  let [shift, full] = [0, false];
  const now = Date.now;
  Date.now = () => now() + shift;
  const { local } = chrome.storage;
  const set = local.set.bind(local);
  local.set = (/** @type {any} */ items) =>
    full ? Promise.reject(new Error("QuotaExceededError: storage.local API call exceeded its quota limitations.")) : set(items);
  const channel = new BroadcastChannel("control");
  channel.onmessage = ({ data }) => {
    if (!Array.isArray(data)) return; // An answer of another page.
    [shift, full] = data;
    channel.postMessage("done");
  };
})();
