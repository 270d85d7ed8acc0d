// Whose page it is: the member's own profile, as the page's head links to it. Inferred: no settings page of LinkedIn's has
// been captured with its head (docs/recognition.md). The background keeps a salted hash of it alone.

const HEAD = ":is(header,nav,[role=banner]):not(main *,[role=main] *) a[href]";
/** Not /in/me/, which is everybody's. */
const PROFILE = /^(?:https:\/\/www\.linkedin\.com)?\/in\/(?!me(?:[/?#]|$))([^/?#]{1,100})\/?(?:[?#]|$)/i;

/** @returns {string | null} null where the head links to no profile, or to more than one */
function memberOf() {
  const found = new Set(all(document, HEAD).flatMap((link) => PROFILE.exec(attribute(link, "href") ?? "")?.[1]?.toLowerCase() ?? []));
  const [member = null] = found;
  return found.size === 1 ? member : null;
}
