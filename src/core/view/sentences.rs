//! The status of an account in sentences.

use crate::core::history::event::{DeclaredWhen, DeclineReason, Evidence, SnoozedUntil};
use crate::core::history::status::{Objection, PendingReason, Recheck, RecordStatus};
use crate::core::overview::Row;
use crate::core::overview::status::AccountStatus;
use crate::core::session::Doubt;
use crate::core::text::{Arg, Key, Text};
use crate::core::time::Date;
use crate::platforms::{Certainty, Platform, Route, RuleChange};

/// The sentences of the pages about a row.
#[must_use]
pub fn sentences(row: &Row) -> Vec<Text> {
    let platform = row.platform.facts();
    let covered = row.covered_by.map(|other| Text::with(Key::NoteCovered, other.facts().name));
    let news = row.rule_changes.iter().filter_map(|change| news(change));
    let look = depends_on_reading(&row.status) && platform.objection.certainty == Certainty::Medium;
    let look = look.then(|| Key::NoteOwnEyes.into());
    covered.into_iter().chain(status_texts(&row.status, platform)).chain(look).chain(news).collect()
}

/// Returns whether what is said depends on how the site's page is read.
const fn depends_on_reading(status: &AccountStatus) -> bool {
    matches!(
        status,
        AccountStatus::Known(RecordStatus::NotRecorded | RecordStatus::Recorded(_) | RecordStatus::OnAgain(_))
    )
}

fn status_texts(status: &AccountStatus, platform: &Platform) -> Vec<Text> {
    match status {
        AccountStatus::NoAccess => vec![Text::with(Key::StateNoAccess, platform.domain)],
        AccountStatus::LoggedOut => vec![Text::with(Key::StateLoggedOut, platform.name)],
        AccountStatus::Unknown(doubt) => vec![self::doubt(*doubt, platform)],
        AccountStatus::Known(RecordStatus::Recorded(objection)) => objection_texts(objection, platform.objection.route),
        AccountStatus::Known(status) => vec![record_text(status, platform)],
    }
}

fn record_text(status: &RecordStatus, platform: &Platform) -> Text {
    match status {
        RecordStatus::NotRecorded if platform.objection.route == Route::Form => Key::StateNotRecordedForm.into(),
        RecordStatus::NotRecorded | RecordStatus::Recorded(_) => Text::with(Key::StateNotRecordedSwitch, platform.name),
        RecordStatus::Pending { reason: PendingReason::CodeAsked, entry, .. } => {
            Text::with(Key::StateCodeAsked, entry.at)
        }
        RecordStatus::Pending { reason: PendingReason::AnswerUnclear, entry, .. } => {
            Text::with(Key::StateUnclear, entry.at)
        }
        RecordStatus::Pending { entry, .. } => Text::with(Key::StatePending, entry.at),
        RecordStatus::Refused(entry) => Text::with(Key::StateRefused, entry.at),
        RecordStatus::OnAgain(entry) => Text::with(Key::StateOnAgain, entry.at),
        RecordStatus::Locked(_) => Key::StateLocked.into(),
        RecordStatus::Snoozed(SnoozedUntil::Time(at), _) => Text::with(Key::StateSnoozedUntil, *at),
        RecordStatus::Snoozed(SnoozedUntil::RulesAfter(_), _) => Key::StateSnoozedRules.into(),
        RecordStatus::Declined(DeclineReason::NotThisAccount, _) => Key::StateDeclined.into(),
        RecordStatus::Declined(DeclineReason::NotOfferedHere, _) => Key::StateNotOffered.into(),
    }
}

pub(super) fn doubt(doubt: Doubt, platform: &Platform) -> Text {
    match doubt {
        Doubt::HalfSession => Text::with(Key::DoubtHalfSession, platform.name),
        Doubt::ActingAsPage => Key::DoubtActingAsPage.into(),
        Doubt::TwoAccounts => Text::with(Key::DoubtTwoAccounts, platform.name),
        Doubt::Unreadable => Text::with(Key::DoubtUnreadable, platform.name),
        Doubt::RecordsUnreadable => Key::ProblemUnreadable.into(),
        Doubt::RecordsNewer => Key::ProblemNewer.into(),
    }
}

/// The sentences tell how the objection is known, when it was, and what is still open.
fn objection_texts(objection: &Objection, route: Route) -> Vec<Text> {
    let evidence = match (objection.evidence, objection.when, route) {
        (Evidence::Declared, Some(DeclaredWhen::Year(year)), Route::Form) => {
            Text::with(Key::StateDeclaredYearForm, year.to_string())
        }
        (Evidence::Declared, Some(DeclaredWhen::Year(year)), Route::Switch) => {
            Text::with(Key::StateDeclaredYearSwitch, year.to_string())
        }
        (Evidence::Declared, Some(DeclaredWhen::Unknown), Route::Form) => Key::StateDeclaredUndatedForm.into(),
        (Evidence::Declared, Some(DeclaredWhen::Unknown), Route::Switch) => Key::StateDeclaredUndatedSwitch.into(),
        (Evidence::Declared, when, Route::Form) => Text::with(Key::StateDeclaredDayForm, day(when, objection)),
        (Evidence::Declared, when, Route::Switch) => Text::with(Key::StateDeclaredDaySwitch, day(when, objection)),
        (Evidence::Observed, ..) => Text::with(Key::StateObserved, objection.entry.at),
        (Evidence::Confirmed, ..) => Text::with(Key::StateConfirmed, objection.entry.at),
        (Evidence::ReadBack, ..) => Text::with(Key::StateReadOff, objection.entry.at),
    };
    let earlier = matches!(objection.when, Some(DeclaredWhen::Year(2024))) && route == Route::Form;
    let recheck = objection.recheck.map(|recheck| match recheck {
        Recheck::ReadingStale => Key::NoteCheckAgain.into(),
        Recheck::NewLogin => Key::NoteCheckOnceMore.into(),
    });
    let notes = [
        earlier.then(|| Key::NoteEarlierCounts.into()),
        objection.case.as_deref().map(|case| Text::with(Key::NoteCase, case)),
        (objection.evidence == Evidence::Observed).then(|| Key::NoteMailOpen.into()),
        recheck,
    ];
    [Some(evidence)].into_iter().chain(notes).flatten().collect()
}

fn day(when: Option<DeclaredWhen>, objection: &Objection) -> Date {
    if let Some(DeclaredWhen::Day(day)) = when { day } else { Date::of(objection.entry.at) }
}

pub(super) fn news(change: &RuleChange) -> Option<Text> {
    let what = Arg::Named(change.what);
    Some(Text { key: Key::NoteRulesChanged, args: vec![Date::parse(change.date)?.into(), what] })
}
