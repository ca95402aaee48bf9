// Runs in a page of the extension: how far the content script in the tab at this address is. Null if none is there.
(async () => {
  const tabs = (await chrome.tabs.query({})).filter(({ url }) => url === ADDRESS);
  const tab = tabs.find(({ active }) => active) ?? tabs[0];
  if (!tab) return null;
  const func = () => (Object.hasOwn(globalThis, "bench") ? { ...globalThis.bench, hidden: document.hidden } : null);
  // Fails where the extension has no access, so no script of it is there.
  const [{ result }] = await chrome.scripting.executeScript({ target: { tabId: tab.id }, func }).catch(() => [{ result: null }]);
  return result;
})()
