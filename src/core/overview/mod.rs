//! What was seen in the browser and what is recorded → one row per account, each with its state.

pub mod status;

use crate::core::account::AccountKey;
use crate::core::cookie_store::CookieStoreId;
use crate::core::history::event::EntryId;
use crate::core::history::status::{Recheck, Standing};
use crate::core::overview::status::State;
use crate::core::records::status::{ResolvedStatus, linked, questions, resolve, rules_changed_since};
use crate::core::records::{Pair, Records};
use crate::core::session::{Doubt, LoginState, UserId};
use crate::core::sorted::sort_by_key;
use crate::core::time::Timestamp;
use crate::platforms::{Identity, PlatformId, RuleChange};

/// What one look saw of one platform.
#[derive(Clone, Debug)]
pub struct SiteLogins {
    /// Which platform.
    pub platform: PlatformId,
    /// Who is logged in, per cookie store; `None` if the person or the browser withheld access to the host.
    ///
    /// Without access every store looks empty, so the two must not be mixed up.
    pub logins: Option<Vec<(CookieStoreId, LoginState)>>,
}

impl SiteLogins {
    /// Whether it is not watched, because nobody has_link_question for it: then there is nothing to see, and nothing to say.
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
    pub store: Option<CookieStoreId>,
    /// Whose record it is; `None` if it cannot be told who is logged in.
    pub account: Option<AccountKey>,
    /// How things stand.
    pub state: State,
    /// The platform of the linked account whose objection covers this one.
    pub covered_by: Option<PlatformId>,
    /// Whether the person is to say which other account it is linked to.
    pub has_link_question: bool,
    /// The person's own name for the account; may be empty.
    pub label: String,
    /// The person's last action, to undo.
    pub undoable: Option<EntryId>,
    /// What changed in the rules since something was noted.
    pub rule_changes: Vec<&'static RuleChange>,
}

impl Row {
    /// A row of which nothing else is known.
    #[must_use]
    pub const fn new(platform: PlatformId, store: Option<CookieStoreId>, state: State) -> Self {
        let (account, covered_by, undoable) = (None, None, None);
        Self {
            platform,
            store,
            account,
            state,
            covered_by,
            has_link_question: false,
            label: String::new(),
            undoable,
            rule_changes: Vec::new(),
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
    /// DeclaredWhen something changes by itself.
    pub wake: Option<Timestamp>,
    /// The platforms on which the person wants no banner.
    pub banners_off: Vec<PlatformId>,
    /// The platforms that the person could have watched, too.
    pub unwatched: Vec<PlatformId>,
}

impl Overview {
    /// Whether a page of this platform is to get a banner, for whatever account.
    #[must_use]
    pub fn wants_banner(&self, platform: PlatformId) -> bool {
        let due = |row: &Row| row.platform == platform && row.state.is_due();
        !self.banners_off.contains(&platform) && self.rows.iter().any(due)
    }
}

/// The records, or why they could not be read.
pub type ReadRecords<'a> = Result<&'a mut Records, Doubt>;

/// Puts together what was seen and what is recorded.
#[must_use]
pub fn overview(snapshot: &[SiteLogins], mut records: ReadRecords<'_>, now: Timestamp) -> Overview {
    let mut rows: Vec<Row> = snapshot.iter().flat_map(|site| rows(site, &mut records)).collect();
    let unwatched = snapshot.iter().filter(|site| site.is_unwatched()).map(|site| site.platform);
    let unwatched = unwatched.collect();
    let Ok(document) = records else { return Overview { rows, unwatched, ..Overview::default() } };
    let statuses = resolve(document, now);
    for row in &mut rows {
        if let Some(key) = row.account.clone() {
            fill(row, document, &key, statuses.of(&key));
        }
    }
    let seen: Vec<AccountKey> = rows.iter().filter_map(|row| row.account.clone()).collect();
    let (questions, wake) = (questions(document, &statuses, &seen), statuses.next_wake(now));
    for row in &mut rows {
        let about = |pair: &Pair| row.account.as_ref().is_some_and(|key| pair.keys().contains(&key));
        row.has_link_question = questions.iter().any(about);
    }
    Overview { rows, questions, answers: answers(document, &seen), wake, banners_off: Vec::new(), unwatched }
}

/// At least one row for each platform that is watched, so that nothing ever vanishes silently.
fn rows(site: &SiteLogins, records: &mut ReadRecords<'_>) -> Vec<Row> {
    if site.is_unwatched() {
        return Vec::new();
    }
    let alone = |state| vec![Row::new(site.platform, None, state)];
    let Some(logins) = &site.logins else { return alone(State::NoAccess) };
    let mut rows: Vec<Row> =
        logins.iter().filter_map(|(store, login)| row(site.platform, store, login, records)).collect();
    sort_by_key(&mut rows, |row| row.store.as_ref().and_then(CookieStoreId::container));
    if rows.is_empty() { alone(State::LoggedOut) } else { rows }
}

fn row(platform: PlatformId, store: &CookieStoreId, login: &LoginState, records: &mut ReadRecords<'_>) -> Option<Row> {
    let state = match (login, &records) {
        (LoginState::LoggedOut, _) => return None,
        (LoginState::Unknown(doubt), _) | (LoginState::LoggedIn(_), Err(doubt)) => State::Unknown(*doubt),
        (LoginState::LoggedIn(_), Ok(_)) => State::NotRecorded,
    };
    let account = match (login, records) {
        (LoginState::LoggedIn(user), Ok(records)) => Some(records.identify(platform, store, user)),
        _ => None,
    };
    Some(Row { account, ..Row::new(platform, Some(store.clone()), state) })
}

fn fill(row: &mut Row, document: &Records, key: &AccountKey, resolved: ResolvedStatus<'_>) {
    row.state = State::of(resolved.standing);
    row.covered_by = resolved.covered_by.map(|key| key.platform);
    row.rule_changes = rules_changed_since(document, key);
    if let Some(account) = document.account(key) {
        account.label().clone_into(&mut row.label);
        row.undoable = account.history().undoable().map(|entry| entry.id);
    }
}

/// The answers about pairs of which both accounts were seen.
fn answers(document: &Records, seen: &[AccountKey]) -> Vec<(Pair, bool)> {
    let both_seen = |pair: &Pair| pair.keys().into_iter().all(|key| seen.contains(key));
    let links = document.links().filter(|(pair, _)| both_seen(pair));
    links.filter_map(|(pair, history)| Some((pair.clone(), linked(history)?))).collect()
}

/// The accounts that are known by their cookie store only, have an objection on record, and are logged out now: after
/// the next login it may be somebody else's.
#[must_use]
pub fn sessions_ended(snapshot: &[SiteLogins], document: &mut Records, now: Timestamp) -> Vec<AccountKey> {
    let mut ended = Vec::new();
    for site in snapshot {
        let stores = site.logins.iter().flatten().filter(|(_, login)| *login == LoginState::LoggedOut);
        if matches!(site.platform.facts().session.identity, Identity::Flag { .. }) {
            ended.extend(stores.map(|(store, _)| document.identify(site.platform, store, &UserId::Unnamed)));
        }
    }
    let statuses = resolve(document, now);
    ended.retain(|key| match statuses.of(key).standing {
        Standing::Recorded(_, _, check) => check != Some(Recheck::NewLogin),
        _ => false,
    });
    ended
}

#[cfg(test)]
mod tests;
