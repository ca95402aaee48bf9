//! Every name has one meaning, and every comment begins with a whole sentence.

use super::tree::{files, modules, rust_files, shipped_items};
use std::path::PathBuf;
use syn::visit::{self, Visit};
use syn::{Ident, Item, ItemFn, ReturnType, Signature};

/// The names that meant several things at once. Whatever is declared under one of them has a better name; see
/// CONTRIBUTING.md.
const AMBIGUOUS: [&str; 10] =
    ["look", "Look", "Looks", "Marks", "Place", "Act", "Recorded", "recorded", "Store", "Seen"];

/// The words of comments that gave way to another word, which stands behind each; see CONTRIBUTING.md.
const SUPERSEDED: [&str; 5] = [
    "eyes and hands",  // content script
    "fresh look",      // snapshot
    "overview page",   // record page
    "the standing of", // status
    "toolbar button",  // icon
];

/// The names of the types and functions that are declared in some code.
#[derive(Default)]
struct Declared(Vec<String>);

impl Declared {
    fn add(&mut self, name: &Ident) {
        self.0.push(name.to_string());
    }
}

impl<'ast> Visit<'ast> for Declared {
    fn visit_item(&mut self, item: &'ast Item) {
        match item {
            Item::Enum(item) => self.add(&item.ident),
            Item::Mod(item) => self.add(&item.ident),
            Item::Struct(item) => self.add(&item.ident),
            Item::Trait(item) => self.add(&item.ident),
            Item::Type(item) => self.add(&item.ident),
            _ => {}
        }
        visit::visit_item(self, item);
    }

    fn visit_signature(&mut self, signature: &'ast Signature) {
        self.add(&signature.ident);
        visit::visit_signature(self, signature);
    }
}

fn ambiguous(items: &[Item]) -> Vec<String> {
    let mut declared = Declared::default();
    items.iter().for_each(|item| declared.visit_item(item));
    declared.0.retain(|name| AMBIGUOUS.contains(&name.as_str()));
    declared.0
}

#[test]
fn no_name_means_several_things_again() {
    for module in modules() {
        let found = ambiguous(&module.items);
        assert!(found.is_empty(), "{}: {found:?}", module.name);
    }
}

#[test]
fn planted_names_are_found() {
    let found = |source: &str| ambiguous(&shipped_items(source));
    assert_eq!(found("struct Place; fn place() {} enum Places {}"), ["Place"]);
    assert_eq!(found("impl A { fn look(&self) {} } trait B { fn recorded(); }"), ["look", "recorded"]);
    assert_eq!(found("fn f() { let store = look(); }"), [] as [&str; 0]);
}

/// The helpers named `check…` in some code that do not say who called them.
#[derive(Default)]
struct SilentChecks(Vec<String>);

impl<'ast> Visit<'ast> for SilentChecks {
    fn visit_item_fn(&mut self, item: &'ast ItemFn) {
        let name = item.sig.ident.to_string();
        let is_check =
            (name == "check" || name.starts_with("check_")) && matches!(item.sig.output, ReturnType::Default);
        if is_check && !item.attrs.iter().any(|attribute| attribute.path().is_ident("track_caller")) {
            self.0.push(name);
        }
        visit::visit_item_fn(self, item);
    }
}

fn silent_checks(source: &str) -> Vec<String> {
    let mut found = SilentChecks::default();
    found.visit_file(&syn::parse_file(source).unwrap());
    found.0
}

/// A helper that does not name its caller fails with a line of its own, and not with the row of the table.
#[test]
fn checks_say_who_called_them() {
    for (path, source) in ["src", "tests/native", "tests/fuzz", "benches"].into_iter().flat_map(rust_files) {
        assert_eq!(silent_checks(&source), [] as [&str; 0], "{}", path.display());
    }
    assert_eq!(silent_checks("mod tests { fn check(a: u8) {} #[track_caller] fn check_b() {} }"), ["check"]);
    assert_eq!(silent_checks("fn check() -> Result {}"), [] as [&str; 0], "no helper of a test");
}

/// Returns the comments of a source, each with its first line's number and without its slashes.
fn comments(source: &str) -> Vec<(usize, String)> {
    let mut found: Vec<(usize, String)> = Vec::new();
    let mut kind_before = None;
    for (number, line) in (1..).zip(source.lines()) {
        let line = line.trim_start();
        let kind = ["///", "//!", "//", "/**", "* "].into_iter().find(|kind| line.starts_with(kind));
        let Some(kind) = kind else {
            kind_before = None;
            continue;
        };
        let text = line[kind.len()..].trim_end_matches("*/").trim();
        match found.last_mut() {
            Some((_, comment)) if kind_before == Some(kind) && kind != "/**" => *comment += &format!(" {text}"),
            _ => found.push((number, text.to_owned())),
        }
        kind_before = Some(kind);
    }
    found
}

fn first_sentence(comment: &str) -> &str {
    comment.split_inclusive(['.', '?', '!']).next().unwrap_or_default()
}

/// Returns whether a sentence is half of one: "What is shown." has no verb of its own, and "Where it is." needs a comma and
/// the other half. A question may begin so.
fn is_half(sentence: &str) -> bool {
    let first = sentence.split([' ', '.', ',']).next().unwrap_or_default();
    let is_bare = ["Also", "How", "Not", "What", "Whether", "Which", "Who"].contains(&first);
    let is_open = ["When", "Where", "Whom", "Whose", "Why"].contains(&first) && !sentence.contains(',');
    (is_bare || is_open) && !sentence.ends_with('?')
}

/// Returns whether `store` stands alone in prose. There are cookie stores and web stores, and everything else
/// has a name.
fn says_store_alone(comment: &str) -> bool {
    let prose: String = comment.split('`').step_by(2).collect::<Vec<_>>().join("_");
    let words: Vec<&str> = prose.split(|char: char| !char.is_alphabetic()).filter(|word| !word.is_empty()).collect();
    let named = |index: usize| index > 0 && ["cookie", "web", "Cookie", "Web"].contains(&words[index - 1]);
    (0..words.len()).any(|index| matches!(words[index], "store" | "stores" | "Store" | "Stores") && !named(index))
}

/// Returns everything that people write in Rust and JavaScript, but for fixtures.
fn all_files() -> impl Iterator<Item = (PathBuf, String)> {
    let rust = ["src", "tests/native", "tests/fuzz", "tests/dom", "tests/e2e", "benches"].map(|folder| (folder, "rs"));
    let scripts = ["src", "tests/dom", "tests/e2e"].map(|folder| (folder, "js"));
    let all = rust.into_iter().chain(scripts).chain([("src", "ts"), ("tests/content", "ts")]);
    all.flat_map(|(folder, extension)| files(folder, extension))
}

#[track_caller]
fn check_comments(is_wrong: fn(&str) -> bool) {
    let mut wrong = Vec::new();
    for (path, source) in all_files() {
        let found = comments(&source).into_iter().filter(|(_, comment)| is_wrong(comment));
        wrong.extend(found.map(|(line, comment)| format!("{}:{line}: {comment}", path.display())));
    }
    assert!(wrong.is_empty(), "{} comments:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn comments_begin_with_a_whole_sentence() {
    check_comments(|comment| is_half(first_sentence(comment)));
}

#[test]
fn comments_say_which_store() {
    check_comments(says_store_alone);
}

#[test]
fn comments_use_the_settled_words() {
    check_comments(|comment| SUPERSEDED.iter().any(|word| comment.contains(word)));
}

#[test]
fn planted_comments_are_found() {
    assert_eq!(
        comments("//! A.\n\n/// What is\n/// shown. B.\nfn f() {} // no\n  // How"),
        [(1, "A.".to_owned()), (3, "What is shown. B.".to_owned()), (6, "How".to_owned())]
    );
    assert_eq!(
        comments("/** A. */\n/**\n * What is\n * shown.\n */"),
        [(1, "A.".to_owned()), (2, String::new()), (3, "What is shown.".to_owned())]
    );
    assert!(is_half(first_sentence("What is shown. Why is it?")));
    assert!(is_half(first_sentence("Where it is. Not here.")) && is_half(first_sentence("Not generic: it grows.")));
    assert!(!is_half(first_sentence("Where it is, it stays.")));
    assert!(!is_half(first_sentence("What is shown? Nothing.")));
    assert!(!is_half(first_sentence("The form. What is shown.")));
    assert!(says_store_alone("Kept in the store.") && says_store_alone("Stores differ."));
    assert!(!says_store_alone("Cookie stores, a web store, storage, `store` and what is stored."));
}

/// Returns the types that sources declare more than once, also inside macros.
fn doubled_types<'a>(sources: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let declared = |line: &'a str| {
        let words: Vec<&str> = line.split_whitespace().filter(|word| !word.starts_with("pub")).collect();
        let is_type = words.first().is_some_and(|word| ["struct", "enum", "trait", "type"].contains(word));
        let name = words.get(1)?.split(|char: char| !char.is_alphanumeric()).next()?;
        (is_type && name.starts_with(char::is_uppercase)).then_some(name)
    };
    let mut all: Vec<&str> = sources.flat_map(str::lines).filter_map(declared).collect();
    all.sort_unstable();
    all.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0]).collect()
}

#[test]
fn a_type_has_a_name_of_its_own() {
    let of_the_library = |path: &PathBuf| !path.starts_with("src/bin") && !path.ends_with("tests.rs");
    let files: Vec<_> = rust_files("src").into_iter().filter(|(path, _)| of_the_library(path)).collect();
    let sources = files.iter().map(|(_, source)| source.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default());
    assert_eq!(doubled_types(sources), [] as [&str; 0]);
    assert_eq!(doubled_types(["pub struct A;", "    pub(super) enum A {"].into_iter()), ["A"]);
}
