/** How strongly each record speaks of a term: BM25F levels of its pairs, summed as words. */
(function (labkb) {
  "use strict";
  const core = (labkb.core = labkb.core || {});
  const search = (core.search = core.search || {});

  /** Strengths behind the levels (labkb/index/levels.py), saturated. */
  const SATURATED = [0.25, 0.5, 1, 2, 4, 8].map((strength) => strength / (strength + 1.2));
  const PART = 0.35;

  const WHOLE = 1;
  const CALLED = 2;

  /** Room for one term at a time: dense by ordinal, emptied through the list of what was touched. */
  function Room(size) {
    this.values = new Float32Array(size);
    this.flags = new Uint8Array(size);
    this.list = [];
    this.counts = new Uint8Array(size);
    this.sums = new Float32Array(size);
  }
  Room.prototype.empty = function () {
    for (const ordinal of this.list) this.values[ordinal] = this.flags[ordinal] = 0;
    this.list = [];
  };
  Room.prototype.put = function (ordinal, value, flag) {
    if (!this.values[ordinal]) this.list.push(ordinal);
    if (value > this.values[ordinal]) this.values[ordinal] = value;
    this.flags[ordinal] |= flag;
  };

  /** Puts the records in that hold all keys, or most of them. */
  function gather(room, variant, index) {
    const lists = Array.from(new Set(variant.keys), (key) => index.postings(key));
    const whole = (variant.loose ? 0 : WHOLE) | (variant.exact ? CALLED : 0);
    const factor = variant.factor;
    if (lists.length === 1) {
      const ordinals = lists[0].ordinals;
      const levels = lists[0].levels;
      for (let i = 0; i < ordinals.length; i++) room.put(ordinals[i], SATURATED[levels[i]] * factor, whole);
      return;
    }
    const need = lists.length;
    const enough = variant.all ? need : need > 2 ? Math.max(2, Math.ceil(need * 0.5)) : need;
    lists.sort((a, b) => a.ordinals.length - b.ordinals.length);
    const counts = room.counts;
    const sums = room.sums;
    const touched = [];
    lists.forEach((list, place) => {
      const late = place > need - enough;
      const ordinals = list.ordinals;
      for (let i = 0; i < ordinals.length; i++) {
        const ordinal = ordinals[i];
        if (counts[ordinal] === 0) {
          if (late) continue;
          touched.push(ordinal);
        }
        counts[ordinal]++;
        sums[ordinal] += SATURATED[list.levels[i]];
      }
    });
    for (const ordinal of touched) {
      const count = counts[ordinal];
      if (count >= enough) {
        const mean = (sums[ordinal] / count) * factor;
        if (count === need) room.put(ordinal, mean, whole);
        else room.put(ordinal, mean * PART * (count / need) * (count / need), 0);
      }
      counts[ordinal] = sums[ordinal] = 0;
    }
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
   * The best of a term's variants for every record and document; the room is full until emptied.
   * @param {{variants: {keys: string[], factor: number}[]}} term
   */
  function ofTerm(term, index) {
    const room = index.room || (index.room = new Room(index.size));
    const units = new Map();
    for (const variant of term.variants) {
      gather(room, variant, index);
      for (const [unit, level] of unitsOf(variant.keys, index)) {
        const value = SATURATED[level] * variant.factor;
        if (!(units.get(unit) >= value)) units.set(unit, value);
      }
    }
    let full = 0;
    for (const ordinal of room.list) full += room.flags[ordinal] & WHOLE;
    return { room: room, units: units, full: full };
  }

  search.ofTerm = ofTerm;
})((globalThis.labkb = globalThis.labkb || {}));
