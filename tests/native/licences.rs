//! Every crate that is built in, or built with, has a licence that fits MIT or Apache-2.0.

use serde_json::Value;
use spdx::{Expression, LicenseReq};
use std::process::Command;

/// Licences that ask for no more than a notice.
const NOTICE: [&str; 11] = [
    "0BSD",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "ISC",
    "MIT",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

fn packages(platform: &str) -> Vec<(String, String)> {
    let metadata = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--locked", "--filter-platform", platform])
        .args(if platform.starts_with("wasm") { &[][..] } else { &["--all-features"] })
        .output()
        .unwrap();
    assert!(metadata.status.success(), "{}", String::from_utf8_lossy(&metadata.stderr));
    let metadata: Value = serde_json::from_slice(&metadata.stdout).unwrap();
    let text = |package: &Value, name: &str| package[name].as_str().unwrap_or_default().to_owned();
    let packages = metadata["packages"].as_array().unwrap();
    packages.iter().map(|package| (text(package, "name"), text(package, "license"))).collect()
}

fn fits(licence: &str, allowed: &[&str]) -> bool {
    // Old packages write a slash for "or".
    let Ok(expression) = Expression::parse(&licence.replace('/', " OR ")) else { return false };
    let known = |required: &LicenseReq| required.license.id().is_some_and(|id| allowed.contains(&id.name));
    expression.evaluate(known)
}

#[test]
fn every_licence_fits() {
    for platform in ["wasm32-unknown-unknown", "x86_64-unknown-linux-gnu"] {
        let packages = packages(platform);
        assert!(packages.iter().any(|(name, _)| name == "wasm-bindgen-cli-support" || name == "wasm-bindgen"));
        for (name, licence) in packages {
            assert!(fits(&licence, &NOTICE), "{name}: {licence:?}");
        }
    }
}

#[test]
fn others_would_be_noticed() {
    for licence in ["", "GPL-3.0-only", "MIT AND GPL-2.0-or-later", "LicenseRef-Own"] {
        assert!(!fits(licence, &NOTICE), "{licence:?}");
    }
    for licence in ["MIT", "MIT/Apache-2.0", "GPL-3.0-only OR MIT", "(MIT OR Apache-2.0) AND Unicode-3.0"] {
        assert!(fits(licence, &NOTICE), "{licence:?}");
    }
}
