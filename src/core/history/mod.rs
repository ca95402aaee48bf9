//! The history of one account's objection: events in their order, and the status that follows from them.
//!
//! - [`event`]: one thing that happened, and how far it proves an objection.
//! - [`log`]: everything that happened to one account. Entries are only ever added; an undo is one more entry.
//! - [`newest`]: the entries on which the status depends.
//! - [`objected`]: the day on which the objection was made.
//! - [`status`]: history → how the objection stands now.

pub mod event;
pub mod log;
pub mod newest;
pub mod objected;
pub mod status;
#[cfg(test)]
pub(crate) mod test_script;
