//! Puts a badge on the toolbar's icon, if it is not there yet.

use crate::background::settled;
use crate::browser::{Warn, action, i18n};
use crate::core::overview::Overview;
use crate::core::view::badge::{badge, newest_settled};
use std::cell::RefCell;

thread_local! {
    /// Text and tooltip as last shown. The browser keeps them while the worker comes and goes, so a new worker asks.
    static SHOWN: RefCell<Option<(String, String)>> = const { RefCell::new(None) };
}

/// Shows the badge. Calls the browser only when text or tooltip differ: the colour follows from the text.
pub(super) async fn show(overview: &Overview, before: BadgeReads) -> bool {
    let Overview { rows, newest_entry, .. } = overview;
    let BadgeReads { shown, seen } = before;
    let badge = badge(rows, seen.note_and_compare(newest_settled(rows), *newest_entry).await);
    let wanted = (badge.text.clone(), i18n::lines(&badge.tooltip));
    if finish_reading(shown).await.as_ref() == Some(&wanted) {
        return true;
    }
    let done = action::show(&wanted.0, badge.background, &wanted.1).await.warn("setting the badge");
    let is_done = done.is_some();
    SHOWN.replace(done.map(|()| wanted));
    is_done
}

/// The badge before it is set, and the newest entry that the person has looked at, both still on their way.
pub(super) struct BadgeReads {
    shown: Option<action::PendingBadge>,
    seen: settled::PendingSeen,
}

/// Starts asking for both, unless this worker knows them.
pub(super) fn start_reading() -> BadgeReads {
    let shown = SHOWN.with_borrow(Option::is_none).then(action::start_reading);
    BadgeReads { shown, seen: settled::start_reading() }
}

async fn finish_reading(asked: Option<action::PendingBadge>) -> Option<(String, String)> {
    if let Some(asked) = asked {
        let shown = asked.result().await.warn("reading the badge");
        SHOWN.replace(shown);
    }
    SHOWN.with_borrow(Clone::clone)
}
