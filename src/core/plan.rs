//! What the eyes and hands in a page are told to do.

pub mod panel;

use super::message::AccountRef;
use super::overview::Row;
use super::store::Store;
use super::watch::{LATE, LEFT_ALONE, READ_TWICE, SETTLED};
use crate::platforms::{FormMarks, Marks, PlatformId, SwitchMarks};
use panel::Panel;
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
    match platform.facts().objection.marks {
        Marks::Form(marks) => form(marks, number),
        Marks::Switch(marks) => switch(marks),
    }
}

/// In the order of [`super::watch::FormPart`].
fn form(marks: &FormMarks, number: &str) -> Watch {
    let other = format!("{}:not([value=\"{number}\"])", marks.number);
    let visible = [marks.fields, marks.code, marks.wrong, marks.dialog].map(|selector| (selector.to_owned(), true));
    Watch {
        look: visible.into_iter().chain([(other, false)]).collect(),
        acts: marks.send.into(),
        requests: marks.requests.iter().map(|path| (*path).to_owned()).collect(),
        stills: vec![SETTLED, LATE],
    }
}

/// In the order of [`super::watch::SwitchPart`].
fn switch(marks: &SwitchMarks) -> Watch {
    Watch {
        look: [marks.named.to_owned(), marks.any.to_owned(), [marks.any, ":checked"].concat()]
            .map(|selector| (selector, false))
            .into(),
        acts: marks.press.into(),
        requests: marks.requests.iter().map(|path| (*path).to_owned()).collect(),
        stills: vec![READ_TWICE, LEFT_ALONE],
    }
}

/// The row of the account that is logged in to a platform in a store, or of the platform if nobody is.
#[must_use]
pub fn row_of<'a>(rows: &'a [Row], platform: PlatformId, store: &Store) -> Option<&'a Row> {
    let mut rows = rows.iter().filter(|row| row.platform == platform);
    rows.find(|row| row.store.as_ref().is_none_or(|other| other == store))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::state::State;
    use crate::core::watch::{FormPart, SwitchPart};

    #[test]
    fn a_tab_belongs_to_the_row_of_its_store_or_to_that_of_nobody() {
        let row = |platform, store: Option<&str>| {
            Row::new(platform, store.map(|store| Store(store.into())), State::NotRecorded)
        };
        let rows = [
            row(PlatformId::Facebook, Some("0")),
            row(PlatformId::Facebook, Some("1")),
            row(PlatformId::Linkedin, None),
        ];
        let of = |platform, store: &str| row_of(&rows, platform, &Store(store.into()));
        assert_eq!(of(PlatformId::Facebook, "1"), rows.get(1));
        assert_eq!(of(PlatformId::Facebook, "2"), None);
        assert_eq!(of(PlatformId::Linkedin, "2"), rows.get(2));
        assert_eq!(of(PlatformId::Instagram, "0"), None);
    }

    #[test]
    fn selectors_stand_where_reports_expect_them() {
        let form = watch(PlatformId::Facebook, "123");
        assert!(form.look[FormPart::Code as usize].0.contains("one-time-code"));
        assert!(form.look[FormPart::Wrong as usize].0.contains("alert"));
        assert!(form.look[FormPart::Dialog as usize].0.contains("dialog"));
        assert_eq!(form.look[FormPart::OtherForm as usize].0, "input[name=support_form_id]:not([value=\"123\"])");
        assert_eq!(form.look.len(), 5);
        let switch = watch(PlatformId::Linkedin, "");
        assert!(switch.look[SwitchPart::Named as usize].0.contains("allowDataForGenerativeAI"));
        assert_eq!(switch.look.len(), 3);
        assert!(switch.look.iter().all(|(_, visible)| !visible), "the switch is visually hidden");
    }
}
