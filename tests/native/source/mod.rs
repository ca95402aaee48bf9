//! These tests read the sources themselves: which file leans on which, what things are called, and how the comments
//! speak.

mod layers;
mod messages;
pub(crate) mod tree;
mod wording;
