/**
 * A round of questions with feedback after each: practice, 错题本, the questions of a lesson.
 *
 *   labkb.ui.learn.round(host, ids, {title, mode, seed, again, done})
 */
(function (labkb) {
  "use strict";
  const ui = labkb.ui;
  const learn = ui.learn;
  const core = labkb.core.learn;

  learn.round = function (host, ids, options) {
    const settings = Object.assign({ title: "练习", mode: "practice", seed: String(Date.now()), level: 2 }, options);
    const data = learn.data();
    const el = learn.el;
    const state = ids.map(() => null); // null, "r", "w"
    let at = 0;
    let form = null;
    let checked = false;

    const crumb = el("p", { class: "kb-quiz__at kb-sm kb-q" });
    const meter = el("span", { class: "kb-meter", role: "img" }, el("i", {}));
    const body = el("div", {});
    const grid = el("ul", { class: "kb-qgrid", "aria-label": "各题" });
    const tally = el("p", { class: "kb-sm", role: "status" });
    ui.fill(host, el("div", { class: "kb-round" }, el("div", { class: "kb-quiz" }, crumb, meter, body), el("div", { class: "kb-round__side no-print" }, grid, tally)));
    host.addEventListener("keydown", keys);

    function drawSide() {
      const count = (mark) => state.filter((one) => one === mark).length;
      ui.fill(
        grid,
        ids.map((id, i) =>
          el(
            "li", {},
            el(
              "button", {
                type: "button", class: state[i], "aria-current": i === at ? "true" : null,
                "aria-label": "第" + (i + 1) + "题" + (state[i] === "r" ? "，对" : state[i] === "w" ? "，错" : "，未答"),
                onclick: () => show(i),
              },
              String(i + 1)
            )
          )
        )
      );
      tally.textContent = "对" + count("r") + "，错" + count("w") + "，未答" + count(null);
      const done = ids.length - count(null);
      meter.firstChild.style.width = (done / ids.length) * 100 + "%";
      meter.setAttribute("aria-label", "已答" + done + "题，共" + ids.length + "题");
      crumb.textContent = settings.title + "　第" + (at + 1) + "题，共" + ids.length + "题";
    }

    function show(index, quiet) {
      at = index;
      checked = false;
      const id = ids[at];
      const question = data.questions[id];
      const standing = core.standing(learn.store().items())[id];
      form = learn.questionForm(id, question, { seed: settings.seed + id, level: settings.level });
      const problem = el("div", { role: "alert" });
      const submit = el("button", { type: "submit", class: "kb-btn kb-btn--main", "data-kb-check": true }, "看对不对");
      const skip = el("button", { type: "button", class: "kb-btn kb-btn--quiet", onclick: forward }, "先跳过");
      const node = el(
        "form", { class: "kb-quiz__form", novalidate: true },
        standing && core.isRevised(standing.fingerprint, question.fingerprint) ? learn.revisedNote() : null,
        form.node, problem, el("div", { class: "kb-bar kb-quiz__go" }, submit, ids.length > 1 ? skip : null),
        el("p", { class: "kb-sm kb-q kb-quiz__keys" }, el("kbd", {}, "A"), "–", el("kbd", {}, "H"), " 选　", el("kbd", {}, "Enter"), " 交答案、下一题　", el("kbd", {}, "L"), " 看条款")
      );
      node.addEventListener("submit", (event) => {
        event.preventDefault();
        if (checked) forward();
        else check(node, problem);
      });
      ui.fill(body, node);
      drawSide();
      if (!quiet) focus(form.stem);
    }

    function check(node, problem) {
      const id = ids[at];
      const question = data.questions[id];
      const given = form.given(true);
      if (!core.isAnswered(question, given)) {
        ui.fill(problem, el("p", { class: "kb-err" }, question.kind === "case" ? "还有小题没有答。" : "还没有答。选好或填好以后再看。"));
        return;
      }
      const before = core.standing(learn.store().items())[id];
      const revised = before && core.isRevised(before.fingerprint, question.fingerprint);
      const done = learn.answer(id, given, settings.mode);
      if (done.result.problem) {
        ui.fill(problem, el("p", { class: "kb-err" }, done.result.problem));
        return;
      }
      checked = true;
      state[at] = done.result.isRight ? "r" : "w";
      form.show(done.result);
      const next = el(
        "button", { type: "submit", class: "kb-btn kb-btn--main", "data-kb-next": true },
        state.indexOf(null) < 0 ? "看结果" : "下一题", learn.icon("next")
      );
      ui.fill(problem);
      node.querySelector(".kb-quiz__go").remove();
      const feedback = learn.feedback(id, question, done.result, { note: done.note, buttons: [next], revised: revised, level: "h" + Math.min(6, settings.level + 1) });
      node.insertBefore(feedback, node.querySelector(".kb-quiz__keys"));
      drawSide();
      focus(feedback.querySelector("[tabindex]"));
    }

    function forward() {
      const open = state.findIndex((one, i) => one === null && i > at);
      const any = state.indexOf(null);
      if (open >= 0) show(open);
      else if (any >= 0 && (checked || any !== at)) show(any);
      else finish();
    }

    function finish() {
      const wrong = ids.filter((_, i) => state[i] === "w");
      const right = state.filter((one) => one === "r").length;
      const head = el("h" + settings.level, { tabindex: "-1" }, "这一组做完了：对" + right + "题，共" + ids.length + "题");
      ui.fill(
        body,
        el(
          "section", { class: "kb-fb", "data-kb-finished": true }, head,
          wrong.length ? el("p", {}, "错的" + wrong.length + "题已经在错题本里，到日子会再问。") : el("p", {}, "没有错题。"),
          wrong.length ? el("ul", {}, wrong.map((id) => el("li", {}, learn.stem(id)))) : null,
          el(
            "div", { class: "kb-bar" },
            wrong.length ? el("button", { type: "button", class: "kb-btn kb-btn--main", onclick: () => learn.round(host, wrong, Object.assign({}, settings, { seed: settings.seed + "!" })) }, "只做错的") : null,
            settings.again ? el("button", { type: "button", class: "kb-btn", onclick: settings.again }, settings.againWord || "再来一组") : null
          )
        )
      );
      drawSide();
      focus(head);
      if (settings.done) settings.done({ right: right, wrong: wrong });
    }

    function keys(event) {
      if (event.ctrlKey || event.altKey || event.metaKey) return;
      const isTyping = event.target.matches("input:not([type=radio]):not([type=checkbox]), select, textarea");
      if (isTyping) return;
      const letter = event.key.length === 1 ? event.key.toUpperCase() : "";
      if (!checked && letter >= "A" && letter <= "H" && form && form.choose(letter.charCodeAt(0) - 65)) event.preventDefault();
      else if (letter === "L" && checked) {
        const cite = body.querySelector(".kb-cite a");
        if (cite) cite.focus();
      }
      if (event.key === "Enter" && checked && !event.target.closest("button, a, summary")) {
        event.preventDefault();
        forward();
      } else if (event.key === "Enter" && event.target.matches("input")) {
        event.preventDefault();
        body.querySelector("form").requestSubmit();
      }
    }

    function focus(node) {
      node.setAttribute("tabindex", "-1");
      node.focus({ preventScroll: true });
      node.scrollIntoView({ block: "nearest" });
    }

    show(0, settings.quiet);
    return { show: show };
  };
})((globalThis.labkb = globalThis.labkb || {}));
