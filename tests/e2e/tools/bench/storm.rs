//! Measures what the extension does about thousands of changes of cookies.

use super::family::cpu_seconds;
use super::subject::{Bench, EMPTY};
use crate::counts::{BADGE, Calls, READS, WRITES, awake, change_cookies};
use crate::sites::FACEBOOK;
use crate::wait::Outcome;
use crate::world::World;

/// The changes that are none of our business, and those that are: a name, the cookie, and the number.
const CHANGES: [(&str, &str, usize); 2] = [("unrelated", "wd", 10_000), ("relevant", "c_user", 1000)];

/// Measures an empty worker and Bezwaar, each once: what is counted is exact, and the time is long.
pub(super) fn measure(bench: &Bench) -> Outcome {
    println!("\n{}", bench.title("cookie storm"));
    println!("  {:>6} {:>6} {:>6} {:>8}", "reads", "writes", "badge", "CPU");
    let empty = bench.control("counted", &bench.counted(EMPTY))?;
    for (name, world) in [("empty worker", empty), ("Bezwaar", bench.instrumented()?)] {
        world.when_logged_in(&FACEBOOK)?;
        for (what, cookie, count) in CHANGES {
            let ([reads, writes, badge], cpu) = storm(&world, cookie, count)?;
            println!("  {reads:>6} {writes:>6} {badge:>6} {cpu:>6.2} s  {name}, {count} {what} changes");
        }
    }
    Ok(())
}

fn storm(world: &World, cookie: &str, count: usize) -> Outcome<([usize; 3], f64)> {
    let page = awake(world.browser()?)?;
    let (before, cpu) = (Calls::now(&page)?, cpu_seconds(world));
    change_cookies(&page, cookie, count)?;
    let (after, cpu) = (Calls::settled(&page)?, cpu_seconds(world) - cpu);
    page.close()?;
    Ok(([READS, WRITES, BADGE].map(|names| after.count(names) - before.count(names)), cpu))
}
