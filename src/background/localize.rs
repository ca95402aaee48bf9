//! A plan → what the content scripts read: finished sentences, and the elements of the panel.

use crate::browser::i18n;
use crate::core::account::AccountRef;
use crate::core::overview::AccountName;
use crate::core::page::panel::{Panel, PanelButton, Placement};
use crate::core::page::plan::{Pace, Plan, Watch};
use crate::core::text::{Key, Text};
use crate::platforms::Selectors;
use serde::Serialize;

/// How panels look, the same in all pages.
const CSS: &str = include_str!(concat!(env!("OUT_DIR"), "/panel.css"));

/// A plan in the language of the browser.
#[derive(Serialize)]
pub(super) struct LocalizedPlan {
    who: Option<AccountRef>,
    pace: Pace,
    watch: Watch,
    panel: Option<PanelElements>,
    insert: Option<Insert>,
}

// The reason in every language: `chrome.i18n` knows only the browser's own, the form may be in another.
include!(concat!(env!("OUT_DIR"), "/reasons.rs"));

#[derive(Serialize)]
struct PanelElements {
    nodes: Vec<Node>,
    css: &'static str,
    lang: String,
    dir: String,
    below: &'static str,
    yields: &'static str,
    dark: &'static str,
    light: &'static str,
}

#[derive(Serialize)]
struct Insert {
    into: &'static str,
    text: String,
    translations: Vec<Translation>,
}

#[derive(Serialize)]
struct Translation {
    lang: &'static str,
    text: &'static str,
}

/// One element.
#[derive(Default, Serialize)]
struct Node {
    tag: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    class: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    press: Option<&'static str>,
    attrs: Vec<(&'static str, String)>,
    nodes: Vec<Node>,
}

impl LocalizedPlan {
    /// The plan with its texts resolved.
    pub(super) fn localize(plan: Plan) -> Self {
        let panel = plan.panel.as_ref();
        Self {
            pace: plan.watch.pace(),
            panel: panel.map(elements),
            insert: panel.and_then(insert),
            who: plan.who,
            watch: plan.watch,
        }
    }
}

/// The reason that can be filled in, where the panel offers it.
fn insert(panel: &Panel) -> Option<Insert> {
    let platform = panel.name.as_ref()?.platform;
    let Selectors::Form(selectors) = platform.facts().objection.selectors else { return None };
    let offered = panel.buttons.contains(&PanelButton::Insert);
    offered.then(|| {
        let translations = REASONS.iter().map(|(lang, text)| Translation { lang, text }).collect();
        Insert { into: selectors.reason, text: i18n::plain_sentence(Key::CompanionReasonText), translations }
    })
}

fn elements(panel: &Panel) -> PanelElements {
    let looks = panel.name.as_ref().map(|name| &name.platform.facts().layout);
    let look = |part: fn(&crate::platforms::LayoutSelectors) -> &'static str| looks.map_or("", part);
    let strip = panel.placement == Placement::Strip;
    PanelElements {
        nodes: vec![dialog(panel)],
        css: CSS,
        lang: i18n::language(),
        dir: i18n::direction(),
        below: if strip { look(|looks| looks.header) } else { "" },
        yields: if strip { look(|looks| looks.dialog) } else { "" },
        dark: look(|looks| looks.dark),
        light: look(|looks| looks.light),
    }
}

/// A dialog that is open from the start and not modal: its close button works without any script, even when the
/// extension is gone, and it takes no focus.
fn dialog(panel: &Panel) -> Node {
    let mut nodes = vec![announcement(panel)];
    if let Some(why) = &panel.why {
        let summary = Node { tag: "summary", text: Some(i18n::plain_sentence(Key::BannerWhyTitle)), ..Node::default() };
        let text = Node { tag: "p", text: Some(i18n::sentence(why)), ..Node::default() };
        nodes.push(Node { tag: "details", nodes: vec![summary, text], ..Node::default() });
    }
    nodes.push(buttons(panel));
    let class = if panel.placement == Placement::Strip { "bezwaar strip" } else { "bezwaar corner" };
    let attrs =
        vec![("open", String::new()), ("role", "region".into()), ("aria-label", i18n::plain_sentence(Key::PanelLabel))];
    Node { tag: "dialog", class: Some(class), attrs, nodes, ..Node::default() }
}

/// The sentences, announced politely.
fn announcement(panel: &Panel) -> Node {
    let mut nodes = Vec::new();
    if let Some(name) = &panel.name {
        nodes.push(Node { tag: "p", class: Some("name"), text: Some(title(name)), ..Node::default() });
    }
    nodes.extend(panel.sentences.iter().map(|text| Node {
        tag: "p",
        text: Some(i18n::sentence(text)),
        ..Node::default()
    }));
    Node { tag: "div", attrs: vec![("role", "status".into())], nodes, ..Node::default() }
}

fn title(name: &AccountName) -> String {
    format!("Bezwaar · {}{}", name.platform.facts().name, i18n::which(name))
}

fn buttons(panel: &Panel) -> Node {
    let site = panel.name.as_ref().map(|name| name.platform.facts().name);
    let label = |press: PanelButton| match (press, site) {
        (PanelButton::Visit, Some(site)) => i18n::sentence(&Text::with(press.label(), site)),
        _ => i18n::plain_sentence(press.label()),
    };
    let buttons = panel.buttons.iter().filter(|press| **press != PanelButton::NotToday);
    let mut nodes: Vec<Node> = buttons
        .map(|press| Node {
            tag: "button",
            text: Some(label(*press)),
            press: Some(press.slug()),
            attrs: vec![("type", "button".into())],
            ..Node::default()
        })
        .collect();
    let closing = if panel.buttons.contains(&PanelButton::NotToday) { Key::BannerNotToday } else { Key::PanelClose };
    let close = Node {
        tag: "button",
        class: Some("close"),
        text: Some(i18n::plain_sentence(closing)),
        press: Some(PanelButton::NotToday.slug()),
        ..Node::default()
    };
    nodes.push(Node { tag: "form", attrs: vec![("method", "dialog".into())], nodes: vec![close], ..Node::default() });
    Node { tag: "div", class: Some("buttons"), nodes, ..Node::default() }
}
