//! Adds up all processes of one browser, by what Linux says of them: processor time and memory. Elsewhere they count as
//! none.

use crate::world::World;
use std::fs;
use std::path::Path;

/// The ticks of a second: Linux counts processor time in hundredths.
const TICKS: f64 = 100.0;

struct Process {
    id: u32,
    parent: u32,
    ticks: u64,
}

/// Returns the processor time that a browser has used so far, in seconds.
pub(super) fn cpu_seconds(world: &World) -> f64 {
    family(world).iter().map(|process| process.ticks as f64 / TICKS).sum()
}

/// Returns the memory of a browser's processes, in megabytes; what several share is divided among them.
pub(super) fn memory(world: &World) -> f64 {
    family(world).iter().filter_map(|process| proportional(process.id)).sum()
}

/// Returns the processes of a browser: the one that names the profile in its command line, and its children.
fn family(world: &World) -> Vec<Process> {
    let scratch = world.logs().parent().map(|path| path.display().to_string()).unwrap_or_default();
    let (mut family, mut others): (Vec<_>, Vec<_>) = all().into_iter().partition(|process| names(process.id, &scratch));
    loop {
        let (children, rest): (Vec<_>, Vec<_>) =
            others.into_iter().partition(|process| family.iter().any(|parent| parent.id == process.parent));
        if children.is_empty() {
            return family;
        }
        family.extend(children);
        others = rest;
    }
}

fn all() -> Vec<Process> {
    fs::read_dir("/proc").into_iter().flatten().flatten().filter_map(|entry| process(&entry.path())).collect()
}

/// Reads `ID (NAME) STATE PARENT …`, of which the 14th and 15th are the times; the name may hold anything.
fn process(directory: &Path) -> Option<Process> {
    let id = directory.file_name()?.to_str()?.parse().ok()?;
    let stat = fs::read_to_string(directory.join("stat")).ok()?;
    let fields: Vec<&str> = stat.rsplit_once(") ")?.1.split(' ').collect();
    let number = |at: usize| fields.get(at)?.parse::<u64>().ok();
    Some(Process { id, parent: u32::try_from(number(1)?).ok()?, ticks: number(11)? + number(12)? })
}

fn names(id: u32, text: &str) -> bool {
    let line = fs::read(format!("/proc/{id}/cmdline")).unwrap_or_default();
    String::from_utf8_lossy(&line).contains(text)
}

fn proportional(id: u32) -> Option<f64> {
    let text = fs::read_to_string(format!("/proc/{id}/smaps_rollup")).ok()?;
    let line = text.lines().find(|line| line.starts_with("Pss:"))?;
    line.split_whitespace().nth(1)?.parse::<f64>().ok().map(|kilobytes| kilobytes / 1024.0)
}
