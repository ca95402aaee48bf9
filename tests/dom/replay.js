// Builds the page of a capture again, and lets it go through what was reported of it. The test program says when.

/**
 * @typedef {{ depth: number, tag: string, attributes: [string, string][], text: string, checked: boolean | null }} Built
 * @typedef {{ count: number, checked?: boolean | null, aria_checked?: boolean | null }} Counted
 * @typedef {{ after_ms: number, url: string }} Sent
 */

/** The page as it was captured. @type {Built[]} */
const NODES = JSON.parse(/** @type {HTMLElement} */ (document.querySelector("#nodes")).textContent ?? "");

const show = {
  /** Shows the page that was captured. */
  captured: () => {
    document.body.replaceChildren();
    /** @type {(Element | ShadowRoot)[]} */
    const open = [document.documentElement, document.body];
    for (const node of NODES) {
      const parent = open[node.depth - 1] ?? document.body;
      const made = build(node, parent);
      open.length = node.depth;
      open.push(made);
    }
  },

  /** Shows a page that stands for one that was not captured. @param {string} html */
  other: (html) => {
    document.body.innerHTML = html;
  },

  /** Sets the switches that a selector finds as they were counted. @param {string} selector @param {Counted} first @param {number} on */
  switches: (selector, first, on) => {
    let left = on;
    for (const [number, it] of document.querySelectorAll(selector).entries()) {
      const isOn = number === 0 ? first.checked ?? first.aria_checked ?? left > 0 : left > 0;
      if (isOn) left -= 1;
      if (it instanceof HTMLInputElement) it.checked = isOn;
      if (it.hasAttribute("aria-checked")) it.setAttribute("aria-checked", String(first.aria_checked ?? isOn));
    }
  },
};

/** @param {Built} node @param {Element | ShadowRoot} parent */
const build = (node, parent) => {
  if (node.tag === "#shadow" && parent instanceof Element) return parent.attachShadow({ mode: "open" });
  const made = document.createElement(node.tag);
  for (const [name, value] of node.attributes) made.setAttribute(name, value);
  made.append(...(node.text ? [node.text] : []));
  if (made instanceof HTMLInputElement && node.checked !== null) made.checked = node.checked;
  parent.append(made);
  return made;
};

/** The requests that the next press causes, and what sends the form. @type {{ sent: Sent[], by: string }} */
let next = { sent: [], by: "" };

/** Sends what a page sent, each request as long after the press as it was then. @param {Sent[]} sent */
const send = (sent) => {
  for (const { after_ms, url } of sent) setTimeout(() => fetch(url, { method: "POST" }), after_ms / FASTER);
};

document.addEventListener("click", (event) => {
  if (!event.isTrusted) return;
  const { sent } = next;
  next.sent = [];
  send(sent);
}, true);
document.addEventListener("submit", (event) => {
  if (next.by === "page" || !next.by) event.preventDefault();
});
