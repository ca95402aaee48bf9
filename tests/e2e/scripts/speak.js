// This goes before Bezwaar's script in a copy of the package: a page whose address names a language speaks it.
(() => {
  const language = new URLSearchParams(location.search).get("language") ?? "";
  /** @type {Record<string, string> | undefined} */
  const texts = TEXTS[language];
  if (!texts) return;
  const { getMessage } = chrome.i18n;
  chrome.i18n.getMessage = (/** @type {string} */ name, /** @type {string[]} */ values = []) =>
    texts[name]?.replace(/\$(\d)/g, (_, place) => values[place - 1] ?? "") ?? getMessage(name, values);
})();
