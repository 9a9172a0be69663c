/** What is shown of records: rows of blocks, made when a record is first looked at. */
(function (labkb) {
  "use strict";
  const core = (labkb.core = labkb.core || {});
  const search = (core.search = core.search || {});
  const SHORT_FROM = 0x100;

  /** @param {object} directory */
  function Rows(directory) {
    this.directory = directory;
    this.blocks = new Map();
    this.made = new Map();
    this.size = 0;
  }
  Rows.prototype.clear = function () {
    this.blocks.clear();
    this.made.clear();
    this.size = 0;
  };

  /** Takes a block's data in: `labkb/index/blocks.py` tells the form. */
  Rows.prototype.learnBlock = function (number, data) {
    if (!data.rows.every((row) => Array.isArray(row) && (row[1] === 0 || typeof row[1] === "string"))) throw new Error("shape");
    this.blocks.set(number, data);
    this.size += data.rows.length;
  };

  /** Takes a row in that is whole already. */
  Rows.prototype.learn = function (row) {
    this.made.set(row.ordinal, ready(row));
    this.size++;
  };

  /** A record's row, nothing if its block is not there. */
  Rows.prototype.get = function (ordinal) {
    const known = this.made.get(ordinal);
    if (known) return known;
    const place = this.directory.placeOf(ordinal);
    const data = this.blocks.get(place.block);
    const row = data && data.rows[place.row];
    if (!row) return undefined;
    let above = place.row;
    while (above > 0 && data.rows[above][4] === 0) above--;
    const body = this.spell(String(row[5] || ""));
    const made = ready({
      id: row[0] === 0 ? data.document + ":" + row[1] : String(row[0]),
      url: row[1] === 0 ? String(data.url).split("#")[0] : String(data.url) + row[1],
      number: String(row[2] || ""),
      title: String(row[3] === 0 ? row[2] : row[3] === 1 ? beginningOf(body) : row[3]),
      context: String(data.rows[above][4] || ""),
      body: body,
      original: String(row[6] || ""),
      document: data.document,
      documentTitle: String(data.title),
    });
    this.made.set(ordinal, made);
    return made;
  };

  /** What stands for a text where a heading is wanted, as in `labkb/model/document.py`. */
  function beginningOf(text) {
    const chars = Array.from(text.slice(0, 50));
    return chars.length <= 24 ? text : chars.slice(0, 23).join("") + "…";
  }

  /** With each text as search compares it. */
  function ready(row) {
    row.texts = {
      title: search.text.aligned(row.title),
      body: search.text.aligned(row.body),
      original: search.text.aligned(row.original),
    };
    row.named = row.texts.title.norm + "\n" + search.text.aligned(row.documentTitle).norm;
    row.said = row.texts.body.norm + "\n" + row.texts.original.norm;
    return row;
  }

  Rows.prototype.spell = function (text) {
    const words = this.directory.words;
    return text.replace(/[\u0100-\u02ff]/g, (char) => words[char.charCodeAt(0) - SHORT_FROM] || char);
  };

  search.Rows = Rows;
})((globalThis.labkb = globalThis.labkb || {}));
