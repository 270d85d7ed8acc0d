/** Reads in a record that was saved: checked here for its words, and by the background before anything changes. */

import { ask } from "../shared/ask.js";
import { one } from "../shared/element.js";
import { text } from "../shared/i18n.js";
import { readRecord } from "../shared/record.js";

/** Gives the file field something to do. */
export function prepareBring() {
  const field = /** @type {HTMLInputElement} */ (one("#bring"));
  field.addEventListener("change", async () => {
    const [file] = field.files ?? [];
    field.value = ""; // the same file may be chosen again
    const answer = one('[data-answer="bring"]');
    if (file) answer.textContent = await readIn(file);
  });
}

/**
 * @param {File} file
 * @returns {Promise<string>} how it went
 */
async function readIn(file) {
  const read = readRecord(await file.text(), Date.now());
  if ("problem" in read) return text(`bring_${read.problem}`);
  return text((await ask({ type: "bring", record: read.record })) ? "bring_done" : "error_background");
}
