//! The names by which accounts are shown.

use crate::core::text::{Key, Text};
use crate::core::time::Timestamp;
use crate::platforms::PlatformId;

/// An account is shown by its platform and by what tells it from others there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountName {
    /// The platform that the account is with.
    pub platform: PlatformId,
    /// The person's own name for the account; may be empty.
    pub label: String,
    /// The name of its container, if it is in one.
    pub container: Option<Text>,
    /// The time at which something was first noted of it, where nothing else tells it apart.
    pub first_noted: Option<Timestamp>,
}

/// Names a container by its number.
#[must_use]
pub fn container_text(number: u32) -> Text {
    Text::with(Key::Container, number.to_string())
}
