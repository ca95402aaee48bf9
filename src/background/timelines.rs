//! Keeps what the pages of forms and switches reported lately, in the browser's memory: a worker is stopped long before a person asks
//! why a page was read wrongly. Nobody waits for it to be written.

use crate::browser::{Warn, session_storage, spawn_local};
use crate::core::capture::captured_platform;
use crate::core::capture::timeline::{JudgedReport, Timelines, judge_report};
use crate::core::page::report::Report;
use std::cell::RefCell;

/// The name under which they are remembered while the browser runs.
const KEY: &str = "timelines";

thread_local! {
    /// This worker knows these of them; `None` before it asked.
    static KNOWN: RefCell<Option<Timelines>> = const { RefCell::new(None) };
}

/// Notes that a tab shows another document.
pub(super) fn begin_document(tab_id: i32, url: &str) {
    if let (Ok(tab), Some(_)) = (u32::try_from(tab_id), captured_platform(url)) {
        spawn_local(change(move |timelines| timelines.begin_document(tab)));
    }
}

/// Notes a report, and what is made of it.
pub(super) fn note(tab_id: i32, url: &str, report: &Report) {
    if let (Ok(tab), Some(verdict)) = (u32::try_from(tab_id), judge_report(url, report)) {
        let report = report.clone();
        spawn_local(change(move |timelines| timelines.note(tab, verdict, &report)));
    }
}

/// The reports of a tab.
pub(super) async fn reports_of(tab: u32) -> Vec<JudgedReport> {
    load().await;
    KNOWN.with_borrow(|known| known.as_ref().map(|known| known.reports_of(tab).to_vec())).unwrap_or_default()
}

/// Forgets all of them.
pub(super) async fn forget() {
    KNOWN.replace(None);
    session_storage::remove(KEY).result().await.warn("forgetting what pages reported");
}

async fn change(change: impl FnOnce(&mut Timelines)) {
    load().await;
    let text = KNOWN.with_borrow_mut(|known| {
        let known = known.get_or_insert_default();
        change(known);
        known.write()
    });
    session_storage::keep_text(KEY, &text).await;
}

async fn load() {
    if KNOWN.with_borrow(Option::is_some) {
        return;
    }
    let text = session_storage::read_text(KEY).await;
    KNOWN.with_borrow_mut(|known| {
        known.get_or_insert_with(|| Timelines::read(&text.unwrap_or_default()));
    });
}
