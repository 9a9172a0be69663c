/** What comes after an answer: the verdict, feedback, the clause itself, and the ways on. */
(function (labkb) {
  "use strict";
  const learn = labkb.ui.learn;
  const core = labkb.core.learn;
  const LETTERS_END = /[。！？；]$/;

  /**
   * @param {string} id @param {object} question @param {object} result of core.learn.grade
   * @param {{note?: string, buttons?: Node[], heading?: string, revised?: boolean}} options
   */
  learn.feedback = function (id, question, result, options) {
    const settings = Object.assign({ note: "", buttons: [], level: "h2" }, options);
    const el = learn.el;
    const word = !result.isAnswered ? "这题没有答" : result.isRight ? "答对了" : result.points > 0 ? "对了一部分" : "这题错了";
    const said = result.said.filter((one) => one.text);
    return el(
      "section", { class: "kb-fb", "data-kb-feedback": result.isRight ? "right" : "wrong" },
      el(
        settings.level, { tabindex: "-1" },
        learn.verdict(result.isRight, word),
        settings.note ? el("span", { class: "kb-sm kb-q" }, settings.note) : null
      ),
      settings.revised ? learn.revisedNote() : null,
      question.suspect
        ? el("p", { class: "kb-note kb-note--warn", "data-kb-suspect": true }, el("b", {}, "待复核"), "　依据的条款改过，出题人还没有复核这道题，答案以条款为准。")
        : null,
      said.length
        ? el(
            "ul", { class: "kb-fb__said" },
            said.map((one) =>
              el("li", {}, el("b", {}, question.options[one.index]), LETTERS_END.test(question.options[one.index]) ? "" : "：", one.text)
            )
          )
        : null,
      result.explanation ? el("p", {}, result.explanation) : null,
      question.clauses.map(learn.clause),
      el("div", { class: "kb-bar kb-fb__ways" }, settings.buttons, learn.ways(question))
    );
  };

  /** The check items and calculators one step away. */
  learn.ways = function (question) {
    const el = learn.el;
    const link = (word, way) => el("a", { class: "kb-btn", href: labkb.ui.root + way[1] }, word, el("span", { class: "kb-fb__way" }, way[0]));
    const first = question.clauses.map((id) => learn.data().clauses[id.split("/")[0]]).find(Boolean);
    return [
      first ? el("a", { class: "kb-btn", href: labkb.ui.root + first.url, "data-kb-read": true }, learn.icon("book"), "读" + (first.number || "条款")) : null,
      question.checks.slice(0, 1).map((way) => link("自查：", way)),
      question.tools.slice(0, 2).map((way) => link("计算：", way)),
    ].flat().filter(Boolean);
  };

  /** Says that the clause behind an earlier answer changed. */
  learn.revisedNote = function () {
    return learn.el(
      "p", { class: "kb-note kb-note--warn", "data-kb-revised": true },
      learn.el("b", {}, "本题依据已修订"), "　您上次答题以后，证明答案的条款改过。请按现在的条款再看一遍。"
    );
  };

  /** Grades, and writes the answer into the journal. @returns {{result: object, note: string}} */
  learn.answer = function (id, given, mode) {
    const question = learn.data().questions[id];
    const result = core.grade(question, core.unveil(question.veil, id), given);
    if (result.problem) return { result: result, note: "" };
    const at = learn.record(
      id, { kind: "answer", mode: mode, given: given, points: result.points, right: result.isRight }, question.fingerprint
    );
    const card = core.standing(learn.store().items())[id].card;
    let note = "";
    if (!result.isRight) note = "已记入错题本，" + learn.until(card.due, at) + "再问";
    else if (card) note = "错题本里的题，下次" + learn.until(card.due, at) + "再问";
    return { result: result, note: note };
  };
})((globalThis.labkb = globalThis.labkb || {}));
