//! A plan → what the content scripts read: finished sentences, and the elements of the panel.

mod elements;

use crate::browser::i18n;
use crate::core::account::AccountRef;
use crate::core::page::panel::{Panel, PanelButton, Placement};
use crate::core::page::plan::{Pace, Plan, Watch};
use crate::core::text::Key;
use crate::platforms::Selectors;
use elements::Node;
use serde::Serialize;

/// The style of panels is the same in all pages.
const CSS: &str = include_str!(concat!(env!("OUT_DIR"), "/panel.css"));

/// The companion starts folded in these windows, beside a form that waits to be filled in: there it would
/// cover the fields.
const FOLDS: &str = "(max-width: 640px)";

/// The luma below which a page's ground is dark, from 0 to 255: the middle.
const DARK_BELOW: u8 = 128;

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
    dark_below: u8,
    /// It starts folded in these windows; empty if in none.
    folds: &'static str,
}

#[derive(Serialize)]
struct Insert {
    into: &'static str,
    text: String,
    translations: Vec<Translation>,
    /// The sentence that is said afterwards.
    done: String,
}

#[derive(Serialize)]
struct Translation {
    lang: &'static str,
    text: &'static str,
}

impl LocalizedPlan {
    /// The plan with its texts resolved.
    pub(super) fn localize(plan: Plan) -> Self {
        let panel = plan.panel.as_ref();
        Self {
            pace: plan.watch.pace(),
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
        text: i18n::plain_sentence(Key::CompanionReasonText),
        translations: REASONS.iter().map(|(lang, text)| Translation { lang, text }).collect(),
        done: i18n::plain_sentence(Key::CompanionInserted),
    })
}

fn panel_elements(panel: &Panel) -> PanelElements {
    let layout = &panel.name.platform.facts().layout;
    let strip = panel.placement == Placement::Strip;
    PanelElements {
        nodes: vec![if strip { elements::strip(panel) } else { elements::corner(panel) }],
        css: CSS,
        lang: i18n::language(),
        dir: i18n::direction(),
        below: if strip { layout.header } else { "" },
        yields: if strip { layout.dialog } else { "" },
        dark: layout.dark,
        light: layout.light,
        dark_below: DARK_BELOW,
        folds: if panel.steps.is_empty() { "" } else { FOLDS },
    }
}
