/** The index files of the page, brought by script tags, and the public `labkb.search`. */
(function (labkb) {
  "use strict";
  const core = labkb.core;
  const ui = labkb.ui;
  const MOST_ANSWERS = 40;
  let reader = null;
  const answers = new Map();

  /** One index file. @param {string} name @returns {Promise<unknown>} */
  function load(name) {
    const path = core.search.pathOf(name);
    return ui.load(path).then(
      () => {
        const data = labkb.consume("search/" + name, core.search.FORMAT);
        const isSound = core.search.isSound(data, core.checksumOf("search/" + name));
        core.forget("search/" + name);
        if (!isSound) throw new Error("索引文件 " + path + " 损坏");
        return data;
      },
      () => {
        throw new Error("缺索引文件 " + path);
      }
    );
  }

  /** The reader over the directory; asked for again after a failure. */
  function open() {
    if (!reader) {
      reader = load("directory").then(
        (data) => {
          try {
            const made = new core.search.Reader(new core.search.Index(data), load);
            made.kb = data.kb || "";
            return made;
          } catch (error) {
            throw new Error("索引文件 " + core.search.pathOf("directory") + " 损坏");
          }
        }
      );
      reader.catch(() => (reader = null));
    }
    return reader;
  }

  /** Ids and titles of the documents, for filters. @returns {Promise<[string, string][]>} */
  const documentList = () => open().then((held) => held.documents());

  const listOf = (value) => (value === undefined || value === null || value === "" ? null : [].concat(value).map(String));

  /** Which records the filters leave, as a function of the ordinal; null for all. */
  function wantsOf(options, directory, titles) {
    const kinds = listOf(options.kind);
    const states = listOf(options.status);
    const ids = listOf(options.document);
    if (!kinds && !states && !ids) return null;
    const classes = directory.classes.map(
      (one) => (!kinds || kinds.includes(one.kind)) && (!states || states.includes(one.status || "current"))
    );
    return (ordinal) =>
      classes[directory.classOf[ordinal]] && (!ids || ids.includes((titles[directory.unitOf(ordinal)] || [""])[0]));
  }

  let line = Promise.resolve();

  /** One query after the other, as they share the index's working memory. */
  function query(text, options) {
    const asked = options || {};
    const key = JSON.stringify([String(text), asked.limit, asked.offset, asked.kind, asked.document, asked.status, asked.literal, asked.perKind]);
    const known = answers.get(key);
    if (known) return Promise.resolve(known);
    const next = line.then(async () => {
      const held = await open();
      const titles = listOf(asked.document) ? await documentList() : [];
      const wants = wantsOf(asked, held.index.directory, titles);
      const result = await held.query(String(text), Object.assign({}, asked, { wants: wants }));
      const lost = listOf(asked.document) && held.broken.get("documents");
      if (lost && !result.problems.includes(lost)) result.problems.push(lost);
      if (!result.problems.length) {
        if (answers.size >= MOST_ANSWERS) answers.delete(answers.keys().next().value);
        answers.set(key, result);
      }
      return result;
    });
    line = next.catch(() => undefined);
    return next;
  }

  /** Why documents cannot be told apart; empty where they can. @returns {Promise<string>} */
  const documentsProblem = () => open().then((held) => held.broken.get("documents") || "");

  /** The documents with most hits. @returns {Promise<{id: string, title: string, count: number}[]>} */
  async function documentsOf(result, most) {
    const titles = await documentList();
    return result.units
      .filter((pair) => titles[pair[0]] && titles[pair[0]][0])
      .slice(0, most)
      .map((pair) => ({ id: titles[pair[0]][0], title: titles[pair[0]][1], count: pair[1] }));
  }

  ui.searchService = {
    query: query,
    documentsOf: documentsOf,
    documentsProblem: documentsProblem,
    kb: () => open().then((held) => held.kb),
    search: (text, options) =>
      query(text, options).then((result) => ({ total: result.total, hits: result.hits, problems: result.problems })),
  };
})((globalThis.labkb = globalThis.labkb || {}));
