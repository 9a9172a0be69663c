/**
 * Where a learner stands in a course: pure values, no DOM, no platform.
 * The state that the platform keeps is short (SCORM 1.2 allows 4096 characters):
 * {"v":1,"p":[points per question, -1 unanswered],"l":[ordinals of lessons seen],"b":best score}.
 */
(function (labkb) {
  "use strict";
  const VERSION = 1;

  /** A new beginning. @param {number} questions */
  function fresh(questions) {
    return { v: VERSION, p: new Array(questions).fill(-1), l: [], b: -1 };
  }

  /** The kept state, or a new beginning where there is none, or it belongs to another shape. */
  function read(text, questions) {
    try {
      const held = JSON.parse(text);
      if (held.v === VERSION && Array.isArray(held.p) && Array.isArray(held.l) && held.p.length === questions) {
        return { v: VERSION, p: held.p, l: held.l, b: Number(held.b) };
      }
    } catch (_) {
      // nothing kept yet
    }
    return fresh(questions);
  }

  const write = (state) =>
    JSON.stringify({ v: state.v, p: state.p.map((n) => Math.round(n * 100) / 100), l: state.l, b: state.b });

  /** Percent of the points of all questions, answered or not. */
  function score(state) {
    if (!state.p.length) return 0;
    const sum = state.p.reduce((total, points) => total + Math.max(points, 0), 0);
    return Math.round((sum / state.p.length) * 100);
  }

  const answered = (state) => state.p.filter((points) => points >= 0).length;

  /**
   * What the platform is told.
   * @param {object} state @param {{lessons: number, pass: number}} course
   * @returns {{status: string, raw: number|null}} raw is the best score so far; null without questions
   */
  function report(state, course) {
    const hasSeenAll = state.l.length >= course.lessons;
    if (!state.p.length) return { status: hasSeenAll ? "completed" : "incomplete", raw: null };
    const isWhole = answered(state) === state.p.length;
    const raw = Math.max(state.b, score(state));
    if (raw >= course.pass && (isWhole || state.b >= course.pass)) return { status: "passed", raw: raw };
    return { status: isWhole ? "failed" : "incomplete", raw: raw };
  }

  /** The state before another try; the best score stays. */
  function again(state) {
    return Object.assign(fresh(state.p.length), { l: state.l, b: Math.max(state.b, score(state)) });
  }

  labkb.standing = { fresh, read, write, score, answered, report, again };
})((globalThis.labkb = globalThis.labkb || {}));
