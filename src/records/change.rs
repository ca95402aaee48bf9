//! Changes as data, and what they come to.

use crate::browser::storage::Stored;
use crate::core::history::event::EntryId;
use crate::core::message::Failure;
use crate::core::records::Records;
use crate::records::deletions;

/// A change of what is stored, as data: [`update`](crate::records::update) is the one way to make it.
#[must_use]
pub(crate) enum Change {
    /// It edits the records, and what is stored beside them.
    Records(RecordsEdit),
    /// It edits the settings and what the person has seen, whatever the state of the records.
    Settings(Box<dyn FnOnce(&mut Stored)>),
}

/// Changes the records, and what is stored beside them.
pub(super) type RecordsEdit = Box<dyn FnOnce(&mut Records, &mut Stored) -> Result<ChangeResult, Failure>>;

/// An outcome says what a change came to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum ChangeResult {
    /// There is nothing to say about it.
    Done,
    /// It is noted as this entry.
    Noted(EntryId),
    /// A file was read, and this number of its entries and names was new.
    Imported(usize),
}

impl Change {
    /// A change of the records alone. It is refused if everything is deleted before its turn comes.
    pub(crate) fn of_records(edit: impl FnOnce(&mut Records) -> Result<ChangeResult, Failure> + 'static) -> Self {
        let before = deletions::count();
        Self::Records(Box::new(
            move |records, _| {
                if deletions::count() == before { edit(records) } else { Err(Failure::Misplaced) }
            },
        ))
    }
}
