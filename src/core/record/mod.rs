//! What is known about an account's objection: what happened, in what order, and what follows from it.
//!
//! - [`event`]: one thing that happened, and how far it proves an objection.
//! - [`history`]: everything that happened to one account. Only ever added to; an undo is one more entry.
//! - [`latest`]: what of it still matters.
//! - [`standing`]: history → how the objection stands now.

pub mod event;
pub mod history;
pub mod latest;
#[cfg(test)]
pub(crate) mod script;
pub mod standing;
