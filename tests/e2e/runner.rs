//! Runs scenarios side by side, both browsers at once and the longest first, and reports on each.

use crate::driver::{Kind, require};
use crate::durations::Durations;
use crate::failures::Failures;
use crate::options::Options;
use crate::pace::make_paced;
use crate::pool::Pool;
use crate::profile::Scratch;
use crate::scenarios::{Scenario, all};
use crate::sent::Sent;
use crate::sites::Site;
use crate::stand_ins::StandIns;
use crate::wait::Outcome;
use crate::world::World;
use libtest_mimic::{Failed, Trial};
use std::path::PathBuf;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Instant;

/// The number of the scenarios that are named at the end because they took longest.
const LONGEST_NAMED: usize = 8;

/// A scenario in a browser, and on a site if it is about one.
#[derive(Clone)]
struct Job {
    kind: Kind,
    scenario: &'static Scenario,
    site: Option<&'static Site>,
    /// The number of rounds before this one, if it runs more than once.
    round: usize,
}

impl Job {
    fn title(&self) -> String {
        let title = self.scenario.title(self.site);
        if self.round == 0 { title } else { format!("{title} ({})", self.round + 1) }
    }

    fn name(&self) -> String {
        format!("{} {}", self.kind.name(), self.scenario.title(self.site))
    }
}

/// Runs what the options ask for. Returns whether all of it passed.
pub(crate) fn run(options: &Options) -> Outcome<bool> {
    let run = Arc::new(Run::new(options)?);
    let mut jobs = jobs(options)?;
    jobs.sort_by(|one, other| run.durations.before(&other.name()).total_cmp(&run.durations.before(&one.name())));
    jobs.sort_by_key(|job| job.scenario.alone);
    let trials = jobs.into_iter().map(|job| {
        let run = Arc::clone(&run);
        let kind = job.kind.name();
        Trial::test(job.title(), move || run.report(&job)).with_kind(kind)
    });
    let harness = options.harness();
    let conclusion = libtest_mimic::run(&harness, trials.collect());
    if !harness.list {
        run.close();
    }
    Ok(!conclusion.has_failed())
}

fn jobs(options: &Options) -> Outcome<Vec<Job>> {
    let mut jobs = Vec::new();
    for scenario in all() {
        for site in scenario.sites() {
            let kinds = scenario.kinds.iter().filter(|kind| options.kinds.contains(kind));
            jobs.extend(kinds.map(|kind| Job { kind: *kind, scenario, site, round: 0 }));
        }
    }
    jobs.retain(|job| options.only.split('|').any(|words| job.title().contains(words)));
    let (part, parts) = options.shard;
    let shard = jobs.into_iter().skip(part).step_by(parts);
    let rounds = |job: Job| (0..options.repeat).map(move |round| Job { round, ..job.clone() });
    let jobs: Vec<Job> = shard.flat_map(rounds).collect();
    match jobs.is_empty() {
        true => Err(format!("no scenario here has {:?} in its name", options.only)),
        false => Ok(jobs),
    }
}

/// The things that all scenarios of a run have in common.
struct Run {
    dist: PathBuf,
    /// The directory of the packages with a clock that goes faster.
    paced: Scratch,
    stand_ins: Arc<StandIns>,
    /// The browsers that wait; none if each scenario gets a fresh one.
    pool: Option<Arc<Pool>>,
    thorough: bool,
    durations: Durations,
    failures: Failures,
    sent: Sent,
    /// It is held by all that run side by side, or by one that runs alone.
    machine: RwLock<()>,
}

impl Run {
    fn new(options: &Options) -> Outcome<Self> {
        require(&options.kinds, &options.dist)?;
        let paced = Scratch::new()?;
        make_paced(&options.dist, &paced.files())?;
        Ok(Self {
            paced,
            dist: options.dist.clone(),
            stand_ins: Arc::new(StandIns::start()?),
            pool: (!options.fresh).then(Arc::default),
            thorough: options.thorough,
            durations: Durations::load(),
            failures: Failures::new(),
            sent: Sent::default(),
            machine: RwLock::default(),
        })
    }

    fn report(&self, job: &Job) -> Result<(), Failed> {
        let _beside = (!job.scenario.alone).then(|| self.machine.read().unwrap_or_else(PoisonError::into_inner));
        let _alone = job.scenario.alone.then(|| self.machine.write().unwrap_or_else(PoisonError::into_inner));
        let started = Instant::now();
        let outcome = self.play(job);
        self.durations.note(&job.name(), started.elapsed().as_secs_f64());
        outcome.map_err(Failed::from)
    }

    /// Plays a scenario in a world of its own; the error is what the report shows.
    fn play(&self, job: &Job) -> Outcome {
        let is_paced = !job.scenario.true_speed;
        let dist = if is_paced { self.paced.files() } else { self.dist.clone() };
        let mut world = World::new(job.kind, &dist, &self.stand_ins)?;
        world.setup.bare = true;
        world.is_paced = is_paced;
        world.thorough = self.thorough;
        world.pool = self.pool.clone().filter(|_| !job.scenario.own_browser);
        let played = job.scenario.play(&mut world, job.site).and_then(|()| world.then_nothing_was_thrown());
        self.sent.count(&world);
        played.and_then(|()| world.then_nothing_strayed()).map_err(|reason| {
            match self.failures.keep(job.kind, &job.title(), &reason, &world) {
                Ok(directory) => format!("{reason}\n    pictures and logs: {}", directory.display()),
                Err(error) => format!("{reason}\n    no pictures or logs: {error}"),
            }
        })?;
        world.leave();
        Ok(())
    }

    /// Closes the browsers, and says what there is to say about all scenarios together.
    fn close(&self) {
        self.durations.save();
        for (seconds, name) in self.durations.longest(LONGEST_NAMED) {
            println!("{seconds:6.1} s  {name}");
        }
        println!("{}", self.sent);
        if let Some(pool) = &self.pool {
            pool.close();
            println!("{pool}");
        }
    }
}
