/** Traditional characters and single wrong ones made right. */
(function (labkb) {
  "use strict";
  const core = (labkb.core = labkb.core || {});
  const search = (core.search = core.search || {});
  const pairs = (run) => search.text.pairsOf(run);

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
      const covered = coveredBy(chars, index);
      const loose = suspects.filter((place) => !covered.has(place));
      if (!loose.length || !index.letters) break;
      const fixed = yield* search.corrected(chars, loose, index.letters, index);
      if (!fixed) break;
      yield { keys: pairs(fixed.join("")) };
      const place = fixed.findIndex((char, at) => char !== chars[at]);
      const now = coveredBy(fixed, index);
      // A word gained must not cost another one: 孩子产假 is not 孩资产假.
      if (!now.has(place) || now.size < covered.size + 2) break;
      chars = fixed;
    }
    return chars.join("") === before ? null : chars;
  }

  /** Places that lie in words of the collection. */
  function coveredBy(chars, index) {
    const places = new Set();
    for (const word of search.segment(chars, index)) {
      if (word.known) for (let i = 0; i < Array.from(word.text).length; i++) places.add(word.at + i);
    }
    return places;
  }

  search.repaired = repaired;
})((globalThis.labkb = globalThis.labkb || {}));
