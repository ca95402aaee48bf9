//! Pictures popup, notice and guide in every language, for whoever reads them through.

use super::{Args, LIGHT, View, folder};
use crate::browser::CookieStore;
use crate::driver::{Kind, require};
use crate::page::Page;
use crate::panel::then_our_elements;
use crate::sites::{FACEBOOK, INSTAGRAM, LINKEDIN};
use crate::stand_ins::StandIns;
use crate::wait::Outcome;
use crate::world::World;
use serde_json::Value;
use std::path::Path;
use std::sync::Arc;

/// The sizes in which browsers show each of them.
const POPUP: View = View { size: (380, 536, 1.0), ..LIGHT };
const SITE: View = View { size: (900, 420, 1.0), ..LIGHT };
const TAB: View = View { size: (900, 900, 1.0), ..LIGHT };

/// Makes the pictures of the languages whose folder contains `--only`.
pub(crate) fn languages(args: &Args) -> Outcome<bool> {
    let out = args.out.as_deref().ok_or("languages needs --out DIR")?;
    require(&[Kind::Chrome], &args.dist)?;
    let stand_ins = Arc::new(StandIns::start()?);
    let locales = World::new(Kind::Chrome, &args.dist, &stand_ins)?.languages()?;
    for locale in locales.iter().filter(|locale| locale.contains(&args.only)) {
        let mut world = World::new(Kind::Chrome, &args.dist, &stand_ins)?;
        world.given_bezwaar_in(locale)?;
        let heights = pictures(&world, &folder(out, locale)?)?;
        println!("  {locale}: the popup is {} px high, with its choices {} px", heights[0], heights[1]);
    }
    Ok(true)
}

/// Makes the pictures, and tells how high the popup is, without and with its choices.
fn pictures(world: &World, out: &Path) -> Outcome<[Value; 2]> {
    let height =
        |page: &Page<'_>| page.eval("Math.ceil(document.querySelector('main').getBoundingClientRect().height)");
    for site in [&FACEBOOK, &INSTAGRAM, &LINKEDIN] {
        world.when_logged_in(site)?;
    }
    let popup = world.popup()?;
    popup.row(&LINKEDIN, &CookieStore::default(), "not-recorded")?;
    take(popup.page(), &POPUP, out, "popup")?;
    let closed = height(popup.page())?;
    popup.page().click("[data-platform=facebook] .more > summary")?;
    take(popup.page(), &POPUP, out, "popup-choices")?;
    let open = height(popup.page())?;
    let browser = world.browser()?;
    let feed = browser.open(FACEBOOK.home, &CookieStore::default())?;
    then_our_elements(&feed, 1)?;
    take(&feed, &SITE, out, "notice")?;
    let form = browser.open(FACEBOOK.deep_link, &CookieStore::default())?;
    then_our_elements(&form, 1)?;
    take(&form, &TAB, out, "companion")?;
    for page in ["welcome", "guide", "record"] {
        let opened = browser.open(&browser.extension_url(&format!("{page}.html")), &CookieStore::default())?;
        opened.wait_for("main[data-state=ready]")?;
        take(&opened, &TAB, out, page)?;
    }
    Ok([closed, open])
}

fn take(page: &Page<'_>, view: &View, out: &Path, name: &str) -> Outcome {
    page.activate()?;
    let (width, height, ratio) = view.size;
    page.resize(width, height, ratio)?;
    page.screenshot(&out.join(format!("{name}.png")))
}
