/** Tasks on a chosen day: what is past, what is open; by leader; as matrix or as board. */
(function () {
  "use strict";
  const forms = document.querySelectorAll("[data-kb-days]");
  if (!forms.length) return;

  /** @param {string} due last day, YYYY-MM-DD @param {string} day */
  function distance(due, day) {
    const months = (Number(due.slice(0, 4)) - Number(day.slice(0, 4))) * 12 + Number(due.slice(5, 7)) - Number(day.slice(5, 7));
    if (due < day) return "已过期限";
    if (months < 1) return "就在这个月";
    return "还有" + months + "个月";
  }

  function apply(day, leader) {
    document.querySelectorAll("small[data-kb-due]").forEach((note) => {
      if (note.dataset.kbDue) note.textContent = day ? distance(note.dataset.kbDue, day) : "";
    });
    document.querySelectorAll(".kb-task[data-kb-due]").forEach((task) => {
      task.classList.toggle("late", Boolean(day && task.dataset.kbDue && task.dataset.kbDue < day));
    });
    document.querySelectorAll("[data-leaders]").forEach((item) => {
      const isOff = Boolean(leader) && !item.dataset.leaders.split("、").includes(leader);
      item.classList.toggle("kb-is-off", isOff && item.tagName === "A");
      if (item.tagName === "TR") item.hidden = isOff;
    });
  }

  forms.forEach((form) => {
    const leader = form.elements.leader;
    const update = () => apply(form.elements.day.value, leader ? leader.value : "");
    form.addEventListener("input", update);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("click", (event) => {
      const view = event.target.closest("[data-kb-view]");
      if (event.target.closest("[data-kb-print]")) window.print();
      if (!view) return;
      form.querySelectorAll("[data-kb-view]").forEach((one) => one.setAttribute("aria-pressed", String(one === view)));
      document.querySelectorAll("[data-kb-pane]").forEach((pane) => {
        const isShown = pane.dataset.kbPane === view.dataset.kbView;
        pane.classList.toggle("is-open", isShown);
        if (pane.dataset.kbPane === "matrix") pane.hidden = !isShown;
      });
    });
    update();
  });
})();
