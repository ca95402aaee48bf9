//! The record page: what is recorded, receipts, settings; save, read in, delete.

mod account;
mod broken_link;
mod capture;
mod files;
mod settings;

use crate::browser::{Warn, clock, i18n, permissions, spawn_local, storage};
use crate::core::session::Doubt;
use crate::core::text::Key;
use crate::core::view::record_page::RecordPage;
use crate::pages::dom::{self, Find};
use crate::pages::focus::FocusState;
use crate::pages::{feedback, optional_sites};
use crate::platforms::PlatformId;
use crate::records::{self, LoadedRecords};
use std::cell::RefCell;
use web_sys::Element;

/// The content of the page.
#[derive(PartialEq, Eq)]
struct RecordPageContent {
    record_page: RecordPage,
    banners_off: Vec<PlatformId>,
    optional_sites: Vec<(PlatformId, bool)>,
    doubt: Option<Doubt>,
    notice: Option<String>,
    damaged: Vec<String>,
}

thread_local! {
    /// The content on screen is kept, so that a change of something else leaves the page and what is being
    /// typed alone.
    static SHOWN: RefCell<Option<RecordPageContent>> = const { RefCell::new(None) };
}

/// Sets the page up; what it shows follows what is recorded.
pub(super) fn start(root: Element) {
    feedback::start(&root);
    files::start(&root);
    broken_link::start(&root);
    capture::start(&root);
    dom::on_print({
        let root = root.clone();
        move || account::date_receipts(&root)
    });
    let update = move || {
        let root = root.clone();
        spawn_local(async move { update(&root).await });
    };
    update();
    storage::on_changed(update.clone());
    permissions::on_changed(update.clone());
    // Time passes while nobody looks.
    dom::on_window_focus(update);
}

async fn update(root: &Element) {
    let loaded = records::load().await;
    feedback::follow_deletion(loaded.deletion);
    let (record_page, doubt) = (loaded.record_page(clock::now()), loaded.doubt());
    let LoadedRecords { banners_off, notice, damaged, text, .. } = loaded;
    files::offer(root, text.as_deref());
    let optional_sites = read_optional_sites().await;
    let shown = RecordPageContent { record_page, banners_off, optional_sites, doubt, notice, damaged };
    if SHOWN.with_borrow(|before| before.as_ref() != Some(&shown)) {
        draw(root, &shown);
        if SHOWN.replace(Some(shown)).is_none() {
            dom::go_to_target(root);
            capture::open_from_address(root);
        }
    }
}

/// The sites that are watched on request, and whether they are.
async fn read_optional_sites() -> Vec<(PlatformId, bool)> {
    let mut optional_sites = Vec::new();
    for platform in PlatformId::ALL {
        if !platform.facts().is_optional() {
            continue;
        }
        let access =
            permissions::has_access(&platform.facts().origins()).result().await.warn("asking for the permission");
        optional_sites.push((platform, access.is_some_and(|yes| yes.is_truthy())));
    }
    optional_sites
}

fn draw(root: &Element, shown: &RecordPageContent) {
    let (Some(main), Some(list)) = (root.find("main"), root.find("#accounts")) else { return };
    let focus = FocusState::of(root);
    // Records that cannot be read are not the same as no records.
    dom::show(root, "#nothing", shown.record_page.accounts.is_empty() && shown.doubt.is_none());
    dom::show(root, "#unread", shown.doubt.is_some());
    let newer = shown.doubt == Some(Doubt::RecordsNewer);
    let why = if newer { Key::ProblemNewer } else { Key::ProblemUnreadable };
    dom::set_text(root, "#unread", &i18n::plain_sentence(why));
    feedback::show_notice(root, shown.notice.as_deref(), &shown.damaged);
    list.set_text_content(None);
    shown.record_page.accounts.iter().for_each(|view| dom::append(&list, account::draw(root, view)));
    settings::draw(root, &shown.record_page, &shown.banners_off);
    optional_sites::draw(root, &shown.optional_sites);
    dom::set(&main, "data-state", "ready");
    focus.restore(root);
}
