//! Keeps browsers that serve one scenario after the other: starting one takes longer than most scenarios.
//!
//! Between two scenarios everything goes that the next one could notice, and that it is gone is looked at, not assumed.
//! A browser that is not as good as new is thrown away, and so is that of a scenario that failed.

use crate::browser::Browser;
use crate::driver::{Kind, Setup};
use crate::pace::FASTER;
use crate::profile::{Scratch, copy};
use crate::stand_ins::{Own, StandIns};
use crate::wait::Outcome;
use crate::world::World;
use std::fmt;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

/// A started browser with its profile and the server that all its requests go to.
pub(crate) struct Seat {
    pub(crate) kind: Kind,
    /// The way in which the browser was started, as far as it stays so.
    pub(crate) setup: Setup,
    // The browser is dropped before the profile: it must be gone when its profile is removed.
    pub(crate) browser: Browser,
    pub(crate) scratch: Scratch,
    pub(crate) own: Own,
}

impl Seat {
    /// Starts a browser of its own, with its profile and server.
    pub(crate) fn start(kind: Kind, setup: &Setup, stand_ins: &StandIns) -> Outcome<Self> {
        let (own, scratch) = (stand_ins.own()?, Scratch::new()?);
        let browser = Browser::start(kind, &scratch, &Setup { stand_ins: Some(own.port), ..setup.clone() })?;
        Ok(Self { kind, setup: kind.kept_of(setup), browser, scratch, own })
    }
}

/// The browsers that wait for their next scenario, and how the others fared.
#[derive(Default)]
pub(crate) struct Pool {
    idle: Mutex<Vec<Seat>>,
    started: AtomicUsize,
    reused: AtomicUsize,
    /// The reasons why browsers were thrown away that should have been clean.
    unclean: Mutex<Vec<String>>,
}

impl Pool {
    /// Returns a clean browser that was started so: one that waits, or a new one.
    pub(crate) fn take(&self, kind: Kind, setup: &Setup, stand_ins: &StandIns) -> Outcome<Seat> {
        let waiting = {
            let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
            let at = idle.iter().position(|seat| seat.kind == kind && seat.setup == kind.kept_of(setup));
            at.map(|at| idle.swap_remove(at))
        };
        let counter = if waiting.is_some() { &self.reused } else { &self.started };
        counter.fetch_add(1, Ordering::Relaxed);
        let seat = waiting.map_or_else(|| Seat::start(kind, setup, stand_ins), Ok)?;
        seat.browser.driver().speak(setup.language)?;
        Ok(seat)
    }

    /// Cleans the browser of a scenario that passed, and keeps it for the next one. What cannot be cleaned is thrown away.
    pub(crate) fn give_back(&self, mut seat: Seat) {
        match seat.browser.clean(&seat.own.traffic.sites()).and_then(|()| seat.scratch.empty()) {
            Ok(()) => {
                seat.own.traffic.forget();
                self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(seat);
            }
            Err(reason) => {
                let reason = format!("{}: {reason}", seat.kind.name());
                self.unclean.lock().unwrap_or_else(PoisonError::into_inner).push(reason);
            }
        }
    }

    /// Closes the browsers that wait.
    pub(crate) fn close(&self) {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

impl fmt::Display for Pool {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        let (started, reused) = (self.started.load(Ordering::Relaxed), self.reused.load(Ordering::Relaxed));
        let unclean = self.unclean.lock().unwrap_or_else(PoisonError::into_inner);
        write!(out, "browsers: {started} started for the pool, {reused} used again, {} thrown away", unclean.len())?;
        unclean.iter().try_for_each(|reason| write!(out, "\n    not clean: {reason}"))
    }
}

impl World {
    /// Sits down at a browser that others may have used before.
    pub(crate) fn sit_down(&mut self, seat: Seat) -> Outcome {
        (self.browser, self.scratch, self.own) = (Some(seat.browser), seat.scratch, seat.own);
        self.setup.stand_ins = Some(self.own.port);
        self.own.go_at(if self.is_paced { FASTER } else { 1 });
        // A directory of its own gives the extension an id of its own in Chromium, so it finds nothing of another one.
        let package = self.scratch.new_path("package");
        copy(&self.package, &package)?;
        self.package = package;
        let lengths = self.log_files()?.into_iter().map(|log| {
            let length = std::fs::metadata(&log).map_or(0, |data| usize::try_from(data.len()).unwrap_or(0));
            (log, length)
        });
        self.logged = lengths.collect();
        Ok(())
    }

    /// Gives the browser back to where it came from, after a scenario that passed.
    pub(crate) fn leave(self) {
        if let (Some(pool), Some(browser)) = (self.pool, self.browser) {
            pool.give_back(Seat {
                kind: self.kind,
                setup: self.kind.kept_of(&self.setup),
                browser,
                scratch: self.scratch,
                own: self.own,
            });
        }
    }

    /// Fails in a scenario that shares its browser with others: the step changes a browser for good, or ends it. Only
    /// scenarios that have one to themselves may take them.
    pub(crate) fn needs_own_browser(&self, what: &str) -> Outcome {
        match self.pool {
            None => Ok(()),
            Some(_) => {
                Err(format!("{what} takes a browser of its own: say own_browser(…) where the scenario is listed"))
            }
        }
    }
}
