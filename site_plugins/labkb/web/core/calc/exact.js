/** Exact numbers: ratios of two BigInts, so that decimals, means and limits are never rounded on the way. */
(function (labkb) {
  "use strict";
  const core = (labkb.core = labkb.core || {});
  const calc = (core.calc = core.calc || {});

  /**
   * A ratio in lowest terms; `scale` is the number of decimals it was written with, so that
   * 28.0 + 14.0 prints as 42.0. Undefined where the value did not come from decimals.
   */
  class Exact {
    constructor(num, den, scale) {
      this.num = num;
      this.den = den;
      this.scale = scale;
    }
  }

  const ZERO = 0n;
  const ONE = 1n;
  const SYNTAX = /^([+-]?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;

  const magnitude = (value) => (value < ZERO ? -value : value);
  const tenTo = (exponent) => 10n ** BigInt(exponent);

  function gcd(a, b) {
    while (b !== ZERO) [a, b] = [b, a % b];
    return a;
  }

  function make(num, den, scale) {
    if (den < ZERO) {
      num = -num;
      den = -den;
    }
    if (den !== ONE) {
      const common = gcd(magnitude(num), den);
      if (common !== ONE) {
        num /= common;
        den /= common;
      }
    }
    return new Exact(num, den, scale);
  }

  /** The number that an ASCII decimal text means, or null where it is none. */
  function parse(text) {
    const match = SYNTAX.exec(text);
    if (!match) return null;
    const decimals = match[3] || "";
    const exponent = Number(match[4] || 0);
    const digits = BigInt(match[2] + decimals);
    const shift = exponent - decimals.length;
    const signed = match[1] === "-" ? -digits : digits;
    const scale = Math.max(0, -shift);
    return shift >= 0
      ? new Exact(signed * tenTo(shift), ONE, scale)
      : make(signed, tenTo(-shift), scale);
  }

  const integer = (value) => new Exact(BigInt(value), ONE, 0);

  /** The decimal that JavaScript prints for a finite number. */
  const fromNumber = (value) => parse(String(value));

  const widest = (a, b) =>
    a.scale === undefined || b.scale === undefined ? undefined : Math.max(a.scale, b.scale);

  const add = (a, b) => make(a.num * b.den + b.num * a.den, a.den * b.den, widest(a, b));
  const subtract = (a, b) => make(a.num * b.den - b.num * a.den, a.den * b.den, widest(a, b));
  const multiply = (a, b) =>
    make(
      a.num * b.num,
      a.den * b.den,
      a.scale === undefined || b.scale === undefined ? undefined : a.scale + b.scale
    );
  const divide = (a, b) => make(a.num * b.den, a.den * b.num, undefined);
  const negate = (a) => new Exact(-a.num, a.den, a.scale);
  const absolute = (a) => new Exact(magnitude(a.num), a.den, a.scale);
  const sign = (a) => (a.num > ZERO ? 1 : a.num < ZERO ? -1 : 0);
  const compare = (a, b) => {
    const difference = a.num * b.den - b.num * a.den;
    return difference > ZERO ? 1 : difference < ZERO ? -1 : 0;
  };

  /** Whole powers up to 64; null where the result would not stay small. */
  function power(a, exponent) {
    if (exponent.den !== ONE || magnitude(exponent.num) > 64n) return null;
    const count = magnitude(exponent.num);
    if (exponent.num < ZERO) {
      return a.num === ZERO ? null : make(a.den ** count, a.num ** count, undefined);
    }
    const scale = a.scale === undefined ? undefined : a.scale * Number(count);
    return make(a.num ** count, a.den ** count, scale);
  }

  /** The largest whole number not above. */
  function floor(a) {
    const quotient = a.num / a.den;
    return a.num < ZERO && quotient * a.den !== a.num ? quotient - ONE : quotient;
  }

  const bits = (value) => value.toString(16).length * 4;

  /** The nearest binary64, correctly rounded. */
  function toNumber(a) {
    const top = magnitude(a.num);
    const shift = Math.max(0, 80 - bits(top) + bits(a.den));
    const scaled = top << BigInt(shift);
    let quotient = scaled / a.den;
    // The lost rest must still decide a tie: it becomes a bit below all that Number() keeps.
    if (quotient * a.den !== scaled) quotient = (quotient << ONE) | ONE;
    else quotient <<= ONE;
    let value = Number(quotient);
    for (let left = shift + 1; left > 0; left -= 1000) value /= 2 ** Math.min(left, 1000);
    return a.num < ZERO ? -value : value;
  }

  const isDecimal = (a) => decimalsOf(a) !== null;

  /** How many decimals the value needs; null when it does not end. */
  function decimalsOf(a) {
    let rest = a.den;
    let twos = 0;
    let fives = 0;
    while (rest % 2n === ZERO) {
      rest /= 2n;
      twos += 1;
    }
    while (rest % 5n === ZERO) {
      rest /= 5n;
      fives += 1;
    }
    return rest === ONE ? Math.max(twos, fives) : null;
  }

  /**
   * Decimal text without exponent and without negative zero.
   * @param {Exact} a a decimal @param {number} [places] keeps at least so many
   */
  function format(a, places) {
    const needed = decimalsOf(a);
    if (needed === null) return String(toNumber(a));
    const count = Math.max(needed, places === undefined ? a.scale || 0 : places);
    const digits = ((magnitude(a.num) * tenTo(count)) / a.den).toString().padStart(count + 1, "0");
    const whole = digits.slice(0, digits.length - count);
    const text = count ? whole + "." + digits.slice(-count) : whole;
    return a.num < ZERO ? "-" + text : text;
  }

  calc.exact = {
    Exact,
    parse,
    integer,
    fromNumber,
    add,
    subtract,
    multiply,
    divide,
    negate,
    absolute,
    sign,
    compare,
    power,
    floor,
    toNumber,
    isDecimal,
    format,
    tenTo,
  };
})((globalThis.labkb = globalThis.labkb || {}));
