//! What a person answered about accounts that may be in the same accounts centre, and what is left to ask.

use crate::core::account::AccountKey;
use crate::core::history::event::EventKind;
use crate::core::history::log::History;
use crate::core::history::newest::NewestByKind;
use crate::core::history::status::Standing;
use crate::core::records::groups::Groups;
use crate::core::records::status::ResolvedStatuses;
use crate::core::records::{Pair, Records};
use crate::core::sorted::SortedMap;

/// At most so many questions are asked at a time.
const MAX_QUESTIONS: usize = 20;

/// The answers about linked accounts that are in force.
pub(in crate::core) struct Answers<'a> {
    pub(in crate::core) groups: Groups<'a>,
    pub(in crate::core) apart: SortedMap<[&'a AccountKey; 2]>,
}

impl<'a> Answers<'a> {
    pub(in crate::core) fn of(document: &'a Records) -> Self {
        let answered = |answer| {
            let links = document.links.iter().filter(|(pair, _)| pair.can_be_linked());
            links.filter(move |(_, history)| linked(history) == Some(answer)).map(|(pair, _)| pair)
        };
        Self { groups: Groups::new(answered(true)), apart: answered(false).map(Pair::keys).collect() }
    }

    /// The groups of these two; `None` if it is the same one.
    fn roots(&self, a: &AccountKey, b: &AccountKey) -> Option<Pair> {
        Pair::new(self.groups.root(a), self.groups.root(b))
    }
}

/// The answer about a pair that is in force; `None` if there is none.
#[must_use]
pub fn linked(history: &History) -> Option<bool> {
    let latest = NewestByKind::of(history);
    let (yes, no) = (latest.newest(EventKind::Linked), latest.newest(EventKind::NotLinked));
    yes.max(no).map(|_| yes > no)
}

/// Which pairs of the accounts seen to ask about: those where no answer follows from others and one would matter.
/// It does not matter when both are recorded, or when the person declined for one of them.
#[must_use]
pub fn questions(document: &Records, statuses: &ResolvedStatuses<'_>, seen: &[AccountKey]) -> Vec<Pair> {
    let answers = Answers::of(document);
    let apart: SortedMap<Pair> = answers.apart.keys().filter_map(|[a, b]| answers.roots(a, b)).collect();
    let open = |pair: &Pair| answers.roots(&pair.0, &pair.1).is_some_and(|roots| !apart.contains(&roots));
    let asked = |key: &&AccountKey| !matches!(statuses.of(key).standing, Standing::Declined(..));
    let recorded = |key| matches!(statuses.of(key).standing, Standing::Recorded(..));
    let in_group = |key: &&AccountKey| key.platform.facts().group.is_some();
    let seen: SortedMap<&AccountKey> = seen.iter().filter(in_group).filter(asked).collect();
    let pairs = seen.keys().enumerate().flat_map(|(n, a)| seen.keys().skip(n + 1).map(move |b| (*a, *b)));
    let matter = pairs.filter(|(a, b)| a.platform != b.platform && !(recorded(a) && recorded(b)));
    let pairs = matter.filter_map(|(a, b)| Pair::new(a, b)).filter(Pair::can_be_linked);
    pairs.filter(open).take(MAX_QUESTIONS).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::history::test_script::START;
    use crate::core::records::status::resolve;
    use crate::core::records::test_script::{document, key, pair};

    fn check_questions(script: &str, seen: &str, expected: &str) {
        let document = document(script);
        let seen: Vec<AccountKey> = seen.split_whitespace().map(key).collect();
        let expected: Vec<Pair> = expected.split_whitespace().map(pair).collect();
        assert_eq!(questions(&document, &resolve(&document, START), &seen), expected, "{script}");
    }

    #[test]
    fn only_what_matters_is_asked() {
        check_questions("", "fb/a ig/a li/default", "fb/a=ig/a");
        check_questions("", "fb/a fb/b", "");
        check_questions("fb/a: accept", "fb/a ig/a", "fb/a=ig/a");
        check_questions("fb/a: accept | ig/a: declare", "fb/a ig/a", "");
        check_questions("fb/a: decline", "fb/a ig/a", "");
        check_questions("fb/a=ig/a: link", "fb/a ig/a", "");
        check_questions("fb/a=ig/a: apart", "fb/a ig/a", "");
        check_questions("fb/a=ig/a: apart undo:1", "fb/a ig/a", "fb/a=ig/a");
    }

    #[test]
    fn what_follows_from_answers_is_not_asked() {
        check_questions("fb/a=ig/a: link | fb/b=ig/a: link | fb/b=ig/b: link", "fb/a fb/b ig/a ig/b", "");
        check_questions("fb/a=ig/a: link | fb/b=ig/a: apart", "fb/a fb/b ig/a", "");
        check_questions("fb/a=ig/a: link | fb/b=ig/a: apart | fb/b=ig/b: link", "fb/a fb/b ig/a ig/b", "");
        check_questions("fb/a=ig/a: link", "fb/a fb/b ig/a", "fb/b=ig/a");
    }
}
