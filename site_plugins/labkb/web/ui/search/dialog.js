/** The search dialog: opens over any page, keeps the focus inside, gives it back. */
(function (labkb) {
  "use strict";
  const ui = labkb.ui;
  const el = ui.element;
  let dialog = null;
  let view = null;
  let scrim = null;
  let before = null;

  function build() {
    ui.searchStyle();
    view = new ui.SearchView({ onLeave: close });
    const clear = el("button", { type: "button", class: "kb-btn kb-btn--quiet" }, "清空");
    clear.addEventListener("click", () => view.set(""));
    const shut = el("button", { type: "button", class: "kb-link", "aria-label": "关闭" }, el("kbd", {}, "Esc"));
    shut.addEventListener("click", close);
    const link = el("button", { type: "button", class: "kb-link" }, "复制查询链接");
    link.addEventListener("click", () => {
      ui.copy(pageOf(view.query)).then((done) => ui.say(done ? "查询链接已复制" : "复制不了，请从地址栏复制"));
    });
    const whole = el("button", { type: "button", class: "kb-link" }, "整页看结果");
    whole.addEventListener("click", () => (location.href = pageOf(view.query)));
    const key = (name) => el("kbd", {}, name);
    scrim = el("div", { class: "kb-scrim" });
    scrim.addEventListener("click", close);
    dialog = el(
      "div",
      // Focusable, so that a click on plain text leaves the keys with the dialog.
      { class: "kb-dialog", role: "dialog", "aria-modal": "true", "aria-label": "查询", tabindex: "-1" },
      el("div", { class: "kb-dialog__q" }, ui.icon(["m21 21-4.34-4.34", "M19 11a8 8 0 1 1-16 0 8 8 0 0 1 16 0"]), view.field, clear, shut),
      view.under,
      view.main,
      view.status,
      el("div", { class: "kb-keys" },
        el("span", {}, key("↑"), " ", key("↓"), " 选"), el("span", {}, key("Enter"), " 打开"),
        el("span", {}, key("Ctrl"), " ", key("Enter"), " 新窗口"), el("span", {}, key("Tab"), " 到筛选"), whole, link, view.total)
    );
    dialog.addEventListener("keydown", (event) => {
      if (event.isComposing || event.keyCode === 229) return;
      if (event.key === "Escape") {
        event.preventDefault();
        event.stopPropagation();
        close();
      } else if (event.key === "Tab") keepInside(event);
    });
  }

  /** The page of results with a query in its address. */
  function pageOf(query) {
    return new URL(ui.root + "search.html?q=" + encodeURIComponent(query.trim()), location.href).href;
  }

  function keepInside(event) {
    const stops = Array.from(dialog.querySelectorAll("input, button")).filter((one) => !one.disabled && one.offsetParent);
    const first = stops[0];
    const last = stops[stops.length - 1];
    if (event.shiftKey && (document.activeElement === first || document.activeElement === dialog)) {
      event.preventDefault();
      last.focus();
    } else if (!event.shiftKey && document.activeElement === last) {
      event.preventDefault();
      first.focus();
    }
  }

  /** @param {string} [query] asked at once */
  function open(query) {
    if (!dialog) build();
    if (!dialog.isConnected) {
      before = document.activeElement;
      document.body.append(scrim, dialog);
      document.documentElement.classList.add("kb-searching");
    }
    // Until its style sheet is there the dialog lies at the end of the page: the page must not follow.
    view.field.focus({ preventScroll: true });
    view.field.select();
    if (query !== undefined) {
      view.field.value = query;
      return view.ask(query);
    }
    if (!view.query) view.start();
    return Promise.resolve();
  }

  function close() {
    if (!dialog || !dialog.isConnected) return;
    dialog.remove();
    scrim.remove();
    document.documentElement.classList.remove("kb-searching");
    if (before && before.isConnected && before.focus) before.focus({ preventScroll: true });
  }

  let styled = false;
  /** The style sheet of search, brought with its code unless the page has it already. */
  ui.searchStyle = function () {
    if (styled) return;
    styled = true;
    const path = ui.root + "assets/labkb/search.css";
    const held = Array.from(document.styleSheets).some((sheet) => (sheet.href || "").endsWith("/assets/labkb/search.css"));
    if (!held) document.head.append(el("link", { rel: "stylesheet", href: path }));
  };

  ui.searchDialog = { open: open, close: close };

  /** The page of results: the same view without a dialog, its query in the address. */
  ui.searchPage = {
    mount: function (place, query) {
      ui.searchStyle();
      const page = new ui.SearchView({
        whole: true,
        onAsk: (text) => {
          try {
            history.replaceState(null, "", text ? "?q=" + encodeURIComponent(text) : location.pathname);
          } catch (_) {
            // Some browsers forbid it on file://; the address then stays as it was.
          }
        },
      });
      const field = el("div", { class: "kb-dialog__q" }, page.field, page.total);
      place.replaceChildren(el("div", { class: "kb-searchpage" }, field, page.under, page.main, page.status));
      if (query) page.set(query);
      else page.field.focus();
    },
  };
})((globalThis.labkb = globalThis.labkb || {}));
