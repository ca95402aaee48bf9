//! The selectors by which a platform's pages are read, and by which panels find their place.

use crate::platforms::provenance::Provenance;

/// The selectors and addresses for one kind of page, which hold in every language of the site.
#[derive(Debug)]
pub enum Selectors {
    /// The way is a form.
    Form(&'static FormSelectors),
    /// The way is a switch.
    Switch(&'static SwitchSelectors),
}

/// The parts of the page of a form.
#[derive(Debug)]
pub struct FormSelectors {
    /// The fields a person fills in, and in a form with its number the button that sends it.
    pub fields: &'static str,
    /// A field for a code from an e-mail.
    pub code: &'static str,
    /// A sign that something is wrong, which counts also when it went away by itself.
    pub alert: &'static str,
    /// A sign that something is wrong, or not at its end yet, while it is there.
    pub error: &'static str,
    /// A dialog that asks for nothing.
    pub dialog: &'static str,
    /// The hidden field that holds the form's number.
    pub form_id: &'static str,
    /// The controls that send it when a person presses them.
    pub submit: &'static str,
    /// The boxes to tick or to choose from.
    pub choices: &'static str,
    /// Everything else that a person can press to go away from it, or to close it.
    pub leave: &'static str,
    /// The fields that may be for the reason; the first empty one counts.
    pub reason: &'static str,
    /// The requests with which the page sends it.
    pub requests: &'static [RequestPath],
    /// Sentences of the page that say that the form arrived.
    pub arrived: &'static [KnownSentence],
}

/// The path of a request.
#[derive(Debug)]
pub struct RequestPath {
    /// The beginning of the path.
    pub prefix: &'static str,
    /// The end of the path; empty if that says nothing.
    pub suffix: &'static str,
    /// True if the page sends everything to this address, so that a request there may be about something
    /// else.
    pub is_shared: bool,
}

/// A sentence that a page shows.
#[derive(Debug)]
pub struct KnownSentence {
    /// Its language.
    pub language: &'static str,
    /// The sentence, without the mark at its end.
    pub text: &'static str,
    /// The source and date of the sentence.
    pub source: Provenance,
}

/// The parts of the page of a switch.
#[derive(Debug)]
pub struct SwitchSelectors {
    /// The switch by its stable name.
    pub named: &'static str,
    /// Any switch in the main part of the page.
    pub any: &'static str,
    /// Those of them that bear another name: they are other settings.
    pub named_otherwise: &'static str,
    /// True if it may be one of several switches without a name, the first as far as we know. It counts as
    /// off only when all of them are off. It counts as on when the first one is: at worst that leads people
    /// there in vain.
    pub among_several: bool,
    /// The text, by its name in `messages.json`, that says which switch it is and how to set it.
    pub note: &'static str,
    /// The controls that change it when a person presses them.
    pub press: &'static str,
    /// The requests with which the page saves a change.
    pub requests: &'static [RequestPath],
}

/// The things of a page that a panel keeps out of the way of, and the signs of its colours.
#[derive(Debug)]
pub struct LayoutSelectors {
    /// The header.
    pub header: &'static str,
    /// A dialog.
    pub dialog: &'static str,
    /// The root element while the page is dark.
    pub dark: &'static str,
    /// The root element while the page is light.
    pub light: &'static str,
}

/// The classes that selectors of the platforms name, parted by blanks. All others are hashes, or may be.
pub const CLASSES: &str = "artdeco-toggle __fb-dark-mode __fb-light-mode";
