//! Answers the content scripts: each of their messages goes to the module for it, and the next plan goes back.
//!
//! - `sender`: the tab that a message came from, and whose account is seen there.
//! - `plans`: what a page is told to do; `banner`: the same where it depends on what was shown today.
//! - `reports`: what the report of a form or a switch puts on record.
//! - `presses`: what a press in a panel opens.
//!
//! Nothing here believes a page: it may say what it likes of itself, and a press in it changes no record.

mod banner;
mod plans;
mod presses;
mod reports;
mod sender;

pub(super) use banner::forget_closed;
pub(super) use sender::PageTab;

use crate::background::localize::LocalizedPlan;
use crate::background::timelines;
use crate::browser::{Warn, scripting};
use crate::core::json::encode::sent;
use crate::core::message::Observation;
use crate::core::page::address::{Page, classify_page, may_be_anothers};
use crate::core::page::content_scripts::Script;

sent! {
    /// The answer tells a script what to do from now on; without a plan, the page is left alone.
    pub(super) struct PlanReply {
        plan: Option<LocalizedPlan>,
        /// True if the script asks again when the page goes elsewhere without loading: here, nothing of ours has
        /// any business.
        ask_on_navigation: bool,
    }
}

/// Notes what there is to note, and says what to do next; nothing, if all stays as it is.
pub(super) async fn handle(observation: Observation, sender: PageTab) -> Option<PlanReply> {
    let (plan, style) = match observation {
        Observation::Arrived { who, up, parts, style, age_s } => {
            if who.is_none() {
                timelines::begin_document(sender.tab_id, &sender.url);
            }
            let plan = if who.is_none() && may_be_anothers(&sender.url, age_s) {
                plans::note_unread(&sender, true).await;
                None
            } else {
                plans::plan_page(who, up, &sender).await
            };
            if plan.is_some() {
                bring_missing(&parts, &sender).await;
            }
            (plan, style)
        }
        Observation::Seen { who, report, style } => {
            timelines::note(sender.tab_id, &sender.url, &report);
            (reports::handle(who, &report, &sender).await, style)
        }
        Observation::Shown {} => {
            banner::note_shown(None, &sender).await;
            return None;
        }
        Observation::Pressed { name } => {
            // A change that hangs holds up the note, and not what the person wants.
            presses::open_target(&name, &sender).await;
            banner::note_shown(Some(&name), &sender).await;
            return None;
        }
    };
    let ask_on_navigation = classify_page(&sender.url) == Page::OffLimits;
    Some(PlanReply { plan: plan.map(|plan| LocalizedPlan::localize(plan, style.as_deref())), ask_on_navigation })
}

/// Puts the script for this kind of page beside another one: the document was loaded as a page of another kind.
async fn bring_missing(parts: &[String], sender: &PageTab) {
    if let Some((script, part)) = Script::of(classify_page(&sender.url))
        && !parts.iter().any(|there| there == part)
    {
        scripting::inject(script, sender.tab_id).result().await.warn("putting another script into a page");
    }
}
