// This goes before a content script in a plain page: it plays `chrome.runtime`, and asks the test program in place of a
// background.
(() => {
  const world = /** @type {any} */ (globalThis);
  const sendMessage = async (/** @type {object} */ message) => {
    // The message has to arrive also when the page is about to go away.
    const reply = await fetch("/message/NUMBER", { method: "POST", body: JSON.stringify(message), keepalive: true });
    return reply.json();
  };
  const runtime = { id: "bezwaar", sendMessage, onMessage: { addListener: () => {} } };
  Object.defineProperty(world, "chrome", { value: { runtime }, configurable: true });
})();
