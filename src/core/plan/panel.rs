//! What is shown in a page: the banner on a site, and the companion beside its form.

use super::super::login::Doubt;
use super::super::overview::Row;
use super::super::popup::Name;
use super::super::state::State;
use super::super::text::{Key, Text};
use super::super::watch::FormVerdict;
use crate::platforms::PlatformId;

/// A panel: what it says, and what a person can press.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Panel {
    /// Where it stands.
    pub place: Place,
    /// The account it is about, if that is clear.
    pub name: Option<Name>,
    /// What it says; the first sentence is the headline.
    pub sentences: Vec<Text>,
    /// What a person can press, the most useful first. Closing is always possible.
    pub presses: Vec<Press>,
    /// What "why am I seeing this?" unfolds.
    pub why: Option<Text>,
}

/// Where a panel stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// One strip below the site's header.
    Strip,
    /// A small card in a corner, beside a form.
    Corner,
}

/// What a person can press in a panel. None of them changes a record: a page can lure clicks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Press {
    /// Opens the form.
    Object,
    /// Opens the extension's own page, to say there that it was done before.
    Already,
    /// Closes the panel for today.
    NotToday,
    /// Puts a reason into the form's field.
    Insert,
    /// Opens the other form that there is.
    Alternate,
    /// Opens the page that explains and links the form.
    Fallback,
    /// Opens the extension's guide, where it says how to object without the form.
    Guide,
    /// Opens the site itself.
    Visit,
    /// Opens the extension's own page, to say there which accounts are linked.
    Linked,
    /// Opens the extension's own page, to see what is recorded.
    Record,
}

impl Press {
    /// Every one.
    pub const ALL: [Self; 10] = [
        Self::Object,
        Self::Already,
        Self::NotToday,
        Self::Insert,
        Self::Alternate,
        Self::Fallback,
        Self::Guide,
        Self::Visit,
        Self::Linked,
        Self::Record,
    ];

    /// Its name in the page's messages.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Object => "object",
            Self::Already => "already",
            Self::NotToday => "close",
            Self::Insert => "insert",
            Self::Alternate => "alternate",
            Self::Fallback => "fallback",
            Self::Guide => "guide",
            Self::Visit => "visit",
            Self::Linked => "linked",
            Self::Record => "record",
        }
    }

    /// Its label.
    #[must_use]
    pub const fn label(self) -> Key {
        match self {
            Self::Object => Key::BannerObject,
            Self::Already => Key::BannerAlready,
            Self::NotToday => Key::BannerNotToday,
            Self::Insert => Key::CompanionInsert,
            Self::Alternate => Key::CompanionAlternate,
            Self::Fallback => Key::CompanionFallback,
            Self::Guide => Key::CompanionGuide,
            Self::Visit => Key::ActionVisit,
            Self::Linked => Key::CompanionLink,
            Self::Record => Key::CompanionRecord,
        }
    }
}

/// The banner, if something is due for this account.
#[must_use]
pub fn banner(row: &Row) -> Option<Panel> {
    let said = match row.state {
        State::NotRecorded => Key::BannerNotRecorded,
        State::Pending { .. } => Key::BannerPending,
        _ => return None,
    };
    Some(Panel {
        place: Place::Strip,
        name: Some(Name::of(row)),
        sentences: vec![said.into()],
        presses: vec![Press::Object, Press::Already, Press::NotToday],
        why: Some(Key::BannerWhy.into()),
    })
}

/// The companion beside a form.
#[must_use]
pub fn companion(row: &Row, verdict: FormVerdict) -> Panel {
    let site = row.platform.facts().name;
    let say = |sentences: &[Key], presses: &[Press]| {
        corner(row, sentences.iter().map(|key| (*key).into()).collect(), presses)
    };
    match (&row.state, verdict) {
        (State::LoggedOut, _) => corner(row, vec![Text::with(Key::CompanionLoggedOut, site)], &[Press::Visit]),
        (State::NoAccess, _) => corner(row, vec![Text::with(Key::StateNoAccess, row.platform.facts().domain)], &[]),
        (State::Unknown(Doubt::ActingAsPage), _) => say(&[Key::DoubtActingAsPage], &[Press::Visit]),
        (State::Unknown(_), _) => corner(row, vec![Text::with(Key::DoubtHalfSession, site)], &[Press::Visit]),
        (_, FormVerdict::Accepted) if row.asked => {
            say(&[Key::CompanionAccepted, Key::CompanionMail, Key::CompanionLinked], &[Press::Linked, Press::Record])
        }
        (_, FormVerdict::Accepted) => say(&[Key::CompanionAccepted, Key::CompanionMail], &[Press::Record]),
        (_, FormVerdict::CodeAsked) => say(&[Key::CompanionCode], &[]),
        // What the browser sent may be answered by a page at the form's own address.
        (_, FormVerdict::Sent) | (State::Pending { .. }, FormVerdict::Missing) => {
            say(&[Key::CompanionSent], &[Press::Record])
        }
        (_, FormVerdict::Missing) => {
            say(&[Key::CompanionMissing, Key::CompanionMissingHint], &[Press::Alternate, Press::Fallback, Press::Guide])
        }
        (State::Recorded(_), FormVerdict::Open) => say(&[Key::CompanionRecorded], &[Press::Record]),
        (_, FormVerdict::Open) => {
            say(&[Key::CompanionTitle, Key::CompanionCheckMail, Key::CompanionReason], &[Press::Insert])
        }
    }
}

/// The companion beside a form that was loaded with another account than the one that is logged in by now.
#[must_use]
pub fn switched(row: &Row) -> Panel {
    corner(row, vec![Key::CompanionSwitched.into()], &[Press::Object])
}

/// The companion beside a form for another right.
#[must_use]
pub fn decoy(row: &Row) -> Panel {
    corner(row, vec![Key::DecoyTitle.into(), Key::DecoyHint.into()], &[Press::Object])
}

fn corner(row: &Row, sentences: Vec<Text>, presses: &[Press]) -> Panel {
    Panel { place: Place::Corner, name: Some(Name::of(row)), sentences, presses: presses.to_vec(), why: None }
}

/// Where a press leads to on the web, if it does.
#[must_use]
pub fn target(press: Press, platform: PlatformId, here: &str) -> Option<&'static str> {
    let facts = platform.facts();
    match press {
        Press::Object => Some(facts.objection.main.url),
        Press::Alternate => facts.objection.forms().map(|link| link.url).find(|url| !here.starts_with(url)),
        Press::Fallback => Some(facts.objection.fallback.url),
        Press::Visit => Some(facts.home),
        Press::Already | Press::NotToday | Press::Insert | Press::Guide | Press::Linked | Press::Record => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::time::Timestamp;

    const FB: PlatformId = PlatformId::Facebook;

    fn row(state: State) -> Row {
        Row::new(FB, None, state)
    }

    fn said(panel: &Panel) -> Vec<&'static str> {
        panel.sentences.iter().map(|text| text.key.name()).collect()
    }

    #[test]
    fn a_banner_is_for_what_is_due() {
        assert!(banner(&row(State::NotRecorded)).is_some());
        assert!(banner(&row(State::Pending { code: false, at: Timestamp(0) })).is_some());
        for state in [State::LoggedOut, State::NoAccess, State::Unknown(Doubt::HalfSession)] {
            assert_eq!(banner(&row(state)), None);
        }
    }

    #[test]
    fn the_companion_says_what_was_seen_and_no_more() {
        let check = |state, verdict, expected: &[&str]| assert_eq!(said(&companion(&row(state), verdict)), expected);
        let open = ["companion_title", "companion_check_mail", "companion_reason"];
        check(State::NotRecorded, FormVerdict::Open, &open);
        check(State::NotRecorded, FormVerdict::Sent, &["companion_sent"]);
        check(State::NotRecorded, FormVerdict::CodeAsked, &["companion_code"]);
        check(State::NotRecorded, FormVerdict::Accepted, &["companion_accepted", "companion_mail"]);
        check(State::NotRecorded, FormVerdict::Missing, &["companion_missing", "companion_missing_hint"]);
        let pending = State::Pending { code: false, at: Timestamp(0) };
        check(pending, FormVerdict::Missing, &["companion_sent"]);
        let asked = Row { asked: true, ..row(State::NotRecorded) };
        let linked = ["companion_accepted", "companion_mail", "companion_linked"];
        assert_eq!(said(&companion(&asked, FormVerdict::Accepted)), linked);
        assert_eq!(said(&switched(&asked)), ["companion_switched"]);
        check(State::LoggedOut, FormVerdict::Accepted, &["companion_logged_out"]);
        check(State::Unknown(Doubt::ActingAsPage), FormVerdict::Open, &["doubt_acting_as_page"]);
    }

    #[test]
    fn the_other_form_is_not_the_one_the_person_is_on() {
        let main = FB.facts().objection.main.url;
        let other = target(Press::Alternate, FB, main);
        assert!(other.is_some_and(|url| url != main));
        assert_eq!(target(Press::Alternate, FB, other.unwrap_or_default()), Some(main));
    }

    #[test]
    fn names_of_presses_differ() {
        let names: std::collections::BTreeSet<_> = Press::ALL.iter().map(|press| press.slug()).collect();
        assert_eq!(names.len(), Press::ALL.len());
    }
}
