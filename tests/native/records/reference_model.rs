//! Derives each status once more, written independently and as plainly as possible: step by step through a history,
//! with a variable for everything. It is slow, and does not think of compacting.

use bezwaar::core::account::AccountKey;
use bezwaar::core::history::event::{DeclineReason, EntryId, Event, SnoozedUntil};
use bezwaar::core::history::log::History;
use bezwaar::core::records::Records;
use bezwaar::core::time::Timestamp;
use std::collections::BTreeSet;

const DAY_MS: i64 = 24 * 60 * 60 * 1000;

/// A status in words, with the id of the entry behind it.
pub(super) type Words = (String, Option<EntryId>);

/// Returns the events that count: those that no other event that counts undoes.
fn effective(history: &History) -> Vec<(EntryId, Event, Timestamp)> {
    let entries = history.entries();
    let counts: Vec<bool> = (0..entries.len()).map(|n| !undone(history, n)).collect();
    let with = entries.iter().zip(counts).filter(|(_, counts)| *counts);
    with.map(|(entry, _)| (entry.id, entry.event.clone(), entry.at)).collect()
}

/// Returns whether an entry that counts, after the n-th, undoes the n-th.
fn undone(history: &History, n: usize) -> bool {
    let entries = history.entries();
    (n + 1..entries.len()).any(|m| entries[m].event == Event::Undone(entries[n].id) && !undone(history, m))
}

#[derive(Default)]
struct Account {
    /// The evidence so far, each with its level from 1 to 4, its entry and its time.
    evidence: Vec<(u8, EntryId, Timestamp)>,
    /// True if there was any evidence, even if it counts no more.
    had_evidence: bool,
    on_again: Option<EntryId>,
    locked: Option<EntryId>,
    refused: Option<EntryId>,
    pending: Option<EntryId>,
    snooze: Option<(EntryId, SnoozedUntil)>,
    declined: Option<EntryId>,
    declined_after_snooze: bool,
    /// True if the reason is the country, whoever is logged in.
    is_declined_for_all: bool,
    new_login: bool,
}

impl Account {
    fn objects(&mut self, level: u8, id: EntryId, at: Timestamp) {
        self.evidence.retain(|(other, ..)| *other != level);
        self.evidence.push((level, id, at));
        self.had_evidence = true;
        (self.on_again, self.locked, self.pending, self.new_login) = (None, None, None, false);
        self.forgets_what_was_postponed();
    }

    fn submits(&mut self, id: EntryId) {
        (self.pending, self.refused) = (Some(id), None);
        self.forgets_what_was_postponed();
    }

    fn is_refused(&mut self, id: EntryId) {
        self.refused = Some(id);
        self.evidence.clear();
        self.forgets_what_was_postponed();
    }

    fn reads_on(&mut self, id: EntryId) {
        (self.pending, self.locked) = (None, None);
        self.evidence.clear();
        if self.had_evidence && self.on_again.is_none() {
            (self.on_again, self.new_login) = (Some(id), false);
            self.forgets_what_was_postponed();
        }
    }

    fn reads_locked(&mut self, id: EntryId) {
        self.locked = Some(id);
        self.evidence.clear();
    }

    fn is_somebody_else(&mut self) {
        (self.new_login, self.locked) = (true, None);
        self.snooze = self.snooze.filter(|(_, until)| matches!(until, SnoozedUntil::Time(_)));
        self.declined = self.declined.filter(|_| self.is_declined_for_all);
    }

    fn forgets_what_was_postponed(&mut self) {
        (self.snooze, self.declined) = (None, None);
    }

    fn happens(&mut self, id: EntryId, event: &Event, at: Timestamp) {
        match event {
            Event::Submitted(_) | Event::CodeAsked(_) | Event::AnswerUnclear(_) => self.submits(id),
            Event::Declared(_) => self.objects(1, id, at),
            Event::NoErrorSeen(_) => self.objects(2, id, at),
            Event::MailAgreed(_) => self.objects(3, id, at),
            Event::ReadOff => self.objects(4, id, at),
            Event::MailRefused => self.is_refused(id),
            Event::ReadOn => self.reads_on(id),
            Event::ReadLocked => self.reads_locked(id),
            Event::Snoozed(until) => (self.snooze, self.declined_after_snooze) = (Some((id, *until)), false),
            Event::Declined(why) => {
                (self.declined, self.declined_after_snooze) = (Some(id), true);
                self.is_declined_for_all = *why == DeclineReason::NotOfferedHere;
            }
            Event::StartedOver => *self = Self::default(),
            Event::SessionEnded => self.is_somebody_else(),
            Event::NoMailYet | Event::Linked | Event::NotLinked | Event::Undone(_) => {}
        }
    }

    fn words(&self, now: Timestamp, rules: &str) -> Words {
        if let Some((level, id, at)) = self.evidence.iter().max_by_key(|(level, ..)| *level) {
            let old = *level == 4 && i128::from(now.0) - i128::from(at.0) >= i128::from(90 * DAY_MS);
            let check = if self.new_login {
                " new login"
            } else if old {
                " stale"
            } else {
                ""
            };
            return (format!("recorded {level}{check}"), Some(*id));
        }
        let asleep = self.snooze.filter(|(_, until)| match until {
            SnoozedUntil::Time(end) => now < *end,
            SnoozedUntil::RulesAfter(known) => known.to_string().as_str() >= rules,
        });
        if let Some((id, _)) = asleep.filter(|_| self.declined.is_none() || !self.declined_after_snooze) {
            return ("snoozed".into(), Some(id));
        }
        let others = [
            ("declined", self.declined),
            (if self.new_login { "on again, new login" } else { "on again" }, self.on_again),
            ("locked", self.locked),
            ("refused", self.refused),
            ("pending", self.pending),
        ];
        let first = others.into_iter().find(|(_, id)| id.is_some()).unwrap_or(("not recorded", None));
        (first.0.into(), first.1)
    }
}

/// Returns the status of an account by itself.
pub(super) fn own(records: &Records, key: &AccountKey, now: Timestamp) -> Words {
    let mut account = Account::default();
    if let Some(known) = records.account(key) {
        effective(known.history()).iter().for_each(|(id, event, at)| account.happens(*id, event, *at));
    }
    let rules = key.platform.facts().rules.iter().map(|rule| rule.date).max().unwrap_or_default();
    account.words(now, rules)
}

fn answer(records: &Records, a: &AccountKey, b: &AccountKey) -> Option<bool> {
    let (_, history) = records.links().find(|(pair, _)| pair.keys().contains(&a) && pair.keys().contains(&b))?;
    let answers = effective(history).into_iter().filter_map(|(_, event, _)| match event {
        Event::Linked => Some(true),
        Event::NotLinked => Some(false),
        _ => None,
    });
    answers.reduce(|_, later| later)
}

/// Returns the status of an account with its linked accounts: in words, and with the account that covers it.
pub(super) fn decided(
    records: &Records,
    key: &AccountKey,
    keys: &[AccountKey],
    now: Timestamp,
) -> (Words, Option<AccountKey>) {
    let mine = own(records, key, now);
    if mine.0.starts_with("recorded")
        || ["on again", "on again, new login", "locked", "refused", "declined"].contains(&mine.0.as_str())
    {
        return (mine, None);
    }
    let mut linked = BTreeSet::from([key.clone()]);
    for _ in keys {
        for (a, b) in keys.iter().flat_map(|a| keys.iter().map(move |b| (a, b))) {
            if linked.contains(a) && a != b && answer(records, a, b) == Some(true) {
                linked.insert(b.clone());
            }
        }
    }
    linked.retain(|other| other != key && answer(records, key, other) != Some(false));
    let strength = |words: &str| words.split(' ').nth(1).and_then(|level| level.parse::<u8>().ok()).unwrap_or(0);
    let all: Vec<(AccountKey, Words)> = linked.into_iter().map(|key| (key.clone(), own(records, &key, now))).collect();
    let recorded = all.iter().filter(|(_, words)| words.0.starts_with("recorded"));
    let best = recorded.map(|(_, words)| strength(&words.0)).max();
    let wanted = |words: &str| match best {
        Some(best) => words.starts_with("recorded") && strength(words) == best,
        None => words == "pending" && mine.0 == "not recorded",
    };
    // Ids are given in the order in which things happen: the greatest is the newest.
    let covered_by = all.into_iter().filter(|(_, words)| wanted(&words.0)).max_by_key(|(_, words)| words.1);
    covered_by.map_or((mine, None), |(key, words)| (words, Some(key)))
}
