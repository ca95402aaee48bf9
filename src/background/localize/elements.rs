//! The elements of a panel.

use crate::browser::i18n;
use crate::core::json::encode::sent;
use crate::core::page::panel::{Panel, PanelButton};
use crate::core::text::{Key, Text};

/// The namespace of everything else.
const HTML: &str = "http://www.w3.org/1999/xhtml";

/// The namespace of pictures that are made of elements.
const SVG: &str = "http://www.w3.org/2000/svg";

sent! {
    /// One element; an empty text stands for none.
    pub(super) struct Piece {
        tag: &'static str,
        namespace: &'static str,
        /// The selector of the elements that may become this one when the panel changes: what they are stays.
        like: String,
        text: String,
        /// The name of the button that it is.
        press: &'static str,
        attrs: Vec<(&'static str, String)>,
        nodes: Vec<Piece>,
    }
}

impl Piece {
    fn new(tag: &'static str, nodes: Vec<Self>) -> Self {
        let like = [tag, ":not([class])"].concat();
        Self { tag, namespace: HTML, like, text: String::new(), press: "", attrs: Vec::new(), nodes }
    }

    fn text(tag: &'static str, text: String) -> Self {
        Self { text, ..Self::new(tag, Vec::new()) }
    }

    fn key(tag: &'static str, key: Key) -> Self {
        Self::text(tag, i18n::plain_sentence(key))
    }

    fn class(self, class: &'static str) -> Self {
        let like = [self.tag, "[class=\"", class, "\"]"].concat();
        Self { like, ..self }.attr("class", class)
    }

    fn attr(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.attrs.push((name, value.into()));
        self
    }
}

// The extension's icon, which ties the panel to the button in the toolbar, as elements: a page's policy may forbid pictures.
include!(concat!(env!("OUT_DIR"), "/icon.rs"));

/// A strip is a dialog that is open from the start and not modal: its close buttons work without any script, even when the
/// extension is gone, and it takes no focus.
pub(super) fn strip(panel: &Panel) -> Piece {
    let head =
        Piece::new("div", vec![icon(), Piece::key("p", Key::BannerSender).class("sender"), cross()]).class("head");
    let nodes = vec![head, status(panel), buttons(panel, vec![not_today(), why(panel)])];
    named(Piece::new("dialog", nodes).class("bezwaar strip").attr("open", ""))
}

/// A corner folds to its title and back without any script.
pub(super) fn corner(panel: &Panel) -> Piece {
    let title = vec![
        icon(),
        Piece::key("span", Key::CompanionHeading).class("title"),
        Piece::key("span", Key::CompanionHide).class("hide"),
        Piece::key("span", Key::CompanionShow).class("show"),
    ];
    let mut nodes = vec![Piece::new("summary", title).class("head"), status(panel)];
    if !panel.steps.is_empty() {
        nodes.push(Piece::new("ol", panel.steps.iter().map(|step| Piece::key("li", *step)).collect()));
    }
    // It is there before anything is said in it: what arrives together with its text is not read out.
    nodes.push(Piece::new("p", Vec::new()).class("feedback").attr("role", "status"));
    nodes.push(buttons(panel, Vec::new()));
    let fold = Piece::new("details", nodes).class("fold");
    named(Piece::new("section", vec![fold]).class("bezwaar corner"))
}

/// The outermost element, with a name, and the language of all that is in it: the element around it belongs to the page, and
/// is not to tell which language people have.
fn named(panel: Piece) -> Piece {
    panel
        .attr("aria-label", i18n::plain_sentence(Key::PanelLabel))
        .attr("lang", i18n::language())
        .attr("dir", i18n::direction())
}

/// The sentences, announced politely when they change; before them, which account it is about, where that needs saying.
fn status(panel: &Panel) -> Piece {
    let which = i18n::format_name_suffix(&panel.name);
    let mut nodes = Vec::new();
    if !which.is_empty() {
        nodes.push(Piece::text("p", i18n::format_name(&panel.name)).class("name"));
    }
    let note = panel.next_note.map(i18n::by_name);
    nodes.extend(panel.sentences.iter().map(i18n::sentence).chain(note).map(|said| Piece::text("p", said)));
    Piece::new("div", nodes).class("said").attr("role", "status")
}

fn why(panel: &Panel) -> Piece {
    let nodes = vec![
        Piece::key("summary", Key::BannerWhyTitle),
        Piece::key("p", Key::BannerWhy),
        button(panel, PanelButton::Settings),
    ];
    Piece::new("details", nodes).class("why")
}

fn buttons(panel: &Panel, mut others: Vec<Piece>) -> Piece {
    let pressed = panel.buttons.iter().filter(|button| **button != PanelButton::NotToday);
    let mut nodes: Vec<Piece> = pressed.map(|pressed| button(panel, *pressed)).collect();
    nodes.append(&mut others);
    Piece::new("div", nodes).class("buttons")
}

fn button(panel: &Panel, pressed: PanelButton) -> Piece {
    let site = panel.name.platform.facts().name;
    let label = match pressed {
        PanelButton::Visit | PanelButton::Settings => Text::with(pressed.label(), site),
        PanelButton::Next => {
            Text::with(pressed.label(), panel.next.as_ref().map(i18n::format_name).unwrap_or_default())
        }
        _ => pressed.label().into(),
    };
    let node = Piece { press: pressed.slug(), ..Piece::text("button", i18n::sentence(&label)) };
    let node = node.attr("type", "button");
    if panel.main_button() == Some(pressed) { node.class("main") } else { node }
}

fn not_today() -> Piece {
    closing(Piece::key("button", Key::BannerNotToday))
}

/// The cross of a window, which needs a name.
fn cross() -> Piece {
    closing(Piece::text("button", "✕".into()).class("cross").attr("aria-label", i18n::plain_sentence(Key::PanelClose)))
}

/// A button that closes the dialog by itself.
fn closing(button: Piece) -> Piece {
    let button = Piece { press: PanelButton::NotToday.slug(), ..button };
    Piece::new("form", vec![button]).attr("method", "dialog")
}

/// The icon, as decoration: its name stands beside it.
fn icon() -> Piece {
    let path = |(fill, shape): &(&str, &str)| {
        let node = Piece { namespace: SVG, ..Piece::new("path", Vec::new()) };
        node.attr("fill", *fill).attr("d", *shape)
    };
    let icon = Piece { namespace: SVG, ..Piece::new("svg", ICON.iter().map(path).collect()) };
    icon.class("icon").attr("viewBox", "0 0 16 16").attr("aria-hidden", "true")
}
