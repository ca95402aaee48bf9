//! The workflows have no more rights than they need, and run no code that somebody may exchange.

use std::fs;

fn workflows() -> Vec<(String, String)> {
    let files = fs::read_dir(".github/workflows").unwrap().map(|file| file.unwrap().path());
    files.map(|file| (file.display().to_string(), fs::read_to_string(&file).unwrap())).collect()
}

/// A tag of an action can be moved to other code; a commit cannot.
#[test]
fn every_action_is_named_by_its_commit() {
    let mut count = 0;
    for (file, text) in workflows() {
        for line in text.lines().filter(|line| line.contains("uses: ")) {
            let (commit, version) =
                line.split_once('@').and_then(|(_, rest)| rest.split_once(" # v")).unwrap_or_default();
            let is_commit = commit.len() == 40 && commit.bytes().all(|byte| byte.is_ascii_hexdigit());
            assert!(is_commit && !version.is_empty(), "{file}: {line}: a commit, and its version as a comment");
            count += 1;
        }
    }
    assert!(count >= 5, "{count} actions");
}

/// The job that may write neither builds anything nor takes the sources, so nobody's build script has its rights.
#[test]
fn whoever_may_write_runs_no_build() {
    for (file, text) in workflows() {
        let (head, jobs) = text.split_once("\njobs:\n").unwrap();
        assert!(head.ends_with("\npermissions:\n  contents: read"), "{file}");
        for job in split_jobs(jobs).into_iter().filter(|job| job.contains(": write")) {
            for builds in ["checkout", "build.sh", "cargo", "npm"] {
                assert!(!job.contains(builds), "{file}: {builds} in a job that may write:\n{job}");
            }
        }
    }
}

/// Returns the jobs, each with its name, which alone stands two blanks in.
fn split_jobs(jobs: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for line in jobs.lines() {
        let begins = line.starts_with("  ") && !line[2..].starts_with([' ', '#']);
        match found.last_mut() {
            Some(job) if !begins => *job += &format!("{line}\n"),
            _ => found.push(format!("{line}\n")),
        }
    }
    found
}
