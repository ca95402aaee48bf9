//! What the eyes and hands in a page are told to do.

use crate::core::account::AccountRef;
use crate::core::page::panel::Panel;
use crate::core::page::verdict::{LATE_MS, LEFT_ALONE_MS, READ_TWICE_MS, SETTLED_MS};
use crate::platforms::{FormSelectors, PlatformId, Selectors, SwitchSelectors};
use serde::Serialize;

/// A plan, as `content.js` reads it; the texts in its panel have no language yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Whose plan it is, to be given back with every report.
    pub who: Option<AccountRef>,
    /// What to look for.
    pub watch: Watch,
    /// What to show.
    pub panel: Option<Panel>,
}

/// What to look for, and when to report.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Watch {
    /// Selectors, and whether only visible elements count. Reports give what they find in this order.
    pub look: Vec<(String, bool)>,
    /// What a person presses to make something happen.
    pub acts: String,
    /// Paths of requests that show what came of it.
    pub requests: Vec<String>,
    /// Report when nothing has changed for so many milliseconds.
    pub stills: Vec<u32>,
}

/// The watch over a platform's form or switch. `number`: the form's.
#[must_use]
pub fn watch(platform: PlatformId, number: &str) -> Watch {
    match platform.facts().objection.selectors {
        Selectors::Form(selectors) => form(selectors, number),
        Selectors::Switch(selectors) => switch(selectors),
    }
}

/// In the order of [`crate::core::page::verdict::FormProbe`].
fn form(selectors: &FormSelectors, number: &str) -> Watch {
    let other = format!("{}:not([value=\"{number}\"])", selectors.form_id);
    let visible = [selectors.fields, selectors.code, selectors.error, selectors.dialog]
        .map(|selector| (selector.to_owned(), true));
    Watch {
        look: visible.into_iter().chain([(other, false)]).collect(),
        acts: selectors.submit.into(),
        requests: selectors.requests.iter().map(|path| (*path).to_owned()).collect(),
        stills: vec![SETTLED_MS, LATE_MS],
    }
}

/// In the order of [`crate::core::page::verdict::SwitchProbe`].
fn switch(selectors: &SwitchSelectors) -> Watch {
    Watch {
        look: [selectors.named.to_owned(), selectors.any.to_owned(), [selectors.any, ":checked"].concat()]
            .map(|selector| (selector, false))
            .into(),
        acts: selectors.press.into(),
        requests: selectors.requests.iter().map(|path| (*path).to_owned()).collect(),
        stills: vec![READ_TWICE_MS, LEFT_ALONE_MS],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::page::verdict::{FormProbe, SwitchProbe};

    #[test]
    fn selectors_stand_where_reports_expect_them() {
        let form = watch(PlatformId::Facebook, "123");
        assert!(form.look[FormProbe::Code as usize].0.contains("one-time-code"));
        assert!(form.look[FormProbe::Wrong as usize].0.contains("alert"));
        assert!(form.look[FormProbe::Dialog as usize].0.contains("dialog"));
        assert_eq!(form.look[FormProbe::OtherForm as usize].0, "input[name=support_form_id]:not([value=\"123\"])");
        assert_eq!(form.look.len(), 5);
        let switch = watch(PlatformId::Linkedin, "");
        assert!(switch.look[SwitchProbe::Named as usize].0.contains("allowDataForGenerativeAI"));
        assert_eq!(switch.look.len(), 3);
        assert!(switch.look.iter().all(|(_, visible)| !visible), "the switch is visually hidden");
    }
}
