//! The cookies of logins as the browser told of them. A site may set one anew with each answer, as it is: that is a visit, and
//! nothing that changes who is logged in.

use crate::core::account::Salt;
use crate::core::digest::sha256;

/// The most cookies that are kept apart: nobody has that many logins.
const MAX_COOKIES: usize = 64;

/// The salted hashes of the values that cookies were last set to, in memory only.
#[derive(Default)]
pub struct SeenCookies {
    /// The salt is drawn for the first value that is hashed, and goes with the background.
    salt: Option<Salt>,
    /// The cookies, each with the hash of its value.
    hashes: Vec<(String, [u8; 16])>,
}

impl SeenCookies {
    /// Notes that a cookie was set to a value, or removed (`None`), and returns whether that changes it, as far as is known. `place`
    /// tells the cookie from all others; `salt` makes a fresh random one.
    pub fn note(&mut self, place: String, value: Option<&str>, salt: impl FnOnce() -> Salt) -> bool {
        let known = self.hashes.iter().position(|(seen, _)| *seen == place);
        let before = known.map(|at| self.hashes.swap_remove(at).1);
        if self.hashes.len() >= MAX_COOKIES {
            self.hashes.clear();
        }
        let Some(value) = value else { return true };
        let salt = self.salt.get_or_insert_with(salt);
        let hash = sha256(&[&salt.0, place.as_bytes(), &[0], value.as_bytes()]);
        self.hashes.push((place, hash));
        before != Some(hash)
    }

    /// Forgets the cookies of a site where nobody is logged in any more: the next login may set the same ones, and not every
    /// browser tells that they were cleared. Their places end with the site's domain.
    pub fn forget(&mut self, domain: &str) {
        self.hashes.retain(|(place, _)| !place.ends_with(domain));
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
            let is_change = seen.note(place.to_owned(), (value != "-").then_some(value), || Salt([1; 16]));
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
    fn what_was_cleared_is_set_anew() {
        let mut seen = SeenCookies::default();
        let set = |seen: &mut SeenCookies, place: &str| seen.note(place.into(), Some("1"), || Salt([1; 16]));
        for place in ["0 xs .facebook.com", "0 li_at .linkedin.com"] {
            set(&mut seen, place);
        }
        seen.forget("facebook.com");
        assert!(set(&mut seen, "0 xs .facebook.com"));
        assert!(!set(&mut seen, "0 li_at .linkedin.com"));
    }

    #[test]
    fn what_is_kept_is_bounded() {
        let mut seen = SeenCookies::default();
        for number in 0..1_000 {
            assert!(seen.note(number.to_string(), Some("1"), || Salt([1; 16])));
            assert!(seen.hashes.len() <= MAX_COOKIES);
        }
        assert!(!seen.note("999".into(), Some("1"), || Salt([1; 16])));
    }

    #[test]
    fn each_background_hashes_with_one_salt_of_its_own() {
        let kept = |salt| {
            let mut seen = SeenCookies::default();
            seen.note("xs".into(), Some("secret"), || Salt([salt; 16]));
            seen.note("xs".into(), Some("secret"), || panic!("another salt"));
            seen.hashes.pop()
        };
        assert_eq!(kept(1), kept(1));
        assert_ne!(kept(1), kept(2));
    }
}
