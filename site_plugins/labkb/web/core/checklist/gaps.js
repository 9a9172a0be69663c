/** Gaps in order of weight, and the three lists made from them. */
(function (labkb) {
  "use strict";
  const core = (labkb.core = labkb.core || {});
  const checklist = (core.checklist = core.checklist || {});

  /**
   * The gaps, heaviest first: critical before others, then weight, 不符合 before 部分符合, then the
   * order of the checklist.
   */
  checklist.gaps = function (items, answers) {
    return items
      .map((item, order) => ({ item: item, order: order, value: checklist.valueOf(answers, item.id) }))
      .filter((row) => checklist.isGap(row.value))
      .sort(
        (a, b) =>
          Number(b.item.critical) - Number(a.item.critical) ||
          b.item.weight - a.item.weight ||
          Number(b.value.answer === "nonconforming") - Number(a.value.answer === "nonconforming") ||
          a.order - b.order
      )
      .map((row) => ({
        id: row.item.id,
        number: row.item.number,
        question: row.item.question,
        weight: row.item.weight,
        critical: row.item.critical,
        answer: row.value.answer,
        problem: row.value.problem.trim() || row.item.question,
        hasProblem: row.value.problem.trim() !== "",
        action: row.value.action.trim() || checklist.UNDECIDED,
        owner: row.value.owner.trim() || row.item.owner || checklist.UNDECIDED,
        due: row.value.due.trim() || row.item.due || checklist.UNDECIDED,
        evidence: row.value.evidence.trim(),
      }));
  };

  /**
   * 问题清单 (what is wrong), 责任清单 (who answers for what), 任务清单 (what is done by when).
   * Missing owners and dates read 待定, and stand last.
   */
  checklist.lists = function (items, answers) {
    const gaps = checklist.gaps(items, answers);
    const owners = new Map();
    gaps.forEach((gap) => {
      const held = owners.get(gap.owner) || [];
      held.push(gap);
      owners.set(gap.owner, held);
    });
    const late = (text) => (text === checklist.UNDECIDED ? 1 : 0);
    const byOwner = Array.from(owners.entries())
      .map(([owner, held]) => ({
        owner: owner,
        count: held.length,
        numbers: held.map((gap) => gap.number),
        earliest: held.map((gap) => gap.due).sort((a, b) => late(a) - late(b) || compare(a, b))[0],
      }))
      .sort((a, b) => late(a.owner) - late(b.owner) || b.count - a.count || compare(a.owner, b.owner));
    const tasks = gaps
      .map((gap, order) => ({
        number: gap.number,
        id: gap.id,
        task: gap.action === checklist.UNDECIDED ? checklist.UNDECIDED : gap.action,
        problem: gap.problem,
        owner: gap.owner,
        due: gap.due,
        order: order,
      }))
      .sort((a, b) => late(a.due) - late(b.due) || compare(a.due, b.due) || a.order - b.order);
    return { problems: gaps, owners: byOwner, tasks: tasks };
  };

  /** For one person: items met (or not applicable), missing, and not yet looked at. */
  checklist.fulfilment = function (items, answers) {
    const found = { met: [], missing: [], open: [] };
    items.forEach((item) => {
      const value = checklist.valueOf(answers, item.id);
      const where = !checklist.isAnswered(value) ? "open" : checklist.isGap(value) ? "missing" : "met";
      found[where].push({ id: item.id, number: item.number, question: item.question });
    });
    return found;
  };

  /** Persons and custodians short for each item of work. */
  checklist.shortages = function (rows, rule) {
    return rows.map((row) => {
      const persons = whole(row.persons);
      const custodians = whole(row.custodians);
      const isKnown = persons !== null && custodians !== null;
      return {
        name: row.name,
        known: isKnown,
        persons: isKnown ? Math.max(0, rule.persons - persons) : null,
        custodians: isKnown ? Math.max(0, rule.custodians - custodians) : null,
      };
    });
  };

  function whole(text) {
    const clean = String(text === undefined || text === null ? "" : text).trim();
    return /^\d{1,4}$/.test(clean) ? Number(clean) : null;
  }

  function compare(a, b) {
    return a < b ? -1 : a > b ? 1 : 0;
  }
})((globalThis.labkb = globalThis.labkb || {}));
