/** The operators of expressions on exact numbers, binary64, texts, booleans and lists. */
(function (labkb) {
  "use strict";
  const calc = labkb.core.calc;
  const exact = calc.exact;
  const { refuse } = calc.errors;
  const { Exact } = exact;

  const isNumber = (value) => value instanceof Exact || typeof value === "number";
  const isRecord = (value) =>
    value !== null &&
    typeof value === "object" &&
    !Array.isArray(value) &&
    !(value instanceof Exact);

  function kindOf(value) {
    if (value === null || value === undefined) return "空";
    if (isNumber(value)) return "数";
    if (typeof value === "boolean") return "真假";
    if (typeof value === "string") return "文字";
    return Array.isArray(value) ? "列表" : "记录";
  }

  /** The binary64 of a number, with a refusal where the value is none. */
  function number(value, what) {
    if (value instanceof Exact) return exact.toNumber(value);
    if (typeof value === "number") return value;
    return refuse("type", "", (what || "这里") + "需要数，得到的是" + kindOf(value) + "。");
  }

  /** The exact number behind a value; binary64 counts as the decimal it prints as. */
  function exactly(value, what) {
    if (value instanceof Exact) return value;
    if (typeof value === "number" && Number.isFinite(value)) return exact.fromNumber(value);
    return refuse("type", "", (what || "这里") + "需要有限的数，得到的是" + kindOf(value) + "。");
  }

  function list(value, what) {
    if (Array.isArray(value)) return value;
    return refuse("type", "", (what || "这里") + "需要列表，得到的是" + kindOf(value) + "。");
  }

  /** Applies to each element where one side is a list. */
  function spread(a, b, apply) {
    const left = Array.isArray(a);
    const right = Array.isArray(b);
    if (!left && !right) return apply(a, b);
    if (left && right && a.length !== b.length) {
      refuse("length", "", "两列数的个数不同：" + a.length + " 个与 " + b.length + " 个。");
    }
    const length = left ? a.length : b.length;
    return Array.from({ length }, (_, i) => spread(left ? a[i] : a, right ? b[i] : b, apply));
  }

  const each = (value, apply) =>
    Array.isArray(value) ? value.map((v) => each(v, apply)) : apply(value);

  function finite(value) {
    if (!Number.isFinite(value)) refuse("not_finite", "", "计算结果超出可表示的范围。");
    return value;
  }

  const EXACT = { "+": exact.add, "-": exact.subtract, "*": exact.multiply };
  const FLOAT = { "+": (a, b) => a + b, "-": (a, b) => a - b, "*": (a, b) => a * b };

  function arithmetic(op, a, b) {
    if (!isNumber(a) || !isNumber(b)) {
      refuse(
        "type",
        "",
        "“" + op + "”的两边都要是数，得到的是" + kindOf(a) + "与" + kindOf(b) + "。"
      );
    }
    const both = a instanceof Exact && b instanceof Exact;
    if (op === "/") {
      if (b instanceof Exact ? exact.sign(b) === 0 : b === 0) {
        refuse("division_by_zero", "", "除数为 0，不能计算。");
      }
      return both ? exact.divide(a, b) : finite(number(a) / number(b));
    }
    if (op === "^") return raise(a, b);
    if (both) return EXACT[op](a, b);
    return finite(FLOAT[op](number(a), number(b)));
  }

  function raise(a, b) {
    if (a instanceof Exact && b instanceof Exact) {
      const whole = exact.power(a, b);
      if (whole) return whole;
    }
    const base = number(a);
    const exponent = number(b);
    if (base === 0 && exponent < 0) refuse("division_by_zero", "", "0 的负数次幂没有意义。");
    const value = base ** exponent;
    if (Number.isNaN(value)) refuse("not_finite", "", "负数不能开方或取分数次幂。");
    return finite(value);
  }

  function order(a, b) {
    if (a instanceof Exact && b instanceof Exact) return exact.compare(a, b);
    if (isNumber(a) && isNumber(b)) {
      const x = number(a);
      const y = number(b);
      return x < y ? -1 : x > y ? 1 : 0;
    }
    if (typeof a === "string" && typeof b === "string") return a < b ? -1 : a > b ? 1 : 0;
    return refuse("type", "", "不能比较" + kindOf(a) + "与" + kindOf(b) + "的大小。");
  }

  function same(a, b) {
    if (isNumber(a) && isNumber(b)) return order(a, b) === 0;
    return a === b;
  }

  const COMPARE = {
    "=": (a, b) => same(a, b),
    "!=": (a, b) => !same(a, b),
    "<": (a, b) => order(a, b) < 0,
    "<=": (a, b) => order(a, b) <= 0,
    ">": (a, b) => order(a, b) > 0,
    ">=": (a, b) => order(a, b) >= 0,
  };

  function truth(value) {
    if (typeof value === "boolean") return value;
    return refuse("type", "", "这里需要条件（真或假），得到的是" + kindOf(value) + "。");
  }

  /** The value of a binary operator other than and/or. */
  function binary(op, a, b) {
    return spread(a, b, COMPARE[op] || ((x, y) => arithmetic(op, x, y)));
  }

  function negative(value) {
    return each(value, (v) => (v instanceof Exact ? exact.negate(v) : -number(v)));
  }

  calc.values = {
    isNumber,
    isRecord,
    kindOf,
    number,
    exactly,
    list,
    spread,
    each,
    finite,
    arithmetic,
    order,
    same,
    truth,
    binary,
    negative,
  };
})((globalThis.labkb = globalThis.labkb || {}));
