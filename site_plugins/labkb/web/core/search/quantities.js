/** Numbers with a unit are looked for in digits and in characters: 18周岁, 十八周岁. */
(function (labkb) {
  "use strict";
  const core = (labkb.core = labkb.core || {});
  const search = (core.search = core.search || {});
  const CHARACTERS = "零一二三四五六七八九";
  const UNITS = ["", "十", "百", "千"];
  const NUMERAL = /^(?:\d{1,4}|[一二三四五六七八九十百千两]+)$/;
  const UNIT = "(?:个?工作日|个月|周岁|岁|年|月|日|天|小时|分钟|倍|元|万元|家|人|名|次|项|户|吨|米|度)";
  const BEGINS = new RegExp("^" + UNIT);
  const WHOLE = new RegExp("^(\\d{1,4}|[一二三四五六七八九十百千两]+)(" + UNIT + ".*)$");

  /** 105 -> 一百零五. @param {number} value up to 9999 */
  function inCharacters(value) {
    const digits = Array.from(String(value), Number);
    let text = "";
    digits.forEach((digit, place) => {
      const unit = UNITS[digits.length - 1 - place];
      if (digit) text += CHARACTERS[digit] + unit;
      else if (text && !text.endsWith("零")) text += "零";
    });
    return text.replace(/零$/, "").replace(/^一十/, "十");
  }

  /** The other ways to write a quantity. @returns {string[]} */
  function otherForms(text) {
    const parts = WHOLE.exec(text);
    if (!parts) return [];
    if (!/^\d/.test(parts[1])) return [search.numbers.chineseNumber(parts[1]) + parts[2]];
    if (parts[1].length === 4 && parts[2][0] === "年") {
      return [Array.from(parts[1], (digit) => (digit === "0" ? "〇" : CHARACTERS[Number(digit)])).join("") + parts[2]];
    }
    const value = Number(parts[1]);
    if (!value) return [];
    const forms = [inCharacters(value) + parts[2]];
    return value === 2 ? forms.concat("两" + parts[2]) : forms;
  }

  /** Words of a cut, numbers joined with the unit that follows them. @param {object[]} words */
  function withQuantities(words) {
    const found = [];
    for (let place = 0; place < words.length; ) {
      let end = place;
      let text = "";
      while (end < words.length && NUMERAL.test(text + words[end].text)) text += words[end++].text;
      const joined = text && end < words.length && BEGINS.test(words[end].text);
      const word = joined ? Object.assign({}, words[place], { text: text + words[end].text, known: true, named: false, others: [] }) : words[place];
      place = joined ? end + 1 : place + 1;
      const forms = otherForms(word.text);
      found.push(forms.length ? Object.assign({}, word, { others: (word.others || []).concat(forms) }) : word);
    }
    return found;
  }

  search.withQuantities = withQuantities;
})((globalThis.labkb = globalThis.labkb || {}));
