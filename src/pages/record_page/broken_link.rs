//! A report about a broken link, shown before it is copied.

use crate::browser::spawn_local;
use crate::browser::{clock, runtime};
use crate::core::text::Key;
use crate::core::view::broken_link::broken_link;
use crate::pages::dom::{self, Find};
use crate::pages::feedback;
use crate::platforms::PlatformId;
use crate::records;
use crate::snapshot::take_snapshot;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlTextAreaElement};

/// A button for each site, and one that copies.
pub(super) fn start(root: &Element) {
    let Some(sites) = root.find("#report-sites") else { return };
    for platform in PlatformId::ALL {
        let Some(button) = dom::clone_template(root, "#report-site") else { return };
        button.set_text_content(Some(platform.facts().name));
        let root = root.clone();
        dom::on_click(&button, move || spawn_local(show(root.clone(), platform)));
        dom::append(&sites, Some(button));
    }
    if let (Some(copy), Some(field)) = (root.find("#report-copy"), field(root)) {
        dom::on_click(&copy, move || {
            let text = field.value();
            spawn_local(async move {
                let copied = dom::copy(&text).await;
                feedback::say_without_undo(if copied { Key::GuideCopied } else { Key::NotCopied });
            });
        });
    }
}

fn field(root: &Element) -> Option<HtmlTextAreaElement> {
    root.find("#report-text")?.dyn_into().ok()
}

async fn show(root: Element, platform: PlatformId) {
    let overview = records::load().await.overview(&take_snapshot().await, clock::now());
    let rows = overview.rows.iter().filter(|row| row.platform == platform);
    let states: Vec<&str> = rows.map(|row| row.status.slug()).collect();
    if let Some(field) = field(&root) {
        field.set_value(&broken_link(platform, env!("CARGO_PKG_VERSION"), &runtime::user_agent(), &states));
        dom::show(&root, "#report", true);
        dom::focus(&field);
    }
}
