//! What an account is called.

use crate::core::text::{Key, Text};
use crate::platforms::PlatformId;

/// What an account is called: the platform, and what tells it from others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountName {
    /// Which platform.
    pub platform: PlatformId,
    /// The person's own name for the account; may be empty.
    pub label: String,
    /// Where the account is, if it is in a container.
    pub container: Option<Text>,
}

/// Names a container by its number.
#[must_use]
pub fn container_text(number: u32) -> Text {
    Text::with(Key::Container, number.to_string())
}
