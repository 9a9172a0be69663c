/** The order an expert would give: numbers and codes, all words, some words; then BM25F. */
(function (labkb) {
  "use strict";
  const core = (labkb.core = labkb.core || {});
  const search = (core.search = core.search || {});

  const INHERITED = 0.55;
  /** Above this a document is called by its very name or code. */
  const EXACT = 0.9;
  /** A record is called by its name when this share of the query is the name. */
  const CALLED = 0.75;
  const NUMBER_WEIGHT = 9;
  const WANTED = 0.55;
  const ASKED_WANTED = 0.4;
  const KINDS = {
    clause: 1, requirement: 0.95, document: 0.96, term: 0.94, organization: 0.92, person: 0.97, responsibility: 0.97,
    reference: 0.86, fact: 0.84, change: 0.75, crosswalk: 0.75, checklist: 0.72, check_item: 0.7, calculator: 0.85,
    calculator_page: 0.85, course: 0.72, lesson: 0.7, question: 0.62, material: 0.72, section: 0.75,
  };
  /** Who asks wants the rule, not the word. */
  const ASKED = { term: 0.86, reference: 0.86, fact: 0.88, calculator_page: 0.86 };
  /** A question need not stand in the text word by word. */
  const ASKED_PHRASE = 4;
  const SEVERAL_PHRASES = 6;
  /** Made from clauses: who asks wants the clause, even where these repeat the question. */
  const DERIVED = new Set(["check_item", "question", "lesson", "crosswalk", "change", "checklist", "course", "material"]);
  const OLD = { superseded: 0.7, withdrawn: 0.7 };

  /** Rarity of what occurs in some of all records. */
  function rarity(some, all) {
    return Math.log(1 + (all - some + 0.5) / (some + 0.5));
  }

  /** Sums by ordinal, kept from query to query and emptied through the list of what was touched. */
  function Sheet(index) {
    const size = index.size;
    this.scores = new Float32Array(size);
    this.cover = new Float32Array(size);
    this.own = new Float32Array(size);
    this.exact = new Float32Array(size);
    this.phrases = new Uint8Array(size);
    this.masks = new Uint32Array(size);
    this.seen = new Uint8Array(size);
    this.list = new Uint32Array(size);
    this.length = 0;
    this.units = new Array(index.directory.starts.length).fill(null);
    this.named = [];
    this.order = new search.Order(size);
  }
  Sheet.prototype.empty = function () {
    for (let i = 0; i < this.length; i++) {
      const ordinal = this.list[i];
      this.scores[ordinal] = this.cover[ordinal] = this.own[ordinal] = this.exact[ordinal] = 0;
      this.phrases[ordinal] = this.masks[ordinal] = this.seen[ordinal] = 0;
    }
    this.length = 0;
    for (const unit of this.named) this.units[unit] = null;
    this.named = [];
    this.order.clear();
  };
  Sheet.prototype.touch = function (ordinal) {
    if (this.seen[ordinal]) return;
    this.seen[ordinal] = 1;
    this.list[this.length++] = ordinal;
  };

  /**
   * @param {object[]} terms with `variants`, `number`, `soft`, `link`, `phrase`
   * @returns {{order: object, scores: Float32Array, classes: Map<number, number>}} good until the next query
   */
  function rank(terms, index, options) {
    const sheet = index.sheet || (index.sheet = new Sheet(index));
    sheet.empty();
    const phrases = terms.filter((term) => term.phrase);
    const sums = {
      wanted: phrases.length, phrase: phrases.some((term) => term.phrase === "whole") ? 160 : phrases.length === 1 && options.runs === 1 ? 12 : SEVERAL_PHRASES,
      all: 0, content: 0, best: 0,
    };
    let bit = 1;
    for (const term of terms) {
      if (take(term, bit, sheet, sums, index)) bit = bit << 1 || 0x80000000;
    }
    inherit(sheet, sums, index.directory);
    return ordered(sheet, sums, index.directory, options);
  }

  /** Adds what the records and documents have of a term. @returns {boolean} whether any has it */
  function take(term, bit, sheet, sums, index) {
    const found = search.ofTerm(term, index);
    const room = found.room;
    const starts = index.directory.starts;
    const counts = !term.soft && !term.link;
    let reached = found.full;
    for (const unit of found.units.keys()) reached += Math.min(20, starts[unit + 1] - starts[unit]);
    if (!reached && !room.length) return false;
    const weight = (term.number ? NUMBER_WEIGHT : Math.max(0.4, rarity(reached, index.size))) * (term.factor || 1);
    if (counts && reached) {
      sums.all += weight;
      if (!term.number) sums.content += weight;
    }
    for (let i = 0; i < room.length; i++) {
      const ordinal = room.list[i];
      sheet.touch(ordinal);
      sheet.scores[ordinal] += weight * room.values[ordinal];
      const flags = room.flags[ordinal];
      if (term.phrase && flags & 1) sheet.phrases[ordinal]++;
      if (!counts) continue;
      if (flags & 2) sheet.exact[ordinal] += weight;
      if (flags & 1) {
        sheet.cover[ordinal] += weight;
        if (!term.number) sheet.own[ordinal] += weight;
        sheet.masks[ordinal] |= bit;
      }
    }
    room.empty();
    for (const [unit, value] of found.units) {
      let held = sheet.units[unit];
      if (!held) {
        sheet.named.push(unit);
        sheet.units[unit] = held = { cover: 0, parts: [] };
      }
      if (counts) held.cover += weight;
      const named = value > EXACT;
      held.parts.push({ bit: bit, gain: weight * value * (named ? 1 : INHERITED), weight: counts ? weight : 0, named: named });
    }
    return true;
  }

  /** Gives records what the names of their documents have of the terms. */
  function inherit(sheet, sums, directory) {
    const isDerived = directory.classes.map((one) => DERIVED.has(one.kind));
    let derived = 0;
    for (const unit of sheet.named) {
      if (sheet.units[unit].cover < WANTED * sums.all) continue;
      for (let ordinal = directory.starts[unit]; ordinal < directory.starts[unit + 1]; ordinal++) sheet.touch(ordinal);
    }
    for (let i = 0; i < sheet.length; i++) {
      const ordinal = sheet.list[i];
      const held = sheet.units[directory.unitOf(ordinal)];
      if (held) {
        for (const part of held.parts) {
          const already = sheet.masks[ordinal] & part.bit;
          sheet.scores[ordinal] += already && !part.named ? part.gain * 0.7 : part.gain;
          if (!already) sheet.cover[ordinal] += part.weight;
        }
      }
      const cover = sheet.cover[ordinal];
      if (isDerived[directory.classOf[ordinal]]) derived = Math.max(derived, cover);
      else if (cover > sums.best) sums.best = cover;
    }
    // What is made from clauses joins words that stand in several of them: these are wanted as well.
    if (!sums.best) sums.best = derived;
  }

  function ordered(sheet, sums, directory, options) {
    const full = sums.all * 0.999;
    const phrase = options.asks ? Math.min(ASKED_PHRASE, sums.phrase) : sums.phrase;
    const counts = new Uint32Array(directory.classes.length);
    const priors = directory.classes.map(
      (one) => (KINDS[one.kind] || 0.8) * (OLD[one.status] || 1) * (options.asks ? ASKED[one.kind] || 1 : 1)
    );
    const wanted = options.asks ? ASKED_WANTED : WANTED;
    // Who asks what a word means does not look for the chapter of that name.
    const isCalled = directory.classes.map((one) => !options.asks && !(options.defines && one.kind === "clause"));
    const lower = directory.classes.map((one) => Boolean(options.asks) && DERIVED.has(one.kind));
    const kindOf = (ordinal) => directory.classes[directory.classOf[ordinal]].kind;
    const isStub = (ordinal) => {
      const first = directory.starts[directory.unitOf(ordinal)];
      return ordinal > first && kindOf(first) === "reference";
    };
    for (let i = 0; i < sheet.length; i++) {
      const ordinal = sheet.list[i];
      const cover = sheet.cover[ordinal];
      const spoken = sums.wanted > 0 && sheet.phrases[ordinal] === sums.wanted;
      const literal = spoken || (sums.content > 0 && sheet.own[ordinal] >= sums.content * 0.999);
      if (!literal && cover < wanted * sums.best) continue;
      if (!literal && sums.best === 0 && sheet.scores[ordinal] <= 0) continue;
      if (options.wants && !options.wants(ordinal)) continue;
      const number = directory.classOf[ordinal];
      counts[number]++;
      const share = sums.all ? cover / sums.all : 0;
      const prior = priors[number];
      const called = sums.all ? sheet.exact[ordinal] / sums.all : 0;
      // Clauses of a standard that is only known by its name do not each answer to that name.
      const tier = lower[number] || (!options.numbered && isStub(ordinal)) ? 0 : (cover >= full && sums.all ? 100 : 0) + (spoken ? phrase : 0) + (called > CALLED && isCalled[number] ? 30 * called : 0);
      const score = (sheet.scores[ordinal] * (0.25 + 0.75 * share) + tier) * prior;
      sheet.scores[ordinal] = score;
      sheet.order.put(ordinal, score, directory.rankOf(ordinal));
    }
    const classes = new Map();
    counts.forEach((count, number) => count && classes.set(number, count));
    return { order: sheet.order, scores: sheet.scores, classes: classes };
  }

  search.rank = rank;
})((globalThis.labkb = globalThis.labkb || {}));
