//! Cookie stores are where logins live.

use crate::core::sorted::SortedMap;

/// A cookie store: Firefox keeps one per container, Chromium one per profile.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CookieStoreId(pub String);

impl CookieStoreId {
    /// Firefox puts this before a container's number.
    const CONTAINER_PREFIX: &str = "firefox-container-";

    /// The one cookie store of a Chromium profile that is not private.
    #[must_use]
    pub fn chromium_main() -> Self {
        Self("0".into())
    }

    /// Firefox's cookie store outside all containers.
    #[must_use]
    pub fn firefox_main() -> Self {
        Self("firefox-default".into())
    }

    /// The container with this number.
    fn of_container(number: u32) -> Self {
        Self(format!("{}{number}", Self::CONTAINER_PREFIX))
    }

    /// Returns whether this is a cookie store of Firefox, which can open tabs in any of them.
    #[must_use]
    pub fn is_firefox(&self) -> bool {
        self.0.starts_with("firefox-")
    }

    /// The number of the container, or `None` for the cookie store outside all containers.
    #[must_use]
    pub fn container(&self) -> Option<u32> {
        self.0.strip_prefix(Self::CONTAINER_PREFIX)?.parse().ok()
    }
}

/// Every container up to this number is asked for, seen or not.
const ALWAYS_ASKED_UP_TO: u32 = 50;

/// Others are asked for this far above and below the highest container that was seen: people make several at a time.
const ASKED_AROUND: u32 = 50;

/// Every container up to this number is asked for if a higher one was seen, or if the search is to be thorough. Some
/// extensions make a container for each tab, and so count into the thousands.
const THOROUGHLY_ASKED_UP_TO: u32 = 500;

/// The thoroughness of a search for containers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Search {
    /// It asks where logins are likely. Fifty questions take about 8 ms.
    Likely,
    /// It asks far from what was ever seen, too, as when the browser starts: a login may be older than the extension.
    Thorough,
}

/// The containers worth asking for although no tab is open in them. Firefox numbers containers from 1 as people make them
/// and does not tell us which there are; asking for one that does not exist finds no cookies. `seen`: the numbers of those
/// in which somebody was logged in, by whatever sign: they are asked for however high they are.
#[must_use]
pub fn containers_to_ask(seen: &[u32], search: Search) -> Vec<CookieStoreId> {
    let highest = seen.iter().copied().max().unwrap_or(0);
    let end = if search == Search::Thorough { THOROUGHLY_ASKED_UP_TO } else { highest.saturating_add(ASKED_AROUND) };
    let likely = 1..=end.clamp(ALWAYS_ASKED_UP_TO, THOROUGHLY_ASKED_UP_TO);
    let around =
        highest.saturating_sub(ASKED_AROUND).max(THOROUGHLY_ASKED_UP_TO + 1)..=highest.saturating_add(ASKED_AROUND);
    let far = seen.iter().copied().filter(|number| !likely.contains(number) && !around.contains(number));
    let numbers =
        likely.clone().chain(far).chain(around.clone().filter(|_| highest > THOROUGHLY_ASKED_UP_TO - ASKED_AROUND));
    numbers.map(CookieStoreId::of_container).collect()
}

/// Each cookie store once, in a fixed order.
#[must_use]
pub fn dedup_stores(stores: Vec<CookieStoreId>) -> Vec<CookieStoreId> {
    stores.into_iter().collect::<SortedMap<CookieStoreId>>().drain_all().map(|(store, ())| store).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The containers that are asked for, as `1-50 60`.
    #[track_caller]
    fn check(seen: &[u32], search: Search, expected: &str) {
        let mut numbers: Vec<u32> =
            containers_to_ask(seen, search).iter().map(|store| store.container().unwrap()).collect();
        let asked = numbers.len();
        numbers.sort_unstable();
        numbers.dedup();
        assert_eq!(asked, numbers.len(), "each is asked for once: {seen:?}");
        let parts = numbers.chunk_by(|a, b| a + 1 == *b).map(|part| match part {
            [one] => one.to_string(),
            _ => format!("{}-{}", part[0], part[part.len() - 1]),
        });
        assert_eq!(parts.collect::<Vec<_>>().join(" "), expected, "{seen:?}");
    }

    #[test]
    fn containers_are_asked_for_however_high_their_numbers() {
        check(&[], Search::Likely, "1-50");
        check(&[], Search::Thorough, "1-500");
        check(&[3], Search::Likely, "1-53");
        check(&[60], Search::Likely, "1-110");
        check(&[7, 200], Search::Likely, "1-250");
        check(&[450], Search::Likely, "1-500");
        check(&[480], Search::Likely, "1-530");
        check(&[600, 4000, 9000], Search::Likely, "1-500 600 4000 8950-9050");
        check(&[9000], Search::Thorough, "1-500 8950-9050");
        check(&[u32::MAX], Search::Likely, "1-500 4294967245-4294967295");
    }
}
