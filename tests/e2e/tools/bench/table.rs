//! Samples, and how they are shown: the ratio first.

use crate::wait::Outcome;

/// What was measured of one subject, in the order of measuring.
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

/// The same for one value.
pub(super) fn compare<S>(
    title: &str,
    unit: &str,
    rounds: usize,
    subjects: &[(&str, S)],
    mut measure: impl FnMut(&S) -> Outcome<f64>,
) -> Outcome {
    compare_all(title, &[unit], rounds, subjects, |subject| measure(subject).map(|value| vec![value]))
}

/// Measures all subjects in turn, so often, and shows each against the first one. The first goes twice in each round.
/// `columns`: what each of the values is.
pub(super) fn compare_all<S>(
    title: &str,
    columns: &[&str],
    rounds: usize,
    subjects: &[(&str, S)],
    mut measure: impl FnMut(&S) -> Outcome<Vec<f64>>,
) -> Outcome {
    let mut samples = vec![vec![Samples::default(); subjects.len() + 1]; columns.len()];
    for round in 0..=rounds {
        let turns = subjects.iter().chain(subjects.first()).map(|(_, subject)| subject);
        for (at, subject) in turns.enumerate() {
            for (column, value) in samples.iter_mut().zip(measure(subject)?) {
                // In the first round the browser still makes room and compiles.
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
    Ok(())
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
    // Nothing against nothing is no ratio.
    let ratio = if control == 0.0 { "–".to_owned() } else { format!("{:.2}×", median / control) };
    println!("  {ratio:>7}  {median:>9.3} {min:>9.3} {max:>9.3}  {name}");
}
