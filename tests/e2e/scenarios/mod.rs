//! The scenarios say what the extension must do, as given, when and then; each runs in every browser where it applies.

mod access;
mod accessibility;
mod appearance;
mod banner;
mod banner_days;
mod banner_isolation;
mod capture;
mod click_counts;
mod clickjacking;
mod companion;
mod containers;
mod costs;
mod damage;
mod environment;
mod faults;
mod forged;
mod form;
mod glance;
mod guide;
mod history;
mod hostile_pages;
mod languages;
mod login;
mod partial_sessions;
mod popup;
mod popup_size;
mod probing;
mod record;
mod records;
mod request;
mod silence;
mod slow_backup;
mod soak;
mod spoofed;
mod storage;
mod stuck_pages;
mod switch;
mod trust;
mod update;
mod wake;
mod welcome;
mod worker_kills;

use crate::driver::Kind;
use crate::sites::{FACEBOOK, LINKEDIN, Site};
use crate::wait::Outcome;
use crate::world::World;

/// A scenario.
pub(crate) struct Scenario {
    /// The name: a sentence, in which `--only` looks; `{site}` stands for the name of the site.
    name: &'static str,
    /// The browsers to which it applies.
    pub(crate) kinds: &'static [Kind],
    /// The steps that it takes.
    steps: Steps,
    /// True if it changes the browser for good, or ends it, so that nobody else can have it before or after.
    pub(crate) own_browser: bool,
    /// True if it is about how fast things go, and so plays with the package as it is.
    pub(crate) true_speed: bool,
    /// True if it holds a limit of time that a machine with other browsers at work may not keep, so that nothing runs beside
    /// it.
    pub(crate) alone: bool,
}

enum Steps {
    /// The steps of a scenario that is about no site, or about several.
    Once(OfNoSite),
    /// The steps that are taken for each of the sites that fit: all that data tells about a site is used by somebody.
    Each(fn(&Site) -> bool, OfSite),
}

impl Scenario {
    /// Returns the sites that it is played for; one time without any if it is about none.
    pub(crate) fn sites(&self) -> Vec<Option<&'static Site>> {
        match self.steps {
            Steps::Once(_) => vec![None],
            Steps::Each(fits, _) => crate::sites::all().filter(|site| fits(site)).map(Some).collect(),
        }
    }

    /// Returns its name for this site.
    pub(crate) fn title(&self, site: Option<&Site>) -> String {
        self.name.replace("{site}", site.map_or("", |site| site.name))
    }

    /// Takes the steps.
    pub(crate) fn play(&self, world: &mut World, site: Option<&'static Site>) -> Outcome {
        match (&self.steps, site) {
            (Steps::Once(steps), _) => steps(world),
            (Steps::Each(_, steps), Some(site)) => steps(world, site),
            (Steps::Each(..), None) => Err("no site to play it for".into()),
        }
    }
}

/// A scenario that shares its browser with others, beside which others run, and in whose pages time goes faster.
const fn scenario(name: &'static str, kinds: &'static [Kind], steps: Steps) -> Scenario {
    Scenario { name, kinds, steps, own_browser: false, true_speed: false, alone: false }
}

type OfNoSite = fn(&mut World) -> Outcome;

const fn both(name: &'static str, steps: OfNoSite) -> Scenario {
    scenario(name, &Kind::ALL, Steps::Once(steps))
}

const fn in_chromium(name: &'static str, steps: OfNoSite) -> Scenario {
    scenario(name, &[Kind::Chrome], Steps::Once(steps))
}

const fn in_firefox(name: &'static str, steps: OfNoSite) -> Scenario {
    scenario(name, &[Kind::Firefox], Steps::Once(steps))
}

type OfSite = fn(&mut World, &'static Site) -> Outcome;

/// A scenario for the sites that fit.
const fn each_that(fits: fn(&Site) -> bool, name: &'static str, steps: OfSite) -> Scenario {
    scenario(name, &Kind::ALL, Steps::Each(fits, steps))
}

const fn each(name: &'static str, steps: OfSite) -> Scenario {
    each_that(|_| true, name, steps)
}

const fn each_with_a_switch(name: &'static str, steps: OfSite) -> Scenario {
    each_that(|site| site.setting.is_some(), name, steps)
}

const fn each_with_numbers(name: &'static str, steps: OfSite) -> Scenario {
    each_that(Site::has_numbers, name, steps)
}

const fn each_without_numbers(name: &'static str, steps: OfSite) -> Scenario {
    each_that(|site| !site.has_numbers(), name, steps)
}

const fn each_on_request(name: &'static str, steps: OfSite) -> Scenario {
    each_that(Site::is_on_request, name, steps)
}

/// Gives the scenario a browser that no other one has had or will have.
const fn own_browser(scenario: Scenario) -> Scenario {
    Scenario { own_browser: true, ..scenario }
}

/// Plays the scenario with the package as it is, and lets time go as it does.
const fn at_true_speed(scenario: Scenario) -> Scenario {
    Scenario { true_speed: true, ..scenario }
}

/// Plays the scenario while nothing else runs.
const fn alone(scenario: Scenario) -> Scenario {
    Scenario { alone: true, ..scenario }
}

/// Returns a site that is another one.
fn elsewhere(site: &Site) -> &'static Site {
    if site.name == LINKEDIN.name { &FACEBOOK } else { &LINKEDIN }
}

/// Returns all scenarios. The runner puts them into the order in which they run.
pub(crate) fn all() -> impl Iterator<Item = &'static Scenario> {
    [
        languages::ALL,
        login::ALL,
        partial_sessions::ALL,
        wake::ALL,
        welcome::ALL,
        access::ALL,
        accessibility::ALL,
        containers::ALL,
        trust::ALL,
        glance::ALL,
        guide::ALL,
        popup::ALL,
        popup_size::ALL,
        records::ALL,
        request::ALL,
        record::ALL,
        capture::ALL,
        click_counts::ALL,
        storage::ALL,
        stuck_pages::ALL,
        banner::ALL,
        banner_days::ALL,
        banner_isolation::ALL,
        companion::ALL,
        form::ALL,
        switch::ALL,
        forged::ALL,
        clickjacking::ALL,
        hostile_pages::ALL,
        spoofed::ALL,
        probing::ALL,
        silence::ALL,
        slow_backup::ALL,
        soak::ALL,
        history::ALL,
        faults::ALL,
        damage::ALL,
        worker_kills::ALL,
        environment::ALL,
        update::ALL,
        costs::ALL,
        appearance::ALL,
    ]
    .into_iter()
    .flatten()
}
