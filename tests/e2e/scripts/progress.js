// Runs in a page of the extension: waits until the content script in the tab at this address is through. "absent" if none
// is there, "gone" if the page went elsewhere meanwhile, "late" if it takes too long.
(async () => {
  const tabs = (await chrome.tabs.query({})).filter(({ url }) => url === ADDRESS);
  const tab = tabs.find(({ active }) => active) ?? tabs[0];
  if (!tab) return "absent";
  const target = { tabId: tab.id };
  const asked = (func) => chrome.scripting.executeScript({ target, func, args: [LOOKS] }).then(([{ result }]) => result);
  // Fails where the extension has no access, so no script of it is there.
  const there = await asked(() => Object.hasOwn(globalThis, "bench")).catch(() => false);
  if (!there) return "absent";
  const late = new Promise((done) => setTimeout(done, 30000, "late"));
  return Promise.race([late, asked((looks) => globalThis.bench.through(looks)).then((result) => result ?? "gone", () => "gone")]);
})()
