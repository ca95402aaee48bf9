//! What is recorded, between the browser's storage and the core. Reading is for everybody, changing for the background.

mod backup;
mod document;
mod settings;

pub(crate) use document::{LoadedRecords, compare_again, erase, finish_loading, load, update, update_with_findings};
pub(crate) use settings::{dismiss, may_show_banner, note_banner_shown, note_introduced, set_banner};
