// @ts-check
/**
 * The panel shows what the plan says: one anonymous element before the page's body, closed to the page. It keeps out of the
 * way of the page's header and dialogs, and comes back when the page throws it out, a limited number of times.
 *
 * @typedef {{ tag: string, namespace?: string, text?: string, class?: string, press?: string, attrs: [string, string][],
 *   nodes: Piece[] }} Piece
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
 * @property {number} dark_below The luma below which the page's ground is dark.
 * @property {string} folds In which windows it starts folded; empty if in none.
 *
 * @typedef {object} Insert
 * @property {string} into The field to fill in.
 * @property {string} text What to write.
 * @property {{ lang: string, text: string }[]} translations The same in other languages.
 * @property {string} done What to say afterwards.
 */

/** How much red, green and blue make up how light a colour is (ITU-R BT.709). */
const LUMA = { red: 0.2126, green: 0.7152, blue: 0.0722 };

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
  /** What is in the host. @type {ShadowRoot | null} */
  let shadow = null;
  /** What pressing an element does. @type {WeakMap<Element, string | undefined>} */
  const presses = new WeakMap();
  let root = document.documentElement;
  let lastPanel = "";
  let reinserts = 0;
  let visiblePlaces = 0;
  let looks = 0;
  let wasActed = false;

  /** @param {Piece} piece */
  const create = ({ tag, namespace }) =>
    namespace ? document.createElementNS(namespace, tag) : document.createElement(tag);

  /** @param {Element | undefined} element @param {Piece} piece */
  const isAlike = (element, piece) =>
    element?.localName === piece.tag && (element.getAttribute("class") ?? "") === (piece.class ?? "");

  /**
   * Makes elements inside another one as the pieces say. Those that are alike stay: what is read out is a change in a live
   * region that was there before.
   * @param {Element | ShadowRoot} parent @param {Piece[]} pieces
   */
  const render = (parent, pieces) => {
    const before = [...parent.children];
    for (const piece of pieces) {
      const old = before.shift();
      const element = old && isAlike(old, piece) ? old : create(piece);
      fill(element, piece);
      if (!old) parent.append(element);
      else if (old !== element) old.replaceWith(element);
    }
    for (const surplus of before) surplus.remove();
  };

  /** @param {Element} element @param {Piece} piece */
  const fill = (element, { text = "", class: className, press, attrs, nodes }) => {
    if (!nodes.length && element.textContent !== text) element.textContent = text;
    if (className) element.setAttribute("class", className);
    for (const [name, value] of attrs) element.setAttribute(name, value);
    presses.set(element, press);
    render(element, nodes);
  };

  /** @param {Event} event */
  const onClick = (event) => {
    const name = event.target instanceof Element && presses.get(event.target);
    if (event.isTrusted && name) onPress(name);
  };

  /** Escape closes or folds the panel. @param {Event} event */
  const onKey = (event) => {
    if (!event.isTrusted || /** @type {KeyboardEvent} */ (event).key !== "Escape") return;
    const fold = findFold();
    if (!fold) return onPress("close");
    fold.open = false;
    fold.querySelector("summary")?.focus();
  };

  const findFold = () => /** @type {HTMLDetailsElement | null | undefined} */ (shadow?.querySelector(".fold"));

  /** @param {string} name */
  const onPress = (name) => {
    if (name === "close") remove();
    if (name === "insert") insert();
    agent.send({ pressed: { name } });
  };

  /** Fills in the text, in the page's language if there is one. */
  const insert = () => {
    if (!plan?.insert) return;
    const { into, text, translations, done } = plan.insert;
    const field = document.querySelector(into);
    if (!(field instanceof HTMLTextAreaElement)) return;
    const [language] = root.lang.split(/[-_]/);
    const translation = translations.find(({ lang }) => lang === language);
    // The prototype's setter, since pages put their own in front of it.
    Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value")?.set?.call(field, translation?.text ?? text);
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
    const feedback = shadow?.querySelector(".feedback");
    if (feedback) feedback.textContent = done;
  };

  const remove = () => {
    host?.remove();
    host = null;
    shadow = null;
  };

  /** Shows the plan's panel, or none. */
  const draw = () => {
    const panel = plan?.panel;
    const wanted = panel ? JSON.stringify(panel) : "";
    if (wanted === lastPanel) return;
    lastPanel = wanted;
    reinserts = 0;
    visiblePlaces = 0;
    if (!panel) return remove();
    if (!host || !shadow) createHost(panel);
    if (shadow) render(shadow, panel.nodes);
    const fold = findFold();
    if (fold && panel.folds) fold.open = !matchMedia(panel.folds).matches;
    placeSoon();
  };

  /** @param {PanelPlan} panel */
  const createHost = ({ css, lang, dir }) => {
    host = document.createElement("div");
    host.lang = lang;
    host.dir = dir;
    shadow = host.attachShadow({ mode: "closed" });
    const style = new CSSStyleSheet();
    style.replaceSync(css);
    shadow.adoptedStyleSheets = [style];
    shadow.addEventListener("click", onClick);
    shadow.addEventListener("keydown", onKey);
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
    host.classList.toggle("dark", isDark(panel));
    if (!host.isConnected) {
      reinserts += 1;
      // The keyboard comes by before it enters the page, which may never end.
      if (document.body) document.body.before(host);
      else root.append(host);
    }
    if (host.hidden) return;
    visiblePlaces += 1;
    if (visiblePlaces === plan.pace.shown_after_places) agent.send({ shown: {} });
  };

  /**
   * Whether the page is dark: by its ground, else by what the site says of itself, else as the browser draws a page without
   * a ground.
   * @param {PanelPlan} panel
   */
  const isDark = ({ dark, light, dark_below }) => {
    const lumas = [document.body ?? root, root].map((it) => findLuma(getComputedStyle(it).backgroundColor));
    const luma = lumas.find((it) => it !== null) ?? null;
    if (luma !== null) return luma < dark_below;
    if (dark && root.matches(dark)) return true;
    if (light && root.matches(light)) return false;
    const schemes = getComputedStyle(root).colorScheme.split(" ");
    return schemes.includes("dark") && (!schemes.includes("light") || matchMedia("(prefers-color-scheme: dark)").matches);
  };

  /** How light a colour is, from 0 to 255; null if it is transparent, or written in another way than `rgb(…)`. @param {string} colour */
  const findLuma = (colour) => {
    const [red, green, blue, alpha = 1] = colour.startsWith("rgb") ? (colour.match(/[\d.]+/g) ?? []).map(Number) : [];
    if (red === undefined || green === undefined || blue === undefined || !alpha) return null;
    return LUMA.red * red + LUMA.green * green + LUMA.blue * blue;
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
      if (inside && inside.querySelector(".bezwaar")) child.remove();
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
