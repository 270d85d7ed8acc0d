// What a page sees of its world, as texts to be compared: arguments[0] is false where styles are not asked for.
const [styles, done] = arguments;
const drivers = /^(__spy|__records|ret_nodes|cdc_|\$cdc|\$chrome|__webdriver|__selenium|\d+$)/;
const keys = (object) => Reflect.ownKeys(object).map(String).filter((key) => !drivers.test(key)).sort().join();
const sheet = (one) => [...one.cssRules].map(({ cssText }) => cssText).join("\n");

const objects = { window, document, navigator, screen, history, location, performance, console, chrome: window.chrome ?? {}, runtime: window.chrome?.runtime ?? {} };
for (const name of Object.getOwnPropertyNames(window)) {
  const { prototype } = (/^[A-Z]/.test(name) && window[name]) || {};
  if (prototype) objects[name] = prototype;
}

const world = {
  sheets: [...document.styleSheets].map(sheet),
  adopted: document.adoptedStyleSheets.map(sheet),
  local: JSON.stringify(localStorage),
  session: JSON.stringify(sessionStorage),
  cookie: document.cookie,
  name: window.name,
  title: document.title,
  focus: document.activeElement?.outerHTML.slice(0, 80),
  selection: String(getSelection()),
  resources: performance.getEntriesByType("resource").map(({ name }) => name),
  frames: window.length,
  state: JSON.stringify(history.state),
  scrolled: [scrollX, scrollY].join(),
};
for (const [name, object] of Object.entries(objects)) world[`keys of ${name}`] = keys(object);

/** By place in the page: computed style of the element and its pseudo-elements, and its box. */
function styled() {
  const said = {};
  const place = (element) => { const path = []; for (let at = element; at; at = at.parentElement) path.unshift(`${at.localName}${at.parentElement ? [...at.parentElement.children].indexOf(at) : ""}`); return path.join(">"); };
  for (const element of document.querySelectorAll("*")) {
    const looks = [null, "::before", "::after"].map((pseudo) => { const style = getComputedStyle(element, pseudo); return [...style].map((name) => `${name}:${style.getPropertyValue(name)}`).join(";"); });
    const { x, y, width, height } = element.getBoundingClientRect();
    said[place(element)] = [...looks, [x, y, width, height].join()];
  }
  return said;
}
if (styles) world.styles = styled();

Promise.all([indexedDB.databases(), caches.keys(), navigator.serviceWorker?.getRegistrations() ?? [], navigator.locks.query()])
  .then(([databases, stored, workers, locks]) => done(Object.assign(world, { databases: JSON.stringify(databases), caches: stored.join(), workers: workers.length, locks: JSON.stringify(locks) })));
