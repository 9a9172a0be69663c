/** Field, filters and hits together: the dialog and the result page are both this. */
(function (labkb) {
  "use strict";
  const ui = labkb.ui;
  const el = ui.element;
  const hits = ui.searchHits;
  const PAUSE = 110;
  const PER_KIND = 3;
  const PER_PAGE = 20;
  const MOST_DOCUMENTS = 6;
  let count = 0;

  /** @param {{onAsk?: (query: string) => void, whole?: boolean}} options whole: the page shows long lists */
  function View(options) {
    const own = "kb-search-" + ++count;
    this.options = options;
    this.own = own;
    this.query = "";
    this.literal = false;
    this.kind = "";
    this.shown = 0;
    this.filter = { documents: new Set(), old: true };
    this.heading = options.whole ? "h2" : "h3";
    this.timer = 0;
    this.turn = 0;
    this.active = -1;
    /** Whether the hits in sight are those of the query. */
    this.answered = false;
    this.field = el("input", {
      type: "search", "aria-label": "查询", role: "combobox", "aria-expanded": "false",
      "aria-autocomplete": "list", autocomplete: "off", autocapitalize: "off", spellcheck: "false", maxlength: "2000",
      placeholder: "条款号、文件号、术语、人或部门",
    });
    this.under = el("div", {});
    this.filters = el("form", { class: "kb-filters", "aria-label": "筛选" });
    this.list = el("div", { class: "kb-hits" });
    this.status = el("p", { class: "kb-vh", role: "status", "aria-live": "polite" });
    this.total = el("span", {});
    this.main = el("div", { class: "kb-dialog__main" }, this.filters, this.list);
    this.listen();
    this.start();
  }

  View.prototype.listen = function () {
    const soon = () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.ask(this.field.value), PAUSE);
    };
    // Between compositionstart and compositionend the field holds letters of an input method.
    let composing = false;
    this.field.addEventListener("compositionstart", () => {
      composing = true;
      clearTimeout(this.timer);
    });
    this.field.addEventListener("compositionend", () => {
      composing = false;
      soon();
    });
    this.field.addEventListener("input", (event) => {
      if (!composing && !event.isComposing) soon();
    });
    this.field.addEventListener("keydown", (event) => {
      if (composing || event.isComposing || event.keyCode === 229) return;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        this.move(event.key === "ArrowDown" ? 1 : -1);
      } else if (event.key === "Enter") {
        event.preventDefault();
        this.enter(event.ctrlKey || event.metaKey);
      }
    });
    this.filters.addEventListener("submit", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      if (!(event.target instanceof Element && event.target.closest(".kb-hit"))) return;
      this.remember();
      // A hit on this very page leaves nothing else to take the dialog away.
      const apart = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
      if (!apart && this.options.onLeave) this.options.onLeave();
    });
  };

  View.prototype.links = function () {
    return Array.from(this.list.querySelectorAll(".kb-hit"));
  };

  View.prototype.move = function (step) {
    const links = this.links();
    if (!links.length) return;
    const next = Math.min(links.length - 1, Math.max(0, this.active + step));
    if (links[this.active]) links[this.active].setAttribute("aria-selected", "false");
    links[next].setAttribute("aria-selected", "true");
    links[next].scrollIntoView({ block: "nearest" });
    this.field.setAttribute("aria-activedescendant", links[next].id);
    this.active = next;
  };

  View.prototype.enter = function (apart) {
    if (this.field.value !== this.query) {
      this.ask(this.field.value);
      return;
    }
    const link = this.links()[Math.max(0, this.active)];
    if (!link || !this.answered) return;
    this.remember();
    if (apart) window.open(link.href, "_blank", "noopener");
    else {
      if (this.options.onLeave) this.options.onLeave();
      location.href = link.href;
    }
  };

  View.prototype.remember = function () {
    ui.searchService.kb().then((kb) => ui.recentQueries.add(kb, this.query), () => undefined);
  };

  /** Recent queries, before anything is typed. */
  View.prototype.start = function () {
    const turn = ++this.turn;
    this.show([]);
    this.filters.replaceChildren();
    this.under.replaceChildren();
    this.total.textContent = "";
    this.status.textContent = "";
    ui.searchService.kb().then(
      (kb) => {
        const recent = ui.recentQueries.read(kb);
        if (turn !== this.turn || !recent.length) return;
        const box = el("div", { class: "kb-nohit" }, el("p", {}, "最近查过："));
        for (const query of recent) {
          const button = el("button", { type: "button", class: "kb-link" }, query);
          button.addEventListener("click", () => this.set(query));
          box.append(button, " ");
        }
        const clear = el("button", { type: "button", class: "kb-link kb-link--quiet" }, "清除记录");
        clear.addEventListener("click", () => {
          ui.recentQueries.clear(kb);
          this.start();
        });
        box.append(clear);
        this.show([box]);
      },
      (error) => this.fail(error)
    );
  };

  View.prototype.set = function (query) {
    this.field.value = query;
    this.field.focus();
    this.ask(query);
  };

  /** Asks anew; an answer that comes late is dropped. */
  View.prototype.ask = function (query) {
    // What waits would ask the same again and take back what has been chosen since.
    clearTimeout(this.timer);
    const same = query === this.query;
    this.query = query;
    if (!same) {
      this.literal = false;
      this.kind = "";
      this.filter.documents.clear();
    }
    this.shown = PER_PAGE;
    if (this.options.onAsk) this.options.onAsk(query.trim());
    if (!query.trim()) {
      this.start();
      return Promise.resolve();
    }
    return this.render();
  };

  View.prototype.request = function (all) {
    const asked = { literal: this.literal, limit: 0, perKind: PER_KIND };
    if (all) return asked;
    if (this.filter.documents.size) asked.document = Array.from(this.filter.documents);
    if (!this.filter.old) asked.status = ["current", "draft", "pending", ""];
    if (this.kind) Object.assign(asked, { kind: this.kind, limit: this.shown, perKind: 0 });
    return asked;
  };

  View.prototype.render = function () {
    const turn = ++this.turn;
    this.answered = false;
    const slow = setTimeout(() => {
      if (turn === this.turn) this.total.textContent = "正在查…";
    }, 300);
    const everything = ui.searchService.query(this.query, this.request(true));
    const filtered = this.kind || this.filter.documents.size || !this.filter.old;
    return (filtered ? everything.then(() => ui.searchService.query(this.query, this.request(false))) : everything)
      .then((result) => everything.then((whole) => {
        clearTimeout(slow);
        if (turn !== this.turn) return undefined;
        this.draw(result, whole);
        return this.drawFilters(whole, turn);
      }))
      .catch((error) => {
        clearTimeout(slow);
        if (turn === this.turn) this.fail(error);
      });
  };

  View.prototype.fail = function (error) {
    this.under.replaceChildren();
    this.filters.replaceChildren();
    this.total.textContent = "";
    this.status.textContent = "";
    this.show([el("p", { class: "kb-trouble", role: "alert" }, "查询用不了：" + error.message)]);
  };

  View.prototype.show = function (children) {
    const focused = document.activeElement;
    this.list.replaceChildren(...children.filter(Boolean));
    // A button that is gone would leave the keys to the page below.
    if (focused && focused !== document.body && !focused.isConnected) this.field.focus();
    this.list.scrollTop = 0;
    this.active = -1;
    this.field.removeAttribute("aria-activedescendant");
    const lists = Array.from(this.list.querySelectorAll('[role="listbox"]'), (list) => list.id);
    if (lists.length) this.field.setAttribute("aria-controls", lists.join(" "));
    else this.field.removeAttribute("aria-controls");
    this.field.setAttribute("aria-expanded", String(lists.length > 0));
  };

  /** @param {object} result @param {object} whole the same without filters */
  View.prototype.draw = function (result, whole) {
    const line = hits.understood(result, () => {
      this.literal = !this.literal;
      this.field.focus();
      this.render();
    });
    this.under.replaceChildren(...(line ? [line] : []));
    const said = result.total ? "共" + result.total + "条" : "没有找到";
    this.total.textContent = said;
    this.status.textContent = said;
    this.answered = true;
    if (!result.total && whole.total) {
      this.show([hits.troubles(result.problems), hits.filteredOut(whole.total, () => this.unfilter())]);
      return;
    }
    if (!result.total) {
      this.show([hits.troubles(result.problems), hits.nothing(result, this.query.trim(), (word) => this.set(word))]);
      return;
    }
    let place = 0;
    const option = (hit) => el("li", { role: "presentation" }, hits.hitOf(hit, this.own + "-hit-" + place++));
    const parts = [hits.troubles(result.problems)];
    if (this.kind) parts.push(...this.longList(result, option));
    else for (const group of result.groups) parts.push(...this.group(group, option));
    this.show(parts);
    this.move(1);
  };

  View.prototype.unfilter = function () {
    this.kind = "";
    this.filter = { documents: new Set(), old: true };
    this.shown = PER_PAGE;
    this.field.focus();
    return this.render();
  };

  /** Hits of one kind: a list box of their own, as headings and buttons may not stand in one. */
  View.prototype.optionsOf = function (kind, options) {
    return el("ol", { role: "listbox", id: this.own + "-list-" + kind, "aria-label": hits.nameOf(kind) }, ...options);
  };

  View.prototype.group = function (group, option) {
    const head = el(this.heading, {}, hits.nameOf(group.kind) + "　" + group.total);
    if (group.total > group.hits.length) head.append(this.opener(group.kind, "全部" + hits.amount(group.kind, group.total)));
    return [head, this.optionsOf(group.kind, group.hits.map(option))];
  };

  View.prototype.longList = function (result, option) {
    const head = el(this.heading, {}, hits.nameOf(this.kind) + "　" + result.total, this.opener("", "回到各种类"));
    const parts = [head, this.optionsOf(this.kind, result.hits.map(option))];
    if (result.total > result.hits.length) {
      const more = el("button", { type: "button", class: "kb-btn kb-btn--quiet" }, "再看" + Math.min(PER_PAGE, result.total - result.hits.length) + "条");
      more.addEventListener("click", () => {
        this.shown += PER_PAGE;
        const at = this.list.scrollTop;
        this.field.focus();
        this.render().then(() => (this.list.scrollTop = at));
      });
      parts.push(el("p", { class: "kb-more" }, more));
    }
    return parts;
  };

  View.prototype.opener = function (kind, text) {
    const button = el("button", { type: "button", class: "kb-link" }, text);
    button.addEventListener("click", () => {
      this.kind = kind;
      this.shown = PER_PAGE;
      this.render();
      this.field.focus();
    });
    return button;
  };

  View.prototype.drawFilters = async function (result, turn) {
    const kinds = new Map();
    let old = 0;
    for (const one of result.classes) {
      kinds.set(one.kind, (kinds.get(one.kind) || 0) + one.count);
      if (one.status === "superseded" || one.status === "withdrawn") old += one.count;
    }
    const documents = result.total ? await ui.searchService.documentsOf(result, MOST_DOCUMENTS) : [];
    const lost = await ui.searchService.documentsProblem();
    if (turn !== this.turn) return;
    const fieldset = (legend, rows) => (rows.length ? [el("fieldset", {}, el("legend", {}, legend), ...rows)] : []);
    const choice = (type, name, text, amount, checked, change) => {
      const box = el("input", { type: type, name: this.own + name, checked: checked });
      box.addEventListener("change", () => change(box.checked));
      return el("label", {}, box, el("span", {}, text), el("b", {}, String(amount)));
    };
    const again = () => {
      this.shown = PER_PAGE;
      this.render();
    };
    const kindRows = [choice("radio", "kind", "全部", result.total, !this.kind, () => { this.kind = ""; again(); })].concat(
      Array.from(kinds).sort((a, b) => b[1] - a[1]).map(([kind, amount]) =>
        choice("radio", "kind", hits.nameOf(kind), amount, this.kind === kind, () => { this.kind = kind; again(); }))
    );
    const documentRows = documents.map((one) =>
      choice("checkbox", "document", one.title, one.count, this.filter.documents.has(one.id), (on) => {
        if (on) this.filter.documents.add(one.id);
        else this.filter.documents.delete(one.id);
        again();
      }));
    const stateRows = old
      ? [
          choice("radio", "status", "不含旧版", result.total - old, !this.filter.old, () => { this.filter.old = false; again(); }),
          choice("radio", "status", "含旧版", result.total, this.filter.old, () => { this.filter.old = true; again(); }),
        ]
      : [];
    const focused = this.filters.contains(document.activeElement) ? Array.from(this.filters.elements).indexOf(document.activeElement) : -1;
    this.filters.replaceChildren(...(kinds.size > 1 ? fieldset("种类", kindRows) : []), ...fieldset("文件", documentRows),
      ...(lost ? [el("p", { class: "kb-trouble" }, lost + "，不能按文件筛选。")] : []), ...fieldset("状态", stateRows));
    const elements = Array.from(this.filters.elements);
    if (focused >= 0 && elements[focused]) elements[focused].focus();
  };

  ui.SearchView = View;
})((globalThis.labkb = globalThis.labkb || {}));
