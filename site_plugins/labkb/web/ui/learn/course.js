/** A course page: what is seen and done, the questions of each lesson, where to go on. */
(function (labkb) {
  "use strict";
  const ui = labkb.ui;
  const learn = ui.learn;
  const core = labkb.core.learn;
  const pages = (learn.pages = learn.pages || {});
  const WORDS = { done: "学完", seen: "看过", new: "没学" };

  pages.course = function (host) {
    const data = learn.data();
    const el = learn.el;
    const course = data.courses.find((one) => one.id === host.getAttribute("data-kb-course"));
    if (!course) return;
    const lessons = course.modules.flatMap((module) => module.lessons);
    const summary = host.querySelector("[data-kb-course-progress]");

    lessons.forEach((lesson, index) => {
      const section = host.querySelector("[data-kb-lesson='" + lesson.id + "']");
      const place = section.querySelector("[data-kb-lesson-questions]");
      const foot = section.querySelector("[data-kb-lesson-done]");
      const known = lesson.questions.filter((id) => data.questions[id]);
      if (known.length) {
        const begin = el("button", { type: "button", class: "kb-btn kb-btn--main", "data-kb-begin": lesson.id }, "做本课的" + known.length + "题");
        begin.addEventListener("click", () => {
          learn.round(place, known, { title: lesson.title, mode: "lesson", seed: new Date().toISOString(), level: 4, again: null });
        });
        place.before(el("div", { class: "kb-bar kb-js" }, begin));
        ui.fill(place);
      }
      const check = el("input", { type: "checkbox", "data-kb-done": lesson.id });
      check.addEventListener("change", () => {
        if (check.checked) learn.recordLesson(lesson, "done");
        else learn.store().update(lesson.id + "@done", () => null);
      });
      const following = lessons[index + 1];
      ui.fill(foot, el("label", { class: "kb-check-line" }, check, "这一课学完了"),
        following ? el("a", { class: "kb-btn", href: "#" + following.url.split("#")[1] }, "下一课：" + following.title, learn.icon("next")) : null);
    });

    function draw() {
      const items = learn.store().items();
      const standing = core.standing(items);
      const progress = core.courseProgress(course, items, standing);
      lessons.forEach((lesson) => {
        const state = progress.state[lesson.id];
        const section = host.querySelector("[data-kb-lesson='" + lesson.id + "']");
        section.querySelector("[data-kb-done]").checked = state === "done";
        const held = items[lesson.id + "@done"];
        const note = section.querySelector("[data-kb-lesson-note]");
        const isRevised = Boolean(held) && core.isRevised(held.fingerprint, lesson.fingerprint);
        ui.fill(note, isRevised ? el("p", { class: "kb-note kb-note--warn", "data-kb-revised": true }, el("b", {}, "本课依据已修订"), "　您学完以后，所读的条款改过，请再看一遍。") : null);
        const mark = host.querySelector("[data-kb-mark='" + lesson.id + "']");
        if (mark) {
          mark.className = "kb-mark kb-mark--" + state;
          mark.textContent = WORDS[state];
        }
      });
      if (summary) {
        const bar = el("i", {});
        bar.style.width = (progress.lessons ? progress.done / progress.lessons : 0) * 100 + "%";
        ui.fill(summary, el("span", { class: "kb-meter", "aria-hidden": "true" }, bar),
          el("span", { class: "kb-sm" }, "学完" + progress.done + "课，共" + progress.lessons + "课；答对" + progress.right + "题，共" + progress.questions + "题"));
      }
    }

    /** A lesson counts as seen once its heading has been on the screen for a moment. */
    function watch() {
      if (!("IntersectionObserver" in globalThis)) return;
      const waiting = new Map();
      const observer = new IntersectionObserver((entries) => {
        entries.forEach((entry) => {
          const id = entry.target.getAttribute("data-kb-lesson-head");
          if (!entry.isIntersecting) {
            clearTimeout(waiting.get(id));
            return;
          }
          waiting.set(id, setTimeout(() => learn.recordLesson(lessons.find((lesson) => lesson.id === id), "seen"), 1500));
        });
      });
      host.querySelectorAll("[data-kb-lesson-head]").forEach((head) => observer.observe(head));
    }

    learn.store().subscribe(draw);
    draw();
    watch();
  };

  /** The page of all courses: marks, the next step, the file with the progress. */
  pages.home = function (host) {
    const data = learn.data();
    const el = learn.el;
    const place = document.querySelector("[data-kb-resume]");

    function draw() {
      const items = learn.store().items();
      const standing = core.standing(items);
      data.courses.forEach((course) => {
        const progress = core.courseProgress(course, items, standing);
        const slot = host.querySelector("[data-kb-course-progress='" + course.id + "']");
        if (slot) {
          const bar = el("i", {});
          bar.style.width = (progress.lessons ? progress.done / progress.lessons : 0) * 100 + "%";
          ui.fill(slot, el("span", { class: "kb-meter", "aria-hidden": "true" }, bar), el("span", { class: "kb-sm" }, progress.done + " / " + progress.lessons + "课，对" + progress.right + " / " + progress.questions + "题"));
        }
        Object.keys(progress.state).forEach((id) => {
          const mark = host.querySelector("[data-kb-mark='" + id + "']");
          if (!mark) return;
          mark.className = "kb-mark kb-mark--" + progress.state[id];
          mark.textContent = WORDS[progress.state[id]];
        });
      });
      const now = learn.now();
      const resume = core.resume(data.courses, items);
      const due = core.wrongBook(standing, now).due.filter((one) => data.questions[one.id]).length;
      ui.fill(place,
        resume ? el("p", {}, el("a", { class: "kb-btn kb-btn--main", "data-kb-continue": true, href: ui.root + resume.lesson.url }, "接着学：" + resume.lesson.title, learn.icon("next"))) : null,
        due ? el("p", {}, el("a", { class: "kb-btn", href: "wrong.html" }, "错题本有" + due + "题到期")) : null);
    }

    learn.store().subscribe(draw);
    draw();
  };

  /** Marks in the sidebar: how far each course is, how many wrong answers are due. */
  learn.markMenu = function () {
    const data = learn.data();
    const el = learn.el;
    const links = Array.from(document.querySelectorAll("[data-kb-nav] a"));
    const find = (url) => links.find((a) => (a.getAttribute("href") || "").split("#")[0].endsWith(url.split("/").pop()));

    function mark(link, text, title) {
      if (!link) return;
      let slot = link.querySelector(".kb-menu-mark");
      if (!slot) {
        slot = el("small", { class: "kb-menu-mark" });
        link.append(slot);
      }
      slot.textContent = text;
      slot.title = title;
    }

    function draw() {
      const items = learn.store().items();
      const standing = core.standing(items);
      data.courses.forEach((course) => {
        const progress = core.courseProgress(course, items, standing);
        const isDone = progress.done === progress.lessons;
        mark(find(course.url), progress.done ? (isDone ? "学完" : progress.done + "/" + progress.lessons) : "", "学完" + progress.done + "课，共" + progress.lessons + "课");
      });
      const due = core.wrongBook(standing, learn.now()).due.filter((one) => data.questions[one.id]).length;
      mark(find("learn/wrong.html"), due ? due + "题到期" : "", "错题本里到期的题");
    }

    learn.store().subscribe(draw);
    draw();
  };
})((globalThis.labkb = globalThis.labkb || {}));
