/** What is known of the index so far: lines by key, rows by ordinal, letters. */
(function (labkb) {
  "use strict";
  const core = (labkb.core = labkb.core || {});
  const search = (core.search = core.search || {});
  const NOTHING = { ordinals: new Uint32Array(0), levels: new Uint8Array(0) };
  const NO_NAMES = { units: [], levels: [] };
  const NO_ENTRIES = [];
  const MOST_POSTINGS = 1500000;

  /** @param {object} data the directory script's data */
  function Index(data) {
    this.directory = new search.Directory(data);
    this.size = this.directory.size;
    this.lines = new Map();
    this.stored = new search.Rows(this.directory);
    this.letters = null;
    this.simplified = null;
    this.documents = null;
    this.titles = null;
    this.decoded = new Map();
    this.held = 0;
    this.room = null;
    this.sheet = null;
  }

  /** Takes lines in. */
  Index.prototype.learn = function (lines) {
    for (const [key, line] of lines) this.lines.set(key, line);
  };

  /** Forgets all lines and what was made of them. */
  Index.prototype.forget = function () {
    this.lines.clear();
    this.decoded.clear();
    this.held = 0;
  };

  /** A line's sections, cut once. */
  Index.prototype.section = function (key, number) {
    const line = this.lines.get(key);
    if (!line) return "";
    if (typeof line !== "string") return line.sections[number] || "";
    const sections = line.split("!");
    this.lines.set(key, { sections: sections, names: null, entries: null });
    return sections[number] || "";
  };

  /** Words of the collection that begin with a key, see `entriesOf`. */
  Index.prototype.entries = function (key) {
    const text = this.section(key, 2);
    if (!text) return NO_ENTRIES;
    const line = this.lines.get(key);
    return line.entries || (line.entries = search.entriesOf(text));
  };

  /** Documents whose names hold a key. */
  Index.prototype.names = function (key) {
    const text = this.section(key, 1);
    if (!text) return NO_NAMES;
    const line = this.lines.get(key);
    return line.names || (line.names = search.codec.names(text));
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

  search.Index = Index;
})((globalThis.labkb = globalThis.labkb || {}));
