//! What a page's eyes report → what it means for the record.
//!
//! The page is hostile until proven otherwise, so a report is a bundle of facts that are hard to fake together, never
//! a conclusion. No text of the page is among them: this works in languages that we know no word of.

/// Everything that was seen in one document up to now. Each report is complete, so that the worker may be killed
/// between any two.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// What was found for each of the selectors that the plan named, in that order.
    pub found: Vec<Found>,
    /// The most elements that each selector ever found in this document.
    pub peak: Vec<u16>,
    /// For how many milliseconds `found` has been the same.
    pub still: u32,
    /// The person's last act, if there was one.
    pub act: Option<Press>,
}

/// What a selector found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// How many elements.
    pub n: u16,
    /// Whether the first one is checked, by its property; `None` if it has none.
    pub on: Option<bool>,
    /// The same by its attribute for assistive technology.
    pub aria: Option<bool>,
}

/// A trusted click or key press on something the plan named.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Press {
    /// Which act it is: a random number, so that what follows from it is noted once.
    pub id: String,
    /// What was there at that moment.
    pub found: Vec<Found>,
    /// The statuses of the page's requests to the addresses that the plan named, since then and within a minute; among
    /// them [`SENT_BY_PAGE`] and [`SENT_BY_BROWSER`].
    pub statuses: Vec<u16>,
}

/// For so long an accepted form stays gone, in milliseconds: pages that draw themselves anew bring it back sooner.
pub const SETTLED_MS: u32 = 2000;

/// In [`Command::statuses`]: a form's page took its sending upon itself. Whether anything was sent may not be seen.
pub const SENT_BY_PAGE: u16 = 100;

/// In [`Command::statuses`]: the browser sends a form and goes to the page that is the answer.
pub const SENT_BY_BROWSER: u16 = 102;

/// After so long without a form there will be none, in milliseconds.
pub const LATE_MS: u32 = 8000;

/// For so long a switch shows the same before it is believed: two readings half a second apart.
pub const READ_TWICE_MS: u32 = 500;

/// For so long a switch has to be left alone when it is not known whether the change was saved.
pub const LEFT_ALONE_MS: u32 = 8_000;

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

impl Report {
    fn count(&self, part: usize) -> u16 {
        self.found.get(part).map_or(0, |found| found.n)
    }
}

/// What became of the form.
///
/// NoErrorSeen needs all of it: an act of the person while the form was there, a request to the submit address with a good
/// status after it, and then for two seconds no form any more or a new dialog that asks for nothing, no code field and
/// no sign of an error. Less is sent, if it was: the browser sent it, or the page did and took the form away.
#[must_use]
pub fn judge_form(report: &Report) -> FormVerdict {
    let count = |part: FormProbe| report.count(part as usize);
    let most = |part: FormProbe| report.peak.get(part as usize).copied().unwrap_or_default();
    let there = count(FormProbe::Fields) > 0;
    let Some(act) = &report.act else {
        let wrong = count(FormProbe::OtherForm) > 0 || (most(FormProbe::Fields) == 0 && most(FormProbe::Code) == 0);
        return if wrong && report.still >= LATE_MS { FormVerdict::Missing } else { FormVerdict::Open };
    };
    let before = |part: FormProbe| act.found.get(part as usize).map_or(0, |found| found.n);
    let filled_in = before(FormProbe::Fields) > 0 || before(FormProbe::Code) > 0;
    let ours = before(FormProbe::OtherForm) == 0 && count(FormProbe::OtherForm) == 0;
    let answered = act.statuses.iter().any(|status| (200..300).contains(status));
    // Meta answers errors with a good status, too; then the page says so.
    let wrong = count(FormProbe::Wrong) > 0;
    let new_dialog = count(FormProbe::Dialog) > before(FormProbe::Dialog);
    let settled = (!there || new_dialog) && report.still >= SETTLED_MS;
    // Whatever is still on the page when the browser sends it.
    let refused = wrong && there && !act.statuses.contains(&SENT_BY_BROWSER);
    if !filled_in || !ours || refused || !(answered || went_out(act, settled)) {
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

/// Whether a form was sent although no answer was seen. `settled`: its page shows something else by now.
fn went_out(act: &Press, settled: bool) -> bool {
    let all_by_page = !act.statuses.is_empty() && act.statuses.iter().all(|status| *status == SENT_BY_PAGE);
    act.statuses.contains(&SENT_BY_BROWSER) || (settled && all_by_page)
}

/// Whether the switch is on; `None` while that cannot be told. `exact`: the address is that of the switch, so that a
/// lone switch without a name must be it. `among_several`: see [`crate::platforms::SwitchSelectors`].
#[must_use]
pub fn judge_switch(report: &Report, exact: bool, among_several: bool) -> Option<bool> {
    let named = report.found.get(SwitchProbe::Named as usize)?;
    let any = report.found.get(SwitchProbe::Any as usize)?;
    let on = report.found.get(SwitchProbe::AnyOn as usize)?;
    let found = match (named.n, any.n) {
        (1, _) => named,
        (0, 1) if exact => any,
        (0, 2..) if exact && among_several && (on.n == 0 || any.on == Some(true)) => any,
        _ => return None,
    };
    let saved = report.act.as_ref().is_none_or(|act| act.statuses.iter().any(|status| (200..300).contains(status)));
    // A switch that is no checkbox has nothing but the attribute. Pages may forget it when a person uses a checkbox.
    let agree = found.aria.is_none_or(|aria| found.on.is_none_or(|on| aria == on));
    let needed = if saved && agree { READ_TWICE_MS } else { LEFT_ALONE_MS };
    let clear = agree || report.act.is_some();
    if clear && report.still >= needed { found.on.or(found.aria) } else { None }
}

#[cfg(test)]
mod tests;
