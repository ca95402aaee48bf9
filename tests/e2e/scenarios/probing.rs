//! Plays a page that looks for extensions, from the first script in its head: what it finds with Bezwaar must be what
//! it finds without.

use super::banner::due;
use super::{Scenario, both};
use crate::browser::CookieStore;
use crate::pace::JUDGED_MS;
use crate::page::Page;
use crate::panel::{says, then_our_elements};
use crate::profile::files_in;
use crate::sites::{FACEBOOK, INSTAGRAM, LINKEDIN};
use crate::wait::Outcome;
use crate::world::{World, same};
use serde_json::{Value, json};
use std::path::Path;

pub(super) const ALL: &[Scenario] = &[
    both("hostile: LinkedIn probes for everything, from document start, and finds nothing", linkedin),
    both("hostile: Meta's pages find nothing where nothing is due, else one element without a name", meta),
    both("hostile: no file of the package can be loaded by a page that knows its address", files),
];

fn probed<'a>(world: &'a World, address: &str) -> Outcome<Page<'a>> {
    let mark = if address.contains('?') { '&' } else { '?' };
    world.browser()?.open(&format!("{address}{mark}hostile=probe"), &CookieStore::default())
}

/// Returns everything the page can find out about itself, once all has happened.
fn fingerprint(world: &World, page: &Page<'_>) -> Outcome<Value> {
    world.when_time_passes(page, JUDGED_MS)?;
    page.eval("fingerprint()")
}

/// Fails with the differences if two fingerprints differ.
fn alike(what: &str, with: &Value, without: &Value) -> Outcome {
    for (name, expected) in without.as_object().into_iter().flatten() {
        same(&format!("{what}: {name}"), &with[name], expected)?;
    }
    same(&format!("{what}: its parts"), without.as_object().map_or(0, serde_json::Map::len) > 8, true)
}

fn switched(world: &World) -> Outcome<Value> {
    let page = probed(world, &format!("{}?is=on", LINKEDIN.deep_link))?;
    page.wait_for("input[role=switch]")?;
    world.when_time_passes(&page, JUDGED_MS)?;
    page.click("label.artdeco-toggle__label")?;
    let found = fingerprint(world, &page)?;
    then_our_elements(&page, 0)?;
    page.close().map(|()| found)
}

fn linkedin(world: &mut World) -> Outcome {
    world.given_a_browser()?;
    world.when_logged_in(&LINKEDIN)?;
    let feed = |world: &World| {
        let page = probed(world, LINKEDIN.home)?;
        let found = fingerprint(world, &page)?;
        page.close().map(|()| found)
    };
    let without = (feed(world)?, switched(world)?);
    world.when_bezwaar_is_installed()?;
    world.then_badge("1")?;
    alike("the feed", &feed(world)?, &without.0)?;
    alike("the settings", &switched(world)?, &without.1)?;
    // The script was there: it read the switch.
    world.then_badge("✓").map(drop)
}

fn meta(world: &mut World) -> Outcome {
    world.given_a_browser()?;
    let pages = [(&FACEBOOK, FACEBOOK.home), (&INSTAGRAM, INSTAGRAM.home), (&FACEBOOK, FACEBOOK.deep_link)];
    let mut without = Vec::new();
    for (site, address) in pages {
        world.when_logged_in(site)?;
        let page = probed(world, address)?;
        without.push(fingerprint(world, &page)?);
        page.close()?;
    }
    world.when_bezwaar_is_installed()?;
    for ((site, address), without) in pages.iter().zip(&without) {
        due(world, site)?;
        let page = probed(world, address)?;
        then_our_elements(&page, 1)?;
        alike(address, &fingerprint(world, &page)?, without)?;
        anonymous(&page).map_err(|error| format!("{address}: {error}"))?;
        page.close()?;
    }
    for ((site, address), without) in pages.iter().zip(&without).take(2) {
        let popup = world.popup()?;
        popup.act(site, &CookieStore::default(), "declare-2024")?;
        popup.page().close()?;
        let page = probed(world, address)?;
        alike(&format!("{address}, recorded"), &fingerprint(world, &page)?, without)?;
        same("elements of ours", page.eval("strangers()")?, json!([]))?;
        page.close()?;
    }
    Ok(())
}

/// Fails unless all that a page sees of our element says nothing but that there is one.
fn anonymous(page: &Page<'_>) -> Outcome {
    let all = page.eval("strangers()")?;
    same("elements of ours", all.as_array().map_or(0, Vec::len), 1)?;
    let one = &all[0];
    same(
        "its name, id, content, root, own properties",
        &json!([one["name"], one["id"], one["inside"], one["root"], one["own"]]),
        &json!(["DIV", "", "", true, []]),
    )?;
    same("how often it was added", &one["added"], &json!(1))?;
    let attributes = one["attributes"].as_array().into_iter().flatten().filter_map(Value::as_str);
    let unknown: Vec<&str> = attributes.filter(|name| !["hidden", "style"].contains(name)).collect();
    same("attributes that it should not have", unknown, Vec::<&str>::new())?;
    // A banner has a place, and the companion has none of its own.
    let style = one["style"].as_str().unwrap_or_default().split(';').filter_map(|one| one.split(':').next());
    let unknown: Vec<&str> =
        style.map(str::trim).filter(|name| !["", "--top", "color-scheme"].contains(name)).collect();
    same("what its style should not say", unknown, Vec::<&str>::new())
}

/// Asks for every file of the package by its true address; the page is told even that.
fn files(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    due(world, &FACEBOOK)?;
    world.when_logged_in(&LINKEDIN)?;
    let package = world.package().to_owned();
    let name = |file: &Path| {
        file.strip_prefix(&package).map(|file| file.to_string_lossy().into_owned()).map_err(|e| e.to_string())
    };
    let names = files_in(&package)?.iter().map(|file| name(file)).collect::<Outcome<Vec<_>>>()?;
    same("files of the package", names.len() > 15, true)?;
    let browser = world.browser()?;
    let urls: Vec<String> = names.iter().map(|name| browser.extension_url(name)).collect();
    for address in [FACEBOOK.home, FACEBOOK.deep_link, LINKEDIN.home, LINKEDIN.deep_link] {
        let page = probed(world, address)?;
        if address == FACEBOOK.home {
            says(&page, "Object")?;
        }
        same(&format!("what {address} can load"), page.eval(&format!("reach({})", json!(urls)))?, json!([]))?;
        same(
            "what it could load if it were its own",
            page.eval("reach(['/'])")?.as_array().is_some_and(Vec::is_empty),
            false,
        )?;
        page.close()?;
    }
    Ok(())
}
