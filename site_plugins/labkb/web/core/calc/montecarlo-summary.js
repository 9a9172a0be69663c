/** What a million values say: mean, deviation, coverage intervals (JCGM 101, 7.6 and 7.7), histogram. */
(function self(labkb) {
  "use strict";
  const calc = labkb.core.calc;
  calc.workerSources.push(self);

  /** @param {Float64Array} drawn @param {number} p coverage probability */
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
      return {
        error: {
          code: "not_finite",
          message:
            "有些试验的模型值不是有限的数（如负数开方或取对数、除数为 0），请检查模型与输入量的范围。",
        },
      };
    }
    const all = sortedCopy(drawn, least, most);
    // JCGM 101, 7.7.2: q values lie inside, r below.
    const inside = p * count;
    const q = Math.min(count - 1, Number.isInteger(inside) ? inside : Math.floor(inside + 0.5));
    const r = Math.max(1, Math.floor((count - q + 1) / 2));
    let shortest = 0;
    for (let i = 1; i + q < count; i++)
      if (all[i + q] - all[i] < all[shortest + q] - all[shortest]) shortest = i;
    return {
      y,
      u: Math.sqrt(squares / (count - 1)),
      low: all[r - 1],
      high: all[Math.min(count - 1, r + q - 1)],
      short_low: all[shortest],
      short_high: all[shortest + q],
      minimum: least,
      maximum: most,
      trials: count,
      histogram: histogram(all, 60),
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

  const RESULTS = ["y", "u", "low", "high"];

  /**
   * The stopping rule of JCGM 101, 7.9.4: a function that is told each run of trials, and says
   * when two standard deviations of every averaged result lie within the numerical tolerance.
   */
  function steady(p, digits) {
    const runs = [];
    return (trials) => {
      const result = summary(trials, p);
      if (result.error) return true;
      runs.push(result);
      const count = runs.length;
      if (count < 2) return false;
      const mean = (name) => runs.reduce((sum, one) => sum + one[name], 0) / count;
      const u = mean("u");
      if (!(u > 0)) return true;
      const tolerance = 0.5 * 10 ** (Math.floor(Math.log10(u)) - digits + 1);
      return RESULTS.every((name) => {
        const centre = mean(name);
        const squares = runs.reduce((sum, one) => sum + (one[name] - centre) ** 2, 0);
        return 2 * Math.sqrt(squares / (count * (count - 1))) <= tolerance;
      });
    };
  }

  calc.montecarloSummary = { summary, steady };
})((globalThis.labkb = globalThis.labkb || {}));
