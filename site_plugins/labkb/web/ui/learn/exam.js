/** The exam page: begin, answer against the clock, hand in, review. Survives a reload. */
(function (labkb) {
  "use strict";
  const ui = labkb.ui;
  const learn = ui.learn;
  const core = labkb.core.learn;
  const pages = (learn.pages = learn.pages || {});

  pages.exam = function (host) {
    const data = learn.data();
    const el = learn.el;
    const storage = ui.state.openStorage();
    const key = ["labkb", data.kb, "exam-running"].map(encodeURIComponent).join(":");
    let paper = stored();
    let timer = 0;
    let form = null;
    let started = null; // {at, ticks}: when this page began to count
    let toldClock = false;

    function stored() {
      try {
        const held = JSON.parse(storage.read(key) || "null");
        return core.exam.isUsable(held, data) ? held : null;
      } catch (error) {
        return null;
      }
    }

    /** The moment by the clock, but never before what the paper has seen. */
    function moment() {
      const now = new Date().toISOString();
      const ran = paper && started ? new Date(Date.parse(started.at) + performance.now() - started.ticks).toISOString() : now;
      return now > ran ? now : ran;
    }

    function keep(next) {
      paper = next && core.exam.seen(next, moment());
      return storage.write(key, paper ? JSON.stringify(paper) : null);
    }

    function courseOf(id) {
      return data.courses.find((course) => course.id === id);
    }

    function choose() {
      const given = decodeURIComponent(location.hash.slice(1)).replace(/^course=/, "");
      const list = data.courses.filter((course) => course.exam);
      const past = core.journal(learn.store().items(), "exam");
      ui.fill(
        host,
        list.length ? null : el("p", { class: "kb-empty" }, "还没有课程写了考试规则。"),
        el("ul", { class: "kb-exams" }, list.map((course) => {
          const count = course.exam.rows.reduce((sum, row) => sum + row.count, 0);
          const best = past.filter((e) => e.value.course === course.id).reduce((most, e) => Math.max(most, Number(e.value.percent) || 0), -1);
          return el(
            "li", { class: course.id === given ? "is-chosen" : null },
            el("h2", {}, course.title),
            el("p", { class: "kb-sm" }, count + "题，" + course.exam.minutes + "分钟，" + course.exam.pass_percent + "分及格" + (best >= 0 ? "；最好成绩" + best + "分" : "")),
            el("button", { type: "button", class: "kb-btn kb-btn--main", "data-kb-start": course.id, onclick: () => begin(course) }, "开始考试")
          );
        })),
        el("p", { class: "kb-sm kb-q" }, "题目随机抽取。交卷以前不显示对错；时间到自动交卷；刷新或关掉页面，答案都在，但时间照走。"),
        history(past)
      );
    }

    function history(past) {
      if (!past.length) return null;
      return el(
        "section", { class: "kb-sec" }, el("h2", {}, "考过的"),
        el("div", { class: "kb-scroll" }, el(
          "table", { class: "kb-table" },
          el("thead", {}, el("tr", {}, ["日期", "课程", "得分", "结果"].map((t) => el("th", { scope: "col" }, t)))),
          el("tbody", {}, past.slice().reverse().map((one) => el(
            "tr", {}, el("td", {}, learn.day(one.at)), el("td", {}, (courseOf(one.value.course) || { title: one.value.course }).title),
            el("td", {}, one.value.points + " / " + one.value.of + "（" + one.value.percent + "分）"),
            el("td", {}, learn.verdict(one.value.passed, one.value.passed ? "及格" : "未及格"))
          )))
        ))
      );
    }

    function begin(course) {
      const begun = core.exam.begin(data, course, new Date().toISOString(), new Date().toISOString() + Math.random());
      started = null;
      const problem = keep(begun.paper);
      run(0);
      if (problem) warn(ui.state.TROUBLES[problem] + "考试中请不要刷新或关掉这一页。");
      if (begun.missing.length) warn("题库不够，比规则少抽了" + begun.missing.reduce((sum, one) => sum + one.count, 0) + "题。");
    }

    function warn(text) {
      host.prepend(el("p", { class: "kb-note kb-note--warn", role: "status" }, text));
    }

    function run(index) {
      const clock = el("b", { class: "kb-exam__clock", role: "timer", "aria-label": "剩余时间" });
      const grid = el("ul", { class: "kb-qgrid", "aria-label": "各题" });
      const body = el("div", { class: "kb-quiz" });
      const status = el("p", { class: "kb-sm" });
      const alert = el("div", { role: "alert" });
      let at = index;
      ui.fill(
        host,
        el("div", { class: "kb-exam__bar" }, el("span", {}, courseOf(paper.course).title), el("span", {}, "还剩", clock)),
        alert,
        el("div", { class: "kb-round" }, body, el("div", { class: "kb-round__side" }, grid, status, el(
          "button", { type: "button", class: "kb-btn kb-btn--main", "data-kb-hand-in": true, onclick: handIn }, "交卷"
        )))
      );
      started = { at: paper.latest && paper.latest > new Date().toISOString() ? paper.latest : new Date().toISOString(), ticks: performance.now() };
      clearInterval(timer);
      timer = setInterval(tick, 500);
      tick();
      if (paper) show(at, true);

      function tick() {
        const left = core.exam.secondsLeft(paper, moment());
        const isBack = paper.latest && Date.now() < Date.parse(paper.latest) - 60000;
        if (isBack && !toldClock) {
          toldClock = true;
          warn("这台电脑的时钟被往回拨过。考试时间照原来的走，已答的都在。");
        }
        clock.textContent = Math.floor(left / 60) + ":" + String(left % 60).padStart(2, "0");
        clock.classList.toggle("is-short", left <= 60);
        if (left === 60 && !alert.firstChild) ui.fill(alert, el("p", { class: "kb-note kb-note--warn" }, "还剩1分钟。"));
        if (left <= 0) finish(true);
      }

      function side() {
        ui.fill(grid, paper.questions.map((asked, i) => {
          const has = paper.given[asked.id] !== undefined;
          const flagged = paper.marked.indexOf(asked.id) >= 0;
          return el("li", {}, el("button", {
            type: "button", class: (has ? "d" : "") + (flagged ? " f" : ""), "aria-current": i === at ? "true" : null,
            "aria-label": "第" + (i + 1) + "题" + (has ? "，已答" : "，未答") + (flagged ? "，做了记号" : ""), onclick: () => show(i),
          }, String(i + 1)));
        }));
        const done = paper.questions.filter((asked) => paper.given[asked.id] !== undefined).length;
        status.textContent = "已答" + done + "题，共" + paper.questions.length + "题";
      }

      function show(i, quiet) {
        at = i;
        const asked = paper.questions[at];
        const question = data.questions[asked.id];
        const held = paper.given[asked.id];
        form = learn.questionForm(asked.id, question, {
          seed: paper.seed + asked.id, given: held === undefined ? null : held,
          onChange() {
            const problem = keep(core.exam.answer(paper, asked.id, form.given()));
            if (problem && !alert.firstChild) ui.fill(alert, el("p", { class: "kb-note kb-note--bad" }, ui.state.TROUBLES[problem]));
            side();
          },
        });
        const go = (by, word) => el("button", {
          type: "button", class: "kb-btn", "data-kb-go": by, disabled: at + by < 0 || at + by >= paper.questions.length, onclick: () => show(at + by),
        }, word);
        const flag = el("button", {
          type: "button", class: "kb-btn kb-btn--quiet", "aria-pressed": String(paper.marked.indexOf(asked.id) >= 0),
          onclick() { keep(core.exam.mark(paper, asked.id)); flag.setAttribute("aria-pressed", String(paper.marked.indexOf(asked.id) >= 0)); side(); },
        }, learn.icon("flag"), "做记号");
        const node = el("form", {}, el("p", { class: "kb-sm kb-q" }, "第" + (at + 1) + "题，" + asked.points + "分"), form.node, el("div", { class: "kb-bar kb-quiz__go" }, go(-1, "上一题"), go(1, "下一题"), flag));
        node.addEventListener("submit", (event) => { event.preventDefault(); if (at + 1 < paper.questions.length) show(at + 1); });
        node.addEventListener("keydown", (event) => {
          const letter = event.key.length === 1 ? event.key.toUpperCase() : "";
          const isTyping = event.target.matches("input:not([type=radio]):not([type=checkbox]), select");
          if (!isTyping && !event.ctrlKey && !event.altKey && !event.metaKey && letter >= "A" && letter <= "H") form.choose(letter.charCodeAt(0) - 65);
        });
        ui.fill(body, node);
        side();
        form.stem.setAttribute("tabindex", "-1");
        if (!quiet) form.stem.focus();
      }
    }

    function handIn() {
      const open = paper.questions.filter((asked) => !core.isAnswered(data.questions[asked.id], paper.given[asked.id])).length;
      if (globalThis.confirm((open ? "还有" + open + "题没有答完。" : "") + "交卷以后不能再改。现在交卷吗？")) finish(false);
    }

    function finish(isTimeUp) {
      clearInterval(timer);
      if (!paper) return;
      const done = core.exam.finish(data, paper, moment());
      const before = core.standing(learn.store().items());
      done.graded.forEach((one) => {
        if (!one.result.isAnswered || one.result.problem) return;
        learn.record(one.id, { kind: "answer", mode: "exam", given: one.given, points: one.result.points, right: one.result.isRight }, data.questions[one.id].fingerprint);
      });
      learn.record("exam/" + paper.course.split("/")[1], done.value, "");
      const seed = paper.seed;
      keep(null);
      review(done, isTimeUp, seed, before);
    }

    function review(done, isTimeUp, seed, before) {
      const value = done.value;
      const wrong = done.graded.filter((one) => !one.result.isRight).length;
      const head = el("h2", { tabindex: "-1" }, learn.verdict(value.passed, value.passed ? "及格" : "未及格"));
      ui.fill(
        host,
        isTimeUp ? el("p", { class: "kb-note kb-note--warn" }, "时间到，已经自动交卷。") : null,
        el("section", { class: "kb-exam__result", "data-kb-result": value.passed ? "passed" : "failed" },
          head,
          el("p", { class: "kb-learn-big" }, el("b", {}, String(value.percent)), "分", el("span", { class: "kb-sm kb-q" }, "　" + value.points + " / " + value.of + "，及格线" + value.pass_percent + "；答了" + value.answered + "题")),
          el("p", {}, wrong ? "错的题已经记入错题本。下面逐题看。" : "全对。"),
          el("div", { class: "kb-bar" }, el("button", { type: "button", class: "kb-btn", onclick: choose }, "回到考试"), el("a", { class: "kb-btn", href: "wrong.html" }, "去错题本"))),
        done.graded.map((one, i) => {
          const question = data.questions[one.id];
          const form = learn.questionForm(one.id, question, { seed: seed + one.id, given: one.given, level: 3 });
          form.show(one.result);
          const held = before[one.id];
          return el("article", { class: "kb-quiz kb-exam__one", "data-kb-graded": one.result.isRight ? "right" : "wrong" },
            el("p", { class: "kb-sm kb-q" }, "第" + (i + 1) + "题，得" + Math.round(one.points * 100) / 100 + "分，满分" + one.of + "分"),
            form.node,
            learn.feedback(one.id, question, one.result, { level: "h4", revised: held && core.isRevised(held.fingerprint, question.fingerprint) }));
        })
      );
      head.focus();
    }

    if (paper) {
      const isOver = core.exam.secondsLeft(paper, moment()) <= 0;
      if (isOver) finish(true);
      else {
        run(0);
        warn("接着上次没有交卷的考试，已答的都在。");
      }
    } else choose();
  };
})((globalThis.labkb = globalThis.labkb || {}));
