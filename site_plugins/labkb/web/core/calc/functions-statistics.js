/** Functions of expressions: spread, quantiles and tail probabilities. */
(function (labkb) {
  "use strict";
  const calc = labkb.core.calc;
  const exact = calc.exact;
  const values = calc.values;
  const std = labkb.core.stdlib;
  const { refuse } = calc.errors;
  const { define } = calc.evaluation;

  const binary = values.binary;
  const one = exact.integer(1);
  const mean = (items) => calc.evaluation.functions.mean.run(items);
  const sum = (items) => calc.evaluation.functions.sum.run(items);

  function enough(items, least, what) {
    if (values.list(items).length < least) {
      refuse(
        "n_too_small",
        "",
        what + "至少要 " + least + " 个数，现在是 " + items.length + " 个。"
      );
    }
  }

  /** Sum of squared deviations, exact where the readings are decimals. */
  function squares(items) {
    return sum(binary("^", binary("-", items, mean(items)), exact.integer(2)));
  }

  function variance(items) {
    enough(items, 2, "标准偏差");
    return values.arithmetic("/", squares(items), exact.integer(items.length - 1));
  }

  const sd = (items) => Math.sqrt(values.number(variance(items)));

  function covarianceSum(a, b) {
    return sum(binary("*", binary("-", a, mean(a)), binary("-", b, mean(b))));
  }

  /** Type 7: linear between the order statistics. */
  function quantile7(items, p) {
    enough(items, 1, "分位数");
    const ordered = items.slice().sort(values.order);
    const place = exact.multiply(values.exactly(p), exact.integer(ordered.length - 1));
    const low = Number(exact.floor(place));
    const rest = exact.subtract(place, exact.integer(low));
    if (exact.sign(rest) === 0) return ordered[low];
    return values.arithmetic(
      "+",
      ordered[low],
      values.arithmetic("*", rest, values.arithmetic("-", ordered[low + 1], ordered[low]))
    );
  }

  const median = (items) => quantile7(values.list(items), exact.parse("0.5"));
  const deviations = (items) =>
    binary("-", items, median(items)).map((v) => calc.evaluation.functions.abs.run(v));

  function probability(value, what) {
    const p = values.number(value);
    if (!(p > 0 && p < 1))
      refuse(
        "probability_out_of_range",
        "",
        what + "必须在 0 与 1 之间（不含两端），现在是 " + p + "。"
      );
    return p;
  }

  function freedom(value) {
    const nu = values.number(value);
    if (!(nu > 0)) refuse("nu_not_positive", "", "自由度必须大于 0，现在是 " + nu + "。");
    return nu;
  }

  const normalQuantile = (p) => std.normalQuantile(p, 0, 1);
  const normalCdf = (z) => std.normalCdf(z, 0, 1);

  /** t such that |T| <= t with probability p; the normal quantile for infinite freedom. */
  function tTwoSided(p, nu) {
    const inside = probability(p, "包含概率 p");
    const degrees = freedom(nu);
    if (degrees === Infinity) return -normalQuantile((1 - inside) / 2);
    return -std.tQuantile((1 - inside) / 2, degrees);
  }

  function chi2Upper(tail, nu) {
    const p = probability(tail, "上侧概率");
    return std.chi2Quantile(1 - p, freedom(nu));
  }

  /** One-sided Grubbs value from the t quantile at alpha/n (two-sided: alpha/2n). */
  function grubbsCritical(n, alpha, sides) {
    const count = values.number(n);
    const p = probability(alpha, "显著性水平 α") / count / (sides ? values.number(sides) : 1);
    const t = -std.tQuantile(p, count - 2);
    return ((count - 1) / Math.sqrt(count)) * Math.sqrt((t * t) / (count - 2 + t * t));
  }

  define({
    sd: [1, 1, sd],
    variance: [1, 1, variance],
    map_variance: [1, 1, (groups) => values.list(groups).map(variance)],
    sum_of_squares: [1, 1, squares],
    covariance_sum: [2, 2, covarianceSum],
    correlation: [
      2,
      2,
      (a, b) =>
        values.number(covarianceSum(a, b)) /
        Math.sqrt(
          values.number(exact.multiply(values.exactly(squares(a)), values.exactly(squares(b))))
        ),
    ],
    range: [
      1,
      1,
      (items) =>
        values.arithmetic(
          "-",
          calc.evaluation.functions.max.run(items),
          calc.evaluation.functions.min.run(items)
        ),
    ],
    median: [1, 1, median],
    mad: [1, 1, (items) => median(deviations(values.list(items)))],
    quantile7: [2, 2, (items, p) => quantile7(values.list(items), p)],
    t_two_sided: [2, 2, tTwoSided],
    t_one_sided: [
      2,
      2,
      (p, nu) => {
        const tail = 1 - probability(p, "概率 p");
        return freedom(nu) === Infinity ? -normalQuantile(tail) : -std.tQuantile(tail, freedom(nu));
      },
    ],
    chi2_upper: [2, 2, chi2Upper],
    chi2_tail: [2, 2, (x, nu) => std.gammainc(values.number(x) / 2, freedom(nu) / 2, true, true)],
    f_upper: [
      3,
      3,
      (tail, a, b) => std.fQuantile(1 - probability(tail, "上侧概率"), freedom(a), freedom(b)),
    ],
    f_tail: [
      3,
      3,
      (x, a, b) => {
        const ratio = freedom(b) / (freedom(b) + freedom(a) * values.number(x));
        return std.betainc(ratio, freedom(b) / 2, freedom(a) / 2, true, false);
      },
    ],
    normal_cdf: [1, 1, (z) => values.each(z, (v) => normalCdf(values.number(v)))],
    normal_quantile: [1, 1, (p) => normalQuantile(probability(p, "概率"))],
    normal_two_sided: [1, 1, (p) => tTwoSided(p, Infinity)],
    beta_quantile: [
      3,
      3,
      (p, a, b) => std.betaQuantile(probability(p, "概率"), values.number(a), values.number(b)),
    ],
    grubbs_critical: [2, 3, grubbsCritical],
    whole_part: [
      1,
      1,
      (v) => {
        const value = values.number(v);
        // A freedom such as 9 may arrive as 8.999999999999998.
        return value === Infinity ? value : Math.floor(value * (1 + 1e-12));
      },
    ],
    infinity: [0, 0, () => Infinity],
    is_finite: [1, 1, (v) => values.each(v, (x) => values.number(x) !== Infinity)],
    one: [0, 0, () => one],
  });

  calc.statistics = { tTwoSided, normalQuantile, normalCdf, sd, mean, squares, covarianceSum };
})((globalThis.labkb = globalThis.labkb || {}));
