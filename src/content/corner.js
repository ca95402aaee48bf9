// @ts-check
/**
 * The corner is how a panel stands beside a form: it folds, and fills in a text on request. Where there is a corner there is a
 * watcher, too, whose `isVisible` it uses.
 *
 * @typedef {import("./messages").Insert} Insert
 *
 * @typedef {object} Fold What it does for a panel.
 * @property {(shadow: ShadowRoot, panel: PanelPlan) => void} unfold Unfolds a panel that is new, or tells something else, unless the window has no room.
 * @property {(shadow: ShadowRoot) => boolean} fold Folds the panel; whether it can be folded.
 * @property {(shadow: ShadowRoot, insert: Insert) => void} insert Fills in a text.
 *
 * @typedef {Part & Fold} Corner
 */

/** Creates what a panel needs to be a corner. @returns {Corner} */
const createCorner = () => {
  /** @param {ShadowRoot} shadow @returns {HTMLDetailsElement | null} */
  const foldOf = (shadow) => shadow.querySelector(".fold");

  return {
    unfold: (shadow, { folds }) => {
      const fold = foldOf(shadow);
      // It unfolds where it is new or tells something else; otherwise it stays as the person left it.
      if (!fold || fold.dataset.in === folds) return;
      fold.dataset.in = folds;
      fold.open = !matchMedia(folds).matches;
    },
    fold: (shadow) => {
      const fold = foldOf(shadow);
      if (!fold) return false;
      fold.open = false;
      fold.querySelector("summary")?.focus();
      return true;
    },
    insert: (shadow, { into, texts, text, done }) => {
      const field = [.../** @type {NodeListOf<HTMLTextAreaElement>} */ (document.querySelectorAll(into))]
        .find((it) => !it.value && isVisible(it));
      if (!field) return;
      // Pages put setters of their own in front of the field's, but not in the world of this script.
      field.value = texts.find(({ selector }) => field.matches(selector))?.text ?? text;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.focus();
      shadow.querySelector(".feedback")?.replaceChildren(done);
    },
  };
};
