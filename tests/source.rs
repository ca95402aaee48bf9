//! The sources themselves: which file leans on which, what things are called, and how the comments speak.

#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::unwrap_used, reason = "tests may panic")]

#[path = "source/layers.rs"]
mod layers;
#[path = "source/tree.rs"]
mod tree;
#[path = "source/wording.rs"]
mod wording;
