// @ts-check
/**
 * Bezwaar's eyes and hands in a page: carries out a plan of the background and reports what it saw. Knows no site, no
 * selector and no sentence; adds at most one element, closed to the page.
 *
 * @typedef {{ tag: string, text?: string, class?: string, press?: string, attrs: [string, string][], nodes: Part[] }} Part
 * @typedef {{ nodes: Part[], css: string, lang: string, dir: string, below: string, yields: string, dark: string, light: string }} Panel
 * @typedef {{ who: unknown, look: [string, boolean][], acts: string, requests: string[], stills: number[], panel: Panel | null,
 *   insert: { into: string, texts: [string, string][] } | null }} Plan
 * @typedef {{ n: number, on: boolean | null, aria: boolean | null }} Found
 * @typedef {{ id: string, found: Found[], statuses: number[] }} Act
 */
(() => {
  "use strict";
  // Several registrations may fit one page, or a picture. `hasOwn`, as element ids pass for globals.
  let root = document.documentElement;
  if (Object.hasOwn(globalThis, "eyes") || !(root instanceof HTMLElement)) return;
  Object.defineProperty(globalThis, "eyes", { value: true });

  /** How often it looks, in milliseconds; only to show, at every fourth turn. */
  const EVERY = 500;
  /** After so many looks a panel has been shown. */
  const SHOWN = 2;
  /** So often a panel is put back. */
  const MOST_TIMES = 6;
  /** So often the background may fail, and a form be sent. */
  const MOST = 20;
  /** Where in the window a dialog is looked for; at all elements would take long. */
  const GRID = [0.125, 0.375, 0.5, 0.625, 0.875];

  /** @type {Plan | null} */ let plan = null;
  /** @type {Act | null} */ let act = null;
  /** @type {HTMLElement | null} */ let host = null;
  let address = location.pathname;
  /** @type {number[]} */ let peak = [];
  let [seen, since, reported, drawn, times, timer, looks, turns, failures, at, again] = ["", 0, "", "", 0, 0, 0, 0, 0, 0, false];

  /** Tells the background, and does what it answers. @param {object} message */
  const tell = async (message) => {
    try {
      const answer = await chrome.runtime.sendMessage(message);
      if (answer && !("plan" in answer)) throw answer;
      follow(answer);
    } catch {
      // Without an id the extension was updated or switched off.
      if (!chrome.runtime?.id || ++failures > MOST) return leave();
      reported = ""; // The background was stopped over it: say it again.
      if (!plan) setTimeout(ask, EVERY);
    }
  };

  const ask = () => tell({ arrived: { who: plan?.who ?? null, up: !!host } });

  /** Carries out a plan; without one, nothing is left. @param {{ plan?: Plan | null, again?: boolean }} answer */
  const follow = (answer) => {
    if (!answer || !("plan" in answer)) return;
    plan = answer.plan ?? null;
    again = answer.again ?? false;
    // Of another account.
    if (!plan?.look.length) act = null;
    if (plan?.requests.length) resources.observe({ type: "resource" });
    else resources.disconnect();
    if (!document.hidden || !plan) draw();
    if (plan && !timer) timer = setInterval(tick, EVERY);
    if (!plan) rest();
  };

  const rest = () => {
    clearInterval(timer);
    timer = 0;
    act = null;
  };

  const leave = () => {
    plan = null;
    remove();
    rest();
    resources.disconnect();
    frames.disconnect();
  };

  const tick = () => {
    if (!chrome.runtime?.id) return leave();
    if (document.hidden || !plan) return;
    root = document.documentElement ?? root; // A page may make itself anew.
    if (location.pathname !== address) return moved();
    if (host && (plan.look.length || ++turns % 4 === 0 || !host.isConnected)) showSoon();
    if (plan.look.length) watch();
    else if (!host) rest();
  };

  /** Somebody looks at the page again. */
  const back = () => {
    if (document.hidden) return;
    reported = "";
    if (plan?.look.length) tick();
    else ask();
  };

  /** The page went elsewhere by itself. */
  const moved = () => {
    [address, seen, reported, act, peak] = [location.pathname, "", "", null, []];
    ask();
  };

  /** @returns {Found[]} */
  const look = () =>
    (plan?.look ?? []).map(([selector, visible]) => {
      const all = [...document.querySelectorAll(selector)].filter((it) => !visible || it.checkVisibility({ visibilityProperty: true }));
      const { checked, ariaChecked } = Object(all[0]);
      return { n: all.length, on: checked ?? null, aria: ariaChecked ? ariaChecked === "true" : null };
    });

  /** Looks, and reports what is new. */
  const watch = () => {
    if (!plan) return;
    const { who, stills } = plan;
    const found = look();
    peak = found.map(({ n }, i) => Math.max(n, peak[i] ?? 0));
    const now = performance.now();
    if (JSON.stringify(found) !== seen) [seen, since] = [JSON.stringify(found), now];
    const still = Math.round(now - since);
    const ripe = stills.filter((ms) => still >= ms).length;
    const news = JSON.stringify([who, found, ripe, act]);
    if (news === reported) return;
    reported = news;
    tell({ seen: { who, report: { found, peak, still, act } } });
  };

  /** A person's click or key. @param {Event} event */
  const acted = (event) => {
    const [target] = event.composedPath();
    turns = 3; // It may open a dialog.
    if (!plan?.acts || !event.isTrusted || !(target instanceof Element)) return;
    const { key } = Object(event);
    const field = key === "Enter" && target instanceof HTMLInputElement && plan.look.some(([part]) => target.matches(part));
    if (!field && (!/^( |Enter|undefined)$/.test(key) || !target.closest(plan.acts))) return;
    const [found, now] = [look(), performance.now()];
    // Pressed twice, or on what came of it, without a second step.
    if (act && now < at + 10000 && !found[1]?.n) return;
    [act, at] = [{ id: crypto.randomUUID(), found, statuses: [] }, now];
    addEventListener("beforeunload", last);
  };

  /** A form is sent: by its page, who knows where to, or by the browser. @param {Event} event */
  const sent = (event) => {
    const statuses = event.isTrusted && act?.statuses;
    if (statuses) setTimeout(() => {
      if (statuses.length < MOST) statuses.push(event.defaultPrevented ? 100 : Object(event.target).method === "post" ? 102 : 0);
      last();
    });
  };

  /** The page may go away. */
  const last = () => {
    note(resources.takeRecords());
    if (act) watch();
  };

  const note = (/** @type {object} */ entries) => {
    for (const { name, startTime, responseStatus } of Object(entries)) {
      const ours = plan?.requests.some((path) => name.startsWith(location.origin + path));
      const timely = startTime >= at - 50 && startTime < at + 60000;
      if (act && ours && timely && act.statuses.length < MOST) act.statuses.push(responseStatus);
    }
  };

  const resources = new PerformanceObserver((list) => note(list.getEntries()));

  /** @param {Part} part @returns {HTMLElement} */
  const build = ({ tag, text, class: named, press, attrs, nodes }) => {
    const element = document.createElement(tag);
    if (text) element.textContent = text;
    if (named) element.className = named;
    for (const [name, value] of attrs) element.setAttribute(name, value);
    element.append(...nodes.map(build));
    if (press) element.addEventListener("click", (event) => event.isTrusted && pressed(press));
    return element;
  };

  /** @param {string} name */
  const pressed = (name) => {
    if (name === "close") remove();
    if (name === "insert") fill();
    tell({ pressed: { name } });
  };

  /** Fills in the text, in the page's language or the first. */
  const fill = () => {
    const { into, texts } = plan?.insert ?? { into: "_", texts: [] };
    const field = document.querySelector(into);
    const [language] = root.lang.split(/[-_]/);
    const [, text] = texts.find(([lang]) => lang === language) ?? texts[0] ?? [];
    if (!(field instanceof HTMLTextAreaElement) || !text) return;
    // The prototype's, since pages put their own setter in front of it.
    Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value")?.set?.call(field, text);
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
  };

  const remove = () => {
    host?.remove();
    host = null;
  };

  /** Shows the plan's panel, or none. */
  const draw = () => {
    const panel = plan?.panel;
    const wanted = panel ? JSON.stringify(panel) : "";
    if (wanted === drawn) return;
    [drawn, times, looks] = [wanted, 0, 0];
    remove();
    if (!plan || !panel) return;
    host = document.createElement("div");
    const shadow = host.attachShadow({ mode: "closed" });
    const style = new CSSStyleSheet();
    style.replaceSync(panel.css);
    shadow.adoptedStyleSheets = [style];
    shadow.append(...panel.nodes.map(build));
    shadow.addEventListener("keydown", (event) => {
      if (event.isTrusted && Object(event).key === "Escape") pressed("close");
    });
    [host.lang, host.dir] = [panel.lang, panel.dir];
    showSoon();
  };

  /** Once, in the page's next frame, when its layout is done. */
  const showSoon = () => {
    frames.unobserve(root);
    frames.observe(root);
  };

  /** Below what stands at the top, out of the way of dialogs, as dark as the page. */
  const frames = new ResizeObserver(() => {
    frames.unobserve(root);
    const panel = plan?.panel;
    if (!host || !panel) return;
    if (!host.isConnected && times >= MOST_TIMES) return remove();
    const { below, yields, dark, light } = panel;
    const top = `${Math.round(Math.max(0, ...tops(below)))}px`;
    if (host.style.getPropertyValue("--top") !== top) host.style.setProperty("--top", top);
    host.hidden = !!yields && GRID.some((x) => GRID.some((y) => document.elementFromPoint(innerWidth * x, innerHeight * y)?.closest(yields)));
    host.classList.toggle("rtl", getComputedStyle(root).direction === "rtl");
    host.classList.toggle("dark", !!dark && root.matches(dark));
    host.classList.toggle("light", !!light && root.matches(light));
    if (!host.isConnected && ++times) root.append(host);
    if (!host.hidden && ++looks === SHOWN) tell({ shown: {} });
  });

  /** The lower edges of header and of what stays at the top. @param {string} below */
  const tops = (below) => {
    if (!below) return [];
    const upper = [24, innerWidth / 2, innerWidth - 24].flatMap((x) => [
      ...document.elementsFromPoint(x, 4).filter((it) => it.matches(below) || /fixed|sticky/.test(getComputedStyle(it).position)),
      ...document.elementsFromPoint(x, 40).filter((it) => it.matches(below)),
    ]);
    return upper.map((it) => it.getBoundingClientRect().bottom).filter((edge) => edge < innerHeight / 2);
  };

  /** Removes what an earlier version left behind. */
  const tidy = () => {
    // Firefox has it on the element, Chromium in its API.
    const { dom } = chrome;
    for (const child of root.children) {
      const inside = dom ? child instanceof HTMLElement && dom.openOrClosedShadowRoot(child) : child.openOrClosedShadowRoot;
      if (inside && inside.querySelector("dialog.bezwaar")) child.remove();
    }
  };

  const begin = () => {
    tidy();
    addEventListener("click", acted, true);
    addEventListener("keydown", acted, true);
    addEventListener("submit", sent, true);
    addEventListener("pageshow", (event) => event.persisted && ask());
    document.addEventListener("visibilitychange", back);
    // No timer runs where we have no business; it may lead to where we have.
    globalThis.navigation?.addEventListener("currententrychange", () => again && location.pathname !== address && moved());
    chrome.runtime.onMessage.addListener((message, sender) => {
      if (sender.id === chrome.runtime.id) follow(message);
    });
    ask();
  };

  // A page that is loaded ahead has not been visited.
  if (Object(document).prerendering === true) {
    document.addEventListener("prerenderingchange", begin, { once: true });
  } else {
    begin();
  }
})();
