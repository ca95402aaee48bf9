//! What is shown in a page: the banner on a site, and the companion beside its form.

use crate::core::history::status::RecordStatus;
use crate::core::overview::AccountName;
use crate::core::overview::Row;
use crate::core::overview::status::AccountStatus;
use crate::core::page::verdict::form::FormVerdict;
use crate::core::session::Doubt;
use crate::core::text::{Key, Text};
use crate::platforms::PlatformId;

/// A panel: what it says, and what a person can press.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Panel {
    /// Where it stands.
    pub placement: Placement,
    /// The account it is about, if that is clear.
    pub name: Option<AccountName>,
    /// What it says; the first sentence is the headline.
    pub sentences: Vec<Text>,
    /// What a person can press, the most useful first. Closing is always possible.
    pub buttons: Vec<PanelButton>,
    /// What "why am I seeing this?" unfolds.
    pub why: Option<Text>,
}

/// Where a panel stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Placement {
    /// One strip below the site's header.
    Strip,
    /// A small card in a corner, beside a form.
    Corner,
}

/// What a person can press in a panel. None of them changes a record: a page can lure clicks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PanelButton {
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

impl PanelButton {
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
    let said = match row.status {
        AccountStatus::Known(RecordStatus::NotRecorded) => Key::BannerNotRecorded,
        AccountStatus::Known(RecordStatus::Pending { .. }) => Key::BannerPending,
        _ => return None,
    };
    Some(Panel {
        placement: Placement::Strip,
        name: Some(row.name()),
        sentences: vec![said.into()],
        buttons: vec![PanelButton::Object, PanelButton::Already, PanelButton::NotToday],
        why: Some(Key::BannerWhy.into()),
    })
}

/// The companion beside a form.
#[must_use]
pub fn companion(row: &Row, verdict: FormVerdict) -> Panel {
    let site = row.platform.facts().name;
    let say = |sentences: &[Key], buttons: &[PanelButton]| {
        corner(row, sentences.iter().map(|key| (*key).into()).collect(), buttons)
    };
    match (&row.status, verdict) {
        (AccountStatus::LoggedOut, _) => {
            corner(row, vec![Text::with(Key::CompanionLoggedOut, site)], &[PanelButton::Visit])
        }
        (AccountStatus::NoAccess, _) => {
            corner(row, vec![Text::with(Key::StateNoAccess, row.platform.facts().domain)], &[])
        }
        (AccountStatus::Unknown(Doubt::ActingAsPage), _) => say(&[Key::DoubtActingAsPage], &[PanelButton::Visit]),
        (AccountStatus::Unknown(_), _) => {
            corner(row, vec![Text::with(Key::DoubtHalfSession, site)], &[PanelButton::Visit])
        }
        (_, FormVerdict::NoErrorSeen) if row.has_link_question => say(
            &[Key::CompanionAccepted, Key::CompanionMail, Key::CompanionLinked],
            &[PanelButton::Linked, PanelButton::Record],
        ),
        (_, FormVerdict::NoErrorSeen) => say(&[Key::CompanionAccepted, Key::CompanionMail], &[PanelButton::Record]),
        (_, FormVerdict::CodeAsked) => say(&[Key::CompanionCode], &[]),
        // What the browser sent may be answered by a page at the form's own address.
        (_, FormVerdict::Sent | FormVerdict::AnswerUnclear)
        | (AccountStatus::Known(RecordStatus::Pending { .. }), FormVerdict::Missing) => {
            say(&[Key::CompanionSent], &[PanelButton::Record])
        }
        (_, FormVerdict::Missing) => say(
            &[Key::CompanionMissing, Key::CompanionMissingHint],
            &[PanelButton::Alternate, PanelButton::Fallback, PanelButton::Guide],
        ),
        (AccountStatus::Known(RecordStatus::Recorded(_)), FormVerdict::Open) => {
            say(&[Key::CompanionRecorded], &[PanelButton::Record])
        }
        (_, FormVerdict::Open) => {
            say(&[Key::CompanionTitle, Key::CompanionCheckMail, Key::CompanionReason], &[PanelButton::Insert])
        }
    }
}

/// The companion beside a form that was loaded with another account than the one that is logged in by now.
#[must_use]
pub fn switched(row: &Row) -> Panel {
    corner(row, vec![Key::CompanionSwitched.into()], &[PanelButton::Object])
}

/// The companion beside a form for another right.
#[must_use]
pub fn other_right(row: &Row) -> Panel {
    corner(row, vec![Key::DecoyTitle.into(), Key::DecoyHint.into()], &[PanelButton::Object])
}

fn corner(row: &Row, sentences: Vec<Text>, buttons: &[PanelButton]) -> Panel {
    Panel { placement: Placement::Corner, name: Some(row.name()), sentences, buttons: buttons.to_vec(), why: None }
}

/// Where a press leads to on the web, if it does.
#[must_use]
pub fn target(press: PanelButton, platform: PlatformId, here: &str) -> Option<&'static str> {
    let facts = platform.facts();
    match press {
        PanelButton::Object => Some(facts.objection.main.url),
        PanelButton::Alternate => facts.objection.forms().map(|link| link.url).find(|url| !here.starts_with(url)),
        PanelButton::Fallback => Some(facts.objection.fallback.url),
        PanelButton::Visit => Some(facts.home),
        PanelButton::Already
        | PanelButton::NotToday
        | PanelButton::Insert
        | PanelButton::Guide
        | PanelButton::Linked
        | PanelButton::Record => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::history::test_script::known;

    const FB: PlatformId = PlatformId::Facebook;

    fn row(status: AccountStatus) -> Row {
        Row::new(FB, Vec::new(), status)
    }

    fn said(panel: &Panel) -> Vec<&'static str> {
        panel.sentences.iter().map(|text| text.key.name()).collect()
    }

    #[test]
    fn a_banner_is_for_what_is_due() {
        assert!(banner(&row(AccountStatus::Known(known("")))).is_some());
        assert!(banner(&row(AccountStatus::Known(known("submit")))).is_some());
        for state in [AccountStatus::LoggedOut, AccountStatus::NoAccess, AccountStatus::Unknown(Doubt::HalfSession)] {
            assert_eq!(banner(&row(state)), None);
        }
    }

    #[test]
    fn the_companion_says_what_was_seen_and_no_more() {
        let check = |state, verdict, expected: &[&str]| assert_eq!(said(&companion(&row(state), verdict)), expected);
        let open = ["companion_title", "companion_check_mail", "companion_reason"];
        check(AccountStatus::Known(known("")), FormVerdict::Open, &open);
        check(AccountStatus::Known(known("")), FormVerdict::Sent, &["companion_sent"]);
        check(AccountStatus::Known(known("")), FormVerdict::CodeAsked, &["companion_code"]);
        check(AccountStatus::Known(known("")), FormVerdict::NoErrorSeen, &["companion_accepted", "companion_mail"]);
        check(AccountStatus::Known(known("")), FormVerdict::Missing, &["companion_missing", "companion_missing_hint"]);
        let pending = AccountStatus::Known(known("submit"));
        check(pending, FormVerdict::Missing, &["companion_sent"]);
        let has_link_question = Row { has_link_question: true, ..row(AccountStatus::Known(known(""))) };
        let linked = ["companion_accepted", "companion_mail", "companion_linked"];
        assert_eq!(said(&companion(&has_link_question, FormVerdict::NoErrorSeen)), linked);
        assert_eq!(said(&switched(&has_link_question)), ["companion_switched"]);
        check(AccountStatus::LoggedOut, FormVerdict::NoErrorSeen, &["companion_logged_out"]);
        check(AccountStatus::Unknown(Doubt::ActingAsPage), FormVerdict::Open, &["doubt_acting_as_page"]);
    }

    #[test]
    fn the_other_form_is_not_the_one_the_person_is_on() {
        let main = FB.facts().objection.main.url;
        let other = target(PanelButton::Alternate, FB, main);
        assert!(other.is_some_and(|url| url != main));
        assert_eq!(target(PanelButton::Alternate, FB, other.unwrap_or_default()), Some(main));
    }

    #[test]
    fn names_of_presses_differ() {
        let names: std::collections::BTreeSet<_> = PanelButton::ALL.iter().map(|press| press.slug()).collect();
        assert_eq!(names.len(), PanelButton::ALL.len());
    }
}
