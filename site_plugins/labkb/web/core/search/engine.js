/** One query from beginning to end, asking its reader for parts of the index as it goes. */
(function (labkb) {
  "use strict";
  const core = (labkb.core = labkb.core || {});
  const search = (core.search = core.search || {});

  const READ_ALL = 4000;
  const WINDOW_SMALL = 24;
  const WINDOW_LARGE = 10;
  const LOOKED_AT = 80;
  const MOST_BESIDE = 24;
  const OF_ONE_KIND = 10;
  const MOST_UNITS = 60;

  /**
   * Yields `{keys}`, `{letters}` or `{rows}` that it needs; returns the result. Its `everyOrdinal` is good until
   * the next query.
   * @param {string} query
   * @param {{limit?: number, offset?: number, literal?: boolean, perKind?: number, wants?: (ordinal: number) => boolean}} options
   * @param {object} index
   */
  function* run(query, options, index) {
    const parsed = search.parse(query, Boolean(options.literal));
    const limit = bounded(options.limit, 10, 0, 1000);
    const offset = bounded(options.offset, 0, 0, 1e9);
    if (!parsed.whole || !index.size) return nothing();
    const first = search.firstKeys(parsed);
    yield { keys: first };
    const understood = yield* search.termsOf(parsed, index);
    const terms = understood.terms;
    if (parsed.inside || terms.every((term) => term.number)) {
      const keys = search.text.pairsOf(parsed.whole);
      yield { keys: keys };
      terms.push({
        text: parsed.whole, variants: [{ keys: keys, factor: 1, word: parsed.whole, all: true }],
        factor: parsed.inside ? 1 : 0.2, link: terms.length > 0, phrase: parsed.inside ? "whole" : "run",
      });
    }
    const ranked = search.rank(terms, index, { wants: options.wants, asks: parsed.hints.length > 0, defines: parsed.defines, numbered: parsed.numbers.length > 0, runs: parsed.runs.length });
    const total = ranked.order.length;
    const words = wordsOf(terms, parsed);
    const size = index.size < READ_ALL ? WINDOW_SMALL : WINDOW_LARGE;
    let window = ranked.order.slice(0, size);
    if (offset < size) {
      yield { rows: window };
      const beside = neighbours(window, ranked.order, index.directory);
      yield { rows: beside };
      window = search.reread(window.concat(beside), parsed, terms, ranked.scores, index).slice(0, window.length);
    }
    const shown = window.slice(offset, offset + limit);
    if (offset + limit > size) shown.push(...behind(window, ranked.order, Math.max(offset, size), offset + limit));
    const groups = options.perKind ? grouped(window, ranked, options.perKind, index.directory) : [];
    yield { rows: groups.reduce((all, group) => all.concat(group.ordinals), shown) };
    const hits = (ordinals) => ordinals.map((ordinal) => hit(ordinal, words, ranked, index)).filter(Boolean);
    return {
      total: total,
      hits: hits(shown),
      groups: groups.map((group) => ({ kind: group.kind, total: group.total, hits: hits(group.ordinals) })),
      understood: understood.notes.filter((note) => !note.soft).map((note) => ({ text: note.text, also: note.also || [], instead: note.instead || "" })),
      numbers: parsed.numbers.map((number) => number.text),
      literal: parsed.literal,
      classes: Array.from(ranked.classes, (pair) => Object.assign({ count: pair[1] }, index.directory.classes[pair[0]])),
      units: options.perKind ? unitsOf(ranked.order, index.directory) : [],
      nearest: total ? [] : nearest(parsed, index),
      everyOrdinal: () => ranked.order.all(),
    };
  }

  /** The documents with most hits, as [unit, number of hits]. */
  function unitsOf(order, directory) {
    const counts = new Uint32Array(directory.starts.length);
    order.forEach((ordinal) => counts[directory.unitOf(ordinal)]++);
    const found = Array.from(counts.entries()).filter((pair) => pair[1]);
    return found.sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, MOST_UNITS);
  }

  /** Further hits that lie in the blocks of the first ones: they are at hand already. */
  function neighbours(window, order, directory) {
    const blocks = new Set(window.map((ordinal) => directory.placeOf(ordinal).block));
    const later = order.slice(window.length, LOOKED_AT);
    return later.filter((ordinal) => blocks.has(directory.placeOf(ordinal).block)).slice(0, MOST_BESIDE);
  }

  /** Hits from one place to another, where the first ones are those of the window. */
  function behind(window, order, from, to) {
    const taken = new Set(window);
    const others = order.slice(0, to + window.length).filter((ordinal) => !taken.has(ordinal));
    return others.slice(from - window.length, to - window.length);
  }

  /** The first hits of every kind, kinds in the order of their best hit. */
  function grouped(window, ranked, most, directory) {
    const numbers = Array.from(ranked.classes.keys());
    const kinds = Array.from(new Set(numbers.map((number) => directory.classes[number].kind)));
    const wanted = kinds.length === 1 ? OF_ONE_KIND : most;
    const kindOf = directory.classes.map((one) => kinds.indexOf(one.kind));
    const best = ranked.order.bestOf((ordinal) => kindOf[directory.classOf[ordinal]], wanted);
    const groups = new Map();
    const put = (ordinal) => {
      const kind = directory.classes[directory.classOf[ordinal]].kind;
      if (!groups.has(kind)) groups.set(kind, { kind: kind, total: 0, ordinals: [] });
      const ordinals = groups.get(kind).ordinals;
      if (ordinals.length < wanted && !ordinals.includes(ordinal)) ordinals.push(ordinal);
    };
    window.forEach(put);
    const others = Array.from(best.values()).sort((a, b) => ranked.scores[b[0]] - ranked.scores[a[0]]);
    for (const ordinals of others) ordinals.forEach(put);
    for (const [number, count] of ranked.classes) {
      const group = groups.get(directory.classes[number].kind);
      if (group) group.total += count;
    }
    return Array.from(groups.values());
  }

  function nothing() {
    return { total: 0, hits: [], groups: [], understood: [], numbers: [], literal: false, classes: [], units: [], nearest: [], everyOrdinal: () => new Uint32Array(0) };
  }

  function bounded(value, fallback, low, high) {
    const number = Math.floor(Number(value));
    return value === undefined || value === null || Number.isNaN(number) ? fallback : Math.min(high, Math.max(low, number));
  }

  /** Words to mark, longest first. */
  function wordsOf(terms, parsed) {
    const words = new Set();
    if (Array.from(parsed.whole).length > 2) words.add(parsed.whole);
    for (const term of terms) {
      if (term.link || term.soft || term.number) continue;
      for (const variant of term.variants) if (variant.word) words.add(variant.word);
      for (const part of term.parts || []) words.add(part);
    }
    return Array.from(words).sort((a, b) => b.length - a.length);
  }

  /** What is shown of a record; nothing when its block is not there. */
  function hit(ordinal, words, ranked, index) {
    const row = index.stored.get(ordinal);
    if (!row) return null;
    const label = index.directory.classes[index.directory.classOf[ordinal]];
    const ours = search.excerpt(row.texts.body, words);
    const theirs = row.original ? search.excerpt(row.texts.original, words) : null;
    const original = Boolean(theirs && (theirs.marks.length > ours.marks.length || !row.body));
    const shown = original ? theirs : ours;
    const title = row.texts.title;
    return {
      id: row.id, url: row.url, title: row.title, kind: label.kind,
      score: Math.round(ranked.scores[ordinal] * 1000) / 1000, excerpt: shown.text,
      status: label.status, number: row.number, document: row.document, document_title: row.documentTitle,
      context: row.context, original: original, marks: shown.marks,
      title_marks: search.marksOf(title, search.occurrences(title, words), 0, row.title.length),
    };
  }

  /** Names of the collection that begin like the query. */
  function nearest(parsed, index) {
    const found = new Map();
    for (const run of parsed.runs) {
      for (const key of search.text.pairsOf(run.run)) {
        for (const entry of index.entries(key)) {
          const word = key + entry.rest;
          found.set(word, entry.count + (entry.named ? 5 : 0) + (run.run.includes(word) ? 5 : 0));
        }
      }
    }
    return Array.from(found).sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, 6).map((pair) => pair[0]);
  }

  search.run = run;
})((globalThis.labkb = globalThis.labkb || {}));
