//! The browser's language decides which texts are shown: its own, else the nearest one, else English. Chromium's own list of
//! languages is not Firefox's, and on Linux it takes only those whose translations are installed.

use super::banner::due;
use super::{Scenario, both, in_chromium, in_firefox};
use crate::browser::CookieStore;
use crate::driver::Kind;
use crate::panel::{ask_panel, then_our_elements};
use crate::sites::FACEBOOK;
use crate::wait::Outcome;
use crate::world::{World, same};
use serde_json::json;

pub(super) const ALL: &[Scenario] = &[
    both("language: Norwegian is called nb", |world| speaks(world, "nb", "nb")),
    both("language: Portuguese of Portugal", |world| speaks(world, "pt-PT", "pt-PT")),
    both("language: Portuguese of Brazil", |world| speaks(world, "pt-BR", "pt-BR")),
    in_firefox("language: Norwegian of Norway", |world| speaks(world, "nb-NO", "nb-NO")),
    in_firefox("language: Nynorsk gets Bokmål", |world| speaks(world, "nn-NO", "nb")),
    in_firefox("language: Serbian gets Croatian", |world| speaks(world, "sr", "hr")),
    in_firefox("language: Frisian gets Dutch", |world| speaks(world, "fy-NL", "nl")),
    in_firefox("language: Catalan gets Spanish", |world| speaks(world, "ca", "es")),
    in_firefox("language: German of Austria", |world| speaks(world, "de-AT", "de-AT")),
    in_firefox("language: Spanish of Latin America", |world| speaks(world, "es-419", "es-419")),
    both("language: Hebrew gets English, from left to right", |world| from_left_to_right(world, "he")),
    both("language: Arabic gets English, from left to right", |world| from_left_to_right(world, "ar")),
    in_chromium("language: that of a computer without any is English", |world| speaks(world, "C", "en-US")),
    in_firefox("language: the locale of POSIX is English", |world| speaks(world, "en-US-posix", "en-US-posix")),
];

fn speaks(world: &mut World, language: &'static str, expected: &str) -> Outcome {
    world.given_language(language);
    world.given_bezwaar()?;
    world.when_logged_in(&FACEBOOK)?;
    let popup = world.popup()?;
    let shown = popup.page().eval("[document.documentElement.lang, getComputedStyle(document.body).direction]")?;
    same("language and direction", shown, json!([expected, "ltr"]))
}

/// The script by which Chromium says what it says of itself where the translation of this language is installed.
const FROM_RIGHT_TO_LEFT: &str = "{
    const { i18n } = chrome, get = i18n.getMessage.bind(i18n), own = { '@@ui_locale': LANGUAGE, '@@bidi_dir': 'rtl' };
    i18n.getMessage = (name, ...filled) => own[name] ?? get(name, ...filled);
}\n";

/// The popup and the notice speak English from left to right, in a browser that is written from right to left.
fn from_left_to_right(world: &mut World, language: &'static str) -> Outcome {
    match world.kind {
        Kind::Chrome => {
            world.given_bezwaar_after(&FROM_RIGHT_TO_LEFT.replace("LANGUAGE", &json!(language).to_string()))?;
        }
        Kind::Firefox => {
            world.given_language(language);
            world.given_bezwaar()?;
        }
    }
    due(world, &FACEBOOK)?;
    let popup = world.popup()?;
    let shown = popup.page().eval(
        "[document.documentElement.lang, getComputedStyle(document.body).direction,
            chrome.i18n.getMessage('@@bidi_dir')]",
    )?;
    same("language and direction, and the browser's own", shown, json!(["en", "ltr", "rtl"]))?;
    let page = world.browser()?.open(FACEBOOK.home, &CookieStore::default())?;
    then_our_elements(&page, 1)?;
    let shown = ask_panel(&page, "e => [e.lang, getComputedStyle(e).direction]")?;
    same("language and direction of the notice", shown, json!(["en", "ltr"]))
}
