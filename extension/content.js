// @ts-check
/**
 * Bezwaar's eyes and hands in a page. It decides nothing: the background sends a plan (what to look for, what to show,
 * in which words), and this carries it out and reports what it saw. It knows no site, no selector and no sentence.
 *
 * It runs in an isolated world: the page cannot see its variables, only what it adds to the document, and that is at
 * most one element without a name, whose content is closed to the page.
 *
 * @typedef {{ tag: string, text?: string, class?: string, press?: string, attrs: [string, string][], nodes: Node[] }} Node
 * @typedef {{ nodes: Node[], css: string, lang: string, dir: string, below: string, yields: string, dark: string, light: string }} Panel
 * @typedef {{ who: unknown, look: [string, boolean][], acts: string, requests: string[], stills: number[], panel: Panel | null,
 *   insert: { into: string, text: string } | null }} Plan
 * @typedef {{ n: number, on: boolean | null, aria: boolean | null }} Found
 * @typedef {{ id: string, found: Found[], statuses: number[], at: number }} Act
 */
(() => {
  "use strict";
  // Several registrations may fit one page. `hasOwn`, because the page's element ids pass for global variables.
  if (Object.hasOwn(globalThis, "eyes")) return;
  Object.defineProperty(globalThis, "eyes", { value: true });

  const root = document.documentElement;
  /** How often it looks, in milliseconds. */
  const EVERY = 500;
  /** For so long a panel has to be up until it has been shown, in milliseconds. */
  const SHOWN = 2000;
  /** So often a panel is put back that the page removed, then never again. */
  const MOST_RETURNS = 5;

  /** @type {Plan | null} */ let plan = null;
  /** @type {Act | null} */ let act = null;
  /** @type {HTMLElement | null} */ let host = null;
  let address = location.href;
  /** @type {number[]} */ let peak = [];
  let [seen, since, reported, drawn, returns, timer, up] = ["", 0, "", "", 0, 0, 0];

  /** Asks the background, and does what it answers. @param {object} message */
  const tell = async (message) => {
    try {
      follow(await chrome.runtime.sendMessage(message));
    } catch {
      leave(); // The extension was updated or switched off: nobody listens any more.
    }
  };

  const ask = () => tell({ arrived: {} });

  /** Carries out a plan; without one, nothing is left. @param {{ plan?: Plan | null }} answer */
  const follow = (answer) => {
    if (!answer || !("plan" in answer)) return;
    const next = answer.plan ?? null;
    // Another account now: what was done before was not done with this one.
    if (JSON.stringify(next?.who) !== JSON.stringify(plan?.who)) act = null;
    plan = next;
    draw();
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
    host?.remove();
    rest();
    resources.disconnect();
    children.disconnect();
  };

  // ── Eyes ──

  /** @returns {Found[]} */
  const look = () =>
    (plan?.look ?? []).map(([selector, visible]) => {
      const all = [...document.querySelectorAll(selector)].filter((element) => !visible || element.checkVisibility());
      const [first] = all;
      const aria = first?.getAttribute("aria-checked");
      return { n: all.length, on: first instanceof HTMLInputElement ? first.checked : null, aria: aria ? aria === "true" : null };
    });

  const tick = () => {
    if (!chrome.runtime?.id) return leave();
    if (document.hidden || !plan) return;
    if (location.href !== address) return moved();
    place();
    if (up && performance.now() - up >= SHOWN && host && !host.hidden) {
      up = 0;
      tell({ shown: {} });
    }
    if (!plan.look.length) return;
    const found = look();
    peak = found.map(({ n }, i) => Math.max(n, peak[i] ?? 0));
    const now = performance.now();
    if (JSON.stringify(found) !== seen) [seen, since] = [JSON.stringify(found), now];
    const still = Math.round(now - since);
    const ripe = plan.stills.filter((ms) => still >= ms).length;
    const news = JSON.stringify([found, ripe, act]);
    if (news === reported) return;
    reported = news;
    const sent = act && { id: act.id, found: act.found, statuses: act.statuses };
    tell({ seen: { who: plan.who, report: { found, peak, still, act: sent } } });
  };

  /** The page went elsewhere without loading. */
  const moved = () => {
    [address, seen, reported, act, peak] = [location.href, "", "", null, []];
    ask();
  };

  /** A person's click, or key press that sends a form. Scripts can make neither. @param {Event} event */
  const acted = (event) => {
    const [target] = event.composedPath();
    if (!plan?.acts || !event.isTrusted || !(target instanceof Element)) return;
    const enter = event instanceof KeyboardEvent && event.key === "Enter" && target instanceof HTMLInputElement;
    if (enter || (event instanceof MouseEvent && target.closest(plan.acts))) {
      act = { id: crypto.randomUUID(), found: look(), statuses: [], at: performance.now() };
    }
  };

  const resources = new PerformanceObserver((list) => {
    for (const entry of /** @type {PerformanceResourceTiming[]} */ (list.getEntries())) {
      const { origin, pathname } = new URL(entry.name);
      const ours = origin === location.origin && plan?.requests.some((path) => pathname.startsWith(path));
      const timely = act && entry.startTime >= act.at - 50 && entry.startTime < act.at + 60000;
      if (ours && timely && act && act.statuses.length < 20) act.statuses.push(entry.responseStatus);
    }
  });

  // ── Hands ──

  /** @param {Node} node @returns {HTMLElement} */
  const build = (node) => {
    const element = document.createElement(node.tag);
    if (node.text) element.textContent = node.text;
    if (node.class) element.className = node.class;
    for (const [name, value] of node.attrs) element.setAttribute(name, value);
    element.append(...node.nodes.map(build));
    const { press } = node;
    if (press) element.addEventListener("click", (event) => event.isTrusted && pressed(press));
    return element;
  };

  /** @param {string} name */
  const pressed = (name) => {
    if (name === "close") {
      host?.remove();
      host = null;
    }
    const field = name === "insert" && plan?.insert && document.querySelector(plan.insert.into);
    if (field instanceof HTMLTextAreaElement && plan?.insert) {
      // The setter of the prototype, since pages that draw themselves put their own in front of it.
      Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value")?.set?.call(field, plan.insert.text);
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.focus();
    }
    tell({ pressed: { name } });
  };

  /** Shows the plan's panel, or none. */
  const draw = () => {
    const wanted = plan?.panel ? JSON.stringify(plan.panel) : "";
    if (wanted === drawn) return;
    drawn = wanted;
    host?.remove();
    host = null;
    if (!plan?.panel) return;
    up = performance.now();
    host = document.createElement("div");
    const shadow = host.attachShadow({ mode: "closed" });
    const style = new CSSStyleSheet();
    style.replaceSync(plan.panel.css);
    shadow.adoptedStyleSheets = [style];
    shadow.append(...plan.panel.nodes.map(build));
    shadow.addEventListener("keydown", (event) => {
      if (event instanceof KeyboardEvent && event.key === "Escape" && event.isTrusted) pressed("close");
    });
    host.lang = plan.panel.lang;
    host.dir = plan.panel.dir;
    root.append(host);
    place();
  };

  /** Keeps the panel below the page's header, out of the way of its dialogs, and as dark as the page. */
  const place = () => {
    if (!host || !plan?.panel) return;
    const { below, yields, dark, light } = plan.panel;
    const header = below && document.querySelector(below)?.getBoundingClientRect();
    const top = header && header.bottom < innerHeight / 2 ? Math.max(0, header.bottom) : 0;
    host.style.setProperty("--top", `${Math.round(top)}px`);
    host.hidden = Boolean(yields && document.querySelector(yields)?.checkVisibility());
    host.classList.toggle("dark", Boolean(dark) && root.matches(dark));
    host.classList.toggle("light", Boolean(light) && root.matches(light));
  };

  /** Puts the panel back when the page throws it away, a few times. */
  const children = new MutationObserver(() => {
    if (host && !host.isConnected && returns++ < MOST_RETURNS) root.append(host);
  });

  const begin = () => {
    resources.observe({ type: "resource" });
    children.observe(root, { childList: true });
    addEventListener("click", acted, true);
    addEventListener("keydown", acted, true);
    addEventListener("pageshow", (event) => event.persisted && ask());
    document.addEventListener("visibilitychange", () => document.hidden || plan || ask());
    chrome.runtime.onMessage.addListener((message, sender) => {
      if (sender.id === chrome.runtime.id) follow(message);
    });
    if (!document.hidden) ask();
  };

  // A page that is loaded ahead has not been visited.
  if ("prerendering" in document && document.prerendering) {
    document.addEventListener("prerenderingchange", begin, { once: true });
  } else {
    begin();
  }
})();
