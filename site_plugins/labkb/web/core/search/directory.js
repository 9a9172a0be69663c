/** Where things are: keys in shards, records in blocks, documents and kinds by ordinal. */
(function (labkb) {
  "use strict";
  const core = (labkb.core = labkb.core || {});
  const search = (core.search = core.search || {});

  /** The version of the index format that this code reads. */
  const FORMAT = 3;

  /** The last place of a sorted list whose value is not above the one sought; -1 for none. */
  function lastNotAbove(values, sought, compare) {
    let low = 0;
    let high = values.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (compare(values[middle], sought) <= 0) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }
  const numeric = (a, b) => a - b;

  /** @param {object} data the directory as `labkb/index/shards.py` writes it */
  function Directory(data) {
    this.size = data.records;
    this.firsts = [];
    this.counts = [];
    this.shards = [0];
    const groups = search.codec.numbers(data.groups);
    for (let i = 0; i < groups.length; i += 2) {
      this.firsts.push((this.firsts[this.firsts.length - 1] || 0) + groups[i]);
      this.counts.push(groups[i + 1]);
      this.shards.push(this.shards[this.shards.length - 1] + groups[i + 1]);
    }
    this.words = data.words.split(" ");
    this.classes = data.classes.map((pair) => ({ kind: pair[0], status: pair[1] }));
    this.ranks = Uint8Array.from(data.ranks, Number);
    const numbers = search.codec.numbers(data.sizes);
    const starts = [0];
    const blocks = [];
    this.classOf = new Uint8Array(data.records);
    let at = 0;
    let ordinal = 0;
    while (at < numbers.length) {
      let inside = ordinal;
      for (let runs = numbers[at++]; runs > 0; runs--) {
        const kind = numbers[at++];
        for (let left = numbers[at++]; left > 0; left--) this.classOf[inside++] = kind;
      }
      for (let left = numbers[at++]; left > 0; left--) {
        blocks.push(ordinal);
        ordinal += numbers[at++];
      }
      starts.push(ordinal);
    }
    this.starts = Uint32Array.from(starts);
    this.blocks = Uint32Array.from(blocks);
    this.units = new Uint32Array(data.records);
    for (let unit = 0; unit + 1 < starts.length; unit++) this.units.fill(unit, starts[unit], starts[unit + 1]);
  }

  /** The unit (document) of a record. */
  Directory.prototype.unitOf = function (ordinal) {
    return this.units[ordinal];
  };

  /** How new the document of a record is, 0 to 9. */
  Directory.prototype.rankOf = function (ordinal) {
    return this.ranks[this.units[ordinal]];
  };

  /** The block of a record and its place inside. */
  Directory.prototype.placeOf = function (ordinal) {
    const block = lastNotAbove(this.blocks, ordinal, numeric);
    return { block: block, row: ordinal - this.blocks[block] };
  };

  /** What decides on the group and on the shard of a key (`place_of` in shards.py). */
  function placeOf(key) {
    const first = key[0];
    if ((first === "&" || first === "@") && key.length > 1) {
      const chars = Array.from(key);
      return [chars[1], chars[2] || ""];
    }
    if (first === "*") return [first, key.split(".")[0]];
    if (first === "-") return [first, key.slice(0, 3)];
    const char = String.fromCodePoint(key.codePointAt(0));
    return [char, key.slice(char.length)];
  }

  function spread(text, shards) {
    let value = 0;
    for (const char of text) value = (value * 31 + char.codePointAt(0)) % 65521;
    return value % shards;
  }

  /** The shards that can hold a key, or for one character all keys that begin with it. */
  Directory.prototype.shardsOf = function (key) {
    const place = placeOf(key);
    const group = lastNotAbove(this.firsts, place[0].codePointAt(0), numeric);
    if (group < 0) return [];
    const base = this.shards[group];
    const count = this.counts[group];
    if (count === 1) return [base];
    if (this.firsts[group] !== place[0].codePointAt(0)) return [];
    if (place[1]) return [base + spread(place[1], count)];
    return Array.from({ length: count }, (_, i) => base + i);
  };

  /** @param {string} text a shard @returns {Map<string, string>} sections by key */
  function linesOf(text) {
    const lines = new Map();
    let above = "";
    if (typeof text !== "string") return lines;
    for (const line of text.split(" ")) {
      const end = line.indexOf("!");
      if (end < 0) continue;
      let key = line.slice(0, end);
      if (key[0] === "'") key = above + key.slice(1);
      else above = String.fromCodePoint(key.codePointAt(0));
      lines.set(key, line.slice(end + 1));
    }
    return lines;
  }

  search.FORMAT = FORMAT;
  search.Directory = Directory;
  search.linesOf = linesOf;
})((globalThis.labkb = globalThis.labkb || {}));
