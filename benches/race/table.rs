//! What the race prints: figures, ratios, targets, and whether each was hit.

/// The lines, in the order in which they came.
#[derive(Default)]
pub struct Table {
    lines: Vec<String>,
}

impl Table {
    /// Begins a group of lines.
    pub fn group(&mut self, title: &str) {
        self.lines.push(String::new());
        self.lines.push(title.to_owned());
    }

    /// A figure without a target.
    pub fn plain(&mut self, what: &str, figure: &str) {
        self.lines.push(format!("  {what:<44} {figure}"));
    }

    /// A ratio that should be no smaller.
    pub fn at_least(&mut self, what: &str, ratio: f64, target: f64) {
        self.judged(what, &format!("{ratio:.2}"), &format!("at least {target}"), ratio >= target);
    }

    /// A ratio that should be no larger.
    pub fn at_most(&mut self, what: &str, ratio: f64, target: f64) {
        self.judged(what, &format!("{ratio:.2}"), &format!("at most {target}"), ratio <= target);
    }

    fn judged(&mut self, what: &str, figure: &str, target: &str, hit: bool) {
        let verdict = if hit { "hit" } else { "MISSED" };
        self.lines.push(format!("  {what:<44} {figure:<28} target {target:<14} {verdict}"));
    }

    /// Prints it.
    pub fn print(&self) {
        println!("{}", self.lines.join("\n"));
    }
}

/// The middle one.
pub fn median(values: &mut [f64]) -> f64 {
    percentile(values, 50)
}

/// The value that so many percent do not exceed.
pub fn percentile(values: &mut [f64], percent: usize) -> f64 {
    values.sort_by(f64::total_cmp);
    let place = (values.len() * percent).div_ceil(100).max(1) - 1;
    values.get(place).copied().unwrap_or(f64::NAN)
}

/// How many a second.
pub fn rate(count: usize, seconds: f64) -> f64 {
    f64::from(u32::try_from(count).unwrap()) / seconds
}
