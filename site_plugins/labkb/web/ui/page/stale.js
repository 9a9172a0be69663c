/** Warns that this copy of the site is old. Only the page knows today; the build never asks. */
(function () {
  "use strict";
  const bar = document.querySelector("[data-kb-stale]");
  if (!bar || !bar.dataset.asOf) return;
  const made = new Date(bar.dataset.asOf + "T00:00:00");
  const limit = Number(bar.dataset.months) || 12;
  const now = new Date();
  const months = (now.getFullYear() - made.getFullYear()) * 12 + now.getMonth() - made.getMonth();
  if (!(months > limit)) return;
  const strong = document.createElement("b");
  strong.textContent = "这份资料可能旧了。";
  bar.firstElementChild.append(strong, "它按" + bar.dataset.asOf + "判断，距今" + months + "个月；用之前请核对官方文本，或换新的一份。");
  bar.hidden = false;
})();
