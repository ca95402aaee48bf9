//! Document and time → how every account stands, those included that an objection of a linked account covers.
//!
//! # Rules
//!
//! - An objection covers every account that is linked with it, directly or through others. Only two accounts that the
//!   person called "not linked" never cover one another, even if a chain of answers joins them: rather one objection
//!   too many than one too few.
//! - What an account itself has on record, declined, or has on again is never hidden by what covers it.
//! - A form that was submitted covers too, as pending. It hides no snooze: nothing is known yet.
//! - Not linked, or not answered: each account stands for itself.

use std::collections::{BTreeMap, BTreeSet};

use super::groups::Groups;
use super::{Account, Document, Pair};
use crate::core::account::AccountKey;
use crate::core::date::Date;
use crate::core::record::event::{Event, Kind, Until};
use crate::core::record::history::History;
use crate::core::record::standing::{Standing, standing};
use crate::core::time::Timestamp;
use crate::platforms::{PlatformId, RuleChange};

/// At most so many questions are asked at a time.
pub const MAX_QUESTIONS: usize = 20;

/// How one account stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decision<'a> {
    /// How the objection stands.
    pub standing: Standing<'a>,
    /// The linked account whose objection it is, if it is not the account's own.
    pub through: Option<&'a AccountKey>,
}

/// How all accounts stand.
#[derive(Clone, Debug)]
pub struct Decisions<'a>(BTreeMap<&'a AccountKey, Decision<'a>>);

impl<'a> Decisions<'a> {
    /// How this account stands; nothing is recorded for one that is not in the document.
    #[must_use]
    pub fn of(&self, key: &AccountKey) -> Decision<'a> {
        self.0.get(key).copied().unwrap_or(Decision { standing: Standing::NotRecorded, through: None })
    }

    /// Every account of the document.
    pub fn iter(&self) -> impl Iterator<Item = (&'a AccountKey, Decision<'a>)> {
        self.0.iter().map(|(key, decision)| (*key, *decision))
    }

    /// When the next snooze ends or the next reading is too old, for an alarm.
    #[must_use]
    pub fn next_wake(&self, now: Timestamp) -> Option<Timestamp> {
        self.0.values().filter_map(|decision| decision.standing.changes()).filter(|time| *time > now).min()
    }
}

/// Decides for all accounts. Takes time in proportion to the document.
#[must_use]
pub fn decide(document: &Document, now: Timestamp) -> Decisions<'_> {
    let rules = PlatformId::ALL.map(newest_rules);
    let own = |key: &AccountKey, account| {
        let newest = rules.get(key.platform as usize).copied().flatten();
        Decision { standing: standing(Account::history(account), now, newest), through: None }
    };
    let mut decisions = Decisions(document.accounts.iter().map(|(key, account)| (key, own(key, account))).collect());
    cover(document, &mut decisions);
    decisions
}

/// The date of a platform's newest rules.
#[must_use]
pub fn newest_rules(platform: PlatformId) -> Option<Date> {
    platform.facts().rules.iter().filter_map(|rule| Date::parse(rule.date)).max()
}

fn cover<'a>(document: &'a Document, decisions: &mut Decisions<'a>) {
    let answers = Answers::of(document);
    for members in answers.groups.members().values() {
        let covering = covering(members, decisions);
        for key in members {
            let covered = covered(decisions.of(key), key, &covering, &answers.apart);
            decisions.0.insert(key, covered);
        }
    }
}

/// Those of the members that can cover others, best first.
fn covering<'a>(members: &[&'a AccountKey], decisions: &Decisions<'a>) -> Vec<(&'a AccountKey, Standing<'a>)> {
    let mut covering: Vec<_> = members.iter().map(|key| (*key, decisions.of(key).standing)).collect();
    covering.retain(|(_, standing)| matches!(standing, Standing::Recorded(..) | Standing::Pending(_)));
    covering.sort_by_key(|(key, standing)| {
        let level = if let Standing::Recorded(level, ..) = standing { Some(*level) } else { None };
        let newest = standing.entry().map(|entry| (entry.sequence, entry.id));
        (std::cmp::Reverse((level, newest)), *key)
    });
    covering
}

fn covered<'a>(
    own: Decision<'a>,
    key: &AccountKey,
    covering: &[(&'a AccountKey, Standing<'a>)],
    apart: &BTreeSet<[&AccountKey; 2]>,
) -> Decision<'a> {
    let mut others = covering.iter().filter(|(other, standing)| {
        let covers = match own.standing {
            Standing::NotRecorded => true,
            Standing::Pending(_) | Standing::Snoozed(..) => matches!(standing, Standing::Recorded(..)),
            Standing::Recorded(..) | Standing::OnAgain(_) | Standing::Declined(..) => false,
        };
        covers && *other != key && !apart.contains(&[key.min(other), key.max(other)])
    });
    others.next().map_or(own, |(other, standing)| Decision { standing: *standing, through: Some(other) })
}

/// The answers about linked accounts that are in force.
struct Answers<'a> {
    groups: Groups<'a>,
    apart: BTreeSet<[&'a AccountKey; 2]>,
}

impl<'a> Answers<'a> {
    fn of(document: &'a Document) -> Self {
        let answered = |answer| {
            let links = document.links.iter().filter(|(pair, _)| pair.can_be_linked());
            links.filter(move |(_, history)| linked(history) == Some(answer)).map(|(pair, _)| pair)
        };
        Self { groups: Groups::new(answered(true)), apart: answered(false).map(Pair::keys).collect() }
    }
}

/// The answer about a pair that is in force; `None` if there is none.
#[must_use]
pub fn linked(history: &History) -> Option<bool> {
    let latest = history.latest();
    let (yes, no) = (latest.of(Kind::Linked), latest.of(Kind::NotLinked));
    yes.max(no).map(|_| yes > no)
}

/// Which pairs of the accounts seen to ask about: those where no answer follows from others and one would matter.
/// It does not matter when both are recorded, or when the person declined for one of them.
#[must_use]
pub fn questions(document: &Document, decisions: &Decisions<'_>, seen: &[AccountKey]) -> Vec<Pair> {
    let answers = Answers::of(document);
    let roots = |[a, b]: [&AccountKey; 2]| Pair::new(answers.groups.root(a), answers.groups.root(b));
    let apart: BTreeSet<Pair> = answers.apart.iter().filter_map(|pair| roots(*pair)).collect();
    let matters = |pair: &Pair| {
        let standings = pair.keys().map(|key| decisions.of(key).standing);
        !standings.iter().all(|standing| matches!(standing, Standing::Recorded(..)))
            && !standings.iter().any(|standing| matches!(standing, Standing::Declined(..)))
    };
    let open = |pair: &Pair| roots(pair.keys()).is_some_and(|roots| !apart.contains(&roots));
    let pairs = seen.iter().enumerate().flat_map(|(n, a)| seen.iter().skip(n + 1).filter_map(|b| Pair::new(a, b)));
    let asked = pairs.filter(Pair::can_be_linked).filter(|pair| matters(pair) && open(pair));
    asked.take(MAX_QUESTIONS).collect()
}

/// The changes of the platform's rules since something was last recorded, postponed or declined for this account,
/// oldest first. Nothing, if nothing ever was.
#[must_use]
pub fn rules_changed_since(document: &Document, key: &AccountKey) -> Vec<&'static RuleChange> {
    let known = document.account(key).and_then(|account| rules_known(account.history()));
    let newer = |rule: &&RuleChange| known.is_some_and(|known| Date::parse(rule.date).is_some_and(|date| date > known));
    key.platform.facts().rules.iter().filter(newer).collect()
}

/// The rules that were known then: a day on or after which there was no newer one to know of.
fn rules_known(history: &History) -> Option<Date> {
    let latest = history.latest();
    let last = latest.evidence().max(latest.of(Kind::Snoozed)).max(latest.of(Kind::Declined));
    latest.entry(last).map(|entry| match entry.event {
        Event::Snoozed(Until::RulesAfter(known)) => known,
        _ => Date::of(entry.at),
    })
}
