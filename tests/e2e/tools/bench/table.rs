//! Collects samples, and shows them: the ratio first.

use crate::wait::Outcome;

/// The samples of one subject, in the order of measuring.
#[derive(Clone, Default)]
pub(super) struct Samples(Vec<f64>);

impl Samples {
    pub(super) fn add(&mut self, value: f64) {
        self.0.push(value);
    }

    fn sorted(&self) -> Vec<f64> {
        let mut sorted = self.0.clone();
        sorted.sort_by(f64::total_cmp);
        sorted
    }

    pub(super) fn median(&self) -> f64 {
        let sorted = self.sorted();
        let middle = sorted.len() / 2;
        match sorted.len() % 2 {
            0 => f64::midpoint(sorted[middle.saturating_sub(1)], sorted[middle]),
            _ => sorted[middle],
        }
    }
}

/// A line of the table at the end: the medians, in milliseconds.
pub(super) struct Figure {
    name: String,
    /// The limit that was agreed on; empty where none was.
    limit: &'static str,
    control: f64,
    twin: Option<f64>,
    bezwaar: f64,
    /// The control against itself: a ratio that is no further from 1 than this one says nothing.
    noise: f64,
}

impl Figure {
    /// Makes a line of what [`compare`] gives for a control, the twin if there is one, Bezwaar, and perhaps others.
    pub(super) fn of(name: String, limit: &'static str, medians: &[f64], has_twin: bool) -> Self {
        let at = |index: usize| medians.get(index).copied().unwrap_or(f64::NAN);
        let again = medians.last().copied().unwrap_or(f64::NAN);
        let (twin, bezwaar) = if has_twin { (Some(at(1)), at(2)) } else { (None, at(1)) };
        Self { name, limit, control: at(0), twin, bezwaar, noise: again / at(0) }
    }
}

/// Shows all figures, as Markdown that docs/COSTS.md can hold.
pub(super) fn summary(figures: &[Figure]) {
    println!("\n| Figure, ms | Limit | Control | Twin | Bezwaar | × control | × twin | Control once more |");
    println!("|---|---|---|---|---|---|---|---|");
    for Figure { name, limit, control, twin, bezwaar, noise } in figures {
        let of_twin = |ratio: &dyn Fn(f64) -> f64| twin.map_or("–".to_owned(), |twin| format!("{:.2}", ratio(twin)));
        let (ratio, to_twin) = (bezwaar / control, of_twin(&|twin| bezwaar / twin));
        let twin = of_twin(&|twin| twin);
        println!("| {name} | {limit} | {control:.1} | {twin} | {bezwaar:.1} | {ratio:.2} | {to_twin} | × {noise:.2} |");
    }
}

/// Compares one value in this way, and returns the median of each subject, and of the first one once more.
pub(super) fn compare<S>(
    title: &str,
    unit: &str,
    rounds: usize,
    subjects: &[(&str, S)],
    mut measure: impl FnMut(&S) -> Outcome<f64>,
) -> Outcome<Vec<f64>> {
    let samples = compare_all(title, &[unit], rounds, subjects, |subject| measure(subject).map(|value| vec![value]))?;
    Ok(samples.iter().flatten().map(Samples::median).collect())
}

/// Measures all subjects in turn, `rounds` times, and shows each against the first one. The first goes twice in each
/// round. Returns for each column what was measured of each subject. `columns`: what each of the values is.
pub(super) fn compare_all<S>(
    title: &str,
    columns: &[&str],
    rounds: usize,
    subjects: &[(&str, S)],
    mut measure: impl FnMut(&S) -> Outcome<Vec<f64>>,
) -> Outcome<Vec<Vec<Samples>>> {
    let mut samples = vec![vec![Samples::default(); subjects.len() + 1]; columns.len()];
    for round in 0..=rounds {
        let turns = subjects.iter().chain(subjects.first()).map(|(_, subject)| subject);
        for (at, subject) in turns.enumerate() {
            for (column, value) in samples.iter_mut().zip(measure(subject)?) {
                // The browser still makes room and compiles in the first round.
                if round > 0 {
                    column[at].add(value);
                }
            }
        }
    }
    let names: Vec<&str> = subjects.iter().map(|(name, _)| *name).collect();
    for (column, samples) in columns.iter().zip(&samples) {
        println!("\n{title} ({column}; {rounds} each, in turn)");
        show(&names, samples);
    }
    Ok(samples)
}

fn show(names: &[&str], samples: &[Samples]) {
    println!("  {:>7}  {:>9} {:>9} {:>9}", "ratio", "median", "min", "max");
    let again = names.first().map(|name| format!("{name}, once more"));
    for (name, of) in names.iter().map(|name| (*name).to_owned()).chain(again).zip(samples) {
        row(&name, of, &samples[0]);
    }
}

fn row(name: &str, of: &Samples, control: &Samples) {
    let sorted = of.sorted();
    let (min, max) = (sorted.first().copied().unwrap_or_default(), sorted.last().copied().unwrap_or_default());
    let (median, control) = (of.median(), control.median());
    // There is no ratio of nothing to nothing.
    let ratio = if control == 0.0 { "–".to_owned() } else { format!("{:.2}×", median / control) };
    println!("  {ratio:>7}  {median:>9.3} {min:>9.3} {max:>9.3}  {name}");
}
