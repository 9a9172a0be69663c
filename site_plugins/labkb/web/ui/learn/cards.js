/** Flash cards from terms and clauses, asked again by the same rule as wrong answers. */
(function (labkb) {
  "use strict";
  const ui = labkb.ui;
  const learn = ui.learn;
  const core = labkb.core.learn;
  const pages = (learn.pages = learn.pages || {});
  const NEW_A_DAY = 20;

  pages.cards = function (host) {
    const data = learn.data();
    const el = learn.el;
    const terms = labkb.consume("learn-terms", 1) || {};
    const decks = { terms: Object.keys(terms) };
    Object.keys(data.clauses).forEach((id) => {
      const clause = data.clauses[id];
      if (!clause.summary || !clause.heading) return;
      const name = "d:" + id.split(":")[0];
      (decks[name] = decks[name] || []).push(id);
    });
    const select = el("select", { class: "kb-in" }, Object.keys(decks).filter((name) => decks[name].length).map((name) =>
      el("option", { value: name }, name === "terms" ? "术语" : data.documents[name.slice(2)].title)));
    const place = el("div", { class: "kb-card-place" });
    const count = el("p", { class: "kb-sm kb-q", role: "status" });
    const asked = decodeURIComponent(location.hash.slice(1)).replace(/^deck=/, "");
    if (decks[asked]) select.value = asked;
    select.addEventListener("change", next);
    ui.fill(host, el("div", { class: "kb-filter" }, el("label", { class: "kb-field kb-field--wide" }, el("span", {}, "哪一叠"), select), count), place);
    next();

    /** Due cards first, then new ones, at most twenty new ones a day. */
    function queue() {
      const now = learn.now();
      const held = core.cards(learn.store().items());
      const today = learn.day(now);
      const begun = {};
      core.journal(learn.store().items(), "card").forEach((entry) => { begun[entry.about] = begun[entry.about] || learn.day(entry.at); });
      const started = Object.values(begun).filter((day) => day === today).length;
      const deck = decks[select.value] || [];
      const due = deck.filter((id) => held[id] && held[id].due <= now).sort((a, b) => (held[a].due < held[b].due ? -1 : 1));
      const fresh = core.random.shuffled(deck.filter((id) => !held[id]), today).slice(0, Math.max(0, NEW_A_DAY - started));
      const later = deck.filter((id) => held[id] && held[id].due > now).map((id) => held[id].due).sort();
      return { due: due, fresh: fresh, later: later, held: held, now: now };
    }

    function next() {
      const todo = queue();
      const id = todo.due[0] || todo.fresh[0];
      count.textContent = "到期" + todo.due.length + "张，今天的新卡还有" + todo.fresh.length + "张";
      if (!id) {
        const soon = todo.later[0];
        ui.fill(place, el("p", { class: "kb-empty" }, "这一叠现在没有要看的卡片。" + (soon ? "下一张" + learn.until(soon, todo.now) + "到期。" : "")));
        return;
      }
      const card = id.startsWith("term/") ? termCard(id) : clauseCard(id);
      const turn = el("button", { type: "button", class: "kb-btn kb-btn--main", "data-kb-turn": true }, "翻过来");
      const node = el("section", { class: "kb-flash", "data-kb-card": id, "aria-label": "卡片" }, card.front, turn);
      turn.addEventListener("click", () => {
        turn.remove();
        const grades = [[1, "忘了"], [2, "勉强"], [3, "记得"], [4, "很熟"]].map((grade) => {
          const due = core.fsrs.review(todo.held[id] || null, grade[0], todo.now).due;
          return el("button", {
            type: "button", class: "kb-btn", "data-kb-rating": String(grade[0]),
            onclick() { learn.record(id, { kind: "card", rating: grade[0] }, ""); next(); const b = place.querySelector("button"); if (b) b.focus(); },
          }, grade[1], el("span", { class: "kb-sm kb-q" }, learn.until(due, todo.now)));
        });
        const back = el("div", { class: "kb-flash__back", tabindex: "-1" }, card.back);
        node.append(back, el("div", { class: "kb-bar kb-flash__grades", role: "group", "aria-label": "记得怎么样" }, grades));
        back.focus();
      });
      ui.fill(place, node);
    }

    function termCard(id) {
      const term = terms[id];
      return {
        front: el("p", { class: "kb-flash__front" }, term.name),
        back: [
          term.english ? el("p", { class: "kb-q", lang: "en" }, term.english) : null,
          el("p", {}, term.definition),
          term.neighbours.length ? el("ul", { class: "kb-sm" }, term.neighbours.map((n) => el("li", {}, el("b", {}, n[0]), "：", n[1]))) : null,
          el("a", { class: "kb-sm", href: ui.root + term.url }, "看术语"),
        ].filter(Boolean),
      };
    }

    function clauseCard(id) {
      const clause = data.clauses[id];
      return {
        front: el("p", { class: "kb-flash__front" }, el("small", {}, clause.document + " " + clause.number), clause.heading),
        back: [learn.clause(id)],
      };
    }
  };
})((globalThis.labkb = globalThis.labkb || {}));
