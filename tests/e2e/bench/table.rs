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

/// Measures all subjects in turn, so often, and shows each against the first one. The first goes twice in each round.
pub(super) fn compare<S>(
    title: &str,
    unit: &str,
    rounds: usize,
    subjects: &[(&str, S)],
    mut measure: impl FnMut(&S) -> Outcome<f64>,
) -> Outcome<Vec<Samples>> {
    let mut samples = vec![Samples::default(); subjects.len() + 1];
    for round in 0..=rounds {
        let turns = subjects.iter().chain(subjects.first()).map(|(_, subject)| subject);
        for (samples, subject) in samples.iter_mut().zip(turns) {
            let value = measure(subject)?;
            // In the first round the browser still makes room and compiles.
            if round > 0 {
                samples.add(value);
            }
        }
    }
    println!("\n{title} ({unit}, {rounds} each, in turn)");
    println!("  {:>7}  {:>9} {:>9} {:>9}", "ratio", "median", "min", "max");
    let names = subjects.iter().map(|(name, _)| (*name).to_owned());
    let again = subjects.first().map(|(name, _)| format!("{name}, once more"));
    for (name, of) in names.chain(again).zip(&samples) {
        row(&name, of, &samples[0]);
    }
    Ok(samples)
}

fn row(name: &str, of: &Samples, control: &Samples) {
    let sorted = of.sorted();
    let (min, max) = (sorted.first().copied().unwrap_or_default(), sorted.last().copied().unwrap_or_default());
    let ratio = of.median() / control.median();
    println!("  {ratio:>6.2}×  {:>9.2} {min:>9.2} {max:>9.2}  {name}", of.median());
}
