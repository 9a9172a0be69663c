/**
 * Reads the text of a saved file, and says in words what is wrong with it.
 *
 * `read(text, expected)` -> {status, message, notes, envelope, dropped}
 *   status   "ok"        the file is of the present version and whole
 *            "older"     of an earlier version, brought up to date
 *            "partial"   some items could not be read; `dropped` names them
 *            "damaged"   not a file of ours that can be read: broken, cut off, empty
 *            "foreign"   another program's file, another collection's, kind's or subject's
 *            "newer"     written by a later version
 *   envelope only with ok, older and partial; whoever asked keeps what they had in all other cases.
 * `expected` is {kb, kind, subject}; leave a member out to accept any.
 */
(function (labkb) {
  "use strict";
  const state = (labkb.core.state = labkb.core.state || {});
  const KEPT = "页面上的内容没有改动，文件也没有改动。";
  const LONGEST_ID = 200;

  state.read = function (text, expected) {
    const clean = String(text).replace(/^\uFEFF/, "");
    if (!clean.trim()) return bad("damaged", "这个文件是空的，没有可读的内容。" + KEPT);
    let raw;
    try {
      raw = JSON.parse(clean);
    } catch (error) {
      return bad("damaged", unreadable(clean) + KEPT);
    }
    const problem = foreign(raw, expected || {});
    if (problem) return problem;
    const isOlder = raw.version < state.VERSION;
    const notes = [];
    let envelope = state.upgrade(raw);
    const sorted = sortItems(envelope.items);
    envelope = Object.assign({}, envelope, { items: sorted.items });
    ["kb", "edition", "writer", "saved_at", "kind", "subject"].forEach((key) => {
      if (typeof envelope[key] !== "string") envelope[key] = "";
    });
    if (isOlder) notes.push("文件是旧版格式，已按新版读入；再保存时写成新版。");
    if (expected && expected.edition && envelope.edition && envelope.edition !== expected.edition) {
      notes.push(
        "文件是按知识库" + envelope.edition + "版填的，现在是" + expected.edition + "版；依据变了的项会标出来。"
      );
    }
    if (sorted.dropped.length) {
      notes.push(
        "有" + sorted.dropped.length + "项读不出来，没有读入：" + sorted.dropped.slice(0, 5).join("、") +
          (sorted.dropped.length > 5 ? "等" : "") + "。原文件不要删。"
      );
    }
    return {
      status: sorted.dropped.length ? "partial" : isOlder ? "older" : "ok",
      message: "读入" + Object.keys(sorted.items).length + "项。",
      notes: notes,
      envelope: envelope,
      dropped: sorted.dropped,
    };
  };

  function foreign(raw, expected) {
    if (typeof raw !== "object" || raw === null || Array.isArray(raw) || raw.format !== state.FORMAT) {
      return bad("foreign", "这不是本站保存的文件（缺少“labkb-state”标记）。请选保存时下载的 .json 文件。" + KEPT);
    }
    if (!Number.isInteger(raw.version) || raw.version < 0) {
      return bad("damaged", "文件没有写明格式版本，可能被改动过。" + KEPT);
    }
    if (raw.version > state.VERSION) {
      return bad(
        "newer",
        "文件由更新的版本写成（格式第" + raw.version + "版，本页只认到第" + state.VERSION +
          "版）。请用新版知识库打开。" + KEPT
      );
    }
    if (raw.version === state.VERSION && (typeof raw.items !== "object" || raw.items === null || Array.isArray(raw.items))) {
      return bad("damaged", "文件里没有各项的内容（items），可能没有写完。" + KEPT);
    }
    if (expected.kb && raw.kb !== expected.kb) {
      return bad("foreign", "文件属于另一个知识库“" + shown(raw.kb) + "”，本站是“" + expected.kb + "”。" + KEPT);
    }
    if (expected.kind && raw.kind !== expected.kind) {
      return bad(
        "foreign",
        "文件是" + (state.KINDS[raw.kind] || "“" + shown(raw.kind) + "”") + "，这里要" + state.KINDS[expected.kind] + "。" + KEPT
      );
    }
    if (expected.subject && raw.subject !== expected.subject) {
      return bad("foreign", "文件是“" + shown(raw.subject) + "”的，这里是“" + expected.subject + "”。请到那一页打开它。" + KEPT);
    }
    return null;
  }

  function sortItems(given) {
    const items = {};
    const dropped = [];
    Object.keys(given || {}).forEach((id) => {
      const item = given[id];
      const isWhole =
        id !== "__proto__" && id.length > 0 && id.length <= LONGEST_ID &&
        typeof item === "object" && item !== null && !Array.isArray(item) &&
        Object.prototype.hasOwnProperty.call(item, "value");
      if (!isWhole) {
        dropped.push(shown(id));
        return;
      }
      const made = {
        value: item.value,
        fingerprint: textOf(item.fingerprint),
        by: textOf(item.by),
        at: textOf(item.at),
      };
      if (Array.isArray(item.after)) made.after = item.after.filter((at) => typeof at === "string");
      items[id] = made;
    });
    return { items: items, dropped: dropped };
  }

  function unreadable(text) {
    const start = text.trim();
    if (start[0] !== "{") return "这个文件不是 JSON，不像是本站保存的文件。";
    const isCut = !/[}\]]\s*$/.test(text);
    return isCut
      ? "文件没有写完就断了（末尾不完整）。可能是复制或下载中断，请找备份再试。"
      : "文件的内容被改坏了，不能读入。请找备份再试。";
  }

  function textOf(value) {
    return typeof value === "string" ? value : "";
  }

  function shown(value) {
    const text = typeof value === "string" ? value : JSON.stringify(value === undefined ? null : value);
    return text.length > 60 ? text.slice(0, 60) + "…" : text;
  }

  function bad(status, message) {
    return { status: status, message: message, notes: [], envelope: null, dropped: [] };
  }
})((globalThis.labkb = globalThis.labkb || {}));
