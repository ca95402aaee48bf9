//! Questions ask a person about pairs of accounts: are they in the same accounts centre?

use crate::core::account::AccountKey;
use crate::core::history::status::RecordStatus;
use crate::core::records::links::Answers;
use crate::core::records::status::ResolvedStatuses;
use crate::core::records::{Pair, Records};
use crate::core::sorted::SortedMap;

/// The most questions that are asked at a time.
const MAX_QUESTIONS: usize = 20;

/// The pairs of the accounts seen to ask about: those where no answer follows from others, and where one
/// would matter because exactly one of the two is on record or pending. Where none is, objecting comes first;
/// where both are, there is nothing left to know.
#[must_use]
pub fn questions(records: &Records, statuses: &ResolvedStatuses<'_>, seen: &[AccountKey]) -> Vec<Pair> {
    let answers = Answers::of(records);
    let apart: SortedMap<Pair> = answers.apart.keys().filter_map(|[a, b]| answers.roots(a, b)).collect();
    let open = |pair: &Pair| answers.roots(&pair.0, &pair.1).is_some_and(|roots| !apart.contains(&roots));
    let is_known = |key| matches!(statuses.of(key).status, RecordStatus::Recorded(_) | RecordStatus::Pending { .. });
    let is_asked = |key| !matches!(statuses.of(key).status, RecordStatus::Declined(..) | RecordStatus::Refused(_));
    let seen: SortedMap<&AccountKey> = seen.iter().filter(|key| is_asked(key)).collect();
    let mut questions = Vec::new();
    for (n, a) in seen.keys().enumerate() {
        for b in seen.keys().skip(n + 1).filter(|b| is_known(a) != is_known(b)) {
            questions.extend(Pair::new(a, b).filter(Pair::can_be_linked).filter(open));
        }
    }
    questions.truncate(MAX_QUESTIONS);
    questions
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::history::test_script::START;
    use crate::core::records::status::resolve;
    use crate::core::records::test_script::{key, pair, records_of};

    #[track_caller]
    fn check_questions(script: &str, seen: &str, expected: &str) {
        let records = records_of(script);
        let seen: Vec<AccountKey> = seen.split_whitespace().map(key).collect();
        let expected: Vec<Pair> = expected.split_whitespace().map(pair).collect();
        assert_eq!(questions(&records, &resolve(&records, START), &seen), expected, "{script}");
    }

    #[test]
    fn only_what_matters_is_asked() {
        check_questions("", "fb/a ig/a li/default", "");
        check_questions("fb/a: answered", "fb/a fb/b", "");
        check_questions("fb/a: answered", "fb/a ig/a", "fb/a=ig/a");
        check_questions("fb/a: submit", "fb/a ig/a", "fb/a=ig/a");
        check_questions("fb/a: answered", "fb/a ig/a li/default", "fb/a=ig/a");
        check_questions("fb/a: answered | ig/a: declare", "fb/a ig/a", "");
        check_questions("fb/a: answered | ig/a: submit", "fb/a ig/a", "");
        check_questions("fb/a: answered | ig/a: decline", "fb/a ig/a", "");
        check_questions("fb/a: answered | ig/a: refused", "fb/a ig/a", "");
        check_questions("fb/a: answered | fb/a=ig/a: link", "fb/a ig/a", "");
        check_questions("fb/a: answered | fb/a=ig/a: apart", "fb/a ig/a", "");
        check_questions("fb/a: answered | fb/a=ig/a: apart undo:2", "fb/a ig/a", "fb/a=ig/a");
    }

    #[test]
    fn what_follows_from_answers_is_not_asked() {
        check_questions("fb/a: mail | fb/a=ig/a: link | fb/b=ig/a: apart", "fb/a fb/b ig/a", "");
        check_questions("fb/a: mail | fb/a=ig/a: link", "fb/a fb/b ig/a", "fb/b=ig/a");
        check_questions("fb/a: mail | fb/a=ig/a: link | fb/b=ig/a: link", "fb/a fb/b ig/a", "");
    }
}
