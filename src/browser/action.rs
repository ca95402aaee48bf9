//! `chrome.action`: the icon in the toolbar.

use crate::browser::{ApiCall, Error, js_object};
use crate::core::view::badge::Colour;
use js_sys::{Promise, Reflect};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = ["chrome", "action"], js_name = setBadgeText)]
    fn set_badge_text(details: &JsValue) -> Result<Promise, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "action"], js_name = getBadgeText)]
    fn get_badge_text(details: &JsValue) -> Result<Promise, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "action"], js_name = setBadgeBackgroundColor)]
    fn set_badge_background_color(details: &JsValue) -> Result<Promise, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "action"], js_name = setBadgeTextColor)]
    fn set_badge_text_color(details: &JsValue) -> Result<Promise, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "action"], js_name = setTitle)]
    fn set_title(details: &JsValue) -> Result<Promise, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "action"], js_name = getUserSettings)]
    fn get_user_settings() -> Result<Promise, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "action"], js_name = getTitle)]
    fn get_title(details: &JsValue) -> Result<Promise, JsValue>;
}

/// The details without a tab are for the whole browser.
fn everywhere(name: &str, value: &str) -> JsValue {
    js_object(&[(name, value.into())])
}

fn css(Colour([r, g, b]): Colour) -> String {
    format!("#{r:02x}{g:02x}{b:02x}")
}

/// The badge's text and the tooltip, on their way.
pub(crate) struct PendingBadge(ApiCall, ApiCall);

/// Starts asking what the browser shows now; it survives the background.
pub(crate) fn start_reading() -> PendingBadge {
    let everywhere = js_object(&[]);
    PendingBadge(ApiCall::new(get_badge_text(&everywhere)), ApiCall::new(get_title(&everywhere)))
}

impl PendingBadge {
    /// Text and tooltip.
    pub(crate) async fn result(self) -> Result<(String, String), Error> {
        let text = |value: JsValue| value.as_string().unwrap_or_default();
        Ok((text(self.0.result().await?), text(self.1.result().await?)))
    }
}

/// Shows this badge and this tooltip.
pub(crate) async fn show(text: &str, background: Colour, title: &str) -> Result<(), Error> {
    let calls = [
        // The text last, so that it never appears in the wrong colours, or with the tooltip from before.
        ApiCall::new(set_badge_background_color(&everywhere("color", &css(background)))),
        ApiCall::new(set_badge_text_color(&everywhere("color", &css(Colour::TEXT)))),
        ApiCall::new(set_title(&everywhere("title", title))),
        ApiCall::new(set_badge_text(&everywhere("text", text))),
    ];
    for call in calls {
        call.result().await?;
    }
    Ok(())
}

/// Returns whether the icon is in sight in the toolbar, and not behind the puzzle piece. A browser without a
/// toolbar does not tell.
pub(crate) async fn is_pinned() -> Result<bool, Error> {
    let settings = ApiCall::new(get_user_settings()).result().await?;
    Ok(Reflect::get(&settings, &"isOnToolbar".into())?.is_truthy())
}
