//! The parts of the extension talk to each other in these messages.

pub mod command;
#[cfg(test)]
mod tests;

use crate::core::account::AccountRef;
use crate::core::capture::Wording;
use crate::core::format::Fault;
use crate::core::json::decode::{Decode, declared};
use crate::core::json::parse::parse;
use crate::core::message::command::{Command, NoSuchDay};
use crate::core::page::report::Report;
use crate::core::records::Refused;
use crate::core::text::Key;
use crate::platforms::PlatformId;

declared! {
    /// A request of the extension's pages to the background.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub enum Request {
        /// The popup or the welcome page has drawn itself: the person knows from now on what the extension is, and a fresh
        /// snapshot may see what was missed.
        "popup-opened" PopupOpened,
        /// The person did something with an account.
        "command" Command {
            /// The account that it was done with.
            account: AccountRef,
            /// The command.
            command: Command,
        },
        /// The person names an account, logged in or not; an empty label is none.
        "name" Name {
            /// The account's [`AccountKey::id`](crate::core::account::AccountKey::id).
            account: String,
            /// The name.
            label: String,
        },
        /// The person said whether two accounts are in the same accounts centre, logged in or not.
        "link" Link {
            /// The id of one of them.
            a: String,
            /// The id of the other.
            b: String,
            /// True if they are.
            linked: bool,
        },
        /// The person wants a banner on a site, or none.
        "banner" Banner {
            /// The site.
            platform: PlatformId,
            /// True if the person wants one.
            on: bool,
        },
        /// The person takes back what they did.
        "undo" Undo {
            /// The entry, in hexadecimal.
            entry: String,
        },
        /// The person wants to be asked again: what they put off or declined counts no more, logged in or not.
        "ask-again" AskAgain {
            /// The account's id.
            account: String,
        },
        /// Add what a saved file knows.
        "import" Import {
            /// The file.
            text: String,
        },
        /// Delete everything that is recorded.
        "erase" Erase,
        /// The person has read the notice about damaged records: it goes, and the damaged texts stay, to be saved.
        "dismiss" Dismiss,
        /// The person asks which pages of forms and switches are open.
        "list-pages" ListPages,
        /// The person asks how such a page is built.
        "capture" Capture {
            /// The browser's number for its tab.
            tab: u32,
        },
    }
}

declared! {
    /// A message from the content script in a page.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub enum Observation {
        /// It is in a page: what is it to do?
        "arrived" Arrived {
            /// The account whose plan it followed up to now in this document.
            who: Option<AccountRef>,
            /// True if a panel is up.
            up: bool,
            /// The parts of scripts that are there, by their names in `src/content`.
            parts: Vec<String>,
            /// The version of the panels' style that it has, which is sent once into each document.
            style: Option<String>,
            /// The age of the document when the first script came, in seconds.
            age_s: u32,
        },
        /// It saw something.
        "seen" Seen {
            /// The account whose plan it follows.
            who: Option<AccountRef>,
            /// The version of the panels' style that it has.
            style: Option<String>,
            /// The report of what it saw.
            report: Report,
        },
        /// The panel has been up for a while, in a page that a person is looking at.
        "shown" Shown {},
        /// A person pressed something in the panel.
        "pressed" Pressed {
            /// Its name.
            name: String,
        },
    }
}

declared! {
    /// The background's answer to a request.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub enum Reply {
        /// It was done.
        "done" Done {
            /// The new entry, in hexadecimal, to undo it.
            entry: Option<String>,
        },
        /// The file was read in.
        "imported" Imported {
            /// The number of entries that are new.
            added: usize,
        },
        /// The pages of forms and switches that are open.
        "pages" Pages(Vec<PageRef>),
        /// The page is built like this.
        "captured" Captured {
            /// The platform of the page.
            platform: PlatformId,
            /// The file, without any of the words.
            file: String,
            /// The words that the person may add.
            words: Vec<Wording>,
        },
        /// It was not done, and nothing has changed.
        "failed" Failed(Failure),
        /// The message was malformed, or its sender may not ask this.
        "refused" Refused,
    }
}

declared! {
    /// A page of a form or a switch that is open.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct PageRef {
        /// The browser's number for its tab.
        pub tab: u32,
        /// The platform whose form or switch it is.
        pub platform: PlatformId,
    }
}

declared! {
    /// Something was not done, for one of these reasons.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Failure {
        /// Another account is logged in by now.
        "other-account" OtherAccount,
        /// There is no such day, or it is in the future.
        "no-such-day" NoSuchDay,
        /// The browser or the records have no room left.
        "no-room" NoRoom,
        /// A newer version of the extension wrote the records.
        "newer" Newer,
        /// The browser did not read or write the records.
        "storage" Storage,
        /// The file is no copy of our records.
        "not-ours" NotOurs,
        /// The file is from a newer version of the extension.
        "file-newer" FileNewer,
        /// The file holds more than the records may.
        "file-too-large" FileTooLarge,
        /// The file is damaged.
        "file-damaged" FileDamaged,
        /// Everything is deleted but the backup, which the browser neither deletes nor overwrites.
        "backup-not-erased" BackupNotErased,
        /// The page is gone, or does not answer.
        "page-unread" PageUnread,
        /// Nobody is logged in there, it does not apply to this account, or there is nothing to undo.
        "misplaced" Misplaced,
    }
}

impl Failure {
    /// The sentence that says why something was not done.
    #[must_use]
    pub const fn key(self) -> Key {
        match self {
            Self::OtherAccount => Key::NotSavedOther,
            Self::NoSuchDay => Key::NotSavedDay,
            Self::NoRoom => Key::NotSavedFull,
            Self::Newer => Key::NotSavedNewer,
            Self::NotOurs => Key::ImportNotOurs,
            Self::FileNewer => Key::ImportNewer,
            Self::FileTooLarge => Key::ImportTooLarge,
            Self::FileDamaged => Key::ImportDamaged,
            Self::BackupNotErased => Key::EraseHalf,
            Self::Storage | Self::PageUnread | Self::Misplaced => Key::NotSaved,
        }
    }
}

impl From<Refused> for Failure {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::Full => Self::NoRoom,
            Refused::Misplaced => Self::Misplaced,
        }
    }
}

impl From<Fault> for Failure {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::NotJson | Fault::NotOurs => Self::NotOurs,
            Fault::Newer(_) => Self::FileNewer,
            Fault::TooLarge => Self::FileTooLarge,
            Fault::Damaged => Self::FileDamaged,
        }
    }
}

impl From<NoSuchDay> for Failure {
    fn from(NoSuchDay: NoSuchDay) -> Self {
        Self::NoSuchDay
    }
}

/// Gives messages a way to be read from text.
macro_rules! read_from_text {
    ($($Message:ident)*) => {
        $(impl $Message {
            /// Reads the text of a message; `None` if it is anything else.
            #[must_use]
            pub fn read(message: &str) -> Option<Self> {
                Self::decode(parse(message).ok()?)
            }
        })*
    };
}

read_from_text! { Request Observation Reply }
