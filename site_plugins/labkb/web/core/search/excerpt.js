/** The part of a text that shows why it was found, and where the words stand in it. */
(function (labkb) {
  "use strict";
  const core = (labkb.core = labkb.core || {});
  const search = (core.search = core.search || {});
  const WIDTH = 72;
  const LEAD = 16;

  /** Places of words in a text, as [start, end) of the original, longest words first. */
  function occurrences(aligned, words) {
    const found = [];
    for (const word of words) {
      if (!word) continue;
      for (let at = aligned.norm.indexOf(word); at >= 0; at = aligned.norm.indexOf(word, at + 1)) {
        found.push({ word: word, from: at, to: at + word.length });
        if (found.length > 400) return found;
      }
    }
    return found.sort((a, b) => a.from - b.from || b.to - a.to);
  }

  /** The place behind the character at a place; some take two units. */
  const after = (text, place) => place + (text.codePointAt(place) > 0xffff ? 2 : 1);

  /** A place that cuts no character in two: the same, or the one before it. */
  const between = (text, place) => (place > 0 && text.codePointAt(place - 1) > 0xffff ? place - 1 : place);

  /** Marks without overlaps, in places of the original text. */
  function marksOf(aligned, found, start, end) {
    const marks = [];
    for (const hit of found) {
      const from = Math.max(aligned.places[hit.from], start) - start;
      const last = aligned.places[hit.to - 1];
      const to = Math.min(after(aligned.text, last), end) - start;
      if (to <= from) continue;
      const before = marks[marks.length - 1];
      if (before && from <= before[1]) before[1] = Math.max(before[1], to);
      else marks.push([from, to]);
    }
    return marks;
  }

  /**
   * @param {{text: string, norm: string, places: number[]}} aligned @param {string[]} words normalised
   * @returns {{text: string, marks: number[][]}}
   */
  function excerpt(aligned, words) {
    const text = aligned.text;
    const found = occurrences(aligned, words);
    let start = 0;
    if (text.length > WIDTH && found.length) {
      let best = -1;
      for (let first = 0; first < found.length; first++) {
        const from = aligned.places[found[first].from];
        if (first && from === aligned.places[found[first - 1].from]) continue;
        const seen = new Set();
        let weight = 0;
        for (let next = first; next < found.length; next++) {
          const hit = found[next];
          const place = aligned.places[hit.from];
          if (place > from + WIDTH) break;
          if (place > from + WIDTH - LEAD - hit.word.length) continue;
          weight += seen.has(hit.word) ? 0.1 : hit.word.length;
          seen.add(hit.word);
        }
        if (weight > best + 0.5) {
          best = weight;
          start = from;
        }
      }
      start = beginning(text, start);
    }
    const end = between(text, Math.min(text.length, start + WIDTH));
    const shown = text.slice(start, end).replace(/\s/g, " ");
    const marks = marksOf(aligned, found, start, end);
    const lead = start > 0 ? "…" : "";
    return {
      text: lead + shown + (end < text.length ? "…" : ""),
      marks: marks.map((mark) => [mark[0] + lead.length, mark[1] + lead.length]),
    };
  }

  /** Back to the beginning of a clause of the sentence, if it is near. */
  function beginning(text, place) {
    for (let at = place; at > 0 && at > place - LEAD; at--) {
      if ("。；;\n，：".includes(text[at - 1])) return at;
    }
    return between(text, Math.max(0, place - 8));
  }

  search.excerpt = excerpt;
  search.occurrences = occurrences;
  search.marksOf = marksOf;
})((globalThis.labkb = globalThis.labkb || {}));
