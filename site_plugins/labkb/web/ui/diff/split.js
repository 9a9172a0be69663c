/** 分栏看: the marked text of a row as two columns, old and new. */
(function () {
  "use strict";
  const button = document.querySelector("[data-kb-split]");
  if (!button) return;

  function side(marked, name, title) {
    const made = document.createElement("div");
    const label = document.createElement("b");
    label.textContent = title;
    const text = marked.cloneNode(true);
    text.removeAttribute("data-kb-marks");
    made.className = "kb-diff__side--" + name;
    made.append(label, text);
    return made;
  }

  function split(marked) {
    const sides = document.createElement("div");
    sides.className = "kb-diff__sides";
    sides.append(side(marked, "old", "旧版"), side(marked, "new", "新版"));
    marked.hidden = true;
    marked.after(sides);
  }

  button.addEventListener("click", () => {
    const isSplit = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", String(isSplit));
    button.textContent = isSplit ? "合在一起看" : "分栏看";
    document.querySelectorAll("[data-kb-marks]").forEach((marked) => {
      if (isSplit) {
        split(marked);
      } else {
        marked.nextElementSibling.remove();
        marked.hidden = false;
      }
    });
  });
})();
