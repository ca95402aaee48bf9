// This plays how the setting behaves, by what ?play= names, and in which state it is, by ?is=. The page's policy allows
// scripts by the stand-in's own address only, as LinkedIn's allows its own. What is peculiar to a site stands in its
// page: where the setting is and where it is saved in `<main data-path data-saves>`, the switch in `#toggle`, settings
// beside it in `#beside`.
const asked = new URLSearchParams(location.search);
const play = asked.get("play") ?? "";
const wait = ms => new Promise(done => setTimeout(done, ms / PACE));
const place = document.querySelector("#place");
const { path: exact, saves } = document.querySelector("main").dataset;
const part = name => document.querySelector(name)?.content.cloneNode(true) ?? "";

// The requests that wait for an answer: the tests wait for it, too. It is read to its end, as real pages do: only then has the
// browser seen it whole.
let asking = 0;
const ask = async (url, method) => {
  asking += 1;
  try {
    const reply = await fetch(url, { method });
    await reply.text();
    return reply;
  } finally {
    asking -= 1;
  }
};

const make = on => {
  const toggle = part("#toggle");
  const input = toggle.querySelector("input");
  showAs(input, on);
  if (play === "unnamed" || play === "several") input.removeAttribute("aria-labelledby");
  input.addEventListener("click", () => changed(input));
  place.replaceChildren(toggle, part("#beside"));
  if (play === "second") {
    // Another setting is on the same page.
    place.append(part("#toggle"));
    place.lastElementChild.querySelector("input").setAttribute("aria-labelledby", "somethingElse");
  }
  if (play === "several") place.append(part("#toggle"));
  if (play === "several") place.lastElementChild.querySelector("input").removeAttribute("aria-labelledby");
  return input;
};

const showAs = (input, on) => {
  input.checked = on;
  // Some sites do not have the attribute.
  if (input.hasAttribute("aria-checked")) input.setAttribute("aria-checked", String(on));
  // LinkedIn's says it in words, too.
  const words = input.parentElement.querySelector("[aria-hidden]");
  if (words) words.textContent = on ? "On" : "Off";
};

const changed = async input => {
  const on = input.checked;
  showAs(input, on);
  const reply = await ask(`${saves}?play=${play}`, "PUT");
  if (!reply.ok) showAs(input, !on);
  if (play === "recreated") make(on);
};

const show = async () => {
  const on = asked.get("is") !== "off";
  if (play === "missing") return;
  if (play === "late") await wait(3000);
  if (play === "very-late") await wait(12000);
  // The switch is painted wrong at first, then corrected by a property alone: no event, no mutation.
  const input = make(play === "wrong-first" ? !on : on);
  if (play === "wrong-first") {
    input.removeAttribute("aria-checked");
    await wait(300);
    input.checked = on;
  }
};
// Elsewhere in the settings there is no switch, until somebody goes there without loading.
if (location.pathname.replace(/\/$/, "").endsWith(exact)) show();
window.go = path => {
  history.pushState({}, "", path);
  wait(1000).then(show);
};

// LinkedIn looks for this, and any site may: a trace of an extension in the document, its storage, its cookies and its
// globals.
const before = { globals: Object.keys(window).length, html: document.documentElement.outerHTML.length };
window.traces = () => [
  ...[...document.querySelectorAll("*")].filter(e => /-extension:|bezwaar/i.test(e.outerHTML.slice(0, 400))).map(e => e.tagName),
  ...(document.documentElement.children.length > 2 ? ["a child of <html>"] : []),
  ...Object.keys(localStorage), ...Object.keys(sessionStorage),
  ...(/bezwaar/i.test(document.cookie) ? ["a cookie"] : []),
  ...(Object.keys(window).length > before.globals + 2 ? ["a global"] : []),
  ...(window.chrome?.runtime ? ["chrome.runtime"] : []),
  ...window.seen,
];
window.seen = [];
const observer = new MutationObserver(records => {
  for (const { target, addedNodes } of records) {
    if (!place.contains(target)) window.seen.push(...[...addedNodes].map(node => `added ${node.nodeName}`));
  }
});
// The parser itself still adds things that are not ours, and how often it is told depends on how the page arrives: so
// this waits for its end.
document.addEventListener("DOMContentLoaded", () => observer.observe(document, { childList: true, subtree: true }));
