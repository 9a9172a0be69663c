/** Rounding after GB/T 8170-2008 on exact numbers: half to even, units of 1, 2 and 5. */
(function (labkb) {
  "use strict";
  const calc = labkb.core.calc;
  const exact = calc.exact;
  const { refuse } = calc.errors;

  /** The exponent e of an interval {1,2,5}·10^e, or null for any other number. */
  function intervalExponent(interval) {
    if (exact.sign(interval) <= 0) return null;
    const digits = exact.format(interval, 0).replace(".", "").replace(/^0+/, "");
    const leading = digits.replace(/0+$/, "");
    if (leading !== "1" && leading !== "2" && leading !== "5") return null;
    const point = exact.format(interval, 0).indexOf(".");
    const decimals = point < 0 ? 0 : exact.format(interval, 0).length - point - 1;
    return digits.length - leading.length - decimals;
  }

  /** Refuses an interval that the standard does not know. */
  function checkInterval(interval, field) {
    if (exact.sign(interval) <= 0) {
      refuse(
        "interval_not_positive",
        field,
        "修约间隔必须大于 0，现在是 " + exact.format(interval) + "。"
      );
    }
    const exponent = intervalExponent(interval);
    if (exponent === null) {
      refuse(
        "interval_not_125",
        field,
        "修约间隔只能是 1、2 或 5 乘以 10 的整数次幂（如 0.1、0.5、20），现在是 " +
          exact.format(interval) +
          "。"
      );
    }
    return exponent;
  }

  function toMultiple(value, interval, exponent, up) {
    const size = exact.absolute(value);
    const ratio = exact.divide(size, interval);
    const whole = exact.floor(ratio);
    const rest = exact.compare(exact.subtract(ratio, exact.integer(whole)), HALF);
    const exactly = ratio.den === 1n;
    const raise = up(whole, rest, exactly);
    const count = raise ? whole + 1n : whole;
    const signed = value.num < 0n ? -count : count;
    const product = exact.multiply(exact.integer(signed), interval);
    return new exact.Exact(product.num, product.den, Math.max(0, -exponent));
  }

  const HALF = exact.parse("0.5");
  const halfEven = (whole, rest) => rest > 0 || (rest === 0 && whole % 2n === 1n);
  const always = (whole, rest, exactly) => !exactly;
  const never = () => false;

  /** The value rounded to a multiple of the interval; ties go to the even multiple. */
  function round8170(value, interval, field) {
    return toMultiple(value, interval, checkInterval(interval, field || "interval"), halfEven);
  }

  /** The absolute value never made smaller. */
  function roundUp(value, interval, field) {
    return toMultiple(value, interval, checkInterval(interval, field || "interval"), always);
  }

  /** The absolute value never made larger. */
  function roundDown(value, interval, field) {
    return toMultiple(value, interval, checkInterval(interval, field || "interval"), never);
  }

  /** floor(log10(|value|)) of a value that is not zero. */
  function exponentOf(value) {
    const size = exact.absolute(value);
    let exponent = size.num.toString().length - size.den.toString().length;
    const atLeast = (e) =>
      e >= 0 ? size.num >= size.den * exact.tenTo(e) : size.num * exact.tenTo(-e) >= size.den;
    while (!atLeast(exponent)) exponent -= 1;
    while (atLeast(exponent + 1)) exponent += 1;
    return exponent;
  }

  const unit = (exponent) =>
    exponent >= 0
      ? exact.integer(exact.tenTo(exponent))
      : exact.divide(exact.integer(1), exact.integer(exact.tenTo(-exponent)));

  /** The interval that keeps `digits` significant digits, after the carry where there is one. */
  function significantInterval(value, digits, mode, field) {
    if (exact.sign(value) === 0) {
      refuse("zero_value", field || "x", "0 没有有效数字，不能按有效位数修约。");
    }
    const round = mode === "up" ? roundUp : round8170;
    const exponent = exponentOf(value) - digits + 1;
    const rounded = round(value, unit(exponent));
    return exponentOf(rounded) - digits + 1 > exponent ? unit(exponent + 1) : unit(exponent);
  }

  calc.rounding = {
    round8170,
    roundUp,
    roundDown,
    intervalExponent,
    checkInterval,
    exponentOf,
    significantInterval,
    unit,
  };
})((globalThis.labkb = globalThis.labkb || {}));
