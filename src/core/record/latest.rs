//! All that the standing of an account depends on: the newest entry in force of each kind.

use super::event::{Entry, Evidence, Kind};
use super::history::History;

/// The newest entry in force of each kind, since the person last started over. A position is an index into the
/// entries; a greater one is later, and `None` is before all.
#[derive(Debug)]
pub struct Latest<'a> {
    history: &'a History,
    newest: [Option<usize>; Kind::COUNT],
    turn: Option<usize>,
}

impl<'a> Latest<'a> {
    /// What is in force in this history. Walks back to where the person last started over.
    #[must_use]
    pub fn of(history: &'a History) -> Self {
        let mut latest = Self { history, newest: [None; Kind::COUNT], turn: None };
        let (mut turn, mut evidence) = (None, false);
        for (position, entry, _) in history.in_force().filter(|(_, _, in_force)| *in_force) {
            match entry.event.kind() {
                Kind::LookAgain => break,
                Kind::ReadOn if !evidence => turn = Some(position),
                kind if kind.evidence().is_some() => evidence = true,
                _ => {}
            }
            latest.note(entry.event.kind(), position);
        }
        latest.turn = turn.filter(|_| evidence);
        latest
    }

    fn note(&mut self, kind: Kind, position: usize) {
        if let Some(newest) = self.newest.get_mut(kind as usize) {
            *newest = newest.or(Some(position));
        }
    }

    /// The entry at a position.
    #[must_use]
    pub fn entry(&self, position: Option<usize>) -> Option<&'a Entry> {
        self.history.entries().get(position?)
    }

    /// Where the newest entry of a kind is.
    #[must_use]
    pub fn newest(&self, kind: Kind) -> Option<usize> {
        self.newest.get(kind as usize).copied().flatten()
    }

    /// Where the newest evidence is, of whatever level.
    #[must_use]
    pub fn evidence(&self) -> Option<usize> {
        Evidence::ALL.into_iter().filter_map(|level| self.newest(level.kind())).max()
    }

    /// Where the switch was first read as on after the last evidence.
    #[must_use]
    pub const fn turn(&self) -> Option<usize> {
        self.turn
    }
}
