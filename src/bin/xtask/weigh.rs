//! What the wasm weighs: per section, per crate, per function.

use crate::{Result, build, step};
use std::collections::BTreeMap;

/// A section of a wasm file: its number, and its bytes.
type Section<'a> = (u8, &'a [u8]);

/// Prints the table, with so many functions in it.
pub(crate) fn weigh(listed: usize) -> Result {
    let (wasm, _) = build::bound(false)?;
    // For tools that know more, such as twiggy.
    build::write(std::path::Path::new("target/named.wasm"), &wasm)?;
    let sections = sections(&wasm).ok_or("the wasm cannot be read")?;
    let mut functions = functions(&sections).ok_or("the wasm has no functions")?;
    functions.sort_by(|a, b| b.cmp(a));
    let mut crates = BTreeMap::new();
    for (size, name) in &functions {
        *crates.entry(crate_of(name)).or_insert(0) += size;
    }
    let mut crates: Vec<(usize, String)> = crates.into_iter().map(|(name, size)| (size, name.to_owned())).collect();
    crates.sort_by(|a, b| b.cmp(a));
    step("Sections");
    print(sections.iter().filter(|(id, _)| *id != 0).map(|(id, bytes)| (bytes.len(), section_name(*id).to_owned())));
    step(&format!("Crates, by the name of the function ({} functions)", functions.len()));
    print(crates);
    step(&format!("The {listed} largest functions"));
    print(functions.into_iter().take(listed));
    Ok(())
}

fn print(rows: impl IntoIterator<Item = (usize, String)>) {
    for (size, name) in rows {
        println!("{size:8}  {name:.150}");
    }
}

const fn section_name(id: u8) -> &'static str {
    match id {
        1 => "types",
        2 => "imports",
        3 => "functions",
        7 => "exports",
        9 => "elements",
        10 => "code",
        11 => "data",
        _ => "other",
    }
}

/// The crate of a function by its demangled name; for a method of a trait, the crate of the type.
fn crate_of(name: &str) -> &str {
    let start =
        name.trim_start_matches(['<', '&', '*', '[', '(', ' ']).trim_start_matches("mut ").trim_start_matches("dyn ");
    let end = start.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(start.len());
    let (word, rest) = start.split_at_checked(end).unwrap_or_default();
    if rest.starts_with("::") || rest.starts_with('[') { word } else { "other" }
}

fn sections(wasm: &[u8]) -> Option<Vec<Section<'_>>> {
    let mut rest = wasm.get(8..)?;
    let mut sections = Vec::new();
    while let Some((id, after)) = rest.split_first() {
        rest = after;
        let size = number(&mut rest)?;
        let (bytes, after) = rest.split_at_checked(size)?;
        sections.push((*id, bytes));
        rest = after;
    }
    Some(sections)
}

/// Size and name of every function.
fn functions(sections: &[Section<'_>]) -> Option<Vec<(usize, String)>> {
    let names = sections.iter().filter(|(id, _)| *id == 0).find_map(|(_, bytes)| names(bytes))?;
    let &(_, mut code) = sections.iter().find(|(id, _)| *id == 10)?;
    let count = number(&mut code)?;
    let &(_, mut imports) = sections.iter().find(|(id, _)| *id == 2)?;
    let imported = number(&mut imports)?;
    (imported..imported + count)
        .map(|index| {
            let size = number(&mut code)?;
            code = code.get(size..)?;
            Some((size, names.get(&index).cloned().unwrap_or_default()))
        })
        .collect()
}

/// The names of the functions, imported ones first; `None` if it is not the section of the names.
fn names(mut section: &[u8]) -> Option<BTreeMap<usize, String>> {
    if text(&mut section)? != "name" {
        return None;
    }
    while let Some((id, after)) = section.split_first() {
        section = after;
        let size = number(&mut section)?;
        let (mut part, after) = section.split_at_checked(size)?;
        section = after;
        if *id == 1 {
            let count = number(&mut part)?;
            return (0..count).map(|_| Some((number(&mut part)?, text(&mut part)?))).collect();
        }
    }
    None
}

fn text(bytes: &mut &[u8]) -> Option<String> {
    let size = number(bytes)?;
    let (text, rest) = bytes.split_at_checked(size)?;
    *bytes = rest;
    Some(String::from_utf8_lossy(text).into_owned())
}

/// LEB128.
fn number(bytes: &mut &[u8]) -> Option<usize> {
    let mut number = 0;
    for shift in (0..35).step_by(7) {
        let (byte, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= usize::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Some(number);
        }
    }
    None
}
