/** Chooses questions: by filter for practice, by blueprint for an exam. */
(function (labkb) {
  "use strict";
  const learn = (labkb.core.learn = labkb.core.learn || {});

  /** Ids of the questions of a course, module by module: [[id, …], …]. */
  learn.questionsOfModules = function (course) {
    return course.modules.map((module) => unique(module.lessons.flatMap((lesson) => lesson.questions)));
  };

  /** Ids of all questions of a course, in the order of its lessons. */
  learn.questionsOf = function (course) {
    return unique(learn.questionsOfModules(course).flat());
  };

  /**
   * Ids that fit a filter, in the order of the data. Empty members do not filter.
   * @param {object} data the learning data
   * @param {{course?: string, lesson?: string, document?: string, clause?: string, kind?: string, difficulty?: string}} wanted
   */
  learn.select = function (data, wanted) {
    const course = data.courses.find((one) => one.id === wanted.course);
    const lesson = data.courses
      .flatMap((one) => one.modules.flatMap((module) => module.lessons))
      .find((one) => one.id === wanted.lesson);
    const pool = lesson ? lesson.questions : course ? learn.questionsOf(course) : Object.keys(data.questions);
    return pool.filter((id) => {
      const question = data.questions[id];
      return (
        question &&
        (!wanted.kind || question.kind === wanted.kind) &&
        (!wanted.difficulty || question.difficulty === wanted.difficulty) &&
        (!wanted.document || question.clauses.some((clause) => clause.split(":")[0] === wanted.document)) &&
        (!wanted.clause || question.clauses.some((clause) => isAtOrBelow(data, clause, wanted.clause)))
      );
    });
  };

  /** Whether a clause is the wanted one, its requirement, or stands below it. */
  function isAtOrBelow(data, clause, wanted) {
    const held = clause.split("/")[0];
    const known = data.clauses[held];
    return held === wanted.split("/")[0] || Boolean(known && known.above.indexOf(wanted) >= 0);
  }

  /**
   * Questions for an exam: every row of the blueprint gets its number, none twice. Where rows
   * compete for a question the draw makes room (augmenting paths), so that a paper falls short
   * only when the bank does. The paper keeps the order of the rows.
   * @returns {{questions: Array<{id: string, points: number}>, missing: Array<{row: number, count: number}>}}
   */
  learn.draw = function (data, course, seed) {
    const rows = course.exam.rows;
    const modules = learn.questionsOfModules(course);
    const slots = rows.flatMap((row, index) => {
      const fits = learn.random.shuffled(fitting(data, modules, row), seed + ":" + index);
      return Array.from({ length: row.count }, () => ({ row: index, fits: fits }));
    });
    const holder = {}; // question -> slot
    const chosen = slots.map(() => null);

    function place(slot, tried) {
      return slots[slot].fits.some((id) => {
        if (tried[id]) return false;
        tried[id] = true;
        if (holder[id] !== undefined && !place(holder[id], tried)) return false;
        holder[id] = slot;
        chosen[slot] = id;
        return true;
      });
    }

    const missing = [];
    slots.forEach((slot, index) => {
      if (place(index, {})) return;
      const held = missing.find((one) => one.row === slot.row);
      if (held) held.count += 1;
      else missing.push({ row: slot.row, count: 1 });
    });
    const questions = slots
      .map((slot, index) => ({ id: chosen[index], points: rows[slot.row].points }))
      .filter((one) => one.id !== null);
    return { questions: questions, missing: missing };
  };

  /** Ids of the questions that a row of a blueprint allows. */
  function fitting(data, modules, row) {
    const pool = row.modules.length ? row.modules.flatMap((n) => modules[n - 1] || []) : modules.flat();
    return unique(pool).filter((id) => {
      const question = data.questions[id];
      return (
        question &&
        (!row.kinds.length || row.kinds.indexOf(question.kind) >= 0) &&
        (!row.difficulties.length || row.difficulties.indexOf(question.difficulty) >= 0)
      );
    });
  }

  function unique(list) {
    return list.filter((item, index) => list.indexOf(item) === index);
  }

  learn.unique = unique;
})((globalThis.labkb = globalThis.labkb || {}));
