/** The accounts that can be told apart, and the way to forget one. */

import { ask } from "../shared/ask.js";
import { element, one, replace } from "../shared/element.js";
import { day, text } from "../shared/i18n.js";
import { accountName } from "../shared/states.js";
import { UNNAMED } from "../shared/stored.js";

/** @typedef {import("../shared/stored.js").Account} Account */

/** @param {import("../shared/stored.js").Stored} stored */
export function drawAccounts({ accounts }) {
  const known = Object.entries(accounts).sort(([, a], [, b]) => a.number - b.number);
  const shown = known.filter(([key, account]) => key !== UNNAMED || seenOf(account) > 0 || known.length === 1);
  replace(one('[data-part="accounts-list"]'), ...shown.map(([key, account]) => item(key, account)));
}

/** @param {Account} account */
const seenOf = ({ settings }) => Object.values(settings).filter(({ state }) => state !== "unseen").length;

/**
 * @param {string} key
 * @param {Account} account
 * @returns {HTMLLIElement}
 */
function item(key, account) {
  const name = accountName(account);
  const seen = seenOf(account);
  const words = seen ? text("account_item", name, seen, day(account.seenAt)) : text("account_never", name);
  const button = element("button", { type: "button", "data-action": "forget" }, text("account_forget"), element("span", { class: "aside" }, `: ${name}`));
  button.addEventListener("click", () => forget(key));
  return element("li", { class: "row", "data-account": account.number }, element("span", {}, words), seen ? button : null);
}

/** @param {string} account */
async function forget(account) {
  const ok = await ask({ type: "forget", account });
  const answer = one('[data-answer="forget"]');
  answer.textContent = text(ok ? "account_forgotten" : "error_background");
  answer.focus(); // the button is gone
}
