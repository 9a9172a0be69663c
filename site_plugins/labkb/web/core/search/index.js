/** What is known of the index so far: lines by key, rows by ordinal, letters. */
(function (labkb) {
  "use strict";
  const core = (labkb.core = labkb.core || {});
  const search = (core.search = core.search || {});
  const NOTHING = { ordinals: new Uint32Array(0), levels: new Uint8Array(0) };
  const NO_NAMES = { units: [], levels: [] };
  const MOST_POSTINGS = 1500000;

  /** @param {object} data the directory script's data */
  function Index(data) {
    this.directory = new search.Directory(data);
    this.size = this.directory.size;
    this.lines = new Map();
    this.rows = new Map();
    this.letters = null;
    this.simplified = null;
    this.decoded = new Map();
    this.held = 0;
    this.room = null;
  }

  /** Takes lines in. */
  Index.prototype.learn = function (lines) {
    for (const [key, line] of lines) this.lines.set(key, line);
  };
  Index.prototype.section = function (key, number) {
    const line = this.lines.get(key);
    return line ? line.split("!")[number] || "" : "";
  };
  Index.prototype.words = function (key) {
    return this.section(key, 2);
  };
  Index.prototype.names = function (key) {
    const text = this.section(key, 1);
    return text ? search.codec.names(text) : NO_NAMES;
  };

  /** Records of a key; of one character, of all pairs that begin with it. */
  Index.prototype.postings = function (key) {
    const kept = this.decoded.get(key);
    if (kept) return kept;
    const found = Array.from(key).length === 1 ? this.ofCharacter(key) : this.ofPair(key);
    if (this.held > MOST_POSTINGS) {
      this.decoded.clear();
      this.held = 0;
    }
    this.decoded.set(key, found);
    this.held += found.ordinals.length;
    return found;
  };
  Index.prototype.ofPair = function (key) {
    const text = this.section(key, 0);
    return text ? search.codec.postings(text, this.directory.starts) : NOTHING;
  };
  Index.prototype.ofCharacter = function (char) {
    const levels = new Uint8Array(this.size);
    let count = 0;
    for (const key of this.lines.keys()) {
      if (!key.startsWith(char) || "#@&*-".includes(char)) continue;
      const list = this.ofPair(key);
      for (let i = 0; i < list.ordinals.length; i++) {
        const ordinal = list.ordinals[i];
        if (!levels[ordinal]) count++;
        if (levels[ordinal] <= list.levels[i]) levels[ordinal] = list.levels[i] + 1;
      }
    }
    const found = { ordinals: new Uint32Array(count), levels: new Uint8Array(count) };
    let at = 0;
    for (let ordinal = 0; at < count; ordinal++) {
      if (levels[ordinal]) {
        found.ordinals[at] = ordinal;
        found.levels[at++] = levels[ordinal] - 1;
      }
    }
    return found;
  };

  /** In how many records a key occurs. */
  Index.prototype.count = function (key) {
    return this.postings(key).ordinals.length;
  };
  Index.prototype.has = function (key) {
    return this.section(key, 0) !== "" || this.section(key, 1) !== "";
  };

  /** A block's data into rows: `labkb/index/unit.py` tells the form. */
  Index.prototype.learnBlock = function (number, data) {
    let ordinal = this.directory.blocks[number];
    let context = "";
    for (const row of data.rows) {
      const path = row[1];
      if (row[4] !== 0) context = row[4] || "";
      const body = this.spell(row[5] || "");
      this.rows.set(ordinal++, {
        id: row[0] === 0 ? data.document + ":" + path : row[0],
        url: data.url + path,
        number: row[2] || "",
        title: row[3] === 0 ? row[2] : row[3] === 1 ? beginningOf(body) : row[3],
        context: context,
        body: body,
        original: row[6] || "",
        document: data.document,
        documentTitle: data.title,
      });
    }
  };

  /** What stands for a text where a heading is wanted, as in `labkb/model/document.py`. */
  function beginningOf(text) {
    const chars = Array.from(text.slice(0, 50));
    return chars.length <= 24 ? text : chars.slice(0, 23).join("") + "…";
  }

  const SHORT_FROM = 0x100;
  Index.prototype.spell = function (text) {
    const words = this.directory.words;
    return text.replace(/[\u0100-\u02ff]/g, (char) => words[char.charCodeAt(0) - SHORT_FROM] || char);
  };

  search.Index = Index;
})((globalThis.labkb = globalThis.labkb || {}));
