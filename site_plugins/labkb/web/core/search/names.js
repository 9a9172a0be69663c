/** Documents called by a shortened name: 环保法 for 环境保护法. */
(function (labkb) {
  "use strict";
  const core = (labkb.core = labkb.core || {});
  const search = (core.search = core.search || {});

  const NAMED = 1.5;
  const ENDING = /(?:法|条例|细则|办法|规定|准则|规则|指南|意见|纪要)$/;
  const STATE = "中华人民共和国";
  const LONGEST = 16;
  const MOST = 3;
  /** How much less good a title may fit than the best one; two characters say little (消法). */
  const NEAR = 0.4;
  const NEAR_SHORT = 0.8;

  /** Whether a run may be such a name; `words` is its best cut. */
  function mayBeName(run, words, query, index) {
    const length = Array.from(run).length;
    if (!ENDING.test(run) || length > LONGEST || !/^[\u3400-\u9fff]+$/.test(run) || index.has("&" + run)) return false;
    if (words.length === 1 && words[0].known) return false;
    if (length < (query.numbers.length ? 2 : 3)) return false;
    const last = words[words.length - 1];
    return query.numbers.length > 0 || !last.known || query.runs.length === 1;
  }

  /** How well a shortened name fits a title: its characters in order, the first one first, or as it stands. */
  function fit(chars, title) {
    if (title.length <= chars.length || title[title.length - 1] !== chars[chars.length - 1]) return 0;
    if (title[0] !== chars[0]) return title.endsWith(chars) && chars.length > 3 ? 1 + chars.length / title.length : 0;
    let at = 0;
    let joined = 0;
    let last = -1;
    for (const char of chars) {
      at = title.indexOf(char, at);
      if (at < 0) return 0;
      if (at === last + 1) joined++;
      last = at++;
    }
    return 1 + joined / chars.length + chars.length / title.length;
  }

  /** @returns {Generator} asks for titles; returns the term, or null when no document fits */
  function* namedTerm(run, words, query, index) {
    const bare = run.startsWith("新") || run.startsWith("旧") ? run.slice(1) : run;
    if (!mayBeName(bare, words, query, index)) return null;
    if (!index.documents) yield { letters: ["documents"] };
    if (!index.documents) return null;
    if (!index.titles) index.titles = titlesOf(index.documents);
    const fits = new Map();
    for (const title of index.titles) {
      const worth = fit(bare, title);
      if (worth) fits.set(title, worth);
    }
    const sorted = Array.from(fits).sort((a, b) => b[1] - a[1]);
    const near = bare.length > 2 ? NEAR : NEAR_SHORT;
    const best = sorted.filter((pair) => pair[1] > sorted[0][1] - near).slice(0, MOST).map((pair) => pair[0]);
    if (!best.length) return null;
    yield { keys: best.map((title) => "&" + title) };
    const variants = best.map((title) => ({ keys: ["&" + title], factor: NAMED, exact: true }));
    variants.push({ keys: search.text.pairsOf(run), factor: 0.8, word: run });
    return { text: best[0], instead: run, factor: 1.3, variants: variants };
  }

  /** The documents' titles as they are compared. */
  const titlesOf = (documents) =>
    documents.map((pair) => {
      const title = search.text.normalise(String(pair[1]));
      return title.startsWith(STATE) ? title.slice(STATE.length) : title;
    });
  /** `中华人民共和国公司法` is looked for as `公司法`. */
  search.withoutState = (text) => text.replace(new RegExp(STATE + "(?=[\\u3400-\\u9fff]{2})", "g"), "");
  search.looksNamed = (run) => run.length > 1 && ENDING.test(run);
  search.namedTerm = namedTerm;
})((globalThis.labkb = globalThis.labkb || {}));
