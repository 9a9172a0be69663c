/**
 * The envelope of saved states: audits, course progress, calculations.
 *
 *   {format: "labkb-state", version: 1, kb, edition, writer, saved_at, kind, subject,
 *    items: {id: {value, fingerprint, by, at, after?}}}
 *
 * `at` is when the value was given; `after` are the `at` of values that it replaced on purpose, so
 * that merging can tell a newer value from a contradicting one. `value` is the kind's own business.
 * All functions here are pure: they return new objects and never change their arguments.
 */
(function (labkb) {
  "use strict";
  const core = (labkb.core = labkb.core || {});
  const state = (core.state = core.state || {});

  state.FORMAT = "labkb-state";
  state.VERSION = 1;
  state.KINDS = { audit: "自查", progress: "学习进度", calculation: "计算" };
  const KEPT_STAMPS = 12;

  /** An empty envelope. @param {{kb: string, edition?: string, kind: string, subject: string}} about */
  state.create = function (about) {
    return {
      format: state.FORMAT,
      version: state.VERSION,
      kb: about.kb,
      edition: about.edition || "",
      writer: about.writer || "",
      saved_at: "",
      kind: about.kind,
      subject: about.subject,
      items: {},
    };
  };

  /**
   * The envelope with one value given.
   * @param {object} envelope
   * @param {object|null} base the envelope of the last saved or opened file; values of it count as
   *   known to others, so a value that replaces one of them remembers it in `after`
   * @param {string} id
   * @param {{value: unknown, fingerprint?: string, by?: string, at: string}} given
   */
  state.put = function (envelope, base, id, given) {
    const before = own(envelope.items, id);
    const known = base ? own(base.items, id) : undefined;
    const after = (before && before.after) || [];
    const replaces =
      before && known && sameStamp(before, known) && before.at ? after.concat([before.at]) : after;
    const item = {
      value: given.value,
      fingerprint: given.fingerprint || "",
      by: given.by || "",
      at: given.at,
    };
    if (replaces.length) item.after = replaces.slice(-KEPT_STAMPS);
    return withItems(envelope, Object.assign({}, envelope.items, { [id]: item }));
  };

  /** The envelope without one item. */
  state.remove = function (envelope, id) {
    const items = Object.assign({}, envelope.items);
    delete items[id];
    return withItems(envelope, items);
  };

  /** The envelope ready for a file. */
  state.stamp = function (envelope, writer, savedAt, edition) {
    return Object.assign({}, envelope, {
      writer: writer || "",
      saved_at: savedAt,
      edition: edition === undefined ? envelope.edition : edition,
    });
  };

  /** The text of a file: items in the order of their ids, so that two equal states are equal files. */
  state.serialise = function (envelope) {
    const items = {};
    Object.keys(envelope.items)
      .sort()
      .forEach((id) => {
        items[id] = envelope.items[id];
      });
    return JSON.stringify(Object.assign({}, envelope, { items: items }), null, 1) + "\n";
  };

  /** Ids whose values differ from the last saved file: what is 未保存. */
  state.changes = function (envelope, base) {
    const held = base ? base.items : {};
    const ids = Object.keys(Object.assign({}, held, envelope.items));
    return ids
      .filter((id) => {
        const now = own(envelope.items, id);
        const then = own(held, id);
        return !now || !then
          ? Boolean(now) !== Boolean(then)
          : !state.equal(now.value, then.value) || now.fingerprint !== then.fingerprint;
      })
      .sort();
  };

  /** The key of browser storage: collection, kind and subject; never a path. */
  state.storageKey = function (about) {
    return ["labkb", about.kb, about.kind, about.subject].map(encodeURIComponent).join(":");
  };

  /** Whether two JSON values say the same, whatever the order of their keys. */
  state.equal = function equal(a, b) {
    if (a === b) return true;
    if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
    if (Array.isArray(a) !== Array.isArray(b)) return false;
    const keys = Object.keys(a);
    return (
      keys.length === Object.keys(b).length &&
      keys.every((key) => Object.prototype.hasOwnProperty.call(b, key) && equal(a[key], b[key]))
    );
  };

  function own(items, id) {
    return Object.prototype.hasOwnProperty.call(items, id) ? items[id] : undefined;
  }

  function sameStamp(a, b) {
    return a.at === b.at && a.by === b.by;
  }

  function withItems(envelope, items) {
    return Object.assign({}, envelope, { items: items });
  }

  state.own = own;
  state.sameStamp = sameStamp;
})((globalThis.labkb = globalThis.labkb || {}));
