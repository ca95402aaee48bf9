//! The verdict says what became of a form.
//!
//! # The table
//!
//! | Sending | Answer | The page, for two seconds | Verdict |
//! |---|---|---|---|
//! | seen | good | the form is gone, no sign of an error, and none since the sending | no error seen |
//! | seen | good | a dialog with a known sentence | no error seen |
//! | seen | good, or none | a new dialog above the form | answer unclear |
//! | seen | cannot be told apart | the form is gone, or a new dialog | answer unclear |
//! | seen | good, or cannot be told apart | the form is gone, and another step came, or an error that went away | answer unclear |
//! | seen | bad, or none | the same | open |
//! | seen | good, or cannot be told apart | the form with other fields, boxes or buttons | answer unclear |
//! | seen | good, cannot be told apart, or none | a field for a code | code asked |
//! | seen | good, or cannot be told apart | anything else, except an error beside the form, now or since the sending | sent |
//! | seen | bad, or none | the form is gone | sent |
//! | by the browser | any | any | sent at least |
//! | by one of several buttons | | what would be "no error seen", or "sent" by the browser | answer unclear |
//! | by one of several buttons | | what would be "sent" by the page | open |
//! | possible | good, or cannot be told apart | the form is gone | answer unclear |
//! | anything else | | | open |
//!
//! A sending is *seen* when the browser tells of the form being sent (where forms have numbers, the one that has it), right after a
//! person's press, or when a person presses the one control of a page whose fields stand in no form element. It is *possible* when a page without a
//! form element has several controls, or when a form's own address was asked without the browser telling of it: that
//! may have been *Cancel*. So may any of several buttons that send a form. An answer is *good* only until a press
//! that sends nothing, as *Cancel* does; the same button once more within a second is the same
//! press. A request that was led
//! elsewhere answers nothing. The form's own address must have answered well last; at the address that a page uses
//! for everything, the request must begin right after the press that sent, and none may fail. A good end is taken back by what soon
//! comes by itself ([`judge_ended`]). No cell is kinder,
//! because a dialog may say "something went wrong" (Meta answers errors with 200), a cookie question or another
//! extension's question is a dialog, too, and an address that the page uses for everything answers well all the time.

mod attempt;
mod names;
mod page;
mod press;
#[cfg(not(target_arch = "wasm32"))]
pub mod rule;
mod step;

pub use crate::core::page::verdict::form::attempt::SAME_ATTEMPT_MS;
pub use crate::core::page::verdict::form::press::{FormProbe, SUBMIT_MS};

use crate::core::page::report::{Happened, Outcome, Press, Report, RequestKind};
use crate::core::page::verdict::form::attempt::Attempt;
use crate::core::page::verdict::form::page::PageShows;
use crate::core::page::verdict::form::press::{Sending, has_sent, is_by_one_of_several, right_after, sending};
use crate::core::page::verdict::form::step::has_form;
use crate::core::page::verdict::{ANSWER_MS, EARLY_MS, LATE_MS, MAX_OUTCOMES, SETTLED_MS, answer_window};

/// The time before a press in which the page must have kept quiet, in milliseconds, so that a request to an address
/// that it uses for everything can be told to be the answer.
pub const QUIET_BEFORE_MS: u64 = 5000;

/// The verdict on a form follows from the table above.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormVerdict {
    /// Nothing yet.
    Open,
    /// There is no form, or another one.
    Missing,
    /// It was sent; what came of it was not seen.
    Sent,
    /// It was sent, and a code is asked for.
    CodeAsked,
    /// Something answers it that can be read in more than one way.
    AnswerUnclear,
    /// It was sent and answered without a sign of an error, and the form went away.
    NoErrorSeen,
}

/// The server's answer to the sending, as far as its status tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ServerAnswer {
    /// None, none that came through, or none but failures at the address that the page uses for everything.
    None,
    /// A failure at the form's own address.
    Bad,
    /// One that can be another request's, that another one contradicts, or after which a press may have done it all.
    Ambiguous,
    Good,
}

/// The answers to the requests since the sending.
struct Answers {
    /// The answer at the form's own address, if that was asked.
    own: Option<ServerAnswer>,
    /// True if one at the address for everything was answered well, right after a press that sent.
    shared_good: bool,
    /// True if one there was not answered well.
    shared_bad: bool,
}

/// Judges what became of the form, by the table above.
#[must_use]
pub fn judge_form(report: &Report) -> FormVerdict {
    let Some(attempt) = Attempt::last(report) else { return judge_unsent(report) };
    if !attempt.is_ours(report) {
        return FormVerdict::Open;
    }
    let sending = attempt.sending();
    let verdict = verdict(sending, attempt.answer(report), attempt.page(report));
    match verdict {
        FormVerdict::Sent | FormVerdict::NoErrorSeen if !attempt.presses.iter().any(is_by_one_of_several) => verdict,
        FormVerdict::Sent if sending != Sending::ByBrowser => FormVerdict::Open,
        FormVerdict::Sent | FormVerdict::NoErrorSeen => FormVerdict::AnswerUnclear,
        _ => verdict,
    }
}

/// Judges a form whose sending ended without a sign of an error; `ago_ms`: the time since then. A field for a code, or the form or
/// another step that soon comes by itself, says that this was no end.
#[must_use]
pub fn judge_ended(report: &Report, ago_ms: i64) -> FormVerdict {
    let is_soon = ago_ms.unsigned_abs() < ANSWER_MS;
    // Whatever comes after another press may be the person's doing. The browser tells of a key as of two presses.
    let is_by_itself = report.presses.iter().rev().find(|press| !press.again).is_some_and(has_sent);
    let is_back = Attempt::last(report).is_some_and(|attempt| attempt.page(report).has_form());
    match judge_form(report) {
        FormVerdict::CodeAsked => FormVerdict::CodeAsked,
        _ if is_soon && is_by_itself && is_back && report.is_unchanged_for(SETTLED_MS) => FormVerdict::AnswerUnclear,
        _ => FormVerdict::NoErrorSeen,
    }
}

/// The id of the attempt that a report is about, which is that of its first press, for what is noted of it.
#[must_use]
pub fn attempt_id(report: &Report) -> Option<&str> {
    Attempt::last(report).map(|attempt| attempt.first.id.as_str())
}

/// Returns whether the page still has the form after a press, or has another step.
#[must_use]
pub fn is_form_there(report: &Report) -> bool {
    Attempt::last(report).is_some_and(|attempt| has_form(attempt.sent(), &report.counts))
}

/// Returns whether the page shows a dialog that was not there at the sending.
#[must_use]
pub fn has_new_dialog(report: &Report) -> bool {
    let dialogs = report.count(FormProbe::Dialog as usize);
    Attempt::last(report).is_some_and(|attempt| dialogs > attempt.count(FormProbe::Dialog))
}

const fn verdict(sending: Sending, answer: ServerAnswer, page: PageShows) -> FormVerdict {
    match (sending, answer, page) {
        (Sending::Impossible, ..) => FormVerdict::Open,
        (Sending::Possible, ServerAnswer::Good | ServerAnswer::Ambiguous, PageShows::Gone | PageShows::Doubtful) => {
            FormVerdict::AnswerUnclear
        }
        (Sending::Possible, ..) => FormVerdict::Open,
        (Sending::ByBrowser, _, PageShows::FormAndError) => FormVerdict::Sent,
        (_, _, PageShows::FormAndError) => FormVerdict::Open,
        (_, ServerAnswer::Good | ServerAnswer::Ambiguous | ServerAnswer::None, PageShows::Code)
        | (Sending::ByBrowser, _, PageShows::Code) => FormVerdict::CodeAsked,
        (_, ServerAnswer::Good, PageShows::Gone | PageShows::KnownDialog) => FormVerdict::NoErrorSeen,
        (_, ServerAnswer::Ambiguous, PageShows::Gone | PageShows::KnownDialog)
        | (_, ServerAnswer::Good | ServerAnswer::Ambiguous, PageShows::Doubtful | PageShows::OtherStep)
        | (_, ServerAnswer::Good | ServerAnswer::Ambiguous | ServerAnswer::None, PageShows::FormAndDialog)
        | (_, ServerAnswer::None, PageShows::KnownDialog) => FormVerdict::AnswerUnclear,
        (_, ServerAnswer::Good | ServerAnswer::Ambiguous, _)
        | (Sending::ByBrowser, ..)
        | (_, ServerAnswer::Bad | ServerAnswer::None, PageShows::Gone)
        | (_, ServerAnswer::None, PageShows::Error) => FormVerdict::Sent,
        (_, ServerAnswer::Bad | ServerAnswer::None, _) => FormVerdict::Open,
    }
}

/// Adds a request to the form's own address to the answer that those before it come to: the page may have tried again.
const fn own_answer(before: Option<ServerAnswer>, status: u16) -> ServerAnswer {
    match (before, status) {
        (_, 200..=299) => ServerAnswer::Good,
        (Some(ServerAnswer::Good | ServerAnswer::Ambiguous), _) => ServerAnswer::Ambiguous,
        (_, 300..) | (Some(ServerAnswer::Bad), _) => ServerAnswer::Bad,
        _ => ServerAnswer::None,
    }
}

/// Judges a page on which nobody pressed anything.
fn judge_unsent(report: &Report) -> FormVerdict {
    let was_there = |probe: FormProbe| report.max_count(probe as usize) > 0;
    let is_other = report.count(FormProbe::OtherForm as usize) > 0;
    // A first step may have nothing but boxes, and a button that leads on.
    let leads_on = was_there(FormProbe::Controls) || was_there(FormProbe::Submitters);
    let has_step = was_there(FormProbe::Choices) && leads_on;
    let has_form = was_there(FormProbe::Fields) || was_there(FormProbe::Code) || has_step;
    let is_missing = is_other || !has_form;
    if is_missing && report.is_unchanged_for(LATE_MS) { FormVerdict::Missing } else { FormVerdict::Open }
}

impl Attempt<'_> {
    fn answer(&self, report: &Report) -> ServerAnswer {
        let answers = self.answers();
        let answer = match answers.own {
            Some(answer) => answer,
            None if !answers.shared_good => ServerAnswer::None,
            None if answers.shared_bad || !self.is_page_quiet(report) => ServerAnswer::Ambiguous,
            None => ServerAnswer::Good,
        };
        if answer == ServerAnswer::Good && self.may_be_cancelled() { ServerAnswer::Ambiguous } else { answer }
    }

    /// Sums up the requests since the sending.
    fn answers(&self) -> Answers {
        let timely = answer_window(self.sent_at_ms());
        let mut answers = Answers { own: None, shared_good: false, shared_bad: false };
        for outcome in self.answering().iter().flat_map(|press| &press.outcomes) {
            match outcome.what {
                Happened::Answered { kind, status } if timely.contains(&outcome.at_ms) => {
                    // A request that failed on its way has the status 0.
                    let is_good = (200..300).contains(&status);
                    match kind {
                        RequestKind::Own => answers.own = Some(own_answer(answers.own, status)),
                        RequestKind::Shared if is_good => answers.shared_good |= self.is_prompt(outcome),
                        RequestKind::Shared => answers.shared_bad = true,
                    }
                }
                _ => {}
            }
        }
        answers
    }

    /// Returns whether something began right after a press that sent the form.
    fn is_prompt(&self, outcome: &Outcome) -> bool {
        let surest = self.sending();
        self.presses.iter().any(|press| sending(press) == surest && right_after(press).contains(&outcome.at_ms))
    }

    /// Returns whether the page sent nothing by itself, shortly before, to the address that it uses for
    /// everything. A press with as many outcomes as are kept may have had more.
    fn is_page_quiet(&self, report: &Report) -> bool {
        let begun = self.sent_at_ms();
        let before = begun.saturating_sub(QUIET_BEFORE_MS)..begun.saturating_sub(EARLY_MS);
        let is_near =
            |outcome: &Outcome| before.contains(&outcome.at_ms) && matches!(outcome.what, Happened::Answered { .. });
        let is_noisy = |press: &Press| {
            let by_itself = |outcome: &Outcome| is_near(outcome) && !right_after(press).contains(&outcome.at_ms);
            (press.at_ms < begun && press.outcomes.len() >= MAX_OUTCOMES) || press.outcomes.iter().any(by_itself)
        };
        !report.earlier.iter().any(is_near) && !report.presses.iter().any(is_noisy)
    }
}

#[cfg(test)]
mod tests;
