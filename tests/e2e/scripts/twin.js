// This is a worker in plain JavaScript that asks the browser what Bezwaar asks, and decides next to nothing. It shows
// what the same calls cost without any wasm.
(() => {
  const isFirefox = chrome.runtime.getURL("").startsWith("moz-extension:");
  const SESSIONS = [
    ["facebook.com", ["xs", "c_user", "i_user"]],
    ["instagram.com", ["sessionid", "ds_user_id"]],
    ["linkedin.com", ["li_at", "liap"]],
  ];

  const readCookies = () => SESSIONS.flatMap(([domain, names]) => [...names ?? []].map((name) => chrome.cookies.getAll({
    url: `https://www.${domain}/`,
    name,
    storeId: isFirefox ? "firefox-default" : "0",
    partitionKey: {},
    ...isFirefox ? { firstPartyDomain: null } : {},
  })));

  const hasAccess = (/** @type {string} */ domain) => chrome.permissions.contains({ origins: [`https://*.${domain}/*`] });

  // Firefox is not asked: it refuses the reading itself where a host is withheld.
  const checkAccess = () => isFirefox ? [] : SESSIONS.map(([domain, names]) =>
    chrome.cookies.get({ url: `https://www.${domain}/`, name: String(names?.[0]) }));

  const takeSnapshot = async () => {
    const [[text], , , cookies] = await Promise.all([
      Promise.all([chrome.action.getBadgeText({}), chrome.action.getTitle({}), chrome.storage.session.get("settled-seen")]),
      chrome.storage.local.get(null),
      Promise.all(["facebook.com", "instagram.com", "linkedin.com", "x.com"].map(hasAccess)),
      Promise.all(readCookies()),
      Promise.all(checkAccess()),
      chrome.cookies.getAllCookieStores(),
    ]);
    const count = String(cookies.flat().length);
    if (text !== count) {
      await Promise.all([
        chrome.action.setBadgeBackgroundColor({ color: "#b3261e" }),
        chrome.action.setBadgeTextColor({ color: "#ffffff" }),
        chrome.action.setBadgeText({ text: count }),
        chrome.action.setTitle({ title: `${count} cookies` }),
      ]);
    }
    await chrome.alarms.clear("wake");
    await chrome.scripting.getRegisteredContentScripts();
  };

  chrome.runtime.onMessage.addListener(() => {});
  chrome.runtime.onInstalled.addListener(() => {});
  chrome.runtime.onStartup.addListener(() => {});
  chrome.cookies.onChanged.addListener(() => {});
  takeSnapshot();
})();
