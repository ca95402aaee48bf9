// This runs in Firefox itself, between two scenarios: nothing of the sites stays behind, and the extension that is
// installed next gets a host name that no other one had, so that it cannot find anything of an earlier one either.
(async () => {
  const { CLEAR_COOKIES, CLEAR_ALL_CACHES, CLEAR_DOM_STORAGES } = Ci.nsIClearDataService;
  const kinds = CLEAR_COOKIES | CLEAR_ALL_CACHES | CLEAR_DOM_STORAGES;
  await new Promise((onDataDeleted) => Services.clearData.deleteData(kinds, { onDataDeleted }));
  Services.prefs.clearUserPref("layout.css.prefers-color-scheme.content-override");
  Services.prefs.setStringPref("extensions.webextensions.uuids", JSON.stringify({ [EXTENSION]: HOST }));
})();
