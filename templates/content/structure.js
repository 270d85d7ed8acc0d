// The structure around what is new, or of a page on which nothing was found, for a report that the member may send:
// names of elements and attributes. No text, and no value but types and roles that HTML and ARIA know.

const TYPES = "button,checkbox,hidden,number,password,radio,range,search,submit,text".split(",");
const ROLES = (
  "button,checkbox,combobox,dialog,form,grid,group,heading,link,list,listbox,listitem,main,menuitemcheckbox,none,option,presentation," +
  "progressbar,radio,radiogroup,region,row,status,switch,tab,tabpanel"
).split(",");

/** Names with figures may be made for one member or one load. */
const NAME = /^(?=.{1,30}$)([a-z]+(-[a-z]+)*|h[1-6])$/;
const STEPS = 12;
const STRUCTURE_LIMIT = 400;
/** What a page is told by, where nothing of it is known. */
const TELLING = "h1,h2,h3,a[href],button,input,select,textarea,iframe,[role]";

/**
 * "input[type=checkbox][role=switch][aria-labelledby]"
 * @param {Element} element
 * @param {(name: string) => boolean} tells whether to name an attribute
 */
function stepOf(element, tells) {
  const known = new Map([["type", TYPES], ["role", ROLES]]);
  const names = Element.prototype.getAttributeNames.call(element).filter((name) => NAME.test(name) && tells(name));
  const attributes = names.sort().slice(0, 8).map((name) => {
    const value = attribute(element, name)?.toLowerCase() ?? "";
    return known.get(name)?.includes(value) ? `[${name}=${value}]` : `[${name}]`;
  });
  return (NAME.test(tagOf(element)) ? tagOf(element) : "*") + attributes.join("");
}

/**
 * From the card to the element; ">>" leads into a shadow root or frame.
 * @param {Element} element
 */
function structureOf(element) {
  const card = cardOf(element);
  let structure = "";
  let at = /** @type {Element | null} */ (element);
  for (let steps = 0; at && steps < STEPS; steps += 1, at = at === card ? null : parentOf(at)) {
    const within = isElement(parentNodeOf(at)) || at === card ? ">" : ">>";
    const step = stepOf(at, (name) => name !== "class" && name !== "style");
    const longer = structure ? `${step}${structure}` : step;
    if (longer.length > STRUCTURE_LIMIT) break;
    structure = at === card ? longer : ` ${within} ${longer}`;
  }
  return structure.replace(/^ >>? /, "");
}

/**
 * What stands in `main`, and in what is drawn in shadow roots and frames: "3 a, 2 input[type=radio]", the most frequent first.
 * @param {Root[]} roots
 */
function countsOf(roots) {
  const within = [mainOf(), ...roots.filter((root) => root !== document)];
  const steps = within.flatMap((root) => all(root, TELLING)).map((element) => stepOf(element, (name) => name === "type" || name === "role"));
  const kinds = [...Map.groupBy(steps, (step) => step)].map(([step, those]) => ({ step, count: those.length }));
  return kinds.sort((one, other) => other.count - one.count).slice(0, STEPS).map(({ step, count }) => `${count} ${step}`).join(", ");
}
