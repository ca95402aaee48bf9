//! The cell of the table that decides, in words for developers.

use crate::core::page::report::Report;
use crate::core::page::verdict::form::ServerAnswer;
use crate::core::page::verdict::form::attempt::Attempt;
use crate::core::page::verdict::form::page::PageShows;
use crate::core::page::verdict::form::press::{Sending, is_by_one_of_several};

/// The row of the table in this module's parent that a report leads to.
#[must_use]
pub fn deciding_rule(report: &Report) -> String {
    let Some(attempt) = Attempt::last(report) else {
        return format!("nobody pressed anything; unchanged for {} ms", report.unchanged_ms);
    };
    if !attempt.is_ours(report) {
        return "what was pressed was beside another form, or beside none".to_owned();
    }
    let sending = match attempt.sending() {
        Sending::Impossible => "impossible",
        Sending::Possible => "possible",
        Sending::Seen => "seen",
        Sending::ByBrowser => "by the browser",
    };
    let answer = match attempt.answer(report) {
        ServerAnswer::None => "none",
        ServerAnswer::Bad => "bad",
        ServerAnswer::Ambiguous => "cannot be told apart",
        ServerAnswer::Good => "good",
    };
    let page = match attempt.page(report) {
        PageShows::Form => "the form",
        PageShows::Code => "a field for a code",
        PageShows::FormAndError => "the form with an error",
        PageShows::Error => "an error",
        PageShows::FormAndDialog => "the form with a new dialog",
        PageShows::OtherStep => "the form with other fields, boxes or buttons",
        PageShows::KnownDialog => "a dialog with a known sentence",
        PageShows::Gone => "neither form nor error",
        PageShows::Doubtful => "neither form nor error, but another step, or there was an error",
        PageShows::Changing => "something that changes",
    };
    let several = if attempt.presses.iter().any(is_by_one_of_several) { ", by one of several buttons" } else { "" };
    format!("sending: {sending}{several}; answer: {answer}; the page shows: {page}")
}
