/** What all learning pages share: data, progress, icons, the clause in place. */
(function (labkb) {
  "use strict";
  const ui = (labkb.ui = labkb.ui || {});
  const core = labkb.core.learn;
  const learn = (ui.learn = ui.learn || {});

  const PATHS = {
    right: ["M20 6 9 17l-5-5"],
    wrong: ["M18 6 6 18", "m6 6 12 12"],
    next: ["M5 12h14", "m12 5 7 7-7 7"],
    book: [
      "M12 5v16",
      "M20.001 19A2 2 0 0022 17V5a2 2 0 00-1.999-2L16 3.002A5 5 0 0012 5a5 5 0 00-4-2H4a2 2 0 00-2 2v12a2 2 0 001.999 2H8a5 5 0 014 2 5 5 0 014-2z",
    ],
    up: ["m5 12 7-7 7 7", "M12 19V5"],
    down: ["M12 5v14", "m19 12-7 7-7-7"],
    flag: ["M4 15s1-1 4-1 5 2 8 2 4-1 4-1V3s-1 1-4 1-5-2-8-2-4 1-4 1z", "M4 22v-7"],
  };
  const SVG = "http://www.w3.org/2000/svg";

  learn.KINDS = {
    single: "单选", multiple: "多选", true_false: "判断", number: "数值",
    fill: "填空", order: "排序", match: "配对", case: "案例",
  };
  learn.DIFFICULTIES = { basic: "基础", applied: "应用", advanced: "提高" };

  /** An element; see ui.el. */
  learn.el = ui.el;

  /** A stem for a list: blanks as a pair of brackets. */
  learn.stem = function (id) {
    return learn.data().questions[id].stem.replace(/___/g, "（　）");
  };

  /** A drawing of Lucide (ISC). */
  learn.icon = function (name) {
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("class", "kb-i");
    svg.setAttribute("viewBox", "0 0 24 24");
    svg.setAttribute("aria-hidden", "true");
    PATHS[name].forEach((d) => {
      const path = document.createElementNS(SVG, "path");
      path.setAttribute("d", d);
      svg.append(path);
    });
    return svg;
  };

  /** The learning data, or undefined where the script is missing. */
  learn.data = function () {
    return labkb.consume("learn", 1);
  };

  let store = null;

  /** The one saved progress of this collection. */
  learn.store = function () {
    const data = learn.data();
    store = store || ui.state.openStore({ kb: data.kb, edition: data.edition, kind: "progress", subject: core.SUBJECT });
    return store;
  };

  let toldClock = false;

  /** The present moment as the journal counts it. */
  learn.now = function () {
    return core.moment(learn.store().items(), new Date().toISOString()).at;
  };

  /** Writes an entry of the journal. @returns {string} its moment */
  learn.record = function (id, value, fingerprint) {
    const moment = core.moment(learn.store().items(), new Date().toISOString());
    if (moment.isSetBack && !toldClock) {
      toldClock = true;
      learn.notice(
        "这台电脑的时钟比上次学习时早（上次记到" + learn.day(moment.latest) + "）。学习记录照常保存，一条不少；" +
          "复习日期先按上次的时间往后算，请核对电脑的日期。"
      );
    }
    const salt = Math.random().toString(36).slice(2, 6);
    learn.store().update(core.entryId(id, moment.at, salt), () => value, {
      fingerprint: fingerprint || "",
      at: moment.at,
    });
    return moment.at;
  };

  /** Writes down that a lesson was seen or done; once is enough. */
  learn.recordLesson = function (lesson, step) {
    const moment = core.moment(learn.store().items(), new Date().toISOString());
    learn.store().update(lesson.id + "@" + step, () => ({ kind: "lesson", step: step }), {
      fingerprint: lesson.fingerprint,
      at: moment.at,
    });
  };

  /** A sentence at the top of the page that stays. */
  learn.notice = function (text) {
    const host = document.querySelector("[data-kb-learn]");
    if (host) host.prepend(learn.el("p", { class: "kb-note kb-note--warn kb-learn-notice", role: "status" }, text));
  };

  /** 2026-11-21 in the reader's own time zone. */
  learn.day = function (at) {
    const when = new Date(at);
    const two = (n) => String(n).padStart(2, "0");
    return when.getFullYear() + "-" + two(when.getMonth() + 1) + "-" + two(when.getDate());
  };

  /** When something comes due, in words. */
  learn.until = function (due, now) {
    const left = Date.parse(due) - Date.parse(now);
    if (left <= 0) return "现在";
    if (left < 3600000) return Math.max(1, Math.round(left / 60000)) + "分钟后";
    const days = Math.round((Date.parse(learn.day(due)) - Date.parse(learn.day(now))) / 86400000);
    if (days < 1) return "今天稍后";
    return days === 1 ? "明天" : days + "天后";
  };

  /** A verdict: icon and word. */
  learn.verdict = function (isRight, word) {
    return learn.el("span", { class: "kb-verdict " + (isRight ? "ok" : "bad") }, learn.icon(isRight ? "right" : "wrong"), word);
  };

  /** The clause itself in place. @param {string} id clause or requirement */
  learn.clause = function (id) {
    const data = learn.data();
    const clause = data.clauses[id.split("/")[0]];
    if (!clause) return null;
    const wanted = /\/r(\d+)$/.exec(id);
    const el = learn.el;
    const requirements = clause.requirements.map((r, i) =>
      el(
        "li", { class: wanted && Number(wanted[1]) === i + 1 ? "is-proof" : null },
        el("span", { class: r[1], title: r[2] }, r[0]), " ", r[3]
      )
    );
    return el(
      "div", { class: "kb-cite", "data-kb-cite": id },
      el("b", {}, clause.number || "·"),
      el(
        "div", {},
        clause.heading ? el("strong", {}, clause.heading) : null,
        clause.summary ? el("p", {}, clause.summary) : null,
        clause.text ? el("p", {}, clause.text) : null,
        clause.items.length ? el("ul", { class: "kb-cite__items" }, clause.items.map((item) => el("li", {}, item))) : null,
        requirements.length ? el("ul", { class: "kb-cite__reqs" }, requirements) : null,
        el("a", { class: "kb-sm", href: ui.root + clause.url }, clause.path)
      )
    );
  };

  /** The number of a clause for a short link: 6.3.4, or its document where it has none. */
  learn.clauseName = function (id) {
    const clause = learn.data().clauses[id.split("/")[0]];
    return clause ? clause.number || clause.heading || clause.document : id;
  };
})((globalThis.labkb = globalThis.labkb || {}));
