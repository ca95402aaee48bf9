//! Tests the guide, as a page to read.

use super::{Scenario, both};
use crate::browser::CookieStore;
use crate::page::Page;
use crate::wait::{Outcome, PATIENCE, Seen, wait_until};
use crate::world::{World, same};
use serde_json::json;

pub(super) const ALL: &[Scenario] = &[
    both("guide: speaks the browser's language throughout, and goes where the link leads", |world| reads(world, "nl")),
    both("guide: has room for the longest language", |world| reads(world, "de")),
    both("guide: copies a text to send", copies),
];

/// The expression for names of texts that are not there, and for elements that lack what only the browser knows.
const HOLES: &str = "[...document.querySelectorAll('[data-text], time, [data-country] b, a')]
    .filter(element => !element.textContent.trim()).map(element => element.outerHTML)";

/// The expression for countries that are not in the order of the language.
const UNSORTED: &str = "[...document.querySelectorAll('[data-country] b')].map(name => name.textContent)
    .filter((name, i, all) => i > 0 && all[i - 1].localeCompare(name, document.documentElement.lang) > 0)";

/// The expression for widths of the window, a phone's too, at which something is wider than it.
const OVERFLOW: &str = "[320, 640, 1280].filter(width => {
        document.body.style.inlineSize = `${width}px`;
        return [...document.querySelectorAll('main *')].some(element =>
            element.getBoundingClientRect().right > document.body.getBoundingClientRect().right + 1);
    })";

fn open<'a>(world: &'a World, fragment: &str) -> Outcome<Page<'a>> {
    let browser = world.browser()?;
    let page = browser.open(&browser.extension_url(&format!("guide.html{fragment}")), &CookieStore::default())?;
    page.wait_for("main[data-state=ready]")?;
    Ok(page)
}

fn reads(world: &mut World, language: &'static str) -> Outcome {
    world.given_language(language);
    world.given_bezwaar()?;
    let page = open(world, "#rights")?;
    let title = page.text("h1")?;
    same(&format!("whether {title:?} is {language}"), world.messages(language)?.contains(&title), true)?;
    wait_until("the part that the link names is at the top", PATIENCE, || {
        let top = page.eval("Math.round(document.querySelector('#rights').getBoundingClientRect().top)")?;
        Ok(Seen::when(top.as_i64().is_some_and(|top| top.abs() < 5), top.to_string()))
    })?;
    same("holes in the text", page.eval(HOLES)?, json!([]))?;
    same("countries out of order", page.eval(UNSORTED)?, json!([]))?;
    page.eval("document.querySelector('details').open = true")?;
    same("widths at which something sticks out", page.eval(OVERFLOW)?, json!([]))
}

fn copies(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    let page = open(world, "#friends")?;
    same("what is said before", page.text("#friends .copied")?, String::new())?;
    page.activate()?;
    page.click("[data-copy=friends-text]")?;
    page.wait_for_text("#friends .copied", &world.message("en", "guide_copied")?)?;
    page.eval("void (navigator.clipboard.writeText = () => Promise.reject(new Error('not allowed')))")?;
    page.click("[data-copy=friends-text]")?;
    page.wait_for_text("#friends .copied", &world.message("en", "not_copied")?)
}
