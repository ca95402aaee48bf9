//! Sites that are watched on request: asking the browser for access to one, and giving it back.

use crate::browser::spawn_local;
use crate::browser::{ApiCall, Warn, i18n, permissions, tabs};
use crate::core::text::{Key, Text};
use crate::pages::dom::{self, Find};
use crate::pages::feedback;
use crate::platforms::PlatformId;
use web_sys::Element;

/// Draws a button for each, if the page has a place for them.
pub(super) fn draw(root: &Element, optional_sites: &[(PlatformId, bool)]) {
    let Some(list) = root.find("#others") else { return };
    list.set_text_content(None);
    optional_sites.iter().for_each(|(platform, watched)| dom::append(&list, draw_item(root, *platform, *watched)));
    dom::show(root, ".others", !optional_sites.is_empty());
}

fn draw_item(root: &Element, platform: PlatformId, watched: bool) -> Option<Element> {
    let item = dom::clone_template(root, "#other")?;
    let say = |key| i18n::sentence(&Text::with(key, platform.facts().name));
    dom::set(&item, "data-row", &["watch/", platform.slug()].concat());
    dom::set(&item, "data-watched", if watched { "yes" } else { "no" });
    dom::set_text(&item, ".hint", &if watched { String::new() } else { say(Key::WatchHint) });
    let button = item.find("button")?;
    button.set_text_content(Some(&say(if watched { Key::WatchOff } else { Key::WatchOn })));
    // Asked for in the click itself: browsers grant nothing later.
    dom::on_click(&button, move || {
        if watched { spawn_local(stop_watching(platform)) } else { spawn_local(start_watching(platform)) }
    });
    Some(item)
}

async fn start_watching(platform: PlatformId) {
    let given = permissions::request(&platform.facts().origins()).await.warn("asking for access");
    say_about(if given == Some(true) { Key::WatchStarted } else { Key::WatchRefused }, platform);
}

/// First the tabs, which cannot be found without the access.
async fn stop_watching(platform: PlatformId) {
    let origins = platform.facts().origins();
    let open = tabs::list(&origins).await.warn("listing tabs").unwrap_or_default();
    // All are told before the first one is waited for: one that hangs takes its second.
    let leaving: Vec<ApiCall> = open.iter().map(|tab| tabs::dismiss(tab.id)).collect();
    for call in leaving {
        // Most tabs have nobody who listens.
        let _nobody = call.result().await;
    }
    match permissions::give_back(&origins).await.warn("giving access back") {
        Some(true) => say_about(Key::WatchStopped, platform),
        _ => feedback::say_without_undo(Key::NotSaved),
    }
}

fn say_about(key: Key, platform: PlatformId) {
    feedback::say(&i18n::sentence(&Text::with(key, platform.facts().name)), None);
}
