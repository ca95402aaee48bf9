//! Two documents into one, and two names of the same account into one.

use super::groups::Groups;
use super::{Account, Document, Pair};
use crate::core::account::{AccountKey, Salt};
use crate::core::login;
use crate::core::overview::Store;
use crate::platforms::PlatformId;

impl Document {
    /// Takes over everything that another document knows. Idempotent, commutative and associative; does not drop
    /// anything, so the result may be over the bounds.
    pub fn merge(&mut self, other: &Self) {
        other.salts.keys().for_each(|salt| self.salts.add(*salt));
        other.same.keys().for_each(|pair| self.same.add(pair.clone()));
        other.accounts.iter().for_each(|(key, account)| self.take_account(key.clone(), account));
        other.links.iter().for_each(|(pair, history)| self.links.change(pair.clone(), |ours| ours.merge(history)));
        self.unite();
    }

    pub(super) fn take_account(&mut self, key: AccountKey, other: &Account) {
        self.accounts.change(key, |account| {
            account.history.merge(&other.history);
            if other.label > account.label {
                account.label = other.label.clone();
            }
        });
    }

    /// Moves what is known under several names of one account to the least of them.
    pub(super) fn unite(&mut self) {
        if self.same.is_empty() {
            return;
        }
        let same = std::mem::take(&mut self.same);
        let groups = Groups::new(same.keys());
        for (key, account) in self.accounts.take() {
            self.take_account(groups.root(&key).clone(), &account);
        }
        for (pair, history) in self.links.take() {
            if let Some(pair) = Pair::new(groups.root(&pair.0), groups.root(&pair.1)) {
                self.links.change(pair, |ours| ours.merge(&history));
            }
        }
        drop(groups);
        self.same = same;
    }

    /// The key of an account that was seen.
    ///
    /// After an import there may be several salts, and the account may be known under more than one. Then its
    /// histories are united here, because only now is the number at hand that shows that they are the same.
    pub fn identify(&mut self, platform: PlatformId, store: &Store, account: &login::Account) -> AccountKey {
        let key = |salt: &Salt| AccountKey::new(*salt, platform, store, account);
        let keys: Vec<AccountKey> = self.salts.keys().map(key).collect();
        let mut known = keys.iter().filter(|key| self.knows(key));
        let Some(first) = known.next().or(keys.first()) else { return key(&Salt([0; 16])) };
        let same = known.filter_map(|other| Pair::new(first, other));
        let new: Vec<Pair> = same.filter(|pair| !self.same.contains(pair)).collect();
        if !new.is_empty() {
            new.into_iter().for_each(|pair| self.same.add(pair));
            self.unite();
        }
        Groups::new(self.same.keys()).root(first).clone()
    }

    fn knows(&self, key: &AccountKey) -> bool {
        let about = |pair: &Pair| pair.keys().contains(&key);
        self.accounts.contains(key) || self.same.keys().any(about) || self.links.keys().any(about)
    }
}
