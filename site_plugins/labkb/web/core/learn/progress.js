/**
 * Progress as a journal: every answer is an item of its own (`<id>@<moment>`), so that two
 * computers merge without a clash and nothing is overwritten. What one stands for is replayed.
 *
 *   question/x@…   {kind: "answer", mode, given, points, right}
 *   term/x@…, <clause>@…   {kind: "card", rating}
 *   course/x:lesson@seen, course/x:lesson@done   {kind: "lesson", step}
 *   exam/<course slug>@…   {kind: "exam", …}  (exam.js)
 */
(function (labkb) {
  "use strict";
  const learn = (labkb.core.learn = labkb.core.learn || {});
  const MENDED_DAYS = 21;

  learn.SUBJECT = "learning";

  /** The id of a new entry of the journal. @param {string} salt tells two of one moment apart */
  learn.entryId = function (id, at, salt) {
    return id + "@" + at.replace(/[-:.]/g, "") + (salt ? "-" + salt : "");
  };

  /** The id of the thing that a journal entry is about. */
  learn.aboutId = function (entryId) {
    return entryId.slice(0, entryId.lastIndexOf("@"));
  };

  /** Entries of one kind, oldest first: [{id, about, at, by, fingerprint, value}]. */
  learn.journal = function (items, kind) {
    return Object.keys(items)
      .filter((id) => id.lastIndexOf("@") > 0 && isKind(items[id].value, kind))
      .map((id) => Object.assign({}, items[id], { id: id, about: learn.aboutId(id) }))
      .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.id < b.id ? -1 : 1));
  };

  function isKind(value, kind) {
    return typeof value === "object" && value !== null && value.kind === kind;
  }

  /**
   * The moment to write down. A clock set back would put today before yesterday: then the latest
   * moment of the journal counts on, and the reader is told.
   * @returns {{at: string, isSetBack: boolean, latest: string}}
   */
  learn.moment = function (items, now) {
    let latest = "";
    Object.keys(items).forEach((id) => {
      const at = items[id].at;
      if (typeof at === "string" && at > latest && !Number.isNaN(Date.parse(at))) latest = at;
    });
    const behind = latest ? Date.parse(latest) - Date.parse(now) : -1;
    if (behind < 0) return { at: now, isSetBack: false, latest: latest };
    const next = new Date(Date.parse(latest) + 1).toISOString();
    // A minute of difference between two computers is no clock set back.
    return { at: next, isSetBack: behind > 60000, latest: latest };
  };

  /**
   * How each question stands: id -> {tries, right, lastAt, isRight, points, given, fingerprint, card}.
   * A card begins with the first wrong answer; right ones before it need no repetition.
   */
  learn.standing = function (items) {
    const found = Object.create(null);
    learn.journal(items, "answer").forEach((entry) => {
      const held = found[entry.about] || { tries: 0, right: 0, card: null };
      const isRight = entry.value.right === true;
      const card = held.card || !isRight
        ? learn.fsrs.review(held.card, isRight ? learn.fsrs.GOOD : learn.fsrs.AGAIN, entry.at)
        : null;
      found[entry.about] = {
        tries: held.tries + 1,
        right: held.right + (isRight ? 1 : 0),
        lastAt: entry.at,
        isRight: isRight,
        points: Number(entry.value.points) || 0,
        given: entry.value.given,
        fingerprint: entry.fingerprint,
        card: card,
      };
    });
    return found;
  };

  /** Flash cards: id -> card. */
  learn.cards = function (items) {
    const found = Object.create(null);
    learn.journal(items, "card").forEach((entry) => {
      const rating = [1, 2, 3, 4].indexOf(entry.value.rating) >= 0 ? entry.value.rating : 1;
      found[entry.about] = learn.fsrs.review(found[entry.about] || null, rating, entry.at);
    });
    return found;
  };

  /**
   * The 错题本 on a moment: what is due (longest overdue first), what comes later, what is mended
   * (known for three weeks or more).
   */
  learn.wrongBook = function (standing, now) {
    const held = Object.keys(standing)
      .filter((id) => standing[id].card)
      .map((id) => ({ id: id, due: standing[id].card.due, card: standing[id].card }))
      .sort((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : a.id < b.id ? -1 : 1));
    const isMended = (one) => one.card.state === "review" && one.card.stability >= MENDED_DAYS;
    return {
      due: held.filter((one) => one.due <= now),
      later: held.filter((one) => one.due > now && !isMended(one)),
      mended: held.filter((one) => one.due > now && isMended(one)),
    };
  };

  /** Whether the clauses behind an answer changed after it was given. */
  learn.isRevised = function (fingerprint, present) {
    return Boolean(fingerprint) && fingerprint !== present;
  };

  /** What is done of a course: lessons, questions answered and right. */
  learn.courseProgress = function (course, items, standing) {
    const lessons = course.modules.flatMap((module) => module.lessons);
    const questions = learn.questionsOf(course);
    const has = (id) => Object.prototype.hasOwnProperty.call(items, id);
    return {
      lessons: lessons.length,
      done: lessons.filter((lesson) => has(lesson.id + "@done")).length,
      seen: lessons.filter((lesson) => has(lesson.id + "@seen")).length,
      questions: questions.length,
      answered: questions.filter((id) => standing[id]).length,
      right: questions.filter((id) => standing[id] && standing[id].isRight).length,
      state: lessons.reduce((found, lesson) => {
        found[lesson.id] = has(lesson.id + "@done") ? "done" : has(lesson.id + "@seen") ? "seen" : "new";
        return found;
      }, {}),
    };
  };

  /** The lesson to go on with: the last one opened if not done, else the one after it. */
  learn.resume = function (courses, items) {
    let last = null;
    learn.journal(items, "lesson").forEach((entry) => {
      if (entry.value.step === "seen" && (!last || entry.at >= last.at)) last = entry;
    });
    if (!last) return null;
    for (const course of courses) {
      const lessons = course.modules.flatMap((module) => module.lessons);
      const index = lessons.findIndex((lesson) => lesson.id === last.about);
      if (index < 0) continue;
      const open = lessons.slice(index).concat(lessons.slice(0, index))
        .find((lesson) => !Object.prototype.hasOwnProperty.call(items, lesson.id + "@done"));
      return open ? { course: course, lesson: open } : null;
    }
    return null;
  };
})((globalThis.labkb = globalThis.labkb || {}));
