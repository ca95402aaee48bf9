//! The browser's language decides which texts are shown: its own, else the nearest one, else English. Chromium's own list of
//! languages is not Firefox's, and on Linux it takes only those whose translations are installed.

use super::{Scenario, both, in_firefox};
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
    in_firefox("language: Hebrew gets English, from left to right", |world| speaks(world, "he", "en")),
];

fn speaks(world: &mut World, language: &'static str, expected: &str) -> Outcome {
    world.given_language(language);
    world.given_bezwaar()?;
    world.when_logged_in(&FACEBOOK)?;
    let popup = world.popup()?;
    let shown = popup.page().eval("[document.documentElement.lang, getComputedStyle(document.body).direction]")?;
    same("language and direction", shown, json!([expected, "ltr"]))
}
