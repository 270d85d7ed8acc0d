// Run by WebDriver after the content parts, with (patienceMs, done): what the extension would say of this page.
// The parts are taken off the page's global object in the same task: the page's own scripts never see them.
const parts = globalThis.parts;
delete globalThis.parts;
const [patienceMs, done] = arguments;
const page = parts.pageOf(location.pathname);
const began = performance.now();
/** ms without a new report: an off may be said a moment after the page has become quiet. */
const NO_MORE = 1000;
let last = null;
let lastAt = began;

const following = parts.follow(
  async (report) => {
    last = report;
    lastAt = performance.now();
  },
  () => true,
  () => undefined,
);

/** Quiet, and all that belongs on this kind of page was said; a list to look at by hand has no controls. */
function isWhole() {
  if (!last || last.news === null || performance.now() - lastAt < NO_MORE) return false;
  if (page.kind === "list") return last.list !== null;
  if (page.kind !== "setting" || !parts.CATALOGUE.settings[page.id].controls.length) return true;
  return last.readings.some(({ setting }) => setting === page.id);
}

function wait() {
  if (!isWhole() && page && performance.now() - began < patienceMs) {
    setTimeout(wait, 100);
    return;
  }
  following.stop();
  done(last && { readings: last.readings, list: last.list, news: last.news ?? [] });
}
wait();
