/** Reads what people type: words in any width and bracket, numbers with unit. */
(function (labkb) {
  "use strict";
  const learn = (labkb.core.learn = labkb.core.learn || {});
  const MARKS = {
    "〔": "(", "〕": ")", "［": "(", "］": ")", "[": "(", "]": ")", "【": "(", "】": ")",
    "—": "-", "–": "-", "‐": "-", "−": "-", "－": "-", "～": "~", "、": ",", "；": ";",
    "“": "", "”": "", "\"": "", "《": "", "》": "", "。": "",
  };

  /** The text as far as it matters for comparing answers. @param {string} text */
  learn.plain = function (text) {
    const folded = String(text).normalize("NFKC").toLowerCase();
    let made = "";
    for (const char of folded) made += Object.prototype.hasOwnProperty.call(MARKS, char) ? MARKS[char] : char;
    return made.replace(/\s+/g, "");
  };

  /** Whether what was typed is one of the accepted wordings. */
  learn.isSameText = function (typed, accepted) {
    const plain = learn.plain(typed);
    return plain !== "" && accepted.some((one) => learn.plain(one) === plain);
  };

  /**
   * A number as digits and exponent, exactly as typed; a unit after it may be the expected one.
   * @param {string} typed @param {string} [unit]
   * @returns {{digits: bigint, scale: number}|null} digits / 10^scale
   */
  learn.readNumber = function (typed, unit) {
    let text = learn.plain(typed).replace(/,(?=\d{3}(\D|$))/g, "");
    const tail = unit ? learn.plain(unit) : "";
    if (tail && text.length > tail.length && text.endsWith(tail)) text = text.slice(0, -tail.length);
    const match = /^([+-]?)(\d+)(?:\.(\d*))?(?:(?:e|[x×*]10\^?)([+-]?\d{1,3}))?$/.exec(text) ||
      /^([+-]?)()\.(\d+)()$/.exec(text);
    if (!match) return null;
    const fraction = match[3] || "";
    let digits = BigInt((match[2] || "") + fraction || "0");
    let scale = fraction.length - Number(match[4] || 0);
    if (scale < 0) {
      digits *= 10n ** BigInt(-scale);
      scale = 0;
    }
    return { digits: match[1] === "-" ? -digits : digits, scale: scale };
  };

  /** Whether a number lies within the tolerance of another; limits belong to it. */
  learn.isWithin = function (number, value, tolerance) {
    const scale = Math.max(number.scale, value.scale, tolerance.scale);
    const up = (n) => n.digits * 10n ** BigInt(scale - n.scale);
    const off = up(number) - up(value);
    return (off < 0n ? -off : off) <= up(tolerance);
  };
})((globalThis.labkb = globalThis.labkb || {}));
