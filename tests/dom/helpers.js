// These are the helpers that fixtures may use, beside what the stand-in's page around them has: `form`, `content`,
// `outcomes`, `element`, `post`, `send`, `thanks` at a form, `place` and `saves` at a switch, and `ask` at both, a request
// whose answer the test waits for.

/** Does something after a while, in milliseconds of the extension's rules, which go faster here. */
const later = (/** @type {number} */ ms, /** @type {() => void} */ act) => void setTimeout(act, ms / FASTER);

/** Does something once our script is in the page: its panel then stands before the body. @param {() => void} act */
const whenWatched = (act) => {
  const observer = new MutationObserver(() => {
    observer.disconnect();
    act();
  });
  observer.observe(document.documentElement, { childList: true });
};

/** Makes an element. @param {string} tag @param {Record<string, string>} attributes @param {string} text @param {() => void} [press] */
const made = (tag, attributes, text, press) => {
  const element = document.createElement(tag);
  element.textContent = text;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  if (press) element.addEventListener("click", press);
  return element;
};

/** Puts an element into the shadow root of a new one, as other extensions do. @param {Element} inner */
const shadowed = (inner) => {
  const host = document.createElement("div");
  host.attachShadow({ mode: "open" }).append(inner);
  return host;
};

/** Makes an element, and puts it into the page. @param {Parameters<typeof made>} what */
const add = (...what) => {
  const element = made(...what);
  (document.querySelector("h1") ?? document.querySelector("#content"))?.after(element);
  return element;
};

/** Sends what the form sends, which is answered with 200. */
const POST = () => ask("/ajax/help/contact/submit/page?play=", "POST");

/** Sends a request that fails on its way, as without a network. @param {string} address @param {string} method */
const failing = (address, method) => {
  const network = new AbortController();
  const sent = fetch(`${address}?play=slow`, { method, signal: network.signal });
  later(300, () => network.abort());
  return sent.then(() => {}, () => {});
};

/** Does this when the form is sent, in place of what the stand-in does. @param {() => void} act */
const whenSent = (act) => document.querySelector("#content form")?.addEventListener("submit", (event) => {
  event.preventDefault();
  event.stopImmediatePropagation();
  act();
}, true);

/** Takes the form away a little later. @param {() => void} [then] */
const GONE = (then) => later(300, () => {
  document.querySelector("#content form")?.remove();
  then?.();
});

/** The sentences that a person would take for a confirmation: Meta's own where they are known, others alike. */
const SENTENCES = [
  "Ciò significa che la tua richiesta verrà applicata d'ora in avanti allo sviluppo e al miglioramento dell'IA in Meta.",
  "Riceverai una e-mail con i dettagli.",
  "La tua richiesta è stata inviata.",
  "Thanks for contacting Facebook. You should receive an e-mail soon.",
  "Your objection has been submitted. We will honour it going forward.",
  "We've received your objection.",
  "Bedankt voor je bericht. Je bezwaar is ontvangen en wordt voortaan gehonoreerd.",
  "Je bezwaar is vastgelegd.",
  "Je ontvangt een e-mail met de details.",
  "Danke. Dein Widerspruch ist eingegangen.",
  "Wir haben deinen Einspruch gegen die Verwendung deiner Informationen für KI bei Meta erhalten.",
  "Du erhältst eine E-Mail mit weiteren Einzelheiten.",
  "Merci. Votre opposition a bien été enregistrée.",
  "Nous avons reçu votre demande.",
  "Gracias. Hemos recibido tu objeción.",
  "Tu solicitud se aplicará de ahora en adelante.",
  "Dziękujemy. Otrzymaliśmy Twój sprzeciw.",
  "Terima kasih telah menghubungi Facebook.",
  "Obrigado. Recebemos a tua oposição.",
  "شكرًا لك. لقد تلقينا اعتراضك.",
  "Zbrutt maloi. Krelba e-mail vos pronti.",
];
