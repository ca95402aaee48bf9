//! `weigh`: how many bytes of the wasm go to which section, crate and function.

use crate::{Result, build, files, step};
use std::collections::BTreeMap;
use wasmparser::{CustomSectionReader, KnownCustom, Name, Parser, Payload};

/// The bytes of each section, and of each function with its name.
#[derive(Default)]
struct Weights {
    sections: Vec<(usize, &'static str)>,
    functions: Vec<(usize, String)>,
}

/// Prints the table, with the largest functions in it. `listed`: their number.
pub(crate) fn weigh(listed: usize) -> Result {
    let (wasm, _) = build::run_bindgen(false)?;
    // Tools that know more, such as twiggy, read this file.
    files::write(std::path::Path::new("target/named.wasm"), &wasm)?;
    let mut weights = read(&wasm).map_err(|error| format!("the wasm cannot be read: {error}"))?;
    weights.functions.sort_by(|a, b| b.cmp(a));
    let mut crates = BTreeMap::new();
    for (size, name) in &weights.functions {
        *crates.entry(crate_of(name)).or_insert(0) += size;
    }
    let mut crates: Vec<(usize, &str)> = crates.into_iter().map(|(name, size)| (size, name)).collect();
    crates.sort_by(|a, b| b.cmp(a));
    step("Sections");
    print(weights.sections.iter().map(|(size, name)| (*size, *name)));
    step(&format!("Crates, by the name of the function ({} functions)", weights.functions.len()));
    print(crates);
    step(&format!("The {listed} largest functions"));
    print(weights.functions.iter().take(listed).map(|(size, name)| (*size, name.as_str())));
    Ok(())
}

fn print<'a>(rows: impl IntoIterator<Item = (usize, &'a str)>) {
    for (size, name) in rows {
        println!("{size:8}  {name:.150}");
    }
}

const fn section_name(id: u8) -> &'static str {
    match id {
        0 => "names and other notes",
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

/// Reads the bytes per section, and the size and name of every function.
fn read(wasm: &[u8]) -> wasmparser::Result<Weights> {
    let mut weights = Weights::default();
    let (mut bodies, mut names, mut imported) = (Vec::new(), BTreeMap::new(), 0);
    for payload in Parser::new(0).parse_all(wasm) {
        let payload = payload?;
        if let Some((id, range)) = payload.as_section() {
            weights.sections.push((range.len(), section_name(id)));
        }
        match payload {
            Payload::ImportSection(imports) => imported = imports.into_imports().count(),
            Payload::CodeSectionEntry(body) => bodies.push(body.range().len()),
            Payload::CustomSection(custom) => names.extend(function_names(&custom)?),
            _ => {}
        }
    }
    // Imported functions are numbered first.
    let named = |(index, size)| (size, names.remove(&(imported + index)).unwrap_or_default());
    weights.functions = bodies.into_iter().enumerate().map(named).collect();
    Ok(weights)
}

/// The names of the functions by their numbers; none where the section holds something else.
fn function_names(custom: &CustomSectionReader<'_>) -> wasmparser::Result<BTreeMap<usize, String>> {
    let mut names = BTreeMap::new();
    let KnownCustom::Name(parts) = custom.as_known() else { return Ok(names) };
    for part in parts {
        let Name::Function(functions) = part? else { continue };
        for naming in functions {
            let naming = naming?;
            names.insert(naming.index as usize, naming.name.to_owned());
        }
    }
    Ok(names)
}
