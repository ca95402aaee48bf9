//! All that the status of an account depends on: the newest entry in force of each kind.

use crate::core::history::event::{Entry, EventKind, Evidence};
use crate::core::history::log::History;

/// The newest entry in force of each kind, since the person last started over. A position is an index into the
/// entries; a greater one is later, and `None` is before all.
#[derive(Debug)]
pub struct NewestByKind<'a> {
    history: &'a History,
    newest: [Option<usize>; EventKind::COUNT],
    switched_on_again: Option<usize>,
}

impl<'a> NewestByKind<'a> {
    /// Finds the newest entries in force in this history, walking back to where the person last started over.
    #[must_use]
    pub fn of(history: &'a History) -> Self {
        let mut latest = Self { history, newest: [None; EventKind::COUNT], switched_on_again: None };
        let (mut switched_on_again, mut evidence) = (None, false);
        for (position, entry, _) in history.newest_first().filter(|(_, _, in_force)| *in_force) {
            match entry.event.kind() {
                EventKind::StartedOver => break,
                EventKind::ReadOn if !evidence => switched_on_again = Some(position),
                kind if kind.evidence().is_some() => evidence = true,
                _ => {}
            }
            latest.keep_newest(entry.event.kind(), position);
        }
        latest.switched_on_again = switched_on_again.filter(|_| evidence);
        latest
    }

    fn keep_newest(&mut self, kind: EventKind, position: usize) {
        if let Some(newest) = self.newest.get_mut(kind as usize) {
            *newest = newest.or(Some(position));
        }
    }

    /// The entry at a position.
    #[must_use]
    pub fn entry(&self, position: Option<usize>) -> Option<&'a Entry> {
        self.history.entries().get(position?)
    }

    /// The position of the newest entry of a kind.
    #[must_use]
    pub fn newest(&self, kind: EventKind) -> Option<usize> {
        self.newest.get(kind as usize).copied().flatten()
    }

    /// The position of the newest evidence, of whatever level.
    #[must_use]
    pub fn evidence(&self) -> Option<usize> {
        Evidence::ALL.into_iter().filter_map(|level| self.newest(level.kind())).max()
    }

    /// The position at which the switch was first read as on after the last evidence.
    #[must_use]
    pub const fn switched_on_again(&self) -> Option<usize> {
        self.switched_on_again
    }
}
