// @ts-check
/**
 * The agent asks the background for a plan, lets the parts beside it carry the plan out, and leaves when it has none. It
 * is the only one that sends messages, and there is one agent in a document, however many scripts are put into it.
 *
 * No script in this folder knows a site, a selector, a sentence or a rule: all of that comes with the plan.
 *
 * @typedef {import("./messages").LocalizedPlan} Plan
 * @typedef {import("./messages").Observation} Observation
 * @typedef {Partial<import("./messages").PlanReply>} PlanReply
 *
 * @typedef {object} Part What the agent asks of any part.
 * @property {(plan: Plan | null) => void} [follow] Carries out a new plan, or stops when there is none.
 * @property {() => void} [tick] Looks at the page, which is in front of somebody.
 * @property {() => boolean} [isBusy] Whether it needs more ticks: a panel while it is up, a watcher while it has probes.
 * @property {() => void} [forget] Drops what it saw: the page went elsewhere by itself.
 * @property {() => void} [repeat] Reports again: the last report may be lost.
 *
 * @typedef {object} Parts Those that are in this document.
 * @property {Panel} [panel]
 * @property {Strip} [strip]
 * @property {Corner} [corner]
 * @property {Part} [watcher]
 *
 * @typedef {object} Agent The agent, as a part sees it.
 * @property {(message: Observation) => void} send Sends a message, and follows the answer.
 * @property {(work: () => void) => void} attempt Does something, and says so if it fails.
 * @property {Parts} parts
 * @property {string | null} style The version of the panel's style that is here: it is sent once.
 *
 * @typedef {Record<string, (agent: Agent) => Part>} Creators
 */

/**
 * The agent waits this long before it asks again, in milliseconds. The background may have been stopped over the
 * question, and starts again with the next one.
 */
const RETRY_MS = 500;

/** The most messages that may fail in a document: a background that is broken for good is not asked for ever. */
const MAX_FAILURES = 20;

/** An element is asked by its prototype's functions: the fields of a form stand in front of its own, by their names. */
const { closest, matches, checkVisibility } = Element.prototype;

/** Creates the agent of a document. @param {Creators} creators @returns {{ adopt: (creators: Creators) => void }} */
const createAgent = (creators) => {
  /** @type {Parts} */
  const parts = {};
  /** @type {Plan | null} */
  let plan = null;
  /** The account, or the session, that the document belongs to: that of its first plan. @type {Plan["who"] | undefined} */
  let who;
  /** The age of the document when the first script came, in seconds: older ones may be somebody else's. */
  const age_s = performance.now() / 1000 | 0;
  let address = location.pathname;
  /** True if a page that goes elsewhere is worth a question although there is no plan, and so no timer. */
  let askOnNavigation = false;
  let timer = 0;
  let failures = 0;
  let warned = false;

  /** Does something. An error is said once, and never to the page. @param {() => void} work */
  const attempt = (work) => {
    try {
      work();
    } catch (error) {
      if (!warned) console.warn("Bezwaar:", error);
      warned = true;
    }
  };

  /** Lets every part do something; one that fails does not hold up the others. @param {(part: Part) => void} work */
  const forEachPart = (work) => {
    for (const part of Object.values(parts)) attempt(() => work(part));
  };

  /** @param {Observation} message */
  const send = async (message) => {
    let answer;
    try {
      answer = await chrome.runtime.sendMessage(message);
    } catch {
      return onFailure();
    }
    if (!answer) return; // All stays as it is.
    // Something else is a refusal, or the word of a background that broke over the message.
    // A document that was left meanwhile has no timers any more, and says so in Firefox.
    if (typeof answer === "object" && "plan" in answer) attempt(() => follow(answer));
    else onFailure();
  };

  /** The background did not answer, or refused to. */
  const onFailure = () => {
    failures += 1;
    // Without an id the extension was updated or switched off: it leaves for good.
    if (!chrome.runtime?.id || failures > MAX_FAILURES) return follow({});
    forEachPart((part) => part.repeat?.());
    if (!plan) setTimeout(ask, RETRY_MS);
  };

  const ask = () => send({
    arrived: { who, up: !!parts.panel?.isBusy?.(), parts: Object.keys(parts), style: agent.style, age_s },
  });

  /** Carries out a plan; without one, nothing of ours is left in the page. @param {PlanReply} answer */
  const follow = (answer) => {
    plan = answer.plan ?? null;
    who ??= plan?.who;
    askOnNavigation = !!answer.ask_on_navigation;
    forEachPart((part) => part.follow?.(plan));
    resume();
  };

  /** Looks regularly, as long as there is a plan. */
  const resume = () => {
    if (plan) timer ||= setInterval(tick, plan.pace.look_every_ms);
    else pause();
  };

  const pause = () => {
    clearInterval(timer);
    timer = 0;
  };

  const tick = () => {
    if (!chrome.runtime?.id) return follow({});
    if (document.hidden || !plan) return;
    if (location.pathname !== address) return onNavigated();
    forEachPart((part) => part.tick?.());
    if (!Object.values(parts).some((part) => part.isBusy?.())) pause();
  };

  /** Somebody looks at the page again. What was reported before may be out of date. */
  const onVisible = () => {
    if (document.hidden) return;
    forEachPart((part) => part.repeat?.());
    if (parts.watcher?.isBusy?.()) tick();
    else ask();
  };

  /** The page went elsewhere by itself. */
  const onNavigated = () => {
    address = location.pathname;
    forEachPart((part) => part.forget?.());
    ask();
  };

  /** @type {Agent} */
  const agent = { send, attempt, parts, style: null };

  /**
   * Takes on the parts it lacks, and asks what they are for: another script was put into the document.
   * @param {Creators} creators
   */
  const adopt = (creators) => {
    for (const [name, create] of Object.entries(creators)) {
      if (!Object.hasOwn(parts, name)) attempt(() => {
        const part = create(agent);
        Object.assign(parts, { [name]: part });
        part.follow?.(plan);
      });
    }
    // Where nothing is watched, there may be something to watch by now.
    if (!parts.watcher?.isBusy?.()) ask();
  };

  const start = () => {
    addEventListener("pageshow", (event) => event.persisted && ask());
    document.addEventListener("visibilitychange", onVisible);
    globalThis.navigation?.addEventListener("currententrychange", () => {
      if (askOnNavigation && location.pathname !== address) onNavigated();
    });
    chrome.runtime.onMessage.addListener((message, sender) => {
      if (sender.id === chrome.runtime.id && "plan" in message) follow(message);
    });
    adopt(creators);
  };

  // A page that is loaded ahead has not been visited. It has to be exactly true: where browsers do not know the property, an
  // image of that name passes for it.
  if (/** @type {{ prerendering?: unknown }} */ (document).prerendering === true) {
    document.addEventListener("prerenderingchange", start, { once: true });
  } else {
    start();
  }
  return { adopt };
};

/**
 * Brings the parts of a script into the document. Several scripts may be put into one document, so the agent of the first
 * one stands on the isolated world's global, where no page sees it. An element's id passes for a global, too: `hasOwn`.
 * @param {Creators} creators
 */
const enter = (creators) => {
  // A picture has no place for a panel, and nothing to watch.
  if (!(document.documentElement instanceof HTMLElement)) return;
  if (Object.hasOwn(globalThis, "bezwaar")) bezwaar.adopt(creators);
  else Object.defineProperty(globalThis, "bezwaar", { value: createAgent(creators) });
};
