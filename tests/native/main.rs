//! These tests need no browser and are about more than one unit: there is one file per subject.

#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::unwrap_used, reason = "tests may panic")]

mod capture;
mod content_scripts;
mod docs;
mod events;
mod fuzz;
mod guide;
mod licences;
mod locales;
mod manifest;
mod records;
mod silence;
mod source;
mod store;
mod texts;
mod tidy;
mod workflows;
