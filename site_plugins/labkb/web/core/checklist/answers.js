/**
 * What an answer to a check item is, and when it is complete.
 *
 * Value of an audit item: {answer, reason, evidence, note, problem, action, owner, due}, all texts.
 * Items of the page's data: {id, key, chapter, number, question, weight, critical, condition, roles,
 * fingerprint, targets: [{label}], owner, due}.
 */
(function (labkb) {
  "use strict";
  const core = (labkb.core = labkb.core || {});
  const checklist = (core.checklist = core.checklist || {});

  checklist.ANSWERS = ["conforming", "partial", "nonconforming", "not_applicable"];
  checklist.FIELDS = ["reason", "evidence", "note", "problem", "action", "owner", "due"];
  checklist.UNDECIDED = "待定";

  /** The value of an item, every member a text. */
  checklist.valueOf = function (answers, id) {
    const held = Object.prototype.hasOwnProperty.call(answers, id) ? answers[id] : null;
    const raw = (held && held.value) || {};
    const value = {
      answer: checklist.ANSWERS.indexOf(raw.answer) >= 0 ? raw.answer : "",
    };
    checklist.FIELDS.forEach((field) => {
      value[field] = typeof raw[field] === "string" ? raw[field] : "";
    });
    return value;
  };

  /** Whether nothing at all is said; such a value is not kept. */
  checklist.isEmpty = function (value) {
    return !value.answer && checklist.FIELDS.every((field) => !(value[field] || "").trim());
  };

  /** Whether the item counts as answered: 不适用 only with its reason. */
  checklist.isAnswered = function (value) {
    if (!value.answer) return false;
    return value.answer !== "not_applicable" || value.reason.trim() !== "";
  };

  checklist.isGap = function (value) {
    return value.answer === "partial" || value.answer === "nonconforming";
  };

  /** Whether an answer that claims something shows nothing for it. */
  checklist.lacksEvidence = function (value) {
    return Boolean(value.answer) && value.answer !== "not_applicable" && !value.evidence.trim();
  };

  /** What a person still has to fill in for an item: codes in the order in which to do it. */
  checklist.missing = function (value) {
    const found = [];
    if (value.answer === "not_applicable" && !value.reason.trim()) found.push("reason");
    if (checklist.isGap(value)) {
      if (!value.owner.trim()) found.push("owner");
      if (!value.due.trim()) found.push("due");
    }
    return found;
  };

  /** The items that are asked: all, or those of a role. */
  checklist.asked = function (items, role) {
    return role ? items.filter((item) => !item.roles.length || item.roles.indexOf(role) >= 0) : items;
  };

  /**
   * Ids of the items that a filter leaves.
   * @param {"all"|"unanswered"|"gaps"|"evidence"|"again"} filter
   * @param {Record<string, unknown>} again ids to be confirmed anew, from `review`
   */
  checklist.filter = function (items, answers, filter, again) {
    return items
      .filter((item) => {
        const value = checklist.valueOf(answers, item.id);
        if (filter === "unanswered") return !checklist.isAnswered(value);
        if (filter === "gaps") return checklist.isGap(value);
        if (filter === "evidence") return checklist.lacksEvidence(value);
        if (filter === "again") return Object.prototype.hasOwnProperty.call(again || {}, item.id);
        return true;
      })
      .map((item) => item.id);
  };
})((globalThis.labkb = globalThis.labkb || {}));
