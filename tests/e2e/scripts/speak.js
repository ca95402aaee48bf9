// This goes before Bezwaar's script in a copy of the package: a page whose address names a language speaks it.
(() => {
  const language = new URLSearchParams(location.search).get("language");
  if (!language) return;
  // The page may not ask for a text before it has them, so it waits.
  const request = new XMLHttpRequest();
  request.open("GET", `/_locales/${language}/messages.json`, false);
  request.send();
  /** @type {Record<string, { message: string }>} */
  const texts = JSON.parse(request.responseText);
  const { getMessage } = chrome.i18n;
  chrome.i18n.getMessage = (/** @type {string} */ name, /** @type {string[]} */ values = []) =>
    texts[name]?.message.replace(/\$(\d)/g, (_, number) => values[number - 1] ?? "") ?? getMessage(name, values);
})();
