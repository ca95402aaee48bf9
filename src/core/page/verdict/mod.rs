//! What a page's watcher reports → what it means for the record.
//!
//! The page is hostile until proven otherwise, so a report is a bundle of facts that are hard to fake together, never
//! a conclusion. No text of the page is among them: this works in languages that we know no word of.

/// Everything that was seen in one document up to now. Each report is complete, so that the worker may be killed
/// between any two. Times are those of the document's own clock, which only goes forward.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// What was found for each of the probes that the plan named, in that order.
    pub counts: Vec<Found>,
    /// The most elements that each probe ever found in this document.
    pub max_counts: Vec<u16>,
    /// For how long `counts` has been the same, in milliseconds.
    pub unchanged_ms: u64,
    /// What the person pressed, the oldest first.
    pub presses: Vec<Press>,
}

/// What a probe found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// How many elements.
    pub count: u16,
    /// Whether the first one is checked, by its property; `None` if it has none.
    pub checked: Option<bool>,
    /// The same by its attribute for assistive technology.
    pub aria_checked: Option<bool>,
}

/// A trusted click or key press on something the plan named.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Press {
    /// Which press it is: a random number, so that what follows from it is noted once.
    pub id: String,
    /// When it was.
    pub at_ms: u64,
    /// What was there at that moment.
    pub counts: Vec<Found>,
    /// What happened from then until the next press.
    pub outcomes: Vec<Outcome>,
}

/// Something that happened after a press.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// When it began.
    pub at_ms: u64,
    /// What it was.
    pub what: Happened,
}

/// What can happen after a press.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Happened {
    /// A request of the page to an address that the plan named was answered with this status.
    Status(u16),
    /// A form's page took its sending upon itself. Whether anything was sent may not be seen.
    HandledByPage,
    /// The browser sends a form and goes to the page that is the answer.
    SentByBrowser,
    /// The browser goes to the page that a form asks for, and sends nothing.
    OpenedByBrowser,
}

/// How long an accepted form stays gone, in milliseconds: pages that draw themselves anew bring it back sooner.
pub const SETTLED_MS: u32 = 2000;

/// How long a page may take to show its form, in milliseconds.
pub const LATE_MS: u32 = 8000;

/// How long a switch shows the same before it is believed, in milliseconds: two readings half a second apart.
pub const READ_TWICE_MS: u32 = 500;

/// How long a switch has to be left alone when it is not known whether the change was saved, in milliseconds.
pub const LEFT_ALONE_MS: u32 = 8000;

/// How long a press on a form belongs to the one before it, in milliseconds: people press twice, and press the OK of what
/// came of it. A field for a code makes the next press another one.
pub const SAME_ATTEMPT_MS: u64 = 10_000;

/// How long after a press its answer may begin, in milliseconds.
pub const ANSWER_MS: u64 = 60_000;

/// How long before a press its answer may begin, in milliseconds: some pages send when the button goes down, and a click
/// is told when it has come up.
pub const EARLY_MS: u64 = 50;

/// The selectors of a form's plan, by their place in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(usize)]
pub enum FormProbe {
    /// The fields to fill in.
    Fields,
    /// A field for a code from an e-mail.
    Code,
    /// A sign that something is wrong.
    Wrong,
    /// A dialog that asks for nothing.
    Dialog,
    /// A form with another number than the address says.
    OtherForm,
}

/// The selectors of a switch's plan, by their place in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(usize)]
pub enum SwitchProbe {
    /// The switch by its stable name.
    Named,
    /// Any switch in the main part of the page.
    Any,
    /// Those of them that are on.
    AnyOn,
}

/// What became of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormVerdict {
    /// Nothing yet.
    Open,
    /// There is no form, or another one.
    Missing,
    /// It was sent; whether it was accepted is not known.
    Sent,
    /// It was sent, and a code is asked for.
    CodeAsked,
    /// It was sent and accepted.
    NoErrorSeen,
}

fn count_of(counts: &[Found], part: usize) -> u16 {
    counts.get(part).map_or(0, |found| found.count)
}

impl Report {
    fn is_unchanged_for(&self, ms: u32) -> bool {
        self.unchanged_ms >= u64::from(ms)
    }
}

/// An attempt to send or to change something: a press, and those after it that belong to it.
struct Attempt<'a>(&'a Press, &'a [Press]);

impl<'a> Attempt<'a> {
    /// The last one to send a form.
    fn to_send(presses: &'a [Press]) -> Option<Self> {
        let (first, others) = presses.split_first()?;
        let mut attempt = Self(first, others);
        let mut rest = others;
        while let Some((press, others)) = rest.split_first() {
            let is_late = press.at_ms >= attempt.0.at_ms.saturating_add(SAME_ATTEMPT_MS);
            if is_late || count_of(&press.counts, FormProbe::Code as usize) > 0 {
                attempt = Self(press, others);
            }
            rest = others;
        }
        Some(attempt)
    }

    /// The last one to change a switch: every press changes it.
    fn to_change(presses: &'a [Press]) -> Option<Self> {
        Some(Self(presses.last()?, &[]))
    }

    /// What came of it.
    fn outcomes(&self) -> impl Iterator<Item = Happened> {
        let timely = self.0.at_ms.saturating_sub(EARLY_MS)..self.0.at_ms.saturating_add(ANSWER_MS);
        let all = std::iter::once(self.0).chain(self.1).flat_map(|press| &press.outcomes);
        all.filter(move |outcome| timely.contains(&outcome.at_ms)).map(|outcome| outcome.what)
    }

    /// Whether a request was answered well.
    fn is_answered(&self) -> bool {
        self.outcomes().any(|what| matches!(what, Happened::Status(200..=299)))
    }

    fn is_sent_by_browser(&self) -> bool {
        self.outcomes().any(|what| what == Happened::SentByBrowser)
    }

    /// Whether its page took a form's sending upon itself, and no request was seen.
    fn is_handled_by_page(&self) -> bool {
        let mut outcomes = self.outcomes();
        outcomes.next() == Some(Happened::HandledByPage) && outcomes.all(|what| what == Happened::HandledByPage)
    }
}

/// The number of the attempt to send a form that a report is about, for what is noted of it.
#[must_use]
pub fn attempt_id(report: &Report) -> Option<&str> {
    Attempt::to_send(&report.presses).map(|attempt| attempt.0.id.as_str())
}

/// What became of the form.
///
/// Accepted needs all of it: a press of the person while the form was there, a request to the submit address with a good
/// status after it, and then for two seconds no form any more or a new dialog that asks for nothing, no code field and
/// no sign of an error. Less is sent, if it was: the browser sent it, or the page did and took the form away.
#[must_use]
pub fn judge_form(report: &Report) -> FormVerdict {
    let count = |part: FormProbe| count_of(&report.counts, part as usize);
    let most = |part: FormProbe| report.max_counts.get(part as usize).copied().unwrap_or_default();
    let there = count(FormProbe::Fields) > 0;
    let Some(attempt) = Attempt::to_send(&report.presses) else {
        let wrong = count(FormProbe::OtherForm) > 0 || (most(FormProbe::Fields) == 0 && most(FormProbe::Code) == 0);
        return if wrong && report.is_unchanged_for(LATE_MS) { FormVerdict::Missing } else { FormVerdict::Open };
    };
    let before = |part: FormProbe| count_of(&attempt.0.counts, part as usize);
    let filled_in = before(FormProbe::Fields) > 0 || before(FormProbe::Code) > 0;
    let ours = before(FormProbe::OtherForm) == 0 && count(FormProbe::OtherForm) == 0;
    let (answered, by_browser) = (attempt.is_answered(), attempt.is_sent_by_browser());
    // Meta answers errors with a good status, too; then the page says so.
    let wrong = count(FormProbe::Wrong) > 0;
    let new_dialog = count(FormProbe::Dialog) > before(FormProbe::Dialog);
    let settled = (!there || new_dialog) && report.is_unchanged_for(SETTLED_MS);
    // Whatever is still on the page when the browser sends it.
    let refused = wrong && there && !by_browser;
    // Its page shows something else by now, though no answer was seen.
    let went_out = by_browser || (settled && attempt.is_handled_by_page());
    if !filled_in || !ours || refused || !(answered || went_out) {
        FormVerdict::Open
    } else if count(FormProbe::Code) > 0 || (before(FormProbe::Code) == 0 && most(FormProbe::Code) > 0) {
        // Also when the field went away with nothing filled in.
        FormVerdict::CodeAsked
    } else if answered && settled && !wrong {
        FormVerdict::NoErrorSeen
    } else {
        FormVerdict::Sent
    }
}

/// Whether the switch is on; `None` while that cannot be told. `exact`: the address is that of the switch, so that a
/// lone switch without a name must be it. `among_several`: see [`crate::platforms::SwitchSelectors`].
#[must_use]
pub fn judge_switch(report: &Report, exact: bool, among_several: bool) -> Option<bool> {
    let named = report.counts.get(SwitchProbe::Named as usize)?;
    let any = report.counts.get(SwitchProbe::Any as usize)?;
    let on = report.counts.get(SwitchProbe::AnyOn as usize)?;
    let found = match (named.count, any.count) {
        (1, _) => named,
        (0, 1) if exact => any,
        (0, 2..) if exact && among_several && (on.count == 0 || any.checked == Some(true)) => any,
        _ => return None,
    };
    let attempt = Attempt::to_change(&report.presses);
    let saved = attempt.as_ref().is_none_or(Attempt::is_answered);
    // A switch that is no checkbox has nothing but the attribute. Pages may forget it when a person uses a checkbox.
    let agree = found.aria_checked.is_none_or(|aria| found.checked.is_none_or(|on| aria == on));
    let needed = if saved && agree { READ_TWICE_MS } else { LEFT_ALONE_MS };
    let clear = agree || attempt.is_some();
    if clear && report.is_unchanged_for(needed) { found.checked.or(found.aria_checked) } else { None }
}

#[cfg(test)]
mod tests;
