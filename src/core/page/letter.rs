//! The letters of the guide tell the objection that they are about as far as the address of the page does.

use crate::core::history::objected::FIRST_YEAR;
use crate::core::time::Date;
use crate::platforms::PlatformId;

/// A letter is about one objection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LetterSubject {
    /// It was sent to this platform.
    pub platform: PlatformId,
    /// It was sent on this day, if that is known.
    pub day: Option<Date>,
}

/// Returns the address of a section of the guide whose letters are about this objection. `day` is `YYYY-MM-DD`, or empty.
#[must_use]
pub fn guide_address(section: &str, platform: PlatformId, day: &str) -> String {
    ["guide.html?", platform.slug(), "/", day, "#", section].concat()
}

/// Reads what [`guide_address`] writes; `None` for any other address. A day that a clock or an address made up is none: a letter
/// would be false with it. `today`: in the person's own calendar.
#[must_use]
pub fn letter_subject(address: &str, today: Date) -> Option<LetterSubject> {
    let (slug, day) = address.split('#').next()?.split_once('?')?.1.split_once('/')?;
    let platform = PlatformId::from_slug(slug)?;
    let is_plausible = |day: &Date| day.year() >= FIRST_YEAR && *day <= today;
    Some(LetterSubject { platform, day: Date::parse(day).filter(is_plausible) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn subject(address: &str) -> Option<LetterSubject> {
        letter_subject(address, Date::parse("2026-11-27").unwrap())
    }

    #[test]
    fn an_address_says_what_its_letters_are_about() {
        for platform in PlatformId::ALL {
            for day in ["2026-05-12", ""] {
                let address = guide_address("refused", platform, day);
                assert!(address.ends_with("#refused"), "{address}");
                let expected = LetterSubject { platform, day: Date::parse(day) };
                assert_eq!(subject(&address), Some(expected), "{address}");
            }
        }
    }

    #[test]
    fn an_address_that_says_nothing_fills_in_nothing() {
        for address in
            ["guide.html", "guide.html#refused", "guide.html?", "guide.html?nowhere/2026-05-12#refused", "?x"]
        {
            assert_eq!(subject(address), None, "{address}");
        }
        for day in ["<b>", "1970-01-01", "2026-11-28", "9999-12-31", "2026-02-30"] {
            let read = subject(&["guide.html?facebook/", day, "#refused"].concat()).map(|subject| subject.day);
            assert_eq!(read, Some(None), "{day}");
        }
    }
}
