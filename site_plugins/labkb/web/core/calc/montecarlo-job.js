/** Prepares a Monte Carlo job from checked inputs, and the first-order result to compare it with. */
(function (labkb) {
  "use strict";
  const calc = labkb.core.calc;
  const values = calc.values;
  const { refuse } = calc.errors;
  const { define } = calc.evaluation;
  const MOST = 5000000;

  const need = (row, field, rule) => {
    const value = row[field];
    if (value === null || value === undefined)
      refuse("missing", "inputs", "输入量“" + row.name + "”缺少" + rule + "。");
    return values.number(value);
  };

  /** Bounds a < b from a, b or from centre and half width. */
  function bounds(row) {
    const half = row.half_width;
    if (half !== null && half !== undefined) {
      const centre = row.mu === null || row.mu === undefined ? 0 : values.number(row.mu);
      const width = values.number(half);
      if (!(width > 0))
        refuse("half_width_not_positive", "inputs", "输入量“" + row.name + "”的半宽必须大于 0。");
      return { a: centre - width, b: centre + width };
    }
    const a = need(row, "a", "下限 a");
    const b = need(row, "b", "上限 b");
    if (!(a < b))
      refuse(
        "bounds_reversed",
        "inputs",
        "输入量“" + row.name + "”的下限 a 必须小于上限 b，现在是 " + a + " 与 " + b + "。"
      );
    return { a, b };
  }

  function located(row) {
    const sigma = need(row, "sigma", "标准差 sigma");
    if (!(sigma >= 0))
      refuse(
        "sigma_negative",
        "inputs",
        "输入量“" + row.name + "”的标准差不能是负数，现在是 " + sigma + "。"
      );
    return { mu: need(row, "mu", "期望 mu"), sigma };
  }

  const middle = (d) => (d.a + d.b) / 2;
  const halfWidth = (d) => (d.b - d.a) / 2;

  /** dist -> {read(row), mean(d), sd(d)} */
  const KINDS = {
    normal: { read: located, mean: (d) => d.mu, sd: (d) => d.sigma },
    rect: { read: bounds, mean: middle, sd: (d) => halfWidth(d) / Math.sqrt(3) },
    triangle: {
      read(row) {
        const d = bounds(row);
        const c = row.c === null || row.c === undefined ? middle(d) : values.number(row.c);
        if (!(c >= d.a && c <= d.b))
          refuse("mode_outside", "inputs", "输入量“" + row.name + "”的众数 c 必须在 a 与 b 之间。");
        return { a: d.a, b: d.b, c };
      },
      mean: (d) => (d.a + d.b + d.c) / 3,
      sd: (d) =>
        Math.sqrt((d.a * d.a + d.b * d.b + d.c * d.c - d.a * d.b - d.a * d.c - d.b * d.c) / 18),
    },
    trapezoid: {
      read(row) {
        const beta = need(row, "beta", "β（上底与下底之比）");
        if (!(beta >= 0 && beta <= 1))
          refuse(
            "beta_out_of_range",
            "inputs",
            "输入量“" + row.name + "”的 β 必须在 0 与 1 之间，现在是 " + beta + "。"
          );
        return Object.assign(bounds(row), { beta });
      },
      mean: middle,
      sd: (d) => halfWidth(d) * Math.sqrt((1 + d.beta * d.beta) / 6),
    },
    ctrap: {
      read(row) {
        const d = Object.assign(bounds(row), { d: need(row, "d", "界限的半宽 d") });
        if (!(d.d >= 0 && d.d <= halfWidth(d)))
          refuse("d_out_of_range", "inputs", "输入量“" + row.name + "”的 d 必须在 0 与半宽之间。");
        return d;
      },
      mean: middle,
      sd: (d) => Math.sqrt((d.b - d.a) ** 2 / 12 + d.d ** 2 / 9),
    },
    arcsine: { read: bounds, mean: middle, sd: (d) => halfWidth(d) / Math.SQRT2 },
    twopoint: { read: bounds, mean: middle, sd: halfWidth },
    t: {
      read(row) {
        const nu = need(row, "nu", "自由度 nu");
        if (!(nu > 2))
          refuse(
            "nu_too_small",
            "inputs",
            "输入量“" +
              row.name +
              "”的 t 分布自由度必须大于 2（否则没有有限的标准差），现在是 " +
              nu +
              "。"
          );
        return Object.assign(located(row), { nu });
      },
      mean: (d) => d.mu,
      sd: (d) => d.sigma * Math.sqrt(d.nu / (d.nu - 2)),
    },
    exponential: {
      read(row) {
        const mu = need(row, "mu", "期望 mu");
        if (!(mu > 0))
          refuse(
            "mu_not_positive",
            "inputs",
            "输入量“" + row.name + "”是指数分布，期望必须大于 0。"
          );
        return { mu };
      },
      mean: (d) => d.mu,
      sd: (d) => d.mu,
    },
    constant: { read: (row) => ({ mu: need(row, "mu", "值 mu") }), mean: (d) => d.mu, sd: () => 0 },
  };

  /** Where the draws of a distribution practically lie. */
  function support(d) {
    if (d.dist === "normal" || d.dist === "t")
      return [d.mu - 4.75 * d.sigma, d.mu + 4.75 * d.sigma];
    if (d.dist === "constant") return [d.mu, d.mu];
    if (d.dist === "exponential") return [0, 16 * d.mu];
    return d.dist === "ctrap" ? [d.a - d.d, d.b + d.d] : [d.a, d.b];
  }

  /** Range of the tree by interval arithmetic; divisors whose range holds 0 are marked for watching. */
  function reach(node, supports) {
    const all = [-Infinity, Infinity];
    const hull = (...points) =>
      points.some(Number.isNaN) ? all : [Math.min(...points), Math.max(...points)];
    if (node.kind === "number") return [Number(node.text), Number(node.text)];
    if (node.kind === "name") return supports.get(node.name) || [Math.PI, Math.PI];
    if (node.kind === "unary") {
      const [low, high] = reach(node.a, supports);
      return node.op === "-" ? [-high, -low] : [low, high];
    }
    if (node.kind === "call")
      return callReach(
        node,
        node.args.map((one) => reach(one, supports)),
        all
      );
    const [a, b] = reach(node.a, supports);
    const [c, d] = reach(node.b, supports);
    if (node.op === "+") return [a + c, b + d];
    if (node.op === "-") return [a - d, b - c];
    if (node.op === "*") return hull(a * c, a * d, b * c, b * d);
    if (node.op === "/") {
      node.watch = c <= 0 && d >= 0;
      return node.watch ? all : hull(a / c, a / d, b / c, b / d);
    }
    if (d < 0 && a <= 0 && b >= 0) {
      node.watch = true;
      return all;
    }
    if (c === d && Number.isInteger(c))
      return c % 2 === 0 && a < 0 && b > 0 ? [0, Math.max(a ** c, b ** c)] : hull(a ** c, b ** c);
    return a >= 0 ? hull(a ** c, a ** d, b ** c, b ** d) : all;
  }

  function callReach(node, [first, second], all) {
    const grows = {
      exp: Math.exp,
      sqrt: Math.sqrt,
      ln: Math.log,
      log10: Math.log10,
      atan: Math.atan,
      sinh: Math.sinh,
      tanh: Math.tanh,
    };
    if (!first) return [Math.PI, Math.PI];
    if (second) {
      const pickOne = node.name === "min" ? Math.min : Math.max;
      return [pickOne(first[0], second[0]), pickOne(first[1], second[1])];
    }
    if (grows[node.name]) {
      const [low, high] = [grows[node.name](first[0]), grows[node.name](first[1])];
      return Number.isNaN(low) || Number.isNaN(high) ? all : [low, high];
    }
    if (node.name === "abs") {
      const [low, high] = [Math.abs(first[0]), Math.abs(first[1])];
      return first[0] <= 0 && first[1] >= 0
        ? [0, Math.max(low, high)]
        : [Math.min(low, high), Math.max(low, high)];
    }
    if (node.name === "cosh") return [1, Infinity];
    if (node.name !== "sin" && node.name !== "cos") return all;
    const cosine = (x) => Math.cos(node.name === "sin" ? x - Math.PI / 2 : x);
    const [low, high] =
      node.name === "sin" ? [first[0] - Math.PI / 2, first[1] - Math.PI / 2] : first;
    const holds = (phase) =>
      Math.floor((high - phase) / (2 * Math.PI)) > Math.floor((low - phase) / (2 * Math.PI)) ||
      Math.abs((low - phase) % (2 * Math.PI)) < 1e-12;
    const ends = [cosine(first[0]), cosine(first[1])];
    return [holds(Math.PI) ? -1 : Math.min(...ends), holds(0) ? 1 : Math.max(...ends)];
  }

  /** Cholesky factor among the normal inputs; null where nothing is correlated. */
  function mixing(correlation, inputs) {
    const matrix = calc.budget.correlationMatrix(
      correlation,
      inputs.map((one) => one.name)
    );
    if (!matrix) return null;
    const members = inputs
      .map((_, i) => i)
      .filter((i) => matrix[i].some((r, j) => j !== i && r !== 0));
    members.forEach((i) => {
      if (inputs[i].dist !== "normal")
        refuse(
          "correlation_not_normal",
          "correlation",
          "只有正态分布的输入量可以相关，“" + inputs[i].name + "”不是。"
        );
    });
    const part = members.map((i) => members.map((j) => matrix[i][j]));
    return { members, matrix: calc.linear.choleskySemi(part), full: matrix };
  }

  /** Plain data that a worker can run. */
  function prepare(model, rows, p, trials, seed, correlation, digits) {
    const tree = calc.parser.parse(model, "model");
    const inputs = rows.map((row) => {
      const kind = KINDS[row.dist];
      if (!kind)
        refuse(
          "unknown_distribution",
          "inputs",
          "不认识分布“" + row.dist + "”，可用：" + Object.keys(KINDS).join("、") + "。"
        );
      return Object.assign({ name: row.name, dist: row.dist }, kind.read(row));
    });
    calc.budget.quantities(inputs.map((one) => ({ name: one.name, x: 0, u: 0 })));
    calc.model.check(
      tree,
      inputs.map((one) => one.name),
      "model"
    );
    const count = values.number(trials);
    const inside = values.number(p);
    if (
      !Number.isInteger(count) ||
      count > MOST ||
      count < Math.ceil(1e4 / (1 - inside) - 1e-6) / 10
    ) {
      refuse(
        "trials_out_of_range",
        "trials",
        "试验次数应为整数，不多于 " +
          MOST +
          "，不少于 " +
          Math.ceil(1e3 / (1 - inside) - 1e-6) +
          "（JCGM 101 7.2.2 建议 10⁴/(1−p) 以上）。"
      );
    }
    reach(tree, new Map(inputs.map((one) => [one.name, support(one)])));
    return {
      tree,
      inputs,
      trials: count,
      seed: values.number(seed),
      p: inside,
      lower: mixing(correlation, inputs),
      digits: digits === undefined || digits === null ? 0 : values.number(digits),
    };
  }

  /** y, u and a k-interval of the first-order law, or nulls where the model has no derivative there. */
  function firstOrder(job) {
    const means = job.inputs.map((one) => KINDS[one.dist].mean(one));
    try {
      const { value, gradient } = calc.model.differentiate(
        job.tree,
        job.inputs.map((one) => one.name),
        means,
        "model"
      );
      const signed = gradient.map((c, i) => c * KINDS[job.inputs[i].dist].sd(job.inputs[i]));
      const u = Math.sqrt(calc.budget.combine(signed, job.lower && job.lower.full).variance);
      const half = calc.statistics.tTwoSided(job.p, Infinity) * u;
      return { gum_y: value, gum_u: u, gum_low: value - half, gum_high: value + half };
    } catch {
      return { gum_y: null, gum_u: null, gum_low: null, gum_high: null };
    }
  }

  /** Runs the trials here; a page replaces this to run them in a worker. */
  const here = (job) => calc.montecarlo.run(job);
  const state = { sampler: here };

  define({
    monte_carlo: [
      5,
      7,
      (model, rows, p, trials, seed, correlation, digits) => {
        const job = prepare(model, rows, p, trials, seed, correlation, digits);
        const result = state.sampler(job);
        if (result.error) refuse(result.error.code, "model", result.error.message);
        return Object.assign({}, result, firstOrder(job));
      },
    ],
  });

  calc.montecarloJob = { prepare, firstOrder, state, here };
})((globalThis.labkb = globalThis.labkb || {}));
