/**
 * The 未保存 bar: says what is not yet in a file, saves, opens and merges.
 *
 *   labkb.ui.state.mountBar(host, store, {title, buttons, opened, otherThan})
 *     title()  names the file;  buttons: further buttons;  opened(done) after a file was read
 *     otherThan(envelope)  a sentence where the file is about something else than the page (another
 *     person): it then takes the page's place instead of being merged; "" otherwise
 */
(function (labkb) {
  "use strict";
  const ui = labkb.ui;
  const state = labkb.core.state;

  ui.state.mountBar = function (host, store, options) {
    const said = ui.el("span", {});
    const when = ui.el("small", {});
    const message = ui.el("div", { class: "kb-state-message", role: "status", "aria-live": "polite" });
    const save = ui.el(
      "button", { type: "button", class: "kb-btn kb-btn--main", "data-kb-save": true, onclick: saveFile },
      ui.icon("save"), "保存"
    );
    const open = ui.state.openButton("读入、合并", openFile);
    const again = ui.el("button", { type: "button", class: "kb-btn kb-btn--quiet", onclick: startAnew }, "另起一份");
    const bar = ui.el(
      "div", { class: "kb-dirty kb-dirty--top", "data-kb-bar": true },
      said, when, ui.el("div", { class: "kb-bar" }, save, open, options.buttons || [], again)
    );
    ui.fill(host, bar);
    host.after(message); // outside, so that only the bar sticks

    function show() {
      const changed = store.changes().length;
      const file = store.savedFile();
      const trouble = store.trouble();
      bar.classList.toggle("kb-dirty--clean", !changed && !trouble);
      bar.classList.toggle("kb-dirty--trouble", Boolean(trouble));
      if (changed) ui.fill(said, ui.icon("disk"), "未保存，改了" + changed + "处");
      else ui.fill(said, file ? "已保存" : "还没有填写");
      const last = file ? "上次保存：" + file.name + (file.at ? "，" + clock(file.at) : "") : "";
      when.textContent = trouble ? ui.state.TROUBLES[trouble] : changed && !file ? "还没有保存到文件" : last;
    }

    function saveFile() {
      const text = store.fileText();
      const name = ui.state.fileName(options.title(), ui.state.today(), "json");
      ui.state.download(name, text);
      store.markSaved(name, text);
      say(["已把文件“" + name + "”交给浏览器下载，请确认它在下载文件夹里。"]);
    }

    function openFile(name, text) {
      const read = state.read(text, store.about);
      if (!read.envelope) {
        say(["“" + name + "”没有读入。" + read.message], true);
        return;
      }
      const other = options.otherThan ? options.otherThan(read.envelope) : "";
      if (other && store.changes().length) {
        say([other + "两份不合并。请先把页面上的保存到文件，再读入“" + name + "”。"], true);
        return;
      }
      if (other) store.clear();
      const done = store.open(read.envelope, name);
      const lines = ["“" + name + "”已读入，" + (done.taken.length ? "取用了" + done.taken.length + "项。" : "没有新内容。")];
      if (done.conflicts.length) lines.push("有" + done.conflicts.length + "项两边不一样，请逐项选择；没选之前保留页面上的。");
      say(lines.concat(read.notes), read.status === "partial");
      tellNews(read.envelope.edition, lines.concat(read.notes), read.status === "partial");
      if (options.opened) options.opened(done);
    }

    /** After a file of an older edition: what changed in the collection since. */
    function tellNews(edition, lines, isBad) {
      if (!ui.changesSince || !edition || edition === store.about.edition) return;
      ui.changesSince(edition).then((news) => {
        if (!news.changes.length) return;
        const titles = news.changes.slice(0, 3).map((change) => change.title).join("；");
        const rest = news.changes.length > 3 ? "；等" + news.changes.length + "处" : "";
        say(lines.concat(["知识库在这之后改了：" + titles + rest + "。"]), isBad);
      }, () => {});
    }

    function startAnew() {
      const changed = store.changes().length;
      const question = changed
        ? "有" + changed + "处没有保存到文件，另起一份就没有了。要继续吗？"
        : "清空这一页，另起一份。已保存的文件不受影响。要继续吗？";
      if (globalThis.confirm(question)) {
        store.clear();
        say(["已清空，可以重新填写。"]);
      }
    }

    function say(lines, isBad) {
      message.className = "kb-state-message kb-note" + (isBad ? " kb-note--bad" : "");
      ui.fill(message, lines.map((line) => ui.el("p", {}, line)));
    }

    store.subscribe(show);
    show();
    return { say: say, show: show };
  };

  function clock(at) {
    const when = new Date(at);
    if (Number.isNaN(when.getTime())) return at;
    const two = (n) => String(n).padStart(2, "0");
    return (
      when.getFullYear() + "-" + two(when.getMonth() + 1) + "-" + two(when.getDate()) + " " +
      two(when.getHours()) + ":" + two(when.getMinutes())
    );
  }
})((globalThis.labkb = globalThis.labkb || {}));
