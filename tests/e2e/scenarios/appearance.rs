//! Looks at every page of the extension in its main states, in both themes, narrow, and from right to left.

use super::{Scenario, both};
use crate::states::{captured, due, guide, recorded, unclear};

pub(super) const ALL: &[Scenario] = &[
    both("accessibility: axe-core finds nothing while something is to be done", |world| due(world, "nl")),
    both("accessibility: nor in German, where words are longest", |world| due(world, "de")),
    both("accessibility: axe-core finds nothing where something is recorded", |world| recorded(world, "en")),
    both("accessibility: nor there in German", |world| recorded(world, "de")),
    both("accessibility: axe-core finds nothing where something is unclear", |world| unclear(world, "nl")),
    both("accessibility: axe-core finds nothing where a page was captured", |world| captured(world, "nl")),
    both("accessibility: axe-core finds nothing in the guide", |world| guide(world, "de")),
];
