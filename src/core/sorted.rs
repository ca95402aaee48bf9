//! A map that is a sorted list.
//!
//! `BTreeMap` does the same, but each kind of key and value costs some ten kilobytes of wasm, and the standard sort as
//! much again; here there are few elements, and they mostly come in order.

use std::borrow::Borrow;
use std::cmp::Ordering;

/// Keys and values, in the order of the keys, each key once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct SortedMap<K, V = ()>(Vec<(K, V)>);

impl<K, V> Default for SortedMap<K, V> {
    fn default() -> Self {
        Self::new()
    }
}

impl<K, V> SortedMap<K, V> {
    pub(super) const fn new() -> Self {
        Self(Vec::new())
    }

    pub(super) fn iter(&self) -> impl ExactSizeIterator<Item = (&K, &V)> {
        self.0.iter().map(|(key, value)| (key, value))
    }

    pub(super) fn iter_mut(&mut self) -> impl Iterator<Item = (&K, &mut V)> {
        self.0.iter_mut().map(|(key, value)| (&*key, value))
    }

    pub(super) fn keys(&self) -> impl Iterator<Item = &K> {
        self.0.iter().map(|(key, _)| key)
    }

    pub(super) fn values(&self) -> impl Iterator<Item = &V> {
        self.0.iter().map(|(_, value)| value)
    }

    pub(super) fn values_mut(&mut self) -> impl Iterator<Item = &mut V> {
        self.0.iter_mut().map(|(_, value)| value)
    }

    pub(super) const fn len(&self) -> usize {
        self.0.len()
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Everything, leaving nothing.
    pub(super) fn drain_all(&mut self) -> impl Iterator<Item = (K, V)> + use<K, V> {
        std::mem::take(&mut self.0).into_iter()
    }
}

impl<K: Ord, V> SortedMap<K, V> {
    fn position<Q: Ord + ?Sized>(&self, key: &Q) -> Result<usize, usize>
    where
        K: Borrow<Q>,
    {
        search(self.0.len(), &|at| self.0.get(at).map_or(Ordering::Greater, |(other, _)| other.borrow().cmp(key)))
    }

    pub(super) fn get<Q: Ord + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        self.position(key).ok().and_then(|at| self.0.get(at)).map(|(_, value)| value)
    }

    pub(super) fn contains<Q: Ord + ?Sized>(&self, key: &Q) -> bool
    where
        K: Borrow<Q>,
    {
        self.position(key).is_ok()
    }

    /// Puts the key in with this value, also if it is there.
    pub(super) fn insert(&mut self, key: K, value: V) {
        match self.position(&key) {
            Ok(at) => {
                if let Some((_, old)) = self.0.get_mut(at) {
                    *old = value;
                }
            }
            Err(at) => self.0.insert(at, (key, value)),
        }
    }
}

/// The place of a key in a list of this length, or where it belongs. `compare` tells how the key at a place is to it. Not generic, so
/// that it is compiled once; a new key is mostly the last one.
fn search(len: usize, compare: &dyn Fn(usize) -> Ordering) -> Result<usize, usize> {
    if len == 0 || compare(len - 1) == Ordering::Less {
        return Err(len);
    }
    let (mut start, mut end) = (0, len);
    while start < end {
        let middle = usize::midpoint(start, end);
        match compare(middle) {
            Ordering::Less => start = middle + 1,
            Ordering::Equal => return Ok(middle),
            Ordering::Greater => end = middle,
        }
    }
    Err(start)
}

impl<K: Ord, V: Default> SortedMap<K, V> {
    /// Puts the key in, if it is not there, and hands its value to `change`.
    pub(super) fn update(&mut self, key: K, change: impl FnOnce(&mut V)) {
        let at = self.position(&key).unwrap_or_else(|at| {
            self.0.insert(at, (key, V::default()));
            at
        });
        if let Some((_, value)) = self.0.get_mut(at) {
            change(value);
        }
    }

    /// Puts the key in, if it is not there.
    pub(super) fn insert_default(&mut self, key: K) {
        self.update(key, |_| ());
    }
}

impl<K: Ord, V> FromIterator<(K, V)> for SortedMap<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(elements: I) -> Self {
        let mut sorted = Self::new();
        elements.into_iter().for_each(|(key, value)| sorted.insert(key, value));
        sorted
    }
}

impl<K: Ord> FromIterator<K> for SortedMap<K> {
    fn from_iter<I: IntoIterator<Item = K>>(keys: I) -> Self {
        keys.into_iter().map(|key| (key, ())).collect()
    }
}

/// Sorts a few elements; those with equal keys stay in their order. The standard sort is for many, and three kilobytes.
pub(super) fn sort_by_key<T, K: Ord>(list: &mut [T], key: impl Fn(&T) -> K) {
    for end in 1..list.len() {
        for at in (1..=end).rev() {
            match list.get_mut(at - 1..=at) {
                Some([before, after]) if key(after) < key(before) => std::mem::swap(before, after),
                _ => break,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sorting_is_stable() {
        let mut list = [(2, 'a'), (1, 'b'), (2, 'c'), (0, 'd'), (1, 'e')];
        sort_by_key(&mut list, |(key, _)| *key);
        assert_eq!(list, [(0, 'd'), (1, 'b'), (1, 'e'), (2, 'a'), (2, 'c')]);
        sort_by_key(&mut [(); 0], |()| 0);
    }

    #[test]
    fn elements_are_in_order_once() {
        let sorted: SortedMap<u8, char> = [(3, 'c'), (1, 'x'), (2, 'b'), (1, 'a')].into_iter().collect();
        assert!(sorted.iter().eq([(&1, &'a'), (&2, &'b'), (&3, &'c')]));
        assert_eq!((sorted.get(&2), sorted.get(&4), sorted.contains(&0), sorted.len()), (Some(&'b'), None, false, 3));
    }

    #[test]
    fn adding_keeps_what_is_there() {
        let mut sorted = SortedMap::<u8, u8>::new();
        sorted.update(5, |value| *value += 1);
        sorted.update(5, |value| *value += 1);
        sorted.insert_default(5);
        sorted.insert_default(4);
        assert!(sorted.iter().eq([(&4, &0), (&5, &2)]));
    }
}
