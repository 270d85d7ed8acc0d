/** Which settings are watched: every one that can be read, by group. */

import { ask } from "../shared/ask.js";
import { catalogue } from "../shared/catalogue.js";
import { element, one } from "../shared/element.js";
import { keyOf, text } from "../shared/i18n.js";
import { nameOf } from "../shared/states.js";
import { isChosen } from "../shared/summary.js";

const readable = catalogue.settings.filter(({ kind }) => kind !== "list" && kind !== "button");
const boxes = () => /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll("[data-watch]"));

/** Makes a box for each setting, which acts at once. */
export function createWatched() {
  one('[data-part="watched-groups"]').append(
    ...catalogue.groups.flatMap((group) => {
      const own = readable.filter((setting) => setting.group === group);
      return own.length ? [element("fieldset", { class: "apart" }, element("legend", {}, text(`group_${keyOf(group)}`)), ...own.map(({ id }) => box(id)))] : [];
    }),
  );
}

/** @param {string} id */
function box(id) {
  const input = element("input", { type: "checkbox", id: `watch-${id}`, "data-watch": id });
  input.addEventListener("change", async () => {
    const ok = await ask({ type: "watch", setting: id, watched: input.checked });
    one('[data-answer="watch"]').textContent = text(ok ? "options_saved" : "error_background");
  });
  return element("div", { class: "mode" }, input, element("label", { for: `watch-${id}` }, nameOf(id)));
}

/** @param {import("../shared/stored.js").Stored} stored as it counts */
export function drawWatched(stored) {
  for (const input of boxes()) input.checked = isChosen(stored, input.dataset["watch"] ?? "");
  const chosen = readable.filter(({ id }) => isChosen(stored, id)).length;
  one('[data-part="watched-count"]').textContent = text("options_watched_count", chosen, readable.length);
}

/** @param {string[]} ids settings that an administrator wants not to be watched */
export function fixWatched(ids) {
  for (const input of boxes()) input.disabled = ids.includes(input.dataset["watch"] ?? "");
}
