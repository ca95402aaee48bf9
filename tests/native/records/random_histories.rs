//! Makes random histories of a few accounts, with clocks that jump and restarts in between.

use bezwaar::core::account::{AccountIdentity, AccountKey, CookieStoreName, NumberHash, Salt};
use bezwaar::core::format::recover::open;
use bezwaar::core::format::save;
use bezwaar::core::history::event::{
    CaseNumber, DeclaredWhen, DeclineReason, EntryId, Event, FormNumber, SnoozedUntil,
};
use bezwaar::core::records::{Records, Stamp};
use bezwaar::core::time::Timestamp;
use bezwaar::core::time::{DAY_MS, Date};
use bezwaar::platforms::PlatformId;
use proptest::prelude::*;

pub(super) const SALT: Salt = Salt([7; 16]);

/// The start of every history: 2026-11-22, in milliseconds since 1970.
pub(super) const START_MS: i64 = 1_795_305_600_000;

/// A step of a history.
#[derive(Clone, Debug)]
pub(super) enum Step {
    /// Something happens to an account.
    Note(usize, Event),
    /// An answer about a Facebook and an Instagram account.
    Link(usize, usize, bool),
    /// The entry that was made this many steps ago is undone, if there was one.
    Undo(usize),
    /// An account gets a name.
    Label(usize, String),
    /// Time passes, or the clock jumps.
    Clock(i64),
    /// The worker is stopped; the records are read back.
    Restart,
}

/// Returns the key of the n-th account: two each are of Facebook and Instagram, two of LinkedIn.
pub(super) fn key(n: usize) -> AccountKey {
    let platform = PlatformId::ALL[n % 3];
    let identity = match platform {
        PlatformId::Linkedin => {
            AccountIdentity::CookieStore(CookieStoreName::stored(if n < 3 { "default" } else { "container-1" }))
        }
        _ => AccountIdentity::Number(NumberHash::of(SALT, platform, &n.to_string())),
    };
    AccountKey { platform, identity }
}

pub(super) const ACCOUNTS: usize = 6;

pub(super) fn event() -> impl Strategy<Value = Event> {
    let form = || prop_oneof![Just(FormNumber::new("6359191084165019")), Just(FormNumber::new("712876720715583"))];
    let day = (2018u16..2030, 1u8..13, 1u8..29).prop_map(|(y, m, d)| Date::new(y, m, d).unwrap());
    let until = prop_oneof![
        (-400i64..400).prop_map(|days| SnoozedUntil::Time(Timestamp(START_MS + days * DAY_MS))),
        any::<i64>().prop_map(|ms| SnoozedUntil::Time(Timestamp(ms))),
        day.clone().prop_map(SnoozedUntil::RulesAfter),
    ];
    prop_oneof![
        2 => form().prop_map(Event::Submitted),
        1 => form().prop_map(Event::CodeAsked),
        1 => form().prop_map(Event::AnswerUnclear),
        2 => form().prop_map(Event::NoErrorSeen),
        1 => day.prop_map(|day| Event::Declared(DeclaredWhen::Day(day))),
        1 => any::<u16>().prop_map(|year| Event::Declared(DeclaredWhen::Year(year))),
        1 => Just(Event::Declared(DeclaredWhen::Unknown)),
        1 => Just(Event::MailRefused),
        1 => Just(Event::NoMailYet),
        1 => Just(Event::ReadLocked),
        1 => proptest::option::of("\\PC{0,80}").prop_map(|case| Event::MailAgreed(case.as_deref().map(CaseNumber::new))),
        2 => Just(Event::ReadOff),
        2 => Just(Event::ReadOn),
        2 => until.prop_map(Event::Snoozed),
        1 => Just(Event::Declined(DeclineReason::NotThisAccount)),
        1 => Just(Event::Declined(DeclineReason::NotOfferedHere)),
        1 => Just(Event::StartedOver),
        1 => Just(Event::SessionEnded),
    ]
}

pub(super) fn step() -> impl Strategy<Value = Step> {
    let jump = prop_oneof![
        4 => 0..DAY_MS,
        1 => -400 * DAY_MS..400 * DAY_MS,
        1 => Just(-3650 * DAY_MS),
        1 => Just(3650 * DAY_MS),
        1 => Just(i64::MAX),
        1 => Just(i64::MIN),
    ];
    prop_oneof![
        8 => (0..ACCOUNTS, event()).prop_map(|(n, event)| Step::Note(n, event)),
        2 => (0..ACCOUNTS, 0..ACCOUNTS, any::<bool>()).prop_map(|(a, b, yes)| Step::Link(a, b, yes)),
        3 => (1usize..12).prop_map(Step::Undo),
        1 => (0..ACCOUNTS, "\\PC{0,80}").prop_map(|(n, text)| Step::Label(n, text)),
        2 => jump.prop_map(Step::Clock),
        2 => Just(Step::Restart),
    ]
}

pub(super) fn steps(count: usize) -> impl Strategy<Value = Vec<Step>> {
    proptest::collection::vec(step(), 0..count)
}

/// The records after the steps that were played so far.
#[derive(Clone, Debug)]
pub(super) struct Simulation {
    pub(super) records: Records,
    pub(super) now: Timestamp,
    pub(super) made: Vec<EntryId>,
    pub(super) first_id: u64,
}

impl Simulation {
    /// Starts a simulation whose entries get the ids from `first_id` on, so that two simulations can have different
    /// ones.
    pub(super) fn new(first_id: u64) -> Self {
        Self { records: Records::new(SALT), now: Timestamp(START_MS), made: Vec::new(), first_id }
    }

    pub(super) fn stamp(&self) -> Stamp<'static> {
        Stamp { now: self.now, id: EntryId(self.first_id + self.made.len() as u64), version: "0.1.0" }
    }

    pub(super) fn play(&mut self, step: &Step) {
        let stamp = self.stamp();
        let noted = match step {
            Step::Note(n, event) => self.records.append(&key(*n), event.clone(), &stamp).unwrap(),
            Step::Link(a, b, yes) => self.records.link(&key(*a), &key(*b), *yes, &stamp).is_ok(),
            Step::Undo(ago) => self.back(*ago).is_some_and(|id| self.records.undo(id, &stamp).is_ok()),
            Step::Label(n, text) => {
                self.records.set_label(&key(*n), text, self.now).unwrap();
                false
            }
            Step::Clock(jump) => {
                self.now = Timestamp(self.now.0.saturating_add(*jump));
                false
            }
            Step::Restart => {
                let opened = open(Some(&save(&self.records)), None);
                assert_eq!((opened.problem, &opened.records), (None, &self.records));
                false
            }
        };
        if noted {
            self.made.push(stamp.id);
        }
    }

    fn back(&self, ago: usize) -> Option<EntryId> {
        self.made.len().checked_sub(ago).map(|n| self.made[n])
    }
}

/// Plays the steps, and returns where they lead.
pub(super) fn simulate(steps: &[Step], first_id: u64) -> Simulation {
    let mut simulation = Simulation::new(first_id);
    steps.iter().for_each(|step| simulation.play(step));
    simulation
}
