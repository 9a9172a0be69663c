/** The practice page: choose by course, lesson, document, clause, kind, difficulty; then a round. */
(function (labkb) {
  "use strict";
  const ui = labkb.ui;
  const learn = ui.learn;
  const core = labkb.core.learn;
  const pages = (learn.pages = learn.pages || {});

  pages.practice = function (host) {
    const data = learn.data();
    const el = learn.el;
    const place = el("div", { "data-kb-round": true });
    const count = el("p", { class: "kb-filter__count", role: "status" });
    const fields = {
      course: choice("课程", data.courses.map((c) => [c.id, c.title])),
      lesson: choice("课", []),
      document: choice("文件", Object.keys(data.documents).map((id) => [id, data.documents[id].title])),
      clause: choice("条款", []),
      kind: choice("题型", Object.entries(learn.KINDS)),
      difficulty: choice("难度", Object.entries(learn.DIFFICULTIES)),
      amount: choice("题数", [["5", "5题"], ["10", "10题"], ["20", "20题"], ["all", "全部"]], "10"),
      only: choice("范围", [["new", "没答过的"], ["wrong", "上次答错的"]]),
    };
    const begin = el("button", { type: "submit", class: "kb-btn kb-btn--main", "data-kb-begin": true }, "开始练习");
    const form = el(
      "form", { class: "kb-filter kb-learn-filter" },
      Object.values(fields).map((field) => field.node), begin, count
    );
    Object.values(fields).forEach((field) => field.select.addEventListener("change", changed));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      start();
    });
    const again = el("p", { class: "kb-learn-again", hidden: true }, el("button", {
      type: "button", class: "kb-btn kb-btn--quiet", "data-kb-choose-again": true,
      onclick() { form.hidden = false; again.hidden = true; ui.fill(place); changed(); fields.course.select.focus(); },
    }, "重新选题"));
    ui.fill(host, form, again, place);

    function choice(label, options, value) {
      const select = el("select", { class: "kb-in" });
      const made = { select: select, set(list, first) {
        const held = select.value;
        ui.fill(select, first === undefined ? el("option", { value: "" }, "全部") : null, list.map((o) => el("option", { value: o[0] }, o[1])));
        if (list.some((o) => o[0] === held)) select.value = held;
      } };
      made.set(options, value);
      if (value) select.value = value;
      made.node = el("label", { class: "kb-field" }, el("span", {}, label), select);
      return made;
    }

    function wanted() {
      return {
        course: fields.course.select.value, lesson: fields.lesson.select.value, document: fields.document.select.value,
        clause: fields.clause.select.value, kind: fields.kind.select.value, difficulty: fields.difficulty.select.value,
      };
    }

    function pool() {
      const standing = core.standing(learn.store().items());
      const only = fields.only.select.value;
      return core.select(data, wanted()).filter((id) =>
        only === "new" ? !standing[id] : only === "wrong" ? standing[id] && !standing[id].isRight : true
      );
    }

    function changed() {
      const course = data.courses.find((c) => c.id === fields.course.select.value);
      fields.lesson.set(course ? course.modules.flatMap((m) => m.lessons).map((l) => [l.id, l.title]) : []);
      fields.lesson.node.hidden = !course;
      const held = data.documents[fields.document.select.value];
      fields.clause.set(held ? held.clauses : []);
      fields.clause.node.hidden = !held || !held.clauses.length;
      const found = pool().length;
      count.textContent = found ? "符合的有" + found + "题" : "没有符合的题，放宽一些条件。";
      begin.disabled = !found;
    }

    function start(ids) {
      const amount = fields.amount.select.value;
      const seed = new Date().toISOString();
      const found = ids || core.random.shuffled(pool(), seed);
      const chosen = ids || amount === "all" ? found : found.slice(0, Number(amount));
      form.hidden = true;
      again.hidden = false;
      const stems = document.querySelector(".kb-all-stems");
      if (stems) stems.open = false; // a link to a question opens the list as well
      learn.round(place, chosen, { title: "练习", seed: seed, again: () => { changed(); start(); } });
    }

    /** `#question-x` asks one question; `#course=…` and the like set the filter. */
    function fromAddress() {
      const hash = decodeURIComponent(location.hash.slice(1));
      const asked = Object.keys(data.questions).find((id) => id.replace("/", "-") === hash);
      if (asked) {
        start([asked]);
        return;
      }
      hash.split("&").forEach((part) => {
        const at = part.indexOf("=");
        const name = part.slice(0, at);
        if (at > 0 && fields[name]) {
          fields[name].select.value = part.slice(at + 1);
          changed();
        }
      });
    }

    changed();
    fromAddress();
    globalThis.addEventListener("hashchange", fromAddress);
  };

  /** The 错题本: what is due now, what comes later. */
  pages.wrong = function (host) {
    const data = learn.data();
    const el = learn.el;
    const place = el("div", { "data-kb-round": true });

    function draw() {
      const now = learn.now();
      const standing = core.standing(learn.store().items());
      const book = core.wrongBook(standing, now);
      const known = (one) => data.questions[one.id];
      const due = book.due.filter(known).map((one) => one.id);
      const all = due.concat(book.later.filter(known).map((one) => one.id));
      const revised = all.filter((id) => core.isRevised(standing[id].fingerprint, data.questions[id].fingerprint));
      const begin = (ids) => learn.round(place, ids, { title: "错题本", mode: "review", again: draw, againWord: "回到错题本" });
      ui.fill(
        place,
        el(
          "p", { class: "kb-learn-big", "data-kb-due": String(due.length) },
          el("b", {}, String(due.length)), "题现在该再问了",
          el("span", { class: "kb-sm kb-q" }, "　错题本共" + (all.length + book.mended.length) + "题，其中已经记牢" + book.mended.length + "题")
        ),
        el(
          "div", { class: "kb-bar" },
          due.length ? el("button", { type: "button", class: "kb-btn kb-btn--main", "data-kb-begin": true, onclick: () => begin(due) }, "现在就做") : null,
          all.length > due.length ? el("button", { type: "button", class: "kb-btn", "data-kb-all": true, onclick: () => begin(all) }, "提前全做一遍") : null
        ),
        !all.length && !book.mended.length ? el("p", { class: "kb-empty" }, "还没有错题。去", el("a", { href: labkb.ui.root + "learn/practice.html" }, "练习"), "答几道。") : null,
        revised.length ? el("p", { class: "kb-note kb-note--warn" }, el("b", {}, "本题依据已修订"), "　" + revised.length + "题的条款在您答题以后改过，做的时候会标出来。") : null,
        book.later.length || due.length ? table(book, now) : null
      );
    }

    function table(book, now) {
      const standing = core.standing(learn.store().items());
      const rows = book.due.concat(book.later, book.mended).filter((one) => data.questions[one.id]);
      return el(
        "div", { class: "kb-scroll", tabindex: "0", role: "group", "aria-label": "错题" },
        el(
          "table", { class: "kb-table kb-wrong" },
          el("thead", {}, el("tr", {}, ["题目", "依据", "错过", "还记得的把握", "下次"].map((t) => el("th", { scope: "col" }, t)))),
          el(
            "tbody", {},
            rows.map((one) => {
              const held = standing[one.id];
              const question = data.questions[one.id];
              return el(
                "tr", {},
                el("td", {}, el("a", { href: "practice.html#" + one.id.replace("/", "-") }, learn.stem(one.id))),
                el("td", {}, question.clauses.slice(0, 1).map(learn.clauseName)),
                el("td", {}, held.tries - held.right + "次"),
                el("td", {}, Math.round(core.fsrs.retrievability(one.card, now) * 100) + "%"),
                el("td", {}, learn.until(one.due, now))
              );
            })
          )
        )
      );
    }

    ui.fill(host, place);
    draw();
  };
})((globalThis.labkb = globalThis.labkb || {}));
