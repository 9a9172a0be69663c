/** One query from beginning to end, asking its reader for parts of the index as it goes. */
(function (labkb) {
  "use strict";
  const core = (labkb.core = labkb.core || {});
  const search = (core.search = core.search || {});

  /** How a sentence begins that says what something is. */
  const DEFINING = ["X是指", "所称X", "X是", "X指"];
  const READ_ALL = 4000;
  const WINDOW_SMALL = 24;
  const WINDOW_LARGE = 10;

  /**
   * Yields `{keys}`, `{letters}` or `{rows}` that it needs; returns the result.
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
    const ranked = search.rank(terms, index, { wants: options.wants, asks: parsed.hints.length > 0 });
    const words = wordsOf(terms, parsed);
    const size = index.size < READ_ALL ? WINDOW_SMALL : WINDOW_LARGE;
    const window = Array.from(ranked.order.subarray(0, size));
    if (offset < size) yield { rows: window };
    const order = offset < size ? reread(window, parsed, words, ranked.scores, index) : window;
    const shown = [];
    for (let place = offset; place < Math.min(offset + limit, ranked.order.length); place++) {
      shown.push(place < order.length ? order[place] : ranked.order[place]);
    }
    const groups = options.perKind ? grouped(order, ranked, options.perKind, index) : [];
    yield { rows: groups.reduce((all, group) => all.concat(group.ordinals), shown) };
    const hits = (ordinals) => ordinals.filter((ordinal) => index.rows.has(ordinal)).map((ordinal) => hit(ordinal, words, ranked, index));
    return {
      total: ranked.order.length,
      hits: hits(shown),
      groups: groups.map((group) => ({ kind: group.kind, total: group.total, hits: hits(group.ordinals) })),
      understood: understood.notes.filter((note) => !note.soft).map((note) => ({ text: note.text, also: note.also || [], instead: note.instead || "" })),
      numbers: parsed.numbers.map((number) => number.text),
      literal: parsed.literal,
      classes: Array.from(ranked.classes, (pair) => Object.assign({ count: pair[1] }, index.directory.classes[pair[0]])),
      order: ranked.order,
      nearest: ranked.order.length ? [] : nearest(parsed, index),
    };
  }

  /** The first hits of every kind, kinds in the order of their best hit. */
  function grouped(window, ranked, most, index) {
    const groups = new Map();
    const kinds = new Set(Array.from(ranked.classes.keys(), (number) => index.directory.classes[number].kind));
    const alone = kinds.size === 1 ? 10 : most;
    let open = kinds.size;
    for (let place = 0; place < ranked.order.length && open; place++) {
      const ordinal = place < window.length ? window[place] : ranked.order[place];
      const kind = index.directory.classes[index.directory.classOf[ordinal]].kind;
      let group = groups.get(kind);
      if (!group) groups.set(kind, (group = { kind: kind, total: 0, ordinals: [] }));
      if (group.ordinals.length < alone) {
        group.ordinals.push(ordinal);
        if (group.ordinals.length === alone) open--;
      }
    }
    for (const [number, count] of ranked.classes) {
      const group = groups.get(index.directory.classes[number].kind);
      if (group) group.total += count;
    }
    return Array.from(groups.values());
  }

  function nothing() {
    return { total: 0, hits: [], groups: [], understood: [], numbers: [], literal: false, classes: [], order: new Uint32Array(0), nearest: [] };
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

  /** The first hits again, now that their text is at hand: phrases, nearness, exact titles. */
  function reread(window, parsed, words, scores, index) {
    const worth = new Map();
    window.forEach((ordinal, place) => {
      const row = index.rows.get(ordinal);
      const base = scores[ordinal];
      worth.set(ordinal, { score: row ? base + gain(row, parsed, words) : base, place: place });
    });
    window.sort((a, b) => worth.get(b).score - worth.get(a).score || worth.get(a).place - worth.get(b).place);
    for (const ordinal of window) scores[ordinal] = worth.get(ordinal).score;
    return window;
  }

  function gain(row, parsed, words) {
    const normalise = search.text.normalise;
    const title = normalise(row.title);
    const body = normalise(row.body) + "\n" + normalise(row.original);
    let sum = 0;
    if (title === parsed.whole) sum += parsed.hints.length ? 0 : 8;
    else if (parsed.whole.length > 1 && title.includes(parsed.whole)) sum += 3;
    const runs = parsed.runs.map((run) => run.run).filter((run) => run.length > 2);
    if (parsed.whole.length > 2 && body.includes(parsed.whole)) sum += 4;
    else {
      const names = title + "\n" + normalise(row.documentTitle);
      for (const run of runs) if (body.includes(run) || names.includes(run)) sum += 4 / runs.length;
    }
    if (parsed.hints.some((hint) => search.answersTo(hint, row.body + row.original))) sum += 2;
    if (parsed.defines && words.some((word) => DEFINING.some((sign) => body.includes(sign.replace("X", word))))) sum += 3;
    sum += 3.2 * nearness(body, words);
    return sum;
  }

  /** 1 when all words that a text holds stand side by side, towards 0 as they drift apart. */
  function nearness(body, words) {
    const found = search.occurrences({ norm: body }, words.slice(0, 12));
    const kinds = new Set(found.map((hit) => hit.word));
    if (kinds.size < 2) return 0;
    const counts = new Map();
    let left = 0;
    let best = Infinity;
    const total = Array.from(kinds).reduce((sum, word) => sum + word.length, 0);
    for (const hit of found) {
      counts.set(hit.word, (counts.get(hit.word) || 0) + 1);
      while (counts.size === kinds.size) {
        best = Math.min(best, hit.to - found[left].from);
        const word = found[left++].word;
        if (counts.get(word) === 1) counts.delete(word);
        else counts.set(word, counts.get(word) - 1);
      }
    }
    return Math.min(1, total / best);
  }

  function hit(ordinal, words, ranked, index) {
    const row = index.rows.get(ordinal);
    const label = index.directory.classes[index.directory.classOf[ordinal]];
    const ours = search.excerpt(row.body, words);
    const theirs = row.original ? search.excerpt(row.original, words) : null;
    const original = Boolean(theirs && (theirs.marks.length > ours.marks.length || !row.body));
    const shown = original ? theirs : ours;
    const title = search.text.aligned(row.title);
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
        for (const entry of search.entriesOf(index.words(key))) {
          const word = key + entry.rest;
          found.set(word, entry.count + (entry.named ? 5 : 0) + (run.run.includes(word) ? 5 : 0));
        }
      }
    }
    return Array.from(found).sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, 6).map((pair) => pair[0]);
  }

  search.run = run;
})((globalThis.labkb = globalThis.labkb || {}));
