//! `package`: the archives for the web stores. They have the same bytes on every machine, so that anybody can
//! check them.

use crate::manifest::Browser;
use crate::{Result, at, build, files, sources, step};
use sha2::{Digest, Sha256};
use std::fs;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// The folder of the packages.
pub(crate) const PACKAGES: &str = "dist/packages";

/// The compression level for packages. Levels above 9 are Zopfli's; this one tries fifteen times.
const ZOPFLI_LEVEL: i64 = 24;

/// The compression level for archives that nobody downloads often.
const QUICK_LEVEL: i64 = 9;

/// The folder in which [`check_reproducible`] builds.
const COPIES: &str = "target/reproducible";

/// The file with the checksums of all packages, as `sha256sum --check` reads them.
const SUMS: &str = "SHA256SUMS";

/// Makes a package for each browser, the archive of the sources, and their checksums.
pub(crate) fn package() -> Result {
    build::build()?;
    let out = Path::new(PACKAGES);
    if out.exists() {
        fs::remove_dir_all(out).map_err(at(out))?;
    }
    fs::create_dir_all(out).map_err(at(out))?;
    let packages = pack_all()?;
    for (name, bytes) in &packages {
        files::write(&out.join(name), bytes)?;
    }
    let sums = list_sums(&packages);
    files::write(&out.join(SUMS), sums.as_bytes())?;
    print!("{sums}");
    Ok(())
}

/// Packs what was built, and the sources. Returns the name and the bytes of each archive.
fn pack_all() -> Result<Vec<(String, Vec<u8>)>> {
    let mut packages = Vec::new();
    for browser in Browser::ALL {
        let folder = Path::new("dist").join(browser.name());
        let kind = match browser {
            Browser::Chrome => "chrome.zip",
            Browser::Firefox => "firefox.xpi",
        };
        packages.push(archive(kind, &folder, &sources::list_below(&folder)?, ZOPFLI_LEVEL)?);
    }
    packages.push(archive("source.zip", Path::new(""), &sources::list_files()?, QUICK_LEVEL)?);
    Ok(packages)
}

/// Lists the checksums, as `sha256sum --check` reads them.
fn list_sums(packages: &[(String, Vec<u8>)]) -> String {
    packages.iter().map(|(name, bytes)| format!("{}  {name}\n", sha256_hex(bytes))).collect()
}

/// The bytes that these files of an unpacked package take in what goes to a web store.
pub(crate) fn packed_size(folder: &Path, files: &[PathBuf]) -> Result<usize> {
    pack(folder, files, ZOPFLI_LEVEL).map(|bytes| bytes.len())
}

/// Makes an archive.
fn archive(kind: &str, root: &Path, files: &[PathBuf], level: i64) -> Result<(String, Vec<u8>)> {
    let name = format!("bezwaar-{}-{kind}", env!("CARGO_PKG_VERSION"));
    step(&format!("Packing {name}"));
    Ok((name, pack(root, files, level)?))
}

/// A zip, in the order of the names, without times, and with no rights but whether a file can be run.
fn pack(root: &Path, files: &[PathBuf], level: i64) -> Result<Vec<u8>> {
    let mut names: Vec<(String, &PathBuf)> = Vec::new();
    for path in files {
        let inside = path.strip_prefix(root).map_err(|error| error.to_string())?;
        names.push((inside.to_string_lossy().replace('\\', "/"), path));
    }
    names.sort();
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, path) in names {
        let bytes = fs::read(path).map_err(at(path))?;
        let rights = if bytes.starts_with(b"#!") { 0o755 } else { 0o644 };
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .compression_level(Some(level))
            .last_modified_time(DateTime::default())
            .unix_permissions(rights);
        zip.start_file(name, options).map_err(|error| error.to_string())?;
        zip.write_all(&bytes).map_err(at(path))?;
    }
    zip.finish().map(Cursor::into_inner).map_err(|error| error.to_string())
}

fn sha256_hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Keeps a copy of this program for [`check_reproducible`]: cargo replaces the original when it builds the tests.
pub(crate) fn keep_program() -> Result {
    let (program, folder) = (std::env::current_exe().map_err(|error| error.to_string())?, Path::new(COPIES));
    fs::create_dir_all(folder).map_err(at(folder))?;
    fs::copy(&program, folder.join("xtask")).map(drop).map_err(at(&program))
}

/// Builds everything once more in another folder, with cargo's files elsewhere, and compares the checksums with those of what
/// was built here.
pub(crate) fn check_reproducible() -> Result {
    let root = std::path::absolute(COPIES).map_err(at(Path::new(COPIES)))?;
    let elsewhere = root.join("cargo-home");
    fs::create_dir_all(&elsewhere).map_err(at(&elsewhere))?;
    // The downloads are the same; the paths that rustc sees are not.
    let registry = elsewhere.join("registry");
    if !registry.exists() {
        std::os::unix::fs::symlink(build::cargo_home()?.join("registry"), &registry).map_err(at(&registry))?;
    }
    let copy = root.join("another/and-a-longer-path");
    let files = sources::list_files()?;
    // The copy lies below this folder, so cargo would find it here.
    if !files.iter().any(|file| file.ends_with(".cargo/config.toml")) {
        return Err("The sources lack .cargo/config.toml".into());
    }
    check_out(&files, &copy)?;
    let there = build_copy(&root.join("xtask"), &copy, &elsewhere)?;
    let here = list_sums(&pack_all()?);
    if here == there { Ok(()) } else { Err(format!("The packages of two checkouts differ:\n{here}and\n{there}")) }
}

/// Copies the sources; what was compiled from earlier ones stays.
fn check_out(files: &[PathBuf], copy: &Path) -> Result {
    fs::create_dir_all(copy).map_err(at(copy))?;
    for entry in fs::read_dir(copy).map_err(at(copy))? {
        let path = entry.map_err(at(copy))?.path();
        if path.is_dir() && !path.ends_with("target") {
            fs::remove_dir_all(&path).map_err(at(&path))?;
        } else if path.is_file() {
            fs::remove_file(&path).map_err(at(&path))?;
        }
    }
    for file in files {
        let target = copy.join(file);
        let folder = target.parent().unwrap_or(copy);
        fs::create_dir_all(folder).map_err(at(folder))?;
        fs::copy(file, &target).map_err(at(file))?;
    }
    Ok(())
}

/// The checksums of the packages, made in a copy of the sources.
fn build_copy(program: &Path, copy: &Path, cargo_home: &Path) -> Result<String> {
    let mut build = Command::new(program);
    build.arg("package").current_dir(copy).env("CARGO_HOME", cargo_home).env_remove("CARGO_TARGET_DIR");
    crate::run(&mut build)?;
    let sums = copy.join(PACKAGES).join(SUMS);
    fs::read_to_string(&sums).map_err(at(&sums))
}
