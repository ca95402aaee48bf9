//! Everything that is tested without a browser, beside the units: one file per subject.

#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::unwrap_used, reason = "tests may panic")]

mod content_scripts;
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
