//! Notes new entries, and keeps the records within their bounds.

use crate::core::account::{AccountKey, sanitize};
use crate::core::history::event::{BoundedText, Entry, EntryId, Event, EventKind};
use crate::core::history::log::History;
use crate::core::history::log::MAX_SEQUENCE;
use crate::core::history::log::MAX_VERSION_CHARS;
use crate::core::records::{
    Label, MAX_ACCOUNTS, MAX_ENTRIES, MAX_ENTRIES_PER_HISTORY, MIN_ENTRIES_PER_HISTORY, Pair, Records, Refused, Stamp,
};
use crate::core::time::{Timestamp, clamp_to_storable};

impl Records {
    /// Notes what happened to an account. Says whether that was news; what is known already is not written again.
    ///
    /// # Errors
    /// [`Refused`]; the records are as they were.
    pub fn append(&mut self, key: &AccountKey, event: Event, stamp: &Stamp<'_>) -> Result<bool, Refused> {
        if matches!(event, Event::Linked | Event::NotLinked | Event::Undone(_)) {
            return Err(Refused::Misplaced);
        }
        if !self.accounts.contains(key) && self.accounts.len() >= MAX_ACCOUNTS {
            return Err(Refused::Full);
        }
        if self.account(key).is_some_and(|account| account.history.is_redundant(&event, stamp.now)) {
            return Ok(false);
        }
        let entry = self.entry(event, stamp);
        self.accounts.update(key.clone(), |account| account.history.add(entry));
        self.enforce_limits();
        Ok(true)
    }

    /// Notes what a page showed, and returns whether that was news. Once an attempt at a form ended without a sign of an error,
    /// only what says that this was no end is news of it, and takes that end back, unless the person has told more since. The stamp
    /// gets the id that belongs to the attempt.
    ///
    /// # Errors
    /// [`Refused`]; the records are as they were.
    pub fn append_seen(
        &mut self,
        key: &AccountKey,
        event: Event,
        attempt: Option<&str>,
        stamp: &mut Stamp<'_>,
    ) -> Result<bool, Refused> {
        let Some(attempt) = attempt else { return self.append(key, event, stamp) };
        let (id, success) =
            (EntryId::derived(attempt, event.kind()), EntryId::derived(attempt, EventKind::NoErrorSeen));
        if let Some(history) = self.account(key).map(|account| &account.history) {
            let is_known = |id| history.find(id).is_some();
            let is_ended = history.newest_first().any(|(_, entry, in_force)| in_force && entry.id == success);
            let says_more = matches!(event, Event::CodeAsked(_) | Event::AnswerUnclear(_));
            let is_news = if is_ended { !is_told_after(history, success) } else { !is_known(id) };
            if !is_news || is_known(success) && !says_more {
                return Ok(false);
            }
            if is_ended {
                stamp.id = EntryId::derived(attempt, EventKind::Undone);
                self.undo(success, stamp)?;
            }
        }
        stamp.id = id;
        self.append(key, event, stamp)
    }

    /// Notes the answer to "are these two in the same accounts centre?".
    ///
    /// # Errors
    /// [`Refused`]; the records are as they were.
    pub fn link(&mut self, a: &AccountKey, b: &AccountKey, linked: bool, stamp: &Stamp<'_>) -> Result<(), Refused> {
        let pair = Pair::new(a, b).filter(Pair::can_be_linked).ok_or(Refused::Misplaced)?;
        if !self.links.contains(&pair) && self.links.len() >= MAX_ACCOUNTS {
            return Err(Refused::Full);
        }
        let entry = self.entry(if linked { Event::Linked } else { Event::NotLinked }, stamp);
        self.links.update(pair, |history| history.add(entry));
        self.enforce_limits();
        Ok(())
    }

    /// Undoes an entry of whatever history. To undo the undoing, undo that entry.
    ///
    /// # Errors
    /// [`Refused::Misplaced`] if there is no such entry; the records are as they were.
    pub fn undo(&mut self, id: EntryId, stamp: &Stamp<'_>) -> Result<(), Refused> {
        let entry = self.entry(Event::Undone(id), stamp);
        let history = self.histories().find(|history| history.find(id).is_some()).ok_or(Refused::Misplaced)?;
        history.add(entry);
        self.enforce_limits();
        Ok(())
    }

    /// Gives an account a name, or takes it away with an empty one.
    ///
    /// # Errors
    /// [`Refused::Full`]; the records are as they were.
    pub fn set_label(&mut self, key: &AccountKey, text: &str, now: Timestamp) -> Result<(), Refused> {
        if !self.accounts.contains(key) && self.accounts.len() >= MAX_ACCOUNTS {
            return Err(Refused::Full);
        }
        let sequence = self.next_sequence(now);
        let text = Some(BoundedText::new(text)).filter(|text| !text.as_str().is_empty());
        self.accounts.update(key.clone(), |account| account.label = Label { sequence, text });
        Ok(())
    }

    fn entry(&self, event: Event, stamp: &Stamp<'_>) -> Entry {
        let (sequence, at) = (self.next_sequence(stamp.now), clamp_to_storable(stamp.now));
        Entry {
            sequence,
            id: stamp.id,
            at,
            event: event.clamp_to_storable(),
            version: sanitize(stamp.version, MAX_VERSION_CHARS).into(),
        }
    }

    /// The clock, or the next free number if the clock was set back, see [`crate::core::history::log`].
    fn next_sequence(&self, now: Timestamp) -> u64 {
        clamp_to_storable(now).0.unsigned_abs().max(self.highest_sequence() + 1).min(MAX_SEQUENCE)
    }

    /// The sequence number of the newest entry of all, 0 if there are none.
    pub(in crate::core) fn highest_sequence(&self) -> u64 {
        let accounts = self.accounts.values().flat_map(|account| [account.history.sequence(), account.label.sequence]);
        accounts.chain(self.links.values().map(History::sequence)).max().unwrap_or(0)
    }

    fn histories(&mut self) -> impl Iterator<Item = &mut History> {
        self.accounts.values_mut().map(|account| &mut account.history).chain(self.links.values_mut())
    }

    /// Drops entries until the records are within their bounds again.
    pub(in crate::core) fn enforce_limits(&mut self) {
        let count = (self.accounts.len() + self.links.len()).max(1);
        let limit = (MAX_ENTRIES / count).clamp(MIN_ENTRIES_PER_HISTORY, MAX_ENTRIES_PER_HISTORY);
        self.histories().for_each(|history| history.compact(limit));
    }
}

/// Returns whether the person told something, and did not take it back, after this entry.
fn is_told_after(history: &History, id: EntryId) -> bool {
    let mut since = history.newest_first().take_while(|(_, entry, _)| entry.id != id);
    since.any(|(_, entry, in_force)| in_force && entry.event.kind().is_command())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::format::{load, save};
    use crate::core::history::status::derive_status;
    use crate::core::history::test_script::{START, event, letter};
    use crate::core::records::test_script::{SALT, key, records_of, stamp};
    use crate::core::time::DAY_MS;

    #[test]
    fn numbers_only_ever_rise() {
        let mut records = Records::new(SALT);
        let clock = [0, 1000, -5000, -400 * DAY_MS, 365 * DAY_MS, 2000, i64::MAX - START.0, 0];
        for (id, shift) in (1..).zip(clock) {
            let stamp = Stamp { now: Timestamp(START.0 + shift), id: EntryId(id), version: "0.1.0" };
            assert_eq!(records.append(&key("fb/a"), event("submit"), &stamp), Ok(true));
        }
        let ids = records.account(&key("fb/a")).unwrap().history.entries().iter().map(|entry| entry.id.0);
        assert!(ids.eq(1..=8));
        assert_eq!(load(&save(&records)), Ok(records));
    }

    #[test]
    fn noting_again_with_the_same_id_does_nothing() {
        let mut records = records_of("fb/a: submit");
        let before = records.clone();
        records.append(&key("fb/a"), event("submit"), &stamp(1)).unwrap();
        assert_eq!(records, before);
    }

    #[test]
    fn after_an_attempt_ended_well_nothing_of_it_is_news() {
        /// Notes one event after the other, each of an attempt; gives which were news.
        #[track_caller]
        fn check(events: &str, expected: &str) {
            let mut records = Records::new(SALT);
            let news = (1..).zip(events.split_whitespace()).map(|(n, word)| {
                let (attempt, word) = word.split_once(':').unwrap();
                match records.append_seen(&key("fb/a"), event(word), Some(attempt), &mut stamp(n)) {
                    Ok(true) => '+',
                    _ => '.',
                }
            });
            assert_eq!(news.collect::<String>(), expected, "{events}");
        }
        check("a:submit a:unclear a:answered", "+++");
        check("a:submit a:answered a:submit a:answered", "++..");
        check("a:answered b:submit b:unclear", "+++");
        check("a:submit a:answered a:code a:submit a:answered", "+++..");
        check("a:submit a:submit a:unclear a:unclear", "+.+.");
        // The code is sent, and its field stands until the answer comes.
        check("a:submit a:code b:code b:answered", "++.+");
        check("a:submit a:code b:answered b:code", "++++");
    }

    #[test]
    fn what_says_that_an_attempt_was_not_at_its_end_takes_that_end_back() {
        /// Notes one event after the other, each of an attempt; gives the status that they come to.
        #[track_caller]
        fn check(events: &str, expected: &str) {
            let mut records = Records::new(SALT);
            for (n, word) in (1..).zip(events.split_whitespace()) {
                let (attempt, word) = word.split_once(':').unwrap();
                records.append_seen(&key("fb/a"), event(word), Some(attempt), &mut stamp(n)).unwrap();
            }
            let status = derive_status(records.account(&key("fb/a")).unwrap().history(), START, None);
            assert_eq!(letter(&status), expected, "{events}");
            assert_eq!(load(&save(&records)), Ok(records));
        }
        check("a:submit a:answered", "O");
        for word in ["code", "unclear"] {
            check(&format!("a:submit a:answered a:{word}"), "P");
            check(&format!("a:submit a:{word} a:answered a:{word}"), "P");
            check(&format!("a:submit a:answered a:{word} a:{word} a:answered"), "P");
            // It is sent once more, or was before.
            check(&format!("a:submit a:answered a:{word} b:submit b:answered"), "O");
            check(&format!("a:answered b:submit b:{word}"), "O");
        }
    }

    #[test]
    fn what_is_known_is_no_news() {
        let mut records = records_of("li/default: off");
        assert_eq!(records.append(&key("li/default"), event("off"), &stamp(2)), Ok(false));
        assert_eq!(records.append(&key("li/default"), event("on"), &stamp(2)), Ok(true));
    }

    #[test]
    fn what_does_not_belong_is_refused() {
        let mut records = records_of("fb/a: submit");
        let before = records.clone();
        for word in ["link", "apart", "undo:1"] {
            assert_eq!(records.append(&key("fb/a"), event(word), &stamp(9)), Err(Refused::Misplaced));
        }
        for (a, b) in [("fb/a", "fb/a"), ("fb/a", "fb/b"), ("fb/a", "li/default")] {
            assert_eq!(records.link(&key(a), &key(b), true, &stamp(9)), Err(Refused::Misplaced));
        }
        assert_eq!(records.undo(EntryId(7), &stamp(9)), Err(Refused::Misplaced));
        assert_eq!(records, before);
    }

    #[test]
    fn there_is_room_for_a_thousand_accounts() {
        let mut records = Records::new(SALT);
        for hundred in 0..MAX_ACCOUNTS as u64 / 100 {
            let mut part = Records::new(SALT);
            for n in hundred * 100..hundred * 100 + 100 {
                for i in 0..30 {
                    part.append(&key(&format!("fb/{n}")), event("submit"), &stamp(n * 100 + i + 1)).unwrap();
                }
            }
            records.merge(&part);
        }
        records.append(&key("fb/1"), event("submit"), &stamp(1_000_000)).unwrap();
        assert_eq!(records.append(&key("fb/one-more"), event("submit"), &stamp(1)), Err(Refused::Full));
        assert_eq!(records.set_label(&key("fb/one-more"), "x", START), Err(Refused::Full));
        let text = save(&records);
        assert!(text.len() < 4_000_000, "{}", text.len());
        assert_eq!(load(&text), Ok(records));
    }

    #[test]
    fn a_label_is_the_last_one() {
        let mut records = records_of("fb/a: submit");
        let label = |records: &Records| records.account(&key("fb/a")).unwrap().label().to_owned();
        for (text, expected) in [("  Anna\u{7}\n", "Anna"), ("", ""), (&"é".repeat(99), &*"é".repeat(60)), (" ", "")]
        {
            records.set_label(&key("fb/a"), text, START).unwrap();
            assert_eq!(label(&records), expected);
        }
        let mut older = crate::core::records::test_script::records_of("fb/a: submit");
        older.set_label(&key("fb/a"), "Old", Timestamp(START.0 - DAY_MS)).unwrap();
        older.merge(&records);
        assert_eq!(label(&older), "");
    }
}
