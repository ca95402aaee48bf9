//! Handles programs of the machine: finds them, runs them, and never leaves one behind.

use crate::wait::{Outcome, PATIENCE, Seen, wait_until};
use std::fs::{self, File};
use std::io::ErrorKind;
use std::net::{Ipv4Addr, Ipv6Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU16, Ordering};
use std::time::Duration;

/// Finds the first of `names` that the PATH knows; an environment variable goes before. A name may be a whole path.
pub(crate) fn find_program(variable: &str, names: &[&str], advice: &str) -> Outcome<PathBuf> {
    if let Some(chosen) = std::env::var_os(variable) {
        return Ok(chosen.into());
    }
    let path = std::env::var_os("PATH").unwrap_or_default();
    let directories: Vec<_> = std::env::split_paths(&path).collect();
    let candidates = names.iter().flat_map(|name| directories.iter().map(move |directory| directory.join(name)));
    let found = candidates.into_iter().find(|candidate| candidate.is_file());
    found.ok_or_else(|| format!("{advice}, or set {variable} to its path"))
}

/// Finds a port that nobody has, for a program that cannot find one itself.
///
/// ChromeDriver's `--port=0` takes a port of one family of addresses and then wants the same of the other, where somebody else
/// may have it ("bind() failed: Address already in use", one start in some five hundred). So this one is free in both, and
/// lies below those that systems give out by themselves (from 32,768 on), so that it stays free.
pub(crate) fn free_port() -> Outcome<u16> {
    static NEXT: AtomicU16 = AtomicU16::new(0);
    // Two runs at once begin in different places.
    let first = (std::process::id() % 400) as u16 * 50;
    let candidates = (0..20_000).map(|_| 10_000 + first.wrapping_add(NEXT.fetch_add(1, Ordering::Relaxed)) % 20_000);
    let taken = |port: &u16| match TcpListener::bind((Ipv4Addr::LOCALHOST, *port)) {
        // A machine without the newer family has nobody there.
        Ok(_) => TcpListener::bind((Ipv6Addr::LOCALHOST, *port)).is_err_and(|e| e.kind() == ErrorKind::AddrInUse),
        Err(_) => true,
    };
    candidates.into_iter().find(|port| !taken(port)).ok_or_else(|| "every port is taken".into())
}

/// Returns whether this process is root, for whom Chromium does not start its sandbox.
pub(crate) fn is_root() -> bool {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    status.lines().any(|line| line.starts_with("Uid:") && line.split_whitespace().nth(2) == Some("0"))
}

/// Returns whether the holder of Chromium's lock, written `HOST-PID`, still runs. It stays behind when a browser
/// crashes; only Linux tells.
pub(crate) fn is_lock_held(holder: &str) -> bool {
    let pid = holder.rsplit('-').next().unwrap_or_default();
    // A process that has ended, but that nobody has asked for its exit code yet, has an empty command line.
    let command = std::fs::read(format!("/proc/{pid}/cmdline"));
    cfg!(not(target_os = "linux")) || command.is_ok_and(|command| !command.is_empty())
}

/// A running program whose output goes to a log file. It is killed when dropped.
pub(crate) struct Process {
    child: Child,
    log: PathBuf,
}

impl Process {
    /// Starts the program; its output is appended to `log`.
    pub(crate) fn start(command: &mut Command, log: &Path) -> Outcome<Self> {
        let open = || File::options().create(true).append(true).open(log).map_err(|e| e.to_string());
        // Each start empties the log: otherwise a second start would find the port of the first one.
        fs::write(log, "").map_err(|e| format!("{}: {e}", log.display()))?;
        let child = command.stdin(Stdio::null()).stdout(open()?).stderr(open()?).spawn();
        let child = child.map_err(|e| format!("{}: {e}", command.get_program().display()))?;
        Ok(Self { child, log: log.to_path_buf() })
    }

    /// Returns the port that the program announces with `marker` in front of it.
    pub(crate) fn announced_port(&mut self, marker: &str) -> Outcome<u16> {
        wait_until(&format!("the browser says {marker:?}"), PATIENCE * 2, || {
            let log = String::from_utf8_lossy(&fs::read(&self.log).unwrap_or_default()).into_owned();
            if let Some(port) = port_after(&log, marker) {
                return Ok(Seen::Yes(port));
            }
            match self.child.try_wait() {
                Ok(None) => Ok(Seen::NotYet("nothing".into())),
                _ => Err(format!("the browser did not start: {}", log.trim())),
            }
        })
    }

    /// Waits until the program has ended by itself.
    pub(crate) fn wait_ended(&mut self, patience: Duration) -> Outcome {
        wait_until("the browser has ended", patience, || match self.child.try_wait() {
            Ok(None) => Ok(Seen::NotYet("it still runs".into())),
            _ => Ok(Seen::Yes(())),
        })
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // Both calls fail only when it has ended already, which is what we want.
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

fn port_after(log: &str, marker: &str) -> Option<u16> {
    let (_, after) = log.split_once(marker)?;
    let digits: String = after.chars().take_while(char::is_ascii_digit).collect();
    // A number at the very end of the log may still be growing.
    (digits.len() < after.len()).then(|| digits.parse().ok())?
}
