/** Progress, scores, gaps and the three lists. */
(function (labkb) {
  "use strict";
  const ui = labkb.ui;
  ui.checklist = ui.checklist || {};
  const KINDS = [
    ["conforming", "s-ok"], ["partial", "s-part"], ["nonconforming", "s-bad"], ["not_applicable", "s-na"],
  ];
  const VERDICTS = { partial: ["warn", "part"], nonconforming: ["bad", "cross"] };

  /** The bar of answers given, and its key. */
  ui.checklist.showProgress = function (host, score, words) {
    const said = KINDS.map((kind) => words[kind[0]] + score.counts[kind[0]]).concat(["未答" + score.counts.unanswered]);
    const done = score.total ? Math.floor((score.answered * 100) / score.total) : 0;
    ui.fill(
      host,
      ui.el(
        "div", { class: "kb-prog" },
        ui.el("b", {}, "已答" + score.answered + "，共" + score.total),
        ui.el(
          "div", { class: "kb-stack", role: "img", "aria-label": said.join("，") },
          KINDS.map((kind) => {
            const part = ui.el("i", { class: kind[1] });
            part.style.width = score.total ? (score.counts[kind[0]] * 100) / score.total + "%" : "0";
            return part;
          })
        ),
        ui.el("span", {}, done + "%")
      ),
      ui.el(
        "ul", { class: "kb-key" },
        KINDS.map((kind) => ui.el("li", {}, ui.el("i", { class: kind[1] }), words[kind[0]] + score.counts[kind[0]])),
        ui.el("li", {}, ui.el("i", {}), "未答" + score.counts.unanswered)
      )
    );
  };

  /**
   * Total, chapter scores, gaps and lists.
   * @param {(id: string) => void} go brings the reader to an item
   */
  ui.checklist.showResults = function (host, score, lists, words, go) {
    const gaps = lists.problems;
    ui.fill(
      host,
      ui.el("h2", { id: "kb-results" }, "结果", ui.el("span", {}, words.not_applicable + "不计")),
      total(score),
      ui.el(
        "div", { class: "kb-two" },
        ui.el("div", {}, ui.el("h3", {}, "各章得分"), chapters(score)),
        ui.el("div", {}, ui.el("h3", {}, "差距，重的在前"), gaps.length ? gapTable(gaps, words, go) : none(score))
      ),
      gaps.length ? threeLists(lists, words) : null
    );
  };

  /** For one person: what is met, what is missing, what nobody has looked at. */
  ui.checklist.showFulfilment = function (host, found) {
    const row = (name, items) => [
      ui.el("dt", {}, name + items.length),
      ui.el("dd", {}, items.length ? ui.el("ul", {}, items.map((item) => ui.el("li", {}, item.number + " " + item.question))) : "—"),
    ];
    const list = ui.el("dl", { class: "kb-facts", "data-kb-fulfilment": true }, row("已够", found.met), row("还缺", found.missing), row("没核对", found.open));
    host.querySelector(".kb-check-total").after(list);
  };

  function total(score) {
    const tone = { ok: "ok", warn: "warn", bad: "bad" }[score.verdict.tone];
    const shown = score.shown === null ? "还没有可以计分的回答" : "总分" + score.shown;
    const icon = { ok: "check", warn: "part", bad: "cross" }[score.verdict.tone];
    return ui.el(
      "p", { class: "kb-check-total" },
      ui.el("b", { "data-kb-total": true }, shown),
      score.verdict.words
        ? ui.el("span", { class: "kb-verdict-line " + (tone || "") }, icon ? ui.icon(icon) : null, score.verdict.words)
        : null
    );
  }

  function chapters(score) {
    return ui.el(
      "table", { class: "kb-scores" },
      ui.el(
        "tbody", {},
        score.chapters.map((chapter) => {
          const bar = ui.el("i", {});
          bar.style.width = (chapter.percent || 0) + "%";
          return ui.el(
            "tr", {},
            ui.el("th", { scope: "row" }, (chapter.number ? chapter.number + " " : "") + chapter.title),
            ui.el("td", {}, ui.el("span", { class: "kb-meter", "aria-hidden": "true" }, bar)),
            ui.el("td", { class: "kb-num" }, chapter.shown === null ? (chapter.answered ? "不计" : "未答") : chapter.shown + "分")
          );
        })
      )
    );
  }

  function none(score) {
    return ui.el("p", { class: "kb-empty" }, score.answered ? "已答的项里没有差距。" : "答了以后，差距列在这里。");
  }

  function gapTable(gaps, words, go) {
    return ui.el(
      "div", { class: "kb-scroll" },
      ui.el(
        "table", { class: "kb-table kb-stacked", "data-kb-gaps": true },
        head(["条款", "问题", "责任人", "期限"]),
        ui.el(
          "tbody", {},
          gaps.map((gap) =>
            ui.el(
              "tr", {},
              ui.el(
                "td", { class: "lead kb-n" },
                ui.el(
                  "a", {
                    href: "#c-" + gap.id.split(":")[1],
                    onclick: (event) => {
                      event.preventDefault();
                      go(gap.id);
                    },
                  },
                  gap.number
                ),
                " ",
                verdict(gap, words),
                gap.critical ? ui.el("span", { class: "kb-tag kb-tag--bad" }, "否决") : null
              ),
              ui.el("td", { class: "wide" }, gap.problem),
              open("责任人", gap.owner),
              open("期限", gap.due)
            )
          )
        )
      )
    );
  }

  function verdict(gap, words) {
    const look = VERDICTS[gap.answer];
    return ui.el("span", { class: "kb-verdict " + look[0], title: words[gap.answer] }, ui.icon(look[1]), ui.el("span", { class: "kb-vh" }, words[gap.answer]));
  }

  function open(label, text) {
    const isOpen = text === labkb.core.checklist.UNDECIDED;
    const isDate = /^\d{4}-\d{2}-\d{2}$/.test(text);
    return ui.el("td", { "data-l": label, class: isDate ? "kb-n" : null }, isOpen ? ui.el("span", { class: "kb-verdict warn" }, text) : text);
  }

  function head(names) {
    return ui.el("thead", {}, ui.el("tr", {}, names.map((name) => ui.el("th", { scope: "col" }, name))));
  }

  function threeLists(lists, words) {
    const list = (title, columns, rows) =>
      ui.el(
        "section", { class: "kb-check-list" },
        ui.el("h3", {}, title),
        ui.el("div", { class: "kb-scroll" }, ui.el("table", { class: "kb-table kb-stacked" }, head(["序号"].concat(columns)), ui.el("tbody", {}, rows)))
      );
    const row = (order, columns, cells) =>
      ui.el("tr", {}, ui.el("td", { class: "lead" }, String(order)), cells.map((cell, index) => open(columns[index], cell)));
    const problems = ["条款", "问题", "结论", "证据"];
    const owners = ["责任人", "项数", "条款", "最早期限"];
    const tasks = ["条款", "任务", "责任人", "期限"];
    return ui.el(
      "div", { class: "kb-check-lists", "data-kb-lists": true },
      list("问题清单", problems, lists.problems.map((gap, n) => row(n + 1, problems, [gap.number, gap.problem, words[gap.answer], gap.evidence || "没有写"]))),
      list("责任清单", owners, lists.owners.map((owner, n) => row(n + 1, owners, [owner.owner, String(owner.count), owner.numbers.join("、"), owner.earliest]))),
      list("任务清单", tasks, lists.tasks.map((task, n) => row(n + 1, tasks, [task.number, task.task === labkb.core.checklist.UNDECIDED ? task.problem + "（措施待定）" : task.task, task.owner, task.due])))
    );
  }
})((globalThis.labkb = globalThis.labkb || {}));
