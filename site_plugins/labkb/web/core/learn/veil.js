/**
 * Takes the veil off answers. The veil keeps answers out of sight, of searches and of a glance at
 * the source; it is no secret: whoever reads this file can lift it, as with every quiz that runs
 * without a server. An exam that counts needs an invigilator.
 */
(function (labkb) {
  "use strict";
  const learn = (labkb.core.learn = labkb.core.learn || {});
  const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

  function bytesOf(base64) {
    const bytes = [];
    let held = 0;
    let bits = 0;
    for (const char of base64) {
      const value = ALPHABET.indexOf(char);
      if (value < 0) continue;
      held = ((held << 6) | value) & 0xffffff;
      bits += 6;
      if (bits >= 8) {
        bits -= 8;
        bytes.push((held >> bits) & 0xff);
      }
    }
    return bytes;
  }

  function textOf(bytes) {
    let escaped = "";
    bytes.forEach((byte) => {
      escaped += "%" + (byte < 16 ? "0" : "") + byte.toString(16);
    });
    return decodeURIComponent(escaped);
  }

  /** What was veiled under an id. @param {string} veiled @param {string} id */
  learn.unveil = function (veiled, id) {
    const next = learn.random.generator(id);
    const bytes = bytesOf(veiled).map((byte) => byte ^ Math.floor(next() * 256));
    return JSON.parse(textOf(bytes));
  };
})((globalThis.labkb = globalThis.labkb || {}));
