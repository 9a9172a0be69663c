/** The explicit table of units: decimal prefixes of the same base unit convert exactly, all else is refused. */
(function (labkb) {
  "use strict";
  const calc = labkb.core.calc;
  const exact = calc.exact;
  const { refuse } = calc.errors;
  const { define } = calc.evaluation;

  const PREFIX = { p: -12, n: -9, u: -6, m: -3, c: -2, d: -1, "": 0, h: 2, k: 3, M: 6, G: 9 };
  const BASE = [
    "m",
    "g",
    "V",
    "A",
    "ohm",
    "Pa",
    "N",
    "Hz",
    "s",
    "K",
    "J",
    "W",
    "F",
    "H",
    "C",
    "rad",
    "mol",
    "L",
    "S",
    "T",
  ];
  const SAME = { Ω: "ohm", Ω: "ohm", μ: "u", µ: "u", "℃": "°C", "％": "%" };

  /** Base and power of ten of a unit, or null where the table does not know it. */
  function read(unit) {
    const plain = Array.from(unit.trim())
      .map((c) => SAME[c] || c)
      .join("");
    for (const base of BASE) {
      if (!plain.endsWith(base)) continue;
      const prefix = plain.slice(0, plain.length - base.length);
      if (Object.prototype.hasOwnProperty.call(PREFIX, prefix))
        return { base, exponent: PREFIX[prefix] };
    }
    return null;
  }

  const plainName = (unit) =>
    Array.from(unit.trim())
      .map((c) => SAME[c] || c)
      .join("");

  /** Whether two texts name the same unit. */
  const same = (a, b) => plainName(a) === plainName(b);

  /** The exact factor from one unit to another of the same kind. */
  function factor(from, to, field) {
    if (same(from, to)) return exact.integer(1);
    const a = read(from);
    const b = read(to);
    if (!a || !b || a.base !== b.base) {
      refuse(
        "unit_mismatch",
        field || "unit",
        "单位“" + from + "”与“" + to + "”不能换算，请统一单位后再输入。"
      );
    }
    return calc.rounding.unit(a.exponent - b.exponent);
  }

  /** "um, L in um" -> {result, variable, unit}. */
  function expressionUnits(text) {
    const match = /^\s*([^,，]+?)\s*(?:[,，]\s*([\p{L}_]\w*)\s+in\s+(\S+)\s*)?$/u.exec(text);
    if (!match)
      refuse(
        "units_syntax",
        "CMC_expr_units",
        "单位说明应写成“um, L in um”这样：先写结果的单位，再写变量的单位。"
      );
    return { result: match[1], variable: match[2] || null, unit: match[3] || null };
  }

  /** The value of a reader's expression over named exact numbers. */
  function valueOf(text, names, field) {
    const tree = calc.parser.parse(text, field);
    calc.model.check(tree, Object.keys(names), field);
    return calc.evaluation.evaluate(
      tree,
      (name) => (Object.prototype.hasOwnProperty.call(names, name) ? names[name] : Math.PI),
      field
    );
  }

  define({
    unit_factor: [2, 3, factor],
    same_unit: [2, 2, same],
    expression_units: [1, 1, expressionUnits],
    value_of: [
      3,
      4,
      (text, name, value, field) =>
        valueOf(text, name === null ? {} : { [name]: value }, field || "expression"),
    ],
  });
  calc.units = { factor, same, read };
})((globalThis.labkb = globalThis.labkb || {}));
