/** The audit as tables: the form in the order of a 核查表, then the three lists. */
(function (labkb) {
  "use strict";
  const core = (labkb.core = labkb.core || {});
  const checklist = (core.checklist = core.checklist || {});

  /**
   * @param {object} form the page's data @param {Array<object>} items those that are asked
   * @param {Record<string, object>} answers
   * @returns {Array<{title: string, columns: string[], rows: Array<Array<string|number>>}>}
   */
  checklist.tables = function (form, items, answers) {
    const words = form.answers;
    const lists = checklist.lists(items, answers);
    const chapter = new Map(form.chapters.map((one) => [one.key, one.title]));
    return [
      {
        title: "核查表",
        columns: [
          "序号", "章", "条款", "核查内容", "权重", "结论", "证据", "备注", "不适用的理由", "差在哪里", "打算怎么改",
          "责任人", "完成日期",
        ],
        rows: items.map((item, index) => {
          const value = checklist.valueOf(answers, item.id);
          return [
            index + 1, chapter.get(item.chapter) || "", item.number, item.question, item.weight,
            value.answer ? words[value.answer] : "", value.evidence, value.note, value.reason, value.problem,
            value.action, value.owner, value.due,
          ];
        }),
      },
      {
        title: "问题清单",
        columns: ["序号", "条款", "问题", "结论", "权重", "证据"],
        rows: lists.problems.map((gap, n) => [n + 1, gap.number, gap.problem, words[gap.answer], gap.weight, gap.evidence]),
      },
      {
        title: "责任清单",
        columns: ["序号", "责任人", "项数", "条款", "最早期限"],
        rows: lists.owners.map((owner, n) => [n + 1, owner.owner, owner.count, owner.numbers.join("、"), owner.earliest]),
      },
      {
        title: "任务清单",
        columns: ["序号", "条款", "任务", "对应问题", "责任人", "期限"],
        rows: lists.tasks.map((task, n) => [n + 1, task.number, task.task, task.problem, task.owner, task.due]),
      },
    ];
  };
})((globalThis.labkb = globalThis.labkb || {}));
