/** Propagation of distributions (JCGM 101): a model tree run on arrays of draws, without any parser. */
(function self(labkb) {
  "use strict";
  const calc = labkb.core.calc;
  calc.workerSources.push(self);

  const BLOCK = 8192;
  const UNARY = {
    sqrt: Math.sqrt, exp: Math.exp, ln: Math.log, log10: Math.log10, sin: Math.sin, cos: Math.cos, tan: Math.tan,
    asin: Math.asin, acos: Math.acos, atan: Math.atan, sinh: Math.sinh, cosh: Math.cosh, tanh: Math.tanh, abs: Math.abs,
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
        out[i] = u < c ? d.a + width * Math.sqrt(u * c) : d.b - width * Math.sqrt((1 - u) * (1 - c));
      }
    },
    trapezoid(out, n, g, d) {
      const half = (d.b - d.a) / 2;
      for (let i = 0; i < n; i++) out[i] = d.a + half * ((1 + d.beta) * g.uniform() + (1 - d.beta) * g.uniform());
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
      for (let i = 0; i < n; i++) out[i] = d.mu + (d.sigma * g.normal()) / Math.sqrt((2 * g.gamma(d.nu / 2)) / d.nu);
    },
    exponential(out, n, g, d) {
      for (let i = 0; i < n; i++) out[i] = -d.mu * Math.log(g.uniform());
    },
    constant(out, n, g, d) {
      out.fill(d.mu, 0, n);
    },
  };

  const APPLY = {
    "+"(o, a, b, n) { for (let i = 0; i < n; i++) o[i] = a[i] + b[i]; },
    "-"(o, a, b, n) { for (let i = 0; i < n; i++) o[i] = a[i] - b[i]; },
    "*"(o, a, b, n) { for (let i = 0; i < n; i++) o[i] = a[i] * b[i]; },
    "/"(o, a, b, n) { for (let i = 0; i < n; i++) o[i] = a[i] / b[i]; },
    "^"(o, a, b, n) { for (let i = 0; i < n; i++) o[i] = a[i] ** b[i]; },
    min(o, a, b, n) { for (let i = 0; i < n; i++) o[i] = a[i] < b[i] ? a[i] : b[i]; },
    max(o, a, b, n) { for (let i = 0; i < n; i++) o[i] = a[i] > b[i] ? a[i] : b[i]; },
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
        steps.push((n) => { for (let i = 0; i < n; i++) out[i] = -a[i]; });
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
          steps.push((n) => { for (let i = 0; i < n; i++) out[i] = f(a[i]); });
        }
        return out;
      }
      const a = go(node.a);
      if (node.op === "^" && node.b.kind === "number" && Number(node.b.text) === 2) {
        steps.push((n) => { for (let i = 0; i < n; i++) out[i] = a[i] * a[i]; });
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
            row[i] += lower.matrix[i][j] * ((buffers[members[j]][k] - other.mu) / (other.sigma || 1));
          }
        });
        members.forEach((m, i) => { buffers[m][k] = inputs[m].mu + inputs[m].sigma * row[i]; });
      }
    };
  }

  /**
   * @param {{tree, inputs, trials, seed, p, lower}} job plain data
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
    for (let done = 0, block = 0; done < job.trials; done += BLOCK, block++) {
      const n = Math.min(BLOCK, job.trials - done);
      job.inputs.forEach((input, k) => FILL[input.dist](buffers[k], n, generator, input));
      mix(n);
      for (const step of steps) step(n);
      all.set(n === BLOCK ? out : out.subarray(0, n), done);
      if (progress && block % 8 === 0) progress(done / job.trials);
    }
    const pole = watched.some((seen) => (seen.low < 0 && seen.high > 0) || seen.least < 1e-3 * Math.max(seen.high, -seen.low));
    if (pole) {
      return { error: { code: "no_finite_mean", message: "模型的除数在输入量的取值范围内会等于 0，结果没有有限的平均值，不能给出 y 和 u。请检查模型或缩小输入量的范围。" } };
    }
    return summary(all, job.p);
  }

  function summary(drawn, p) {
    const count = drawn.length;
    let sum = 0;
    let least = Infinity;
    let most = -Infinity;
    for (let i = 0; i < count; i++) {
      const v = drawn[i];
      sum += v;
      if (v < least) least = v;
      if (v > most) most = v;
    }
    const y = sum / count;
    let squares = 0;
    for (let i = 0; i < count; i++) squares += (drawn[i] - y) * (drawn[i] - y);
    if (!Number.isFinite(squares)) {
      return { error: { code: "not_finite", message: "有些试验的模型值不是有限的数（如负数开方或取对数、除数为 0），请检查模型与输入量的范围。" } };
    }
    const all = sortedCopy(drawn, least, most);
    // JCGM 101, 7.7.2: q values lie inside, r below.
    const inside = p * count;
    const q = Math.min(count - 1, Number.isInteger(inside) ? inside : Math.floor(inside + 0.5));
    const r = Math.max(1, Math.floor((count - q + 1) / 2));
    let shortest = 0;
    for (let i = 1; i + q < count; i++) if (all[i + q] - all[i] < all[shortest + q] - all[shortest]) shortest = i;
    return {
      y, u: Math.sqrt(squares / (count - 1)), low: all[r - 1], high: all[Math.min(count - 1, r + q - 1)],
      short_low: all[shortest], short_high: all[shortest + q],
      minimum: least, maximum: most, trials: count, histogram: histogram(all, 60),
    };
  }

  /** Counts between the 0.05 % and 99.95 % points of sorted values. */
  function histogram(sorted, bins) {
    const low = sorted[Math.floor(0.0005 * (sorted.length - 1))];
    const high = sorted[Math.ceil(0.9995 * (sorted.length - 1))];
    const width = (high - low) / bins || 1;
    const counts = [];
    let from = firstAtLeast(sorted, low);
    for (let i = 1; i <= bins; i++) {
      const to = firstAtLeast(sorted, low + i * width);
      counts.push(to - from);
      from = to;
    }
    return { low, high, counts };
  }

  function firstAtLeast(sorted, value) {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle] < value) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /**
   * The values in rising order. Spread over as many buckets as values, then put in order within each:
   * several times faster than a general sort of a million numbers.
   */
  function sortedCopy(values, low, high) {
    const count = values.length;
    if (!(high > low) || count < 1000) return values.slice().sort();
    const buckets = Math.min(count, 1 << 18);
    const scale = (buckets - 1) / (high - low);
    const ends = new Int32Array(buckets + 1);
    for (let i = 0; i < count; i++) ends[((values[i] - low) * scale) | 0] += 1;
    for (let b = 0, sum = 0; b <= buckets; b++) {
      const held = ends[b];
      ends[b] = sum;
      sum += held;
    }
    const out = new Float64Array(count);
    for (let i = 0; i < count; i++) out[ends[((values[i] - low) * scale) | 0]++] = values[i];
    for (let b = 0, from = 0; b < buckets; b++) {
      const to = ends[b];
      if (to - from > 64) out.subarray(from, to).sort();
      else if (to - from > 1) insertionSort(out, from, to);
      from = to;
    }
    return out;
  }

  function insertionSort(out, from, to) {
    for (let i = from + 1; i < to; i++) {
      const value = out[i];
      let j = i - 1;
      for (; j >= from && out[j] > value; j--) out[j + 1] = out[j];
      out[j + 1] = value;
    }
  }

  calc.montecarlo = { run };
})((globalThis.labkb = globalThis.labkb || {}));
