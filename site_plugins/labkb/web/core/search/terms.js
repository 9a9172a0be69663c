/** From a parsed query to terms: words, their synonyms, corrections and sounds. */
(function (labkb) {
  "use strict";
  const core = (labkb.core = labkb.core || {});
  const search = (core.search = core.search || {});

  const ALSO = 0.72;
  const PARTS = 0.6;
  const NAMED = 1.5;
  const MOST_OTHERS = 6;
  const STEM = 0.4;
  const LONG_ENOUGH = 4;
  /** ISO/TC 276 is often called by its second part alone. */
  const COMMITTEE = /^[a-z]+((?:tc|sc|wg|jwg)\d+)$/;

  const pairs = (run) => search.text.pairsOf(run);

  /** @returns {Generator} asks for keys and letters; returns the terms */
  function* termsOf(query, index) {
    const terms = [];
    const notes = [];
    for (const number of query.numbers) terms.push(numberTerm(number, index));
    const codes = codeTerms(query, index);
    const skipped = new Set();
    takeJoined(query, codes, skipped, terms, notes);
    yield* search.joinSyllables(query, index);
    for (const stretch of search.latinStretches(query)) {
      const words = search.segment(Array.from(stretch.text), index);
      const known = words.find((word) => word.known && word.text.length === stretch.text.length);
      if (!known) continue;
      for (let place = stretch.from; place <= stretch.to; place++) skipped.add(place);
      const keys = query.runs.slice(stretch.from, stretch.to + 1).map((run) => "@" + run.run);
      const term = wordTerm({ text: stretch.text, others: known.others, known: true });
      term.variants.push({ keys: keys, factor: 0.8 });
      terms.push(term);
      notes.push({ text: query.runs.slice(stretch.from, stretch.to + 1).map((r) => r.run).join(" "), also: known.others });
    }
    for (let place = 0; place < query.runs.length; place++) {
      if (skipped.has(place)) continue;
      const run = query.runs[place];
      if (query.runs.length > 1 && search.isEnglishEmpty(run.run, query.defines)) continue;
      yield* runTerms(run, query, index, codes, terms, notes);
    }
    for (const code of codes.values()) {
      if (!code.used && code.from < 0) terms.push(code.term);
    }
    if (query.defines) terms.push(...definitions(terms));
    const wanted = new Set();
    for (const term of terms) for (const variant of term.variants) variant.keys.forEach((key) => wanted.add(key));
    yield { keys: Array.from(wanted) };
    return { terms: terms, notes: notes };
  }

  /** 所称环境, 环境是指: how the text begins that says what a word means. */
  function definitions(terms) {
    const wanted = terms.filter((term) => !term.soft && !term.link && !term.number && !term.code);
    if (wanted.length < 1 || wanted.length > 3) return [];
    const word = wanted.map((term) => term.variants[0].word || "").join("");
    const asked = Array.from(word).length > 1 ? word : "";
    if (!asked) return [];
    const signs = ["所称" + asked, asked + "是指", "称" + asked + "是指"];
    return [{ text: asked, link: true, factor: 0.8, variants: signs.map((sign) => ({ keys: pairs(sign), factor: 1, all: true })) }];
  }

  function numberTerm(number, index) {
    const variants = [{ keys: ["#" + number.key], factor: 1 }];
    if (number.or && !index.has("#" + number.key)) {
      variants.push({ keys: ["#" + number.or[1]], factor: 0.8 }, { keys: ["#" + number.or[0]], factor: 0.5 });
    }
    if (number.path) variants.unshift({ keys: ["#" + number.path], factor: 1.1 });
    const chapter = /^(?:ch|part)(\d+)$/.exec(number.key);
    if (chapter) variants.push({ keys: ["#" + chapter[1]], factor: 0.9 });
    return { text: number.text, number: true, variants: variants };
  }

  /** Codes that the index knows, by the words that make them up. */
  function codeTerms(query, index) {
    const found = new Map();
    for (const code of query.codes) {
      const known = code.keys.filter((key) => index.has("&" + key));
      if (!known.length) continue;
      const text = code.keys[0];
      const variants = known.map((key) => ({ keys: ["&" + key], factor: NAMED, exact: true }));
      const last = COMMITTEE.exec(code.keys[0]);
      if (last) variants.push({ keys: ["@" + last[1]], factor: 0.6, word: last[1] });
      found.set(text, {
        used: false, from: code.from, to: code.to, text: text,
        term: { text: text, code: true, factor: 1.3, variants: variants },
      });
    }
    return found;
  }

  /** Codes of several words, the longest first; their words are not asked for once more. */
  function takeJoined(query, codes, skipped, terms, notes) {
    const joined = Array.from(codes.values()).filter((code) => code.to > code.from);
    joined.sort((a, b) => b.to - b.from - (a.to - a.from));
    for (const code of joined) {
      const places = [];
      for (let place = code.from; place <= code.to; place++) places.push(place);
      const whole = places.every((place) => /^[a-z0-9]+$/.test(query.runs[place].run) && !skipped.has(place));
      if (!whole) continue;
      places.forEach((place) => skipped.add(place));
      code.used = true;
      code.term.variants.push({ keys: pairs(code.text), factor: 0.8, word: code.text });
      terms.push(code.term);
      notes.push({ text: places.map((place) => query.runs[place].parts.map((part) => part.written).join("")).join(" "), also: [] });
    }
  }

  function wordTerm(word) {
    const variants = [
      { keys: pairs(word.text), factor: 1, word: word.text },
      { keys: ["&" + word.text], factor: NAMED, exact: true },
    ];
    for (const other of (word.others || []).slice(0, MOST_OTHERS)) {
      const run = search.text.normalise(other);
      if (!run) continue;
      variants.push({ keys: pairs(run), factor: ALSO, word: run });
      variants.push({ keys: ["&" + run], factor: NAMED * ALSO });
    }
    return { text: word.text, variants: variants };
  }

  function* runTerms(run, query, index, codes, terms, notes) {
    let chars = Array.from(run.run);
    if (query.literal) {
      const sentence = wordTerm({ text: run.run });
      sentence.variants[0].all = true;
      terms.push(sentence);
      return;
    }
    const code = codes.get(run.run);
    if (code && /^(?:[a-z0-9]+|\d{1,4}号文?)$/.test(run.run)) {
      code.used = true;
      const term = code.term;
      term.variants.push({ keys: pairs(run.run), factor: 0.8, word: run.run });
      terms.push(term);
      notes.push({ text: run.parts.map((part) => part.written).join(""), also: [] });
      return;
    }
    if (search.isBare(run.run) || chars.length === 1) {
      const term = wordTerm({ text: run.run });
      if (search.isBare(run.run)) term.variants.push({ keys: ["#" + run.run], factor: 1 });
      terms.push(term);
      return;
    }
    if (/^[a-z]+[a-z\u3400-\u9fff]*$/.test(run.run) && (yield* search.latinTerm(run, chars, query, index, terms, notes))) return;
    const changed = yield* search.repaired(chars, index);
    if (changed) {
      notes.push({ text: changed.join(""), instead: run.run, also: [] });
      query.whole = query.whole.replace(run.run, changed.join(""));
      run.run = changed.join("");
      chars = changed;
      yield { keys: pairs(chars.join("")) };
    }
    const words = search.segment(chars, index);
    const named = yield* search.namedTerm(run.run, words, query, index);
    if (named) {
      terms.push(named);
      notes.push({ text: named.text, instead: named.instead, also: [] });
      return;
    }
    const strong = [];
    for (const stretch of stretches(search.withQuantities(words))) {
      if (stretch.code) {
        const own = codes.get(stretch.text);
        if (own) {
          own.used = true;
          own.term.variants.push({ keys: pairs(stretch.text), factor: 0.8, word: stretch.text });
          terms.push(own.term);
          continue;
        }
      }
      const term = wordTerm(stretch);
      if (stretch.known && stretch.text.length > 3) addParts(term, stretch, index);
      else if (stretch.known && query.hints.length && stretch.text.length === 3) {
        term.variants.push({ keys: pairs(stretch.text.slice(0, 2)), factor: STEM, loose: true });
      }
      const weak = search.isWeakWord(stretch.text);
      term.soft = weak || search.isEmptyWord(stretch.text);
      term.factor = weak ? 0.4 : term.soft ? 0.15 : 1;
      strong.push(term);
      notes.push({ text: stretch.text, also: stretch.others || [], soft: term.soft });
    }
    if (strong.length && strong.every((term) => term.soft)) {
      strong.forEach((term) => {
        term.soft = false;
      });
    }
    if (!strong.length) strong.push(wordTerm({ text: chars.join("") }));
    terms.push(...strong);
    if (chars.length > LONG_ENOUGH && !(strong.length === 1 && words.length === 1 && words[0].named)) {
      const keys = pairs(chars.join(""));
      terms.push({ text: chars.join(""), link: true, phrase: "run", factor: 0.5, variants: [{ keys: keys, factor: 1, all: true }] });
    }
    const inside = new Set(strong.flatMap((term) => term.variants[0].keys));
    for (const key of pairs(chars.join(""))) {
      if (!inside.has(key)) terms.push({ text: key, link: true, factor: 0.25, variants: [{ keys: [key], factor: 1 }] });
    }
  }

  /** Known words, and what lies between them when it is no mere particle. */
  function stretches(words) {
    const found = [];
    let open = null;
    for (const word of words) {
      const single = Array.from(word.text).length === 1;
      if (word.known || (!single && /^[a-z0-9]+$/.test(word.text))) {
        found.push(Object.assign({ code: !word.known }, word));
        open = null;
      } else if (search.isEmptyWord(word.text)) open = null;
      else if (open) open.text += word.text;
      else found.push((open = { text: word.text, known: false, others: [] }));
    }
    return found.filter((stretch) => Array.from(stretch.text).length > 1);
  }

  /** A long word is also found by its parts, wherever they stand. */
  function addParts(term, word, index) {
    const parts = search.segment(Array.from(word.text), index, word.text);
    const known = parts.filter((part) => part.known);
    if (known.length < 2) return;
    const keys = known.flatMap((part) => pairs(part.text));
    if (parts.length === known.length) term.variants.push({ keys: keys, factor: PARTS });
    else term.variants.push({ keys: keys, factor: PARTS * 0.7, loose: true });
    term.parts = known.map((part) => part.text);
  }

  search.termsOf = termsOf;
  search.wordTerm = wordTerm;
})((globalThis.labkb = globalThis.labkb || {}));
