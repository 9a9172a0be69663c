/** The uncertainty budget of GUM 5: sensitivities, contributions, correlation, freedom, coverage. */
(function (labkb) {
  "use strict";
  const calc = labkb.core.calc;
  const values = calc.values;
  const { refuse } = calc.errors;
  const { define } = calc.evaluation;
  const { number } = values;

  /** Names, values, standard uncertainties and freedoms of a table of input quantities. */
  function quantities(rows) {
    const names = rows.map((row) => row.name);
    names.forEach((name, i) => {
      if (!/^[\p{L}_][\p{L}\p{N}_]*$/u.test(name)) {
        refuse(
          "bad_name",
          "inputs",
          "输入量名称“" + name + "”不能用在模型里：以字母开头，只含字母、数字和下划线。"
        );
      }
      if (names.indexOf(name) !== i)
        refuse("duplicate_name", "inputs", "输入量“" + name + "”写了两次。");
    });
    return {
      names,
      x: rows.map((row) => number(row.x)),
      u: rows.map((row) => number(row.u)),
      nu: rows.map((row) => (row.nu === null || row.nu === undefined ? Infinity : number(row.nu))),
    };
  }

  /** A full matrix from a matrix or from pairs {a, b, r}; null where nothing is correlated. */
  function correlationMatrix(given, names) {
    if (given === null || given === undefined || given.length === 0) return null;
    let matrix;
    if (Array.isArray(given[0])) matrix = given.map((row) => row.map((r) => number(r)));
    else {
      matrix = names.map((_, i) => names.map((__, j) => (i === j ? 1 : 0)));
      given.forEach((pair) => {
        const i = names.indexOf(pair.a);
        const j = names.indexOf(pair.b);
        if (i < 0 || j < 0)
          refuse(
            "unknown_name",
            "correlation",
            "相关系数里的“" + (i < 0 ? pair.a : pair.b) + "”不在输入量中。"
          );
        if (i === j)
          refuse(
            "correlation_diagonal",
            "correlation",
            "“" + pair.a + "”与它自己的相关系数总是 1，不必填写。"
          );
        matrix[i][j] = matrix[j][i] = number(pair.r);
      });
    }
    calc.linear.checkCorrelation(matrix, names.length, "correlation");
    return matrix.some((row, i) => row.some((r, j) => i !== j && r !== 0)) ? matrix : null;
  }

  /** Variance Σ Σ c c u u r, and each input's share of it. */
  function combine(contributions, matrix) {
    const n = contributions.length;
    const shares = contributions.map((a, i) => {
      if (!matrix) return a * a;
      let sum = 0;
      for (let j = 0; j < n; j++) sum += a * contributions[j] * matrix[i][j];
      return sum;
    });
    const variance = shares.reduce((sum, s) => sum + s, 0);
    return { variance: Math.max(0, variance), shares };
  }

  /** Second-order variance ½ΣΣ(f_ij u_i u_j)² (GUM 5.1.2 note, leading part), or null where f fails near the point. */
  function secondOrder(tree, q) {
    let sum = 0;
    for (let i = 0; i < q.names.length; i++) {
      if (q.u[i] === 0) continue;
      const beside = (sign) => {
        const point = q.x.slice();
        point[i] += sign * q.u[i];
        return calc.model.differentiate(tree, q.names, point, "model").gradient;
      };
      try {
        const up = beside(1);
        const down = beside(-1);
        for (let j = 0; j < q.names.length; j++) {
          sum += 0.5 * (((up[j] - down[j]) / 2) * q.u[j]) ** 2;
        }
      } catch {
        return null;
      }
    }
    return sum;
  }

  /** Welch-Satterthwaite; infinite where no finite freedom contributes. */
  function effectiveFreedom(uc, contributions, nu) {
    const sum = contributions.reduce(
      (s, a, i) => (nu[i] === Infinity || a === 0 ? s : s + (a / uc) ** 4 / nu[i]),
      0
    );
    return sum === 0 ? Infinity : 1 / sum;
  }

  /**
   * @param {string} model @param {object[]} rows name, x, u, nu @param {unknown} correlation
   * @returns {object} y, u_c, c, contributions, percent, nu_eff (null for correlated inputs of finite freedom), …
   */
  function budget(model, rows, correlation) {
    const tree = calc.parser.parse(model, "model");
    const q = quantities(rows);
    calc.model.check(tree, q.names, "model");
    const matrix = correlationMatrix(correlation, q.names);
    const { value, gradient } = calc.model.differentiate(tree, q.names, q.x, "model");
    const signed = gradient.map((c, i) => c * q.u[i]);
    const { variance, shares } = combine(signed, matrix);
    const uc = Math.sqrt(variance);
    const second = secondOrder(tree, q);
    const used = calc.parser.uses(tree).names;
    const vanished = q.names.filter((name, i) => gradient[i] === 0 && q.u[i] > 0 && used.has(name));
    const finite = q.nu.some((nu, i) => nu !== Infinity && signed[i] !== 0);
    return {
      y: value,
      u_c: uc,
      c: gradient,
      contributions: signed.map(Math.abs),
      percent: shares.map((s) => (variance > 0 ? (100 * s) / variance : 0)),
      names: q.names,
      correlated: matrix !== null,
      nu_eff: uc === 0 || (matrix && finite) ? null : effectiveFreedom(uc, signed, q.nu),
      second_order: second === null ? null : Math.sqrt(second),
      second_order_matters: second !== null && Math.sqrt(variance + second) > 1.05 * uc,
      not_finite_nearby: second === null,
      vanished,
      unused: q.names.filter((name) => !used.has(name)),
    };
  }

  define({
    budget: [2, 3, budget],
    parse_model: [1, 1, (model) => Boolean(calc.parser.parse(model, "model"))],
  });

  calc.budget = { budget, quantities, correlationMatrix, combine };
})((globalThis.labkb = globalThis.labkb || {}));
