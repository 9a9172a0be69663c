/** Where things are: keys in shards, records in blocks, documents and kinds by ordinal. */
(function (labkb) {
  "use strict";
  const core = (labkb.core = labkb.core || {});
  const search = (core.search = core.search || {});

  /** The version of the index format that this code reads. */
  const FORMAT = 1;

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

  /** Order of code points, as Python sorts; UTF-16 order differs above U+FFFF. */
  function byCodePoint(a, b) {
    const left = Array.from(a);
    const right = Array.from(b);
    for (let i = 0; i < left.length && i < right.length; i++) {
      const gap = left[i].codePointAt(0) - right[i].codePointAt(0);
      if (gap) return gap;
    }
    return left.length - right.length;
  }

  /** @param {object} data the directory as `labkb/index/shards.py` writes it */
  function Directory(data) {
    this.size = data.records;
    this.firsts = data.shards ? data.shards.split(" ") : [];
    this.words = data.words.split(" ");
    this.classes = data.classes.map((pair) => ({ kind: pair[0], status: pair[1] }));
    this.ranks = data.ranks;
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
  }

  /** The unit (document) of a record. */
  Directory.prototype.unitOf = function (ordinal) {
    return lastNotAbove(this.starts, ordinal, numeric);
  };

  /** The block of a record and its place inside. */
  Directory.prototype.placeOf = function (ordinal) {
    const block = lastNotAbove(this.blocks, ordinal, numeric);
    return { block: block, row: ordinal - this.blocks[block] };
  };

  /** The shards that can hold a key, or for one character all keys that begin with it. */
  Directory.prototype.shardsOf = function (key) {
    const from = Math.max(0, lastNotAbove(this.firsts, key, byCodePoint));
    if (Array.from(key).length > 1 || !this.firsts.length) return this.firsts.length ? [from] : [];
    const above = String.fromCodePoint(key.codePointAt(0) + 1);
    const to = lastNotAbove(this.firsts, above, byCodePoint);
    const shards = [];
    for (let shard = from; shard <= Math.max(from, to); shard++) shards.push(shard);
    return shards;
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
