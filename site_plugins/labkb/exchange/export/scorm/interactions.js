/** Answers in the words of SCORM 1.2 interactions. */
(function (labkb) {
  "use strict";
  const TYPES = {
    single: "choice", multiple: "choice", true_false: "true-false", fill: "fill-in",
    number: "numeric", order: "sequencing", match: "matching",
  };
  const LETTERS = "abcdefghijklmnopqrstuvwxyz";
  const MAX_TEXT = 255;
  const letter = (index) => (Number.isInteger(index) ? LETTERS[index] : "");
  const cut = (text) => text.slice(0, MAX_TEXT);

  /** An answer as the platform keeps it. */
  function said(question, given) {
    switch (question.kind) {
      case "single": return letter(given);
      case "multiple": return (given || []).map(letter).join(",");
      case "true_false": return given ? "t" : "f";
      case "number": {
        const plain = String(given).trim();
        return /^[+-]?\d+(\.\d+)?$/.test(plain) ? plain : "";
      }
      case "order": return (given || []).map(letter).join(",");
      case "match": return (given || []).map((right, left) => left + 1 + "." + letter(right)).filter((t) => !t.endsWith(".")).join(",");
      default: return cut((given || []).join("; "));
    }
  }

  /** The right answer in the same words. */
  function right(question, secret) {
    switch (question.kind) {
      case "single": return letter(secret.right[0]);
      case "number": return secret.value;
      case "fill": return cut(secret.accepts.map((accepted) => accepted[0]).join("; "));
      case "order": return said(question, secret.sequence);
      default: return said(question, secret.right);
    }
  }

  /**
   * The interactions of an answered question, one per thing asked.
   * @returns {Array<{id: string, type: string, said: string, right: string, result: string}>}
   */
  function of(id, question, secret, given, result) {
    if (question.kind === "case") {
      return question.parts.flatMap((part, i) =>
        of(id + "-" + (i + 1), part, secret.parts[i], (given || [])[i], result.parts[i])
      );
    }
    return [{
      id: id.replace(/[^A-Za-z0-9-]/g, "-"),
      type: TYPES[question.kind],
      said: said(question, given),
      right: right(question, secret),
      result: result.isRight ? "correct" : "wrong",
    }];
  }

  labkb.interactions = { of, said, right };
})((globalThis.labkb = globalThis.labkb || {}));
