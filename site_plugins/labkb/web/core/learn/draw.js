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
    let held = clause.split("/")[0];
    while (held) {
      if (held === wanted.split("/")[0]) return true;
      held = (data.clauses[held] || {}).parent || "";
    }
    return false;
  }

  /**
   * Questions for an exam: row after row, none twice; rows with the least choice draw first, the
   * paper keeps the order of the rows.
   * @returns {{questions: Array<{id: string, points: number}>, missing: Array<{row: number, count: number}>}}
   */
  learn.draw = function (data, course, seed) {
    const modules = learn.questionsOfModules(course);
    const fits = course.exam.rows.map((row) => {
      const pool = row.modules.length ? unique(row.modules.flatMap((n) => modules[n - 1] || [])) : unique(modules.flat());
      return pool.filter((id) => {
        const question = data.questions[id];
        return (
          question &&
          (!row.kinds.length || row.kinds.indexOf(question.kind) >= 0) &&
          (!row.difficulties.length || row.difficulties.indexOf(question.difficulty) >= 0)
        );
      });
    });
    const order = course.exam.rows
      .map((row, index) => ({ index: index, spare: fits[index].length - row.count }))
      .sort((a, b) => a.spare - b.spare || a.index - b.index);
    const used = {};
    const drawn = [];
    const missing = [];
    order.forEach(({ index }) => {
      const row = course.exam.rows[index];
      const free = fits[index].filter((id) => !used[id]);
      const chosen = learn.random.shuffled(free, seed + ":" + index).slice(0, row.count);
      chosen.forEach((id) => { used[id] = true; });
      drawn[index] = chosen.map((id) => ({ id: id, points: row.points }));
      if (chosen.length < row.count) missing.push({ row: index, count: row.count - chosen.length });
    });
    return { questions: drawn.flat(), missing: missing };
  };

  function unique(list) {
    return list.filter((item, index) => list.indexOf(item) === index);
  }

  learn.unique = unique;
})((globalThis.labkb = globalThis.labkb || {}));
