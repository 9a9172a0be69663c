/** Numbers of clauses and codes of documents in a query, in every form that readers type. */
(function (labkb) {
  "use strict";
  const core = (labkb.core = labkb.core || {});
  const search = (core.search = core.search || {});
  const DIGITS = "零一二三四五六七八九";
  const UNITS = { 十: 10, 百: 100, 千: 1000 };
  const CN = "零〇一二两三四五六七八九十百千";
  const PREFIX = { 章: "ch", 节: "s", 编: "part" };

  /** The value of a Chinese or Arabic numeral, null when it is none: 二十三 -> 23. */
  function chineseNumber(text) {
    if (/^\d+$/.test(text)) return Number(text);
    if (!/[十百千]/.test(text)) {
      const digits = Array.from(text, (c) => ({ 〇: 0, 两: 2 })[c] ?? DIGITS.indexOf(c));
      return digits.length && digits.every((d) => d >= 0) ? Number(digits.join("")) : null;
    }
    let total = 0;
    let digit = 0;
    for (const char of text) {
      if (UNITS[char]) {
        total += (digit || 1) * UNITS[char];
        digit = 0;
      } else digit = ({ 〇: 0, 两: 2 })[char] ?? DIGITS.indexOf(char);
    }
    return total + digit;
  }

  const NUMBER = new RegExp(
    [
      // 第二十三条, 第5.1.2条, 第三章, 第三部分, 第二十三条之一
      "第\\s*(\\d+(?:[.]\\d+)*|[" + CN + "]+)\\s*(条|款|项|章|节|编|部分)(?:之([" + CN + "]+))?",
      // 23条, 二十三条; not 三条件
      "(\\d+(?:[.]\\d+)*|[" + CN + "]+)\\s*条(?![件例款约文线])",
      // 附录A, 附件1
      "(?:附录|附件|附表)\\s*([a-z](?![a-z])|\\d+|[" + CN + "]+)",
      // （八）, 三（八）
      "(?:(?:^|[\\s，,、])([" + CN + "]+)[、.]?\\s*)?[(（]\\s*([" + CN + "]+|\\d{1,2})\\s*[)）]",
    ].join("|"),
    "g"
  );
  /** What may follow a number that is asked for; other words make it part of a sentence. */
  const FOLLOWS = /^(?:第|附|的内容|的规定|内容|是什么|之).*$/;
  const DOTTED = /^[a-z]?\d+(?:\.\d+)+$/;

  /** @returns {string} the key's second part, or "" */
  function keyOf(match) {
    const plain = match[1] || match[4] || match[7];
    if (match[5]) {
      const value = chineseNumber(match[5]);
      return "annex" + (value === null ? match[5] : value);
    }
    if (/^\d+(?:\.\d+)+$/.test(plain)) return plain;
    const value = chineseNumber(plain);
    if (value === null) return "";
    const after = match[3] ? chineseNumber(match[3]) : null;
    return (PREFIX[match[2]] || "") + value + (after === null ? "" : "-" + after);
  }

  /**
   * Takes the numbers out of a folded query.
   * @param {string} folded
   * @returns {{numbers: {key: string, text: string, path?: string}[], rest: string, inside: boolean}} rest has a comma where one
   *   was; inside: a number stands in the middle of a sentence
   */
  function takeNumbers(folded) {
    const numbers = [];
    let inside = false;
    const rest = folded.replace(NUMBER, function (whole) {
      const key = keyOf(arguments);
      if (!key) return whole;
      const place = arguments[arguments.length - 2];
      if (/^[\u3400-\u9fff]/.test(folded.slice(place + whole.length).replace(FOLLOWS, ""))) inside = true;
      const above = arguments[6] ? chineseNumber(arguments[6]) : null;
      numbers.push(Object.assign({ key: key, text: whole.trim() }, above === null ? {} : { path: above + "." + key }));
      return " , ";
    });
    return { numbers: numbers, rest: rest, inside: inside };
  }

  /** Keys of a word of letters and digits that may name a document: `cnas-cl01:2018`. */
  function codeKeys(written) {
    const whole = search.text.normalise(written);
    const bare = search.text.normalise(written.replace(/[-:—]?\s*(?:19|20)\d\d$/, ""));
    return whole === bare || bare.length < 3 ? [whole] : [whole, bare];
  }

  search.numbers = {
    chineseNumber: chineseNumber,
    takeNumbers: takeNumbers,
    codeKeys: codeKeys,
    isDotted: (text) => DOTTED.test(text),
  };
})((globalThis.labkb = globalThis.labkb || {}));
