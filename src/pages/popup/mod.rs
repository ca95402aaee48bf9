//! The popup: is there something for me to do?

mod links;
mod row;

use crate::browser::spawn_local;
use crate::browser::{Warn, clock, cookies, i18n, permissions, runtime, storage, tabs};
use crate::core::message::Request;
use crate::core::overview::overview;
use crate::core::session;
use crate::core::view::popup::{Popup, popup};
use crate::pages::dom::{self, Find};
use crate::pages::{feedback, optional_sites};
use crate::records;
use crate::snapshot::take_snapshot;
use std::cell::RefCell;
use web_sys::Element;

/// What the popup shows.
#[derive(Clone, PartialEq, Eq)]
struct Shown {
    popup: Popup,
    notice: Option<String>,
    damaged: Vec<String>,
}

thread_local! {
    /// What is on screen, so that a look that changes nothing leaves the page and the focus alone.
    static SHOWN: RefCell<Option<Shown>> = const { RefCell::new(None) };
}

/// Draws the popup, keeps it up to date, and lets the background look too, in case it missed something.
pub(super) fn start(root: Element) {
    feedback::start(&root);
    let update = {
        let root = root.clone();
        move || {
            let root = root.clone();
            spawn_local(async move { update(&root).await });
        }
    };
    permissions::on_changed(update.clone());
    storage::on_changed(update.clone());
    cookies::on_changed(move |name, domain, _| {
        if session::affects_login(name, domain) {
            update();
        }
    });
    spawn_local(async move {
        self::update(&root).await;
        // Only now: a background that starts takes the time of a page that draws; in Firefox they share a thread.
        runtime::ask(&Request::Look).await.warn("waking the background");
    });
}

/// LayoutSelectors itself instead of asking the background, so that a sleeping worker costs the person no time.
async fn update(root: &Element) {
    // All of it is under way before the first answer is awaited.
    let (tab, reading) = (tabs::active(), storage::start_reading());
    let snapshot = take_snapshot().await;
    let mut recorded = records::finish_loading(reading).await;
    let here = tab.store().await.warn("asking for the active tab").flatten();
    let popup = popup(&overview(&snapshot, recorded.records(), clock::now()), here.as_ref());
    let shown = Shown { popup, notice: recorded.notice, damaged: recorded.damaged };
    if SHOWN.with_borrow(|before| before.as_ref() != Some(&shown)) {
        draw(root, &shown);
        SHOWN.replace(Some(shown));
    }
}

fn draw(root: &Element, shown: &Shown) {
    let (Some(main), Some(list)) = (root.find("main"), root.find("#rows")) else { return };
    let focus = dom::FocusState::of(root);
    dom::set(&main, "data-mood", shown.popup.headline.name());
    dom::set_text(root, "#headline", &i18n::plain_sentence(shown.popup.headline));
    list.set_text_content(None);
    for view in &shown.popup.rows {
        dom::append(&list, row::draw(root, view));
    }
    links::draw(root, &shown.popup.links);
    optional_sites::draw(root, &shown.popup.optional_sites);
    feedback::notice(root, shown.notice.as_deref(), &shown.damaged);
    dom::set(&main, "data-state", "ready");
    focus.restore(root);
}
