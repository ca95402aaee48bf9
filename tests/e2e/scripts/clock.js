// Goes before the content scripts in a copy of the package: all time that they know of goes FASTER times as fast, and the
// bench can ask how far they are. It stands in the isolated world, where no page sees it.
(() => {
  const world = /** @type {any} */ (globalThis);
  // Several scripts may be put into one document, and an element's id passes for a global, too.
  if (Object.hasOwn(world, "bench")) return;

  /** What the bench asks for. `document`: which one it is, as the next page begins to count anew. */
  const bench = { document: crypto.randomUUID(), ticks: 0, waiting: 0, pending: 0 };
  Object.defineProperty(world, "bench", { value: bench });

  const [setTimeout, setInterval, clearInterval] =
    [globalThis.setTimeout, globalThis.setInterval, globalThis.clearInterval].map((timer) => timer.bind(globalThis));
  const { PerformanceObserver } = globalThis;
  const now = performance.now.bind(performance);

  world.performance = { now: () => now() * FASTER };
  world.setTimeout = (/** @type {() => void} */ act, ms = 0) => {
    bench.waiting++;
    return setTimeout(() => {
      bench.waiting--;
      act();
    }, ms / FASTER);
  };

  const intervals = new Set();
  world.setInterval = (/** @type {() => void} */ act, /** @type {number} */ ms) => {
    const timer = setInterval(() => {
      act();
      bench.ticks++;
    }, ms / FASTER);
    if (!intervals.has(timer)) bench.waiting++;
    intervals.add(timer);
    return timer;
  };
  world.clearInterval = (/** @type {number} */ timer) => {
    if (intervals.delete(timer)) bench.waiting--;
    clearInterval(timer);
  };

  const timed = (/** @type {any} */ entry) => ({
    name: entry.name, responseStatus: entry.responseStatus, startTime: entry.startTime * FASTER,
  });
  world.PerformanceObserver = class {
    constructor(/** @type {(list: { getEntries: () => object[] }) => void} */ act) {
      this.real = new PerformanceObserver((list) => act({ getEntries: () => list.getEntries().map(timed) }));
    }
    observe(/** @type {PerformanceObserverInit} */ options) {
      this.real.observe(options);
    }
    disconnect() {
      this.real.disconnect();
    }
    takeRecords() {
      return this.real.takeRecords().map(timed);
    }
  };

  const { runtime } = /** @type {any} */ (chrome);
  const send = runtime.sendMessage.bind(runtime);
  runtime.sendMessage = (/** @type {unknown[]} */ ...message) => {
    bench.pending++;
    const answered = send(...message);
    const done = () => void bench.pending--;
    answered.then(done, done); // Both ways: what fails is the script's to handle.
    return answered;
  };
})();
