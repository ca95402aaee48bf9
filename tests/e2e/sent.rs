//! Adds up what all browsers of a run sent.

use crate::traffic::Owner;
use crate::world::World;
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

/// The requests and connections of all browsers, each with its number, by their owner.
#[derive(Default)]
pub(crate) struct Sent([Mutex<BTreeMap<String, usize>>; 3]);

impl Sent {
    /// Adds what this scenario's browser sent.
    pub(crate) fn count(&self, world: &World) {
        for (all, owner) in self.0.iter().zip([Owner::Page, Owner::Browser, Owner::Stray]) {
            let mut all = all.lock().unwrap_or_else(PoisonError::into_inner);
            for (what, times) in world.traffic().of(owner) {
                *all.entry(what).or_default() += times;
            }
        }
    }
}

impl std::fmt::Display for Sent {
    fn fmt(&self, out: &mut std::fmt::Formatter) -> std::fmt::Result {
        let [pages, browsers, strays] = self.0.each_ref().map(|all| all.lock().unwrap_or_else(PoisonError::into_inner));
        let count = |all: &BTreeMap<String, usize>| all.values().sum::<usize>();
        write!(out, "sent: {} requests to the sites, {} of the browsers' own", count(&pages), count(&browsers))?;
        write!(out, ", {} that nobody knows {:?}; ", count(&strays), *strays)?;
        write!(out, "the browsers' own: {:?}", *browsers)
    }
}
