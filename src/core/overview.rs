//! What was seen in the browser and what is recorded → one row per account, each with its state.

use super::account::AccountKey;
use super::document::decide::{Decision, decide, linked, questions, rules_changed_since};
use super::document::{Document, Pair};
use super::login::{Account, Doubt, Login};
use super::record::event::EntryId;
use super::record::standing::{Check, Standing};
use super::sorted::sort_by_key;
use super::state::State;
pub use super::store::Store;
use super::time::Timestamp;
use crate::platforms::{Identity, PlatformId, RuleChange};

/// What one look saw of one platform.
#[derive(Clone, Debug)]
pub struct Sighting {
    /// Which platform.
    pub platform: PlatformId,
    /// Who is logged in, per cookie store; `None` if the person or the browser withheld access to the host.
    ///
    /// Without access every store looks empty, so the two must not be mixed up.
    pub logins: Option<Vec<(Store, Login)>>,
}

impl Sighting {
    /// Whether it is not watched, because nobody asked for it: then there is nothing to see, and nothing to say.
    #[must_use]
    pub fn is_unwatched(&self) -> bool {
        self.logins.is_none() && self.platform.facts().is_optional()
    }
}

/// One account, or one platform without any.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Which platform.
    pub platform: PlatformId,
    /// Where somebody is logged in; `None` if nobody was seen.
    pub store: Option<Store>,
    /// Whose record it is; `None` if it cannot be told who is logged in.
    pub account: Option<AccountKey>,
    /// How things stand.
    pub state: State,
    /// The platform of the linked account whose objection covers this one.
    pub through: Option<PlatformId>,
    /// Whether the person is to say which other account it is linked to.
    pub asked: bool,
    /// The person's own name for the account; may be empty.
    pub label: String,
    /// The person's last action, to undo.
    pub undoable: Option<EntryId>,
    /// What changed in the rules since something was noted.
    pub news: Vec<&'static RuleChange>,
}

impl Row {
    /// A row of which nothing else is known.
    #[must_use]
    pub const fn new(platform: PlatformId, store: Option<Store>, state: State) -> Self {
        let (account, through, undoable) = (None, None, None);
        Self {
            platform,
            store,
            account,
            state,
            through,
            asked: false,
            label: String::new(),
            undoable,
            news: Vec::new(),
        }
    }
}

/// All that the badge and the pages follow from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overview {
    /// In the order of the platforms; within one, the store outside containers first, then by number.
    pub rows: Vec<Row>,
    /// Pairs to ask about: are they in the same accounts centre?
    pub questions: Vec<Pair>,
    /// Pairs of accounts seen for which the person has answered.
    pub answers: Vec<(Pair, bool)>,
    /// When something changes by itself.
    pub wake: Option<Timestamp>,
    /// The platforms on which the person wants no banner.
    pub quiet: Vec<PlatformId>,
    /// The platforms that the person could have watched, too.
    pub unwatched: Vec<PlatformId>,
}

impl Overview {
    /// Whether a page of this platform is to get a banner, for whatever account.
    #[must_use]
    pub fn wants_banner(&self, platform: PlatformId) -> bool {
        let due = |row: &Row| row.platform == platform && row.state.is_due();
        !self.quiet.contains(&platform) && self.rows.iter().any(due)
    }
}

/// What is recorded, as far as it could be read.
pub enum Records<'a> {
    /// The document.
    Read(&'a mut Document),
    /// Why there is none.
    Unread(Doubt),
}

impl Records<'_> {
    fn identify(&mut self, platform: PlatformId, store: &Store, login: &Login) -> Option<AccountKey> {
        let (Self::Read(document), Login::LoggedIn(account)) = (self, login) else { return None };
        Some(document.identify(platform, store, account))
    }
}

/// Puts together what was seen and what is recorded.
#[must_use]
pub fn overview(sightings: &[Sighting], mut records: Records<'_>, now: Timestamp) -> Overview {
    let mut rows: Vec<Row> = sightings.iter().flat_map(|sighting| rows(sighting, &mut records)).collect();
    let unwatched = sightings.iter().filter(|sighting| sighting.is_unwatched()).map(|sighting| sighting.platform);
    let unwatched = unwatched.collect();
    let Records::Read(document) = records else { return Overview { rows, unwatched, ..Overview::default() } };
    let decisions = decide(document, now);
    for row in &mut rows {
        if let Some(key) = row.account.clone() {
            fill(row, document, &key, decisions.of(&key));
        }
    }
    let seen: Vec<AccountKey> = rows.iter().filter_map(|row| row.account.clone()).collect();
    let (questions, wake) = (questions(document, &decisions, &seen), decisions.next_wake(now));
    for row in &mut rows {
        let about = |pair: &Pair| row.account.as_ref().is_some_and(|key| pair.keys().contains(&key));
        row.asked = questions.iter().any(about);
    }
    Overview { rows, questions, answers: answers(document, &seen), wake, quiet: Vec::new(), unwatched }
}

/// At least one row for each platform that is watched, so that nothing ever vanishes silently.
fn rows(sighting: &Sighting, records: &mut Records<'_>) -> Vec<Row> {
    if sighting.is_unwatched() {
        return Vec::new();
    }
    let alone = |state| vec![Row::new(sighting.platform, None, state)];
    let Some(logins) = &sighting.logins else { return alone(State::NoAccess) };
    let mut rows: Vec<Row> =
        logins.iter().filter_map(|(store, login)| row(sighting.platform, store, login, records)).collect();
    sort_by_key(&mut rows, |row| row.store.as_ref().and_then(Store::container));
    if rows.is_empty() { alone(State::LoggedOut) } else { rows }
}

fn row(platform: PlatformId, store: &Store, login: &Login, records: &mut Records<'_>) -> Option<Row> {
    let state = match (login, &records) {
        (Login::LoggedOut, _) => return None,
        (Login::Unknown(doubt), _) | (Login::LoggedIn(_), Records::Unread(doubt)) => State::Unknown(*doubt),
        (Login::LoggedIn(_), Records::Read(_)) => State::NotRecorded,
    };
    let account = records.identify(platform, store, login);
    Some(Row { account, ..Row::new(platform, Some(store.clone()), state) })
}

fn fill(row: &mut Row, document: &Document, key: &AccountKey, decision: Decision<'_>) {
    row.state = State::of(decision.standing);
    row.through = decision.through.map(|key| key.platform);
    row.news = rules_changed_since(document, key);
    if let Some(account) = document.account(key) {
        account.label().clone_into(&mut row.label);
        row.undoable = account.history().undoable().map(|entry| entry.id);
    }
}

/// The answers about pairs of which both accounts were seen.
fn answers(document: &Document, seen: &[AccountKey]) -> Vec<(Pair, bool)> {
    let both_seen = |pair: &Pair| pair.keys().into_iter().all(|key| seen.contains(key));
    let links = document.links().filter(|(pair, _)| both_seen(pair));
    links.filter_map(|(pair, history)| Some((pair.clone(), linked(history)?))).collect()
}

/// The accounts that are known by their cookie store only, have an objection on record, and are logged out now: after
/// the next login it may be somebody else's.
#[must_use]
pub fn sessions_ended(sightings: &[Sighting], document: &mut Document, now: Timestamp) -> Vec<AccountKey> {
    let mut ended = Vec::new();
    for sighting in sightings {
        let stores = sighting.logins.iter().flatten().filter(|(_, login)| *login == Login::LoggedOut);
        if matches!(sighting.platform.facts().session.identity, Identity::Flag { .. }) {
            ended.extend(stores.map(|(store, _)| document.identify(sighting.platform, store, &Account::OfStore)));
        }
    }
    let decisions = decide(document, now);
    ended.retain(|key| match decisions.of(key).standing {
        Standing::Recorded(_, _, check) => check != Some(Check::OnceMore),
        _ => false,
    });
    ended
}

#[cfg(test)]
mod tests;
