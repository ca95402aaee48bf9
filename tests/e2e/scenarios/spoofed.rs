//! Who speaks for a page: only the top frame of an active document under the site's own name is listened to.

use super::form::JUDGED;
use super::{Scenario, both};

use crate::wait::Outcome;
use crate::world::World;

pub(super) const ALL: &[Scenario] = &[];
