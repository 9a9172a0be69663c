/** Answers what a query asks for, file by file; one reader for the page, one for programs. */
(function (labkb) {
  "use strict";
  const core = (labkb.core = labkb.core || {});
  const search = (core.search = core.search || {});
  const MOST_SHARDS = 400;
  const MOST_ROWS = 3000;

  /** Where an index file lies, relative to the site. @param {string} name g12, b3, directory */
  const pathOf = (name) => "assets/search/" + name.replace(/^([gb])(\d+)$/, "$1/$2") + ".js";

  /** Takes the data of a script in that is there once: `traditional`, `sounds`, `documents`. */
  function learnLetters(index, name, data) {
    if (name === "sounds") index.letters = new search.Letters(data);
    else if (name === "documents") index.documents = data.filter(Array.isArray);
    else {
      const simplified = Array.from(data.simplified);
      index.simplified = new Map(Array.from(data.traditional, (char, place) => [char, simplified[place]]));
    }
  }

  /**
   * @param {object} index
   * @param {(name: string) => Promise<unknown>} load rejects with an Error that names the file
   */
  function Reader(index, load) {
    this.index = index;
    this.load = load;
    this.shards = new Set();
    this.blocks = new Set();
    this.scripts = new Set();
    this.problems = new Set();
    this.broken = new Map();
  }

  /** Brings a script once; one that fails is named by every query that would need it. */
  Reader.prototype.bring = function (name, take) {
    const fail = (message) => {
      this.broken.set(name, message);
      this.problems.add(message);
    };
    return this.load(name).then(
      (data) => {
        try {
          take(data);
        } catch (error) {
          fail("索引文件 " + pathOf(name) + " 损坏");
        }
      },
      (error) => fail(error.message)
    );
  };

  /** Whether a script has been asked for; if not, it is from now on. */
  Reader.prototype.has = function (asked, name, prefix) {
    if (!asked.has(name)) {
      asked.add(name);
      return false;
    }
    const problem = this.broken.get(prefix + name);
    if (problem) this.problems.add(problem);
    return true;
  };

  Reader.prototype.answer = function (request) {
    const wanted = [];
    for (const key of request.keys || []) {
      for (const shard of this.index.directory.shardsOf(key)) {
        if (this.has(this.shards, shard, "g")) continue;
        wanted.push(
          this.bring("g" + shard, (text) => {
            const lines = search.linesOf(text);
            // A shard of a great group may be empty.
            if (typeof text !== "string" || (text && !lines.size)) throw new Error("shape");
            this.index.learn(lines);
          })
        );
      }
    }
    for (const name of request.letters || []) {
      if (this.has(this.scripts, name, "")) continue;
      wanted.push(this.bring(name, (data) => learnLetters(this.index, name, data)));
    }
    for (const ordinal of request.rows || []) {
      const block = this.index.directory.placeOf(ordinal).block;
      if (this.has(this.blocks, block, "b")) continue;
      wanted.push(this.bring("b" + block, (data) => this.index.stored.learnBlock(block, data)));
    }
    return wanted.length ? Promise.all(wanted) : null;
  };

  /** Ids and titles of all documents. @returns {Promise<[string, string][]>} */
  Reader.prototype.documents = async function () {
    const waiting = this.answer({ letters: ["documents"] });
    if (waiting) await waiting;
    return this.index.documents || [];
  };

  /** Drops what many queries have left behind, between two of them. */
  Reader.prototype.tidy = function () {
    if (this.shards.size > MOST_SHARDS) {
      this.index.forget();
      this.shards.clear();
    }
    if (this.index.stored.size > MOST_ROWS) {
      this.index.stored.clear();
      this.blocks.clear();
    }
  };

  /** @returns {Promise<object>} the result, with `problems` */
  Reader.prototype.query = async function (text, options) {
    this.tidy();
    this.problems.clear();
    const steps = search.run(text, options || {}, this.index);
    for (let step = steps.next(); ; step = steps.next()) {
      if (step.done) return Object.assign(step.value, { problems: Array.from(this.problems) });
      const waiting = this.answer(step.value);
      if (waiting) await waiting;
    }
  };

  /** Which records the filters of a program leave; null for all. */
  function wantsOf(options) {
    const only = options.only ? new Set(options.only) : null;
    const kinds = options.kinds ? open.directory.classes.map((one) => options.kinds.includes(one.kind)) : null;
    if (!only && !kinds) return null;
    return (ordinal) => (!only || only.has(ordinal)) && (!kinds || kinds[open.directory.classOf[ordinal]]);
  }

  /** The same for a program that answers by hand: what is asked for, or the result. */
  let open = null;
  let steps = null;
  search.program = {
    open: function (directory) {
      open = new search.Index(directory);
    },
    start: function (text, options) {
      steps = search.run(text, Object.assign({}, options, { wants: wantsOf(options || {}) }), open);
      return search.program.next({});
    },
    next: function (answer) {
      if (answer.lines) open.learn(Object.entries(answer.lines));
      for (const name of Object.keys(answer.letters || {})) learnLetters(open, name, answer.letters[name]);
      for (const block of answer.blocks || []) open.stored.learnBlock(block.number, block.data);
      for (const row of answer.rows || []) open.stored.learn(row);
      const step = steps.next();
      if (!step.done) return { asks: step.value };
      return { result: Object.assign({}, step.value, { order: Array.from(step.value.everyOrdinal()) }) };
    },
  };

  search.pathOf = pathOf;
  search.Reader = Reader;
})((globalThis.labkb = globalThis.labkb || {}));
