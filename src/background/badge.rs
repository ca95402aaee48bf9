//! Puts a badge on the toolbar button, if it is not there yet.

use crate::browser::{Warn, action, i18n};
use crate::core::view::badge::Badge;
use std::cell::RefCell;

thread_local! {
    /// Text and tooltip as last shown. The browser keeps them while the worker comes and goes, so a new worker asks.
    static SHOWN: RefCell<Option<(String, String)>> = const { RefCell::new(None) };
}

/// Shows the badge. Calls the browser only when text or tooltip differ: the colour follows from the text.
pub(super) async fn show(badge: &Badge, before: PendingBadge) {
    let wanted = (badge.text.clone(), badge.tooltip.iter().map(i18n::sentence).collect::<Vec<_>>().join("\n"));
    if before.text().await.as_ref() == Some(&wanted) {
        return;
    }
    let done = action::show(&wanted.0, badge.background, &wanted.1).await.warn("setting the badge");
    SHOWN.replace(done.map(|()| wanted));
}

/// What the badge is before it is set.
pub(super) struct PendingBadge(Option<action::Shown>);

/// Starts asking for it, unless this worker knows it.
pub(super) fn start_reading() -> PendingBadge {
    PendingBadge(SHOWN.with_borrow(Option::is_none).then(action::shown))
}

impl PendingBadge {
    async fn text(self) -> Option<(String, String)> {
        if let Some(asked) = self.0 {
            let shown = asked.result().await.warn("reading the badge");
            SHOWN.replace(shown);
        }
        SHOWN.with_borrow(Clone::clone)
    }
}
