//! All rows → the toolbar badge. Derived afresh each time, so that it cannot drift from what is known.

use crate::core::history::status::{Objection, RecordStatus};
use crate::core::join::join;
use crate::core::overview::Row;
use crate::core::overview::status::AccountStatus;
use crate::core::text::{Key, Text};
use crate::platforms::PlatformId;

/// The badge, colour and tooltip of the toolbar's icon.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Badge {
    /// The text on the button, at most four characters; empty for no badge.
    pub text: String,
    /// The colour behind the text.
    pub background: Colour,
    /// The lines of the tooltip.
    pub tooltip: Vec<Text>,
}

/// An opaque colour: red, green, blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour(pub [u8; 3]);

impl Colour {
    /// The colour of the badge's text.
    pub const TEXT: Self = Self([0xff, 0xff, 0xff]);
    /// There is something to do. Stands out from light toolbars and from dark ones.
    pub const DUE: Self = Self([0xcb, 0x4b, 0x00]);
    /// Something was just settled.
    pub const SETTLED: Self = Self([0x20, 0x82, 0x4a]);
    /// Something could not be seen.
    pub const UNCLEAR: Self = Self([0x6b, 0x72, 0x80]);
}

/// Shown when nothing is known to be due, but a host was withheld, or it is not clear who is logged in: silence would
/// look like "all done".
const CANNOT_SEE: &str = "?";

/// Shown when the last thing to do was just settled: nothing at all would look like "nothing happened".
const SETTLED: &str = "✓";

/// The badge for these rows. `is_settled_anew`: what is on record has come since the person last looked.
#[must_use]
pub fn badge(rows: &[Row], is_settled_anew: bool) -> Badge {
    let due = rows.iter().filter(|row| row.is_due()).count();
    let blind = rows.iter().any(|row| row.status.is_blind());
    let mark = if rows.iter().any(|row| row.status.is_on_again()) { "!" } else { "" };
    let (text, background) = match (due, blind) {
        (0, true) => (CANNOT_SEE.into(), Colour::UNCLEAR),
        (0, false) if is_settled_anew => (SETTLED.into(), Colour::SETTLED),
        (0, false) => (String::new(), Colour::DUE),
        (1..=999, _) => (format!("{due}{mark}"), Colour::DUE),
        _ => ("999+".into(), Colour::DUE),
    };
    Badge { text, background, tooltip: tooltip(rows) }
}

/// The place in the order of all entries of the newest one that says that an objection is on record, for an account that is
/// logged in; 0 if there is none. One that is to be checked once more may be somebody else's.
#[must_use]
pub fn newest_settled(rows: &[Row]) -> u64 {
    let settled = rows.iter().filter_map(|row| match &row.status {
        AccountStatus::Known(RecordStatus::Recorded(Objection { recheck: None, entry, .. })) => Some(entry.sequence),
        _ => None,
    });
    settled.max().unwrap_or_default()
}

/// The same in words, one line for each kind of row that there is.
fn tooltip(rows: &[Row]) -> Vec<Text> {
    let line = |key, matching: fn(&Row) -> bool| {
        let sites = sites(rows, matching);
        (!sites.is_empty()).then(|| Text::with(key, sites))
    };
    let pressing = [
        line(Key::TooltipDue, |row| row.is_due() && !row.status.is_on_again()),
        line(Key::TooltipOnAgain, |row| row.status.is_on_again()),
        line(Key::TooltipUnclear, |row| matches!(row.status, AccountStatus::Unknown(_))),
        line(Key::TooltipNoAccess, |row| matches!(row.status, AccountStatus::NoAccess(_))),
    ];
    let pressing: Vec<Text> = pressing.into_iter().flatten().collect();
    if !pressing.is_empty() {
        pressing
    } else if rows.iter().any(|row| row.status != AccountStatus::LoggedOut) {
        vec![Key::TooltipNothingDue.into()]
    } else {
        line(Key::TooltipLoggedOut, |row| row.status == AccountStatus::LoggedOut).into_iter().collect()
    }
}

/// The names of the sites with such rows: `Facebook (2), LinkedIn`.
fn sites(rows: &[Row], matching: fn(&Row) -> bool) -> String {
    let count = |platform| rows.iter().filter(|row| row.platform == platform && matching(row)).count();
    let names = PlatformId::ALL.into_iter().filter_map(|platform| match count(platform) {
        0 => None,
        1 => Some(platform.facts().name.to_owned()),
        many => Some(format!("{} ({many})", platform.facts().name)),
    });
    join(&names.collect::<Vec<_>>(), ", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::history::test_script::known;
    use crate::core::overview::status::Withheld;
    use crate::core::session::Doubt;
    use crate::core::text::Arg;

    const FB: PlatformId = PlatformId::Facebook;
    const IG: PlatformId = PlatformId::Instagram;
    const LI: PlatformId = PlatformId::Linkedin;
    const HALF: AccountStatus = AccountStatus::Unknown(Doubt::HalfSession);

    fn due() -> AccountStatus {
        AccountStatus::Known(known(""))
    }

    fn badge_of(rows: &[(PlatformId, AccountStatus)]) -> Badge {
        let rows: Vec<Row> =
            rows.iter().map(|(platform, state)| Row::new(*platform, Vec::new(), state.clone())).collect();
        badge(&rows, false)
    }

    /// `tooltip` is written as `key: arguments`, lines separated by ` | `.
    #[track_caller]
    fn check(rows: &[(PlatformId, AccountStatus)], text: &str, tooltip: &str) {
        let badge = badge_of(rows);
        let sites = |text: &Text| match text.args.first() {
            Some(Arg::Plain(sites)) => format!(": {sites}"),
            _ => String::new(),
        };
        let lines: Vec<String> = badge.tooltip.iter().map(|text| text.key.name().to_owned() + &sites(text)).collect();
        assert_eq!((badge.text.as_str(), lines.join(" | ").as_str()), (text, tooltip), "{rows:?}");
    }

    #[test]
    fn counts_what_is_due() {
        check(&[(FB, due()), (IG, AccountStatus::LoggedOut)], "1", "tooltip_due: Facebook");
        check(&[(FB, due()), (FB, due()), (LI, due())], "3", "tooltip_due: Facebook (2), LinkedIn");
        check(
            &[(FB, AccountStatus::LoggedOut), (LI, AccountStatus::LoggedOut)],
            "",
            "tooltip_logged_out: Facebook, LinkedIn",
        );
    }

    #[test]
    fn a_form_that_counts_for_two_is_counted_once() {
        let sent = |covered_by, platform| Row {
            covered_by,
            ..Row::new(platform, Vec::new(), AccountStatus::Known(known("submit")))
        };
        let badge = badge(&[sent(None, FB), sent(Some(FB), IG)], false);
        assert_eq!((badge.text.as_str(), badge.tooltip), ("1", vec![Text::with(Key::TooltipDue, "Facebook")]));
    }

    #[test]
    fn doubt_does_not_count_but_is_said() {
        for doubt in [Doubt::HalfSession, Doubt::ActingAsPage, Doubt::TwoAccounts, Doubt::Unreadable] {
            check(&[(FB, AccountStatus::Unknown(doubt))], "?", "tooltip_unclear: Facebook");
        }
        check(&[(FB, HALF), (IG, AccountStatus::LoggedOut)], "?", "tooltip_unclear: Facebook");
        check(&[(FB, HALF), (IG, due())], "1", "tooltip_due: Instagram | tooltip_unclear: Facebook");
    }

    #[test]
    fn a_switch_that_is_on_again_is_told_by_more_than_a_colour() {
        let on_again = || AccountStatus::Known(known("off on"));
        check(&[(FB, due()), (LI, on_again())], "2!", "tooltip_due: Facebook | tooltip_on_again: LinkedIn");
        check(&[(LI, on_again())], "1!", "tooltip_on_again: LinkedIn");
        assert_eq!(badge_of(&[(LI, on_again())]).background, Colour::DUE);
    }

    #[test]
    fn what_was_just_settled_is_told_where_nothing_is_left_to_do() {
        let anew = |rows: &[(PlatformId, AccountStatus)]| {
            let rows: Vec<Row> =
                rows.iter().map(|(platform, state)| Row::new(*platform, Vec::new(), state.clone())).collect();
            badge(&rows, true).text
        };
        let recorded = || AccountStatus::Known(known("answered"));
        assert_eq!(anew(&[(FB, recorded())]), "✓");
        assert_eq!(anew(&[(FB, recorded()), (LI, due())]), "1");
        assert_eq!(anew(&[(FB, recorded()), (LI, AccountStatus::NoAccess(Withheld::ByChoice))]), "?");
        check(&[(FB, recorded())], "", "tooltip_nothing_due");
    }

    #[test]
    fn only_what_is_on_record_counts_as_settled() {
        let newest = |script: &str| {
            let status = AccountStatus::Known(known(script));
            newest_settled(&[Row::new(FB, Vec::new(), status), Row::new(IG, Vec::new(), AccountStatus::LoggedOut)])
        };
        assert_eq!([newest(""), newest("submit"), newest("decline"), newest("snooze")], [0; 4]);
        assert_eq!(newest("off session"), 0, "it may be somebody else's");
        assert!(newest("answered") < newest("submit answered"), "a later entry is newer");
    }

    #[test]
    fn nothing_due_is_not_called_logged_out() {
        let declined = AccountStatus::Known(known("decline"));
        check(&[(FB, declined), (IG, AccountStatus::LoggedOut)], "", "tooltip_nothing_due");
    }

    #[test]
    fn records_that_cannot_be_read_are_never_silent() {
        check(&[(FB, AccountStatus::Unknown(Doubt::RecordsUnreadable))], "?", "tooltip_unclear: Facebook");
    }

    #[test]
    fn withheld_access_is_never_silent() {
        check(
            &[(FB, AccountStatus::NoAccess(Withheld::ByChoice)), (IG, AccountStatus::LoggedOut)],
            "?",
            "tooltip_no_access: Facebook",
        );
        check(
            &[(FB, AccountStatus::NoAccess(Withheld::ByChoice)), (IG, due())],
            "1",
            "tooltip_due: Instagram | tooltip_no_access: Facebook",
        );
    }

    #[test]
    fn never_longer_than_four_characters() {
        for count in [1, 9, 10, 99, 100, 999, 1000, 20_000] {
            let rows = vec![(FB, due()); count];
            assert!(badge_of(&rows).text.len() <= 4, "{count}");
        }
        assert_eq!(badge_of(&vec![(FB, due()); 1000]).text, "999+");
    }

    /// Relative luminance and contrast as WCAG 2.2 defines them.
    fn contrast(a: Colour, b: Colour) -> f64 {
        let luminance = |Colour(rgb): Colour| {
            let [r, g, b] = rgb.map(|c| {
                let c = f64::from(c) / 255.0;
                if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
            });
            0.2126f64.mul_add(r, 0.7152f64.mul_add(g, 0.0722 * b)) + 0.05
        };
        let (a, b) = (luminance(a), luminance(b));
        a.max(b) / a.min(b)
    }

    #[test]
    fn text_is_legible_and_the_badge_stands_out() {
        let toolbars = [Colour([0xff, 0xff, 0xff]), Colour([0xf9, 0xf9, 0xfb]), Colour([0x2b, 0x2a, 0x33])];
        for background in [Colour::DUE, Colour::SETTLED, Colour::UNCLEAR] {
            assert!(contrast(Colour::TEXT, background) >= 4.5, "{background:?}");
            for toolbar in toolbars {
                assert!(
                    contrast(background, toolbar) >= 2.8,
                    "{background:?} on {toolbar:?}: {}",
                    contrast(background, toolbar)
                );
            }
        }
    }
}
