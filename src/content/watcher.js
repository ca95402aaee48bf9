// @ts-check
/**
 * The watcher observes what the plan names: what there is, what a person presses, and what comes of it. It reports facts,
 * each time all of them, so that the background may be stopped between any two reports. It draws nothing.
 *
 * @typedef {{ selector: string, visible: boolean }} Probe Elements to count; `visible`: only those that can be seen.
 *
 * @typedef {object} Watch
 * @property {Probe[]} probes What to count, and in which order to report it.
 * @property {string} press What a person presses to make something happen.
 * @property {string[]} requests The paths of requests that show what came of it.
 * @property {number[]} quiet_ms After how many milliseconds without a change to report once more.
 *
 * @typedef {{ count: number, checked: boolean | null, aria_checked: boolean | null }} Found What a probe found: how many
 *   elements, and whether the first one is on, by its property and for assistive technology.
 * @typedef {{ at_ms: number, what: { status: number } | "handled-by-page" | "sent-by-browser" | "opened-by-browser" }} Outcome
 * @typedef {{ id: string, at_ms: number, counts: Found[], outcomes: Outcome[] }} Press
 */

/** Creates the watcher. @param {Agent} agent @returns {Part} */
const createWatcher = (agent) => {
  /** @type {Plan | null} */
  let plan = null;
  /** @type {Press[]} */
  let presses = [];
  /** The most elements that each selector ever found in this document. @type {Map<string, number>} */
  const maxCounts = new Map();
  let lastCounts = "";
  let unchangedSince = 0;
  let lastReport = "";

  const now = () => Math.round(performance.now());

  /** @param {Probe} probe @returns {Found} */
  const count = ({ selector, visible }) => {
    const isWanted = (/** @type {Element} */ it) => !visible || it.checkVisibility({ visibilityProperty: true });
    const all = [...document.querySelectorAll(selector)].filter(isWanted);
    const [first] = all;
    maxCounts.set(selector, Math.max(all.length, maxCounts.get(selector) ?? 0));
    return {
      count: all.length,
      checked: first instanceof HTMLInputElement ? first.checked : null,
      aria_checked: first?.ariaChecked ? first.ariaChecked === "true" : null,
    };
  };

  /** Looks, and reports what is new. */
  const report = () => {
    if (!plan) return;
    const { who, watch } = plan;
    const counts = watch.probes.map(count);
    if (JSON.stringify(counts) !== lastCounts) {
      lastCounts = JSON.stringify(counts);
      unchangedSince = now();
    }
    const unchanged_ms = now() - unchangedSince;
    const quiet = watch.quiet_ms.filter((ms) => unchanged_ms >= ms);
    const news = JSON.stringify([who, counts, quiet, presses]);
    if (news === lastReport) return;
    lastReport = news;
    const max_counts = watch.probes.map(({ selector }) => maxCounts.get(selector));
    agent.send({ seen: { who, report: { counts, max_counts, unchanged_ms, presses } } });
  };

  /** Notes a person's click, or key on what can be pressed. @param {Event} event */
  const onPress = (event) => {
    const [target] = event.composedPath();
    if (!plan?.watch.press || !event.isTrusted || !(target instanceof Element)) return;
    if (!isSending(event, target, plan.watch)) return;
    const press = { id: crypto.randomUUID(), at_ms: now(), counts: plan.watch.probes.map(count), outcomes: [] };
    presses = [...presses, press].slice(-plan.pace.max_presses);
    // Not before: Firefox keeps no page for going back that listens to this.
    addEventListener("beforeunload", flush);
  };

  /**
   * Whether this may send something: a press on what the plan names, or Enter in a field that is watched.
   * @param {Event} event @param {Element} target @param {Watch} watch
   */
  const isSending = (event, target, { press, probes }) => {
    if (event.type === "click") return !!target.closest(press);
    const { key } = /** @type {KeyboardEvent} */ (event);
    const isField = target instanceof HTMLInputElement && probes.some(({ selector }) => target.matches(selector));
    if (key === "Enter" && isField) return true;
    return (key === "Enter" || key === " ") && !!target.closest(press);
  };

  /** Notes that a form is sent. Who does it, the page or the browser, is known when all its listeners have run. @param {Event} event */
  const onSubmit = (event) => {
    const at_ms = now();
    if (!event.isTrusted || !presses.length) return;
    setTimeout(() => {
      const isPost = event.target instanceof HTMLFormElement && event.target.method === "post";
      const byBrowser = isPost ? "sent-by-browser" : "opened-by-browser";
      noteOutcome({ at_ms, what: event.defaultPrevented ? "handled-by-page" : byBrowser });
      flush();
    });
  };

  /** Notes requests that were answered. @param {PerformanceEntryList} entries */
  const noteRequests = (entries) => {
    for (const { name, startTime, responseStatus } of /** @type {PerformanceResourceTiming[]} */ (entries)) {
      const isNamed = plan?.watch.requests.some((path) => name.startsWith(location.origin + path));
      if (isNamed) noteOutcome({ at_ms: Math.round(startTime), what: { status: responseStatus } });
    }
  };

  /** Notes what came after the last press; pages send much else all the time. @param {Outcome} outcome */
  const noteOutcome = (outcome) => {
    const outcomes = presses.at(-1)?.outcomes;
    if (outcomes && plan && outcomes.length < plan.pace.max_outcomes) outcomes.push(outcome);
  };

  /** Reports what would be lost with the page. */
  const flush = () => {
    noteRequests(resources.takeRecords());
    if (presses.length) report();
  };

  const resources = new PerformanceObserver((list) => noteRequests(list.getEntries()));

  addEventListener("click", onPress, true);
  addEventListener("keydown", onPress, true);
  addEventListener("submit", onSubmit, true);

  const isBusy = () => !!plan?.watch.probes.length;

  return {
    isBusy,
    follow: (next) => {
      plan = next;
      // It is another account's plan, or nobody's: a press must not count when the first account comes back.
      if (!isBusy()) presses = [];
      if (plan?.watch.requests.length) resources.observe({ type: "resource" });
      else resources.disconnect();
    },
    tick: () => {
      if (isBusy()) report();
    },
    forget: () => {
      presses = [];
      maxCounts.clear();
      lastCounts = "";
      lastReport = "";
    },
    repeat: () => {
      lastReport = "";
    },
  };
};
