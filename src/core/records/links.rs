//! The person's answers about accounts that may be in the same accounts centre.

use crate::core::account::AccountKey;
use crate::core::history::event::EventKind;
use crate::core::history::log::History;
use crate::core::history::newest::NewestByKind;
use crate::core::records::groups::Groups;
use crate::core::records::{Pair, Records};
use crate::core::sorted::SortedMap;

/// The answers about linked accounts that are in force.
pub(in crate::core) struct Answers<'a> {
    pub(in crate::core) groups: Groups<'a>,
    pub(in crate::core) apart: SortedMap<[&'a AccountKey; 2]>,
}

impl<'a> Answers<'a> {
    pub(in crate::core) fn of(records: &'a Records) -> Self {
        let answered = |answer| {
            let links = records.links.iter().filter(|(pair, _)| pair.can_be_linked());
            links.filter(move |(_, history)| current_answer(history) == Some(answer)).map(|(pair, _)| pair)
        };
        Self { groups: Groups::new(answered(true)), apart: answered(false).map(Pair::keys).collect() }
    }

    /// The groups of these two; `None` if it is the same one.
    pub(in crate::core) fn roots(&self, a: &AccountKey, b: &AccountKey) -> Option<Pair> {
        Pair::new(self.groups.root(a), self.groups.root(b))
    }
}

/// The answer about a pair that is in force; `None` if there is none.
#[must_use]
pub fn current_answer(history: &History) -> Option<bool> {
    let latest = NewestByKind::of(history);
    let (yes, no) = (latest.newest(EventKind::Linked), latest.newest(EventKind::NotLinked));
    yes.max(no).map(|_| yes > no)
}
