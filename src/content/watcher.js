// @ts-check
/**
 * The watcher observes what the plan names: what there is, what a person presses, and what comes of it. It reports facts,
 * each time all of them, so that the background may be stopped between any two reports. It draws nothing.
 *
 * @typedef {import("./messages").Found} Found
 * @typedef {import("./messages").Outcome} Outcome
 * @typedef {import("./messages").Press} Press
 * @typedef {import("./messages").Probe} Probe
 * @typedef {import("./messages").Watch} Watch
 */

/** Returns whether an element can be seen. @param {Element} it */
const isVisible = (it) => checkVisibility.call(it, { visibilityProperty: true });

/** Creates the watcher. @param {Agent} agent @returns {Part} */
const createWatcher = (agent) => {
  /** @type {Plan | null} */
  let plan = null;
  /** @type {Press[]} */
  let presses = [];
  /** The requests of the page before the first press. @type {Outcome[]} */
  let earlier = [];
  /** The most elements that each probe found since the last press. @type {number[]} */
  let max_counts = [];
  /** It was pressed last. @type {Element | undefined} */
  let lastPressed;
  let lastSeen = "";
  let unchangedSince = 0;
  let lastReport = "";

  const now = () => Math.round(performance.now());

  /** Makes a sentence comparable: its words, whatever stands between them. A capture does the same. @param {string} text */
  const words = (text) => text.normalize("NFKC").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();

  /**
   * Returns whether one of these sentences is in an element, whole: it ends with its mark, or with the line.
   * @param {Element & { innerText?: string }} element @param {string[]} sentences
   */
  const says = ({ innerText }, sentences) => {
    const said = `${innerText}`.split(/[.!?]+(?:\s|$)|\n/u).map(words);
    return sentences.some((sentence) => said.includes(words(sentence)));
  };

  /** Returns the elements that a probe finds. @param {Probe} probe */
  const find = ({ selector, visible, sentences }) =>
    [...document.querySelectorAll(selector)].filter((it) =>
      (!visible || isVisible(it)) && (!sentences || says(it, sentences)));

  /** @param {Probe} probe @returns {Found} */
  const count = (probe) => {
    const all = find(probe);
    const [first] = all;
    return {
      count: all.length,
      checked: first instanceof HTMLInputElement ? first.checked : null,
      aria_checked: first?.ariaChecked ? first.ariaChecked === "true" : null,
    };
  };

  /** Counts what each probe finds. @param {Watch} watch */
  const countAll = ({ probes }) => {
    const counts = probes.map(count);
    const old = max_counts.values();
    max_counts = counts.map((it) => Math.max(it.count, old.next().value ?? 0));
    return counts;
  };

  /** Looks, and reports what is new. */
  const report = () => {
    if (!plan) return;
    const { who, watch } = plan;
    const counts = countAll(watch);
    // An answer begins a new wait: the page has yet to show what it makes of it.
    const seen = JSON.stringify([counts, presses]);
    if (seen !== lastSeen) unchangedSince = now();
    lastSeen = seen;
    const unchanged_ms = now() - unchangedSince;
    const quiet = watch.quiet_ms.filter((ms) => unchanged_ms >= ms);
    const news = JSON.stringify([who, seen, quiet]);
    if (news === lastReport) return;
    lastReport = news;
    agent.send({ seen: { who, style: agent.style, report: { counts, max_counts, unchanged_ms, earlier, presses } } });
  };

  /** Notes a person's click or key on what can be pressed, or Enter in a field that is watched. @param {Event} event */
  const onPress = (event) => {
    const [target] = event.composedPath();
    if (!plan?.watch.press || !event.isTrusted || !(target instanceof Element)) return;
    const { watch, pace } = plan;
    const control = closest.call(target, watch.press);
    const pressed = control ?? (presses.length ? closest.call(target, watch.leave) : null);
    // A click has no key, and does what the space bar does: it counts on a control alone, Enter in a watched field, too.
    const { key = " " } = /** @type {KeyboardEvent} */ (event);
    if (!(key === "Enter" ? pressed ?? matches.call(target, watch.enter) : key === " " && pressed)) return;
    const it = pressed ?? target;
    // A press on what only leads away counts as one in a form (see `Pressed` in report.rs).
    presses = presses.concat({
      id: crypto.randomUUID(),
      at_ms: now(),
      counts: countAll(watch),
      max_counts,
      on: formOf(it) || pressed !== control ? "in-form" : control ? "control" : "field",
      again: it === lastPressed,
      outcomes: [],
    }).slice(-pace.max_presses);
    lastPressed = it;
    max_counts = [];
    // It listens no earlier, since Firefox keeps no page for going back that listens to this.
    addEventListener("beforeunload", flush);
  };

  /** Returns the form of an element, which may stand elsewhere. */
  const formOf = (/** @type {{ form?: unknown } & Element} */ it) =>
    it.form instanceof HTMLFormElement ? it.form : closest.call(it, "form");

  /** Notes that a form is sent. Who does it, the page or the browser, is known when all its listeners have run. @param {Event} event */
  const onSubmit = (event) => {
    const { target: form, submitter } = /** @type {{ submitter?: HTMLButtonElement | null } & Event} */ (event);
    if (!plan || !event.isTrusted || !presses.length || !(form instanceof HTMLFormElement)) return;
    const at_ms = now();
    const inside = plan.watch.probes.map((probe) => find(probe).filter((it) => formOf(it) === form).length);
    // The button's word goes before the form's. Selectors compare `method` without regard to case, and `formmethod` only so.
    const byBrowser = matches.call(submitter?.formMethod ? submitter : form, "[method=post],[formmethod=post i]")
      ? "browser" : "nobody";
    setTimeout(() => {
      noteOutcome({ at_ms, what: { submitted: { by: event.defaultPrevented ? "page" : byBrowser, inside } } });
      flush();
    });
  };

  /** Notes requests that were answered. @param {PerformanceEntryList} entries */
  const noteRequests = (entries) => {
    for (const { name, startTime, redirectStart, responseStatus } of /** @type {PerformanceResourceTiming[]} */ (entries)) {
      const { origin, pathname } = new URL(name);
      const request = origin === location.origin &&
        plan?.watch.requests.find(({ prefix, suffix }) => pathname.startsWith(prefix) && pathname.endsWith(suffix));
      if (!request) continue;
      // Where it was led elsewhere, as to a login, the status is of what stands there.
      const status = redirectStart ? 302 : responseStatus ?? 0;
      noteOutcome({ at_ms: Math.round(startTime), what: { answered: { kind: request.kind, status } } });
    }
  };

  /** Notes what came after the last press; before the first one, the newest are kept. @param {Outcome} outcome */
  const noteOutcome = (outcome) => {
    if (!plan) return;
    const { max_outcomes } = plan.pace;
    const outcomes = presses.at(-1)?.outcomes;
    if (!outcomes) earlier = [...earlier, outcome].slice(-max_outcomes);
    else if (outcomes.length < max_outcomes) outcomes.push(outcome);
  };

  /** Reports what would be lost with the page. */
  const flush = () => {
    noteRequests(observer?.takeRecords() ?? []);
    if (presses.length) report();
  };

  /** Sees the page's requests. Some people switch that off in their browser; then a sending is seen, and its answer is not. */
  const observer = globalThis.PerformanceObserver
    && new PerformanceObserver((list) => noteRequests(list.getEntries()));

  let isObserving = false;

  /** Begins to see requests, those that were answered already included, or ends it. @param {boolean} wanted */
  const observeRequests = (wanted) => {
    if (wanted === isObserving) return;
    isObserving = wanted;
    if (wanted) observer?.observe({ type: "resource", buffered: true });
    else observer?.disconnect();
  };

  addEventListener("click", onPress, true);
  addEventListener("keydown", onPress, true);
  addEventListener("submit", onSubmit, true);
  // A page that goes elsewhere by itself is told of while it still has its address.
  globalThis.navigation?.addEventListener("navigate", flush);

  const isBusy = () => !!plan?.watch.probes.length;

  return {
    isBusy,
    follow: (next) => {
      plan = next;
      // It is another account's plan, or nobody's: a press must not count when the first account comes back.
      if (!isBusy()) presses = [];
      observeRequests(isBusy());
    },
    tick: () => {
      if (isBusy()) report();
    },
    forget: () => {
      presses = [];
      earlier = [];
      max_counts = [];
      lastSeen = "";
      lastReport = "";
    },
    repeat: () => {
      lastReport = "";
    },
  };
};
