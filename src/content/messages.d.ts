// The messages between the content scripts and the background. Made of the declarations in Rust: tests/native/source/messages.rs
// says how.

/** An account as a page saw it. The background looks for itself who is logged in, and compares. */
export interface AccountRef {
  /** The platform. */
  platform: string;
  /** The cookie store, by the browser's own name. */
  store: string;
  /** The salted hash of the account's number, in hexadecimal, if it has one. */
  hash?: string | null;
  /** The name of the session, where the platform tells no number: a document shows what it shows to the session that it was loaded with. `null` in requests of the popup, where a person speaks. */
  session?: string | null;
}

/** A text, and the fields that it is for. */
export interface FieldText {
  selector: string;
  text: string;
}

/** The finding of one probe. */
export interface Found {
  /** The number of elements. */
  count: number;
  /** The `checked` property of the first one; `null` if it has none. */
  checked?: boolean | null;
  /** The same by its attribute for assistive technology. */
  aria_checked?: boolean | null;
}

/** Something that can happen: both after a press, and before the first one a request alone. */
export type Happened =
  /** A request of the page to an address that the plan named was answered. */
  | {
    "answered": {
      /** The kind tells whether the address is used for anything else. */
      kind: RequestKind;
      /** The status of the answer; 0 if it failed on its way. */
      status: number;
    };
  }
  /** The browser told of a form that is being sent. */
  | {
    "submitted": {
      /** The sender. */
      by: SentBy;
      /** The number of elements in that form, of each probe. */
      inside: number[];
    };
  };

/** A text to fill in on request. */
export interface Insert {
  /** The selector of the field. */
  into: string;
  /** The first one that fits the field is filled in. */
  texts: FieldText[];
  /** The text for any other field. */
  text: string;
  /** The sentence that is said afterwards. */
  done: string;
}

/** A plan in the language of the browser. */
export interface LocalizedPlan {
  /** The account that the plan is for, which goes back with every report. */
  who: AccountRef | null;
  pace: Pace;
  /** The things that the watcher observes. */
  watch: Watch;
  /** The panel to show, if there is one. */
  panel: PanelElements | null;
  /** The version of the style of panels. */
  style: string;
  /** The style itself, unless there is no panel, or the page has it. */
  css: string | null;
  /** The text that a button of the panel fills in. */
  insert: Insert | null;
}

/** A message from the content script in a page. */
export type Observation =
  /** It is in a page: what is it to do? */
  | {
    "arrived": {
      /** The account whose plan it followed up to now in this document. */
      who?: AccountRef | null;
      /** True if a panel is up. */
      up: boolean;
      /** The parts of scripts that are there, by their names in `src/content`. */
      parts: string[];
      /** The version of the panels' style that it has, which is sent once into each document. */
      style?: string | null;
      /** The age of the document when the first script came, in seconds. */
      age_s: number;
    };
  }
  /** It saw something. */
  | {
    "seen": {
      /** The account whose plan it follows. */
      who?: AccountRef | null;
      /** The version of the panels' style that it has. */
      style?: string | null;
      /** The report of what it saw. */
      report: Report;
    };
  }
  /** The panel has been up for a while, in a page that a person is looking at. */
  | { "shown": {} }
  /** A person pressed something in the panel. */
  | {
    "pressed": {
      /** Its name. */
      name: string;
    };
  };

/** Something that happened after a press, or a request before it. */
export interface Outcome {
  /** The time at which it began. */
  at_ms: number;
  /** The thing that happened. */
  what: Happened;
}

/** The pace tells how often the scripts look, and how much they keep. */
export interface Pace {
  /** The time between two looks, in milliseconds. */
  look_every_ms: number;
  /** The number of looks after which the panel is placed anew. */
  place_every_looks: number;
  /** The number of placings in front of somebody after which the panel counts as shown. */
  shown_after_places: number;
  /** The most times that the panel is put into one page, the first one included. */
  max_reinserts: number;
  /** The number of presses that are kept, the newest ones. */
  max_presses: number;
  /** The number of outcomes that are kept of each press, the first ones. */
  max_outcomes: number;
}

/** The script in a page hands this over. */
export interface PageNodes {
  /** A line for each node, in the order of the page. */
  nodes: string[];
  /** The texts that the person may add. */
  words: Wording[];
}

/** A panel as elements, and how it finds its place and its colours in the page. */
export interface PanelElements {
  nodes: Piece[];
  /** The selector of the page's header, below which it stands. */
  below: string;
  /** The selector of the page's dialogs, for which it makes room. */
  yields: string;
  /** The selector of the root element while the page is dark. */
  dark: string;
  /** The same while it is light. */
  light: string;
  /** The luma below which the page's ground is dark. */
  dark_below: number;
  /** It starts folded in these windows. A comment behind them names the message, so that it unfolds for another one. */
  folds: string;
}

/** One element; an empty text stands for none. */
export interface Piece {
  tag: string;
  namespace: string;
  /** The selector of the elements that may become this one when the panel changes: what they are stays. */
  like: string;
  text: string;
  /** The name of the button that it is. */
  press: string;
  attrs: [string, string][];
  nodes: Piece[];
}

/** The answer tells a script what to do from now on; without a plan, the page is left alone. */
export interface PlanReply {
  plan: LocalizedPlan | null;
  /** True if the script asks again when the page goes elsewhere without loading: here, nothing of ours has any business. */
  ask_on_navigation: boolean;
}

/** A trusted click or key press on something the plan named. */
export interface Press {
  /** A random number names the press, so that what follows from it is noted once. */
  id: string;
  /** The time at which it was pressed. */
  at_ms: number;
  /** The findings of the probes at that moment. */
  counts: Found[];
  /** The most elements that each probe found up to then, since the press before. */
  max_counts: number[];
  /** The place where it was pressed. */
  on: Pressed;
  /** True if it was the same element that was pressed before. */
  again: boolean;
  /** The outcomes from then until the next press. */
  outcomes: Outcome[];
}

/** The place where a person pressed. */
export type Pressed =
  /** It was in a form, or on what only leads away, wherever that stands: if it sends the form, the browser says so. */
  | "in-form"
  /** It was on a control outside a form. */
  | "control"
  /** It was Enter, in a field outside a form. */
  | "field";

/** Elements to count. */
export interface Probe {
  /** The selector of the elements. */
  selector: string;
  /** True if only elements that can be seen count. */
  visible: boolean;
  /** The sentences of which one must be in an element for it to count; none if its text does not matter. */
  sentences: string[] | null;
}

/** Everything that was seen in one document up to now. Each report is complete, so that the worker may be killed between any two. Times are those of the document's own clock, which only goes forward. */
export interface Report {
  /** The findings of the probes that the plan named, in that order. */
  counts: Found[];
  /** The most elements that each probe found since the last press, or in this document before any. */
  max_counts: number[];
  /** The time for which `counts` and `presses`, with their outcomes, have been the same, in milliseconds. */
  unchanged_ms: number;
  /** The page's requests to addresses that the plan named, before the first press; the newest ones. */
  earlier: Outcome[];
  /** The presses of the person, the oldest first. */
  presses: Press[];
}

/** A request to an address tells more if the page uses that address for nothing else. */
export type RequestKind =
  /** The address is for this alone. */
  | "own"
  /** The page sends everything there, so a request says nothing while others are about. */
  | "shared";

/** Requests to count. */
export interface RequestProbe {
  /** The kind tells whether the address is used for anything else. */
  kind: RequestKind;
  /** The beginning of their path. */
  prefix: string;
  /** The end of their path. */
  suffix: string;
}

/** A form may be sent by its page, by the browser, or not at all. */
export type SentBy =
  /** Its page took the sending upon itself. Whether anything was sent may not be seen. */
  | "page"
  /** The browser sends it and goes to the page that is the answer. */
  | "browser"
  /** Nobody: the browser goes to the page that the form asks for, and sends nothing. */
  | "nobody";

/** A watch names the elements and requests to look for, and the times to report. */
export interface Watch {
  /** Reports give the counts in the order of these probes. */
  probes: Probe[];
  /** The selector of the controls that a person presses to make something happen. */
  press: string;
  /** The selector of what a person presses to do something else, once something was pressed. */
  leave: string;
  /** The selector of the fields in which Enter makes it happen, too. */
  enter: string;
  /** Requests that show what came of it. */
  requests: RequestProbe[];
  /** The scripts report once more after each of these times without a change, in milliseconds. */
  quiet_ms: number[];
}

/** The text of a button, heading or message. */
export interface Wording {
  /** The place of its node in the list. */
  node: number;
  /** The text. */
  text: string;
}
