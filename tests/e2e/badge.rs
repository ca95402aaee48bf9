//! Awaits what the toolbar shows: the badge and its tooltip.

use crate::sites::Site;
use crate::wait::{Outcome, PATIENCE, Seen, wait_until};
use crate::world::World;
use std::time::Duration;

/// The badge as the toolbar shows it.
#[derive(Clone, Debug, PartialEq, serde::Deserialize)]
pub(crate) struct Badge {
    /// The text on the icon.
    pub(crate) text: String,
    /// The tooltip.
    pub(crate) title: String,
    /// The colour behind the text: red, green, blue, opacity.
    pub(crate) background: [u8; 4],
    /// The colour of the text.
    pub(crate) color: [u8; 4],
}

impl std::fmt::Display for Badge {
    fn fmt(&self, out: &mut std::fmt::Formatter) -> std::fmt::Result {
        write!(out, "badge {:?}, tooltip {:?}", self.text, self.title)
    }
}

impl World {
    /// Waits until the badge has this text.
    pub(crate) fn then_badge(&self, text: &str) -> Outcome<Badge> {
        self.then_badge_within(text, PATIENCE)
    }

    /// Waits until the badge has this text, for this long at most.
    pub(crate) fn then_badge_within(&self, text: &str, patience: Duration) -> Outcome<Badge> {
        let browser = self.browser()?;
        wait_until(&format!("the badge reads {text:?}"), patience, || {
            let badge = browser.badge()?;
            Ok(if badge.text == text { Seen::Yes(badge) } else { Seen::NotYet(badge.to_string()) })
        })
    }

    /// Fails if anything that happened so far counts, and makes sure that the extension has seen it.
    ///
    /// An empty badge alone may mean "nothing seen yet". So somebody logs in at `elsewhere`, a site that the scenario does
    /// not touch, and out again: the badge must become 1 and then empty. Had anything else counted, it would stop
    /// at 1. Cookie events arrive in order, so the snapshot that ends in the empty badge comes after all that was done.
    pub(crate) fn then_nothing_counts(&self, elsewhere: &Site) -> Outcome {
        self.then_no_more_counts(elsewhere, 0)
    }

    /// The same where a site is unclear: then the badge says so while nothing counts.
    pub(crate) fn then_only_doubt_is_left(&self, elsewhere: &Site) -> Outcome {
        self.then_counts_between(elsewhere, 1, "?")
    }

    /// Waits until it is so that this many count, and no more, whatever happened so far.
    pub(crate) fn then_no_more_counts(&self, elsewhere: &Site, count: u32) -> Outcome {
        let after = if count == 0 { String::new() } else { count.to_string() };
        self.then_counts_between(elsewhere, count + 1, &after)
    }

    /// Waits until the badge counts so many while somebody is logged in at `elsewhere`, and reads `after` afterwards.
    fn then_counts_between(&self, elsewhere: &Site, count: u32, after: &str) -> Outcome {
        self.when_logged_in(elsewhere)?;
        self.then_badge(&count.to_string())?;
        self.when_logged_out(elsewhere)?;
        self.then_badge(after).map(drop)
    }

    /// Waits until the tooltip names exactly these of all sites.
    pub(crate) fn then_tooltip_names(&self, sites: &[&Site]) -> Outcome {
        let expected: Vec<_> = sites.iter().map(|site| site.name).collect();
        wait_until(&format!("the tooltip names {expected:?} and nothing else"), PATIENCE, || {
            let title = self.browser()?.badge()?.title;
            let words: Vec<_> = title.split(|c: char| !c.is_alphanumeric()).collect();
            let as_named = |site: &Site| words.contains(&site.name) == expected.contains(&site.name);
            Ok(Seen::when(crate::sites::all().all(as_named), &title))
        })
    }
}
