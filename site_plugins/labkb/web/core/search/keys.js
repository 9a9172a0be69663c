/** The keys that a query needs before its words are known, and letters that belong together. */
(function (labkb) {
  "use strict";
  const core = (labkb.core = labkb.core || {});
  const search = (core.search = core.search || {});

  const LONGEST_SYLLABLE = 6;
  const LONGEST_STRETCH = 60;
  /** May be the number of a clause. */
  const BARE = /^[1-9]\d{0,2}$/;
  const pairs = (run) => search.text.pairsOf(run);

  /** Keys that the query needs before its words are known. */
  function firstKeys(query) {
    const keys = new Set();
    for (const run of query.runs) {
      for (const key of pairs(run.run)) keys.add(key);
      for (const part of run.parts) if (part.ascii) latinKeys(part).forEach((key) => keys.add(key));
    }
    for (const names of latinStretches(query)) for (const key of pairs(names.text)) keys.add(key);
    for (const run of query.runs) if (BARE.test(run.run)) keys.add("#" + run.run);
    for (const number of query.numbers) [number.key].concat(number.or || [], number.path || []).forEach((key) => {
      keys.add("#" + key);
      keys.add("#" + key.replace(/^(ch|part)/, ""));
    });
    for (const code of query.codes) {
      code.keys.forEach((key) => keys.add("&" + key));
      if (code.to > code.from) pairs(code.keys[0]).forEach((key) => keys.add(key));
    }
    if (query.inside || query.numbers.length && !query.runs.some((run) => run.run.length > 1)) {
      for (const key of pairs(query.whole)) keys.add(key);
    }
    return Array.from(keys);
  }
  const latinKeys = (part) => (part.written.match(/[a-z][a-z0-9]*/g) || []).map((word) => "@" + word);

  /** English of several words: neighbouring runs of letters. */
  function latinStretches(query) {
    const found = [];
    let open = null;
    query.runs.forEach((run, place) => {
      if (/^[a-z]+$/.test(run.run)) {
        if (!open) found.push((open = { text: "", from: place, to: place }));
        open.text += run.run;
        open.to = place;
      } else open = null;
    });
    return found.filter((stretch) => stretch.to > stretch.from && stretch.text.length <= LONGEST_STRETCH);
  }

  /** Pinyin typed with blanks, `bu que ding du`, is one word. */
  function* joinSyllables(query, index) {
    for (const stretch of latinStretches(query).reverse()) {
      const runs = query.runs.slice(stretch.from, stretch.to + 1);
      if (runs.some((run) => run.run.length > LONGEST_SYLLABLE) || runs.every((run) => index.count("@" + run.run) > 2)) continue;
      if (!index.letters) yield { letters: ["sounds"] };
      if (!index.letters || !runs.every((run) => index.letters.syllables.has(run.run))) continue;
      query.runs.splice(stretch.from, runs.length, { run: stretch.text, parts: runs.flatMap((run) => run.parts) });
      yield { keys: pairs(stretch.text).concat("@" + stretch.text) };
    }
  }

  search.isBare = (text) => BARE.test(text);
  search.firstKeys = firstKeys;
  search.latinStretches = latinStretches;
  search.joinSyllables = joinSyllables;
})((globalThis.labkb = globalThis.labkb || {}));
