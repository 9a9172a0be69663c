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
    this.list = new Uint32Array(size);
    this.length = 0;
    this.counts = new Uint8Array(size);
    this.sums = new Float32Array(size);
    this.touched = new Uint32Array(size);
  }
  Room.prototype.empty = function () {
    for (let i = 0; i < this.length; i++) this.values[this.list[i]] = this.flags[this.list[i]] = 0;
    this.length = 0;
  };
  Room.prototype.put = function (ordinal, value, flag) {
    if (!this.values[ordinal]) this.list[this.length++] = ordinal;
    if (value > this.values[ordinal]) this.values[ordinal] = value;
    this.flags[ordinal] |= flag;
  };

  /** Puts the records in that hold all keys, or most of them. */
  function gather(room, variant, index) {
    const lists = Array.from(new Set(variant.keys), (key) => index.postings(key));
    const whole = (variant.loose ? 0 : WHOLE) | (variant.exact ? CALLED : 0);
    const need = lists.length;
    const enough = variant.all ? need : need > 2 ? Math.max(2, Math.ceil(need * 0.5)) : need;
    lists.sort((a, b) => a.ordinals.length - b.ordinals.length);
    if (need === 1) one(room, lists[0], variant.factor, whole);
    else if (lists[need - enough].ordinals.length) several(room, lists, enough, variant.factor, whole);
  }

  function one(room, list, factor, whole) {
    const ordinals = list.ordinals;
    const levels = list.levels;
    for (let i = 0; i < ordinals.length; i++) room.put(ordinals[i], SATURATED[levels[i]] * factor, whole);
  }

  function several(room, lists, enough, factor, whole) {
    const need = lists.length;
    const counts = room.counts;
    const sums = room.sums;
    const touched = room.touched;
    let length = 0;
    for (let place = 0; place < need; place++) {
      const late = place > need - enough;
      const ordinals = lists[place].ordinals;
      const levels = lists[place].levels;
      for (let i = 0; i < ordinals.length; i++) {
        const ordinal = ordinals[i];
        if (counts[ordinal] === 0) {
          if (late) continue;
          touched[length++] = ordinal;
        }
        counts[ordinal]++;
        sums[ordinal] += SATURATED[levels[i]];
      }
    }
    for (let i = 0; i < length; i++) {
      const ordinal = touched[i];
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
      for (let i = 0; i < names.units.length; i++) {
        const unit = names.units[i];
        const level = names.levels[i];
        if (!found) here.set(unit, level);
        else if (found.has(unit)) here.set(unit, Math.min(level, found.get(unit)));
      }
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
    for (let i = 0; i < room.length; i++) full += room.flags[room.list[i]] & WHOLE;
    return { room: room, units: units, full: full };
  }

  search.ofTerm = ofTerm;
})((globalThis.labkb = globalThis.labkb || {}));
