/**
 * Many trainees' files into one table. Files are checked, never trusted: what does not fit is left
 * out and said; texts stay texts (sheet.js writes no formulas).
 */
(function (labkb) {
  "use strict";
  const learn = (labkb.core.learn = labkb.core.learn || {});
  const state = labkb.core.state;
  const LONGEST_NAME = 60;

  /**
   * @param {object} data the learning data @param {Array<{name: string, text: string}>} files
   * @returns {{people: object[], questions: object[], exams: object[], notes: Array<{file: string, text: string}>}}
   */
  learn.rollup = function (data, files) {
    const notes = [];
    // Names and ids come from files: none of them may meet a name that every object has.
    const people = Object.create(null);
    const seen = Object.create(null);
    files.forEach((file) => {
      const read = state.read(file.text, { kb: data.kb, kind: "progress" });
      const note = (text) => notes.push({ file: file.name, text: text });
      if (!read.envelope) {
        note("没有计入。" + read.message);
        return;
      }
      read.notes.forEach(note);
      const cut = cleaned(data, read.envelope.items);
      if (cut.dropped) note("有" + cut.dropped + "项内容不合规定，没有计入。");
      if (cut.unknown) note("有" + cut.unknown + "道题本库没有（可能是别的版次），没有计入。");
      const writer = nameOf(read.envelope.writer);
      if (!writer) note("文件没有写姓名，按文件名计。");
      const name = writer || nameOf(file.name.replace(/\.json$/i, ""));
      const fresh = Object.keys(cut.items).filter((id) => !seen[name + "\n" + id]);
      if (people[name] && !fresh.length) note("内容与“" + name + "”的另一个文件重复，只算一次。");
      fresh.forEach((id) => { seen[name + "\n" + id] = true; });
      const held = (people[name] = people[name] || { name: name, files: [], items: Object.create(null) });
      held.files.push(file.name);
      Object.assign(held.items, cut.items);
    });
    const all = Object.values(people).sort((a, b) => (a.name < b.name ? -1 : 1));
    return {
      people: all.map((one) => person(data, one)),
      questions: failing(data, all),
      exams: all.flatMap((one) => exams(data, one)),
      notes: notes,
    };
  };

  function nameOf(text) {
    return String(text || "").replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069]/g, "").trim().slice(0, LONGEST_NAME);
  }

  /** Items of known shape about known things. */
  function cleaned(data, items) {
    const kept = Object.create(null);
    let dropped = 0;
    let unknown = 0;
    const lessons = {};
    data.courses.forEach((course) =>
      course.modules.forEach((module) => module.lessons.forEach((lesson) => { lessons[lesson.id] = true; }))
    );
    Object.keys(items).forEach((id) => {
      const value = items[id].value;
      const about = learn.aboutId(id);
      const isMoment = !Number.isNaN(Date.parse(items[id].at));
      if (typeof value !== "object" || value === null || id.lastIndexOf("@") <= 0 || !isMoment) {
        dropped += 1;
        return;
      }
      if (value.kind === "card") return;
      const fits = {
        answer: typeof value.right === "boolean" && isShare(value.points) && value.right === (value.points === 1),
        lesson: value.step === "seen" || value.step === "done",
        exam: isExam(value),
      }[value.kind];
      if (!fits) dropped += 1;
      else if (value.kind === "answer" && !own(data.questions, about)) unknown += 1;
      else if (value.kind === "lesson" && !own(lessons, about)) unknown += 1;
      else if (value.kind === "exam" && !data.courses.some((course) => course.id === value.course)) unknown += 1;
      else kept[id] = items[id];
    });
    return { items: kept, dropped: dropped, unknown: unknown };
  }

  function isShare(points) {
    return typeof points === "number" && points >= 0 && points <= 1;
  }

  function isExam(value) {
    return (
      typeof value.points === "number" && typeof value.of === "number" && value.of > 0 &&
      value.points >= 0 && value.points <= value.of && typeof value.passed === "boolean" &&
      typeof value.started === "string" && typeof value.finished === "string" &&
      typeof value.percent === "number" && Math.abs(value.percent - (value.points / value.of) * 100) < 0.1
    );
  }

  function own(object, key) {
    return Object.prototype.hasOwnProperty.call(object, key);
  }

  function person(data, one) {
    const standing = learn.standing(one.items);
    const ids = Object.keys(standing);
    const answers = learn.journal(one.items, "answer");
    const taken = learn.journal(one.items, "exam");
    const lessons = data.courses.flatMap((c) => c.modules.flatMap((m) => m.lessons));
    return {
      name: one.name,
      files: one.files,
      lessons_done: lessons.filter((lesson) => own(one.items, lesson.id + "@done")).length,
      lessons: lessons.length,
      answered: ids.length,
      questions: Object.keys(data.questions).length,
      tries: answers.length,
      right: ids.filter((id) => standing[id].isRight).length,
      exams: taken.length,
      passed: learn.unique(taken.filter((e) => e.value.passed).map((e) => e.value.course)).length,
      last_at: answers.length ? answers[answers.length - 1].at : "",
      courses: data.courses.map((course) => {
        const done = learn.courseProgress(course, one.items, standing);
        return { id: course.id, title: course.title, done: done.done, lessons: done.lessons, right: done.right, questions: done.questions };
      }),
    };
  }

  /** Questions by the share of first answers that were wrong: those that a trainer should look at. */
  function failing(data, people) {
    const tally = Object.create(null);
    people.forEach((one) => {
      const first = Object.create(null);
      learn.journal(one.items, "answer").forEach((entry) => {
        const held = (tally[entry.about] = tally[entry.about] || { people: 0, wrong_first: 0, tries: 0, wrong: 0, chosen: Object.create(null) });
        held.tries += 1;
        if (!entry.value.right) held.wrong += 1;
        if (first[entry.about]) return;
        first[entry.about] = true;
        held.people += 1;
        if (!entry.value.right) {
          held.wrong_first += 1;
          const label = wrongChoice(data.questions[entry.about], entry.value.given);
          if (label) held.chosen[label] = (held.chosen[label] || 0) + 1;
        }
      });
    });
    return Object.keys(tally)
      .map((id) => {
        const held = tally[id];
        const often = Object.keys(held.chosen).sort((a, b) => held.chosen[b] - held.chosen[a] || (a < b ? -1 : 1))[0];
        return {
          id: id, stem: data.questions[id].stem, clauses: data.questions[id].clauses, people: held.people,
          wrong_first: held.wrong_first, tries: held.tries, wrong: held.wrong,
          often: often ? often : "", often_count: often ? held.chosen[often] : 0,
        };
      })
      .sort((a, b) => b.wrong_first / b.people - a.wrong_first / a.people || b.wrong_first - a.wrong_first || (a.id < b.id ? -1 : 1));
  }

  function wrongChoice(question, given) {
    if (question.kind === "single" && Number.isInteger(given)) return question.options[given] || "";
    if (question.kind === "true_false" && typeof given === "boolean") return given ? "对" : "错";
    if (question.kind === "number" && typeof given === "string") return given.slice(0, 40);
    return "";
  }

  function exams(data, one) {
    return learn.journal(one.items, "exam").map((entry) => {
      const course = data.courses.find((c) => c.id === entry.value.course);
      return {
        name: one.name, course: course.title, started: entry.value.started.slice(0, 30),
        minutes: Math.max(0, Math.round((Date.parse(entry.value.finished) - Date.parse(entry.value.started)) / 6000) / 10) || 0,
        points: entry.value.points, of: entry.value.of, percent: entry.value.percent, passed: entry.value.passed,
      };
    });
  }
})((globalThis.labkb = globalThis.labkb || {}));
