//! Pictures all that people see, for the README and for whoever changes it: in two languages, light and dark, with
//! forced colours, narrow, enlarged and from right to left.

mod languages;
mod pages;
mod panels;

use crate::args::Args;
use crate::driver::{Kind, require};
use crate::page::Page;
use crate::stand_ins::StandIns;
use crate::states::{due, guide, recorded, unclear};
use crate::store::corner;
use crate::wait::Outcome;
use crate::world::World;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub(crate) use languages::languages;

/// The languages of the gallery.
const LANGUAGES: [&str; 2] = ["nl", "de"];

/// The way in which something is looked at.
#[derive(Clone, Copy)]
struct View {
    name: &'static str,
    /// The width and height in CSS pixels, and the device pixels for each of them.
    size: (u32, u32, f64),
    dark: bool,
    forced: bool,
    print: bool,
    rtl: bool,
}

const fn view(name: &'static str, width: u32, height: u32) -> View {
    View { name, size: (width, height, 1.0), dark: false, forced: false, print: false, rtl: false }
}

const LIGHT: View = view("light", 900, 560);
const DARK: View = View { dark: true, ..view("dark", 900, 560) };
const FORCED: View = View { forced: true, dark: true, ..view("forced", 900, 560) };
const NARROW: View = view("narrow", 320, 640);
const ENLARGED: View = View { size: (450, 400, 1.0), ..view("enlarged", 0, 0) };
const PRINTED: View = View { print: true, ..view("printed", 720, 1020) };
const RTL: View = View { rtl: true, ..view("rtl", 900, 560) };

/// The views, with the most important first: light and dark.
const ALL: &[View] = &[LIGHT, DARK, FORCED, NARROW, ENLARGED, RTL];

/// Makes the pictures. Returns whether all of them could be made.
pub(crate) fn gallery(args: &Args) -> Outcome<bool> {
    let out = args.out.as_deref().ok_or("gallery needs --out DIR")?;
    require(&Kind::ALL, &args.dist)?;
    let stand_ins = Arc::new(StandIns::start()?);
    corner(args, &stand_ins, &folder(out, "en")?.join("popup-corner.png"))?;
    for language in LANGUAGES {
        for state in [due, recorded, unclear, guide] {
            let mut world = World::new(Kind::Chrome, &args.dist, &stand_ins)?;
            world.pictures = Some(folder(out, language)?);
            state(&mut world, language)?;
        }
        let mut world = World::new(Kind::Chrome, &args.dist, &stand_ins)?;
        world.given_language(language);
        world.given_bezwaar()?;
        let mut gallery = Gallery { world, directory: folder(out, language)?, account: 1000, whole: language == "nl" };
        gallery.pages()?;
        gallery.panels()?;
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
    /// True if it looks in every way, and not only in light and dark.
    whole: bool,
}

impl Gallery {
    fn set(&self, page: &Page<'_>, view: &View) -> Outcome {
        page.activate()?;
        let (width, height, ratio) = view.size;
        page.resize(width, height, ratio)?;
        let features = [
            ("prefers-color-scheme", if view.dark { "dark" } else { "light" }),
            ("media", if view.print { "print" } else { "" }),
            ("forced-colors", if view.forced { "active" } else { "none" }),
        ];
        self.world.browser()?.driver().emulate(page.id(), &features)?;
        page.eval(&format!("document.documentElement.dir = {:?}", view.direction())).map(drop)
    }

    fn ways(&self, all: &'static [View]) -> &'static [View] {
        if self.whole { all } else { all.get(..2).unwrap_or_default() }
    }

    fn file(&self, name: &str, view: &View) -> PathBuf {
        self.directory.join(format!("{name}-{}.webp", view.name))
    }
}

impl View {
    fn direction(&self) -> &'static str {
        if self.rtl { "rtl" } else { "ltr" }
    }
}
