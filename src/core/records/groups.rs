//! Accounts belong together in groups: the connected components of a set of pairs.

use crate::core::account::AccountKey;
use crate::core::records::Pair;
use crate::core::sorted::SortedMap;

/// Account → the least account that it belongs together with.
pub(in crate::core) struct Groups<'a>(SortedMap<&'a AccountKey, &'a AccountKey>);

impl<'a> Groups<'a> {
    /// The components of these pairs.
    pub(in crate::core) fn new(pairs: impl Iterator<Item = &'a Pair>) -> Self {
        let mut groups = Self(SortedMap::new());
        pairs.for_each(|pair| groups.join(&pair.0, &pair.1));
        groups
    }

    /// The least member of the account's group; the account itself if it belongs with no other.
    pub(in crate::core) fn root<'k>(&self, key: &'k AccountKey) -> &'k AccountKey
    where
        'a: 'k,
    {
        let mut root = key;
        while let Some(parent) = self.0.get(root).filter(|parent| **parent != root) {
            root = parent;
        }
        root
    }

    /// Every account that belongs with another, by group.
    pub(in crate::core) fn members(&self) -> SortedMap<&'a AccountKey, Vec<&'a AccountKey>> {
        let mut members: SortedMap<_, Vec<_>> = SortedMap::new();
        self.0.keys().for_each(|key| members.update(self.root(key), |members| members.push(*key)));
        members
    }

    fn join(&mut self, a: &'a AccountKey, b: &'a AccountKey) {
        let (a, b) = (self.shorten(a), self.shorten(b));
        self.0.insert(a.max(b), a.min(b));
        self.0.insert(a.min(b), a.min(b));
    }

    /// The root, after which the way to it is short: without that, a chain of pairs would take quadratic time.
    fn shorten(&mut self, key: &'a AccountKey) -> &'a AccountKey {
        let root = self.root(key);
        let mut at = key;
        while let Some(parent) = self.0.get(at).copied().filter(|parent| *parent != at) {
            self.0.insert(at, root);
            at = parent;
        }
        root
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::account::{AccountIdentity, CookieStoreName};
    use crate::platforms::PlatformId;

    fn key(name: &str) -> AccountKey {
        AccountKey {
            platform: PlatformId::Facebook,
            identity: AccountIdentity::CookieStore(CookieStoreName::stored(name)),
        }
    }

    /// `groups` are written as `root: members`, separated by ` | `.
    #[track_caller]
    fn check(pairs: &[(&str, &str)], groups: &str) {
        let pairs: Vec<Pair> = pairs.iter().filter_map(|(a, b)| Pair::new(&key(a), &key(b))).collect();
        let found = Groups::new(pairs.iter());
        let name = |key: &AccountKey| key.cookie_store().unwrap().as_str().to_owned();
        let found = found.members().drain_all().map(|(root, members)| {
            format!("{}: {}", name(root), members.into_iter().map(name).collect::<Vec<_>>().join(" "))
        });
        assert_eq!(found.collect::<Vec<_>>().join(" | "), groups, "{pairs:?}");
    }

    #[test]
    fn pairs_make_groups() {
        check(&[], "");
        check(&[("b", "a")], "a: a b");
        check(&[("a", "b"), ("c", "d")], "a: a b | c: c d");
        check(&[("c", "d"), ("b", "c"), ("d", "a")], "a: a b c d");
        check(&[("a", "b"), ("b", "c"), ("c", "a")], "a: a b c");
    }

    #[test]
    fn a_long_chain_is_quick() {
        let names: Vec<String> = (0..5000).map(|n| format!("{n:05}")).collect();
        let pairs: Vec<Pair> = names.windows(2).rev().filter_map(|w| Pair::new(&key(&w[0]), &key(&w[1]))).collect();
        let groups = Groups::new(pairs.iter());
        assert_eq!(groups.root(&key("04999")), &key("00000"));
    }
}
