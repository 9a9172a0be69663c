/** Repeatable chance: the same seed gives the same draw, in the page and in tests. */
(function (labkb) {
  "use strict";
  const core = (labkb.core = labkb.core || {});
  const learn = (core.learn = core.learn || {});

  /** FNV-1a over the UTF-16 code units of a text. @param {string} text @returns {number} */
  function hash(text) {
    let h = 0x811c9dc5;
    for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
    return h >>> 0;
  }

  /** Numbers in [0, 1) that follow from a seed (mulberry32). @param {string} seed */
  function generator(seed) {
    let state = hash(seed);
    return function () {
      state = (state + 0x6d2b79f5) >>> 0;
      let t = Math.imul(state ^ (state >>> 15), 1 | state);
      t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
      return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
    };
  }

  /** A new list in an order that follows from the seed (Fisher-Yates). */
  function shuffled(list, seed) {
    const next = generator(seed);
    const made = list.slice();
    for (let i = made.length - 1; i > 0; i--) {
      const j = Math.floor(next() * (i + 1));
      [made[i], made[j]] = [made[j], made[i]];
    }
    return made;
  }

  learn.random = { hash, generator, shuffled };
})((globalThis.labkb = globalThis.labkb || {}));
