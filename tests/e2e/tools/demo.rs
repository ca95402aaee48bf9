//! The main path on stand-ins: by hand for a person, or by itself into pictures and a transcript.

use crate::args::Args;
use crate::browser::Store;
use crate::driver::{Kind, Setup, require};
use crate::page::Page;
use crate::run::{language, show, visible};
use crate::sites::{SITES, Site};
use crate::stand_ins::StandIns;
use crate::wait::Outcome;
use crate::world::World;
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Shows the demo. Returns whether everything was as expected.
pub(crate) fn demo(args: &Args) -> Outcome<bool> {
    match (&args.out, args.headless) {
        (Some(out), true) => headless(args, out),
        (_, false) => by_hand(args).map(|()| true),
        (None, true) if args.again_after.is_some() => by_hand(args).map(|()| true),
        (None, true) => Err("demo --headless needs --out DIR, for the pictures and the transcript".into()),
    }
}

fn by_hand(args: &Args) -> Outcome {
    let kind = visible(args)?;
    let stand_ins = StandIns::start()?;
    println!("{}", INVITATION.replace("{browser}", kind.name()));
    let setup = Setup {
        language: language(),
        headless: args.headless,
        stand_ins: Some(stand_ins.port),
        without_wasm: false,
        user_agent: None,
    };
    show(args, kind, &setup, &SITES.map(|site| site.home))
}

const INVITATION: &str = "\
{browser} opens with three tabs: stand-ins of LinkedIn, Instagram and Facebook on this computer. No account and no
internet are needed. The profile is thrown away afterwards.

  1. On the yellow strip of a page, click \"Log in\".
  2. Look at the icon of Bezwaar in the toolbar: the badge says 1. In Chromium the icon is behind the puzzle piece.
  3. Log in on the other tabs too: 2, then 3. Let the pointer rest on the icon to read it in words.
  4. Click the icon. Each row has a button; it opens the form, or at LinkedIn the switch.
  5. Log out again with the same yellow strip: the badge counts back.
";

fn headless(args: &Args, out: &Path) -> Outcome<bool> {
    require(&args.kinds(), &args.dist)?;
    let stand_ins = Arc::new(StandIns::start()?);
    let mut good = true;
    for kind in args.kinds() {
        println!("{}:", kind.name());
        let mut tour = Tour::new(out.join(kind.name()))?;
        let outcome = World::new(kind, &args.dist, &stand_ins).and_then(|mut world| tour.walk(&mut world));
        if let Err(reason) = &outcome {
            tour.say(&format!("NOT AS EXPECTED: {reason}"), json!({ "failure": reason }));
        }
        tour.write(kind, outcome.is_ok())?;
        good &= outcome.is_ok();
    }
    Ok(good)
}

/// A walk along the main path that writes down what it sees.
struct Tour {
    directory: PathBuf,
    pictures: usize,
    text: String,
    steps: Vec<Value>,
}

impl Tour {
    fn new(directory: PathBuf) -> Outcome<Self> {
        fs::create_dir_all(&directory).map_err(|e| format!("{}: {e}", directory.display()))?;
        Ok(Self { directory, pictures: 0, text: String::new(), steps: Vec::new() })
    }

    fn walk(&mut self, world: &mut World) -> Outcome {
        world.given_bezwaar()?;
        self.badge(world, "Nobody is logged in", "")?;
        for (site, badge) in SITES.iter().zip(["1", "2", "3"]) {
            self.log_in(world, site)?;
            self.badge(world, &format!("Logged in to {}", site.name), badge)?;
        }
        self.popup(world)?;
        for site in SITES {
            self.button(world, site)?;
        }
        for (site, badge) in SITES.iter().zip(["2", "1", ""]) {
            self.log_out(world, site)?;
            self.badge(world, &format!("Logged out of {}", site.name), badge)?;
        }
        self.popup(world)
    }

    fn log_in(&mut self, world: &World, site: &Site) -> Outcome {
        let page = world.browser()?.open(site.home, &Store::default())?;
        self.picture(&page, &format!("{}-logged-out", site.platform))?;
        page.click("#stand-in button")?;
        page.wait_for("#stand-in form[action^='/stand-in/logout']")?;
        self.picture(&page, &format!("{}-logged-in", site.platform))?;
        page.close()
    }

    fn log_out(&mut self, world: &World, site: &Site) -> Outcome {
        let page = world.browser()?.open(site.home, &Store::default())?;
        page.click("#stand-in button")?;
        page.wait_for("#stand-in form[action^='/stand-in/login']")?;
        page.close()
    }

    fn badge(&mut self, world: &mut World, event: &str, text: &str) -> Outcome {
        let badge = world.then_badge(text)?;
        let said = format!("{event}: {badge}");
        self.say(&said, json!({ "event": event, "badge": badge.text, "tooltip": badge.title }));
        Ok(())
    }

    fn popup(&mut self, world: &World) -> Outcome {
        let popup = world.popup()?;
        self.picture(popup.page(), "popup")?;
        for row in popup.rows()? {
            self.say(&format!("Popup, {row}"), json!({ "event": "popup", "row": row }));
        }
        popup.page().close()
    }

    fn button(&mut self, world: &World, site: &Site) -> Outcome {
        let popup = world.popup()?;
        let store = Store::default();
        let tab = popup.click(&popup.row(site, &store, "not-recorded")?)?;
        world.then_tab_shows(&tab, site.deep_link, &store)?;
        popup.page().close()?;
        let page = world.browser()?.page(&tab);
        let title = page.eval("document.title")?;
        self.picture(&page, &format!("{}-reached", site.platform))?;
        let said = format!("The button of {} leads to {} ({title})", site.name, site.deep_link);
        self.say(&said, json!({ "event": "button", "site": site.name, "reached": site.deep_link, "title": title }));
        page.close()
    }

    fn picture(&mut self, page: &Page, name: &str) -> Outcome {
        self.pictures += 1;
        page.screenshot(&self.directory.join(format!("{:02}-{name}.png", self.pictures)))
    }

    fn say(&mut self, line: &str, step: Value) {
        println!("  {line}");
        self.text.push_str(line);
        self.text.push('\n');
        self.steps.push(step);
    }

    fn write(&self, kind: Kind, good: bool) -> Outcome {
        let write = |name: &str, text: String| {
            let file = self.directory.join(name);
            fs::write(&file, text).map_err(|e| format!("{}: {e}", file.display()))
        };
        let report = json!({ "browser": kind.name(), "as_expected": good, "steps": self.steps });
        write("transcript.txt", self.text.clone())?;
        write("transcript.json", format!("{report:#}\n"))?;
        let verdict = if good { "as expected" } else { "NOT as expected" };
        println!(
            "{}: {verdict}; {} pictures and the transcript are in {}",
            kind.name(),
            self.pictures,
            self.directory.display()
        );
        Ok(())
    }
}
