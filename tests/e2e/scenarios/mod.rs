//! What the extension must do, as given, when and then; each runs in every browser where it applies.

mod access;
mod banner;
mod clickjacking;
mod companion;
mod conditions;
mod containers;
mod costs;
mod damage;
mod errands;
mod faults;
mod forged;
mod form;
mod guide;
mod halves;
mod history;
mod kills;
mod login;
mod long;
pub(crate) mod looks;
mod manners;
mod popup;
mod probing;
mod record;
mod records;
mod silence;
mod spoofed;
mod storage;
mod switch;
mod tricks;
mod update;
mod wake;
mod welcome;

use crate::driver::Kind;
use crate::wait::Outcome;
use crate::world::World;

/// One scenario.
pub(crate) struct Scenario {
    /// A sentence, and what `--only` looks in.
    pub(crate) name: &'static str,
    /// Where it applies.
    pub(crate) kinds: &'static [Kind],
    /// The steps.
    pub(crate) steps: fn(&mut World) -> Outcome,
}

const fn both(name: &'static str, steps: fn(&mut World) -> Outcome) -> Scenario {
    Scenario { name, kinds: &Kind::ALL, steps }
}

const fn in_chromium(name: &'static str, steps: fn(&mut World) -> Outcome) -> Scenario {
    Scenario { name, kinds: &[Kind::Chrome], steps }
}

const fn in_firefox(name: &'static str, steps: fn(&mut World) -> Outcome) -> Scenario {
    Scenario { name, kinds: &[Kind::Firefox], steps }
}

/// All scenarios, in the order in which they run.
pub(crate) fn all() -> impl Iterator<Item = &'static Scenario> {
    [
        login::ALL,
        halves::ALL,
        wake::ALL,
        welcome::ALL,
        access::ALL,
        containers::ALL,
        guide::ALL,
        popup::ALL,
        records::ALL,
        record::ALL,
        errands::ALL,
        storage::ALL,
        banner::ALL,
        manners::ALL,
        companion::ALL,
        form::ALL,
        switch::ALL,
        forged::ALL,
        clickjacking::ALL,
        tricks::ALL,
        spoofed::ALL,
        probing::ALL,
        silence::ALL,
        long::ALL,
        history::ALL,
        faults::ALL,
        damage::ALL,
        kills::ALL,
        conditions::ALL,
        update::ALL,
        costs::ALL,
        looks::ALL,
    ]
    .into_iter()
    .flatten()
}
