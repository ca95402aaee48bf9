//! Fills in the letters of the guide, and puts them on paper.

use crate::browser::{clock, i18n};
use crate::core::history::objected::ObjectedOn;
use crate::core::page::letter::{self, letter_subject};
use crate::core::time::Date;
use crate::pages::dom::{self, Find};
use crate::platforms::PlatformId;
use web_sys::Element;

/// Returns the address of a section of the guide whose letters are about this objection.
pub(super) fn guide_address(section: &str, platform: PlatformId, objected_on: Option<ObjectedOn>) -> String {
    letter::guide_address(section, platform, &objected_on.map(day).unwrap_or_default())
}

/// Returns the day of an objection where the person is, as `YYYY-MM-DD`.
pub(super) fn day(objected_on: ObjectedOn) -> String {
    match objected_on {
        ObjectedOn::Moment(moment) => clock::day_of(moment),
        ObjectedOn::Day(day) => day.to_string(),
    }
}

/// Fills in the letters, and readies their buttons.
pub(super) fn start(root: &Element) {
    let subject = Date::parse(&clock::today()).and_then(|today| letter_subject(&dom::address(), today));
    let day = subject.and_then(|subject| subject.day).map_or_else(|| i18n::by_name("letter_date"), i18n::format_day);
    let platform = subject.map(|subject| subject.platform.facts());
    let site = platform.map(|platform| [platform.name, ", "].concat()).unwrap_or_default();
    let company = platform.map_or_else(|| i18n::by_name("letter_company"), |platform| platform.company.to_owned());
    for letter in root.find_all("[data-letter]") {
        let text = letter.get_attribute("data-letter").map(|name| i18n::by_name_with(&name, &[&day, &site, &company]));
        letter.set_text_content(text.as_deref());
    }
    root.find_all("button[data-print]").iter().for_each(|button| print_on_click(root, button));
}

/// Prints the letter that the button belongs to: the style sheet leaves out all else while it is marked.
fn print_on_click(root: &Element, button: &Element) {
    let letter = button.get_attribute("data-print").and_then(|id| root.find(&["#", &id].concat()));
    let (Some(letter), root) = (letter, root.clone()) else { return };
    dom::on_click(button, move || dom::print_only(&root, "letter", &letter));
}
