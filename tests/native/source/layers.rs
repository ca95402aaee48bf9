//! Files lean on each other in one direction: down the layers of the architecture, and never in a circle.

use super::tree::{Module, declared, modules, modules_of_the_build, rust_files, shipped_items};
use std::collections::{BTreeMap, BTreeSet};
use syn::visit::{self, Visit};
use syn::{Item, ItemUse, Macro, UseTree, Visibility};

/// The layers, from the bottom up; the modules in one line may lean on each other. A module belongs where its longest
/// prefix stands.
const LAYERS: &[&[&str]] = &[
    &["platforms"],
    &[
        "core::bounded",
        "core::digest",
        "core::host",
        "core::join",
        "core::json",
        "core::language",
        "core::sorted",
        "core::text",
        "core::time",
    ],
    &["core::account", "core::cookie_store", "core::session"],
    &["core::history"],
    &["core::records"],
    &["core::format"],
    &["core::overview"],
    &["core::page"],
    &["core::capture"],
    &["core::message"],
    &["core::view"],
    &["browser"],
    &["intent", "records", "snapshot"],
    &["background", "pages"],
];

/// The modules that only list what is below them, so that they stand on no layer.
const LISTS: [&str; 2] = ["", "core"];

/// The files that each file names.
type Arrows = BTreeMap<String, BTreeSet<String>>;

fn arrows(modules: &[Module]) -> Arrows {
    let names: BTreeSet<&str> = modules.iter().map(|module| module.name.as_str()).collect();
    let named = |module: &Module| {
        let mut paths = Paths::default();
        module.items.iter().for_each(|item| paths.visit_item(item));
        let children: Vec<String> = module.items.iter().filter_map(declared).collect();
        let targets = paths.0.iter().filter_map(|path| target(path, &module.name, &children, &names));
        targets.filter(|target| *target != module.name).collect()
    };
    modules.iter().map(|module| (module.name.clone(), named(module))).collect()
}

/// Every path that stands in some code, segment by segment.
#[derive(Default)]
struct Paths(Vec<Vec<String>>);

impl Paths {
    fn add_use(&mut self, tree: &UseTree, before: &[String]) {
        let with = |name: &syn::Ident| [before, &[name.to_string()]].concat();
        match tree {
            UseTree::Path(path) => self.add_use(&path.tree, &with(&path.ident)),
            UseTree::Name(name) => self.0.push(with(&name.ident)),
            UseTree::Rename(rename) => self.0.push(with(&rename.ident)),
            UseTree::Glob(_) => self.0.push(before.to_vec()),
            UseTree::Group(group) => group.items.iter().for_each(|tree| self.add_use(tree, before)),
        }
    }
}

impl<'ast> Visit<'ast> for Paths {
    fn visit_item_use(&mut self, item: &'ast ItemUse) {
        self.add_use(&item.tree, &[]);
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        self.0.push(path.segments.iter().map(|segment| segment.ident.to_string()).collect());
        visit::visit_path(self, path);
    }

    /// Skips visibilities: `pub(in crate::core)` says who may come in, not who is needed.
    fn visit_visibility(&mut self, _: &'ast Visibility) {}

    /// Reads the paths in a macro call by their colons, since its inside is no syntax yet.
    fn visit_macro(&mut self, call: &'ast Macro) {
        let text = call.tokens.to_string().replace(" :: ", "::");
        let words = text.split(|char: char| !(char.is_alphanumeric() || "_:".contains(char)));
        let paths = words.filter(|word| word.contains("::"));
        self.0.extend(paths.map(|path| path.split("::").map(str::to_owned).collect()));
        visit::visit_macro(self, call);
    }
}

/// Returns the file that a path in the file `from` leads into; `None` if it leads out of the crate.
fn target(path: &[String], from: &str, children: &[String], names: &BTreeSet<&str>) -> Option<String> {
    let mut base: Vec<&str> = from.split("::").filter(|name| !name.is_empty()).collect();
    let mut rest = path.iter().map(String::as_str).peekable();
    match *rest.peek()? {
        "crate" => base.clear(),
        "self" | "super" => {}
        first if children.iter().any(|child| child == first) && path.len() > 1 => {}
        _ => return None,
    }
    for name in rest {
        match name {
            "crate" | "self" => {}
            "super" => drop(base.pop()),
            name => base.push(name),
        }
    }
    // The longest beginning that is a file; the rest is an item in it.
    (0..=base.len()).rev().map(|length| base[..length].join("::")).find(|name| names.contains(name.as_str()))
}

/// Returns the groups of files that lead back to themselves.
fn circles(arrows: &Arrows) -> Vec<BTreeSet<String>> {
    let reached: BTreeMap<&String, BTreeSet<String>> =
        arrows.keys().map(|from| (from, reachable(from, arrows))).collect();
    let circle = |from: &String| -> BTreeSet<String> {
        reached[from].iter().filter(|to| reached[to].contains(from)).cloned().collect()
    };
    let found: BTreeSet<BTreeSet<String>> = arrows.keys().map(circle).filter(|circle| !circle.is_empty()).collect();
    found.into_iter().collect()
}

fn reachable(from: &str, arrows: &Arrows) -> BTreeSet<String> {
    let (mut found, mut next) = (BTreeSet::new(), vec![from]);
    while let Some(name) = next.pop() {
        for to in arrows.get(name).into_iter().flatten() {
            if found.insert(to.clone()) {
                next.push(to);
            }
        }
    }
    found
}

/// Returns the layer of a module, counted from the bottom.
fn layer(name: &str) -> Option<usize> {
    let belongs = |place: &str| name == place || name.strip_prefix(place).is_some_and(|rest| rest.starts_with("::"));
    LAYERS.iter().position(|layer| layer.iter().any(|place| belongs(place)))
}

fn upward(arrows: &Arrows) -> Vec<(&String, &String)> {
    let all = arrows.iter().flat_map(|(from, to)| to.iter().map(move |to| (from, to)));
    all.filter(|(from, to)| layer(from).is_some_and(|from| layer(to).is_none_or(|to| to > from))).collect()
}

#[test]
fn no_file_leans_on_one_that_leans_on_it() {
    assert_eq!(circles(&arrows(&modules())), [] as [BTreeSet<String>; 0]);
    assert_eq!(circles(&arrows(&modules_of_the_build())), [] as [BTreeSet<String>; 0]);
}

#[test]
fn every_module_has_its_layer() {
    for Module { name, .. } in modules() {
        assert_eq!(layer(&name).is_none(), LISTS.contains(&name.as_str()), "{name}: on which layer?");
    }
}

#[test]
fn arrows_run_down() {
    assert_eq!(upward(&arrows(&modules())), []);
}

/// Returns the first names of imports that neither begin with `crate` nor lead out of the crate. What a file shows of the files
/// below it, it may name as it stands there.
fn relative_imports(items: &[Item]) -> Vec<String> {
    let children: Vec<String> = items.iter().filter_map(declared).collect();
    let is_relative = |name: &str, shown: &Visibility| {
        let is_private_child = matches!(shown, Visibility::Inherited) && children.iter().any(|child| child == name);
        ["super", "self"].contains(&name) || is_private_child
    };
    let relative = |item: &Item| match item {
        Item::Use(ItemUse { tree, vis, .. }) => {
            first_names(tree).into_iter().filter(|name| is_relative(name, vis)).collect()
        }
        _ => Vec::new(),
    };
    items.iter().flat_map(relative).collect()
}

/// Returns the names with which an import begins, one for each branch of a group.
fn first_names(tree: &UseTree) -> Vec<String> {
    match tree {
        UseTree::Path(path) => vec![path.ident.to_string()],
        UseTree::Name(name) => vec![name.ident.to_string()],
        UseTree::Rename(name) => vec![name.ident.to_string()],
        UseTree::Group(group) => group.items.iter().flat_map(first_names).collect(),
        UseTree::Glob(_) => Vec::new(),
    }
}

#[test]
fn imports_begin_with_the_crate() {
    for module in modules().iter().chain(&modules_of_the_build()) {
        assert_eq!(relative_imports(&module.items), [] as [&str; 0], "{}", module.name);
    }
    let found = |source: &str| relative_imports(&shipped_items(source));
    assert_eq!(found("mod a; use a::B; pub use a::C; use super::D; use crate::e::F; use serde::G;"), ["a", "super"]);
    assert_eq!(found("mod a; use {super::B, crate::C}; use a as d;"), ["super", "a"]);
    assert_eq!(found("#[cfg(test)] mod tests { use super::*; }"), [] as [&str; 0]);
}

/// A module whose tests are in several files has them in `tests.rs` and beside it; every other one has one place for its code.
#[test]
fn a_module_is_a_file_or_a_folder() {
    for (path, _) in rust_files("src") {
        let folder = path.with_extension("");
        assert!(
            !folder.is_dir() || folder.ends_with("tests"),
            "{}: move it to {}/mod.rs",
            path.display(),
            folder.display()
        );
    }
}

fn planted(sources: &[(&str, &str)]) -> Arrows {
    let module = |(name, source): &(&str, &str)| Module { name: (*name).to_owned(), items: shipped_items(source) };
    arrows(&sources.iter().map(module).collect::<Vec<_>>())
}

#[test]
fn planted_circles_are_found() {
    let circle = |a: &str, b: &str| circles(&planted(&[("core::host", a), ("core::json", b)])).len();
    let uses = "use super::json::{Value, self as j};";
    assert_eq!(circle(uses, "use crate::core::host;"), 1);
    assert_eq!(circle(uses, "fn f() { crate::core::host::g() }"), 1, "an inline path");
    assert_eq!(circle(uses, "fn f() { println!(\"{}\", super::host::g()) }"), 1, "inside a macro");
    assert_eq!(circle(uses, "fn f(x: &[crate::core::host::Host]) {}"), 1, "in a type");
    assert_eq!(circle(uses, "#[cfg(test)] mod tests { use crate::core::host; }"), 0, "only in tests");
    assert_eq!(circle(uses, "use other::core::host;"), 0, "another crate");
    assert_eq!(circle(uses, "pub(in crate::core::host) struct X;"), 0, "a visibility");
}

#[test]
fn planted_arrows_that_run_up_are_found() {
    let up = |source: &str| upward(&planted(&[("platforms", source), ("browser", ""), ("pages::dom", "")])).len();
    assert_eq!(up("use crate::browser::Error;"), 1);
    assert_eq!(up("fn f() { crate::pages::dom::g() }"), 1);
    assert_eq!(up("use serde::Serialize;"), 0);
    assert_eq!(upward(&planted(&[("platforms", ""), ("browser", "use crate::platforms::Link;")])), []);
}
