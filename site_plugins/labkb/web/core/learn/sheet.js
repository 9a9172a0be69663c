/**
 * A plain Excel workbook as bytes: texts are inline strings, never formulas, so that a name such as
 * =1+1 stays a name. Zip without compression; the same tables give the same bytes.
 */
(function (labkb) {
  "use strict";
  const learn = (labkb.core.learn = labkb.core.learn || {});
  const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
  const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
  const TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.";

  const ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

  function escape(text) {
    let made = "";
    for (const char of String(text)) {
      const code = char.codePointAt(0);
      // Characters that XML 1.0 does not know, and halves of surrogate pairs, are dropped.
      const isPlain = code === 9 || code === 10 || code === 13 || code > 31;
      if (isPlain && !(code >= 0xd800 && code <= 0xdfff) && code !== 0xfffe && code !== 0xffff) made += ESCAPES[char] || char;
    }
    return made;
  }

  function bytesOf(text) {
    const bytes = [];
    for (const char of text) {
      const code = char.codePointAt(0);
      if (code < 0x80) bytes.push(code);
      else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 63));
      else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
      else bytes.push(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 63), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
    }
    return bytes;
  }

  let crcTable = null;

  function crc(bytes) {
    crcTable = crcTable || Array.from({ length: 256 }, (_, n) => {
      let c = n;
      for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
      return c >>> 0;
    });
    let value = 0xffffffff;
    bytes.forEach((byte) => { value = crcTable[(value ^ byte) & 0xff] ^ (value >>> 8); });
    return (value ^ 0xffffffff) >>> 0;
  }

  function little(value, length) {
    return Array.from({ length: length }, (_, i) => Math.floor(value / Math.pow(256, i)) & 0xff);
  }

  /** A zip of stored files. @param {Array<[string, string]>} files */
  function zip(files) {
    let body = [];
    let directory = [];
    files.forEach(([name, text]) => {
      const content = bytesOf(text);
      const title = bytesOf(name);
      // 1980-01-01, the earliest date of a zip: the file does not depend on the clock.
      const common = [...little(20, 2), ...little(0x0800, 2), 0, 0, 0, 0, ...little(33, 2), ...little(crc(content), 4),
        ...little(content.length, 4), ...little(content.length, 4), ...little(title.length, 2), 0, 0];
      directory = directory.concat([0x50, 0x4b, 1, 2, ...little(20, 2)], common, [0, 0, 0, 0, 0, 0, 0, 0, 0, 0], little(body.length, 4), title);
      body = body.concat([0x50, 0x4b, 3, 4], common, title, content);
    });
    const count = little(files.length, 2);
    return body.concat(directory, [0x50, 0x4b, 5, 6, 0, 0, 0, 0, ...count, ...count], little(directory.length, 4), little(body.length, 4), [0, 0]);
  }

  function column(index) {
    return index < 26 ? String.fromCharCode(65 + index) : column(Math.floor(index / 26) - 1) + column(index % 26);
  }

  function cell(value, place, style) {
    const at = ' r="' + place + '"' + (style ? ' s="' + style + '"' : "");
    if (typeof value === "number" && Number.isFinite(value)) return "<c" + at + "><v>" + value + "</v></c>";
    return "<c" + at + ' t="inlineStr"><is><t xml:space="preserve">' + escape(value) + "</t></is></c>";
  }

  function sheet(table) {
    const rows = [table.columns].concat(table.rows).map((row, y) =>
      '<row r="' + (y + 1) + '">' + row.map((value, x) => cell(value, column(x) + (y + 1), y ? 0 : 1)).join("") + "</row>"
    );
    const widths = table.columns.map((title, x) => {
      const longest = Math.max(...[title].concat(table.rows.map((row) => row[x])).map((v) => bytesOf(String(v)).length * 0.72));
      return '<col min="' + (x + 1) + '" max="' + (x + 1) + '" width="' + Math.min(60, Math.max(8, Math.round(longest) + 2)) + '" customWidth="1"/>';
    });
    return HEAD + '<worksheet xmlns="' + MAIN + '"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" state="frozen"/></sheetView></sheetViews><cols>' +
      widths.join("") + "</cols><sheetData>" + rows.join("") + "</sheetData></worksheet>";
  }

  /**
   * @param {Array<{title: string, columns: string[], rows: Array<Array<string|number>>}>} tables
   * @returns {number[]} the bytes of an .xlsx file
   */
  function workbook(tables) {
    const ids = tables.map((_, i) => i + 1);
    const override = (part, kind) => '<Override PartName="/xl/' + part + '" ContentType="' + TYPE + kind + '+xml"/>';
    const relation = (id, kind, target) => '<Relationship Id="rId' + id + '" Type="' + OFFICE + "/" + kind + '" Target="' + target + '"/>';
    return zip([
      ["[Content_Types].xml", HEAD + '<Types xmlns="' + PACKAGE + '/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>' +
        override("workbook.xml", "sheet.main") + override("styles.xml", "styles") + ids.map((n) => override("worksheets/sheet" + n + ".xml", "worksheet")).join("") + "</Types>"],
      ["_rels/.rels", HEAD + '<Relationships xmlns="' + PACKAGE + '/relationships">' + relation(1, "officeDocument", "xl/workbook.xml") + "</Relationships>"],
      ["xl/workbook.xml", HEAD + '<workbook xmlns="' + MAIN + '" xmlns:r="' + OFFICE + '"><sheets>' +
        tables.map((t, i) => '<sheet name="' + escape(t.title).slice(0, 31) + '" sheetId="' + (i + 1) + '" r:id="rId' + (i + 1) + '"/>').join("") + "</sheets></workbook>"],
      ["xl/_rels/workbook.xml.rels", HEAD + '<Relationships xmlns="' + PACKAGE + '/relationships">' + ids.map((n) => relation(n, "worksheet", "worksheets/sheet" + n + ".xml")).join("") + relation(ids.length + 1, "styles", "styles.xml") + "</Relationships>"],
      ["xl/styles.xml", HEAD + '<styleSheet xmlns="' + MAIN + '"><fonts count="2"><font><sz val="11"/><name val="Microsoft YaHei"/></font><font><b/><sz val="11"/><name val="Microsoft YaHei"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf fontId="0" xfId="0"/><xf fontId="1" xfId="0" applyFont="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'],
    ].concat(tables.map((table, i) => ["xl/worksheets/sheet" + (i + 1) + ".xml", sheet(table)])));
  }

  learn.sheet = { workbook };
})((globalThis.labkb = globalThis.labkb || {}));
