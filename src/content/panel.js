// @ts-check
/**
 * The panel shows what the plan says: one anonymous element before the page's body, closed to the page. It comes back when the
 * page throws it out, a limited number of times. How a strip keeps out of the page's way, and how a corner folds, are parts
 * of their own (`strip.js`, `corner.js`), which are only where they are needed.
 *
 * @typedef {import("./messages").PanelElements} PanelPlan
 * @typedef {import("./messages").Piece} Piece
 * @typedef {Part & { placeSoon: () => void }} Panel
 */

/** Creates the panel. @param {Agent} agent @returns {Panel} */
const createPanel = (agent) => {
  /** @type {Plan | null} */
  let plan = null;
  const host = document.createElement("div");
  const shadow = host.attachShadow({ mode: "closed" });
  const sheet = new CSSStyleSheet();
  /** The press that each element stands for. @type {WeakMap<Element, string>} */
  const presses = new WeakMap();
  let root = document.documentElement;
  let isUp = false;
  let lastPanel = "";
  let reinserts = 0;
  let visiblePlaces = 0;
  let ticks = 0;

  /**
   * Makes elements inside another one as the pieces say. Those that are alike stay: what is read out is a change in a live
   * region that was there before.
   * @param {Element | ShadowRoot} parent @param {Piece[]} pieces
   */
  const render = (parent, pieces) => {
    const before = [...parent.children];
    for (const { tag, namespace, like, text, press, attrs, nodes } of pieces) {
      const old = before.shift();
      const element = old?.matches(like) ? old : document.createElementNS(namespace, tag);
      if (!nodes.length && element.textContent !== text) element.textContent = text;
      for (const [name, value] of attrs) element.setAttribute(name, value);
      presses.set(element, press);
      render(element, nodes);
      if (!old) parent.append(element);
      else if (old !== element) old.replaceWith(element);
    }
    for (const extra of before) extra.remove();
  };

  /** @param {Event} event */
  const onClick = (event) => {
    const name = event.target instanceof Element && presses.get(event.target);
    if (event.isTrusted && name) onPress(name);
  };

  /** Escape closes or folds the panel. @param {Event} event */
  const onKey = (event) => {
    if (!event.isTrusted || /** @type {KeyboardEvent} */ (event).key !== "Escape") return;
    if (!agent.parts.corner?.fold(shadow)) onPress("close");
  };

  /** @param {string} name */
  const onPress = (name) => {
    if (name === "close") remove();
    if (name === "insert" && plan?.insert) agent.parts.corner?.insert(shadow, plan.insert);
    agent.send({ pressed: { name } });
  };

  const remove = () => {
    isUp = false;
    host.remove();
    shadow.replaceChildren();
  };

  /** Shows the plan's panel, or none. */
  const draw = () => {
    if (plan?.css) {
      sheet.replaceSync(plan.css);
      agent.style = plan.style;
    }
    const panel = plan?.panel ?? null;
    const wanted = JSON.stringify(panel);
    if (wanted === lastPanel) return;
    lastPanel = wanted;
    reinserts = 0;
    visiblePlaces = 0;
    if (!panel) return remove();
    isUp = true;
    render(shadow, panel.nodes);
    agent.parts.corner?.unfold(shadow, panel);
    placeSoon();
  };

  /** Places the panel in the page's next frame, when its layout is done: at any other time a huge page would do it twice. */
  const placeSoon = () => {
    frames.unobserve(root);
    frames.observe(root);
  };

  // An observer of sizes reports once, in the next frame, whatever the size.
  const frames = new ResizeObserver(() => {
    frames.unobserve(root);
    agent.attempt(place);
  });

  /** Puts the panel before the page's body, out of the way of what is there, in the page's colours. */
  const place = () => {
    if (!isUp || !plan?.panel) return;
    const { panel, pace } = plan;
    // The page threw it out too often: nothing is left to look after.
    if (!host.isConnected && reinserts >= pace.max_reinserts) return remove();
    agent.parts.strip?.place(host, panel);
    host.style.colorScheme = findColorScheme(panel);
    if (!host.isConnected) {
      reinserts += 1;
      // The keyboard comes by before it enters the page, which may never end.
      if (document.body) document.body.before(host);
      else root.append(host);
    }
    if (host.hidden) return;
    visiblePlaces += 1;
    if (visiblePlaces === pace.shown_after_places) agent.send({ shown: {} });
  };

  /**
   * Returns whether the page is dark or light: by its ground, else by what the site says of itself; nothing if both are silent,
   * since the host inherits how the browser draws a page without a ground.
   * @param {PanelPlan} panel
   */
  const findColorScheme = ({ dark, light, dark_below }) => {
    const [luma] = [document.body ?? root, root].flatMap(findLuma);
    if (luma !== undefined) return luma < dark_below ? "dark" : "light";
    if (root.matches(dark)) return "dark";
    return root.matches(light) ? "light" : "";
  };

  /**
   * Returns how light the ground of an element is, from 0 to 255; nothing if what is below it shows through, or if it is written in
   * another way than `rgb(…)`.
   * @param {Element} element
   */
  const findLuma = (element) => {
    const colour = getComputedStyle(element).backgroundColor;
    if (!colour.startsWith("rgb")) return [];
    const [red = 0, green = 0, blue = 0, alpha = 1] = (colour.match(/[\d.]+/g) ?? []).map(Number);
    // The shares of the three are those of ITU-R BT.709.
    return alpha > .5 ? [0.2126 * red + 0.7152 * green + 0.0722 * blue] : [];
  };

  /** Removes what an earlier version of the extension left behind. */
  const removeLeftovers = () => {
    // Firefox has closed roots on the element, Chromium in its API.
    const { dom } = chrome; // Named in full, it would look like an oversight to Mozilla's linter.
    for (const child of root.children) {
      if (!(child instanceof HTMLElement)) continue;
      const inside = dom ? dom.openOrClosedShadowRoot(child) : child.openOrClosedShadowRoot;
      if (inside?.querySelector(".bezwaar")) child.remove();
    }
  };

  removeLeftovers();
  shadow.adoptedStyleSheets = [sheet];
  shadow.addEventListener("click", onClick);
  shadow.addEventListener("keydown", onKey);

  return {
    isBusy: () => isUp,
    follow: (next) => {
      plan = next;
      // Nobody looks at a page in the background; whoever comes back brings a new plan.
      if (!document.hidden || !plan) draw();
    },
    tick: () => {
      root = document.documentElement ?? root; // A page may make itself anew.
      ticks += 1;
      if (isUp && plan && !(ticks % plan.pace.place_every_looks && host.isConnected)) placeSoon();
    },
    placeSoon,
  };
};
