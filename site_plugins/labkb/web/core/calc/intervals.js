/** Calibration intervals: test of an interval (method A3) and drift fits with prediction (Castrup). */
(function (labkb) {
  "use strict";
  const calc = labkb.core.calc;
  const values = calc.values;
  const std = labkb.core.stdlib;
  const { refuse } = calc.errors;
  const { define } = calc.evaluation;
  const { number } = values;

  /** P(X <= x) of a binomial count. */
  const binomialCdf = (x, n, p) =>
    x < 0 ? 0 : x >= n ? 1 : std.betainc(1 - p, n - x, x + 1, true, false);

  /**
   * NCSLI RP-1 method A3: how surely the observed reliability differs from the target, and the
   * changed interval, never changed by more than a factor.
   * @returns {{observed, rejection, low, high, rejected, days}}
   */
  function a3(inTolerance, tested, interval, target, confidence, most) {
    const [x, n, days, goal, c, factor] = [
      inTolerance,
      tested,
      interval,
      target,
      confidence,
      most,
    ].map((v) => number(v));
    const observed = x / n;
    const atEnd = x === 0 || x === n;
    const tail = observed < goal ? binomialCdf(x, n, goal) : 1 - binomialCdf(x - 1, n, goal);
    // At the ends of the scale there is only one side to be wrong on.
    const rejection = Math.max(0, 1 - (atEnd ? 1 : 2) * tail);
    const rejected = rejection > c;
    const exponent =
      observed > goal
        ? (observed - goal) / Math.max(1 - rejection, 1e-300)
        : (observed - goal) * rejection;
    const change = Math.min(factor, Math.max(1 / factor, 10 ** Math.min(exponent, 300)));
    return {
      observed,
      rejection,
      low: x === 0 ? 0 : x === n ? (1 - c) ** (1 / n) : std.betaQuantile((1 - c) / 2, x, n - x + 1),
      high:
        x === n
          ? 1
          : x === 0
            ? 1 - (1 - c) ** (1 / n)
            : std.betaQuantile((1 + c) / 2, x + 1, n - x),
      rejected,
      days: rejected ? days * change : days,
    };
  }

  /** Least squares through the origin in powers 1..order of time. */
  function fit(times, deltas, order) {
    const t = values.list(times).map((v) => number(v));
    const y = values.list(deltas).map((v) => number(v));
    // Scaled times keep the normal equations well conditioned.
    const unit = Math.max(...t.map(Math.abs));
    const rows = t.map((v) => Array.from({ length: order }, (_, k) => (v / unit) ** (k + 1)));
    const normal = Array.from({ length: order }, (_, i) =>
      Array.from({ length: order }, (__, j) => rows.reduce((s, row) => s + row[i] * row[j], 0))
    );
    const inverse = calc.linear.inverse(normal);
    if (!inverse)
      refuse("singular", "dt", "这些间隔不足以拟合 " + order + " 次漂移，请增加不同的间隔。");
    const right = Array.from({ length: order }, (_, i) =>
      rows.reduce((s, row, k) => s + row[i] * y[k], 0)
    );
    const scaled = inverse.map((row) => row.reduce((s, v, j) => s + v * right[j], 0));
    const rss = rows.reduce(
      (s, row, k) => s + (y[k] - row.reduce((f, v, j) => f + v * scaled[j], 0)) ** 2,
      0
    );
    const s2 = rss / (t.length - order);
    return {
      b: scaled.map((v, i) => v / unit ** (i + 1)),
      cov: inverse.map((row, i) => row.map((v, j) => (v * s2) / unit ** (i + j + 2))),
      s: Math.sqrt(s2),
      unit,
    };
  }

  /** The first time after 0 at which f changes sign; null when not within a hundred times the data. */
  function firstRoot(f, span) {
    const start = f(0);
    if (start >= 0) return 0;
    const step = span / 400;
    for (let t = step; t <= 100 * span; t += t < 4 * span ? step : t / 400) {
      if (f(t) >= 0) return calc.linear.bisect(f, Math.max(0, t - Math.max(step, t / 300)), t);
    }
    return null;
  }

  /** Coefficients, their covariance, and the intervals that meet each target. */
  function drift(input) {
    const order = number(input.order);
    const model = fit(input.dt, input.delta, order);
    const u0 = number(input.u0);
    const predicted = (t) =>
      number(input.y0) + model.b.reduce((s, b, i) => s + b * t ** (i + 1), 0);
    const variance = (t) => {
      let sum = u0 * u0 + model.s * model.s;
      model.cov.forEach((row, i) =>
        row.forEach((c, j) => {
          sum += c * t ** (i + j + 2);
        })
      );
      return sum;
    };
    const freedom = values.list(input.dt).length - order;
    const result = { s_yx: model.s };
    model.b.forEach((b, i) => {
      result["b" + (i + 1)] = b;
    });
    model.cov.forEach((row, i) =>
      row.forEach((c, j) => {
        if (j >= i) result["cov" + (i + 1) + (j + 1)] = c;
      })
    );
    const target = number(input.u_target);
    result.interval_uncertainty_target = firstRoot(
      (t) => variance(t) - target * target,
      model.unit
    );
    if (input.limits && input.y0 !== null) {
      const [low, high] = input.limits.map((v) => (v === null ? null : number(v)));
      const confidence = number(input.conf);
      const both = calc.statistics.tTwoSided(confidence, freedom);
      const single = calc.statistics.tTwoSided(2 * confidence - 1, freedom);
      const beyond = (k, lower, upper) =>
        firstRoot((t) => {
          const u = k * Math.sqrt(variance(t));
          return Math.max(
            upper === null ? -Infinity : predicted(t) + u - upper,
            lower === null ? -Infinity : lower - predicted(t) + u
          );
        }, model.unit);
      if (low !== null && high !== null)
        result.interval_reliability_two_sided = beyond(both, low, high);
      if (high !== null) result.interval_reliability_upper_only = beyond(single, null, high);
      if (low !== null) result.interval_reliability_lower_only = beyond(single, low, null);
    }
    return result;
  }

  define({
    a3_test: [6, 6, a3],
    drift_fit: [
      1,
      8,
      (...args) =>
        drift({
          dt: args[0],
          delta: args[1],
          order: args[2],
          u0: args[3],
          u_target: args[4],
          y0: args[5],
          limits: args[6],
          conf: args[7],
        }),
    ],
  });
  calc.intervals = { a3, drift, binomialCdf };
})((globalThis.labkb = globalThis.labkb || {}));
