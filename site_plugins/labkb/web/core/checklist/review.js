/**
 * Carrying answers over to a new edition: every answer stays, and those whose clause changed are
 * asked again, with the reason in words.
 */
(function (labkb) {
  "use strict";
  const core = (labkb.core = labkb.core || {});
  const checklist = (core.checklist = core.checklist || {});

  /**
   * @returns {{again: Record<string, string>, gone: string[], added: string[]}}
   *   again: id -> why it has to be confirmed anew; gone: answered ids that the checklist no longer
   *   has (kept in the file); added: items that are new since the file was filled in
   */
  checklist.review = function (items, answers, edition) {
    const known = new Map(items.map((item) => [item.id, item]));
    const again = {};
    const gone = [];
    Object.keys(answers).forEach((id) => {
      if (id[0] === "@") return; // about the audit, not an answer
      const item = known.get(id);
      if (!item) {
        gone.push(id);
        return;
      }
      const value = checklist.valueOf(answers, id);
      const given = answers[id].fingerprint;
      if (value.answer && given && given !== item.fingerprint) again[id] = why(item, given, edition);
    });
    return { again: again, gone: gone.sort(), added: added(items, answers) };
  };

  function why(item, given, edition) {
    const before = given.split("+");
    const now = item.fingerprint.split("+");
    const changed = item.targets.filter((target, index) => before[index] !== now[index]);
    const names = (changed.length && before.length === now.length ? changed : item.targets)
      .map((target) => target.label)
      .join("、");
    const since = edition && edition.from && edition.from !== edition.to
      ? "（回答时是" + edition.from + "版，现在是" + edition.to + "版）"
      : "";
    return before.length === now.length
      ? names + "在回答以后改过" + since + "，回答已保留，请对照新的要求重新确认。"
      : "本项的依据有增减，现在是" + names + since + "。回答已保留，请重新确认。";
  }

  function added(items, answers) {
    const hasAnswers = Object.keys(answers).some((id) => id[0] !== "@");
    if (!hasAnswers) return [];
    return items
      .filter((item) => !Object.prototype.hasOwnProperty.call(answers, item.id))
      .map((item) => item.id);
  }
})((globalThis.labkb = globalThis.labkb || {}));
