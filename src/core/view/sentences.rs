//! How an account stands, in sentences.

use crate::core::history::event::{DeclaredWhen, DeclineReason, Evidence, SnoozedUntil};
use crate::core::history::status::Recheck;
use crate::core::overview::Row;
use crate::core::overview::status::{Record, State};
use crate::core::session::Doubt;
use crate::core::text::{Arg, Key, Text};
use crate::core::time::Date;
use crate::platforms::{Certainty, Platform, Route, RuleChange};

/// What the pages say about a row.
#[must_use]
pub fn sentences(row: &Row) -> Vec<Text> {
    let platform = row.platform.facts();
    let covered = row.covered_by.map(|other| Text::with(Key::NoteCovered, other.facts().name));
    let news = row.rule_changes.iter().filter_map(|change| news(change));
    let look = leads_there(&row.state) && platform.objection.certainty == Certainty::Medium;
    let look = look.then(|| Key::NoteOwnEyes.into());
    covered.into_iter().chain(state(&row.state, platform)).chain(look).chain(news).collect()
}

/// Whether what is said depends on how the site's page is read.
const fn leads_there(state: &State) -> bool {
    matches!(state, State::NotRecorded | State::Recorded(_) | State::OnAgain { .. })
}

fn state(state: &State, platform: &Platform) -> Vec<Text> {
    let route = platform.objection.route;
    vec![match state {
        State::NoAccess => Text::with(Key::StateNoAccess, platform.domain),
        State::LoggedOut => Text::with(Key::StateLoggedOut, platform.name),
        State::Unknown(doubt) => self::doubt(*doubt, platform),
        State::NotRecorded if route == Route::Form => Key::StateNotRecordedForm.into(),
        State::NotRecorded => Text::with(Key::StateNotRecordedSwitch, platform.name),
        State::Pending { code: false, at } => Text::with(Key::StatePending, *at),
        State::Pending { code: true, at } => Text::with(Key::StateCodeAsked, *at),
        State::Recorded(record) => return recorded(record, route),
        State::OnAgain { at } => Text::with(Key::StateOnAgain, *at),
        State::Snoozed(SnoozedUntil::Time(at)) => Text::with(Key::StateSnoozedUntil, *at),
        State::Snoozed(SnoozedUntil::RulesAfter(_)) => Key::StateSnoozedRules.into(),
        State::Declined(DeclineReason::NotThisAccount) => Key::StateDeclined.into(),
        State::Declined(DeclineReason::NotOfferedHere) => Key::StateNotOffered.into(),
    }]
}

fn doubt(doubt: Doubt, platform: &Platform) -> Text {
    match doubt {
        Doubt::HalfSession => Text::with(Key::DoubtHalfSession, platform.name),
        Doubt::ActingAsPage => Key::DoubtActingAsPage.into(),
        Doubt::TwoAccounts => Text::with(Key::DoubtTwoAccounts, platform.name),
        Doubt::Unreadable => Text::with(Key::DoubtUnreadable, platform.name),
        Doubt::RecordsUnreadable => Key::ProblemUnreadable.into(),
        Doubt::RecordsNewer => Key::ProblemNewer.into(),
    }
}

/// How we know, when it was, and what is still open.
fn recorded(record: &Record, route: Route) -> Vec<Text> {
    let evidence = match (record.evidence, record.when, route) {
        (Evidence::Declared, Some(DeclaredWhen::Year(year)), Route::Form) => {
            Text::with(Key::StateDeclaredYearForm, year.to_string())
        }
        (Evidence::Declared, Some(DeclaredWhen::Year(year)), Route::Switch) => {
            Text::with(Key::StateDeclaredYearSwitch, year.to_string())
        }
        (Evidence::Declared, when, Route::Form) => Text::with(Key::StateDeclaredDayForm, day(when, record)),
        (Evidence::Declared, when, Route::Switch) => Text::with(Key::StateDeclaredDaySwitch, day(when, record)),
        (Evidence::Observed, ..) => Text::with(Key::StateObserved, record.at),
        (Evidence::Confirmed, ..) => Text::with(Key::StateConfirmed, record.at),
        (Evidence::ReadBack, ..) => Text::with(Key::StateReadOff, record.at),
    };
    let earlier = matches!(record.when, Some(DeclaredWhen::Year(2024))) && route == Route::Form;
    let check = record.check.map(|check| match check {
        Recheck::ReadingStale => Key::NoteCheckAgain.into(),
        Recheck::NewLogin => Key::NoteCheckOnceMore.into(),
    });
    let notes = [
        earlier.then(|| Key::NoteEarlierCounts.into()),
        record.case.as_deref().map(|case| Text::with(Key::NoteCase, case)),
        (record.evidence == Evidence::Observed).then(|| Key::NoteMailOpen.into()),
        check,
    ];
    [Some(evidence)].into_iter().chain(notes).flatten().collect()
}

fn day(when: Option<DeclaredWhen>, record: &Record) -> Date {
    if let Some(DeclaredWhen::Day(day)) = when { day } else { Date::of(record.at) }
}

fn news(change: &RuleChange) -> Option<Text> {
    let what = Arg::Named(change.what);
    Some(Text { key: Key::NoteRulesChanged, args: vec![Date::parse(change.date)?.into(), what] })
}
