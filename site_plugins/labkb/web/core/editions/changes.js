/**
 * What changed in the collection since the edition that a saved state was made with.
 *
 *   labkb.core.editions.since(data, edition) -> {isKnown, changes}
 *     data      {edition, changes: [{title, type, on, edition, url}]}, the newest first
 *     isKnown   false when nothing tells how old that edition is; `changes` is empty then
 *   labkb.core.editions.oldest(data, editions) -> the edition that lies furthest back
 */
(function (labkb) {
  "use strict";
  const core = (labkb.core = labkb.core || {});
  const DATED = /^(\d{4})[.\-/](\d{1,2})(?:[.\-/](\d{1,2}))?$/;

  /** The last day of an edition as far as its changes or its own name tell, else "". */
  function dayOf(data, edition) {
    const days = data.changes.filter((change) => change.edition === edition).map((change) => change.on);
    if (days.length) return days.sort()[days.length - 1];
    const match = DATED.exec(edition);
    if (!match) return "";
    const two = (text) => ("0" + text).slice(-2);
    return match[1] + "-" + two(match[2]) + (match[3] ? "-" + two(match[3]) : "");
  }

  function since(data, edition) {
    const day = dayOf(data, edition);
    if (!day) return { isKnown: false, changes: [] };
    const changes = data.changes.filter((change) => {
      if (change.edition === edition) return false;
      // A day and a month are compared as far as both go: what is not surely later is no news.
      const length = Math.min(day.length, change.on.length);
      const [then, now] = [day.slice(0, length), change.on.slice(0, length)];
      return now > then || (now === then && Boolean(change.edition) && isLater(data, change.edition, edition));
    });
    return { isKnown: true, changes: changes };
  }

  /** Whether an edition comes after another; the list of changes has the newest first. */
  function isLater(data, one, other) {
    const order = data.changes.map((change) => change.edition);
    const at = order.indexOf(other);
    return at >= 0 && order.indexOf(one) < at;
  }

  function oldest(data, editions) {
    const dated = editions.map((edition) => ({ edition: edition, day: dayOf(data, edition) }));
    dated.sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.edition < b.edition ? -1 : 1));
    return dated.length ? dated[0].edition : "";
  }

  core.editions = { since: since, oldest: oldest };
})((globalThis.labkb = globalThis.labkb || {}));
