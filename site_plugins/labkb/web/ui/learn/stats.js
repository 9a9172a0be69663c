/** The statistics page: how many hold, by day, by document, what to look at next. */
(function (labkb) {
  "use strict";
  const ui = labkb.ui;
  const learn = ui.learn;
  const core = labkb.core.learn;
  const pages = (learn.pages = learn.pages || {});

  pages.stats = function (host) {
    const data = learn.data();
    const el = learn.el;

    function draw() {
      const items = learn.store().items();
      const found = core.statistics(data, items, learn.now(), -new Date().getTimezoneOffset());
      if (!found.answers) {
        ui.fill(host, el("p", { class: "kb-empty" }, "还没有答过题。", el("a", { href: "practice.html" }, "去练习"), "，答几道再回来看。"));
        return;
      }
      ui.fill(
        host,
        el("div", { class: "kb-figs" },
          figure(found.holds + " / " + found.questions, "现在答得对的题"),
          figure(percent(found.firstRight, found.answered), "第一次就答对"),
          figure(String(found.streak), "连续学习的天数"),
          figure(String(found.answers), "一共答了几次")),
        section("最近14天", days(found.days)),
        section("接下来7天要再问的", plan(found.coming)),
        section("按文件：掌握多少", bars(found.documents, (key) => (data.documents[key] || { title: key }).title, "#document=")),
        section("按题型", bars(found.kinds, (key) => learn.KINDS[key] || key, "#kind=")),
        section("按难度", bars(found.difficulties, (key) => learn.DIFFICULTIES[key] || key, "#difficulty=")),
        found.hardest.length ? section("最容易错的题", el("ol", { class: "kb-hardest" }, found.hardest.map((one) =>
          el("li", {}, el("a", { href: "practice.html#" + one.id.replace("/", "-") }, learn.stem(one.id)),
            el("span", { class: "kb-sm kb-q" }, "　错" + one.wrong + "次，共答" + one.tries + "次，看", data.questions[one.id].clauses.slice(0, 1).map((id) => {
              const clause = data.clauses[id.split("/")[0]];
              return clause ? el("a", { href: ui.root + clause.url }, clause.number || clause.heading) : "";
            })))))) : null
      );
    }

    function figure(value, word) {
      return el("p", { class: "kb-fig" }, el("b", {}, value), el("span", {}, word));
    }

    function percent(part, whole) {
      return whole ? Math.round((part / whole) * 100) + "%" : "—";
    }

    function section(title, node) {
      return el("section", { class: "kb-sec" }, el("h2", {}, title), node);
    }

    /** Columns: right below, wrong on top, numbers in words below for everybody. */
    function days(list) {
      const most = Math.max(1, ...list.map((day) => day.answers));
      return el("div", { class: "kb-days", role: "img", "aria-label": list.map((d) => d.day + "答" + d.answers + "次，对" + d.right + "次").join("；") },
        list.map((d) => {
          const column = el("span", { class: "kb-days__col", title: d.day + "：答" + d.answers + "次，对" + d.right + "次" },
            el("i", { class: "bad" }), el("i", { class: "ok" }), el("small", {}, d.day.slice(8)));
          column.children[0].style.height = ((d.answers - d.right) / most) * 5 + "rem";
          column.children[1].style.height = (d.right / most) * 5 + "rem";
          return column;
        }));
    }

    function plan(list) {
      return el("div", { class: "kb-scroll" }, el("table", { class: "kb-table kb-plan" },
        el("thead", {}, el("tr", {}, list.map((d, i) => el("th", { scope: "col", class: "kb-num" }, i ? d.day.slice(5) : "今天")))),
        el("tbody", {}, el("tr", {}, list.map((d) => el("td", { class: "kb-num" }, d.count ? String(d.count) : "·"))))));
    }

    function bars(list, name, hash) {
      return el("ul", { class: "kb-learn-bars" }, list.map((one) => {
        const bar = el("i", {});
        bar.style.width = (one.right / one.answered) * 100 + "%";
        return el("li", {}, el("a", { href: "practice.html" + hash + one.key }, name(one.key)),
          el("span", { class: "kb-meter", "aria-hidden": "true" }, bar),
          el("span", { class: "kb-learn-bars__n" }, "对" + one.right + " / 答" + one.answered));
      }));
    }

    learn.store().subscribe(draw);
    draw();
  };
})((globalThis.labkb = globalThis.labkb || {}));
