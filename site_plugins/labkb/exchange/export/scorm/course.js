/** The course as one page: lessons one after the other, questions in place, the standing reported. */
(function (labkb) {
  "use strict";
  const learn = labkb.ui.learn;
  const core = labkb.core.learn;
  const el = learn.el;
  const course = labkb.consume("sco", 1);
  const ids = Object.keys(course.questions);
  const lms = labkb.lms.connect(window);
  const standing = labkb.standing;
  let state = standing.read(lms.get("cmi.suspend_data"), ids.length);
  const lessons = Array.from(document.querySelectorAll("[data-sco-lesson]"));
  const links = Array.from(document.querySelectorAll("[data-sco-open]"));
  const line = document.querySelector("[data-sco-standing]");
  let interactions = Number(lms.get("cmi.interactions._count")) || 0;
  let open = Math.min(Number(lms.get("cmi.core.lesson_location")) || 0, lessons.length - 1);
  const isForReading = ["browse", "review"].includes(lms.get("cmi.core.lesson_mode"));

  function report() {
    const told = standing.report(state, course);
    tell(told);
    if (isForReading) return;
    lms.set("cmi.suspend_data", standing.write(state));
    lms.set("cmi.core.lesson_location", open);
    if (told.raw !== null) {
      lms.set("cmi.core.score.min", 0);
      lms.set("cmi.core.score.max", 100);
      lms.set("cmi.core.score.raw", told.raw);
    }
    lms.set("cmi.core.lesson_status", told.status);
    lms.commit();
  }

  function tell(told) {
    const words = { passed: "已通过", failed: "未通过", completed: "已学完", incomplete: "学习中" };
    const parts = [words[told.status], "已看" + state.l.length + "/" + lessons.length + "课"];
    if (ids.length) {
      parts.push("已答" + standing.answered(state) + "/" + ids.length + "题");
      parts.push("得分" + told.raw + "（及格" + course.pass + "）");
    }
    parts.push(lms.isConnected ? "成绩报给学习平台" : "没有连到学习平台，成绩不会上报");
    line.textContent = parts.join("　");
    links.forEach((link, i) => link.classList.toggle("is-seen", state.l.includes(i)));
    const isWhole = ids.length > 0 && standing.answered(state) === ids.length;
    document.querySelector("[data-sco-again]").hidden = !isWhole;
  }

  function show(ordinal, focus) {
    open = ordinal;
    lessons.forEach((lesson, i) => { lesson.hidden = i !== ordinal; });
    links.forEach((link, i) => {
      if (i === ordinal) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    });
    if (!state.l.includes(ordinal)) state.l.push(ordinal);
    if (focus) {
      lessons[ordinal].querySelector("h2").focus();
      window.scrollTo(0, 0);
    }
    report();
  }

  function keep(id, question, secret, given, result) {
    state.p[ids.indexOf(id)] = result.points;
    if (isForReading) return;
    labkb.interactions.of(id, question, secret, given, result).forEach((one) => {
      const name = "cmi.interactions." + interactions + ".";
      lms.set(name + "id", one.id);
      lms.set(name + "type", one.type);
      lms.set(name + "time", new Date().toTimeString().slice(0, 8));
      if (one.said) lms.set(name + "student_response", one.said);
      if (one.right) lms.set(name + "correct_responses.0.pattern", one.right);
      lms.set(name + "result", one.result);
      interactions += 1;
    });
  }

  function ask(host) {
    const id = host.dataset.scoQuestion;
    const question = course.questions[id];
    const secret = core.unveil(question.veil, id);
    const points = state.p[ids.indexOf(id)];
    const form = learn.questionForm(id, question, { seed: id, level: 4 });
    const after = el("div", { "aria-live": "polite" });
    const button = el("button", { type: "button", class: "kb-btn kb-btn--main" }, "交答案");
    labkb.ui.fill(host, [form.node, el("p", { class: "kb-bar" }, button), after]);
    if (points >= 0) {
      form.lock();
      button.remove();
      after.append(el("p", {}, learn.verdict(points === 1, "上次答过，得" + Math.round(points * 100) + "%")), said(question, secret.explanation));
      return;
    }
    button.addEventListener("click", () => {
      const given = form.given(true);
      if (given === null || !core.isAnswered(question, given)) {
        labkb.ui.fill(after, [el("p", { class: "kb-note kb-note--warn" }, "还没有答完。")]);
        return;
      }
      const result = core.grade(question, secret, given);
      if (result.problem) {
        labkb.ui.fill(after, [el("p", { class: "kb-note kb-note--warn" }, result.problem)]);
        return;
      }
      form.show(result);
      button.remove();
      const feedback = result.said.filter((one) => one.text).map((one) => el("li", {}, question.options[one.index] + "：" + one.text));
      const word = result.isRight ? "答对了" : result.points > 0 ? "对了一部分" : "这题错了";
      labkb.ui.fill(after, [
        el("p", {}, learn.verdict(result.isRight, word)),
        feedback.length ? el("ul", {}, feedback) : "",
        said(question, result.explanation),
      ]);
      keep(id, question, secret, given, result);
      report();
    });
  }

  function said(question, explanation) {
    const proofs = question.proofs.map((proof) =>
      el("div", { class: "kb-cite" }, el("b", {}, "据"), el("div", {}, el("strong", {}, proof[0]), el("p", {}, proof[1])))
    );
    return el("div", {}, explanation ? el("p", {}, explanation) : "", proofs);
  }

  const hosts = Array.from(document.querySelectorAll("[data-sco-question]"));
  hosts.forEach(ask);
  links.forEach((link, i) => link.addEventListener("click", (event) => {
    event.preventDefault();
    show(i, true);
  }));
  document.querySelectorAll("[data-sco-next]").forEach((button) => {
    button.addEventListener("click", () => show(Number(button.dataset.scoNext), true));
  });
  document.querySelector("[data-sco-again]").addEventListener("click", () => {
    state = standing.again(state);
    hosts.forEach(ask);
    show(0, true);
  });
  // pagehide alone is not told by older browsers when the platform closes the window.
  ["pagehide", "beforeunload"].forEach((name) => window.addEventListener(name, () => {
    const status = standing.report(state, course).status;
    lms.finish(status === "passed" || status === "completed");
  }));
  show(open, false);
})((globalThis.labkb = globalThis.labkb || {}));
