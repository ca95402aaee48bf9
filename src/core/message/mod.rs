//! What the parts of the extension say to each other.

pub mod command;
mod decode;
#[cfg(test)]
mod tests;

use crate::core::account::AccountRef;
use crate::core::message::command::Command;
use crate::core::page::report::Report;
use crate::platforms::PlatformId;
use serde::Serialize;

/// What the extension's pages ask of the background.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Request {
    /// Take a fresh look and set the badge accordingly.
    Look,
    /// The person did something with an account.
    Command {
        /// With which.
        account: AccountRef,
        /// What.
        command: Command,
    },
    /// The person said whether two accounts are in the same accounts centre.
    Link {
        /// One of them.
        a: AccountRef,
        /// The other.
        b: AccountRef,
        /// Whether they are.
        linked: bool,
    },
    /// The person names an account, logged in or not; an empty label is none.
    Name {
        /// The account's id, as in [`AccountKey::id`].
        account: String,
        /// The name.
        label: String,
    },
    /// The person changed an answer about two accounts, logged in or not.
    Relate {
        /// The id of one of them.
        a: String,
        /// The id of the other.
        b: String,
        /// Whether they are in the same accounts centre.
        linked: bool,
    },
    /// The person wants a banner on a site, or none.
    Banner {
        /// Which site.
        platform: PlatformId,
        /// Whether.
        on: bool,
    },
    /// The person takes back what they did.
    Undo {
        /// The entry, in hexadecimal.
        entry: String,
    },
    /// Add what a saved file knows.
    Import {
        /// The file.
        text: String,
    },
    /// Delete everything that is recorded.
    Erase,
    /// The person has read the notice about damaged records, which are then dropped.
    Dismiss,
}

/// What the eyes and hands in a page say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Observation {
    /// They are in a page: what are they to do?
    Arrived {
        /// Whose plan they followed up to now in this document.
        who: Option<AccountRef>,
        /// Whether a panel is up.
        up: bool,
        /// Whether the script there can watch anything.
        watches: bool,
    },
    /// What they saw.
    Seen {
        /// Whose plan they follow.
        who: Option<AccountRef>,
        /// What there is.
        report: Report,
    },
    /// The panel has been up for a while, in a page that a person is looking at.
    Shown {},
    /// A person pressed something in the panel.
    Pressed {
        /// Its name.
        name: String,
    },
}

/// What the background answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reply {
    /// It was done.
    Done {
        /// The new entry, in hexadecimal, to undo it.
        entry: Option<String>,
    },
    /// The file was read in.
    Imported {
        /// How many entries are new.
        added: usize,
    },
    /// It was not done, and nothing has changed.
    Failed(Failure),
    /// The message was malformed, or its sender may not ask this.
    Refused,
}

/// DeclineReason something was not done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Failure {
    /// Another account is logged in by now.
    OtherAccount,
    /// There is no such day, or it is in the future.
    NoSuchDay,
    /// The browser or the document has no room left.
    NoRoom,
    /// A newer version of the extension wrote the records.
    Newer,
    /// The browser did not read or write the records.
    Storage,
    /// The file is no copy of our records.
    NotOurs,
    /// The file is from a newer version of the extension.
    FileNewer,
    /// The file holds more than the records may.
    FileTooLarge,
    /// The file is damaged.
    FileDamaged,
    /// Everything is deleted but the backup, which the browser neither deletes nor overwrites.
    BackupNotErased,
    /// It does not apply to this account, or there is nothing to undo.
    Misplaced,
}
