// The catalogue, unpacked from the lines that tooling/packed.py makes of it, and explains.

const CATALOGUE = { ...KNOWN, ...unpacked(SETTINGS) };

/**
 * @param {string} lines
 * @returns {{lists: Record<string, KnownList>, settings: Record<string, KnownSetting>, legacy: Record<string, string[]>}}
 */
function unpacked(lines) {
  const known = { lists: /** @type {Record<string, KnownList>} */ ({}), settings: /** @type {Record<string, KnownSetting>} */ ({}), legacy: /** @type {Record<string, string[]>} */ ({}) };
  let section = /** @type {string[]} */ ([]);
  for (const line of lines.split("\n")) {
    const [head = "", ...controls] = line.split(";");
    const [names = "", ...older] = head.split("<");
    const [id = "", ...paths] = names.split("=");
    if (id.startsWith(">")) {
      section = [];
      (known.lists[id.slice(1)] ??= []).push(section);
      continue;
    }
    section.push(id);
    for (const path of older) (known.legacy[`/psettings/${path}`] ??= []).push(id);
    known.settings[id] = { paths: paths.length ? paths.map((path) => path || id) : [`settings/${id}`], controls: controls.map(controlIn) };
  }
  return known;
}

/**
 * @param {string} told
 * @returns {KnownControl}
 */
function controlIn(told) {
  const [, kind, rest = ""] = /^([#^!]?)(.*)/.exec(told) ?? [];
  const [own = "", ...values] = rest.split("|");
  return { ...valueIn(own), box: kind === "#", byPosition: kind === "^", counts: kind !== "!", ...(values.length && { values: values.map(valueIn) }) };
}

/**
 * @param {string} told
 * @returns {KnownValue}
 */
function valueIn(told) {
  const [text = "", key] = told.split("@").reverse();
  const labels = /** @type {ByLanguage} */ ({});
  for (const [, lang = "en", label = ""] of text.matchAll(/(?:^|~([\w-]+)~)([^~]+)/g)) (labels[lang] ??= []).push(label);
  return { labels, ...(key && { key }) };
}
