/** Refusals: every error of a calculation names its field and the rule that was broken. */
(function (labkb) {
  "use strict";
  const core = (labkb.core = labkb.core || {});
  const calc = (core.calc = core.calc || {});

  /** @extends Error with `code`, `field`, and the place in an expression where there is one. */
  class CalcError extends Error {
    constructor(code, field, message, place) {
      super(message);
      this.name = "CalcError";
      this.code = code;
      this.field = field || "";
      this.line = place ? place.line : undefined;
      this.column = place ? place.column : undefined;
    }
  }

  /**
   * Stops the calculation.
   * @param {string} code short English word for programs
   * @param {string} field the input at fault, empty when it is the whole
   * @param {string} message Chinese sentence: field, rule, what to do
   * @param {{line: number, column: number}} [place]
   * @returns {never}
   */
  function refuse(code, field, message, place) {
    throw new CalcError(code, field, message, place);
  }

  /** The refusal as plain data. */
  function asData(error) {
    const data = {
      code: error.code || "failed",
      field: error.field || "",
      message: error.message || "计算没有完成。",
    };
    if (error.line !== undefined) {
      data.line = error.line;
      data.column = error.column;
    }
    return data;
  }

  /** The known name nearest to a wrong one, or "". */
  function nearest(wrong, known) {
    let best = "";
    let least = Math.max(1, Math.floor(wrong.length / 3)) + 1;
    for (const name of known) {
      const distance = editDistance(wrong.toLowerCase(), name.toLowerCase());
      if (distance < least) {
        least = distance;
        best = name;
      }
    }
    return best;
  }

  function editDistance(a, b) {
    let row = Array.from({ length: b.length + 1 }, (_, j) => j);
    for (let i = 1; i <= a.length; i++) {
      const next = [i];
      for (let j = 1; j <= b.length; j++) {
        const change = row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
        next.push(Math.min(change, row[j] + 1, next[j - 1] + 1));
      }
      row = next;
    }
    return row[b.length];
  }

  calc.errors = { CalcError, refuse, asData, nearest };
})((globalThis.labkb = globalThis.labkb || {}));
