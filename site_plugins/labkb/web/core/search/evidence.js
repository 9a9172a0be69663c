/** How strongly each record speaks of a term: BM25F levels of its pairs, summed as words. */
(function (labkb) {
  "use strict";
  const core = (labkb.core = labkb.core || {});
  const search = (core.search = core.search || {});

  /** Strengths behind the levels (labkb/index/levels.py), saturated. */
  const SATURATED = [0.25, 0.5, 1, 2, 4, 8].map((strength) => strength / (strength + 1.2));
  const PART = 0.35;

  /**
   * Records that hold all pairs of a run, or most of them.
   * @param {string[]} keys @returns {{ordinals: Uint32Array, values: Float32Array, whole: Uint8Array}}
   */
  function ofKeys(keys, index) {
    const unique = Array.from(new Set(keys));
    const lists = unique.map((key) => index.postings(key));
    if (lists.length === 1) {
      const only = lists[0];
      return {
        ordinals: only.ordinals,
        values: Float32Array.from(only.levels, (level) => SATURATED[level]),
        whole: new Uint8Array(only.ordinals.length).fill(1),
      };
    }
    const need = lists.length;
    const counts = index.scratch();
    const sums = index.scratchSums();
    const touched = [];
    for (const list of lists) {
      const ordinals = list.ordinals;
      for (let i = 0; i < ordinals.length; i++) {
        const ordinal = ordinals[i];
        if (counts[ordinal]++ === 0) touched.push(ordinal);
        sums[ordinal] += SATURATED[list.levels[i]];
      }
    }
    const enough = need > 2 ? Math.max(2, Math.ceil(need * 0.5)) : need;
    const kept = [];
    for (const ordinal of touched) if (counts[ordinal] >= enough) kept.push(ordinal);
    kept.sort((a, b) => a - b);
    const values = new Float32Array(kept.length);
    const whole = new Uint8Array(kept.length);
    kept.forEach((ordinal, i) => {
      const share = counts[ordinal] / need;
      const mean = sums[ordinal] / counts[ordinal];
      whole[i] = share === 1 ? 1 : 0;
      values[i] = share === 1 ? mean : mean * PART * share * share;
    });
    for (const ordinal of touched) counts[ordinal] = sums[ordinal] = 0;
    return { ordinals: Uint32Array.from(kept), values: values, whole: whole };
  }

  /** Documents whose names hold all keys, with the level of the least. */
  function unitsOf(keys, index) {
    let found = null;
    for (const key of new Set(keys)) {
      const names = index.names(key);
      const here = new Map();
      names.units.forEach((unit, i) => {
        const level = names.levels[i];
        if (!found) here.set(unit, level);
        else if (found.has(unit)) here.set(unit, Math.min(level, found.get(unit)));
      });
      found = here;
      if (!found.size) break;
    }
    return found || new Map();
  }

  /**
   * The best of a term's variants for every record and document.
   * @param {{variants: {keys: string[], factor: number}[]}} term
   */
  function ofTerm(term, index) {
    const best = new Map();
    const units = new Map();
    for (const variant of term.variants) {
      const found = ofKeys(variant.keys, index);
      for (let i = 0; i < found.ordinals.length; i++) {
        const ordinal = found.ordinals[i];
        const value = found.values[i] * variant.factor;
        const whole = found.whole[i] === 1 && !variant.loose;
        const held = best.get(ordinal);
        if (!held) best.set(ordinal, { value: value, whole: whole, exact: Boolean(variant.exact) });
        else {
          held.whole = held.whole || whole;
          held.exact = held.exact || Boolean(variant.exact);
          if (value > held.value) held.value = value;
        }
      }
      for (const [unit, level] of unitsOf(variant.keys, index)) {
        const value = SATURATED[level] * variant.factor;
        if (!(units.get(unit) >= value)) units.set(unit, value);
      }
    }
    let full = 0;
    for (const held of best.values()) if (held.whole) full++;
    return { records: best, units: units, full: full };
  }

  search.ofTerm = ofTerm;
})((globalThis.labkb = globalThis.labkb || {}));
