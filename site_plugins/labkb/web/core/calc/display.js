/** Numbers and expressions for the eye: significant digits by GB/T 8170, true minus sign, no negative zero. */
(function (labkb) {
  "use strict";
  const calc = labkb.core.calc;
  const exact = calc.exact;
  const { Exact } = exact;

  const minus = (text) => text.replace(/-/g, "−");

  /** Mantissa × power of ten, for what would need too many zeros. */
  function powerOfTen(value, digits) {
    const exponent = calc.rounding.exponentOf(value);
    const mantissa = exact.divide(value, calc.rounding.unit(exponent));
    const places = digits - 1;
    return (
      exact.format(exact.parse(exact.format(mantissa)), Math.min(places, 14)) + "×10^" + exponent
    );
  }

  /**
   * @param {unknown} value @param {number} [digits] significant digits of numbers that are not decimals as typed
   * @param {Exact} [limit] shows more digits where rounding would seem to reach this limit
   */
  function show(value, digits, limit) {
    if (Array.isArray(value)) {
      if (!value.length) return "无";
      const shown = value.slice(0, 12).map((one) => show(one, digits));
      return shown.join("，") + (value.length > 12 ? "，… 共 " + value.length + " 个" : "");
    }
    if (value === null || value === undefined) return "—";
    if (value === Infinity) return "∞";
    if (value === -Infinity) return "−∞";
    if (typeof value === "boolean") return value ? "是" : "否";
    if (typeof value === "number" && !Number.isFinite(value)) return "—";
    if (typeof value === "number" || value instanceof Exact)
      return minus(numeral(value, digits || 6, limit));
    if (typeof value === "object")
      return Object.entries(value)
        .map(([name, one]) => name + " = " + show(one, digits))
        .join("；");
    return String(value);
  }

  function numeral(value, digits, limit) {
    const number = value instanceof Exact ? value : exact.fromNumber(value);
    if (exact.sign(number) === 0) return "0";
    if (value instanceof Exact && number.scale !== undefined && exact.isDecimal(number)) {
      const plain = exact.format(number);
      if (plain.length <= 16) return plain;
    }
    let rounded = number;
    for (let count = digits; count <= 15; count++) {
      rounded = calc.rounding.round8170(number, calc.rounding.significantInterval(number, count));
      if (!limit || exact.compare(exact.absolute(rounded), limit) !== 0) break;
      if (exact.compare(exact.absolute(number), limit) === 0) break;
    }
    const exponent = calc.rounding.exponentOf(rounded);
    if (exponent < -5 || exponent > 9) return powerOfTen(rounded, digits);
    const plain = exact.format(rounded, 0);
    return plain;
  }

  const TIGHTNESS = {
    or: 1,
    and: 2,
    "=": 3,
    "!=": 3,
    "<": 3,
    "<=": 3,
    ">": 3,
    ">=": 3,
    "+": 4,
    "-": 4,
    "*": 5,
    "/": 5,
    "^": 7,
  };
  const SIGN = {
    "*": "×",
    "/": "÷",
    "<=": "≤",
    ">=": "≥",
    "!=": "≠",
    "-": "−",
    and: "且",
    or: "或",
  };

  /** The expression with values in place of names; "" where that would not help a reader. */
  function substitute(tree, lookup) {
    let plain = true;
    function go(node, outer) {
      switch (node.kind) {
        case "number":
          return minus(node.text);
        case "name": {
          const value = lookup(node.name);
          if (typeof value !== "number" && !(value instanceof Exact)) plain = false;
          const text = plain ? show(value) : "";
          return (text.startsWith("−") && outer > 3) || (text.includes("×") && outer > 4)
            ? "(" + text + ")"
            : text;
        }
        case "unary":
          return (node.op === "-" ? "−" : "") + go(node.a, 6);
        case "binary": {
          const tight = TIGHTNESS[node.op];
          const text =
            go(node.a, tight) +
            (node.op === "^" ? "^" : " " + (SIGN[node.op] || node.op) + " ") +
            go(node.b, tight + 1);
          return tight < outer ? "(" + text + ")" : text;
        }
        case "call":
          if (node.name === "sqrt") return "√(" + go(node.args[0], 0) + ")";
          if (node.name === "abs") return "|" + go(node.args[0], 0) + "|";
          if (node.name === "pi") return "π";
          plain = false;
          return "";
        default:
          plain = false;
          return "";
      }
    }
    const text = go(tree, 0).replace(/^\((−[\d.]+)\)(?!\^)/, "$1");
    return plain && text.length <= 160 && tree.kind !== "name" && tree.kind !== "number"
      ? text
      : "";
  }

  calc.display = { show, substitute };
})((globalThis.labkb = globalThis.labkb || {}));
