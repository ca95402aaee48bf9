//! The cookies of logins as the browser told of them. A site may set one anew with each answer, as it is: that is a visit, and
//! nothing that changes who is logged in.

use crate::core::digest::sha256;

/// The most cookies that are kept apart: nobody has that many logins.
const MAX_COOKIES: usize = 64;

/// The hashes of the values that cookies were last set to, in memory only.
#[derive(Default)]
pub struct SeenCookies(Vec<(String, [u8; 32])>);

impl SeenCookies {
    /// Notes that a cookie was set to a value, or removed (`None`), and returns whether that changes it, as far as is known. `place`
    /// tells the cookie from all others.
    pub fn note(&mut self, place: String, value: Option<&str>) -> bool {
        let known = self.0.iter().position(|(seen, _)| *seen == place);
        let before = known.map(|at| self.0.swap_remove(at).1);
        if self.0.len() >= MAX_COOKIES {
            self.0.clear();
        }
        let Some(value) = value else { return true };
        let hash = sha256(&[place.as_bytes(), value.as_bytes()]);
        self.0.push((place, hash));
        before != Some(hash)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `events`: the place and the value of a cookie, `-` where it is removed, and `!` behind what counts as a change.
    #[track_caller]
    fn check(events: &str) {
        let mut seen = SeenCookies::default();
        for event in events.split(' ') {
            let (what, expected) = event.strip_suffix('!').map_or((event, false), |what| (what, true));
            let (place, value) = what.split_once('=').expect("a place and a value");
            let is_change = seen.note(place.to_owned(), (value != "-").then_some(value));
            assert_eq!(is_change, expected, "{event} of {events}");
        }
    }

    #[test]
    fn only_another_value_is_a_change() {
        check("a=1! a=1 a=2! a=2 a=1!");
        check("a=1! b=1! a=1 b=1 b=2! a=1");
        check("a=1! a=-! a=1! a=-! a=-!");
    }

    #[test]
    fn what_is_kept_is_bounded() {
        let mut seen = SeenCookies::default();
        for number in 0..1_000 {
            assert!(seen.note(number.to_string(), Some("1")));
            assert!(seen.0.len() <= MAX_COOKIES);
        }
        assert!(!seen.note("999".into(), Some("1")));
    }
}
