/** The page of a checklist: answers, filters, scores, lists, saving, merging, carrying over. */
(function (labkb) {
  "use strict";
  const core = labkb.core.checklist;
  const ui = labkb.ui;
  const FILTERS = [
    ["all", "全部"], ["unanswered", "未答"], ["gaps", "有差距"], ["evidence", "缺证据"], ["again", "重新确认"],
  ];
  const WAIT = 500;
  const ABOUT = { person: "姓名", role: "岗位", unit: "单位、部门", auditor: "填表人", date: "日期" };

  document.documentElement.classList.add("js");
  document.querySelectorAll("[data-kb-check]").forEach(mount);

  function mount(host) {
    const form = JSON.parse(host.querySelector("[data-kb-data]").textContent);
    const store = ui.state.openStore({ kb: form.kb, edition: form.edition, kind: "audit", subject: form.id });
    const find = (name) => host.querySelector("[data-kb-" + name + "]");
    let review = { again: {}, gone: [], added: [] };
    let filter = "all";
    const context = { answers: form.answers, again: () => review.again };
    const byId = new Map();
    form.items.forEach((item) => {
      const article = host.querySelector('[data-kb-item="' + CSS.escape(item.id) + '"]');
      if (article) byId.set(item.id, ui.checklist.mountItem(article, item, store, context));
    });
    const chapters = Array.from(host.querySelectorAll("[data-kb-chapter]"));
    const role = () => String(store.value("@role") || "");
    const asked = () => core.asked(form.items, role());

    mountAbout();
    const bar = ui.state.mountBar(find("state"), store, {
      title: () => form.title + (store.value("@person") ? "-" + store.value("@person") : ""),
      buttons: [
        ui.el("button", { type: "button", class: "kb-btn", "data-kb-excel": true, onclick: saveExcel }, "Excel"),
        ui.el("button", { type: "button", class: "kb-btn", "data-kb-print": true, onclick: () => globalThis.print() }, ui.icon("print"), "打印"),
      ],
      otherThan,
      opened: (done) => {
        if (done.conflicts.length) find("conflicts").querySelector("h2").focus();
      },
    });
    ui.state.mountConflicts(find("conflicts"), store, {
      label: (id) => {
        const item = form.items.find((one) => one.id === id);
        if (item) return item.number + " " + item.question;
        return id[0] === "@" ? ABOUT[id.slice(1)] || "人数核对" : id;
      },
      rows: (value) => ui.checklist.rows(value, form.answers),
    });
    if (find("headcount")) ui.checklist.mountHeadcount(find("headcount"), form.headcount, store);
    host.addEventListener("keydown", onKey);
    store.subscribe((event) => {
      if (event.type === "opened" || event.type === "saved") filter = "all";
      refresh(event.ids);
    });
    refresh(form.items.map((item) => item.id));

    function mountAbout() {
      host.querySelectorAll("[data-kb-about-field]").forEach((field) => {
        const name = field.getAttribute("data-kb-about-field");
        const paper = ui.el("span", { class: "kb-print-only kb-print-text" });
        field.after(paper);
        const later = ui.state.soon(commit, WAIT);
        field.addEventListener("input", later.start);
        field.addEventListener("change", () => {
          later.stop();
          commit();
        });
        store.subscribe(show);
        show();
        function commit() {
          const text = field.value.trim();
          store.update("@" + name, () => text || null, {});
          if (name === "auditor") store.setWriter(text);
        }
        function show() {
          const text = String(store.value("@" + name) || "");
          if (document.activeElement !== field || field.tagName === "SELECT") field.value = text;
          paper.textContent = field.tagName === "SELECT" ? field.selectedOptions[0].textContent : text;
        }
      });
    }

    /** Shows what changed; everything counted is counted anew. */
    function refresh(ids) {
      review = core.review(form.items, store.items(), { from: store.envelope().edition, to: form.edition });
      const shown = new Set(ids.concat(Object.keys(review.again)));
      const isAll = ids.indexOf("@role") >= 0;
      byId.forEach((one, id) => {
        if (isAll || shown.has(id)) one.show();
      });
      const items = asked();
      const score = core.score(form, items, store.items(), form.rule);
      ui.checklist.showProgress(find("progress"), score, form.answers);
      ui.checklist.showResults(find("results"), score, core.lists(items, store.items()), form.answers, go);
      if (form.roles.length) ui.checklist.showFulfilment(find("results"), core.fulfilment(items, store.items()));
      showFilter(items);
      showChapters(score);
      showReview();
      if (isAll || filter === "all") applyFilter();
    }

    function showFilter(items) {
      const buttons = FILTERS.map((one) => {
        const count = core.filter(items, store.items(), one[0], review.again).length;
        if (one[0] === "again" && !count && filter !== "again") return null;
        return ui.el(
          "button", {
            type: "button", class: "kb-btn", "data-kb-only": one[0], "aria-pressed": String(filter === one[0]),
            onclick: () => {
              filter = one[0];
              applyFilter();
              showFilter(asked());
              const again = host.querySelector('[data-kb-only="' + one[0] + '"]');
              if (again) again.focus();
            },
          },
          one[1] + " " + count
        );
      });
      const focused = document.activeElement && document.activeElement.getAttribute("data-kb-only");
      ui.fill(
        find("filter"),
        ui.el("div", { class: "kb-bar", role: "group", "aria-label": "只看" }, buttons.filter(Boolean)),
        ui.el("p", { class: "kb-sm kb-q" }, "键盘：在回答上按1至4选，J下一项，K上一项。")
      );
      if (focused) {
        const same = host.querySelector('[data-kb-only="' + focused + '"]');
        if (same) same.focus();
      }
    }

    /** Hides what the filter leaves out; items stay while they are being answered. */
    function applyFilter() {
      const left = new Set(core.filter(asked(), store.items(), filter, review.again));
      byId.forEach((one, id) => one.hide(!left.has(id)));
      chapters.forEach((chapter) => {
        const isEmpty = !chapter.querySelector(".kb-item:not([hidden])");
        chapter.hidden = isEmpty;
        chapter.querySelectorAll(".kb-check-group").forEach((head) => {
          let next = head.nextElementSibling;
          let isLeft = false;
          while (next && !next.classList.contains("kb-check-group")) {
            isLeft = isLeft || !next.hidden;
            next = next.nextElementSibling;
          }
          head.hidden = !isLeft;
        });
      });
      find("none").hidden = left.size > 0;
    }

    function showChapters(score) {
      chapters.forEach((chapter) => {
        const found = score.chapters.find((one) => one.key === chapter.getAttribute("data-kb-chapter"));
        const said = chapter.querySelector("[data-kb-chapter-count]");
        said.textContent = found ? "已答" + found.answered + "，共" + found.total : "";
      });
    }

    function showReview() {
      const again = Object.keys(review.again).length;
      const isNewer = store.envelope().edition && store.envelope().edition !== form.edition;
      const lines = [];
      if (again) lines.push("有" + again + "项的依据改过，回答已带过来，标着“重新确认”。");
      if (isNewer && review.added.length) lines.push("有" + review.added.length + "项没有答，其中可能有这一版新加的。");
      if (review.gone.length) lines.push("有" + review.gone.length + "项这一版已经没有，回答留在文件里，不计分：" + review.gone.map((id) => id.split(":").pop()).slice(0, 8).join("、") + "。");
      ui.fill(
        find("review"),
        lines.length ? ui.el("div", { class: "kb-note kb-note--warn" }, lines.map((line) => ui.el("p", {}, line))) : null
      );
    }

    /** Two persons, or two roles of one, are two audits. */
    function otherThan(envelope) {
      const name = (key) => {
        const here = String(store.value(key) || "");
        const there = envelope.items[key] ? String(envelope.items[key].value) : "";
        return here && there && here !== there ? [here, there] : null;
      };
      const roleName = (key) => (form.roles.find((one) => one.key === key) || { name: key }).name;
      const person = form.roles.length ? name("@person") : null;
      if (person) return "文件是“" + person[1] + "”的，页面上是“" + person[0] + "”的。";
      const roles = form.roles.length ? name("@role") : null;
      return roles ? "文件核的是“" + roleName(roles[1]) + "”，页面上是“" + roleName(roles[0]) + "”。" : "";
    }

    function saveExcel() {
      const bytes = labkb.core.learn.sheet.workbook(core.tables(form, asked(), store.items()));
      ui.state.download(
        ui.state.fileName(form.title, ui.state.today(), "xlsx"), new Uint8Array(bytes),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
      );
    }

    function go(id) {
      filter = "all";
      applyFilter();
      showFilter(asked());
      byId.get(id).focus();
    }

    function onKey(event) {
      if (event.ctrlKey || event.altKey || event.metaKey || event.target.type !== "radio") return;
      const article = event.target.closest("[data-kb-item]");
      if (!article) return;
      const one = byId.get(article.getAttribute("data-kb-item"));
      if (/^[1-4]$/.test(event.key)) one.choose(Number(event.key) - 1);
      else if (event.key === "j" || event.key === "J") step(one, 1);
      else if (event.key === "k" || event.key === "K") step(one, -1);
      else return;
      event.preventDefault();
    }

    function step(from, by) {
      const left = Array.from(byId.values()).filter((one) => !one.article.hidden);
      const next = left[left.indexOf(from) + by];
      if (next) next.focus();
    }

    return bar;
  }
})((globalThis.labkb = globalThis.labkb || {}));
