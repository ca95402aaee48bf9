//! Everything that happened to one account, or to a pair of accounts.
//!
//! # Order
//!
//! Entries are ordered by their sequence number, never by the wall clock. A new entry gets the clock's milliseconds,
//! or one more than the highest number in the records if that is greater (a "hybrid logical clock"). So a clock that
//! jumps back changes nothing, and one that runs ahead costs nothing but round numbers. Because the numbers follow the
//! clock where it behaves, two sets of records that never met still merge in the order in which things happened.
//! Equal numbers, which only merging can bring, are ordered by id.
//!
//! # Bounds
//!
//! [`History::compact`] keeps a history to its limit. What goes first: entries without evidence, then
//! superseded evidence, then what took other entries back (undo, starting over, switch on), each time the
//! oldest first. What never goes: the newest entry of each kind that is in force, the entry that turned the
//! switch on again, and the newest [`RECENT_ENTRIES_KEPT`] entries. [`crate::core::history::status`] looks at nothing
//! else, so compacting changes no status. The same stays of what was there before the recent entries, so that
//! undoing any of them ends where it began. That makes some fifty entries at the very most.

use crate::core::history::event::{Entry, EntryId, Event, EventKind};
use crate::core::time::Timestamp;

/// The greatest sequence number: 2⁵³ - 1, the greatest whole number that all JSON readers agree on.
pub const MAX_SEQUENCE: u64 = 9_007_199_254_740_991;

/// The number of the newest entries that are always kept, so that a recent action can be undone exactly.
pub const RECENT_ENTRIES_KEPT: usize = 8;

/// The most characters that are kept of the version of Bezwaar that noted an entry.
pub const MAX_VERSION_CHARS: usize = 16;

/// The entries of one account or pair, in order, each id once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    entries: Vec<Entry>,
    compacted: u32,
}

impl History {
    /// A history of these entries, in whatever order they come. `compacted`: how many others are known to have been
    /// dropped.
    #[must_use]
    pub fn new(entries: Vec<Entry>, compacted: u32) -> Self {
        let mut history = Self { entries: Vec::with_capacity(entries.len()), compacted };
        entries.into_iter().for_each(|entry| history.add(entry));
        history
    }

    /// The entries, oldest first, with those that were undone.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// About how many entries were dropped to keep the history within its bounds. The number is not exact
    /// after merging, because nobody knows whether both sides dropped the same.
    #[must_use]
    pub const fn compacted(&self) -> u32 {
        self.compacted
    }

    /// The highest sequence number, 0 if there are no entries.
    #[must_use]
    pub fn sequence(&self) -> u64 {
        self.entries.last().map_or(0, |entry| entry.sequence)
    }

    /// The entry with this id.
    #[must_use]
    pub fn find(&self, id: EntryId) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.id == id)
    }

    /// Adds an entry; does nothing if it is there already. Of two with the same id, which only a tampered file has, the
    /// lesser one stays.
    pub fn add(&mut self, entry: Entry) {
        if let Some(known) = self.entries.iter().position(|known| known.id == entry.id) {
            if self.entries.get(known).is_none_or(|known| *known <= entry) {
                return;
            }
            self.entries.remove(known);
        }
        let order = |entry: &Entry| (entry.sequence, entry.id);
        let at = self.entries.partition_point(|other| order(other) < order(&entry));
        self.entries.insert(at, entry);
    }

    /// Takes over every entry of another history of the same account. The order of merging does not matter, and
    /// merging twice changes nothing: it is the union of two sets.
    pub fn merge(&mut self, other: &Self) {
        other.entries.iter().for_each(|entry| self.add(entry.clone()));
        self.compacted = self.compacted.max(other.compacted);
    }

    /// Each entry, newest first, and whether it is in force: not undone by a later entry that is in force itself.
    pub fn newest_first(&self) -> impl Iterator<Item = (usize, &Entry, bool)> {
        let mut undone = Vec::new();
        self.entries.iter().enumerate().rev().map(move |(position, entry)| {
            let in_force = !undone.contains(&entry.id);
            if let (Event::Undone(target), true) = (&entry.event, in_force) {
                undone.push(*target);
            }
            (position, entry, in_force)
        })
    }

    /// The person's last action that is in force: what an "undo" button undoes. One before a session ended may be somebody else's.
    #[must_use]
    pub fn undoable(&self) -> Option<&Entry> {
        let is_end = |entry: &Entry, counts| counts && entry.event == Event::SessionEnded;
        let mut since = self.newest_first().take_while(|(_, entry, counts)| !is_end(entry, *counts));
        since.find_map(|(_, entry, counts)| (counts && entry.event.kind().is_command()).then_some(entry))
    }

    /// Returns whether noting this would tell nothing new: the same was seen less than a day ago or ahead, and nothing came between.
    #[must_use]
    pub fn is_redundant(&self, event: &Event, now: Timestamp) -> bool {
        let newest = self.newest_first().find(|(_, _, in_force)| *in_force);
        newest.is_some_and(|(_, newest, _)| {
            let recent = newest.at.0.abs_diff(now.0) < crate::core::time::DAY_MS.unsigned_abs();
            event.kind().is_reading() && newest.event == *event && recent
        })
    }

    /// Drops entries by the rule in the module's description until at most `limit` are left, or nothing may go.
    pub fn compact(&mut self, limit: usize) {
        let excess = self.entries.len().saturating_sub(limit);
        if excess == 0 {
            return;
        }
        let needed = self.mark_needed();
        let older = self.entries.len().saturating_sub(RECENT_ENTRIES_KEPT);
        let free = |position: &usize| needed.get(*position) == Some(&false);
        let tier = |position: usize| self.entries.get(position).map(|entry| tier(entry.event.kind()));
        let in_tier = |wanted| (0..older).filter(free).filter(move |position| tier(*position) == Some(wanted));
        let dropped: Vec<usize> = (0..=LAST_TIER).flat_map(in_tier).take(excess).collect();
        let mut position = 0..;
        self.entries.retain(|_| position.next().is_none_or(|position| !dropped.contains(&position)));
        self.compacted = self.compacted.saturating_add(u32::try_from(dropped.len()).unwrap_or(u32::MAX));
    }

    /// Marks the older entries that the status depends on, now or after undoing any recent ones.
    fn mark_needed(&self) -> Vec<bool> {
        let mut needed = vec![false; self.entries.len()];
        let mut need = |position: usize| needed.get_mut(position).into_iter().for_each(|needed| *needed = true);
        let (mut kinds, mut undone) = (Vec::new(), Vec::new());
        let (mut switched_on, mut evidence) = (None, false);
        let open = self.find_open();
        for (position, entry, in_force) in self.newest_first().skip(RECENT_ENTRIES_KEPT) {
            let (kind, is_open) = (entry.event.kind(), open.contains(&entry.id));
            // Open entries stay, and then so must the entries that keep them undone.
            let undoes = matches!(entry.event, Event::Undone(id) if in_force && open.contains(&id) && note_first(&mut undone, id));
            if is_open || undoes || (in_force && note_first(&mut kinds, kind)) {
                need(position);
            }
            if kind == EventKind::ReadOn && in_force && !is_open && !evidence {
                switched_on = Some(position);
            } else if kind.evidence().is_some() && (is_open || in_force) {
                switched_on.take().into_iter().for_each(&mut need);
                evidence |= !is_open;
            }
        }
        needed
    }

    /// The entries that count or do not, depending on recent ones: what those undo, and what the undone had undone.
    fn find_open(&self) -> Vec<EntryId> {
        let undone = |entry: &Entry| if let Event::Undone(id) = entry.event { Some(id) } else { None };
        let recent: Vec<EntryId> = self.entries.iter().rev().take(RECENT_ENTRIES_KEPT).filter_map(undone).collect();
        let further = self.entries.iter().filter(|entry| recent.contains(&entry.id)).filter_map(undone);
        further.chain(recent.iter().copied()).collect()
    }
}

/// Remembers the value and returns whether it came for the first time.
fn note_first<T: PartialEq>(seen: &mut Vec<T>, value: T) -> bool {
    let first = !seen.contains(&value);
    seen.push(value);
    first
}

/// The highest [`tier`].
const LAST_TIER: u8 = 2;

/// The order in which entries are dropped when a history is compacted: the lowest tier goes first.
const fn tier(kind: EventKind) -> u8 {
    match kind {
        // Entries that took others back go last: an old export may still hold those others, and importing it
        // would bring them back.
        EventKind::Undone
        | EventKind::StartedOver
        | EventKind::ReadOn
        | EventKind::ReadLocked
        | EventKind::MailRefused => LAST_TIER,
        _ if kind.evidence().is_some() => 1,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::history::status::derive_status;
    use crate::core::history::test_script::{START, event, history, letter};
    use crate::core::time::DAY_MS;

    fn ids(history: &History) -> Vec<u64> {
        history.entries().iter().map(|entry| entry.id.0).collect()
    }

    #[test]
    fn entries_stand_in_order_once() {
        let whole = history("submit answered mail off");
        let mut entries = whole.entries().to_vec();
        entries.extend(whole.entries().to_vec());
        entries.reverse();
        assert_eq!(History::new(entries, 0), whole);
    }

    #[test]
    fn of_two_entries_with_one_id_the_same_stays_whoever_merges() {
        let (mut a, mut b) = (history("declare"), history("off"));
        let (before_a, before_b) = (a.clone(), b.clone());
        a.merge(&before_b);
        b.merge(&before_a);
        assert_eq!(a, b);
        assert_eq!(a.entries().len(), 1);
    }

    #[track_caller]
    fn check_compacted(script: &str, limit: usize, left: &[u64]) {
        let mut compacted = history(script);
        compacted.compact(limit);
        assert_eq!(ids(&compacted), left, "{script}");
        let dropped = script.split_whitespace().count() - left.len();
        assert_eq!(compacted.compacted() as usize, dropped);
    }

    #[test]
    fn compacting_drops_what_says_least() {
        let recent = "snooze snooze snooze snooze snooze snooze snooze snooze";
        check_compacted(&format!("snooze snooze declare {recent}"), 11, &[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
        check_compacted(&format!("snooze snooze declare {recent}"), 10, &[2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
        // The only evidence stays, whatever the limit, and the last snooze before the recent ones, which can be undone.
        check_compacted(&format!("snooze snooze declare {recent}"), 1, &[2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
        // Superseded evidence goes after what is none, and the oldest first.
        check_compacted(
            &format!("declare declare submit declare submit {recent}"),
            11,
            &[2, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13],
        );
        // The reading that turned the switch on again stays, later readings need not; the newest of each kind
        // does.
        check_compacted(&format!("off on on on {recent}"), 1, &[1, 2, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
        // An undone entry goes before the entry that undoes it.
        check_compacted(&format!("declare undo:1 declare undo:3 {recent}"), 10, &[2, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    }

    /// Starting over is undone twice, the second undoing is undone, and a recent entry undoes that once more.
    /// The entry that it undoes may count again, so it stays; and so must the first undoing, which keeps "over" undone.
    #[test]
    fn what_a_recent_undo_can_bring_back_stays_undone() {
        let recent = "submit submit submit submit submit submit submit undo:6";
        let script = format!("off submit submit over undo:4 undo:4 undo:6 {recent}");
        let mut compacted = history(&script);
        let whole = compacted.clone();
        compacted.compact(1);
        assert!(compacted.entries().len() < whole.entries().len());
        let status = |history| letter(&derive_status(history, START, None));
        assert_eq!((status(&whole), status(&compacted)), ("R".into(), "R".into()));
    }

    #[test]
    fn the_last_action_in_force_can_be_undone() {
        let undoable = |script| history(script).undoable().map(|entry| entry.id.0);
        assert_eq!(undoable("declare snooze"), Some(2));
        assert_eq!(undoable("declare snooze undo:2"), Some(1));
        assert_eq!(["declare session decline", "declare session undo:2"].map(undoable), [Some(3), Some(1)]);
        assert_eq!(["declare submit off session", "submit answered", "declare undo:1"].map(undoable), [None; 3]);
    }

    #[test]
    fn only_a_reading_just_made_is_no_news() {
        let check = |script, word, days, expected| {
            let now = Timestamp(START.0 + days * DAY_MS);
            assert_eq!(history(script).is_redundant(&event(word), now), expected, "{script} {word} {days}");
        };
        check("off", "off", 0, true);
        check("off", "off", 1, false);
        check("off", "off", -2, false);
        check("off", "on", 0, false);
        check("off on", "off", 0, false);
        check("off declare", "off", 0, false);
        check("off on undo:2", "off", 0, false);
        check("code", "code", 0, true);
        check("code submit", "code", 0, false);
        check("submit", "submit", 0, false);
        check("declare", "declare", 0, false);
    }
}
