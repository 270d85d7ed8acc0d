// What the member chooses, as it changes what is stored. Pure functions, one for each message.

import { emptyAccount, UNNAMED } from "../shared/stored.js";
import { withRecord } from "../shared/record.js";
import { isSharing } from "../shared/summary.js";

/** @typedef {import("../shared/stored.js").Stored} Stored */
/** @typedef {import("../shared/stored.js").Account} Account */

/**
 * @typedef {{type: "choose", badge?: boolean, notify?: boolean, recheckDays?: number, region?: string | null}} Choose
 * @typedef {{type: "noted", changes: {setting: string, at: number}[]}} Noted
 * @typedef {{type: "known", settings: string[]}} Known
 * @typedef {{type: "watch", setting: string, watched: boolean}} Watch
 * @typedef {{type: "fine", setting: string, fine: boolean}} Fine
 * @typedef {{type: "forget", account: string}} Forget
 * @typedef {{type: "bring", record: import("../shared/record.js").SavedRecord}} Bring
 * @typedef {Choose | Forget | Bring | Noted | Known | Watch | Fine} Choice
 */

/** @type {Record<Choice["type"], (stored: Stored, message: any, now: number) => Stored>} */
export const CHOICES = {
  choose: (stored, /** @type {Choose} */ { badge, notify, recheckDays, region }) => ({
    ...stored,
    badge: badge ?? stored.badge,
    notify: notify ?? stored.notify,
    recheckDays: recheckDays ?? stored.recheckDays,
    region: region === undefined ? stored.region : region,
  }),
  /** The member has seen that these were off before and are on now. */
  noted: (stored, /** @type {Noted} */ { changes }) =>
    inAccount(stored, (account) => ({ ...account, noted: { ...account.noted, ...Object.fromEntries(changes.map(({ setting, at }) => [setting, at])) } })),
  /** The member has seen that these are new in the catalogue. */
  known: (stored, /** @type {Known} */ { settings }) => ({ ...stored, known: [...new Set([...(stored.known ?? []), ...settings])] }),
  bring: (stored, /** @type {Bring} */ { record }) => withRecord(stored, record),
  watch: (stored, /** @type {Watch} */ { setting, watched }) => ({ ...stored, watched: { ...stored.watched, [setting]: watched } }),
  /** Kept as it is, on purpose: what shares alone. */
  fine: (stored, /** @type {Fine} */ { setting, fine }, now) =>
    inAccount(stored, (account) => {
      const others = Object.fromEntries(Object.entries(account.fine).filter(([id]) => id !== setting));
      const kept = account.settings[setting];
      return { ...account, fine: fine && kept && isSharing(kept) ? { ...others, [setting]: now } : others };
    }),
  forget: (stored, /** @type {Forget} */ { account }) => {
    const others = Object.entries(stored.accounts).filter(([key]) => key !== account);
    return {
      ...stored,
      account: stored.account === account ? UNNAMED : stored.account,
      accounts: { [UNNAMED]: emptyAccount(), ...Object.fromEntries(others) },
    };
  },
};

/**
 * @param {Stored} stored
 * @param {(account: Account) => Account} change of the account last seen
 * @returns {Stored}
 */
function inAccount(stored, change) {
  const account = stored.accounts[stored.account] ?? emptyAccount();
  return { ...stored, accounts: { ...stored.accounts, [stored.account]: change(account) } };
}
