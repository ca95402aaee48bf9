//! The listings for the web stores agree with the package, and have the form that the web stores take.

use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// The most characters of a summary that the Chrome Web Store takes; Mozilla's takes more.
const MAX_SUMMARY_CHARS: usize = 132;

/// The most characters of a description that the Chrome Web Store takes.
const MAX_DESCRIPTION_CHARS: usize = 16_000;

/// The most bytes in the folder altogether, so that it stays quick to clone.
const MAX_TOTAL_BYTES: u64 = 3 << 20;

const SUBJECTS: [&str; 6] = ["badge", "popup", "banner", "receipt", "guide", "note"];

/// Returns the languages of the extension, with its name and description there.
fn languages() -> Vec<(String, String, String)> {
    let dirs = fs::read_dir("extension/_locales").unwrap().map(|dir| dir.unwrap().path());
    dirs.map(|dir| {
        let messages: Value = serde_json::from_str(&fs::read_to_string(dir.join("messages.json")).unwrap()).unwrap();
        let text = |key: &str| messages[key]["message"].as_str().unwrap().to_owned();
        let language = dir.file_name().unwrap().to_str().unwrap().to_owned();
        (language, text("extension_name"), text("extension_description"))
    })
    .collect()
}

fn listing(language: &str) -> String {
    let file = format!("docs/store/listing/{language}.md");
    fs::read_to_string(&file).unwrap_or_else(|error| panic!("{file}: {error}"))
}

/// Returns the text below a heading.
fn section<'a>(listing: &'a str, heading: &str) -> &'a str {
    let (_, after) = listing.split_once(&format!("\n## {heading}\n")).unwrap_or_else(|| panic!("no {heading}"));
    after.split("\n## ").next().unwrap().trim()
}

/// The Chrome Web Store shows the description of the manifest as the summary.
#[test]
fn name_and_summary_are_the_packages_and_fit() {
    for (language, name, description) in languages() {
        let listing = listing(&language);
        assert_eq!(section(&listing, "Name"), name, "{language}");
        assert_eq!(
            section(&listing, "Summary"),
            description,
            "docs/store/listing/{language}.md, extension_description"
        );
        let length = description.chars().count();
        assert!(length <= MAX_SUMMARY_CHARS, "{language}: {length} characters");
    }
}

#[test]
fn descriptions_are_whole_and_claim_no_brand() {
    for (language, ..) in languages() {
        let listing = listing(&language);
        let description = section(&listing, "Description");
        assert!((1000..MAX_DESCRIPTION_CHARS).contains(&description.chars().count()), "{language}");
        // The last paragraph says who did not make it, and whose the names are. "Meta" ends otherwise in some languages.
        let last = description.lines().last().unwrap();
        for name in ["Met", "Facebook", "Instagram", "LinkedIn"] {
            assert!(last.contains(name), "{language}: {last}");
        }
        assert!(!description.contains(['\'', '"', '`']), "{language}: plain text, typographic quotes");
        let parts =
            description.lines().filter(|line| line.chars().any(char::is_alphabetic) && line.to_uppercase() == *line);
        assert_eq!(parts.count(), 5, "{language}: a part is missing");
    }
}

/// Every picture has its sentence in each listing, where `./build.sh store` reads it.
#[test]
fn every_picture_has_its_sentence() {
    for (language, ..) in languages() {
        let listing = listing(&language);
        let captions = section(&listing, "Captions");
        for (line, subject) in captions.lines().zip(SUBJECTS) {
            let text = line.strip_prefix(&format!("- {subject}: ")).unwrap_or_else(|| panic!("{language}: {line}"));
            // A sentence takes two lines above a picture at most.
            assert!((10..=90).contains(&text.chars().count()), "{language}: {text}");
        }
        assert_eq!(captions.lines().count(), SUBJECTS.len(), "{language}");
    }
}

fn pictures(dir: &str) -> Vec<PathBuf> {
    let entries = WalkDir::new(dir).into_iter().map(Result::unwrap).filter(|entry| entry.file_type().is_file());
    entries.map(DirEntry::into_path).collect()
}

/// Returns the width, height and colour type of a PNG.
fn shape(file: &Path) -> (u32, u32, u8) {
    let bytes = fs::read(file).unwrap();
    assert_eq!(&bytes[..8], b"\x89PNG\r\n\x1a\n", "{}", file.display());
    let number = |at: usize| u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap());
    (number(16), number(20), bytes[25])
}

/// Neither web store takes a screenshot of another size, nor Chrome's one with transparency (colour types 4 and 6).
#[test]
fn pictures_have_the_size_that_stores_take() {
    let mut count = 0;
    for file in pictures("docs/store/pictures") {
        assert_eq!(shape(&file), (1280, 800, 2), "{}", file.display());
        count += 1;
    }
    assert_eq!(count, 2 * 5, "five pictures in two languages; the command makes the others");
    assert_eq!(shape(Path::new("docs/store/tile-440x280.png")), (440, 280, 2));
    let (width, height, _) = shape(Path::new("docs/store/icon-128.png"));
    assert_eq!((width, height), (128, 128));
}

#[test]
fn the_folder_stays_small() {
    let bytes: u64 = pictures("docs/store").iter().map(|file| file.metadata().unwrap().len()).sum();
    assert!(bytes <= MAX_TOTAL_BYTES, "{bytes} bytes");
}

/// A picture that no page shows is only slow to clone, and a page without its picture looks broken.
#[test]
fn the_docs_show_few_pictures_and_each_of_them() {
    let pages = ["README.md", "docs/GALLERY.md"].map(|page| fs::read_to_string(page).unwrap()).concat();
    let named: BTreeSet<&str> =
        pages.split("gallery/").skip(1).filter_map(|rest| rest.split(['"', ')']).next()).collect();
    let is_picture = |name: &&str| [".webp", ".png"].iter().any(|end| name.ends_with(end));
    let named: BTreeSet<&str> = named.into_iter().filter(is_picture).collect();
    let folder = Path::new("docs/gallery");
    let shown = pictures("docs/gallery");
    let shown: BTreeSet<&str> = shown.iter().map(|path| path.strip_prefix(folder).unwrap().to_str().unwrap()).collect();
    assert_eq!(named, shown);
    assert!(shown.len() <= 16, "{} pictures", shown.len());
}

/// A permission that nobody justified would be noticed by the web store, and only then.
#[test]
fn the_answers_name_every_permission_and_host() {
    let manifest: Value = serde_json::from_str(&fs::read_to_string("manifest.json").unwrap()).unwrap();
    let answers = fs::read_to_string("docs/store/PRIVACY-ANSWERS.md").unwrap();
    let asked = ["permissions", "host_permissions", "optional_host_permissions"]
        .map(|key| manifest[key].as_array().unwrap().clone())
        .concat();
    for permission in asked {
        let heading = format!("### `{}`", permission.as_str().unwrap());
        assert!(answers.contains(&heading), "{heading}");
    }
    let scripts = manifest["content_scripts"].as_array().unwrap();
    for pattern in scripts.iter().flat_map(|script| script["matches"].as_array().unwrap()) {
        assert!(answers.contains(pattern.as_str().unwrap()), "{pattern}");
    }
}
