/** From a parsed query to terms: words, their synonyms, corrections and sounds. */
(function (labkb) {
  "use strict";
  const core = (labkb.core = labkb.core || {});
  const search = (core.search = core.search || {});

  const ALSO = 0.72;
  const PARTS = 0.6;
  const NAMED = 1.5;
  const MOST_OTHERS = 6;
  const MOST_HEARD = 9;
  const SURE = 3;
  const LONG_ENOUGH = 4;

  const pairs = (run) => search.text.pairsOf(run);

  /** Keys that the query needs before its words are known. */
  function firstKeys(query) {
    const keys = new Set();
    for (const run of query.runs) {
      for (const key of pairs(run.run)) keys.add(key);
      for (const part of run.parts) if (part.ascii) latinKeys(part).forEach((key) => keys.add(key));
    }
    for (const names of latinStretches(query)) for (const key of pairs(names.text)) keys.add(key);
    for (const number of query.numbers) [number.key].concat(number.or || []).forEach((key) => {
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
    return found.filter((stretch) => stretch.to > stretch.from && stretch.text.length <= 60);
  }

  /** @returns {Generator} asks for keys and letters; returns the terms */
  function* termsOf(query, index) {
    const terms = [];
    const notes = [];
    for (const number of query.numbers) terms.push(numberTerm(number, index));
    const codes = codeTerms(query, index);
    const skipped = new Set();
    takeJoined(query, codes, skipped, terms, notes);
    for (const stretch of latinStretches(query)) {
      const words = search.segment(Array.from(stretch.text), (key) => index.words(key));
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
      yield* runTerms(run, query, index, codes, terms, notes);
    }
    for (const code of codes.values()) {
      if (!code.used && code.from < 0) terms.push(code.term);
    }
    const wanted = new Set();
    for (const term of terms) for (const variant of term.variants) variant.keys.forEach((key) => wanted.add(key));
    yield { keys: Array.from(wanted) };
    return { terms: terms, notes: notes };
  }

  function numberTerm(number, index) {
    const variants = [{ keys: ["#" + number.key], factor: 1 }];
    if (number.or && !index.has("#" + number.key)) {
      variants.push({ keys: ["#" + number.or[1]], factor: 0.8 }, { keys: ["#" + number.or[0]], factor: 0.5 });
    }
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
    if (code && /^[a-z0-9]+$/.test(run.run)) {
      code.used = true;
      const term = code.term;
      term.variants.push({ keys: pairs(run.run), factor: 0.8, word: run.run });
      terms.push(term);
      notes.push({ text: run.parts.map((part) => part.written).join(""), also: [] });
      return;
    }
    if (chars.length === 1) {
      terms.push(wordTerm({ text: run.run }));
      return;
    }
    if (/^[a-z]+[a-z\u3400-\u9fff]*$/.test(run.run) && (yield* latinTerm(run, chars, query, index, terms, notes))) return;
    const changed = yield* repaired(chars, index);
    if (changed) {
      notes.push({ text: changed.join(""), instead: run.run, also: [] });
      query.whole = query.whole.replace(run.run, changed.join(""));
      run.run = changed.join("");
      chars = changed;
      yield { keys: pairs(chars.join("")) };
    }
    const words = search.segment(chars, (key) => index.words(key));
    const strong = [];
    for (const stretch of stretches(words)) {
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
    const parts = search.segment(Array.from(word.text), (key) => index.words(key), word.text);
    const known = parts.filter((part) => part.known);
    if (known.length < 2) return;
    const keys = known.flatMap((part) => pairs(part.text));
    if (parts.length === known.length) term.variants.push({ keys: keys, factor: PARTS });
    else term.variants.push({ keys: keys, factor: PARTS * 0.7, loose: true });
    term.parts = known.map((part) => part.text);
  }

  /** Letters that are no word of the collection: pinyin or initials. */
  function* latinTerm(run, chars, query, index, terms, notes) {
    const typed = run.run;
    const mixed = !/^[a-z]+$/.test(run.run);
    if (!mixed) {
      const written = index.count("@" + run.run);
      if (written >= SURE || index.words(chars[0] + chars[1]).split(",").some((e) => e.split(":")[0] === run.run.slice(2))) {
        const word = search.segment(chars, (key) => index.words(key))[0];
        const term = wordTerm({ text: run.run, others: word.known ? word.others : [] });
        term.variants[0].factor = 0.8;
        term.variants.push({ keys: ["@" + run.run], factor: 1, word: run.run });
        terms.push(term);
        notes.push({ text: run.run, also: word.known ? word.others : [] });
        return true;
      }
    }
    if (!index.letters) yield { letters: ["sounds"] };
    if (!index.letters) return false;
    let words = [];
    if (!mixed) {
      for (const syllables of index.letters.split(run.run)) {
        if (syllables.length > 1) words.push(...(yield* search.bySound(syllables, index.letters, index)));
      }
    }
    if (!words.length || run.run.length < 5) words.push(...(yield* search.byInitials(chars, index.letters, index)));
    words = Array.from(new Set(words)).slice(0, MOST_HEARD);
    if (!words.length) return false;
    yield { keys: words.flatMap((word) => pairs(word)) };
    const weighed = words
      .map((word, place) => weigh(word, place, index))
      .filter((item) => item.hits > 0)
      .sort((a, b) => b.worth - a.worth)
      .slice(0, 4);
    if (!weighed.length) return false;
    query.whole = query.whole.replace(run.run, weighed[0].word);
    run.run = weighed[0].word;
    const variants = [];
    for (const item of weighed) {
      const cut = search.segment(Array.from(item.word), (key) => index.words(key));
      const whole = cut.length === 1;
      const factor = Math.max(0.4, 1 - 0.12 * (weighed[0].worth - item.worth));
      variants.push({ keys: pairs(item.word), factor: factor, word: item.word });
      variants.push({ keys: ["&" + item.word], factor: factor * NAMED, exact: true });
      const known = cut.filter((part) => part.known);
      if (!whole && known.length > 1) variants.push({ keys: known.flatMap((p) => pairs(p.text)), factor: factor * 0.8 });
      if (whole && !variants.also) {
        variants.also = true;
        for (const other of cut[0].others.slice(0, 3)) {
          const text = search.text.normalise(other);
          if (text) variants.push({ keys: pairs(text), factor: factor * ALSO, word: text });
        }
      }
    }
    variants.push({ keys: pairs(typed), factor: 0.8, word: typed });
    variants.push({ keys: ["@" + typed], factor: 1, word: typed });
    terms.push({ text: weighed[0].word, variants: variants });
    notes.push({ text: weighed.map((item) => item.word).join("、"), instead: typed, also: [] });
    return true;
  }

  /** How likely a word was meant that sounds right: known words first, then what occurs often. */
  function weigh(word, place, index) {
    const hits = Math.min.apply(null, pairs(word).map((key) => index.count(key) + (index.names(key).units.length ? 1 : 0)));
    const cut = search.segment(Array.from(word), (key) => index.words(key));
    const known = cut.filter((part) => part.known);
    const named = known.some((part) => part.named || part.others.length);
    const common = cut.length === 1 && known.length ? known[0].count : Math.log2(hits + 1) * 0.5;
    const worth = 6 / cut.length + known.length / cut.length + (named ? 3 : 0) + common * 0.8 - place * 0.2;
    return { word: word, hits: hits, worth: worth };
  }

  /** The run with traditional characters and one wrong character made right; null if it is right. */
  function* repaired(chars, index) {
    const unknown = () => {
      const places = new Set();
      for (let i = 0; i + 1 < chars.length; i++) {
        const han = search.text.isHan(chars[i]) && search.text.isHan(chars[i + 1]);
        if (han && !index.has(chars[i] + chars[i + 1])) places.add(i).add(i + 1);
      }
      return Array.from(places);
    };
    const before = chars.join("");
    if (!unknown().length) return null;
    if (!index.letters) yield { letters: ["sounds"] };
    const common = (char) => !search.text.isHan(char) || (index.letters && index.letters.readings.has(char));
    if (!index.simplified && !chars.every(common)) yield { letters: ["traditional"] };
    if (index.simplified) chars = chars.map((char) => index.simplified.get(char) || char);
    if (chars.join("") !== before) yield { keys: pairs(chars.join("")) };
    for (let round = 0; round < 2; round++) {
      const suspects = unknown();
      if (!suspects.length) break;
      const words = search.segment(chars, (key) => index.words(key));
      const covered = new Set();
      for (const word of words) {
        if (word.known) for (let i = 0; i < Array.from(word.text).length; i++) covered.add(word.at + i);
      }
      const loose = suspects.filter((place) => !covered.has(place));
      if (!loose.length) break;
      if (!index.letters) break;
      const fixed = yield* search.corrected(chars, loose, index.letters, index);
      if (!fixed) break;
      yield { keys: pairs(fixed.join("")) };
      const place = fixed.findIndex((char, at) => char !== chars[at]);
      const helps = search.segment(fixed, (key) => index.words(key)).some(
        (word) => word.known && word.at <= place && place < word.at + Array.from(word.text).length
      );
      if (!helps) break;
      chars = fixed;
    }
    return chars.join("") === before ? null : chars;
  }

  search.firstKeys = firstKeys;
  search.termsOf = termsOf;
})((globalThis.labkb = globalThis.labkb || {}));
