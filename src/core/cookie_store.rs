//! Cookie stores.

use crate::core::sorted::SortedMap;

/// A cookie store: Firefox keeps one per container, Chromium one per profile.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CookieStoreId(pub String);

impl CookieStoreId {
    /// What Firefox puts before a container's number.
    const CONTAINER_PREFIX: &str = "firefox-container-";

    /// The one store of a Chromium profile that is not private.
    #[must_use]
    pub fn chromium_main() -> Self {
        Self("0".into())
    }

    /// Firefox's store outside all containers.
    #[must_use]
    pub fn firefox_main() -> Self {
        Self("firefox-default".into())
    }

    /// The containers worth asking for although no tab is open in them. Firefox numbers containers from 1 as people
    /// make them and does not tell us which there are; asking for one that does not exist finds no cookies. Fifty
    /// questions take about 8 ms.
    pub fn containers() -> impl Iterator<Item = Self> {
        (1..=50).map(|number| Self(format!("{}{number}", Self::CONTAINER_PREFIX)))
    }

    /// Whether this is a store of Firefox, which can open tabs in any of them.
    #[must_use]
    pub fn is_firefox(&self) -> bool {
        self.0.starts_with("firefox-")
    }

    /// The number of the container, or `None` for the store outside all containers.
    #[must_use]
    pub fn container(&self) -> Option<u32> {
        self.0.strip_prefix(Self::CONTAINER_PREFIX)?.parse().ok()
    }
}

/// Each store once, in a fixed order.
#[must_use]
pub fn distinct(stores: Vec<CookieStoreId>) -> Vec<CookieStoreId> {
    stores.into_iter().collect::<SortedMap<CookieStoreId>>().drain_all().map(|(store, ())| store).collect()
}
