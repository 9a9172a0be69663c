/** Posting lists out of printable characters; the format is told in `labkb/index/codec.py`. */
(function (labkb) {
  "use strict";
  const core = (labkb.core = labkb.core || {});
  const search = (core.search = core.search || {});
  const CONTINUATIONS = 22;
  const UNIT_FINALS = 20;
  const RECORD_FINALS = 49;
  const LEVELS = 6;
  const BACKSLASH = 92;

  /**
   * Reads codes one by one.
   * @param {string} text @param {(value: number) => void} unit @param {(value: number) => void} record
   */
  function read(text, unit, record) {
    let held = 0;
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      const digit = code - (code > BACKSLASH ? 36 : 35);
      if (digit < CONTINUATIONS) held = held * CONTINUATIONS + digit + 1;
      else if (digit < CONTINUATIONS + UNIT_FINALS) {
        unit(held * UNIT_FINALS + digit - CONTINUATIONS);
        held = 0;
      } else {
        record(held * RECORD_FINALS + digit - CONTINUATIONS - UNIT_FINALS);
        held = 0;
      }
    }
  }

  /**
   * @param {string} text @param {ArrayLike<number>} starts first ordinal of every unit, and the end
   * @returns {{ordinals: Uint32Array, levels: Uint8Array}} in rising order
   */
  function postings(text, starts) {
    const ordinals = [];
    const levels = [];
    // A damaged list must not name records that there are not.
    const end = starts[starts.length - 1];
    let unit = -1;
    let next = 0;
    read(
      text,
      (gap) => {
        unit += gap + 1;
        next = starts[unit];
      },
      (value) => {
        const level = value % LEVELS;
        next += (value - level) / LEVELS;
        if (next < end) {
          ordinals.push(next);
          levels.push(level);
        }
        next += 1;
      }
    );
    return { ordinals: Uint32Array.from(ordinals), levels: Uint8Array.from(levels) };
  }

  /** @param {string} text @returns {{units: number[], levels: number[]}} units whose name holds a key */
  function names(text) {
    const found = { units: [], levels: [] };
    let unit = -1;
    read(
      text,
      (gap) => found.units.push((unit += gap + 1)),
      (level) => found.levels.push(level)
    );
    return found;
  }

  /** @param {string} text @returns {number[]} a plain list of numbers */
  function numbers(text) {
    const found = [];
    read(text, () => undefined, (value) => found.push(value));
    return found;
  }

  search.codec = { postings: postings, names: names, numbers: numbers };
})((globalThis.labkb = globalThis.labkb || {}));
