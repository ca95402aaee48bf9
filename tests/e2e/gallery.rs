//! Pictures of all that people see, for the README and for whoever changes it: in two languages, light and dark, with
//! forced colours, narrow, enlarged and from right to left.

use crate::args::Args;
use crate::browser::Store;
use crate::driver::Kind;
use crate::page::Page;
use crate::panel::{host, strangers};
use crate::require;
use crate::sites::{FACEBOOK, INSTAGRAM};
use crate::stand_ins::StandIns;
use crate::wait::Outcome;
use crate::world::World;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The second is the longest.
const LANGUAGES: [&str; 2] = ["nl", "de"];

/// How something is looked at.
struct View {
    name: &'static str,
    /// Width and height in CSS pixels, and device pixels for each of them.
    size: (u32, u32, f64),
    dark: bool,
    forced: bool,
    rtl: bool,
}

const fn view(name: &'static str, width: u32, height: u32) -> View {
    View { name, size: (width, height, 1.0), dark: false, forced: false, rtl: false }
}

const LIGHT: View = view("light", 900, 560);
const DARK: View = View { dark: true, ..view("dark", 900, 560) };
const FORCED: View = View { forced: true, dark: true, ..view("forced", 900, 560) };
const NARROW: View = view("narrow", 320, 640);
const ENLARGED: View = View { size: (640, 400, 2.0), ..view("enlarged", 0, 0) };
const RTL: View = View { rtl: true, ..view("rtl", 900, 560) };

/// Makes the pictures. Returns whether all of them could be made.
pub(crate) fn gallery(args: &Args) -> Outcome<bool> {
    let out = args.out.as_deref().ok_or("gallery needs --out DIR")?;
    require(&[Kind::Chrome], &args.dist)?;
    let stand_ins = Arc::new(StandIns::start()?);
    for language in LANGUAGES {
        let mut world = World::new(Kind::Chrome, &args.dist, &stand_ins)?;
        world.given_language(language);
        world.given_bezwaar()?;
        Gallery { world, directory: folder(out, language)?, account: 1000 }.panels()?;
    }
    Ok(true)
}

fn folder(out: &Path, language: &str) -> Outcome<PathBuf> {
    let directory = out.join(language);
    fs::create_dir_all(&directory).map_err(|e| format!("{}: {e}", directory.display()))?;
    Ok(directory)
}

struct Gallery {
    world: World,
    directory: PathBuf,
    account: u32,
}

/// What stands beside the form, and what a person has done until then.
const COMPANION: [(&str, &str); 6] = [
    ("open", "play=dialog"),
    ("sent", "play=silent-error"),
    ("code", "play=code"),
    ("accepted", "play=replace"),
    ("missing", "play=missing"),
    ("other-right", ""),
];

impl Gallery {
    fn panels(&mut self) -> Outcome {
        for view in [LIGHT, DARK, FORCED, NARROW, ENLARGED, RTL] {
            self.someone_new()?;
            let page = self.world.browser()?.open(FACEBOOK.home, &Store::default())?;
            self.shot(&page, "banner", &view)?;
            page.close()?;
        }
        for (state, query) in COMPANION {
            let views: &[View] = if state == "open" { &[LIGHT, DARK, FORCED, NARROW, ENLARGED, RTL] } else { &[LIGHT] };
            self.someone_new()?;
            let address = match state {
                "other-right" => "https://www.facebook.com/help/contact/510058597920541".to_owned(),
                _ => format!("{}?{query}", FACEBOOK.deep_link),
            };
            let page = self.world.browser()?.open(&address, &Store::default())?;
            strangers(&page, 1)?;
            if matches!(state, "sent" | "code" | "accepted") {
                page.click("#content button")?;
            }
            let patience = if state == "missing" { 9500 } else { 4000 };
            page.eval(&format!("new Promise(done => setTimeout(done, {patience}, null))"))?;
            for view in views {
                self.shot(&page, &format!("companion-{state}"), view)?;
            }
            page.close()?;
        }
        Ok(())
    }

    /// Others are logged in from now on, for whom nothing was shown today.
    fn someone_new(&mut self) -> Outcome {
        self.account += 1;
        for site in [&FACEBOOK, &INSTAGRAM] {
            self.world.when_logged_in_as(site, &self.account.to_string(), &Store::default())?;
        }
        Ok(())
    }

    fn shot(&self, page: &Page<'_>, name: &str, view: &View) -> Outcome {
        page.activate()?;
        let (width, height, ratio) = view.size;
        page.resize(width, height, ratio)?;
        let features = [
            ("prefers-color-scheme", if view.dark { "dark" } else { "light" }),
            ("forced-colors", if view.forced { "active" } else { "none" }),
        ];
        self.world.browser()?.driver().emulate(page.id(), &features)?;
        strangers(page, 1)?;
        let class = if view.dark { "__fb-dark-mode" } else { "__fb-light-mode" };
        page.eval(&format!("document.documentElement.className = {class:?}"))?;
        let direction = if view.rtl { "rtl" } else { "ltr" };
        host(page, &format!("setAttribute('dir', {direction:?})"))?;
        page.eval(&format!("document.documentElement.dir = {direction:?}"))?;
        // The panel follows the page with its next look.
        page.eval("new Promise(done => setTimeout(done, 1200, null))")?;
        page.picture(&self.directory.join(format!("{name}-{}.webp", view.name)))
    }
}
