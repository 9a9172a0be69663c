/** Propagation of distributions (JCGM 101): a model tree run on arrays of draws, without any parser. */
(function self(labkb) {
  "use strict";
  const calc = labkb.core.calc;
  calc.workerSources.push(self);

  const BLOCK = 10000;
  const UNARY = {
    sqrt: Math.sqrt,
    exp: Math.exp,
    ln: Math.log,
    log10: Math.log10,
    sin: Math.sin,
    cos: Math.cos,
    tan: Math.tan,
    asin: Math.asin,
    acos: Math.acos,
    atan: Math.atan,
    sinh: Math.sinh,
    cosh: Math.cosh,
    tanh: Math.tanh,
    abs: Math.abs,
  };

  /** dist name -> fill(buffer, n, generator, input) */
  const FILL = {
    normal(out, n, g, d) {
      for (let i = 0; i < n; i++) out[i] = d.mu + d.sigma * g.normal();
    },
    rect(out, n, g, d) {
      const width = d.b - d.a;
      for (let i = 0; i < n; i++) out[i] = d.a + width * g.uniform();
    },
    triangle(out, n, g, d) {
      const width = d.b - d.a;
      const c = (d.c - d.a) / width;
      for (let i = 0; i < n; i++) {
        const u = g.uniform();
        out[i] =
          u < c ? d.a + width * Math.sqrt(u * c) : d.b - width * Math.sqrt((1 - u) * (1 - c));
      }
    },
    trapezoid(out, n, g, d) {
      const half = (d.b - d.a) / 2;
      for (let i = 0; i < n; i++)
        out[i] = d.a + half * ((1 + d.beta) * g.uniform() + (1 - d.beta) * g.uniform());
    },
    ctrap(out, n, g, d) {
      for (let i = 0; i < n; i++) {
        const low = d.a - d.d + 2 * d.d * g.uniform();
        out[i] = low + (d.a + d.b - 2 * low) * g.uniform();
      }
    },
    arcsine(out, n, g, d) {
      const middle = (d.a + d.b) / 2;
      const half = (d.b - d.a) / 2;
      for (let i = 0; i < n; i++) out[i] = middle + half * Math.cos(Math.PI * g.uniform());
    },
    twopoint(out, n, g, d) {
      for (let i = 0; i < n; i++) out[i] = g.uniform() < 0.5 ? d.a : d.b;
    },
    t(out, n, g, d) {
      for (let i = 0; i < n; i++)
        out[i] = d.mu + (d.sigma * g.normal()) / Math.sqrt((2 * g.gamma(d.nu / 2)) / d.nu);
    },
    exponential(out, n, g, d) {
      for (let i = 0; i < n; i++) out[i] = -d.mu * Math.log(g.uniform());
    },
    constant(out, n, g, d) {
      out.fill(d.mu, 0, n);
    },
  };

  const APPLY = {
    "+"(o, a, b, n) {
      for (let i = 0; i < n; i++) o[i] = a[i] + b[i];
    },
    "-"(o, a, b, n) {
      for (let i = 0; i < n; i++) o[i] = a[i] - b[i];
    },
    "*"(o, a, b, n) {
      for (let i = 0; i < n; i++) o[i] = a[i] * b[i];
    },
    "/"(o, a, b, n) {
      for (let i = 0; i < n; i++) o[i] = a[i] / b[i];
    },
    "^"(o, a, b, n) {
      for (let i = 0; i < n; i++) o[i] = a[i] ** b[i];
    },
    min(o, a, b, n) {
      for (let i = 0; i < n; i++) o[i] = a[i] < b[i] ? a[i] : b[i];
    },
    max(o, a, b, n) {
      for (let i = 0; i < n; i++) o[i] = a[i] > b[i] ? a[i] : b[i];
    },
  };

  /** Steps that fill one buffer after another; the last one is y. */
  function compile(tree, inputs, buffers, watched) {
    const steps = [];
    const buffer = () => new Float64Array(BLOCK);
    const fixed = (value) => buffer().fill(value);
    function go(node) {
      if (node.kind === "number") return fixed(Number(node.text));
      if (node.kind === "name") {
        const index = inputs.findIndex((one) => one.name === node.name);
        return index < 0 ? fixed(Math.PI) : buffers[index];
      }
      const out = buffer();
      if (node.kind === "unary") {
        const a = go(node.a);
        if (node.op !== "-") return a;
        steps.push((n) => {
          for (let i = 0; i < n; i++) out[i] = -a[i];
        });
        return out;
      }
      if (node.kind === "call") {
        if (node.name === "pi") return fixed(Math.PI);
        const a = go(node.args[0]);
        if (node.args.length === 2) {
          const b = go(node.args[1]);
          steps.push((n) => APPLY[node.name](out, a, b, n));
        } else {
          const f = UNARY[node.name];
          steps.push((n) => {
            for (let i = 0; i < n; i++) out[i] = f(a[i]);
          });
        }
        return out;
      }
      const a = go(node.a);
      if (node.op === "^" && node.b.kind === "number" && Number(node.b.text) === 2) {
        steps.push((n) => {
          for (let i = 0; i < n; i++) out[i] = a[i] * a[i];
        });
        return out;
      }
      const b = go(node.b);
      if (node.watch) watch(node.op === "/" ? b : a);
      steps.push((n) => APPLY[node.op](out, a, b, n));
      return out;
    }
    /** Remembers how near to 0 a divisor comes, where 0 lies within its reach. */
    function watch(divisor) {
      const seen = { low: Infinity, high: -Infinity, least: Infinity };
      watched.push(seen);
      steps.push((n) => {
        for (let i = 0; i < n; i++) {
          const v = divisor[i];
          if (v < seen.low) seen.low = v;
          if (v > seen.high) seen.high = v;
          const size = v < 0 ? -v : v;
          if (size < seen.least) seen.least = size;
        }
      });
    }
    return { steps, out: go(tree) };
  }

  /** Turns independent standard normal draws into correlated ones, for the inputs that say so. */
  function correlate(inputs, buffers, lower) {
    const members = lower ? lower.members : [];
    return (n) => {
      if (!members.length) return;
      const row = new Float64Array(members.length);
      for (let k = 0; k < n; k++) {
        members.forEach((m, i) => {
          row[i] = 0;
          for (let j = 0; j <= i; j++) {
            const other = inputs[members[j]];
            row[i] +=
              lower.matrix[i][j] * ((buffers[members[j]][k] - other.mu) / (other.sigma || 1));
          }
        });
        members.forEach((m, i) => {
          buffers[m][k] = inputs[m].mu + inputs[m].sigma * row[i];
        });
      }
    };
  }

  /**
   * @param {{tree, inputs, trials, seed, p, lower, digits}} job plain data; with `digits` it stops when
   *   the results are steady in so many significant digits, at the latest after `trials`
   * @param {(share: number) => void} [progress]
   * @returns {{y, u, low, high, short_low, short_high, minimum, maximum, histogram}|{error: {code, message}}}
   */
  function run(job, progress) {
    const generator = calc.random.generator(job.seed);
    const buffers = job.inputs.map(() => new Float64Array(BLOCK));
    const watched = [];
    const { steps, out } = compile(job.tree, job.inputs, buffers, watched);
    const mix = correlate(job.inputs, buffers, job.lower);
    const all = new Float64Array(job.trials);
    // JCGM 101, 7.9.4 b: a run has 10⁴ trials, or 100/(1−p) where that is more.
    const runLength = BLOCK * Math.max(1, Math.ceil(100 / (1 - job.p) / BLOCK - 1e-9));
    const enough = job.digits ? calc.montecarloSummary.steady(job.p, job.digits) : null;
    let drawn = 0;
    for (let done = 0, block = 0; done < job.trials; done += BLOCK, block++) {
      const n = Math.min(BLOCK, job.trials - done);
      job.inputs.forEach((input, k) => FILL[input.dist](buffers[k], n, generator, input));
      mix(n);
      for (const step of steps) step(n);
      all.set(n === BLOCK ? out : out.subarray(0, n), done);
      drawn = done + n;
      if (progress && block % 8 === 0) progress(drawn / job.trials);
      if (enough && drawn % runLength === 0 && enough(all.subarray(drawn - runLength, drawn)))
        break;
    }
    const pole = watched.some(
      (seen) =>
        (seen.low < 0 && seen.high > 0) || seen.least < 1e-3 * Math.max(seen.high, -seen.low)
    );
    if (pole) {
      return {
        error: {
          code: "no_finite_mean",
          message:
            "模型的除数在输入量的取值范围内会等于 0，结果没有有限的平均值，不能给出 y 和 u。请检查模型或缩小输入量的范围。",
        },
      };
    }
    return calc.montecarloSummary.summary(all.subarray(0, drawn), job.p);
  }

  calc.montecarlo = { run };
})((globalThis.labkb = globalThis.labkb || {}));
