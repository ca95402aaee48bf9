//! Shows the main path on stand-ins: by hand for a person, or by itself into pictures and a transcript.

use crate::args::Args;
use crate::browser::CookieStore;
use crate::driver::{Kind, Setup, require};
use crate::page::Page;
use crate::panel::{looks_anew, press, says, then_our_elements};
use crate::run::{language, show, visible};
use crate::sites::{FACEBOOK, INSTAGRAM, LINKEDIN, SITES, Site};
use crate::stand_ins::StandIns;
use crate::texts::message_of;
use crate::wait::Outcome;
use crate::world::World;
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The folder of pictures and transcript where none is named: one that neither git nor the archive of the sources takes.
const OUT: &str = "target/demo";

/// Shows the demo. Returns whether everything was as expected.
pub(crate) fn demo(args: &Args) -> Outcome<bool> {
    match (&args.out, args.headless) {
        (_, false) => by_hand(args).map(|()| true),
        (None, true) if args.again_after.is_some() => by_hand(args).map(|()| true),
        (out, true) => headless(args, out.as_deref().unwrap_or(Path::new(OUT))),
    }
}

fn by_hand(args: &Args) -> Outcome {
    let kind = visible(args)?;
    let stand_ins = StandIns::start()?;
    println!("{}", invite(kind, &args.dist, language())?);
    let setup = Setup {
        language: language(),
        headless: args.headless,
        bare: false,
        stand_ins: Some(stand_ins.port),
        without_wasm: false,
        keeps_alerts: false,
        user_agent: None,
        restores: false,
    };
    show(args, kind, &setup, &SITES.map(|site| site.home))
}

/// The labels that [`INVITATION`] quotes, by what stands for them there.
const LABELS: [(&str, &str); 5] = [
    ("{welcome}", "welcome_title"),
    ("{object}", "action_object"),
    ("{next}", "companion_next"),
    ("{overview}", "record_title"),
    ("{print}", "receipt_print"),
];

/// Returns what a person is told to click, with the labels in the language in which the browser shows them.
fn invite(kind: Kind, dist: &Path, language: &str) -> Outcome<String> {
    let mut text = INVITATION.replace("{browser}", kind.name());
    for (place, key) in LABELS {
        text = text.replace(place, &message_of(&dist.join(kind.name()), language, key)?);
    }
    Ok(text.replace("$1", INSTAGRAM.name))
}

const INVITATION: &str = "\
{browser} opens with four tabs: Bezwaar's own, and stand-ins of Facebook, Instagram and LinkedIn on this computer. No
account and no internet are needed. The profile is thrown away afterwards.

  1. Look at the tab \"{welcome}\": nothing is shown on a site before somebody has seen it, or the popup.
  2. On the yellow bar of each stand-in, click \"Log in\": the badge on Bezwaar's icon says 1, 2, 3. In Chromium the icon is
     behind the puzzle piece. On Facebook and Instagram a notice comes up.
  3. Click the icon, and its filled button \"{object}\": the form opens, with help beside it.
  4. Click the form's own button \"Submit\": the help says that the page showed no error. Click \"{next}\" there, send that
     form, too, and go on to LinkedIn in the same way.
  5. Flip the switch on LinkedIn's page: the icon says ✓. Flip it back: it says 1!.
  6. Click the icon, \"{overview}\": what happened and how it is known. \"{print}\" makes a receipt.
  7. Log out again with the yellow bar: the account is no longer counted.
";

/// The size in which browsers show the popup, and that of a tab on a small laptop.
const POPUP: (u32, u32) = (380, 536);
const TAB: (u32, u32) = (1366, 650);

/// The selector of LinkedIn's switch in the stand-in.
const SWITCH: &str = "label.artdeco-toggle__label";

/// Returns the label of the companion's button to the next account.
fn next(world: &World, site: &Site) -> Outcome<String> {
    Ok(world.message("en", "companion_next")?.replace("$1", site.name))
}

fn headless(args: &Args, out: &Path) -> Outcome<bool> {
    require(&args.kinds(), &args.dist)?;
    let stand_ins = Arc::new(StandIns::start()?);
    let mut good = true;
    for kind in args.kinds() {
        // A label that is gone would stop the demo by hand alone, where no test looks.
        invite(kind, &args.dist, language())?;
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

    /// Walks the whole path: from the tab that opens by itself to the receipt.
    fn walk(&mut self, world: &mut World) -> Outcome {
        world.given_a_browser()?;
        world.when_bezwaar_arrives()?;
        let welcome = world.welcome()?;
        self.picture(&welcome, "welcome", TAB)?;
        welcome.close()?;
        self.badge(world, "Nobody is logged in", "")?;
        for (site, badge) in SITES.iter().zip(["1", "2", "3"]) {
            self.log_in(world, site)?;
            self.badge(world, &format!("Logged in to {}", site.name), badge)?;
        }
        self.popup(world, "popup-to-do")?;
        let form = self.opened_from_popup(world, &FACEBOOK)?;
        self.send(world, &form, &FACEBOOK, &INSTAGRAM)?;
        self.badge(world, "Facebook's form was sent", "2")?;
        let form = self.followed(world, &form, &INSTAGRAM)?;
        self.send(world, &form, &INSTAGRAM, &LINKEDIN)?;
        self.badge(world, "Instagram's form was sent", "1")?;
        let settings = self.followed(world, &form, &LINKEDIN)?;
        settings.wait_for(SWITCH)?;
        settings.click(SWITCH)?;
        self.badge(world, "LinkedIn's switch was turned off", "✓")?;
        self.picture(&settings, "linkedin-off", TAB)?;
        self.popup(world, "popup-on-record")?;
        self.receipt(world)
    }

    /// Logs in with the stand-in's yellow bar; on Meta's sites the notice comes up.
    fn log_in(&mut self, world: &World, site: &Site) -> Outcome {
        let page = world.browser()?.open(site.home, &CookieStore::default())?;
        self.picture(&page, &format!("{}-logged-out", site.platform), TAB)?;
        page.click("#stand-in button")?;
        page.wait_for("#stand-in form[action^='/stand-in/logout']")?;
        if site.platform != LINKEDIN.platform {
            then_our_elements(&page, 1)?;
            looks_anew(&page)?;
        }
        self.picture(&page, &format!("{}-logged-in", site.platform), TAB)?;
        page.close()
    }

    fn badge(&mut self, world: &World, event: &str, text: &str) -> Outcome {
        let badge = world.then_badge(text)?;
        let said = format!("{event}: {badge}");
        self.say(&said, json!({ "event": event, "badge": badge.text, "tooltip": badge.title }));
        Ok(())
    }

    fn popup(&mut self, world: &World, name: &str) -> Outcome {
        let popup = world.popup()?;
        popup.row(
            &LINKEDIN,
            &CookieStore::default(),
            if name == "popup-to-do" { "not-recorded" } else { "recorded" },
        )?;
        self.picture(popup.page(), name, POPUP)?;
        let headline = popup.page().eval("document.querySelector('#headline').textContent")?;
        self.say(
            &format!("Popup: {}", headline.as_str().unwrap_or_default()),
            json!({ "event": "popup", "headline": headline }),
        );
        for row in popup.rows()? {
            let site = SITES.iter().find(|site| site.platform == row.platform).map_or("?", |site| site.name);
            self.say(&format!("Popup, {site}: {}", row.text), json!({ "event": "popup", "row": row }));
        }
        popup.page().close()
    }

    /// Opens the page to which the button of a row leads.
    fn opened_from_popup<'a>(&mut self, world: &'a World, site: &Site) -> Outcome<Page<'a>> {
        let popup = world.popup()?;
        let store = CookieStore::default();
        let tab = popup.click(&popup.row(site, &store, "not-recorded")?)?;
        world.then_tab_shows(&tab, site.deep_link, &store)?;
        popup.page().close()?;
        self.reached(site, "The popup's button");
        Ok(world.browser()?.page(&tab))
    }

    /// Opens the page to which the companion's button "Next: …" leads.
    fn followed<'a>(&mut self, world: &'a World, form: &Page<'_>, site: &Site) -> Outcome<Page<'a>> {
        let label = next(world, site)?;
        let tab = world.browser()?.tab_opened_by(|| press(form, &label))?;
        world.then_tab_shows(&tab, site.deep_link, &CookieStore::default())?;
        self.reached(site, &format!("The companion's button \"{label}\""));
        Ok(world.browser()?.page(&tab))
    }

    fn reached(&mut self, site: &Site, by: &str) {
        let said = format!("{by} leads to {}", site.deep_link);
        self.say(&said, json!({ "event": "button", "site": site.name, "reached": site.deep_link }));
    }

    /// Presses the form's own button, as the person does. The companion says what was seen, and names the next account.
    fn send(&mut self, world: &World, form: &Page<'_>, site: &Site, then: &Site) -> Outcome {
        then_our_elements(form, 1)?;
        self.picture(form, &format!("{}-form", site.platform), TAB)?;
        form.click("#content :is(button, [role=button])")?;
        let (no_error, next) = ("Meta’s page showed no error.", next(world, then)?);
        says(form, no_error)?;
        says(form, &next)?;
        let said = format!("{no_error} [{next}]");
        self.picture(form, &format!("{}-sent", site.platform), TAB)?;
        self.say(&format!("The companion: {said}"), json!({ "event": "sent", "site": site.name, "companion": said }));
        Ok(())
    }

    /// Pictures the first account's receipt, as it is printed.
    fn receipt(&mut self, world: &World) -> Outcome {
        let browser = world.browser()?;
        let record = browser.open(&browser.extension_url("record.html"), &CookieStore::default())?;
        record.wait_for("main[data-state=ready]")?;
        self.picture(&record, "overview", TAB)?;
        // The button prints one account; without a printer it still says which.
        record.eval("(window.print = () => {}, document.querySelector('#accounts [data-act=print]').click())")?;
        browser.driver().emulate(record.id(), &[("media", "print")])?;
        self.picture(&record, "receipt", TAB)?;
        self.say("The receipt of one account, as it is printed", json!({ "event": "receipt" }));
        record.close()
    }

    /// Pictures a page, as large as a browser shows it.
    fn picture(&mut self, page: &Page, name: &str, (width, height): (u32, u32)) -> Outcome {
        self.pictures += 1;
        page.activate()?;
        page.resize(width, height, 1.0)?;
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
