// This goes before Bezwaar's script in a copy of the package: it answers about facebook.com as Chromium does where a
// policy blocks the host for extensions (`runtime_blocked_hosts`), seen in Chromium 156 with that policy. The promise
// of access is left as it is.
(() => {
  const { cookies } = chrome;
  const isBlocked = (/** @type {any} */ details) => String(details?.url).includes("facebook.com");
  const getAll = cookies.getAll.bind(cookies);
  cookies.getAll = (/** @type {any} */ details) => (isBlocked(details) ? Promise.resolve([]) : getAll(details));
  const get = cookies.get.bind(cookies);
  cookies.get = (/** @type {any} */ details) =>
    isBlocked(details) ? Promise.reject(new Error("No host permissions for cookies at url.")) : get(details);
})();
