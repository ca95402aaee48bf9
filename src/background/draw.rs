//! A plan → what `content.js` reads: finished sentences, and the elements of the panel.

use crate::browser::i18n;
use crate::core::document::json_write::{Writer, list, maybe, quoted};
use crate::core::message::AccountRef;
use crate::core::plan::panel::{Panel, Place, Press};
use crate::core::plan::{Plan, Watch};
use crate::core::popup::Name;
use crate::core::text::{Key, Text};
use crate::core::write::{texts, truth};
use crate::platforms::{Looks, Marks};

/// How panels look, the same in all pages.
const CSS: &str = include_str!("panel.css");

// The reason in every language: `chrome.i18n` knows only the browser's own, the form may be in another.
include!(concat!(env!("OUT_DIR"), "/reasons.rs"));

/// One element.
#[derive(Default)]
struct Node {
    tag: &'static str,
    text: Option<String>,
    class: Option<&'static str>,
    press: Option<&'static str>,
    attrs: Vec<(&'static str, String)>,
    nodes: Vec<Self>,
}

impl Node {
    fn write(&self) -> String {
        let mut fields = Writer::new().text("tag", self.tag);
        for (name, text) in [("text", self.text.as_deref()), ("class", self.class), ("press", self.press)] {
            fields = text.into_iter().fold(fields, |fields, text| fields.text(name, text));
        }
        let attrs = list(self.attrs.iter().map(|(name, value)| texts([*name, value])));
        fields.json("attrs", &attrs).json("nodes", &list(self.nodes.iter().map(Self::write))).end()
    }
}

/// The plan with its texts in the language of the browser, as JSON.
pub(super) fn drawn(plan: &Plan) -> String {
    let Watch { look, acts, requests, stills } = &plan.watch;
    let look = look.iter().map(|(selector, visible)| list([quoted(selector), truth(*visible).into()].into_iter()));
    Writer::new()
        .json("who", &maybe(plan.who.as_ref().map(AccountRef::write)))
        .json("look", &list(look))
        .text("acts", acts)
        .json("requests", &texts(requests.iter().map(String::as_str)))
        .json("stills", &list(stills.iter().map(u32::to_string)))
        .json("panel", &maybe(plan.panel.as_ref().map(elements)))
        .json("insert", &maybe(plan.panel.as_ref().and_then(insert)))
        .end()
}

/// The reason that can be filled in, where the panel offers it: by language; the first one if none fits.
fn insert(panel: &Panel) -> Option<String> {
    let platform = panel.name.as_ref()?.platform;
    let Marks::Form(marks) = platform.facts().objection.marks else { return None };
    let offered = panel.presses.contains(&Press::Insert);
    offered.then(|| {
        let (language, text) = (i18n::language(), i18n::plain_sentence(Key::CompanionReasonText));
        let all = [(&*language, &*text)].into_iter().chain(REASONS.iter().copied());
        let all = list(all.map(|(language, text)| texts([language, text])));
        Writer::new().text("into", marks.reason).json("texts", &all).end()
    })
}

fn elements(panel: &Panel) -> String {
    let looks = panel.name.as_ref().map(|name| &name.platform.facts().looks);
    let look = |part: fn(&Looks) -> &'static str| looks.map_or("", part);
    let strip = panel.place == Place::Strip;
    Writer::new()
        .json("nodes", &list([dialog(panel).write()].into_iter()))
        .text("css", CSS)
        .text("lang", &i18n::language())
        .text("dir", &i18n::direction())
        .text("below", if strip { look(|looks| looks.header) } else { "" })
        .text("yields", if strip { look(|looks| looks.dialog) } else { "" })
        .text("dark", look(|looks| looks.dark))
        .text("light", look(|looks| looks.light))
        .end()
}

/// A dialog that is open from the start and not modal: its close button works without any script, even when the
/// extension is gone, and it takes no focus.
fn dialog(panel: &Panel) -> Node {
    let mut nodes = vec![said(panel)];
    if let Some(why) = &panel.why {
        let summary = Node { tag: "summary", text: Some(i18n::plain_sentence(Key::BannerWhyTitle)), ..Node::default() };
        let text = Node { tag: "p", text: Some(i18n::sentence(why)), ..Node::default() };
        nodes.push(Node { tag: "details", nodes: vec![summary, text], ..Node::default() });
    }
    nodes.push(buttons(panel));
    let class = if panel.place == Place::Strip { "bezwaar strip" } else { "bezwaar corner" };
    let attrs =
        vec![("open", String::new()), ("role", "region".into()), ("aria-label", i18n::plain_sentence(Key::PanelLabel))];
    Node { tag: "dialog", class: Some(class), attrs, nodes, ..Node::default() }
}

/// The sentences, announced politely.
fn said(panel: &Panel) -> Node {
    let mut nodes = Vec::new();
    if let Some(name) = &panel.name {
        nodes.push(Node { tag: "p", class: Some("name"), text: Some(called(name)), ..Node::default() });
    }
    nodes.extend(panel.sentences.iter().map(|text| Node {
        tag: "p",
        text: Some(i18n::sentence(text)),
        ..Node::default()
    }));
    Node { tag: "div", attrs: vec![("role", "status".into())], nodes, ..Node::default() }
}

fn called(name: &Name) -> String {
    format!("Bezwaar · {}{}", name.platform.facts().name, i18n::which(name))
}

fn buttons(panel: &Panel) -> Node {
    let site = panel.name.as_ref().map(|name| name.platform.facts().name);
    let label = |press: Press| match (press, site) {
        (Press::Visit, Some(site)) => i18n::sentence(&Text::with(press.label(), site)),
        _ => i18n::plain_sentence(press.label()),
    };
    let presses = panel.presses.iter().filter(|press| **press != Press::NotToday);
    let mut nodes: Vec<Node> = presses
        .map(|press| Node {
            tag: "button",
            text: Some(label(*press)),
            press: Some(press.slug()),
            attrs: vec![("type", "button".into())],
            ..Node::default()
        })
        .collect();
    let closing = if panel.presses.contains(&Press::NotToday) { Key::BannerNotToday } else { Key::PanelClose };
    let close = Node {
        tag: "button",
        class: Some("close"),
        text: Some(i18n::plain_sentence(closing)),
        press: Some(Press::NotToday.slug()),
        ..Node::default()
    };
    nodes.push(Node { tag: "form", attrs: vec![("method", "dialog".into())], nodes: vec![close], ..Node::default() });
    Node { tag: "div", class: Some("buttons"), nodes, ..Node::default() }
}
