/**
 * Merges two envelopes item by item. Equal values stay; a value that is newer on the same base wins;
 * everything else is a conflict that a person decides. Clocks never decide between two values.
 */
(function (labkb) {
  "use strict";
  const state = (labkb.core.state = labkb.core.state || {});

  /**
   * @param {object|null} base what both began with (the last saved file), if known
   * @param {object} mine @param {object} theirs
   * @returns {{envelope: object, conflicts: Array<{id: string, mine: object|null, theirs: object|null}>,
   *   taken: string[], kept: string[]}} in `envelope` conflicting items are still `mine`; `taken` are
   *   ids whose value came from `theirs`
   */
  state.merge = function (base, mine, theirs) {
    const held = base ? base.items : {};
    const items = {};
    const conflicts = [];
    const taken = [];
    const ids = Object.keys(Object.assign({}, mine.items, theirs.items)).sort();
    ids.forEach((id) => {
      const a = state.own(mine.items, id);
      const b = state.own(theirs.items, id);
      const choice = choose(state.own(held, id), a, b, Boolean(base));
      if (choice === "conflict") {
        conflicts.push({ id: id, mine: a || null, theirs: b || null });
        if (a) items[id] = a;
        return;
      }
      if (choice === "theirs") taken.push(id);
      const won = choice === "theirs" ? b : a;
      if (won) items[id] = a && b && won ? withStamps(won, a, b) : won;
    });
    return { envelope: Object.assign({}, mine, { items: items }), conflicts: conflicts, taken: taken };
  };

  /**
   * The part of a saved file from which another file can be seen to continue. A file that a colleague
   * began elsewhere shares nothing: what it lacks was never given there, so merging must not take it
   * away here, and a different answer is a conflict.
   * @param {object|null} base @param {object} theirs
   */
  state.commonBase = function (base, theirs) {
    if (!base) return null;
    const items = {};
    Object.keys(base.items).forEach((id) => {
      const known = base.items[id];
      const other = state.own(theirs.items, id);
      if (other && (isSame(other, known) || replaces(other, known))) items[id] = known;
    });
    return Object.assign({}, base, { items: items });
  };

  /**
   * The envelope after a person decided a conflict: the chosen value, knowing both it came from.
   * @param {"mine"|"theirs"} side @param {string} at the moment of the decision
   */
  state.resolve = function (envelope, conflict, side, by, at) {
    const chosen = side === "theirs" ? conflict.theirs : conflict.mine;
    if (!chosen) return state.remove(envelope, conflict.id);
    const seen = [].concat(stampsOf(conflict.mine), stampsOf(conflict.theirs));
    const item = Object.assign({}, chosen, { by: by || chosen.by, at: at, after: unique(seen).slice(-12) });
    return Object.assign({}, envelope, {
      items: Object.assign({}, envelope.items, { [conflict.id]: item }),
    });
  };

  function choose(known, a, b, hasBase) {
    if (a && b) {
      return state.equal(a.value, b.value) ? sameSaid(a, b) : fresher(known, a, b);
    }
    const held = a || b;
    const side = a ? "mine" : "theirs";
    const other = a ? "theirs" : "mine";
    // One side has no such item: never given there, or taken away since the base.
    if (!hasBase || !known) return side;
    return isSame(held, known) ? other : "conflict";
  }

  /** Both say the same; at most they said it against different texts, and the later one counts. */
  function sameSaid(a, b) {
    if (a.fingerprint === b.fingerprint || replaces(a, b)) return "mine";
    return replaces(b, a) || b.at > a.at ? "theirs" : "mine";
  }

  function fresher(known, a, b) {
    if (replaces(b, a)) return "theirs";
    if (replaces(a, b)) return "mine";
    if (known && isSame(a, known)) return "theirs";
    if (known && isSame(b, known)) return "mine";
    return "conflict";
  }

  function isSame(item, known) {
    return state.sameStamp(item, known) && state.equal(item.value, known.value);
  }

  function replaces(newer, older) {
    return Boolean(older.at) && (newer.after || []).indexOf(older.at) >= 0;
  }

  function stampsOf(item) {
    return item ? (item.after || []).concat(item.at ? [item.at] : []) : [];
  }

  function withStamps(won, a, b) {
    const lost = won === a ? b : a;
    const seen = unique((won.after || []).concat(stampsOf(lost))).filter((at) => at !== won.at);
    return seen.length ? Object.assign({}, won, { after: seen.slice(-12) }) : won;
  }

  function unique(list) {
    return list.filter((item, index) => list.indexOf(item) === index);
  }
})((globalThis.labkb = globalThis.labkb || {}));
