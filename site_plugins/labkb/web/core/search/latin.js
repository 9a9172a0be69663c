/** Letters in a query: words of the collection, or the sounds and initials of its words. */
(function (labkb) {
  "use strict";
  const core = (labkb.core = labkb.core || {});
  const search = (core.search = core.search || {});
  const ALSO = 0.72;
  const NAMED = 1.5;
  const MOST_HEARD = 4;
  const SURE = 3;
  const pairs = (run) => search.text.pairsOf(run);

  /** Letters that are no word of the collection: pinyin or initials. */
  function* latinTerm(run, chars, query, index, terms, notes) {
    const typed = run.run;
    const mixed = !/^[a-z]+$/.test(run.run);
    if (!mixed) {
      const written = index.count("@" + run.run);
      if (written >= SURE || index.entries(chars[0] + chars[1]).some((entry) => entry.rest === run.run.slice(2))) {
        const word = search.segment(chars, index)[0];
        const term = search.wordTerm({ text: run.run, others: word.known ? word.others : [] });
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
      const cut = search.segment(Array.from(item.word), index);
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
    const cut = search.segment(Array.from(word), index);
    const known = cut.filter((part) => part.known);
    const named = known.some((part) => part.named || part.others.length);
    const common = cut.length === 1 && known.length ? known[0].count : Math.log2(hits + 1) * 0.5;
    const worth = 6 / cut.length + known.length / cut.length + (named ? 3 : 0) + common * 0.8 - place * 0.2;
    return { word: word, hits: hits, worth: worth };
  }

  search.latinTerm = latinTerm;
})((globalThis.labkb = globalThis.labkb || {}));
