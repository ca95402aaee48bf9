//! The text of a message → the message, or nothing if it is anything else.
//!
//! serde writes the messages. Reading them by hand saves a lot of wasm: serde derives code for each type, with texts
//! for errors that nobody ever sees, and those bring the printing of floating point numbers along.

use std::borrow::Cow;

use crate::core::account::AccountRef;
use crate::core::json::parse::parse;
use crate::core::json::{Fields, Json};
use crate::core::message::command::Command;
use crate::core::message::{Failure, Observation, Reply, Request};
use crate::core::page::report::{Found, Happened, Outcome, Press, Pressed, Report, RequestKind, SentBy};
use crate::platforms::PlatformId;

impl Request {
    /// Reads what serde writes.
    #[must_use]
    pub fn read(message: &str) -> Option<Self> {
        match tagged(parse(message).ok()?)? {
            (name, Some(of)) => whole(of, |of| request(&name, of)),
            (name, None) => Some(match &*name {
                "look" => Self::Look,
                "erase" => Self::Erase,
                "dismiss" => Self::Dismiss,
                _ => return None,
            }),
        }
    }
}

fn request(name: &str, of: &mut Fields<'_>) -> Option<Request> {
    Some(match name {
        "command" => {
            Request::Command { account: account(of.take("account")?)?, command: command(of.take("command")?)? }
        }
        "link" => {
            Request::Link { a: account(of.take("a")?)?, b: account(of.take("b")?)?, linked: truth(of.take("linked")?)? }
        }
        "name" => Request::Name { account: of.text("account")?.into_owned(), label: of.text("label")?.into_owned() },
        "relate" => Request::Relate {
            a: of.text("a")?.into_owned(),
            b: of.text("b")?.into_owned(),
            linked: truth(of.take("linked")?)?,
        },
        "banner" => Request::Banner { platform: platform(&of.text("platform")?)?, on: truth(of.take("on")?)? },
        "undo" => Request::Undo { entry: of.text("entry")?.into_owned() },
        "import" => Request::Import { text: of.text("text")?.into_owned() },
        _ => return None,
    })
}

impl Observation {
    /// Reads what the content script says.
    #[must_use]
    pub fn read(message: &str) -> Option<Self> {
        let (name, of) = tagged(parse(message).ok()?)?;
        whole(of?, |of| {
            Some(match &*name {
                "arrived" => Self::Arrived {
                    who: maybe(of.take("who"), account)?,
                    up: truth(of.take("up")?)?,
                    watches: truth(of.take("watches")?)?,
                },
                "shown" => Self::Shown {},
                "pressed" => Self::Pressed { name: of.text("name")?.into_owned() },
                "seen" => Self::Seen { who: maybe(of.take("who"), account)?, report: report(of.take("report")?)? },
                _ => return None,
            })
        })
    }
}

impl Reply {
    /// Reads what serde writes.
    #[must_use]
    pub fn read(message: &str) -> Option<Self> {
        let (name, of) = tagged(parse(message).ok()?)?;
        match (&*name, of) {
            ("refused", None) => Some(Self::Refused),
            ("failed", Some(Json::Text(slug))) => Some(Self::Failed(failure(&slug)?)),
            ("done", Some(of)) => whole(of, |of| Some(Self::Done { entry: maybe(of.take("entry"), text)? })),
            ("imported", Some(of)) => whole(of, |of| Some(Self::Imported { added: of.number("added")? })),
            _ => None,
        }
    }
}

fn failure(slug: &str) -> Option<Failure> {
    Some(match slug {
        "other-account" => Failure::OtherAccount,
        "no-such-day" => Failure::NoSuchDay,
        "no-room" => Failure::NoRoom,
        "newer" => Failure::Newer,
        "storage" => Failure::Storage,
        "not-ours" => Failure::NotOurs,
        "file-newer" => Failure::FileNewer,
        "file-too-large" => Failure::FileTooLarge,
        "file-damaged" => Failure::FileDamaged,
        "misplaced" => Failure::Misplaced,
        _ => return None,
    })
}

fn command(json: Json<'_>) -> Option<Command> {
    let (name, of) = tagged(json)?;
    Some(match (&*name, of) {
        ("declare-day", Some(day)) => Command::DeclareDay(text(day)?),
        ("declare-year", Some(year)) => Command::DeclareYear(number(&year)?),
        ("mail", Some(case)) => Command::Mail(text(case)?),
        ("snooze", Some(days)) => Command::Snooze(number(&days)?),
        ("label", Some(label)) => Command::Label(text(label)?),
        ("declare-undated", None) => Command::DeclareUndated,
        ("mail-refuses", None) => Command::MailRefuses,
        ("mail-not-yet", None) => Command::MailNotYet,
        ("snooze-rules", None) => Command::SnoozeRules,
        ("decline", None) => Command::Decline,
        ("not-offered", None) => Command::NotOffered,
        ("start-over", None) => Command::StartOver,
        _ => return None,
    })
}

fn platform(slug: &str) -> Option<PlatformId> {
    PlatformId::ALL.into_iter().find(|platform| platform.slug() == slug)
}

fn account(json: Json<'_>) -> Option<AccountRef> {
    whole(json, |of| {
        let platform = platform(&of.text("platform")?)?;
        Some(AccountRef { platform, store: of.text("store")?.into_owned(), hash: maybe(of.take("hash"), text)? })
    })
}

fn report(json: Json<'_>) -> Option<Report> {
    whole(json, |of| {
        Some(Report {
            counts: each(of.take("counts")?, found)?,
            max_counts: each(of.take("max_counts")?, |json| number(&json))?,
            unchanged_ms: of.number("unchanged_ms")?,
            earlier: each(of.take("earlier")?, outcome)?,
            presses: each(of.take("presses")?, press)?,
        })
    })
}

fn found(json: Json<'_>) -> Option<Found> {
    whole(json, |of| {
        Some(Found {
            count: of.number("count")?,
            checked: maybe(of.take("checked"), truth)?,
            aria_checked: maybe(of.take("aria_checked"), truth)?,
        })
    })
}

fn press(json: Json<'_>) -> Option<Press> {
    whole(json, |of| {
        Some(Press {
            id: of.text("id")?.into_owned(),
            at_ms: of.number("at_ms")?,
            counts: each(of.take("counts")?, found)?,
            on: match &*of.text("on")? {
                "in-form" => Pressed::InForm,
                "control" => Pressed::Control,
                "field" => Pressed::Field,
                _ => return None,
            },
            controls: of.number("controls")?,
            outcomes: each(of.take("outcomes")?, outcome)?,
        })
    })
}

fn outcome(json: Json<'_>) -> Option<Outcome> {
    whole(json, |of| Some(Outcome { at_ms: of.number("at_ms")?, what: happened(of.take("what")?)? }))
}

fn happened(json: Json<'_>) -> Option<Happened> {
    match tagged(json)? {
        (name, Some(of)) if name == "answered" => whole(of, |of| {
            let kind = of.text("kind")?;
            let kind = [RequestKind::Own, RequestKind::Shared].into_iter().find(|known| known.slug() == kind)?;
            Some(Happened::Answered(kind, of.number("status")?))
        }),
        (name, Some(of)) if name == "submitted" => whole(of, |of| {
            let by = match &*of.text("by")? {
                "page" => SentBy::Page,
                "browser" => SentBy::Browser,
                "nobody" => SentBy::Nobody,
                _ => return None,
            };
            Some(Happened::Submitted { by, inside: each(of.take("inside")?, |json| number(&json))? })
        }),
        _ => None,
    }
}

/// A variant as serde writes it: its name, or an object with its name and what belongs to it.
fn tagged(json: Json<'_>) -> Option<(Cow<'_, str>, Option<Json<'_>>)> {
    match json {
        Json::Text(name) => Some((name, None)),
        json => {
            let mut fields = json.object()?.0;
            let (name, of) = fields.pop()?;
            fields.is_empty().then_some((name, Some(of)))
        }
    }
}

/// Reads an object in which nothing is left over.
fn whole<'a, T>(json: Json<'a>, read: impl FnOnce(&mut Fields<'a>) -> Option<T>) -> Option<T> {
    let mut fields = json.object()?;
    let value = read(&mut fields)?;
    fields.is_empty().then_some(value)
}

fn each<'a, T>(json: Json<'a>, read: impl FnMut(Json<'a>) -> Option<T>) -> Option<Vec<T>> {
    json.list()?.into_iter().map(read).collect()
}

/// What may be missing or null; `None` if it is there and malformed.
fn maybe<'a, T>(json: Option<Json<'a>>, read: impl FnOnce(Json<'a>) -> Option<T>) -> Option<Option<T>> {
    match json {
        None | Some(Json::Null) => Some(None),
        Some(json) => read(json).map(Some),
    }
}

fn text(json: Json<'_>) -> Option<String> {
    if let Json::Text(text) = json { Some(text.into_owned()) } else { None }
}

fn truth(json: Json<'_>) -> Option<bool> {
    if let Json::Bool(value) = json { Some(value) } else { None }
}

fn number<T: TryFrom<i64>>(json: &Json<'_>) -> Option<T> {
    if let Json::Number(number) = json { (*number)?.try_into().ok() } else { None }
}
