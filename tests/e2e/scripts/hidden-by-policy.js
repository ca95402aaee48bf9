// This goes before Bezwaar's script in a copy of the package: it answers about www.linkedin.com as Chromium does where a
// policy blocks that host alone for extensions. Chromium leaves out each cookie whose own domain is blocked, and no other.
(() => {
  const { cookies } = chrome;
  const getAll = cookies.getAll.bind(cookies);
  cookies.getAll = async (/** @type {any} */ details) => (await getAll(details)).filter((/** @type {any} */ cookie) => cookie.name !== "li_at");
  const get = cookies.get.bind(cookies);
  cookies.get = (/** @type {any} */ details) =>
    String(details?.url).includes("www.linkedin.com")
      ? Promise.reject(new Error("No host permissions for cookies at url.")) : get(details);
})();
