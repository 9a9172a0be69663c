/** A rollup as tables, the same on the page, in the terminal and in Excel. */
(function (labkb) {
  "use strict";
  const learn = (labkb.core.learn = labkb.core.learn || {});

  /** @param {object} found from core.learn.rollup @returns {Array<{title, columns, rows}>} */
  learn.rollupTables = function (found) {
    const courses = found.people.length ? found.people[0].courses : [];
    return [
      {
        title: "学员",
        columns: ["姓名", "学完的课", "答过的题", "现在答对", "答题次数", "考试次数", "及格的课程", "最后答题"].concat(courses.map((c) => c.title)),
        rows: found.people.map((one) => [
          one.name, one.lessons_done + " / " + one.lessons, one.answered, one.right, one.tries, one.exams, one.passed, one.last_at.slice(0, 10),
        ].concat(one.courses.map((c) => c.done + " / " + c.lessons + "课，对" + c.right + " / " + c.questions + "题"))),
      },
      {
        title: "最容易错的题",
        columns: ["题目", "编号", "依据", "答过的人", "第一次答错的人", "第一次答错率%", "最常选错", "选错的人"],
        rows: found.questions.map((q) => [
          q.stem, q.id, q.clauses.join("，"), q.people, q.wrong_first, Math.round((q.wrong_first / q.people) * 1000) / 10, q.often, q.often_count,
        ]),
      },
      {
        title: "考试",
        columns: ["姓名", "课程", "开始", "用时（分钟）", "得分", "满分", "百分", "结果"],
        rows: found.exams.map((e) => [e.name, e.course, e.started.slice(0, 16).replace("T", " "), e.minutes, e.points, e.of, e.percent, e.passed ? "及格" : "未及格"]),
      },
      { title: "读文件时的问题", columns: ["文件", "问题"], rows: found.notes.map((n) => [n.file, n.text]) },
    ];
  };
})((globalThis.labkb = globalThis.labkb || {}));
