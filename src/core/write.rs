//! A message → its text, which [`super::read`] reads.
//!
//! By hand, as it is read: serde and its serializer for JavaScript values weighed 20 kB of wasm for a dozen types.

use super::act::Act;
use super::document::json_write::{Writer, list, maybe, quoted};
use super::message::{AccountRef, Failure, Reply, Request};

impl Request {
    /// The text that [`Self::read`] reads.
    #[must_use]
    pub fn write(&self) -> String {
        let fields = Writer::new();
        let (name, fields) = match self {
            Self::Look => return quoted("look"),
            Self::Erase => return quoted("erase"),
            Self::Dismiss => return quoted("dismiss"),
            Self::Act { account, act } => ("act", fields.json("account", &account.write()).json("act", &act.write())),
            Self::Link { a, b, linked } => {
                ("link", fields.json("a", &a.write()).json("b", &b.write()).json("linked", truth(*linked)))
            }
            Self::Name { account, label } => ("name", fields.text("account", account).text("label", label)),
            Self::Relate { a, b, linked } => {
                ("relate", fields.text("a", a).text("b", b).json("linked", truth(*linked)))
            }
            Self::Banner { platform, on } => {
                ("banner", fields.text("platform", platform.slug()).json("on", truth(*on)))
            }
            Self::Undo { entry } => ("undo", fields.text("entry", entry)),
            Self::Import { text } => ("import", fields.text("text", text)),
        };
        tagged(name, &fields.end())
    }
}

impl Reply {
    /// The text that [`Self::read`] reads.
    #[must_use]
    pub fn write(&self) -> String {
        let fields = Writer::new();
        match self {
            Self::Refused => quoted("refused"),
            Self::Failed(failure) => tagged("failed", &quoted(failure.slug())),
            Self::Done { entry } => {
                let entry = maybe(entry.as_deref().map(quoted));
                tagged("done", &fields.json("entry", &entry).end())
            }
            Self::Imported { added } => tagged("imported", &fields.number("added", *added as u64).end()),
        }
    }
}

impl AccountRef {
    /// As pages and plans carry it.
    #[must_use]
    pub fn write(&self) -> String {
        let fields = Writer::new().text("platform", self.platform.slug()).text("store", &self.store);
        fields.json("hash", &maybe(self.hash.as_deref().map(quoted))).end()
    }
}

impl Act {
    fn write(&self) -> String {
        match self {
            Self::DeclareDay(day) => tagged("declare-day", &quoted(day)),
            Self::DeclareYear(year) => tagged("declare-year", &year.to_string()),
            Self::Mail(case) => tagged("mail", &quoted(case)),
            Self::Snooze(days) => tagged("snooze", &days.to_string()),
            Self::Label(label) => tagged("label", &quoted(label)),
            Self::SnoozeRules => quoted("snooze-rules"),
            Self::Decline => quoted("decline"),
            Self::NotOffered => quoted("not-offered"),
            Self::LookAgain => quoted("look-again"),
        }
    }
}

impl Failure {
    /// Every failure, with its name in messages.
    const ALL: [(&str, Self); 10] = [
        ("other-account", Self::OtherAccount),
        ("no-such-day", Self::NoSuchDay),
        ("no-room", Self::NoRoom),
        ("newer", Self::Newer),
        ("storage", Self::Storage),
        ("not-ours", Self::NotOurs),
        ("file-newer", Self::FileNewer),
        ("file-too-large", Self::FileTooLarge),
        ("file-damaged", Self::FileDamaged),
        ("misplaced", Self::Misplaced),
    ];

    fn slug(self) -> &'static str {
        Self::ALL.into_iter().find(|(_, failure)| *failure == self).map_or("", |(slug, _)| slug)
    }

    /// The failure with this name.
    pub(super) fn called(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(name, _)| *name == slug).map(|(_, failure)| failure)
    }
}

/// A variant and what belongs to it.
fn tagged(name: &str, of: &str) -> String {
    Writer::new().json(name, of).end()
}

/// Yes or no.
#[must_use]
pub const fn truth(value: bool) -> &'static str {
    if value { "true" } else { "false" }
}

/// A list of texts.
pub fn texts<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    list(texts.into_iter().map(quoted))
}
