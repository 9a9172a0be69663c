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
  const KINDS = {
    clause: 1, requirement: 0.95, document: 0.96, term: 0.94, organization: 0.92, person: 0.97, responsibility: 0.97,
    reference: 0.86, fact: 0.84, change: 0.75, crosswalk: 0.75, checklist: 0.72, check_item: 0.7, calculator: 0.85,
    calculator_page: 0.85, course: 0.72, lesson: 0.7, question: 0.62, material: 0.72, section: 0.75,
  };
  /** Who asks wants the rule, not the word. */
  const ASKED = { term: 0.86, reference: 0.86, fact: 0.88, calculator_page: 0.86 };
  const OLD = { superseded: 0.7, withdrawn: 0.7 };

  /** Rarity of what occurs in some of all records. */
  function rarity(some, all) {
    return Math.log(1 + (all - some + 0.5) / (some + 0.5));
  }

  /**
   * @param {object[]} terms with `variants`, `number`, `soft`, `link`, `phrase`
   * @returns {{order: Uint32Array, score: (ordinal: number) => number, classes: Map<number, number>}}
   */
  function rank(terms, index, options) {
    const size = index.size;
    const scores = new Float32Array(size);
    const cover = new Float32Array(size);
    const own = new Float32Array(size);
    const exact = new Float32Array(size);
    const phrases = new Uint8Array(size);
    const wanted = terms.filter((term) => term.phrase).length;
    const masks = new Uint32Array(size);
    const touched = [];
    const seen = new Uint8Array(size);
    const units = new Map();
    let all = 0;
    let content = 0;
    let bit = 1;
    for (const term of terms) {
      const found = search.ofTerm(term, index);
      const room = found.room;
      const counts = !term.soft && !term.link;
      let reached = found.full;
      for (const unit of found.units.keys()) {
        reached += Math.min(20, index.directory.starts[unit + 1] - index.directory.starts[unit]);
      }
      if (!reached && !room.list.length) continue;
      const weight = (term.number ? NUMBER_WEIGHT : Math.max(0.4, rarity(reached, size))) * (term.factor || 1);
      term.weight = weight;
      if (counts && reached) {
        all += weight;
        if (!term.number) content += weight;
      }
      for (const ordinal of room.list) {
        if (!seen[ordinal]) {
          seen[ordinal] = 1;
          touched.push(ordinal);
        }
        scores[ordinal] += weight * room.values[ordinal];
        const flags = room.flags[ordinal];
        if (term.phrase && flags & 1) phrases[ordinal]++;
        if (!counts) continue;
        if (flags & 2) exact[ordinal] += weight;
        if (flags & 1) {
          cover[ordinal] += weight;
          if (!term.number) own[ordinal] += weight;
          masks[ordinal] |= bit;
        }
      }
      room.empty();
      for (const [unit, value] of found.units) {
        let held = units.get(unit);
        if (!held) units.set(unit, (held = { cover: 0, parts: [] }));
        if (counts) held.cover += weight;
        const named = value > EXACT;
        held.parts.push({ bit: bit, gain: weight * value * (named ? 1 : INHERITED), weight: counts ? weight : 0, named: named });
      }
      bit = bit << 1 || 0x80000000;
    }
    for (const [unit, held] of units) {
      if (held.cover < WANTED * all) continue;
      for (let ordinal = index.directory.starts[unit]; ordinal < index.directory.starts[unit + 1]; ordinal++) {
        if (!seen[ordinal]) {
          seen[ordinal] = 1;
          touched.push(ordinal);
        }
      }
    }
    let best = 0;
    for (const ordinal of touched) {
      const held = units.size ? units.get(index.directory.unitOf(ordinal)) : undefined;
      if (held) {
        for (const part of held.parts) {
          const already = masks[ordinal] & part.bit;
          scores[ordinal] += already && !part.named ? part.gain * 0.7 : part.gain;
          if (!already) cover[ordinal] += part.weight;
        }
      }
      if (cover[ordinal] > best) best = cover[ordinal];
    }
    return ordered(touched, { scores: scores, cover: cover, own: own, exact: exact, phrases: phrases, wanted: wanted, phrase: terms.some((term) => term.phrase === "whole") ? 160 : 12, all: all, content: content, best: best }, index, options);
  }

  function ordered(touched, sums, index, options) {
    const kept = [];
    const full = sums.all * 0.999;
    const classes = new Map();
    const keys = [];
    for (const ordinal of touched) {
      const spoken = sums.wanted > 0 && sums.phrases[ordinal] === sums.wanted;
      const literal = spoken || (sums.content > 0 && sums.own[ordinal] >= sums.content * 0.999);
      if (!literal && sums.cover[ordinal] < WANTED * sums.best) continue;
      if (!literal && sums.best === 0 && sums.scores[ordinal] <= 0) continue;
      const kind = index.directory.classOf[ordinal];
      if (options.wants && !options.wants(ordinal)) continue;
      classes.set(kind, (classes.get(kind) || 0) + 1);
      const share = sums.all ? sums.cover[ordinal] / sums.all : 0;
      const label = index.directory.classes[kind];
      const asked = options.asks ? ASKED[label.kind] || 1 : 1;
      const prior = (KINDS[label.kind] || 0.8) * (OLD[label.status] || 1) * asked;
      const score = sums.scores[ordinal] * prior * (0.25 + 0.75 * share);
      const called = sums.all ? sums.exact[ordinal] / sums.all : 0;
      const tier = (sums.cover[ordinal] >= full && sums.all ? 100 : 0) + (spoken ? sums.phrase : 0) + (called > CALLED && !options.asks ? 30 * called : 0);
      sums.scores[ordinal] = score + tier * prior;
      kept.push(ordinal);
      keys.push(Math.round(sums.scores[ordinal] * 1e4));
    }
    const places = Uint32Array.from(kept.keys());
    const ranks = index.directory.ranks;
    places.sort((a, b) => {
      const gap = keys[b] - keys[a];
      if (gap) return gap;
      const newer = ranks[index.directory.unitOf(kept[b])] - ranks[index.directory.unitOf(kept[a])];
      return newer || kept[a] - kept[b];
    });
    const order = Uint32Array.from(places, (place) => kept[place]);
    return { order: order, scores: sums.scores, classes: classes };
  }

  search.rank = rank;
})((globalThis.labkb = globalThis.labkb || {}));
