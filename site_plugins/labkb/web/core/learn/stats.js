/** What the journal tells: by day, by kind, by clause, by course, and what fails most. */
(function (labkb) {
  "use strict";
  const learn = (labkb.core.learn = labkb.core.learn || {});

  /**
   * @param {object} data the learning data @param {object} items @param {string} now
   * @param {number} offsetMinutes of the reader's clock to UTC, so that days are the reader's days
   */
  learn.statistics = function (data, items, now, offsetMinutes) {
    const answers = learn.journal(items, "answer").filter((entry) => data.questions[entry.about]);
    const standing = learn.standing(items);
    const known = Object.keys(standing).filter((id) => data.questions[id]);
    const day = (at) => new Date(Date.parse(at) + offsetMinutes * 60000).toISOString().slice(0, 10);
    const first = {};
    answers.forEach((entry) => { if (!first[entry.about]) first[entry.about] = entry; });
    return {
      answers: answers.length,
      right: answers.filter((entry) => entry.value.right === true).length,
      questions: Object.keys(data.questions).length,
      answered: known.length,
      holds: known.filter((id) => standing[id].isRight).length,
      firstRight: Object.values(first).filter((entry) => entry.value.right === true).length,
      days: lastDays(answers, day, now, 14),
      streak: streak(answers.map((entry) => day(entry.at)), day(now)),
      kinds: grouped(known, standing, (id) => [data.questions[id].kind]),
      difficulties: grouped(known, standing, (id) => [data.questions[id].difficulty]),
      documents: grouped(known, standing, (id) =>
        learn.unique(data.questions[id].clauses.map((clause) => clause.split(":")[0]))
      ),
      hardest: known
        .map((id) => ({ id: id, tries: standing[id].tries, wrong: standing[id].tries - standing[id].right }))
        .filter((one) => one.wrong > 0)
        .sort((a, b) => b.wrong - a.wrong || b.wrong / b.tries - a.wrong / a.tries || (a.id < b.id ? -1 : 1))
        .slice(0, 10),
      coming: coming(standing, now, day, 7),
      exams: learn.journal(items, "exam").map((entry) => Object.assign({ at: entry.at }, entry.value)),
    };
  };

  function lastDays(answers, day, now, count) {
    const tally = {};
    answers.forEach((entry) => {
      const held = (tally[day(entry.at)] = tally[day(entry.at)] || { answers: 0, right: 0 });
      held.answers += 1;
      if (entry.value.right === true) held.right += 1;
    });
    return spread(day(now), count, -1).reverse().map((d) => Object.assign({ day: d, answers: 0, right: 0 }, tally[d]));
  }

  function spread(from, count, direction) {
    const start = Date.parse(from + "T00:00:00Z");
    return Array.from({ length: count }, (_, i) => new Date(start + direction * i * 86400000).toISOString().slice(0, 10));
  }

  /** Days in a row with an answer, ending today or yesterday. */
  function streak(days, today) {
    const held = new Set(days);
    const back = spread(today, 4000, -1);
    let at = held.has(back[0]) ? 0 : 1;
    const begin = at;
    while (at < back.length && held.has(back[at])) at += 1;
    return at - begin;
  }

  function grouped(ids, standing, keysOf) {
    const found = {};
    ids.forEach((id) => {
      keysOf(id).forEach((key) => {
        const held = (found[key] = found[key] || { key: key, answered: 0, right: 0 });
        held.answered += 1;
        if (standing[id].isRight) held.right += 1;
      });
    });
    return Object.values(found).sort((a, b) => b.answered - a.answered || (a.key < b.key ? -1 : 1));
  }

  /** How many repetitions come due in the next days; overdue ones count today. */
  function coming(standing, now, day, count) {
    const days = spread(day(now), count, 1);
    const tally = {};
    Object.values(standing).forEach((one) => {
      if (!one.card) return;
      const due = day(one.card.due);
      const at = due < days[0] ? days[0] : due;
      tally[at] = (tally[at] || 0) + 1;
    });
    return days.map((d) => ({ day: d, count: tally[d] || 0 }));
  }
})((globalThis.labkb = globalThis.labkb || {}));
