//! The buttons of a panel, and where each of them leads.

use crate::core::page::letter::guide_address;
use crate::core::page::own_page::questions_address;
use crate::core::text::Key;
use crate::platforms::PlatformId;

/// The buttons of a panel change no record, because a page can lure clicks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PanelButton {
    /// Opens the form.
    Object,
    /// Opens the row of the account, to say there that it was done before.
    Already,
    /// Opens the row of the account, to say there what the platform's e-mail says.
    Mail,
    /// Opens the row of the account, to say there what the platform's message said.
    Answer,
    /// Opens the form once more, beside the question for the platform's e-mail.
    OpenForm,
    /// Closes the panel for today.
    NotToday,
    /// Opens the settings, where the banner can be stopped.
    Settings,
    /// Puts a reason into the form's field.
    Insert,
    /// Opens the form anew.
    Reopen,
    /// Opens the other form that there is.
    Alternate,
    /// Opens the page that explains and links the form.
    Fallback,
    /// Opens the extension's guide, where it says how to object without the form.
    Guide,
    /// Opens the site itself.
    Visit,
    /// Opens the form or the switch of the next account.
    Next,
    /// Opens the extension's own page, to see what is recorded.
    Record,
    /// Opens the extension's guide, where it says how to tell others.
    Friends,
}

/// The destination of a press.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// It leads to an address on the web.
    Web(&'static str),
    /// It leads to a page of the extension, with the row or section to open.
    Own(String),
}

impl PanelButton {
    /// Every one.
    pub const ALL: [Self; 16] = [
        Self::Object,
        Self::Already,
        Self::Mail,
        Self::Answer,
        Self::OpenForm,
        Self::NotToday,
        Self::Settings,
        Self::Insert,
        Self::Reopen,
        Self::Alternate,
        Self::Fallback,
        Self::Guide,
        Self::Visit,
        Self::Next,
        Self::Record,
        Self::Friends,
    ];

    /// Its name in the page's messages.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Object => "object",
            Self::Already => "already",
            Self::Mail => "mail",
            Self::Answer => "answer",
            Self::OpenForm => "open-form",
            Self::NotToday => "close",
            Self::Settings => "settings",
            Self::Insert => "insert",
            Self::Reopen => "reopen",
            Self::Alternate => "alternate",
            Self::Fallback => "fallback",
            Self::Guide => "guide",
            Self::Visit => "visit",
            Self::Next => "next",
            Self::Record => "record",
            Self::Friends => "friends",
        }
    }

    /// Its label. [`PanelButton::Visit`] and [`PanelButton::Settings`] name the site, [`PanelButton::Next`] the next account.
    #[must_use]
    pub const fn label(self) -> Key {
        match self {
            Self::Object => Key::BannerObject,
            Self::Already => Key::BannerAlready,
            Self::Mail => Key::BannerMailYes,
            Self::Answer => Key::CompanionLink,
            Self::OpenForm => Key::BannerOpenForm,
            Self::NotToday => Key::BannerNotToday,
            Self::Settings => Key::BannerSettings,
            Self::Insert => Key::CompanionInsert,
            Self::Reopen => Key::CompanionReopen,
            Self::Alternate => Key::CompanionAlternate,
            Self::Fallback => Key::CompanionFallback,
            Self::Guide => Key::CompanionGuide,
            Self::Visit => Key::ActionVisit,
            Self::Next => Key::CompanionNext,
            Self::Record => Key::CompanionRecord,
            Self::Friends => Key::ActionTellOthers,
        }
    }

    /// Returns whether it is the next step where it stands first.
    #[must_use]
    pub const fn is_next_step(self) -> bool {
        matches!(self, Self::Object | Self::Mail | Self::Answer | Self::Reopen | Self::Visit | Self::Next)
    }

    /// Returns whether it leads to a form for the account of the page on which it is.
    #[must_use]
    pub const fn opens_form(self) -> bool {
        matches!(self, Self::Object | Self::OpenForm | Self::Reopen | Self::Alternate)
    }

    /// The destination of a press on a page of this platform with this address, if it opens anything. That of
    /// the next account depends on more: [`find_next`](super::next::find_next).
    #[must_use]
    pub fn target(self, platform: PlatformId, here: &str) -> Option<Target> {
        let facts = platform.facts();
        let own = |page: &str| Some(Target::Own(page.to_owned()));
        match self {
            Self::Object | Self::OpenForm | Self::Reopen => Some(Target::Web(facts.objection.main.url)),
            Self::Alternate => {
                facts.objection.forms().map(|link| link.url).find(|url| !here.starts_with(url)).map(Target::Web)
            }
            Self::Fallback => Some(Target::Web(facts.objection.fallback.url)),
            Self::Visit => Some(Target::Web(facts.home)),
            Self::Already | Self::Mail | Self::Answer => Some(Target::Own(questions_address(platform.slug()))),
            Self::Settings => own("record.html#settings"),
            Self::Record => own("record.html"),
            Self::Guide => Some(Target::Own(guide_address("locked-out", platform, ""))),
            Self::Friends => own("guide.html#friends"),
            Self::NotToday | Self::Insert | Self::Next => None,
        }
    }
}
