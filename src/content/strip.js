// @ts-check
/**
 * The strip is how a panel stands on an ordinary page: below what the page has at its top, and out of the way of its dialogs.
 *
 * @typedef {Part & { place: (host: HTMLElement, panel: PanelPlan) => void }} Strip It moves the panel's element, or hides it.
 */

/**
 * The points of the window at which a dialog of the page is looked for, as shares of its size in either direction. A
 * dialog is larger than the gaps between these points, and a page may have too many elements to look at all of them.
 */
const GRID = [0.125, 0.375, 0.5, 0.625, 0.875];

/** The distance from the window's sides at which a header is looked for, in CSS pixels: further in than scroll bars. */
const SIDE_PX = 24;

/** The height at which everything that stays at the top of the window counts as a header, in CSS pixels. */
const TOP_PX = 4;

/** The height at which the page's own header is looked for, too, in CSS pixels: it may not touch the window's edge. */
const BELOW_TOP_PX = 40;

/** The share of the window's height below which nothing is a header any more. */
const MAX_HEADER_SHARE = 0.5;

/** Creates what a panel needs to be a strip. @param {Agent} agent @returns {Strip} */
const createStrip = (agent) => {
  let wasUsed = false;

  /** Returns the lower edges of the header and of what stays at the top. @param {string} header @returns {number[]} */
  const headerEdges = (header) => {
    const isHeader = (/** @type {Element} */ it) => matches.call(it, header);
    const upper = [SIDE_PX, innerWidth / 2, innerWidth - SIDE_PX].flatMap((x) => [
      ...document.elementsFromPoint(x, TOP_PX)
        .filter((it) => isHeader(it) || /fixed|sticky/.test(getComputedStyle(it).position)),
      ...document.elementsFromPoint(x, BELOW_TOP_PX).filter(isHeader),
    ]);
    return upper.map((it) => it.getBoundingClientRect().bottom).filter((edge) => edge < innerHeight * MAX_HEADER_SHARE);
  };

  /** Returns whether a dialog is open that this selector finds. @param {string} dialog */
  const hasOne = (dialog) => GRID.some((x) => GRID.some((y) => {
    const it = document.elementFromPoint(innerWidth * x, innerHeight * y);
    return it && closest.call(it, dialog);
  }));

  /** A click or a key may open a dialog: the next look places the panel anew. */
  const onUse = () => {
    wasUsed = true;
  };

  addEventListener("click", onUse, true);
  addEventListener("keydown", onUse, true);

  return {
    tick: () => {
      if (wasUsed) agent.parts.panel?.placeSoon();
      wasUsed = false;
    },
    place: (host, { below, yields }) => {
      const top = `${Math.round(Math.max(0, ...below ? headerEdges(below) : []))}px`;
      if (host.style.getPropertyValue("--top") !== top) host.style.setProperty("--top", top);
      // Nobody sees a panel below a film that fills the screen.
      host.hidden = !!(document.fullscreenElement || yields && hasOne(yields));
    },
  };
};
