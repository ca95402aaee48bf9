//! The hint on the welcome page that shows how to pin the icon, for as long as it is not pinned.

use crate::browser::spawn_local;
use crate::browser::{Warn, action};
use crate::pages::dom::{self, Find};
use web_sys::Element;

/// Looks whether the icon is pinned, and again whenever the person comes back to the page.
pub(super) fn start(root: &Element) {
    let Some(hint) = root.find(".pin") else { return };
    let update = move || {
        let hint = hint.clone();
        spawn_local(async move { show_state(&hint).await });
    };
    update();
    dom::on_window_focus(update);
}

/// A browser that does not tell has no toolbar that the icon could be pinned to.
async fn show_state(hint: &Element) {
    let was_asked = hint.get_attribute("data-pinned").as_deref() == Some("no");
    let is_pinned = action::is_pinned().await.warn("asking whether the icon is pinned");
    let state = match (is_pinned, was_asked) {
        (Some(false), _) => "no",
        (Some(true), true) => "now",
        (Some(true), false) => "already",
        (None, _) => "unknown",
    };
    if !(state == "already" && hint.get_attribute("data-pinned").as_deref() == Some("now")) {
        dom::set(hint, "data-pinned", state);
    }
}
