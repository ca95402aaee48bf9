//! The record page: what is recorded, receipts, settings; save, read in, delete.

mod account;
mod files;
mod report;
mod settings;

use super::dom::{self, Find};
use super::{say, watch};
use crate::browser::{Warn, clock, i18n, permissions, spawn_local, storage};
use crate::core::ledger::Ledger;
use crate::core::login::Doubt;
use crate::core::text::Key;
use crate::platforms::PlatformId;
use crate::records::{self, Recorded};
use std::cell::RefCell;
use web_sys::Element;

/// What the page shows.
#[derive(PartialEq, Eq)]
struct Shown {
    ledger: Ledger,
    quiet: Vec<PlatformId>,
    others: Vec<(PlatformId, bool)>,
    doubt: Option<Doubt>,
    notice: Option<String>,
    damaged: Vec<String>,
}

thread_local! {
    /// What is on screen, so that a change of something else leaves the page and what is being typed alone.
    static SHOWN: RefCell<Option<Shown>> = const { RefCell::new(None) };
}

/// Sets the page up; what it shows follows what is recorded.
pub(super) fn start(root: Element) {
    say::start(&root);
    files::start(&root);
    report::start(&root);
    let update = move || {
        let root = root.clone();
        spawn_local(async move { update(&root).await });
    };
    update();
    storage::on_changed(update.clone());
    permissions::on_changed(update);
}

async fn update(root: &Element) {
    files::offer(root).await;
    let recorded = records::read().await;
    let (ledger, doubt) = (recorded.ledger(clock::now()), recorded.doubt());
    let Recorded { quiet, notice, damaged, .. } = recorded;
    let others = others().await;
    let shown = Shown { ledger, quiet, others, doubt, notice, damaged };
    if SHOWN.with_borrow(|before| before.as_ref() != Some(&shown)) {
        draw(root, &shown);
        SHOWN.replace(Some(shown));
    }
}

/// The sites that are watched on request, and whether they are.
async fn others() -> Vec<(PlatformId, bool)> {
    let mut others = Vec::new();
    for platform in PlatformId::ALL {
        if !platform.facts().is_optional() {
            continue;
        }
        let access =
            permissions::has_access(&platform.facts().origins()).done().await.warn("asking for the permission");
        others.push((platform, access.is_some_and(|yes| yes.is_truthy())));
    }
    others
}

fn draw(root: &Element, shown: &Shown) {
    let (Some(main), Some(list)) = (root.find("main"), root.find("#accounts")) else { return };
    let place = dom::Place::of(root);
    // What cannot be read is not nothing.
    dom::show(root, "#nothing", shown.ledger.accounts.is_empty() && shown.doubt.is_none());
    dom::show(root, "#unread", shown.doubt.is_some());
    let newer = shown.doubt == Some(Doubt::RecordsNewer);
    let why = if newer { Key::ProblemNewer } else { Key::ProblemUnreadable };
    dom::set_text(root, "#unread", &i18n::plain_sentence(why));
    say::notice(root, shown.notice.as_deref(), &shown.damaged);
    list.set_text_content(None);
    shown.ledger.accounts.iter().for_each(|view| dom::append(&list, account::card(root, view)));
    settings::draw(root, &shown.ledger, &shown.quiet);
    watch::draw(root, &shown.others);
    dom::set(&main, "data-state", "ready");
    place.restore(root);
}
