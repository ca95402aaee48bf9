//! A fact says where it comes from.

/// Provenance says who vouches for a fact, for reviewers, tests and tools. The wasm has no use for it and does not carry it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Provenance(#[cfg(not(target_arch = "wasm32"))] &'static str);

impl Provenance {
    /// Provenance of this description.
    #[cfg(not(target_arch = "wasm32"))]
    #[must_use]
    pub const fn of(text: &'static str) -> Self {
        Self(text)
    }

    /// Provenance of a description that is left out.
    #[cfg(target_arch = "wasm32")]
    #[must_use]
    pub const fn of(_: &'static str) -> Self {
        Self()
    }

    /// The description.
    #[cfg(not(target_arch = "wasm32"))]
    #[must_use]
    pub const fn text(self) -> &'static str {
        self.0
    }
}
