//! Logistic regression that is drawn to a start: the penalty is on the squares of what a parameter
//! is away from it, and a parameter keeps the sign that its bounds allow.

/// One example: its strengths by parameter, whether it is true, and what it counts.
pub struct Row {
    pub values: Vec<(usize, f64)>,
    pub gold: bool,
    pub weight: f64,
}

/// A number to be fitted.
pub struct Parameter {
    pub start: f64,
    /// On the square of the distance from the start.
    pub penalty: f64,
    pub lowest: f64,
    pub highest: f64,
}

/// Sweeps over all parameters; they move by less than a millionth long before.
const SWEEPS: usize = 400;

/// Newton's step for one parameter after the other, cut at its bounds: the loss is convex, so that
/// the order does not matter where it ends.
pub fn fit(rows: &[&Row], parameters: &[Parameter]) -> Vec<f64> {
    let mut out: Vec<f64> = parameters.iter().map(|p| p.start).collect();
    let mut of: Vec<Vec<(usize, f64)>> = vec![Vec::new(); parameters.len()];
    for (n, row) in rows.iter().enumerate() {
        row.values.iter().for_each(|&(p, value)| of[p].push((n, value)));
    }
    let mut sums: Vec<f64> = rows.iter().map(|row| odds(row, &out)).collect();
    for _ in 0..SWEEPS {
        for (p, parameter) in parameters.iter().enumerate() {
            let mut slope = parameter.penalty * (out[p] - parameter.start);
            let mut bend = parameter.penalty;
            for &(n, value) in &of[p] {
                let is = share(sums[n]);
                slope += rows[n].weight * (is - f64::from(u8::from(rows[n].gold))) * value;
                bend += rows[n].weight * is * (1.0 - is) * value * value;
            }
            // A step of one at most: far from the end the curve is flatter than it will be.
            let step = if bend > 1e-9 { (-slope / bend).clamp(-1.0, 1.0) } else { 0.0 };
            let to = (out[p] + step).clamp(parameter.lowest, parameter.highest);
            of[p].iter().for_each(|&(n, value)| sums[n] += (to - out[p]) * value);
            out[p] = to;
        }
    }
    out
}

/// The log-odds that a fit gives a row.
pub fn odds(row: &Row, fitted: &[f64]) -> f64 {
    row.values.iter().map(|&(p, value)| fitted[p] * value).sum()
}

/// From log-odds to a share, 0 to 1.
pub fn share(odds: f64) -> f64 {
    recoupe::model::logistic(odds)
}
