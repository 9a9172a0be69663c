/** Reads what people type: numbers as exact decimals, with a refusal that names field and rule. */
(function (labkb) {
  "use strict";
  const calc = labkb.core.calc;
  const exact = calc.exact;
  const { refuse } = calc.errors;
  const LONGEST = 400;

  const FULL = /[０-９．＋－ｅＥ]/;
  const ascii = (text) =>
    text
      .replace(/[０-９ｅＥ]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
      .replace(/．/g, ".")
      .replace(/＋/g, "+")
      .replace(/[－−]/g, "-");

  const missing = (value) =>
    value === null || value === undefined || (typeof value === "string" && value.trim() === "");

  /** Why a text is no number, as [code, rule]. */
  function objection(text) {
    if (/^[+-]?(inf(inity)?|∞)$/i.test(text)) return ["infinite", "不能是无穷大"];
    if (/^[+-]?nan$/i.test(text)) return ["not_a_number", "必须是数，NaN 不是数"];
    if (/^[+-]?\d+[，][\d]+$/.test(text)) {
      return [
        "full_width_comma",
        "小数点要用半角“.”，千位不要加逗号（如 " + text.replace("，", ".") + "）",
      ];
    }
    if (/\d[,，'’_\s]\d/.test(text))
      return ["grouping", "数字中间不要用逗号或空格分组（如把 1,000 写成 1000）"];
    if ((text.match(/\./g) || []).length > 1) return ["several_dots", "只能有一个小数点"];
    if (/^[+-]?\.\d/.test(text) || /^[+-]?\d+\.(?:[eE]|$)/.test(text)) {
      return ["bare_dot", "小数点前后都要有数字（如 0.5、5.0）"];
    }
    if (/^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?\s*[^\d\s.eE+-]/.test(text)) {
      return ["unit_in_number", "只填数，单位不要写在数后面"];
    }
    return ["not_a_number", "必须是数（如 12.5、-0.03、1.2e-3）"];
  }

  /**
   * An exact number from text or a JSON number.
   * @param {unknown} raw @param {{field: string, label: string}} where @param {string[]} notices gets what was put right
   */
  function readNumber(raw, where, notices) {
    const wrong = (code, rule) =>
      refuse(
        code,
        where.field,
        "“" +
          where.label +
          "”" +
          rule +
          (missing(raw) ? "。" : "，现在是“" + String(raw).slice(0, 40) + "”。")
      );
    if (missing(raw)) wrong("empty", "没有填写");
    if (typeof raw === "number") {
      if (!Number.isFinite(raw)) wrong("not_a_number", "必须是有限的数");
      return exact.fromNumber(raw);
    }
    if (typeof raw !== "string") wrong("not_a_number", "必须是数");
    const trimmed = raw.trim();
    const text = ascii(trimmed);
    if (FULL.test(trimmed))
      notices.push("“" + where.label + "”的全角字符已按半角读作 " + text + "。");
    const sized = /[eE][+-]?(\d+)$/.exec(text);
    if (text.length > LONGEST || (sized && Number(sized[1]) > LONGEST))
      wrong("too_long", "位数太多，超出可计算的范围");
    const number = exact.parse(text);
    if (number) return number;
    const [code, rule] = objection(text);
    return wrong(code, rule);
  }

  const LIMITS = [
    ["minimum", (order) => order < 0, "不能小于"],
    ["maximum", (order) => order > 0, "不能大于"],
    ["above", (order) => order <= 0, "必须大于"],
    ["below", (order) => order >= 0, "必须小于"],
  ];

  /** A number within the limits of its definition; Infinity only where the definition allows it. */
  function readDecimal(spec, raw, where, notices) {
    if (
      spec.infinite &&
      (raw === Infinity ||
        (typeof raw === "string" && /^\+?(inf|infinity|∞|无穷大?)$/i.test(raw.trim())))
    )
      return Infinity;
    const number = readNumber(raw, where, notices);
    for (const [key, broken, words] of LIMITS) {
      if (spec[key] === undefined || spec[key] === null) continue;
      if (broken(exact.compare(number, exact.parse(spec[key])))) {
        refuse(
          spec[key] === "0" && key === "above" ? "not_positive" : "out_of_range",
          where.field,
          "“" +
            where.label +
            "”" +
            words +
            " " +
            spec[key].replace("-", "−") +
            "，现在是 " +
            exact.format(number).replace("-", "−") +
            "。"
        );
      }
    }
    if (spec.integer && number.den !== 1n) {
      refuse(
        "not_integer",
        where.field,
        "“" + where.label + "”必须是整数，现在是 " + exact.format(number) + "。"
      );
    }
    return number;
  }

  /** A list given as an array, or as text pasted from a column. */
  function pieces(raw, where) {
    if (Array.isArray(raw)) return raw;
    if (typeof raw === "string")
      return raw.trim() === "" ? [] : raw.trim().split(/[\s;；、]+|[,，]\s+/);
    return refuse("not_a_list", where.field, "“" + where.label + "”应当是一列。");
  }

  calc.read = { missing, readNumber, readDecimal, pieces };
})((globalThis.labkb = globalThis.labkb || {}));
