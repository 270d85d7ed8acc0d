// Accounts: whose page it was, as a salted hash. What the page shows of the member is neither stored nor told.

import { UNNAMED } from "../shared/stored.js";
import { update } from "./store.js";

/** @typedef {import("../shared/stored.js").Stored} Stored */

/**
 * @typedef {{key: string, salt: string | null} | null} Whose the account and what it was hashed with; null while that
 *   cannot be said yet
 */

/**
 * @param {Stored} stored
 * @param {string | null} member what the page shows of its member; empty: nothing yet; null: nothing
 * @returns {Promise<Whose>}
 */
export async function whose(stored, member) {
  if (!member) return member === "" && hasNamed(stored) ? null : { key: UNNAMED, salt: stored.salt };
  const { salt } = stored.salt ? stored : await update((latest) => (latest.consent && !latest.salt ? { ...latest, salt: newSalt() } : latest));
  return salt ? { key: await hashOf(member, salt), salt } : null;
}

/** @param {Stored} stored */
const hasNamed = ({ accounts }) => Object.keys(accounts).some((key) => key !== UNNAMED);

const newSalt = () => hexadecimal(crypto.getRandomValues(new Uint8Array(32)));

/**
 * @param {string} member
 * @param {string} salt
 */
async function hashOf(member, salt) {
  return hexadecimal(new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(`${salt} ${member}`))));
}

/** @param {Uint8Array} bytes */
function hexadecimal(bytes) {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
