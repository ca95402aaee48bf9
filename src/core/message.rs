//! What the parts of the extension say to each other.

use serde::{Deserialize, Serialize};

/// What the extension's pages ask of the background.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Request {
    /// Take a fresh look and set the badge accordingly.
    Look,
}

/// What the background answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reply {
    /// It was done.
    Done,
    /// It was not: the message was malformed, or its sender may not ask this.
    Refused,
}
