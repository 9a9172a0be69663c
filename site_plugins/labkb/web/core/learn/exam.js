/**
 * An exam from draw to result. The running paper is a plain value that the page keeps in the
 * browser after every answer, so that it survives a reload; nothing in it tells what is right.
 *
 *   {course, seed, started, ends, latest, questions: [{id, points}], given: {id: answer}, marked: [id]}
 */
(function (labkb) {
  "use strict";
  const learn = (labkb.core.learn = labkb.core.learn || {});
  const exam = (learn.exam = {});

  /** A new paper, and what the blueprint asks for that the bank does not have. */
  exam.begin = function (data, course, now, seed) {
    const drawn = learn.draw(data, course, seed);
    return {
      paper: {
        course: course.id,
        seed: seed,
        started: now,
        ends: new Date(Date.parse(now) + course.exam.minutes * 60000).toISOString(),
        questions: drawn.questions,
        given: {},
        marked: [],
      },
      missing: drawn.missing,
    };
  };

  /** Whether a value read from storage is a paper that can go on with this data. */
  exam.isUsable = function (paper, data) {
    return Boolean(
      paper && typeof paper === "object" && Array.isArray(paper.questions) && paper.questions.length &&
      paper.questions.every((one) => one && data.questions[one.id] && one.points > 0) &&
      paper.given && typeof paper.given === "object" && Array.isArray(paper.marked) &&
      !Number.isNaN(Date.parse(paper.started)) && !Number.isNaN(Date.parse(paper.ends)) &&
      data.courses.some((course) => course.id === paper.course && course.exam)
    );
  };

  /** The paper with an answer; null takes it away. */
  exam.answer = function (paper, id, given) {
    const all = Object.assign({}, paper.given, { [id]: given });
    if (given === null) delete all[id];
    return Object.assign({}, paper, { given: all });
  };

  /** The paper with a question marked for a second look, or no longer. */
  exam.mark = function (paper, id) {
    const has = paper.marked.indexOf(id) >= 0;
    const marked = has ? paper.marked.filter((one) => one !== id) : paper.marked.concat([id]);
    return Object.assign({}, paper, { marked: marked });
  };

  /** The paper that remembers a moment, so that a clock set back gives no time. */
  exam.seen = function (paper, now) {
    return now > (paper.latest || paper.started) ? Object.assign({}, paper, { latest: now }) : paper;
  };

  /** Seconds left; moments before the latest one seen count as that. */
  exam.secondsLeft = function (paper, now) {
    const latest = paper.latest || paper.started;
    return Math.max(0, Math.ceil((Date.parse(paper.ends) - Date.parse(now > latest ? now : latest)) / 1000));
  };

  /**
   * The result; only here answers are unveiled.
   * @returns {{value: object, graded: Array<{id: string, points: number, of: number, result: object}>}}
   *   `value` is what the journal keeps
   */
  exam.finish = function (data, paper, now) {
    const course = data.courses.find((one) => one.id === paper.course);
    const graded = paper.questions.map((asked) => {
      const question = data.questions[asked.id];
      const given = paper.given[asked.id] === undefined ? null : paper.given[asked.id];
      const result = learn.grade(question, learn.unveil(question.veil, asked.id), given);
      return { id: asked.id, points: result.points * asked.points, of: asked.points, given: given, result: result };
    });
    const of = graded.reduce((sum, one) => sum + one.of, 0);
    const points = Math.round(graded.reduce((sum, one) => sum + one.points, 0) * 100) / 100;
    const latest = paper.latest || paper.started;
    const moment = now > latest ? now : latest;
    const isLate = Date.parse(moment) >= Date.parse(paper.ends);
    return {
      graded: graded,
      value: {
        kind: "exam",
        course: paper.course,
        started: paper.started,
        finished: isLate ? paper.ends : moment,
        points: points,
        of: of,
        percent: of ? Math.round((points / of) * 1000) / 10 : 0,
        // On the exact points: 79.96 % shows as 80.0 and does not pass an 80 % mark.
        passed: points * 100 >= of * course.exam.pass_percent,
        pass_percent: course.exam.pass_percent,
        answered: graded.filter((one) => one.result.isAnswered).length,
        questions: graded.map((one) => ({ id: one.id, points: one.points, of: one.of })),
      },
    };
  };
})((globalThis.labkb = globalThis.labkb || {}));
