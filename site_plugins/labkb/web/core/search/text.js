/** The characters that search compares; the same form as `labkb/index/text.py` gives the index. */
(function (labkb) {
  "use strict";
  const core = (labkb.core = labkb.core || {});
  const search = (core.search = core.search || {});
  const SKIPPED = /[\p{P}\p{Z}\p{C}]+/gu;
  const HAN = /\p{Script=Han}/u;
  const MOST_KEPT = 4000;

  /** @param {string} text full-width and capitals made plain, punctuation left in place */
  function fold(text) {
    return text.normalize("NFKC").toLowerCase();
  }

  /** @param {string} text `JJF 1059.1` -> `jjf10591` */
  function normalise(text) {
    return fold(text).replace(SKIPPED, "");
  }

  /** @param {string} char one character */
  function isHan(char) {
    return isCommonHan(char) || char === "〇" || HAN.test(char);
  }
  const isCommonHan = (char) => char >= "\u4e00" && char <= "\u9fff" && char.length === 1;

  const kept = new Map();

  /** What is compared of one character: the regular expression is slow for texts letter by letter. */
  function keptOf(char) {
    if (isCommonHan(char)) return char;
    let found = kept.get(char);
    if (found === undefined) {
      if (kept.size > MOST_KEPT) kept.clear();
      kept.set(char, (found = normalise(char)));
    }
    return found;
  }

  /**
   * Normalised text with the place in the original of every character.
   * @param {string} text @returns {{text: string, norm: string, places: number[]}} places[i] is an index into text
   */
  function aligned(text) {
    let norm = "";
    const places = [];
    let place = 0;
    for (const char of text) {
      const found = keptOf(char);
      for (let i = 0; i < found.length; i++) places.push(place);
      norm += found;
      place += char.length;
    }
    places.push(place);
    return { text: text, norm: norm, places: places };
  }

  /** Neighbouring characters of a normalised run; one character alone asks for all that begin so. */
  function pairsOf(run) {
    const chars = Array.from(run);
    if (chars.length === 1) return [chars[0]];
    const pairs = [];
    for (let i = 0; i + 1 < chars.length; i++) pairs.push(chars[i] + chars[i + 1]);
    return pairs;
  }

  search.text = { fold: fold, normalise: normalise, isHan: isHan, aligned: aligned, pairsOf: pairsOf };
})((globalThis.labkb = globalThis.labkb || {}));
