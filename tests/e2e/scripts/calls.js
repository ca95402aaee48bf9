// This goes before Bezwaar's script in a copy of the package: it notes which calls the worker makes, and when.
(() => {
  /** @type {[string, number, number][]} */
  const calls = [["start", performance.now(), performance.now()]];
  const wrap = (/** @type {string} */ path) => {
    if (!path.split(".").slice(0, -1).reduce((object, name) => object?.[name], /** @type {any} */ (chrome))) return;
    const names = path.split(".");
    const name = names.pop() ?? "";
    const object = names.reduce((object, name) => object[name], /** @type {any} */ (chrome));
    const real = object[name];
    object[name] = (/** @type {unknown[]} */ ...args) => {
      const call = [path, performance.now(), 0];
      calls.push(/** @type {[string, number, number]} */ (call));
      const result = real.apply(object, args);
      const done = () => void (call[2] = performance.now());
      // Both ways: what fails is the caller's to handle.
      if (result?.then) result.then(done, done);
      else done();
      return result;
    };
  };
  const PATHS = "storage.local.get storage.local.set storage.session.get cookies.getAll \
    cookies.getAllCookieStores permissions.contains action.setBadgeText action.setTitle \
    action.setBadgeBackgroundColor action.setBadgeTextColor action.getBadgeText action.getTitle alarms.create alarms.clear scripting.registerContentScripts scripting.unregisterContentScripts \
    scripting.getRegisteredContentScripts scripting.executeScript tabs.query tabs.sendMessage";
  for (const path of PATHS.split(/\s+/)) wrap(path);
  chrome.runtime.onMessage.addListener(() => void calls.push(["message", performance.now(), 0]));
  const channel = new BroadcastChannel("bench");
  channel.onmessage = ({ data }) => data === "ask" && channel.postMessage({ calls, now: performance.now() });
})();
