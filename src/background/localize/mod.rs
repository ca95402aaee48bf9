//! A plan → what the content scripts read: finished sentences, and the elements of the panel.

mod elements;

use crate::background::localize::elements::Piece;
use crate::browser::i18n;
use crate::core::account::AccountRef;
use crate::core::json::encode::sent;
use crate::core::language::fields_in;
use crate::core::page::panel::{Panel, PanelButton, Placement};
use crate::core::page::plan::{Pace, Plan, Watch};
use crate::core::text::Key;
use crate::platforms::Selectors;

// The style of panels, the same in all pages, and its version.
include!(concat!(env!("OUT_DIR"), "/style.rs"));

/// The companion starts folded in these windows, beside a form that waits to be filled in: there it would
/// cover the fields.
const FOLDS: &str = "(max-width: 640px)";

/// The media query that fits no window.
const NO_WINDOW: &str = "not all";

/// The selector that fits no element.
const NO_ELEMENT: &str = ":not(*)";

/// The luma below which a page's ground is dark, from 0 to 255: the middle.
const DARK_BELOW: u8 = 128;

sent! {
    /// A plan in the language of the browser.
    pub(super) struct LocalizedPlan {
        /// The account that the plan is for, which goes back with every report.
        who: Option<AccountRef>,
        pace: Pace,
        /// The things that the watcher observes.
        watch: Watch,
        /// The panel to show, if there is one.
        panel: Option<PanelElements>,
        /// The version of the style of panels.
        style: &'static str,
        /// The style itself, unless there is no panel, or the page has it.
        css: Option<&'static str>,
        /// The text that a button of the panel fills in.
        insert: Option<Insert>,
    }
}

// The reason in every language: `chrome.i18n` knows only the browser's own, the form may be in another.
include!(concat!(env!("OUT_DIR"), "/reasons.rs"));

sent! {
    /// A panel as elements, and how it finds its place and its colours in the page.
    struct PanelElements {
        nodes: Vec<Piece>,
        /// The selector of the page's header, below which it stands.
        below: &'static str,
        /// The selector of the page's dialogs, for which it makes room.
        yields: &'static str,
        /// The selector of the root element while the page is dark.
        dark: &'static str,
        /// The same while it is light.
        light: &'static str,
        /// The luma below which the page's ground is dark.
        dark_below: u8,
        /// It starts folded in these windows. A comment behind them names the message, so that it unfolds for another one.
        folds: String,
    }
}

sent! {
    /// A text to fill in on request.
    struct Insert {
        /// The selector of the field.
        into: &'static str,
        /// The first one that fits the field is filled in.
        texts: Vec<FieldText>,
        /// The text for any other field.
        text: String,
        /// The sentence that is said afterwards.
        done: String,
    }
}

sent! {
    /// A text, and the fields that it is for.
    struct FieldText {
        selector: String,
        text: &'static str,
    }
}

impl LocalizedPlan {
    /// The plan with its texts resolved. `style`: the version of the style that the page has.
    pub(super) fn localize(plan: Plan, style: Option<&str>) -> Self {
        let panel = plan.panel.as_ref();
        Self {
            pace: plan.watch.pace(),
            style: STYLE,
            css: (panel.is_some() && style != Some(STYLE)).then_some(CSS),
            panel: panel.map(panel_elements),
            insert: panel.and_then(insert),
            who: plan.who,
            watch: plan.watch,
        }
    }
}

/// The reason that can be filled in, where the panel offers it.
fn insert(panel: &Panel) -> Option<Insert> {
    let Selectors::Form(selectors) = panel.name.platform.facts().objection.selectors else { return None };
    let offered = panel.buttons.contains(&PanelButton::Insert);
    offered.then(|| Insert {
        into: selectors.reason,
        texts: REASONS.iter().map(|(language, text)| FieldText { selector: fields_in(language), text }).collect(),
        text: i18n::plain_sentence(Key::CompanionReasonText),
        done: i18n::plain_sentence(Key::CompanionInserted),
    })
}

fn panel_elements(panel: &Panel) -> PanelElements {
    let layout = &panel.name.platform.facts().layout;
    let strip = panel.placement == Placement::Strip;
    let or_none = |selector: &'static str| if selector.is_empty() { NO_ELEMENT } else { selector };
    PanelElements {
        nodes: vec![if strip { elements::strip(panel) } else { elements::corner(panel) }],
        below: if strip { layout.header } else { "" },
        yields: if strip { layout.dialog } else { "" },
        dark: or_none(layout.dark),
        light: or_none(layout.light),
        dark_below: DARK_BELOW,
        folds: [if panel.steps.is_empty() { NO_WINDOW } else { FOLDS }, "/*", first_text_name(panel), "*/"].concat(),
    }
}

/// The name of what a panel says first.
fn first_text_name(panel: &Panel) -> &'static str {
    panel.sentences.first().map_or("", |said| said.key.name())
}
