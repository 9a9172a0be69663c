/** Whether the data of an index file are as they were written; `labkb/index/shards.py` says how it is counted. */
(function (labkb) {
  "use strict";
  const core = (labkb.core = labkb.core || {});
  const search = (core.search = core.search || {});
  const PRIME = 65521;
  /** Characters whose sums stay whole numbers before the remainder is taken. */
  const AT_ONCE = 2000;

  /** Adler-32 of a text in UTF-16, little end first. @param {string} text @returns {number} */
  function checksum(text) {
    let low = 1;
    let high = 0;
    for (let from = 0; from < text.length; from += AT_ONCE) {
      const to = Math.min(text.length, from + AT_ONCE);
      for (let place = from; place < to; place++) {
        const code = text.charCodeAt(place);
        low += code & 255;
        high += low;
        low += code >> 8;
        high += low;
      }
      low %= PRIME;
      high %= PRIME;
    }
    return high * 65536 + low;
  }

  /** @param {unknown} data @param {number} [expected] */
  search.isSound = function (data, expected) {
    if (data === undefined || expected === undefined) return false;
    return checksum(typeof data === "string" ? data : JSON.stringify(data)) === expected;
  };
})((globalThis.labkb = globalThis.labkb || {}));
