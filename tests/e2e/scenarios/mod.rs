//! What the extension must do, as given, when and then; each runs in every browser where it applies.

mod access;
mod banner;
mod banner_isolation;
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
mod guide;
mod history;
mod hostile_pages;
mod login;
mod looks;
mod partial_sessions;
mod popup;
mod popup_size;
mod probing;
mod record;
mod records;
mod request;
mod silence;
mod soak;
mod spoofed;
mod storage;
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

/// One scenario.
pub(crate) struct Scenario {
    /// A sentence, and what `--only` looks in; `{site}` stands for the name of the site.
    name: &'static str,
    /// Where it applies.
    pub(crate) kinds: &'static [Kind],
    /// What happens.
    steps: Steps,
    /// Whether it changes the browser for good, or ends it, so that nobody else can have it before or after.
    pub(crate) own_browser: bool,
    /// Whether it is about how fast things go, and so plays with the package as it is.
    pub(crate) true_speed: bool,
}

enum Steps {
    /// About no site, or about several.
    Once(fn(&mut World) -> Outcome),
    /// The same for each of these sites: all that data tells about a site is used by somebody.
    Each(fn(&Site) -> bool, fn(&mut World, &'static Site) -> Outcome),
}

impl Scenario {
    /// The sites that it is played for; one time without any if it is about none.
    pub(crate) fn sites(&self) -> Vec<Option<&'static Site>> {
        match self.steps {
            Steps::Once(_) => vec![None],
            Steps::Each(fits, _) => crate::sites::all().filter(|site| fits(site)).map(Some).collect(),
        }
    }

    /// Its name for this site.
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

const fn both(name: &'static str, steps: fn(&mut World) -> Outcome) -> Scenario {
    Scenario { name, kinds: &Kind::ALL, steps: Steps::Once(steps), own_browser: false, true_speed: false }
}

const fn in_chromium(name: &'static str, steps: fn(&mut World) -> Outcome) -> Scenario {
    Scenario { name, kinds: &[Kind::Chrome], steps: Steps::Once(steps), own_browser: false, true_speed: false }
}

const fn in_firefox(name: &'static str, steps: fn(&mut World) -> Outcome) -> Scenario {
    Scenario { name, kinds: &[Kind::Firefox], steps: Steps::Once(steps), own_browser: false, true_speed: false }
}

/// The scenario gets a browser that no other one has had or will have.
const fn own_browser(scenario: Scenario) -> Scenario {
    Scenario { own_browser: true, ..scenario }
}

/// The scenario plays with the package as it is, and time goes as it does.
const fn at_true_speed(scenario: Scenario) -> Scenario {
    Scenario { true_speed: true, ..scenario }
}

type OfSite = fn(&mut World, &'static Site) -> Outcome;

const fn each(name: &'static str, steps: OfSite) -> Scenario {
    Scenario { name, kinds: &Kind::ALL, steps: Steps::Each(|_| true, steps), own_browser: false, true_speed: false }
}

const fn each_with_a_switch(name: &'static str, steps: OfSite) -> Scenario {
    Scenario {
        name,
        kinds: &Kind::ALL,
        steps: Steps::Each(|site| site.setting.is_some(), steps),
        own_browser: false,
        true_speed: false,
    }
}

const fn each_with_numbers(name: &'static str, steps: OfSite) -> Scenario {
    Scenario {
        name,
        kinds: &Kind::ALL,
        steps: Steps::Each(Site::has_numbers, steps),
        own_browser: false,
        true_speed: false,
    }
}

const fn each_without_numbers(name: &'static str, steps: OfSite) -> Scenario {
    Scenario {
        name,
        kinds: &Kind::ALL,
        steps: Steps::Each(|site| !site.has_numbers(), steps),
        own_browser: false,
        true_speed: false,
    }
}

const fn each_on_request(name: &'static str, steps: OfSite) -> Scenario {
    Scenario {
        name,
        kinds: &Kind::ALL,
        steps: Steps::Each(Site::is_on_request, steps),
        own_browser: false,
        true_speed: false,
    }
}

/// A site that is another one.
fn elsewhere(site: &Site) -> &'static Site {
    if site.name == LINKEDIN.name { &FACEBOOK } else { &LINKEDIN }
}

/// All scenarios, in the order in which they run.
pub(crate) fn all() -> impl Iterator<Item = &'static Scenario> {
    [
        login::ALL,
        partial_sessions::ALL,
        wake::ALL,
        welcome::ALL,
        access::ALL,
        containers::ALL,
        trust::ALL,
        guide::ALL,
        popup::ALL,
        popup_size::ALL,
        records::ALL,
        request::ALL,
        record::ALL,
        click_counts::ALL,
        storage::ALL,
        banner::ALL,
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
        soak::ALL,
        history::ALL,
        faults::ALL,
        damage::ALL,
        worker_kills::ALL,
        environment::ALL,
        update::ALL,
        costs::ALL,
        looks::ALL,
    ]
    .into_iter()
    .flatten()
}
