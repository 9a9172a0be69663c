/** The script protocol: data files register themselves, code asks for them by name and version. */
(function (labkb) {
  "use strict";
  const core = (labkb.core = labkb.core || {});
  const held = new Map();
  const waiting = new Map();

  /**
   * Keeps a data file under its name; called by the data file itself.
   * @param {string} name @param {number|string} version @param {unknown} data @param {number} [checksum] of the data
   */
  labkb.provide = function (name, version, data, checksum) {
    held.set(name, { version: version, data: data, checksum: checksum });
    const callbacks = waiting.get(name) || [];
    waiting.delete(name);
    callbacks.forEach((tell) => tell());
  };

  /**
   * The data registered under a name.
   * @param {string} name @param {number|string} [version] the version the code was written for
   * @returns {unknown} undefined when nothing is held
   * @throws {Error} with `code` "version" when another version is held
   */
  labkb.consume = function (name, version) {
    const entry = held.get(name);
    if (!entry) return undefined;
    if (version !== undefined && entry.version !== version) {
      const error = new Error(
        "数据“" + name + "”是第" + entry.version + "版，本页只认第" + version + "版，请重新打开整个文件夹里的新版网站"
      );
      error.code = "version";
      throw error;
    }
    return entry.data;
  };

  /** The checksum that a data file brought along. */
  core.checksumOf = (name) => (held.get(name) || {}).checksum;

  /** Calls back once, as soon as the name is registered. */
  core.whenProvided = function (name, tell) {
    if (held.has(name)) tell();
    else waiting.set(name, (waiting.get(name) || []).concat([tell]));
  };

  /** Drops a data file, so that its memory can be freed. */
  core.forget = function (name) {
    held.delete(name);
  };
})((globalThis.labkb = globalThis.labkb || {}));
