/** The pages to open: unfolded while there are some, folded when a full check is done. */

import { one } from "../shared/element.js";
import { drawChecklist, pagesDone, pagesWords } from "../shared/checklist.js";

/** @type {boolean|null} whether all were done when last drawn: the member's own folding stays otherwise */
let wasDone = null;

/**
 * @param {import("../shared/states.js").Summary} summary
 */
export function drawFullCheck({ started, pages }) {
  const box = one('[data-part="pages"]');
  box.hidden = !started || pages.length === 0;
  one('[data-part="pages-heading"]').textContent = pagesWords(pages);
  drawChecklist(one('[data-part="pages-list"]'), pages);
  const done = pagesDone(pages) === pages.length;
  if (done !== wasDone) box.toggleAttribute("open", !done);
  wasDone = done;
}
