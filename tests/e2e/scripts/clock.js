// This goes before the content scripts in a copy of the package: all time that they know of goes FASTER times as fast,
// and the tests can ask how far they are. It stands in the isolated world, where no page sees it.
(() => {
  const world = /** @type {any} */ (globalThis);
  // Several scripts may be put into one document, and an element's id passes for a global, too.
  if (Object.hasOwn(world, "bench")) return;

  /** The script's progress: the number of its looks, its timers, and its messages that wait for an answer. */
  const progress = { looks: 0, timers: 0, pending: 0 };
  /** @type {Set<() => void>} */
  const waiting = new Set();
  /** Notes progress, and tells whoever waits for it. @param {() => void} note */
  const change = (note) => {
    note();
    for (const check of waiting) check();
  };

  /** Resolves when the script has looked so often from now on, or has no timer any more, and every message is answered.
   * Nobody sees a page behind others, so the script does nothing there, and one look is as good as many. @param {number} looks */
  const through = (looks) => {
    const { looks: before } = progress;
    return new Promise((done) => {
      const check = () => {
        const wanted = before + (document.hidden ? Math.min(looks, 1) : looks);
        if (progress.pending || (progress.timers && progress.looks < wanted)) return;
        waiting.delete(check);
        done("through");
      };
      waiting.add(check);
      check();
    });
  };
  // The number tells one document from the next.
  Object.defineProperty(world, "bench", { value: { through, which: Math.random() } });

  const setTimeout = globalThis.setTimeout.bind(globalThis);
  const setInterval = globalThis.setInterval.bind(globalThis);
  const clearInterval = globalThis.clearInterval.bind(globalThis);
  const { PerformanceObserver } = globalThis;
  const now = performance.now.bind(performance);

  world.performance = { now: () => now() * FASTER };
  world.setTimeout = (/** @type {() => void} */ act, ms = 0) => {
    change(() => progress.timers++);
    return setTimeout(() => {
      act();
      change(() => progress.timers--);
    }, ms / FASTER);
  };

  const intervals = new Set();
  world.setInterval = (/** @type {() => void} */ act, /** @type {number} */ ms) => {
    const timer = setInterval(() => {
      act();
      change(() => progress.looks++);
    }, ms / FASTER);
    intervals.add(timer);
    change(() => progress.timers++);
    return timer;
  };
  world.clearInterval = (/** @type {number} */ timer) => {
    clearInterval(timer);
    if (intervals.delete(timer)) change(() => progress.timers--);
  };

  const timed = (/** @type {any} */ entry) => ({
    name: entry.name, responseStatus: entry.responseStatus, redirectStart: entry.redirectStart,
    startTime: entry.startTime * FASTER,
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
    change(() => progress.pending++);
    const answered = send(...message);
    // The script itself has taken the answer by then. Both ways: what fails is the script's to handle.
    const done = () => {
      try {
        setTimeout(() => change(() => progress.pending--));
      } catch {
        // The document is gone, and its timers with it.
      }
    };
    answered.then(done, done);
    return answered;
  };
})();
