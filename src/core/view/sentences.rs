//! The status of an account in sentences.

use crate::core::history::event::{DeclaredWhen, DeclineReason, Evidence, SnoozedUntil};
use crate::core::history::status::{MailStage, Objection, PendingReason, Recheck, RecordStatus};
use crate::core::overview::Row;
use crate::core::overview::status::AccountStatus;
use crate::core::text::{Arg, Key, Text};
use crate::core::time::Date;
use crate::platforms::{Certainty, ObjectionFacts, Platform, Route, RuleChange};

/// The sentences of the pages about a row.
#[must_use]
pub fn sentences(row: &Row) -> Vec<Text> {
    let platform = row.platform.facts();
    let mut texts = Vec::new();
    if let Some(other) = row.covered_by {
        texts.push(Text::with(Key::NoteCovered, other.facts().name));
    }
    // An open question about the other account's form is asked there.
    if row.covered_by.is_none() || !matches!(row.status, AccountStatus::Known(RecordStatus::Pending { .. })) {
        texts.extend(status_texts(&row.status, platform));
    }
    if matches!(row.status, AccountStatus::Known(RecordStatus::OnAgain { is_new_login: true, .. })) {
        texts.push(Key::EventSessionEnded.into());
    }
    add_own_eyes(&mut texts, row);
    add_news(&mut texts, row);
    texts
}

/// Asks the person to check the setting, too, where the makers know its page only from others.
pub(super) fn add_own_eyes(texts: &mut Vec<Text>, row: &Row) {
    let is_sure = row.platform.facts().objection.certainty != Certainty::Medium;
    if depends_on_reading(&row.status) && !is_sure {
        texts.push(Key::NoteOwnEyes.into());
    }
}

/// Returns whether what is said depends on how the site's page is read.
const fn depends_on_reading(status: &AccountStatus) -> bool {
    matches!(
        status,
        AccountStatus::Known(RecordStatus::NotRecorded | RecordStatus::Recorded(_) | RecordStatus::OnAgain { .. })
    )
}

fn status_texts(status: &AccountStatus, platform: &Platform) -> Vec<Text> {
    match status {
        AccountStatus::NoAccess(reason) => vec![reason.text(platform.domain)],
        AccountStatus::LoggedOut => vec![Text::with(Key::StateLoggedOut, platform.name)],
        AccountStatus::Unknown(doubt) => vec![doubt.text(platform)],
        AccountStatus::Known(RecordStatus::Recorded(objection)) => objection_texts(objection, &platform.objection),
        AccountStatus::Known(status) => vec![record_text(status, platform)],
    }
}

fn record_text(status: &RecordStatus, platform: &Platform) -> Text {
    match status {
        RecordStatus::NotRecorded if platform.objection.route == Route::Form => Key::StateNotRecordedForm.into(),
        RecordStatus::NotRecorded | RecordStatus::Recorded(_) => Text::with(Key::StateNotRecordedSwitch, platform.name),
        // A question that was just answered is not asked again.
        RecordStatus::Pending { reason: PendingReason::CodeAsked, mail: MailStage::Wait, .. } => {
            Key::EventCodeAsked.into()
        }
        RecordStatus::Pending { reason: PendingReason::AnswerUnclear, mail: MailStage::Wait, .. } => {
            Key::EventAnswerUnclear.into()
        }
        RecordStatus::Pending { reason: PendingReason::CodeAsked, entry, .. } => {
            Text::with(Key::StateCodeAsked, entry.at)
        }
        RecordStatus::Pending { reason: PendingReason::AnswerUnclear, entry, .. } => {
            Text::with(Key::StateUnclear, entry.at)
        }
        RecordStatus::Pending { mail: MailStage::Wait, entry, .. } => Text::with(Key::RowNoMail, entry.at),
        RecordStatus::Pending { entry, .. } => Text::with(Key::StatePending, entry.at),
        RecordStatus::Refused(entry) => Text::with(Key::StateRefused, entry.at),
        RecordStatus::OnAgain { entry, .. } => Text::with(Key::StateOnAgain, entry.at),
        RecordStatus::Locked(_) => Key::StateLocked.into(),
        RecordStatus::Snoozed(SnoozedUntil::Time(at), _) => Text::with(Key::StateSnoozedUntil, *at),
        RecordStatus::Snoozed(SnoozedUntil::RulesAfter(_), _) => Key::StateSnoozedRules.into(),
        RecordStatus::Declined(DeclineReason::NotThisAccount, _) => Key::StateDeclined.into(),
        RecordStatus::Declined(DeclineReason::NotOfferedHere, _) => Key::StateNotOffered.into(),
    }
}

/// The sentences tell how the objection is known, when it was, and what is still open.
fn objection_texts(objection: &Objection, facts: &ObjectionFacts) -> Vec<Text> {
    let evidence = match (objection.evidence, objection.when, facts.route) {
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
    let valid_year = facts.stays_valid.as_ref().map(|valid| DeclaredWhen::Year(valid.year));
    let stays_valid = valid_year.is_some() && objection.when == valid_year;
    let recheck: &[Key] = match objection.recheck {
        Some(Recheck::ReadingStale) => &[Key::NoteCheckAgain],
        Some(Recheck::NewLogin) => &[Key::EventSessionEnded, Key::NoteCheckOnceMore],
        None => &[],
    };
    let mut texts = vec![evidence];
    texts.extend(stays_valid.then(|| Key::NoteEarlierCounts.into()));
    texts.extend(objection.case.as_deref().map(|case| Text::with(Key::NoteCase, case)));
    texts.extend(mail_note(objection.mail).map(Text::from));
    texts.extend(recheck.iter().map(|key| Text::from(*key)));
    texts
}

/// Asks for the e-mail while it may have come, and for no longer.
const fn mail_note(mail: MailStage) -> Option<Key> {
    match mail {
        MailStage::NotExpected | MailStage::Wait => None,
        MailStage::Ask => Some(Key::NoteMailOpen),
        MailStage::Overdue => Some(Key::RowLetter),
    }
}

fn day(when: Option<DeclaredWhen>, objection: &Objection) -> Date {
    if let Some(DeclaredWhen::Day(day)) = when { day } else { Date::of(objection.entry.at) }
}

/// Names the rules that changed since something was noted.
pub(super) fn add_news(texts: &mut Vec<Text>, row: &Row) {
    for RuleChange { date, what, .. } in &row.rule_changes {
        if let Some(date) = Date::parse(date) {
            texts.push(Text { key: Key::NoteRulesChanged, args: vec![date.into(), Arg::Named(what)] });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::history::status::derive_status;
    use crate::core::history::test_script::{START, history, known};
    use crate::core::time::{DAY_MS, Timestamp};
    use crate::platforms::PlatformId;

    const FB: PlatformId = PlatformId::Facebook;
    const LI: PlatformId = PlatformId::Linkedin;

    fn row(platform: PlatformId, status: AccountStatus) -> Row {
        Row::new(platform, Vec::new(), status)
    }

    /// The status of an account with this history.
    fn on(script: &str) -> AccountStatus {
        AccountStatus::Known(known(script))
    }

    /// The same so many days later.
    fn after(days: i64, script: &str) -> AccountStatus {
        AccountStatus::Known(derive_status(&history(script), Timestamp(START.0 + days * DAY_MS), None))
    }

    fn keys(row: &Row) -> String {
        sentences(row).iter().map(|text| text.key.name()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn the_words_say_how_we_know() {
        let check = |platform, state, expected: &str| assert_eq!(keys(&row(platform, state)), expected);
        check(FB, on(""), "state_not_recorded_form");
        check(LI, on(""), "state_not_recorded_switch");
        check(FB, on("declare"), "state_declared_day_form");
        check(LI, on("declare"), "state_declared_day_switch");
        check(FB, on("2024"), "state_declared_year_form note_earlier_counts");
        check(FB, on("2025"), "state_declared_year_form");
        check(FB, on("answered"), "state_observed");
        check(FB, after(1, "answered"), "state_observed note_mail_open");
        check(FB, after(1, "answered notyet"), "state_observed");
        check(FB, after(30, "answered"), "state_observed row_letter");
        check(FB, on("submit"), "state_pending");
        check(FB, on("submit notyet"), "row_no_mail");
        check(FB, on("code notyet"), "event_code_asked");
        check(FB, on("unclear notyet"), "event_answer_unclear");
        // The clock was set back: nobody said that there is no mail yet.
        check(FB, after(-1, "submit"), "state_pending");
        check(FB, on("mail"), "state_confirmed note_case");
        check(LI, on("off session"), "state_read_off event_session_ended note_check_once_more");
        check(LI, on("off on"), "state_on_again");
        check(LI, on("off on session"), "state_on_again event_session_ended");
        check(FB, on("snooze"), "state_snoozed_until");
        check(FB, on("nowhere"), "state_not_offered");
    }

    #[test]
    fn what_covers_an_account_is_said_first() {
        let covered = Row { covered_by: Some(FB), ..row(PlatformId::Instagram, on("mail")) };
        assert_eq!(keys(&covered), "note_covered state_confirmed note_case");
    }

    #[test]
    fn what_is_only_medium_sure_asks_for_own_eyes() {
        let said = |platform, state| keys(&row(platform, state));
        let x = PlatformId::X;
        assert_eq!(said(x, on("")), "state_not_recorded_switch note_own_eyes");
        assert_eq!(said(x, on("off")), "state_read_off note_own_eyes");
        assert_eq!(said(x, on("off on")), "state_on_again note_own_eyes");
        assert_eq!(said(x, on("snooze")), "state_snoozed_until");
        assert_eq!(said(LI, on("")), "state_not_recorded_switch");
    }
}
