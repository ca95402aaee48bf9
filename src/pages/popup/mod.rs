//! The popup: is there something for me to do?

mod choices;
mod closed_page;
mod pin;
mod question;
mod row;
mod tab;

use crate::browser::session_storage::is_unread;
use crate::browser::spawn_local;
use crate::browser::{Warn, clock, cookies, i18n, permissions, runtime, storage, tabs};
use crate::core::capture::captured_platform;
use crate::core::message::Request;
use crate::core::page::address::{Address, Page, classify_page};
use crate::core::session;
use crate::core::view::popup::{Here, OpenPage, Popup, RowView, popup};
use crate::pages::dom::{self, Find};
use crate::pages::feedback;
use crate::pages::focus::FocusState;
use crate::records;
use crate::snapshot::take_snapshot;
use std::cell::RefCell;
use std::rc::Rc;
use web_sys::Element;

/// The content of the popup.
#[derive(PartialEq, Eq)]
struct PopupContent {
    popup: Popup,
    notice: Option<String>,
    damaged: Vec<String>,
}

thread_local! {
    /// The content on screen is kept, so that a refresh that changes nothing leaves the page and the focus
    /// alone.
    static SHOWN: RefCell<Option<PopupContent>> = const { RefCell::new(None) };
    /// The rows on screen, each with its element.
    static ROWS: RefCell<Vec<(Rc<RowView>, Element)>> = const { RefCell::new(Vec::new()) };
}

/// Draws the popup, keeps it up to date, and lets the background take a snapshot, too, in case it missed something.
pub(super) fn start(root: Element) {
    feedback::start(&root);
    pin::start(&root);
    let update = {
        let root = root.clone();
        move || {
            let root = root.clone();
            spawn_local(async move { update(&root).await });
        }
    };
    permissions::on_changed(update.clone());
    storage::on_changed(update.clone());
    let on_focus = update.clone();
    cookies::on_changed(move |cookie| {
        if session::affects_login(&cookie.name(), &cookie.domain()) && cookie.is_news() {
            update();
        }
    });
    spawn_local(async move {
        self::update(&root).await;
        choices::open_from_address(&root);
        // Time passes while nobody looks; a popup is new each time, one in a tab is not. Whoever is in the middle of an answer is
        // left alone.
        let within = root.clone();
        dom::on_window_focus(move || {
            if within.find(".more[open]").is_none() {
                on_focus();
            }
        });
        if closed_page::probe_page().await {
            self::update(&root).await;
        }
        // It is asked last: a background that starts takes the time of a page that draws; in Firefox they share a thread.
        runtime::ask(&Request::PopupOpened).await.warn("waking the background");
    });
}

/// Takes the snapshot itself instead of asking the background, so that a sleeping worker costs the person no time.
async fn update(root: &Element) {
    // All of it is under way before the first answer is awaited.
    let (tab, reading) = (tabs::start_finding_active(), storage::start_reading());
    let listing = tabs::start_listing_sites();
    let snapshot = take_snapshot().await;
    let mut loaded = records::finish_loading(reading).await;
    feedback::follow_deletion(loaded.deletion);
    let (store, url) = tab.store_and_url().await.warn("asking for the active tab").unwrap_or_default();
    let platform = url.and_then(|url| Address::parse(&url)?.platform());
    let pages = collect_open_pages(listing).await;
    let here = Here { store, platform, is_closed_to: closed_page::closed(), pages };
    let overview = loaded.overview(&snapshot, clock::now());
    let popup = popup(&overview, &here);
    closed_page::remember(overview);
    let shown = PopupContent { popup, notice: loaded.notice, damaged: loaded.damaged };
    if SHOWN.with_borrow(|before| before.as_ref() != Some(&shown)) {
        draw(root, &shown);
        SHOWN.replace(Some(shown));
    }
}

/// The pages of forms and switches among the tabs that are open.
async fn collect_open_pages(listing: tabs::Listing) -> Vec<OpenPage> {
    let mut pages = Vec::new();
    for open in listing.tabs().await.warn("listing tabs").unwrap_or_default() {
        let (Ok(tab), Some(platform)) = (open.id.try_into(), captured_platform(&open.url)) else { continue };
        // It is about the page of a switch; a tab may show another one since.
        let is_unread = matches!(classify_page(&open.url), Page::Settings(_)) && is_unread(open.id).await;
        pages.push(OpenPage { tab, platform, store: open.store, is_unread });
    }
    pages
}

fn draw(root: &Element, shown: &PopupContent) {
    let (Some(main), Some(list)) = (root.find("main"), root.find("#rows")) else { return };
    let focus = FocusState::of(root);
    dom::set(&main, "data-mood", shown.popup.headline.key.name());
    dom::set_text(root, "#headline", &i18n::sentence(&shown.popup.headline));
    draw_progress(root, &shown.popup);
    draw_rows(root, &list, &shown.popup.rows);
    feedback::show_notice(root, shown.notice.as_deref(), &shown.damaged);
    dom::set(&main, "data-state", "ready");
    focus.restore(root);
}

/// Draws the rows that show something else than before. The others keep their elements, and their places: a field with half a date
/// in it tells nobody what it holds, and loses it when it leaves the page.
fn draw_rows(root: &Element, list: &Element, views: &[Rc<RowView>]) {
    let mut before = ROWS.take();
    let keep_or_draw = |view: &Rc<RowView>| {
        let same = before.iter().position(|(shown, _)| shown == view).map(|at| before.swap_remove(at).1);
        Some((Rc::clone(view), same.or_else(|| row::draw(root, view))?))
    };
    let rows: Vec<_> = views.iter().filter_map(keep_or_draw).collect();
    before.iter().for_each(|(_, gone)| gone.remove());
    let mut next = list.first_element_child();
    for (_, row) in &rows {
        if next.as_ref() == Some(row) {
            next = row.next_element_sibling();
        } else {
            dom::insert_before(list, row, next.as_ref());
        }
    }
    ROWS.replace(rows);
}

/// One bar for each account that counts.
fn draw_progress(root: &Element, popup: &Popup) {
    let Some(progress) = root.find("#progress") else { return };
    progress.set_text_content(None);
    for icon in &popup.progress {
        let bar = dom::clone_template(root, "#bar");
        bar.iter().for_each(|bar| dom::set(bar, "data-icon", icon.slug()));
        dom::append(&progress, bar);
    }
}
