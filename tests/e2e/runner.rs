//! Runs scenarios side by side and reports on each.

use crate::args::Args;
use crate::driver::Kind;
use crate::pool::Pool;
use crate::scenarios::{Scenario, all};
use crate::sites::Site;
use crate::stand_ins::StandIns;
use crate::traffic::Owner;
use crate::wait::Outcome;
use crate::world::World;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Instant;

/// How much of a log is kept when a scenario fails.
const TAIL: usize = 64 * 1024;

#[derive(Clone)]
struct Job {
    kind: Kind,
    scenario: &'static Scenario,
    site: Option<&'static Site>,
}

impl Job {
    fn title(&self) -> String {
        self.scenario.title(self.site)
    }
}

/// Runs what the arguments ask for. Returns whether all of it passed.
pub(crate) fn run(args: &Args) -> Outcome<bool> {
    let jobs = jobs(args)?;
    let stand_ins = Arc::new(StandIns::start()?);
    let started = Instant::now();
    let (next, failed, failures) = (AtomicUsize::new(0), Mutex::new(Vec::new()), Failures::new());
    let sent = Sent::default();
    let pool = (!args.fresh).then(Arc::<Pool>::default);
    thread::scope(|scope| {
        for _ in 0..args.jobs.min(jobs.len()) {
            scope.spawn(|| {
                while let Some(job) = jobs.get(next.fetch_add(1, Ordering::SeqCst)) {
                    let (line, passed) =
                        report(job, &play(job, &args.dist, &stand_ins, &failures, &sent, pool.as_ref()));
                    // One call, so that two threads cannot mix their lines.
                    println!("{line}");
                    if !passed {
                        failed.lock().unwrap_or_else(PoisonError::into_inner).push(line);
                    }
                }
            });
        }
    });
    let failed = failed.into_inner().unwrap_or_else(PoisonError::into_inner);
    println!("{sent}");
    if let Some(pool) = pool {
        println!("{pool}");
    }
    println!("{:.0} s", started.elapsed().as_secs_f64());
    println!("scenarios: {} passed, {} failed", jobs.len() - failed.len(), failed.len());
    // Again, and last: of a long log it is often the end alone that is kept.
    failed.iter().for_each(|line| println!("{line}"));
    Ok(failed.is_empty())
}

fn jobs(args: &Args) -> Outcome<Vec<Job>> {
    let mut once = Vec::new();
    for kind in args.kinds() {
        for scenario in all().filter(|scenario| scenario.kinds.contains(&kind)) {
            once.extend(scenario.sites().into_iter().map(|site| Job { kind, scenario, site }));
        }
    }
    once.retain(|job| args.only.split('|').any(|words| job.title().contains(words)));
    let jobs: Vec<_> = (0..args.repeat).flat_map(|_| once.clone()).collect();
    match jobs.is_empty() {
        true => Err(format!("no scenario here has {:?} in its name", args.only)),
        false => Ok(jobs),
    }
}

/// Plays a scenario in a world of its own; the error is what the report shows.
fn play(
    job: &Job,
    dist: &Path,
    stand_ins: &Arc<StandIns>,
    failures: &Failures,
    sent: &Sent,
    pool: Option<&Arc<Pool>>,
) -> (f64, Outcome) {
    let started = Instant::now();
    let outcome = World::new(job.kind, dist, stand_ins).and_then(|mut world| {
        if let Some(pool) = pool.filter(|_| !job.scenario.own_browser) {
            world = world.with_browser_from(pool);
        }
        let played = job.scenario.play(&mut world, job.site).and_then(|()| world.then_nothing_was_thrown());
        sent.count(&world);
        played.and_then(|()| world.then_nothing_strayed()).map_err(|reason| match failures.keep(job, &world) {
            Ok(directory) => format!("{reason}\n    pictures and logs: {}", directory.display()),
            Err(error) => format!("{reason}\n    no pictures or logs: {error}"),
        })?;
        world.leave();
        Ok(())
    });
    (started.elapsed().as_secs_f64(), outcome)
}

/// The line on a scenario, and whether it passed.
fn report(job: &Job, (seconds, outcome): &(f64, Outcome)) -> (String, bool) {
    let verdict = match outcome {
        Ok(()) => "pass".to_owned(),
        Err(reason) => format!("FAIL: {reason}"),
    };
    (format!("{:7} {:72} {seconds:5.1} s  {verdict}", job.kind.name(), job.title()), outcome.is_ok())
}

/// What all browsers sent.
#[derive(Default)]
struct Sent([Mutex<BTreeMap<String, usize>>; 3]);

impl Sent {
    fn count(&self, world: &World) {
        for (all, owner) in self.0.iter().zip([Owner::Page, Owner::Browser, Owner::Stray]) {
            let mut all = all.lock().unwrap_or_else(PoisonError::into_inner);
            for (what, times) in world.traffic().of(owner) {
                *all.entry(what).or_default() += times;
            }
        }
    }
}

impl std::fmt::Display for Sent {
    fn fmt(&self, out: &mut std::fmt::Formatter) -> std::fmt::Result {
        let [pages, browsers, strays] = self.0.each_ref().map(|all| all.lock().unwrap_or_else(PoisonError::into_inner));
        let count = |all: &BTreeMap<String, usize>| all.values().sum::<usize>();
        write!(out, "sent: {} requests to the sites, {} of the browsers' own", count(&pages), count(&browsers))?;
        write!(out, ", {} that nobody knows {:?}; ", count(&strays), *strays)?;
        write!(out, "the browsers' own: {:?}", *browsers)
    }
}

/// Where failures leave their traces.
struct Failures {
    directory: PathBuf,
    count: Mutex<usize>,
}

impl Failures {
    fn new() -> Self {
        let directory = std::env::temp_dir().join(format!("bezwaar-e2e-failures-{}", std::process::id()));
        Self { directory, count: Mutex::new(0) }
    }

    fn keep(&self, job: &Job, world: &World) -> Outcome<PathBuf> {
        let number = {
            let mut count = self.count.lock().map_err(|e| e.to_string())?;
            *count += 1;
            *count
        };
        let directory = self.directory.join(format!("{number:02}-{}", job.kind.name()));
        fs::create_dir_all(&directory).map_err(|e| e.to_string())?;
        fs::write(directory.join("scenario.txt"), job.title()).map_err(|e| e.to_string())?;
        keep_logs(&world.logs(), &directory)?;
        world.save_screenshots(&directory)?;
        Ok(directory)
    }
}

fn keep_logs(from: &Path, to: &Path) -> Outcome {
    for entry in fs::read_dir(from).map_err(|e| e.to_string())?.flatten() {
        let log = fs::read(entry.path()).map_err(|e| e.to_string())?;
        let tail = log.get(log.len().saturating_sub(TAIL)..).unwrap_or_default();
        fs::write(to.join(entry.file_name()), tail).map_err(|e| e.to_string())?;
    }
    Ok(())
}
