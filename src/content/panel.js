// @ts-check
/**
 * The panel shows what the plan says: one anonymous element before the page's body, closed to the page. It keeps out of the
 * way of the page's header and dialogs, and comes back when the page throws it out, a limited number of times.
 *
 * @typedef {{ tag: string, text?: string, class?: string, press?: string, attrs: [string, string][], nodes: Piece[] }} Piece
 *
 * @typedef {object} PanelPlan
 * @property {Piece[]} nodes Its elements.
 * @property {string} css How they look.
 * @property {string} lang The language of its texts.
 * @property {string} dir The direction of its texts.
 * @property {string} below The page's header, below which it stands.
 * @property {string} yields The page's dialogs, for which it makes room.
 * @property {string} dark What the root element is like while the page is dark.
 * @property {string} light The same while it is light.
 *
 * @typedef {object} Insert
 * @property {string} into The field to fill in.
 * @property {string} text What to write.
 * @property {{ lang: string, text: string }[]} translations The same in other languages.
 */

/**
 * Where in the window a dialog of the page is looked for, as shares of its size in either direction. A dialog is larger than
 * the gaps between these points, and a page may have too many elements to look at all of them.
 */
const GRID = [0.125, 0.375, 0.5, 0.625, 0.875];

/** How far from the sides of the window its header is looked for, in CSS pixels: further in than scroll bars. */
const SIDE_PX = 24;

/** Where everything that stays at the top of the window counts as a header, in CSS pixels from the top. */
const TOP_PX = 4;

/** Where the page's own header is looked for besides: it may not touch the window's edge. */
const BELOW_TOP_PX = 40;

/** The share of the window's height below which nothing is a header any more. */
const MAX_HEADER = 0.5;

/** Creates the panel. @param {Agent} agent @returns {Part} */
const createPanel = (agent) => {
  /** @type {Plan | null} */
  let plan = null;
  /** @type {HTMLElement | null} */
  let host = null;
  let root = document.documentElement;
  let lastPanel = "";
  let reinserts = 0;
  let visiblePlaces = 0;
  let looks = 0;
  let wasActed = false;

  /** @param {Piece} piece @returns {HTMLElement} */
  const build = ({ tag, text, class: className, press, attrs, nodes }) => {
    const element = document.createElement(tag);
    if (text) element.textContent = text;
    if (className) element.className = className;
    for (const [name, value] of attrs) element.setAttribute(name, value);
    element.append(...nodes.map(build));
    if (press) element.addEventListener("click", (event) => event.isTrusted && onPress(press));
    return element;
  };

  /** @param {string} name */
  const onPress = (name) => {
    if (name === "close") remove();
    if (name === "insert") fill();
    agent.send({ pressed: { name } });
  };

  /** Fills in the text, in the page's language if there is one. */
  const fill = () => {
    if (!plan?.insert) return;
    const { into, text, translations } = plan.insert;
    const field = document.querySelector(into);
    if (!(field instanceof HTMLTextAreaElement)) return;
    const [language] = root.lang.split(/[-_]/);
    const translation = translations.find(({ lang }) => lang === language);
    // The prototype's setter, since pages put their own in front of it.
    Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value")?.set?.call(field, translation?.text ?? text);
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
    if (wanted === lastPanel) return;
    lastPanel = wanted;
    reinserts = 0;
    visiblePlaces = 0;
    remove();
    if (!panel) return;
    host = createHost(panel);
    placeSoon();
  };

  /** @param {PanelPlan} panel */
  const createHost = ({ css, nodes, lang, dir }) => {
    const element = document.createElement("div");
    const shadow = element.attachShadow({ mode: "closed" });
    const style = new CSSStyleSheet();
    style.replaceSync(css);
    shadow.adoptedStyleSheets = [style];
    shadow.append(...nodes.map(build));
    shadow.addEventListener("keydown", (event) => {
      if (event.isTrusted && /** @type {KeyboardEvent} */ (event).key === "Escape") onPress("close");
    });
    element.lang = lang;
    element.dir = dir;
    return element;
  };

  /** Places the panel in the page's next frame, when its layout is done: at any other time a huge page would do it twice. */
  const placeSoon = () => {
    frames.unobserve(root);
    frames.observe(root); // Which reports once, whatever the size.
  };

  const frames = new ResizeObserver(() => {
    frames.unobserve(root);
    agent.attempt(place);
  });

  /** Puts the panel below what stands at the top, out of the way of dialogs, as dark as the page. */
  const place = () => {
    const panel = plan?.panel;
    if (!host || !plan || !panel) return;
    // Given up: nothing is left to look after.
    if (!host.isConnected && reinserts >= plan.pace.max_reinserts) return remove();
    const top = `${Math.round(Math.max(0, ...headerEdges(panel.below)))}px`;
    if (host.style.getPropertyValue("--top") !== top) host.style.setProperty("--top", top);
    host.hidden = isCovered(panel.yields);
    host.classList.toggle("rtl", getComputedStyle(root).direction === "rtl");
    host.classList.toggle("dark", !!panel.dark && root.matches(panel.dark));
    host.classList.toggle("light", !!panel.light && root.matches(panel.light));
    if (!host.isConnected) {
      reinserts += 1;
      root.append(host);
    }
    if (host.hidden) return;
    visiblePlaces += 1;
    if (visiblePlaces === plan.pace.shown_after_places) agent.send({ shown: {} });
  };

  /** Whether one of these dialogs is open. @param {string} dialogs */
  const isCovered = (dialogs) => {
    const columnHasOne = (/** @type {number} */ x) =>
      GRID.some((y) => document.elementFromPoint(innerWidth * x, innerHeight * y)?.closest(dialogs));
    return !!dialogs && GRID.some(columnHasOne);
  };

  /** The lower edges of the header and of what stays at the top. @param {string} header @returns {number[]} */
  const headerEdges = (header) => {
    if (!header) return [];
    const isHeader = (/** @type {Element} */ it) => it.matches(header);
    const upper = [SIDE_PX, innerWidth / 2, innerWidth - SIDE_PX].flatMap((x) => [
      ...document.elementsFromPoint(x, TOP_PX)
        .filter((it) => isHeader(it) || /fixed|sticky/.test(getComputedStyle(it).position)),
      ...document.elementsFromPoint(x, BELOW_TOP_PX).filter(isHeader),
    ]);
    return upper.map((it) => it.getBoundingClientRect().bottom).filter((edge) => edge < innerHeight * MAX_HEADER);
  };

  /** Removes what an earlier version of the extension left behind. */
  const removeLeftovers = () => {
    // Firefox has closed roots on the element, Chromium in its API.
    const { dom } = chrome;
    for (const child of root.children) {
      const inside = dom ? child instanceof HTMLElement && dom.openOrClosedShadowRoot(child) : child.openOrClosedShadowRoot;
      if (inside && inside.querySelector("dialog.bezwaar")) child.remove();
    }
  };

  /** A click or a key may open a dialog: the next look places the panel anew. */
  const onAct = () => {
    wasActed = true;
  };

  removeLeftovers();
  addEventListener("click", onAct, true);
  addEventListener("keydown", onAct, true);

  return {
    isBusy: () => !!host,
    follow: (next) => {
      plan = next;
      if (!plan) frames.disconnect();
      // Nobody looks at a page in the background; whoever comes back brings a new plan.
      if (!document.hidden || !plan) draw();
    },
    tick: () => {
      root = document.documentElement ?? root; // A page may make itself anew.
      looks += 1;
      if (!host || !plan) return;
      if (!wasActed && looks % plan.pace.place_every_looks && host.isConnected) return;
      wasActed = false;
      placeSoon();
    },
  };
};
