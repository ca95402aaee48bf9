// This runs in a page of the extension: it waits until the content script in the tab at this address is through. It
// gives "absent" if none is there, "gone" if the page went elsewhere meanwhile, "late" if it takes too long.
(async () => {
  /** @type {{ id: number, url?: string, active: boolean }[]} */
  const all = await chrome.tabs.query({});
  const tabs = all.filter(({ url }) => url === ADDRESS);
  const tab = tabs.find(({ active }) => active) ?? tabs[0];
  if (!tab) return "absent";
  const target = { tabId: tab.id };
  const asked = async (/** @type {Function} */ func) =>
    (await chrome.scripting.executeScript({ target, func, args: [LOOKS] }))[0].result;
  // This fails where the extension has no access, so no script of it is there.
  const which = () => Object.hasOwn(globalThis, "bench") && /** @type {any} */ (globalThis).bench.which;
  const there = await asked(which).catch(() => false);
  if (!there) return "absent";
  // A document that is kept for going back neither answers nor ends the wait.
  let onUpdated = async (/** @type {number} */ _id) => {};
  const left = new Promise((done) => {
    onUpdated = async (id) => {
      if (id === tab.id && await asked(which).catch(() => false) !== there) done("gone");
    };
    chrome.tabs.onUpdated.addListener(onUpdated);
  });
  const late = new Promise((done) => setTimeout(done, 30000, "late"));
  const through = (/** @type {number} */ looks) => /** @type {any} */ (globalThis).bench.through(looks);
  return Promise.race([late, left, asked(through).then((result) => result ?? "gone", () => "gone")])
    .finally(() => chrome.tabs.onUpdated.removeListener(onUpdated));
})()
