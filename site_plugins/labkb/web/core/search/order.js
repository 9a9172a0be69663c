/** Hits by their keys, greatest first; no more of them are sorted than somebody asks for. */
(function (labkb) {
  "use strict";
  const core = (labkb.core = labkb.core || {});
  const search = (core.search = core.search || {});

  const SCALE = 1e4;
  const RANKS = 10;

  /** Room for the keys of all records, used again by the next query. @param {number} size */
  function Order(size) {
    this.size = size;
    this.held = new Float64Array(size);
    this.length = 0;
    this.sorted = 0;
  }
  Order.prototype.clear = function () {
    this.length = this.sorted = 0;
  };

  /** One number that sorts by score, then by the newer document, then by place. */
  Order.prototype.put = function (ordinal, score, rank) {
    this.held[this.length++] = (Math.round(score * SCALE) * RANKS + rank) * this.size + (this.size - 1 - ordinal);
  };

  const ordinalOf = (key, size) => size - 1 - (key % size);

  /** The ordinals from one place to another. @returns {number[]} */
  Order.prototype.slice = function (from, to) {
    const end = Math.min(to, this.length);
    if (from >= end) return [];
    if (end > this.sorted) this.sort(end);
    const found = [];
    for (let place = from; place < end; place++) found.push(ordinalOf(this.held[this.length - 1 - place], this.size));
    return found;
  };

  /** Calls with every ordinal, in no order. */
  Order.prototype.forEach = function (call) {
    for (let i = 0; i < this.length; i++) call(ordinalOf(this.held[i], this.size));
  };

  /** All ordinals in order. @returns {Uint32Array} */
  Order.prototype.all = function () {
    return Uint32Array.from(this.slice(0, this.length));
  };

  /** Puts the greatest keys in order at the end. */
  Order.prototype.sort = function (most) {
    const keys = this.held.subarray(0, this.length);
    const from = most * 4 < this.length ? this.length - most : 0;
    if (from) gatherGreatest(keys, from);
    keys.subarray(from).sort();
    this.sorted = this.length - from;
  };

  /** Moves keys so that none before a place is greater than one after it. */
  function gatherGreatest(keys, place) {
    let low = 0;
    let high = keys.length - 1;
    while (low < high) {
      const pivot = keys[(low + high) >> 1];
      let left = low;
      let right = high;
      while (left <= right) {
        while (keys[left] < pivot) left++;
        while (keys[right] > pivot) right--;
        if (left > right) break;
        const moved = keys[left];
        keys[left++] = keys[right];
        keys[right--] = moved;
      }
      if (place <= right) high = right;
      else if (place >= left) low = left;
      else return;
    }
  }

  /**
   * For every kind its best hits.
   * @param {(ordinal: number) => number} kindOf @param {number} most
   * @returns {Map<number, number[]>} ordinals, best first
   */
  Order.prototype.bestOf = function (kindOf, most) {
    const found = new Map();
    for (let i = 0; i < this.length; i++) {
      const key = this.held[i];
      const kind = kindOf(ordinalOf(key, this.size));
      let best = found.get(kind);
      if (!best) found.set(kind, (best = []));
      if (best.length === most && key <= best[most - 1]) continue;
      let at = best.length === most ? most - 1 : best.length;
      for (; at > 0 && best[at - 1] < key; at--) best[at] = best[at - 1];
      best[at] = key;
    }
    for (const [kind, best] of found) found.set(kind, best.map((key) => ordinalOf(key, this.size)));
    return found;
  };

  search.Order = Order;
})((globalThis.labkb = globalThis.labkb || {}));
