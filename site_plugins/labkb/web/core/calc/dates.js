/** Calendar dates as ISO texts: no clock, no time zone. */
(function (labkb) {
  "use strict";
  const calc = labkb.core.calc;
  const exact = calc.exact;
  const values = calc.values;
  const { refuse } = calc.errors;
  const { define } = calc.evaluation;

  const SHAPE = /^(\d{4})-(\d{1,2})-(\d{1,2})$/;
  const leap = (year) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const monthDays = (year, month) =>
    [31, leap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
  const pad = (value, width) => String(value).padStart(width, "0");
  const iso = (year, month, day) => pad(year, 4) + "-" + pad(month, 2) + "-" + pad(day, 2);

  /** The date in ISO form, or null where no such day exists. */
  function read(text) {
    const match = SHAPE.exec(text.replace(/[年月./]/g, "-").replace(/日$/, ""));
    if (!match) return null;
    const [year, month, day] = match.slice(1).map(Number);
    if (year < 1 || month < 1 || month > 12 || day < 1 || day > monthDays(year, month)) return null;
    return iso(year, month, day);
  }

  const parts = (date) => date.split("-").map(Number);

  /** Days since 0000-03-01, proleptic Gregorian. */
  function dayNumber(date) {
    const [year, month, day] = parts(date);
    const y = month > 2 ? year : year - 1;
    const m = month > 2 ? month - 3 : month + 9;
    return (
      365 * y +
      Math.floor(y / 4) -
      Math.floor(y / 100) +
      Math.floor(y / 400) +
      Math.floor((153 * m + 2) / 5) +
      day -
      1
    );
  }

  /** The same day so many years on; the month's last day where that day does not exist. */
  function addYears(date, years) {
    const [year, month, day] = parts(date);
    const target = year + years;
    if (target < 1 || target > 9999) refuse("date_out_of_range", "", "年份超出 1 到 9999。");
    return iso(target, month, Math.min(day, monthDays(target, month)));
  }

  function nextDay(date) {
    const [year, month, day] = parts(date);
    if (day < monthDays(year, month)) return iso(year, month, day + 1);
    return month < 12 ? iso(year, month + 1, 1) : iso(year + 1, 1, 1);
  }

  /** Completed years (周岁) from a birthday to a day. */
  function completedYears(birth, day) {
    const [by, bm, bd] = parts(birth);
    const [y, m, d] = parts(day);
    return y - by - (m > bm || (m === bm && d >= bd) ? 0 : 1);
  }

  define({
    add_years: [
      2,
      2,
      (date, years) => {
        const count = values.number(years);
        if (!Number.isInteger(count))
          refuse("not_integer", "", "年数必须是整数，现在是 " + count + "。");
        return addYears(date, count);
      },
    ],
    next_day: [1, 1, nextDay],
    days_between: [2, 2, (from, to) => exact.integer(dayNumber(to) - dayNumber(from))],
    completed_years: [
      2,
      2,
      (birth, day) => values.each(birth, (one) => exact.integer(completedYears(one, day))),
    ],
  });

  calc.dates = { read, dayNumber, addYears, nextDay, completedYears };
})((globalThis.labkb = globalThis.labkb || {}));
