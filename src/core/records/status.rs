//! Records and time → how every account stands, those included that an objection of a linked account covers.
//!
//! # Rules
//!
//! - An objection covers every account that is linked with it, directly or through others. Only two accounts that the
//!   person called "not linked" never cover one another, even if a chain of answers joins them: rather one objection
//!   too many than one too few.
//! - What an account itself has on record, declined, or has on again is never hidden by what covers it.
//! - A form that was submitted covers too, as pending. It hides no snooze: nothing is known yet.
//! - Not linked, or not answered: each account stands for itself.

use crate::core::account::AccountKey;
use crate::core::history::event::{Event, EventKind, Evidence, SnoozedUntil};
use crate::core::history::log::History;
use crate::core::history::newest::NewestByKind;
use crate::core::history::status::{EntryRef, Objection, RecordStatus, derive_status};
use crate::core::records::Records;
use crate::core::records::links::Answers;
use crate::core::sorted::SortedMap;
use crate::core::time::{Date, Timestamp};
use crate::platforms::{PlatformId, RuleChange};

/// The status of one account, linked accounts included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResolvedStatus<'a> {
    /// The status of the objection.
    pub status: RecordStatus,
    /// The linked account whose objection it is, if it is not the account's own.
    pub covered_by: Option<&'a AccountKey>,
}

impl ResolvedStatus<'_> {
    /// The status where it can be acted on: what is open at an account that is out of sight would be asked for nowhere.
    #[must_use]
    pub fn within_reach(self, is_out: impl Fn(&AccountKey) -> bool) -> Self {
        if matches!(self.status, RecordStatus::Pending { .. }) && self.covered_by.is_some_and(is_out) {
            return ResolvedStatus { status: RecordStatus::NotRecorded, covered_by: None };
        }
        self
    }
}

/// The statuses of all accounts.
#[derive(Clone, Debug)]
pub struct ResolvedStatuses<'a>(SortedMap<&'a AccountKey, ResolvedStatus<'a>>);

impl<'a> ResolvedStatuses<'a> {
    /// The status of this account; nothing is on record for one that the records do not know.
    #[must_use]
    pub fn of(&self, key: &AccountKey) -> ResolvedStatus<'a> {
        let unknown = || ResolvedStatus { status: RecordStatus::NotRecorded, covered_by: None };
        self.0.get(key).cloned().unwrap_or_else(unknown)
    }

    /// Every account of the records.
    pub fn iter(&self) -> impl Iterator<Item = (&'a AccountKey, &ResolvedStatus<'a>)> {
        self.0.iter().map(|(key, resolved)| (*key, resolved))
    }

    /// The time at which the next snooze ends or the next reading is too old, for an alarm.
    #[must_use]
    pub fn next_wake(&self, now: Timestamp) -> Option<Timestamp> {
        self.0.values().filter_map(|resolved| resolved.status.changes_at()).filter(|time| *time > now).min()
    }
}

/// Resolves the status of all accounts. Takes time in proportion to the records.
#[must_use]
pub fn resolve(records: &Records, now: Timestamp) -> ResolvedStatuses<'_> {
    let rules = PlatformId::ALL.map(newest_rules);
    let mut statuses = ResolvedStatuses(SortedMap::new());
    for (key, account) in records.accounts.iter() {
        let newest = rules.get(key.platform as usize).copied().flatten();
        statuses
            .0
            .insert(key, ResolvedStatus { status: derive_status(account.history(), now, newest), covered_by: None });
    }
    cover(records, &mut statuses);
    statuses
}

/// The date of a platform's newest rules.
#[must_use]
pub fn newest_rules(platform: PlatformId) -> Option<Date> {
    platform.facts().rules.iter().filter_map(|rule| Date::parse(rule.date)).max()
}

/// Lets the objections of linked accounts count for one another.
fn cover<'a>(records: &'a Records, statuses: &mut ResolvedStatuses<'a>) {
    let answers = Answers::of(records);
    for (_, members) in answers.groups.members().drain_all() {
        let own: Vec<_> = members.into_iter().map(|key| (key, statuses.of(key).status)).collect();
        for (key, status) in &own {
            if let Some((other, covering)) = best_cover(status, key, &own, &answers.apart) {
                statuses.0.insert(key, ResolvedStatus { status: covering.clone(), covered_by: Some(other) });
            }
        }
    }
}

/// The linked account whose objection covers this one, if one does.
fn best_cover<'a, 'm>(
    own: &RecordStatus,
    key: &'a AccountKey,
    members: &'m [(&'a AccountKey, RecordStatus)],
    apart: &SortedMap<[&'a AccountKey; 2]>,
) -> Option<(&'a AccountKey, &'m RecordStatus)> {
    let mut best = None;
    for (other, status) in members {
        let is_best = best.is_none_or(|(_, best)| strength(status) >= strength(best));
        if *other != key && covers(status, own) && !apart.contains(&[key.min(other), key.max(other)]) && is_best {
            best = Some((*other, status));
        }
    }
    best
}

/// Returns whether the objection of a linked account counts for an account with this status of its own.
const fn covers(other: &RecordStatus, own: &RecordStatus) -> bool {
    match own {
        RecordStatus::NotRecorded => matches!(other, RecordStatus::Recorded(_) | RecordStatus::Pending { .. }),
        RecordStatus::Pending { .. } | RecordStatus::Snoozed(..) => matches!(other, RecordStatus::Recorded(_)),
        RecordStatus::Recorded(_)
        | RecordStatus::Refused(_)
        | RecordStatus::OnAgain { .. }
        | RecordStatus::Locked(_)
        | RecordStatus::Declined(..) => false,
    }
}

/// The strongest evidence covers best; of equally strong, the newest.
const fn strength(status: &RecordStatus) -> (Option<Evidence>, Option<EntryRef>) {
    let evidence = if let RecordStatus::Recorded(Objection { evidence, .. }) = status { Some(*evidence) } else { None };
    (evidence, status.entry())
}

/// The changes of the platform's rules since something was last recorded, postponed or declined for this account,
/// oldest first. Nothing, if nothing ever was.
#[must_use]
pub fn rules_changed_since(records: &Records, key: &AccountKey) -> Vec<&'static RuleChange> {
    let known = records.account(key).and_then(|account| rules_known(account.history()));
    let newer = |rule: &&RuleChange| known.is_some_and(|known| Date::parse(rule.date).is_some_and(|date| date > known));
    key.platform.facts().rules.iter().filter(newer).collect()
}

/// The rules that were known then: a day on or after which there was no newer one to know of.
fn rules_known(history: &History) -> Option<Date> {
    let latest = NewestByKind::of(history);
    let last = latest.evidence().max(latest.newest(EventKind::Snoozed)).max(latest.newest(EventKind::Declined));
    latest.entry(last).map(|entry| match entry.event {
        Event::Snoozed(SnoozedUntil::RulesAfter(known)) => known,
        _ => Date::of(entry.at),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::history::test_script::{START, letter};
    use crate::core::records::test_script::{key, records_of};
    use crate::core::time::DAY_MS;

    /// `expected` is written as `fb/anna R`, or `fb/anna R<ig/bob` for what is covered through another.
    #[track_caller]
    fn check(script: &str, expected: &str) {
        let records = records_of(script);
        let statuses = resolve(&records, START);
        for line in expected.split(", ") {
            let (name, expected) = line.split_once(' ').unwrap();
            let (status, covered_by) = expected.split_once('<').map_or((expected, None), |(s, t)| (s, Some(key(t))));
            let resolved = statuses.of(&key(name));
            let found = (letter(&resolved.status), resolved.covered_by.cloned());
            assert_eq!(found, (status.to_owned(), covered_by), "{script}: {name}");
        }
    }

    #[test]
    fn accounts_stand_for_themselves_until_linked() {
        check("fb/a: answered", "fb/a O, ig/a -");
        check("fb/a: answered | fb/a=ig/a: apart", "fb/a O, ig/a -");
        check("fb/a: answered | fb/a=ig/a: link", "fb/a O, ig/a O<fb/a");
        check("fb/a: answered | fb/a=ig/a: link apart", "fb/a O, ig/a -");
        check("fb/a: answered | fb/a=ig/a: link undo:2", "fb/a O, ig/a -");
        check("fb/a: answered | fb/a=ig/a: apart link", "fb/a O, ig/a O<fb/a");
        check("li/default: off", "li/default R, li/container-1 -, fb/a -");
    }

    #[test]
    fn an_objection_covers_what_is_linked() {
        check("ig/a: submit | fb/a=ig/a: link", "ig/a P, fb/a P<ig/a");
        check("ig/a: submit | fb/a: answered | fb/a=ig/a: link", "ig/a O<fb/a, fb/a O");
        check("ig/a: snooze | fb/a: answered | fb/a=ig/a: link", "ig/a O<fb/a, fb/a O");
        check("ig/a: snooze | fb/a: submit | fb/a=ig/a: link", "ig/a z, fb/a P");
        check("ig/a: submit | fb/a: code | fb/a=ig/a: link", "ig/a P, fb/a P");
    }

    #[test]
    fn what_an_account_says_itself_is_never_hidden() {
        check("ig/a: declare | fb/a: mail | fb/a=ig/a: link", "ig/a D, fb/a C");
        check("ig/a: decline | fb/a: mail | fb/a=ig/a: link", "ig/a x, fb/a C");
        check("ig/a: off on | fb/a: mail | fb/a=ig/a: link", "ig/a !, fb/a C");
        check("ig/a: over | fb/a: mail | fb/a=ig/a: link", "ig/a C<fb/a, fb/a C");
    }

    #[test]
    fn links_reach_through_others() {
        check("fb/a: mail | fb/a=ig/a: link | fb/b=ig/a: link", "fb/a C, ig/a C<fb/a, fb/b C<fb/a");
        check("fb/a: mail | fb/a=ig/a: link | fb/b=ig/b: link", "ig/a C<fb/a, ig/b -, fb/b -");
        // The strongest evidence covers; of equals the newest.
        check("fb/a: mail | fb/b: declare | fb/a=ig/a: link | fb/b=ig/a: link", "ig/a C<fb/a, fb/b D");
        check("fb/a: declare | fb/b: declare | fb/a=ig/a: link | fb/b=ig/a: link", "ig/a D<fb/b");
    }

    #[test]
    fn those_called_not_linked_never_cover_one_another() {
        let chain = "fb/a=ig/a: link | fb/b=ig/a: link | fb/b=ig/b: link";
        check(&format!("fb/a: mail | {chain}"), "ig/b C<fb/a, fb/b C<fb/a");
        check(&format!("fb/a: mail | {chain} | fb/a=ig/b: apart"), "ig/b -, fb/b C<fb/a");
        check(&format!("fb/a: mail | fb/b: declare | {chain} | fb/a=ig/b: apart"), "ig/b D<fb/b, ig/a C<fb/a");
    }

    #[track_caller]
    fn check_wake(script: &str, days: i64, expected: Option<i64>) {
        let (records, now) = (records_of(script), Timestamp(START.0 + days * DAY_MS));
        let wake = resolve(&records, now).next_wake(now);
        assert_eq!(wake, expected.map(|days| Timestamp(START.0 + days * DAY_MS)), "{script}");
    }

    #[test]
    fn wakes_for_the_next_thing_that_time_changes() {
        check_wake("fb/a: mail | ig/a: rules | ig/b: submit", 0, None);
        check_wake("fb/a: snooze", 0, Some(7));
        check_wake("fb/a: snooze", 7, None);
        check_wake("li/default: off", 0, Some(90));
        check_wake("li/default: off", 90, None);
        check_wake("li/default: off | fb/a: snooze", 6, Some(7));
        check_wake("li/default: off | fb/a: snooze", 8, Some(90));
        check_wake("fb/a: snooze answered", 0, None);
    }

    #[test]
    fn changed_rules_are_those_since_the_last_word() {
        let check = |script: &str, name: &str, dates: &[&str]| {
            let records = records_of(script);
            let found = rules_changed_since(&records, &key(name)).into_iter().map(|rule| rule.date);
            assert_eq!(found.collect::<Vec<_>>(), dates, "{script}");
        };
        check("fb/a: declare", "fb/a", &[]);
        check("fb/a: submit", "fb/a", &[]);
        check("", "fb/a", &[]);
        let mut long_ago = records_of("li/default: off");
        let mut account = long_ago.account(&key("li/default")).unwrap().clone();
        let mut entry = account.history.entries()[0].clone();
        entry.at = Timestamp(START.0 - 2 * 365 * DAY_MS);
        account.history = History::new(vec![entry], 0);
        long_ago.accounts.insert(key("li/default"), account);
        assert_eq!(rules_changed_since(&long_ago, &key("li/default")).len(), 1);
    }

    #[test]
    fn dates_of_rules_are_in_order() {
        for platform in PlatformId::ALL {
            let dates: Vec<_> = platform.facts().rules.iter().map(|rule| Date::parse(rule.date).unwrap()).collect();
            assert!(dates.is_sorted() && dates.last().copied() == newest_rules(platform), "{platform:?}");
        }
    }
}
