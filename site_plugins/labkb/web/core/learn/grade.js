/**
 * Grades answers. Rules, shown on the practice page as well:
 * single, multiple, true_false, number, order: all or nothing; fill, match: the share of blanks or
 * pairs that are right; case: the mean of its parts.
 *
 * Given answers: single index; multiple [index]; true_false boolean; number text; fill [text];
 * order [index of item, first to last]; match [index of right side per left side]; case [answer].
 * Indices count in the order of the data, not in the shuffled order of the page.
 */
(function (labkb) {
  "use strict";
  const learn = (labkb.core.learn = labkb.core.learn || {});

  /**
   * @param {object} question as in the data script @param {object} secret unveiled
   * @param {unknown} given
   * @returns {{isAnswered: boolean, isRight: boolean, points: number, marks: boolean[],
   *   right: unknown, said: Array<{text: string, isRight: boolean}>, explanation: string,
   *   problem: string, parts: object[]}}
   *   `marks` tells per blank, item or pair whether it is right; `said` is the feedback on what was
   *   chosen; `problem` says why an answer cannot be read (it is then not graded)
   */
  learn.grade = function (question, secret, given) {
    const result = GRADERS[question.kind](question, secret, given);
    result.isRight = result.isAnswered && result.points === 1;
    result.explanation = secret.explanation || "";
    return result;
  };

  /** Whether there is an answer to grade, without looking at what is right. */
  learn.isAnswered = function (question, given) {
    if (given === null || given === undefined) return false;
    switch (question.kind) {
      case "single": return Number.isInteger(given);
      case "multiple": return Array.isArray(given) && given.length > 0;
      case "true_false": return typeof given === "boolean";
      case "number": return String(given).trim() !== "";
      case "fill": return given.length > 0 && given.every((text) => String(text || "").trim() !== "");
      case "order": return given.length === question.items.length;
      case "match": return given.length === question.left.length && given.every(Number.isInteger);
      default: return question.parts.every((part, i) => learn.isAnswered(part, given[i]));
    }
  };

  function made(question, given, points, more) {
    const isAnswered = learn.isAnswered(question, given);
    return Object.assign(
      { isAnswered: isAnswered, points: isAnswered ? points : 0, marks: [], said: [], problem: "", parts: [] },
      more
    );
  }

  function share(marks) {
    return marks.length ? marks.filter(Boolean).length / marks.length : 0;
  }

  function sameSet(a, b) {
    return a.length === b.length && a.every((item) => b.indexOf(item) >= 0);
  }

  const GRADERS = {
    single(question, secret, given) {
      const said = feedback(secret, Number.isInteger(given) ? [given] : []);
      return made(question, given, secret.right[0] === given ? 1 : 0, { right: secret.right, said: said });
    },

    multiple(question, secret, given) {
      const chosen = Array.isArray(given) ? given : [];
      const missed = secret.right.filter((index) => chosen.indexOf(index) < 0);
      return made(question, given, sameSet(chosen, secret.right) ? 1 : 0, {
        right: secret.right,
        said: feedback(secret, chosen.concat(missed).sort((a, b) => a - b)),
      });
    },

    true_false(question, secret, given) {
      return made(question, given, given === secret.right ? 1 : 0, { right: secret.right });
    },

    number(question, secret, given) {
      const typed = learn.readNumber(given === null || given === undefined ? "" : given, question.unit);
      const isRight =
        typed !== null &&
        learn.isWithin(typed, learn.readNumber(secret.value), learn.readNumber(secret.tolerance));
      const isAnswered = learn.isAnswered(question, given);
      return made(question, given, isRight ? 1 : 0, {
        right: secret.value,
        tolerance: secret.tolerance,
        problem: isAnswered && !typed ? "“" + String(given).slice(0, 30) + "”不是一个数。请只写数，例如 12.5；单位已经写在后面。" : "",
      });
    },

    fill(question, secret, given) {
      const marks = secret.accepts.map((accepted, i) => learn.isSameText((given || [])[i] || "", accepted));
      return made(question, given, share(marks), {
        marks: marks,
        right: secret.accepts.map((accepted) => accepted[0]),
      });
    },

    order(question, secret, given) {
      const chosen = Array.isArray(given) ? given : [];
      const marks = secret.sequence.map((index, place) => chosen[place] === index);
      return made(question, given, marks.every(Boolean) ? 1 : 0, { marks: marks, right: secret.sequence });
    },

    match(question, secret, given) {
      const marks = secret.right.map((index, i) => (given || [])[i] === index);
      return made(question, given, share(marks), { marks: marks, right: secret.right });
    },

    case(question, secret, given) {
      const answers = Array.isArray(given) ? given : [];
      const parts = question.parts.map((part, i) =>
        learn.grade(part, secret.parts[i], answers[i] === undefined ? null : answers[i])
      );
      const sum = parts.reduce((total, part) => total + part.points, 0);
      return made(question, given, sum / parts.length, {
        parts: parts,
        marks: parts.map((part) => part.isRight),
        problem: parts.map((part) => part.problem).filter(Boolean).join(""),
      });
    },
  };

  function feedback(secret, indices) {
    return indices.map((index) => ({
      index: index,
      text: secret.feedback[index] || "",
      isRight: secret.right.indexOf(index) >= 0,
    }));
  }
})((globalThis.labkb = globalThis.labkb || {}));
