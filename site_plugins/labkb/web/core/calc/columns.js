/** Quantities observed together (GUM H.2): means, correlations and several models over them. */
(function (labkb) {
  "use strict";
  const calc = labkb.core.calc;
  const exact = calc.exact;
  const values = calc.values;
  const statistics = calc.statistics;
  const { refuse } = calc.errors;
  const { define } = calc.evaluation;

  /** "I_mA" -> the symbol I and the factor to the base unit; other names stay whole. */
  function symbolOf(column) {
    const cut = column.lastIndexOf("_");
    const unit = cut > 0 ? calc.units.read(column.slice(cut + 1)) : null;
    return unit
      ? { name: column.slice(0, cut), factor: calc.rounding.unit(unit.exponent) }
      : { name: column, factor: exact.integer(1) };
  }

  /**
   * @param {Record<string, unknown[]>} columns readings, one list per quantity @param {Record<string, string>} models
   * @returns {Record<string, number>} means, u_…, r_…_…, and each model's value with the same
   */
  function jointly(columns, models) {
    const data = Object.entries(columns).map(([column, readings]) => {
      const { name, factor } = symbolOf(column);
      return { name, readings: values.binary("*", readings, factor) };
    });
    const n = data.length ? data[0].readings.length : 0;
    if (data.length < 1) refuse("missing", "columns", "至少要有一列读数。");
    data.forEach((one) => {
      if (one.readings.length !== n)
        refuse(
          "length",
          one.name,
          "各列读数的个数必须相同：“" +
            one.name +
            "”有 " +
            one.readings.length +
            " 个，第一列有 " +
            n +
            " 个。"
        );
    });
    if (n < 3)
      refuse(
        "n_too_small",
        data[0].name,
        "求相关系数每列至少要 3 个同时读取的数，现在是 " + n + " 个。"
      );
    const names = data.map((one) => one.name);
    const divisor = exact.integer(n * (n - 1));
    const covariance = data.map((a) =>
      data.map((b) =>
        values.number(
          values.arithmetic("/", statistics.covarianceSum(a.readings, b.readings), divisor)
        )
      )
    );
    const means = data.map((one) => values.number(statistics.mean(one.readings)));
    const result = {};
    names.forEach((name, i) => {
      result[name] = means[i];
      result["u_" + name] = Math.sqrt(covariance[i][i]);
    });
    pairs(result, names, covariance);
    addModels(result, models, names, means, covariance);
    return result;
  }

  function pairs(result, names, covariance) {
    for (let i = 0; i < names.length; i++) {
      for (let j = i + 1; j < names.length; j++) {
        const scale = Math.sqrt(covariance[i][i] * covariance[j][j]);
        if (scale > 0) result["r_" + names[i] + "_" + names[j]] = covariance[i][j] / scale;
      }
    }
  }

  function addModels(result, models, names, means, covariance) {
    const outcomes = Object.entries(models).map(([name, text]) => {
      const tree = calc.parser.parse(text, "models");
      calc.model.check(tree, names, "models");
      return { name, ...calc.model.differentiate(tree, names, means, "models") };
    });
    const between = outcomes.map((a) =>
      outcomes.map((b) => {
        let sum = 0;
        names.forEach((_, i) =>
          names.forEach((__, j) => {
            sum += a.gradient[i] * b.gradient[j] * covariance[i][j];
          })
        );
        return sum;
      })
    );
    outcomes.forEach((one, i) => {
      result[one.name] = one.value;
      result["u_" + one.name] = Math.sqrt(Math.max(0, between[i][i]));
    });
    pairs(
      result,
      outcomes.map((one) => one.name),
      between
    );
  }

  define({ jointly: [2, 2, jointly] });
  calc.columns = { jointly };
})((globalThis.labkb = globalThis.labkb || {}));
