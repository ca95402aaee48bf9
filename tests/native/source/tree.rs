//! Reads the modules of `src/` as the compiler follows them from `lib.rs`, without what only tests compile.

use std::fs;
use std::path::{Path, PathBuf};
use syn::{Attribute, Item};
use walkdir::WalkDir;

/// A file of the library.
pub(crate) struct Module {
    /// Its path below the crate, such as `core::history`; empty for `lib.rs`.
    pub(crate) name: String,
    /// Its items outside `#[cfg(test)]`.
    pub(crate) items: Vec<Item>,
}

/// Returns every module that `src/lib.rs` leads to.
pub(crate) fn modules() -> Vec<Module> {
    let mut found = Vec::new();
    follow(Path::new("src/lib.rs"), Path::new("src"), String::new(), &mut found);
    assert!(found.len() > 80, "only {} modules: are they still found?", found.len());
    found
}

/// Returns every module of the build, without its root, on which all of them lean.
pub(crate) fn modules_of_the_build() -> Vec<Module> {
    let mut found = Vec::new();
    follow(Path::new("src/bin/xtask/main.rs"), Path::new("src/bin/xtask"), String::new(), &mut found);
    found.retain(|module| !module.name.is_empty());
    assert!(found.len() > 15, "only {} modules: are they still found?", found.len());
    found
}

/// Adds a file and, recursively, the files that it declares, which lie in `folder`.
fn follow(file: &Path, folder: &Path, name: String, found: &mut Vec<Module>) {
    let items = shipped_items(&fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display())));
    for child in items.iter().filter_map(declared) {
        let inside = folder.join(&child);
        let path = child_file(&inside);
        let name = if name.is_empty() { child } else { format!("{name}::{child}") };
        follow(&path, &inside, name, found);
    }
    found.push(Module { name, items });
}

/// Returns `name.rs`, or else `name/mod.rs`.
fn child_file(inside: &Path) -> PathBuf {
    let file = inside.with_extension("rs");
    if file.exists() { file } else { inside.join("mod.rs") }
}

/// Returns the items of a source outside `#[cfg(test)]`.
pub(crate) fn shipped_items(source: &str) -> Vec<Item> {
    let items = syn::parse_file(source).expect("Rust").items;
    items.into_iter().filter(|item| !attributes(item).iter().any(is_for_tests)).collect()
}

/// Returns the name of a module that this item declares in a file of its own.
pub(crate) fn declared(item: &Item) -> Option<String> {
    match item {
        Item::Mod(module) if module.content.is_none() => Some(module.ident.to_string()),
        _ => None,
    }
}

fn is_for_tests(attribute: &Attribute) -> bool {
    attribute.path().is_ident("cfg")
        && attribute.parse_args::<syn::Path>().is_ok_and(|condition| condition.is_ident("test"))
}

fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        Item::Type(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    }
}

/// Reads every Rust file below a folder.
pub(crate) fn rust_files(folder: &str) -> Vec<(PathBuf, String)> {
    files(folder, "rs")
}

/// Reads every file with this extension below a folder.
pub(crate) fn files(folder: &str, extension: &str) -> Vec<(PathBuf, String)> {
    let entries = WalkDir::new(folder).sort_by_file_name().into_iter().map(|entry| entry.unwrap().into_path());
    let files = entries.filter(|path| path.extension().is_some_and(|found| found == extension));
    let files: Vec<_> = files.map(|path| (path.clone(), fs::read_to_string(&path).unwrap())).collect();
    assert!(!files.is_empty(), "no .{extension} in {folder}");
    files
}
