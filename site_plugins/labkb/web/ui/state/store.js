/**
 * One saved state as a page works on it: kept in the browser at once, in step with other tabs,
 * merged with files, and always knowing what is not yet in a file.
 *
 *   const store = labkb.ui.state.openStore({kb, edition, kind: "audit", subject: "checklist/x"});
 *   store.value(id)                        the value of an item, or null
 *   store.update(id, (value) => next, {fingerprint, clash})   next null takes the item away
 *   store.changes()                        ids that no file holds yet
 *   store.fileText(), store.markSaved(name)
 *   store.open(envelope, name)             -> {taken, conflicts}; conflicts wait in store.conflicts()
 *   store.resolve(conflict, "mine"|"theirs")
 *   store.subscribe((event) => …)          event.type: "change" "external" "saved" "opened" "conflict" "trouble"
 *
 * Rules behind it: core/state/. The saved file is the truth; the browser's storage is a convenience.
 */
(function (labkb) {
  "use strict";
  const state = labkb.core.state;
  const ui = labkb.ui;

  /** @param {{kb: string, edition: string, kind: string, subject: string}} about */
  ui.state.openStore = function (about) {
    const storage = ui.state.openStorage();
    const key = state.storageKey(about);
    const baseKey = key + ":base";
    const listeners = [];
    let lastText = null;
    let isOwn = false; // this page wrote what is stored
    let unheard; // another tab's text that was read before the browser told of it
    let envelope = state.create(about);
    let base = null; // {name, envelope}: the last saved or opened file
    let conflicts = [];
    let trouble = "";
    let isLocked = false; // a later version wrote what is stored: it is left alone
    let writer = storage.read(writerKey(about)) || "";

    function tell(event) {
      listeners.forEach((listener) => listener(event));
    }

    /** @param {string|null} [told] the text that the browser just told of */
    function readStored(told) {
      const text = storage.read(key);
      if (text === lastText) return [];
      if (text !== told) unheard = text;
      lastText = text;
      isOwn = false;
      const before = envelope;
      const read = text ? state.read(text, about) : null;
      if (text && !read.envelope) {
        isLocked = read.status === "newer";
        // What cannot be read is not thrown away, either.
        if (!isLocked) storage.write(key + ":kept", text);
        return [];
      }
      envelope = read ? read.envelope : state.create(about);
      readBase();
      return changedIds(before, envelope);
    }

    function readBase() {
      try {
        const held = JSON.parse(storage.read(baseKey) || "null");
        const read = held && state.read(JSON.stringify(held.envelope), about);
        base = read && read.envelope ? { name: String(held.name || ""), envelope: read.envelope } : null;
      } catch (error) {
        base = null;
      }
    }

    function write() {
      const text = JSON.stringify(envelope);
      const problem = isLocked ? "newer" : storage.write(key, text);
      if (!problem) {
        lastText = text;
        isOwn = true;
      }
      if (problem !== trouble) {
        trouble = problem;
        tell({ type: "trouble", ids: [] });
      }
    }

    function writeBase() {
      const problem = isLocked ? "newer" : storage.write(baseKey, base ? JSON.stringify(base) : null);
      if (problem && !trouble) {
        trouble = problem;
        tell({ type: "trouble", ids: [] });
      }
    }

    /** Takes over what other tabs have written. */
    function sync(told) {
      if (trouble) return;
      const ids = readStored(told);
      if (ids.length) tell({ type: "external", ids: ids });
    }

    /**
     * Another tab wrote, and the browser tells of it a little late: in order, but perhaps when this
     * page has written over it without having seen it. That must not be lost.
     */
    function hear(event) {
      const text = event.newValue;
      const isSeen = unheard !== undefined;
      if (text === unheard) unheard = undefined;
      const isOver = isOwn && text && text !== lastText && storage.read(key) === lastText;
      if (isOver && !isSeen && !trouble) bringBack(event);
      else sync(text);
    }

    function bringBack(event) {
      const theirs = state.read(event.newValue, about).envelope;
      if (!theirs) return;
      const common = event.oldValue && state.read(event.oldValue, about).envelope;
      const merged = state.merge(common || state.create(about), envelope, theirs);
      const undecided = merged.conflicts.map((conflict) => conflict.id);
      conflicts = conflicts
        .filter((conflict) => undecided.indexOf(conflict.id) < 0)
        .concat(merged.conflicts.map((conflict) => Object.assign({ from: "tab" }, conflict)));
      const ids = changedIds(envelope, merged.envelope).concat(undecided);
      envelope = merged.envelope;
      write();
      tell({ type: undecided.length ? "conflict" : "external", ids: ids });
    }

    readStored();
    unheard = undefined;
    readBase();
    trouble = isLocked ? "newer" : storage.write(key + ":probe", "1");
    if (!trouble) storage.write(key + ":probe", null);
    globalThis.addEventListener("storage", (event) => {
      if (event.key === key) hear(event);
      else if (event.key === baseKey || event.key === null) sync();
    });
    globalThis.addEventListener("focus", () => sync());
    document.addEventListener("visibilitychange", () => sync());
    globalThis.addEventListener("beforeunload", (event) => {
      if (trouble && store.changes().length) {
        event.preventDefault();
        event.returnValue = "";
      }
    });

    const store = {
      about: about,
      subscribe(listener) {
        listeners.push(listener);
      },
      envelope: () => envelope,
      items: () => envelope.items,
      item: (id) => state.own(envelope.items, id) || null,
      value(id) {
        const item = state.own(envelope.items, id);
        return item ? item.value : null;
      },
      trouble: () => trouble,
      conflicts: () => conflicts.slice(),
      savedFile: () => (base ? { name: base.name, at: base.envelope.saved_at } : null),
      changes: () => state.changes(envelope, base && base.envelope),
      writer: () => writer,
      setWriter(name) {
        writer = name.trim();
        storage.write(writerKey(about), writer);
      },

      /**
       * Changes one item, starting from what is stored now (another tab may have been faster).
       * `clash(latest)` true means that the reader has not seen `latest`: nothing is overwritten,
       * both values become a conflict.
       */
      update(id, change, options) {
        const others = trouble ? [] : readStored();
        const latest = store.value(id);
        const next = change(latest);
        const given = Object.assign({ by: writer, at: new Date().toISOString() }, options, { value: next });
        if (options && options.clash && options.clash(latest)) {
          const theirs = state.own(envelope.items, id) || null;
          const mine = next === null ? null : state.own(state.put(envelope, null, id, given).items, id);
          conflicts = conflicts.filter((c) => c.id !== id).concat([{ id: id, mine: mine, theirs: theirs, from: "tab" }]);
          tell({ type: "conflict", ids: [id].concat(others) });
          return;
        }
        envelope =
          next === null ? state.remove(envelope, id) : state.put(envelope, base && base.envelope, id, given);
        write();
        tell({ type: "change", ids: [id].concat(others) });
      },

      /** The text of a file to save, as of now. */
      fileText: () => state.serialise(state.stamp(envelope, writer, new Date().toISOString(), about.edition)),

      /** Told after the file was handed to the browser. */
      markSaved(name, text) {
        const read = state.read(text, about);
        base = { name: name, envelope: read.envelope };
        envelope = read.envelope;
        write();
        writeBase();
        tell({ type: "saved", ids: [] });
      },

      /** Merges an opened file into what is here; nothing of either side is lost. */
      open(theirs, name) {
        const others = trouble ? [] : readStored();
        const before = envelope;
        const merged = state.merge(state.commonBase(base && base.envelope, theirs), envelope, theirs);
        const undecided = {};
        merged.conflicts.forEach((conflict) => {
          const known = base && state.own(base.envelope.items, conflict.id);
          if (known) undecided[conflict.id] = known;
        });
        const settled = Object.assign({}, theirs.items);
        merged.conflicts.forEach((conflict) => delete settled[conflict.id]);
        base = {
          name: name,
          envelope: Object.assign({}, theirs, { items: Object.assign(settled, undecided) }),
        };
        // Answers of two editions in one state: no one edition to name.
        const isMixed = Object.keys(before.items).length && before.edition !== theirs.edition;
        envelope = Object.assign({}, merged.envelope, { edition: isMixed ? "" : theirs.edition });
        conflicts = merged.conflicts.map((conflict) => Object.assign({ from: name }, conflict));
        write();
        writeBase();
        tell({ type: "opened", ids: changedIds(before, envelope).concat(others) });
        return { taken: merged.taken, conflicts: conflicts.slice() };
      },

      resolve(conflict, side) {
        const others = trouble ? [] : readStored();
        envelope = state.resolve(envelope, conflict, side, "", new Date().toISOString());
        if (base && conflict.from !== "tab" && conflict.theirs) {
          base.envelope.items[conflict.id] = conflict.theirs;
          writeBase();
        }
        conflicts = conflicts.filter((c) => c.id !== conflict.id);
        write();
        tell({ type: "change", ids: [conflict.id].concat(others) });
      },

      /** Begins anew; the page asks first when something is not in a file. */
      clear() {
        const ids = Object.keys(envelope.items);
        envelope = state.create(about);
        base = null;
        conflicts = [];
        if (!isLocked) {
          storage.write(key, null);
          storage.write(baseKey, null);
          lastText = null;
          isOwn = false;
        }
        tell({ type: "opened", ids: ids });
      },
    };
    return store;
  };

  function changedIds(before, after) {
    return Object.keys(Object.assign({}, before.items, after.items)).filter((id) => {
      const a = state.own(before.items, id);
      const b = state.own(after.items, id);
      return !a || !b || !state.equal(a, b);
    });
  }

  function writerKey(about) {
    return "labkb:" + encodeURIComponent(about.kb) + ":writer";
  }
})((globalThis.labkb = globalThis.labkb || {}));
