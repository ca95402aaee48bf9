//! Merges two sets of records, and the two names of one account.

use crate::core::account::{AccountKey, Salt};
use crate::core::cookie_store::CookieStoreId;
use crate::core::records::groups::Groups;
use crate::core::records::{Account, Pair, Records};
use crate::core::session::UserId;
use crate::platforms::PlatformId;

impl Records {
    /// Takes over everything that other records know. Idempotent, commutative and associative; does not drop
    /// anything, so the result may be over the bounds.
    pub fn merge(&mut self, other: &Self) {
        other.salts.keys().for_each(|salt| self.salts.insert_default(*salt));
        other.aliases.keys().for_each(|pair| self.aliases.insert_default(pair.clone()));
        other.accounts.iter().for_each(|(key, account)| self.merge_account(key.clone(), account));
        other.links.iter().for_each(|(pair, history)| self.links.update(pair.clone(), |ours| ours.merge(history)));
        self.unify_aliases();
    }

    pub(in crate::core) fn merge_account(&mut self, key: AccountKey, other: &Account) {
        self.accounts.update(key, |account| {
            account.history.merge(&other.history);
            if other.label > account.label {
                account.label = other.label.clone();
            }
        });
    }

    /// Moves what is known under several names of one account to the least of them.
    pub(in crate::core) fn unify_aliases(&mut self) {
        if self.aliases.is_empty() {
            return;
        }
        let same = std::mem::take(&mut self.aliases);
        let groups = Groups::new(same.keys());
        for (key, account) in self.accounts.drain_all() {
            self.merge_account(groups.root(&key).clone(), &account);
        }
        for (pair, history) in self.links.drain_all() {
            if let Some(pair) = Pair::new(groups.root(&pair.0), groups.root(&pair.1)) {
                self.links.update(pair, |ours| ours.merge(&history));
            }
        }
        drop(groups);
        self.aliases = same;
    }

    /// The key of an account that was seen.
    ///
    /// After an import there may be several salts, and the account may be known under more than one. Then its
    /// histories are united here, because only now is the number at hand that shows that they are the same.
    pub fn identify(&mut self, platform: PlatformId, store: &CookieStoreId, account: &UserId) -> AccountKey {
        let key = |salt: &Salt| AccountKey::new(*salt, platform, store, account);
        let keys: Vec<AccountKey> = self.salts.keys().map(key).collect();
        let mut known = keys.iter().filter(|key| self.mentions(key));
        let Some(first) = known.next().or(keys.first()) else { return key(&Salt([0; 16])) };
        let same = known.filter_map(|other| Pair::new(first, other));
        let new: Vec<Pair> = same.filter(|pair| !self.aliases.contains(pair)).collect();
        if !new.is_empty() {
            new.into_iter().for_each(|pair| self.aliases.insert_default(pair));
            self.unify_aliases();
        }
        Groups::new(self.aliases.keys()).root(first).clone()
    }

    /// The number of names that are known to be those of another account.
    pub(in crate::core) fn count_names(&self) -> usize {
        self.aliases.len()
    }

    fn mentions(&self, key: &AccountKey) -> bool {
        let about = |pair: &Pair| pair.keys().contains(&key);
        self.accounts.contains(key) || self.aliases.keys().any(about) || self.links.keys().any(about)
    }
}
