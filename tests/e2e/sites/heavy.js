// This is a feed that grows while it is looked at, and that notes what the visitor suffers.
(() => {
  const seen = { load: 0, shift: 0, long: 0, done: false };
  globalThis.seen = seen;
  const watch = (type, note) => {
    if (PerformanceObserver.supportedEntryTypes.includes(type)) {
      new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true });
    }
  };
  watch("layout-shift", (entry) => (seen.shift += entry.hadRecentInput ? 0 : entry.value));
  watch("longtask", () => seen.long++);
  addEventListener("load", () => setTimeout(() => (seen.load = performance.timing.loadEventEnd - performance.timing.navigationStart)));
  const main = document.querySelector("main");
  const post = main.querySelector("article");
  let added = 0;
  const timer = setInterval(() => {
    for (let i = 0; i < 20; i++) main.append(post.cloneNode(true));
    added += 20;
    if (added < 600) return;
    clearInterval(timer);
    // This leaves time for whatever an extension does after the page.
    setTimeout(() => (seen.done = true), 1000);
  }, 50);
})();
