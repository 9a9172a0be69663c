/** Cuts a run into the collection's own words, which the shard lines of its pairs name. */
(function (labkb) {
  "use strict";
  const core = (labkb.core = labkb.core || {});
  const search = (core.search = core.search || {});

  /**
   * @param {string} section words of a line: `rest:count[n][:other;other]` joined by commas
   * @returns {{rest: string, count: number, named: boolean, others: string[]}[]}
   */
  function entriesOf(section) {
    if (!section) return [];
    return section.split(",").map((entry) => {
      const fields = entry.split(":");
      return {
        rest: fields[0],
        count: Number(fields[1][0]) || 0,
        named: fields[1].length > 1,
        others: fields[2] ? fields[2].split(";").map((word) => word.replace(/_/g, " ")) : [],
      };
    });
  }

  /**
   * Words that begin at each place of a run.
   * @param {string[]} chars @param {object} index
   */
  function wordsAt(chars, index) {
    const run = chars.join("");
    let offset = 0;
    return chars.map((char, place) => {
      const begin = offset;
      offset += char.length;
      if (place + 1 >= chars.length) return [];
      const pair = char + chars[place + 1];
      return index.entries(pair)
        .filter((entry) => run.startsWith(entry.rest, begin + pair.length))
        .map((entry) => ({ entry: entry, word: pair + entry.rest, length: 2 + Array.from(entry.rest).length }));
    });
  }

  const isPlain = (char) => /[a-z0-9]/.test(char);

  /**
   * The best cut: long words and names, few single characters, letters and digits kept together.
   * @returns {{text: string, known: boolean, named: boolean, others: string[], at: number}[]}
   */
  function segment(chars, index, banned) {
    const starting = wordsAt(chars, index);
    const best = [{ score: 0, from: -1, entry: null }];
    for (let place = 0; place < chars.length; place++) {
      const base = best[place].score;
      let span = 1;
      if (isPlain(chars[place])) {
        while (place + span < chars.length && isPlain(chars[place + span])) span++;
        if (place > 0 && isPlain(chars[place - 1])) span = 1;
      }
      improve(place, place + 1, base - 3, null);
      if (span > 1) improve(place, place + span, base + span, null);
      for (const { entry, word, length } of starting[place]) {
        if (banned && word === banned) continue;
        const worth = length * length * (entry.named || entry.others.length ? 1.4 : 1) + entry.count / 4;
        improve(place, place + length, base + worth - 2, entry);
      }
    }
    function improve(from, to, score, entry) {
      if (!best[to] || best[to].score < score) best[to] = { score: score, from: from, entry: entry };
    }
    const words = [];
    for (let to = chars.length; to > 0; to = best[to].from) {
      const step = best[to];
      words.unshift({
        text: chars.slice(step.from, to).join(""), at: step.from, known: Boolean(step.entry), count: step.entry ? step.entry.count : 0,
        named: Boolean(step.entry && step.entry.named), others: step.entry ? step.entry.others : [],
      });
    }
    return words;
  }

  search.segment = segment;
  search.entriesOf = entriesOf;
})((globalThis.labkb = globalThis.labkb || {}));
