/** The first hits read: phrases, nearness, exact titles, what answers a question. */
(function (labkb) {
  "use strict";
  const core = (labkb.core = labkb.core || {});
  const search = (core.search = core.search || {});

  /** How a sentence begins that says what something is. */
  const DEFINING = ["X是指", "所称X", "X是", "X指"];

  /**
   * The first hits in a new order, now that their text is at hand.
   * @param {number[]} window ordinals @param {Float32Array} scores changed for these
   */
  function reread(window, parsed, words, scores, index) {
    const worth = new Map();
    window.forEach((ordinal, place) => {
      const row = index.stored.get(ordinal);
      const base = scores[ordinal];
      worth.set(ordinal, { score: row ? base + gain(row, parsed, words) : base, place: place });
    });
    window.sort((a, b) => worth.get(b).score - worth.get(a).score || worth.get(a).place - worth.get(b).place);
    for (const ordinal of window) scores[ordinal] = worth.get(ordinal).score;
    return window;
  }

  function gain(row, parsed, words) {
    const title = row.texts.title.norm;
    const body = row.said;
    let sum = 0;
    if (title === parsed.whole) sum += parsed.hints.length ? 0 : 8;
    else if (parsed.whole.length > 1 && title.includes(parsed.whole)) sum += 3;
    const runs = parsed.runs.map((run) => run.run).filter((run) => run.length > 2);
    if (parsed.whole.length > 2 && body.includes(parsed.whole)) sum += 4;
    else for (const run of runs) if (body.includes(run) || row.named.includes(run)) sum += 4 / runs.length;
    if (parsed.hints.some((hint) => search.answersTo(hint, row.body + row.original))) sum += 2;
    if (parsed.defines && words.some((word) => DEFINING.some((sign) => body.includes(sign.replace("X", word))))) sum += 3;
    return sum + 3.2 * nearness(body, words);
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

  search.reread = reread;
})((globalThis.labkb = globalThis.labkb || {}));
