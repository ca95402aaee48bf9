// @ts-check
/**
 * This captures how a page is built, without anything of whoever looks at it: put into one tab when a person asks for it, it
 * reads the page once, hands over what the rules let through, and is gone. It changes nothing and leaves nothing behind.
 *
 * The rules are the core's, which the build puts in front. What is handed over is checked there once more.
 *
 * @typedef {object} Rules What may be told of a page; `src/core/capture/rules.rs` says what each is.
 * @property {number} max_nodes
 * @property {number} max_depth
 * @property {number} max_value_chars
 * @property {number} max_words
 * @property {number} max_word_chars
 * @property {number} max_noughts
 * @property {number} max_segments
 * @property {string} cut
 * @property {string} unknown
 * @property {string[]} vocabulary
 * @property {string[]} kept_parts
 * @property {string[]} tags
 * @property {string[]} textless
 * @property {string} never_drawn
 * @property {[string, string[]][]} enumerated
 * @property {string[]} identifiers
 * @property {string[]} paths
 * @property {string[]} segments
 * @property {string[]} flags
 * @property {string[]} classes
 * @property {string} form_id
 * @property {string[]} form_numbers
 * @property {[string, number][]} lengths
 * @property {string} longest
 * @property {string[]} scripts
 * @property {{ language: string, text: string }[]} arrived
 * @property {string[]} kept_first
 * @property {string} dialog
 * @property {string} offered
 *
 * @typedef {import("./messages").PageNodes} PageNodes
 */

/** Captures the page. @param {Rules} rules @returns {PageNodes} */
const capturePage = (rules) => {
  // A page's names can stand in front of a node's own properties, and not in front of those of its prototypes.
  const property = (/** @type {object} */ prototype, /** @type {string} */ name) =>
    Object.getOwnPropertyDescriptor(prototype, name) ?? {};
  const getter = (/** @type {object} */ prototype, /** @type {string} */ name) => {
    const { get } = property(prototype, name);
    return (/** @type {Node} */ node) => get?.call(node);
  };
  const method = (/** @type {object} */ prototype, /** @type {string} */ name) => {
    const { value } = property(prototype, name);
    return (/** @type {Node} */ node, /** @type {any[]} */ ...given) => value.apply(node, given);
  };
  const nameOf = getter(Element.prototype, "localName");
  const openRootOf = getter(Element.prototype, "shadowRoot");
  const parentOf = getter(Node.prototype, "parentNode");
  const firstChildOf = getter(Node.prototype, "firstChild");
  const nextSiblingOf = getter(Node.prototype, "nextSibling");
  const textOf = getter(Node.prototype, "textContent");
  const innerTextOf = getter(HTMLElement.prototype, "innerText");
  const rootOf = getter(Document.prototype, "documentElement");
  const isChecked = getter(HTMLInputElement.prototype, "checked");
  const attributeOf = method(Element.prototype, "getAttribute");
  const attributeNamesOf = method(Element.prototype, "getAttributeNames");
  const isDrawn = method(Element.prototype, "checkVisibility");
  const isMatched = method(Element.prototype, "matches");
  const findIn = method(Element.prototype, "querySelectorAll");

  const vocabulary = new Set(rules.vocabulary);
  const tags = new Set(rules.tags);
  const segments = new Set(rules.segments);

  // ── Redact ──

  /**
   * Returns what is left of a name that developers gave: noughts, and words that many of them use.
   * @param {string} name
   */
  const identifier = (name) => name.slice(-rules.max_value_chars)
    .replace(/[0-9]+|[A-Z]+(?![a-z])|[A-Z]{0,1}[a-z]+|[^-_.:0-9A-Za-z]+/g, knownPart)
    .replace(/~+/g, rules.cut);

  /** @param {string} part */
  const knownPart = (part) => {
    if (/^[0-9]/.test(part)) return part.replace(/[0-9]/g, "0").slice(-rules.max_noughts);
    const word = part.toLowerCase();
    if (vocabulary.has(word)) return part;
    const kept = rules.kept_parts.find((piece) => word.includes(piece));
    return kept ? rules.cut + kept + rules.cut : rules.cut;
  };

  /**
   * Returns the shape of an address: the parts that are known, without what stands behind them.
   * @param {string} address
   */
  const pathShape = (address) => {
    if (address.startsWith("#")) return "#";
    const url = URL.canParse(address, location.href) && new URL(address, location.href);
    if (!url || !url.protocol.startsWith("http")) return rules.unknown;
    const parts = url.pathname.split("/").slice(0, rules.max_segments);
    const shape = parts.map((part) => !part || segments.has(part) ? part : rules.unknown).join("/");
    return url.host === location.host ? shape : ["", rules.unknown].join("/") + shape;
  };

  /** Returns the length and the script of a text. @param {string} text */
  const textClass = (text) => {
    const trimmed = text.replace(/\s+/g, " ").trim();
    const [length] = rules.lengths.find(([, limit]) => trimmed.length <= limit) ?? [rules.longest];
    const script = rules.scripts.find((script) => new RegExp(`\\p{Script=${script}}`, "u").test(trimmed));
    return script ? `${length}.${script}` : length;
  };

  /** Returns what is left of each word of a text. @param {string} text @param {(word: string) => string} redact */
  const eachWord = (text, redact) => text.split(/\s+/).filter(Boolean).map(redact).filter(Boolean).join(",");

  /** Returns what is told of an element by its attributes. @param {Element} element */
  const attributes = (element) => {
    /** @type {string[]} */
    const told = [];
    const present = new Set(attributeNamesOf(element));
    const tell = (/** @type {string} */ name, /** @type {(value: string) => string} */ redact) => {
      const value = present.has(name) && attributeOf(element, name);
      const left = value && redact(value);
      if (left && left.length <= rules.max_value_chars) told.push(`${name}=${left}`);
    };
    for (const [name, known] of rules.enumerated) {
      tell(name, (value) => eachWord(value.toLowerCase(), (word) => known.includes(word) ? word : rules.cut));
    }
    for (const name of rules.identifiers) tell(name, (value) => eachWord(value, identifier));
    for (const name of rules.paths) tell(name, pathShape);
    tell("class", (value) => eachWord(value, (word) => rules.classes.includes(word) ? word : ""));
    tell("lang", (value) => /^[a-z]{2}(?:-|_|$)(?:[A-Z]{2}|$)/.test(value) ? value : "");
    if (isMatched(element, rules.form_id)) {
      tell("value", (value) => rules.form_numbers.includes(value) ? value : rules.cut);
    }
    for (const name of rules.flags) if (present.has(name)) told.push(name);
    const box = element instanceof HTMLInputElement && ["checkbox", "radio"].includes(attributeOf(element, "type"));
    if (box) told.push(isChecked(element) ? "on" : "off");
    return told;
  };

  // ── Known sentences ──

  /** Makes a sentence comparable, as the watcher does. @param {string} text */
  const plain = (text) => text.normalize("NFKC").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  const sentences = rules.arrived.map(({ language, text }) => ({ language, said: plain(text) }));

  /** Returns the known sentence that is in an element. @param {Node} element */
  const sentenceIn = (element) => {
    // A line ends a sentence for the watcher, and only an element of HTML has lines.
    const text = element instanceof HTMLElement ? innerTextOf(element) : textOf(element);
    const said = text.split(/[.!?]+(?:\s|$)|\n/u).map(plain);
    return sentences.find((sentence) => said.includes(sentence.said));
  };

  /** The innermost elements with a known sentence, and its language. @type {Map<Node, string>} */
  const sayings = new Map();
  const noteSaying = (/** @type {Node} */ element) => {
    const sentence = sentenceIn(element);
    if (!sentence) return false;
    if (!elementsIn(element).map(noteSaying).includes(true)) sayings.set(element, sentence.language);
    return true;
  };

  // ── Choose ──

  /** Returns the nodes in a node. @param {Node} node @returns {Node[]} */
  const childrenOf = (node) => {
    const children = [];
    for (let child = firstChildOf(node); child; child = nextSiblingOf(child)) children.push(child);
    return children;
  };

  /** Returns the elements in a node, after an open shadow root. @param {Node} node @returns {Node[]} */
  const elementsIn = (node) => {
    const isElement = node instanceof Element;
    if (isElement && rules.textless.includes(nameOf(node))) return [];
    const root = isElement && openRootOf(node);
    const elements = childrenOf(node).filter((child) => child instanceof Element);
    return root ? [root, ...elements] : elements;
  };

  const html = rootOf(document);
  const body = childrenOf(html).find((child) => child instanceof HTMLBodyElement);

  /** The nodes that are kept: those that tell most, and all that they are in. @type {Set<Node>} */
  const kept = new Set([html]);
  const keep = (/** @type {Node} */ node) => {
    const path = [];
    for (let at = node; at && !kept.has(at); at = parentOf(at)) path.push(at);
    if (kept.size + path.length > rules.max_nodes) return;
    for (const at of path) kept.add(at);
  };

  const choose = (/** @type {Node} */ from) => {
    for (const selector of rules.kept_first) {
      for (const element of findIn(from, selector)) {
        if (kept.size >= rules.max_nodes) return;
        keep(element);
      }
    }
    const open = [from];
    for (let node = open.pop(); node && kept.size < rules.max_nodes; node = open.pop()) {
      keep(node);
      open.push(...elementsIn(node).reverse());
    }
  };

  // ── Write ──

  /** @type {PageNodes} */
  const page = { nodes: [], words: [] };
  const texts = new Set();

  /** Offers the text of what a person reads first. @param {Element} element */
  const offer = (element) => {
    const label = attributeOf(element, "aria-label") ?? "";
    const text = (textOf(element).replace(/\s+/g, " ").trim() || label.trim()).slice(0, rules.max_word_chars);
    if (!text || texts.has(text) || page.words.length === rules.max_words) return;
    texts.add(text);
    page.words.push({ node: page.nodes.length, text });
  };

  /** Returns how an element is drawn. @param {Element} element */
  const visibilityOf = (element) => {
    if (isMatched(element, rules.never_drawn)) return "";
    if (!isDrawn(element)) return "unseen";
    return isDrawn(element, { visibilityProperty: true }) ? "" : "veiled";
  };

  /** Writes a line for an element, and those for all that is in it. @param {Node} node @param {number} depth @param {string} around */
  const write = (node, depth, around) => {
    const words = [];
    let visibility = around;
    if (node instanceof Element) {
      if (isMatched(node, rules.offered)) offer(node);
      visibility = around === "unseen" ? around : visibilityOf(node);
      words.push(tags.has(nameOf(node)) ? nameOf(node) : identifier(nameOf(node)), ...attributes(node));
      if (visibility && visibility !== around) words.push(visibility);
      words.push(...ownText(node));
    } else {
      words.push("#shadow");
    }
    page.nodes.push(" ".repeat(depth) + words.join(" "));
    writeAll(elementsIn(node), depth + 1, visibility);
  };

  /** Returns what is told of an element's own text. @param {Element} element */
  const ownText = (element) => {
    const isTextless = rules.textless.includes(nameOf(element));
    const own = isTextless ? "" : childrenOf(element).filter((child) => child instanceof Text).map(textOf).join(" ");
    const language = sayings.get(element);
    const isTold = own.trim() || (own && !elementsIn(element).length);
    return [...(language ? [`says=${language}`] : []), ...(isTold ? [`text=${textClass(own)}`] : [])];
  };

  /** Writes the elements that are kept, and how many others there are between them. @param {Node[]} nodes @param {number} depth @param {string} visibility */
  const writeAll = (nodes, depth, visibility) => {
    let leftOut = 0;
    const tellLeftOut = () => {
      if (leftOut) page.nodes.push(`${" ".repeat(depth)}… ${leftOut}`);
      leftOut = 0;
    };
    for (const node of nodes) {
      if (kept.has(node) && depth < rules.max_depth) {
        tellLeftOut();
        write(node, depth, visibility);
      } else {
        leftOut += 1;
      }
    }
    tellLeftOut();
  };

  if (body) {
    keep(body);
    choose(body);
    for (const element of findIn(body, rules.dialog)) noteSaying(element);
    page.nodes.push(["html", ...attributes(html)].join(" "));
    writeAll([body], 1, "");
  }
  return page;
};
