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
    /// What is in force in this history.
    #[must_use]
    pub fn of(history: &'a History) -> Self {
        let in_force = history.in_force().filter_map(|(position, _, in_force)| in_force.then_some(position));
        let in_force: Vec<usize> = in_force.collect();
        let mut latest = Self { history, newest: [None; Kind::COUNT], turn: None };
        in_force.into_iter().rev().for_each(|position| latest.take(position));
        latest
    }

    fn take(&mut self, position: usize) {
        let Some(kind) = self.entry(Some(position)).map(|entry| entry.event.kind()) else { return };
        match kind {
            Kind::LookAgain => (self.newest, self.turn) = ([None; Kind::COUNT], None),
            Kind::ReadOn => self.turn = self.turn.or(self.evidence().map(|_| position)),
            _ if kind.evidence().is_some() => self.turn = None,
            _ => {}
        }
        if let Some(newest) = self.newest.get_mut(kind as usize) {
            *newest = Some(position);
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
