/** `go.html#<id>`: opens the page of any id. */
(function (labkb) {
  "use strict";
  const ui = labkb.ui;
  const place = document.querySelector("[data-kb-go]");
  if (!place) return;
  const UNSAFE = /[^A-Za-z0-9._-]+/g;
  const fileName = (text) => text.normalize("NFKC").replace(UNSAFE, "-").replace(/^[-. ]+|[-. ]+$/g, "") || "x";
  const anchorOf = (id) => (id.includes(":") ? "c-" + id.slice(id.indexOf(":") + 1).replace(UNSAFE, "-") : id.replace(UNSAFE, "-"));

  /** @param {string} id @returns {Promise<string>} the address, empty where the id is unknown */
  function addressOf(id) {
    const ids = labkb.consume("ids", 1);
    if (!ids) return Promise.reject(new Error("没有读到编号表"));
    if (Object.prototype.hasOwnProperty.call(ids.other, id)) return Promise.resolve(ids.other[id]);
    const owner = id.split(":")[0];
    const document_ = ids.documents.find((row) => row[0] === owner);
    if (document_) {
      if (owner === id) return Promise.resolve(document_[1]);
      if (!document_[2]) return Promise.resolve(document_[1] + "#" + anchorOf(id));
      const name = "ids-" + fileName(owner);
      return ui.load("assets/labkb/" + name + ".js").then(() => {
        const pages = labkb.consume(name, 1);
        const path = id.slice(owner.length + 1).split("/")[0];
        const page = Object.keys(pages).find((one) => pages[one].includes(path));
        return page ? page + "#" + anchorOf(id) : document_[1];
      });
    }
    const [family, slug] = id.split("/");
    if (!slug || id.includes(":")) return Promise.resolve("");
    if (ids.lists[family]) return Promise.resolve(ids.lists[family] + "#" + anchorOf(id));
    return Promise.resolve(ids.folders[family] ? ids.folders[family] + "/" + fileName(slug) + ".html" : "");
  }

  function open() {
    const id = decodeURIComponent(location.hash.slice(1)).trim();
    if (!id) return;
    const state = place.querySelector("[data-kb-go-state]");
    place.querySelector("input").value = id;
    addressOf(id).then((address) => {
      if (address) location.replace(ui.root + address);
      else state.textContent = "没有“" + id + "”这个编号。";
    }, (error) => { state.textContent = "打不开“" + id + "”：" + error.message; });
  }

  place.querySelector("[data-kb-go-form]").addEventListener("submit", (event) => {
    event.preventDefault();
    location.hash = place.querySelector("input").value.trim();
  });
  window.addEventListener("hashchange", open);
  labkb.core.whenProvided("ids", open);
})((globalThis.labkb = globalThis.labkb || {}));
