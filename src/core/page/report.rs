//! A report tells what a content script saw in its page.
//!
//! The page is hostile until proven otherwise, so a report is a bundle of facts that are hard to fake together, never
//! a conclusion. No text of the page is among them: all of it works in languages that we know no word of.

use crate::core::json::decode::declared;

declared! {
    /// Everything that was seen in one document up to now. Each report is complete, so that the worker may be killed
    /// between any two. Times are those of the document's own clock, which only goes forward.
    #[derive(Clone, Debug, Default, PartialEq, Eq)]
    pub struct Report {
        /// The findings of the probes that the plan named, in that order.
        pub counts: Vec<Found>,
        /// The most elements that each probe found since the last press, or in this document before any.
        pub max_counts: Vec<u16>,
        /// The time for which `counts` and `presses`, with their outcomes, have been the same, in milliseconds.
        pub unchanged_ms: u64,
        /// The page's requests to addresses that the plan named, before the first press; the newest ones.
        pub earlier: Vec<Outcome>,
        /// The presses of the person, the oldest first.
        pub presses: Vec<Press>,
    }
}

declared! {
    /// The finding of one probe.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    pub struct Found {
        /// The number of elements.
        pub count: u16,
        /// The `checked` property of the first one; `None` if it has none.
        pub checked: Option<bool>,
        /// The same by its attribute for assistive technology.
        pub aria_checked: Option<bool>,
    }
}

declared! {
    /// A trusted click or key press on something the plan named.
    #[derive(Clone, Debug, Default, PartialEq, Eq)]
    pub struct Press {
        /// A random number names the press, so that what follows from it is noted once.
        pub id: String,
        /// The time at which it was pressed.
        pub at_ms: u64,
        /// The findings of the probes at that moment.
        pub counts: Vec<Found>,
        /// The most elements that each probe found up to then, since the press before.
        pub max_counts: Vec<u16>,
        /// The place where it was pressed.
        pub on: Pressed,
        /// True if it was the same element that was pressed before.
        pub again: bool,
        /// The outcomes from then until the next press.
        pub outcomes: Vec<Outcome>,
    }
}

declared! {
    /// The place where a person pressed.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    pub enum Pressed {
        /// It was in a form, or on what only leads away, wherever that stands: if it sends the form, the browser says so.
        #[default]
        "in-form" InForm,
        /// It was on a control outside a form.
        "control" Control,
        /// It was Enter, in a field outside a form.
        "field" Field,
    }
}

declared! {
    /// Something that happened after a press, or a request before it.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Outcome {
        /// The time at which it began.
        pub at_ms: u64,
        /// The thing that happened.
        pub what: Happened,
    }
}

declared! {
    /// Something that can happen: both after a press, and before the first one a request alone.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub enum Happened {
        /// A request of the page to an address that the plan named was answered.
        "answered" Answered {
            /// The kind tells whether the address is used for anything else.
            kind: RequestKind,
            /// The status of the answer; 0 if it failed on its way.
            status: u16,
        },
        /// The browser told of a form that is being sent.
        "submitted" Submitted {
            /// The sender.
            by: SentBy,
            /// The number of elements in that form, of each probe.
            inside: Vec<u16>,
        },
    }
}

declared! {
    /// A form may be sent by its page, by the browser, or not at all.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum SentBy {
        /// Its page took the sending upon itself. Whether anything was sent may not be seen.
        "page" Page,
        /// The browser sends it and goes to the page that is the answer.
        "browser" Browser,
        /// Nobody: the browser goes to the page that the form asks for, and sends nothing.
        "nobody" Nobody,
    }
}

declared! {
    /// A request to an address tells more if the page uses that address for nothing else.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum RequestKind {
        /// The address is for this alone.
        "own" Own,
        /// The page sends everything there, so a request says nothing while others are about.
        "shared" Shared,
    }
}

impl Report {
    /// The number of elements that a probe finds now.
    pub(super) fn count(&self, probe: usize) -> u16 {
        count_of(&self.counts, probe)
    }

    /// The most elements that a probe ever found.
    pub(super) fn max_count(&self, probe: usize) -> u16 {
        self.max_counts.get(probe).copied().unwrap_or_default()
    }

    /// Returns whether nothing has changed for this long, in milliseconds.
    pub(super) fn is_unchanged_for(&self, ms: u32) -> bool {
        self.unchanged_ms >= u64::from(ms)
    }
}

impl Press {
    /// The number of elements that a probe found when it was pressed.
    pub(super) fn count(&self, probe: usize) -> u16 {
        count_of(&self.counts, probe)
    }

    /// The most elements that a probe found up to then, since the press before.
    pub(super) fn max_count(&self, probe: usize) -> u16 {
        self.max_counts.get(probe).copied().unwrap_or_default()
    }
}

/// The number of elements that a probe found.
pub(super) fn count_of(counts: &[Found], probe: usize) -> u16 {
    counts.get(probe).map_or(0, |found| found.count)
}
