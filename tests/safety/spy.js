// Stands first in a page that looks for the extension: what it hears and counts until it is asked.
// `__spy.heard`: messages, errors, reports, focus and selection, calls from an extension's script.
(() => {
  const heard = [];
  const tell = (kind, what) => heard.push(`${kind}: ${what}`.slice(0, 200));
  const extension = /(chrome|moz)-extension:/;

  const on = (target, type, of) => target.addEventListener(type, (event) => { const said = of(event); if (said) tell(type, said); }, true);
  on(window, "message", ({ data, source }) => (source === window && data === "own" ? "" : JSON.stringify(data)));
  on(window, "error", (event) => (event.message ? `${event.message} ${event.filename} ${event.error?.stack}` : ""));
  on(window, "unhandledrejection", ({ reason }) => `${reason} ${reason?.stack}`);
  on(window, "storage", ({ key }) => key);
  on(document, "securitypolicyviolation", ({ blockedURI, sourceFile }) => `${blockedURI} ${sourceFile}`);
  for (const type of ["focusin", "focusout", "selectionchange"]) on(document, type, () => window.__spy.watching && "changed");

  // A script that calls the page's own functions is on their stack. Its own world gives it others.
  for (const { prototype } of [Node, Element, Document, EventTarget, HTMLElement, HTMLInputElement, HTMLAnchorElement, Storage])
    for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(prototype)))
      if (typeof value === "function" && name !== "constructor")
        Object.defineProperty(prototype, name, { configurable: true, enumerable: true, writable: true, value(...given) {
          const { stack } = new Error();
          if (extension.test(stack)) tell("stack", stack);
          return Reflect.apply(value, this, given);
        } });
  for (const name of ["log", "info", "warn", "error", "debug"]) {
    const write = console[name];
    console[name] = (...words) => { tell("console", words.join(" ")); write.apply(console, words); };
  }

  const entries = [];
  const types = PerformanceObserver.supportedEntryTypes.filter((type) => type !== "layout-shift");
  for (const type of types) new PerformanceObserver((list) => entries.push(...list.getEntries())).observe({ type, buffered: true });
  if (window.ReportingObserver) new ReportingObserver((reports) => reports.forEach(({ body }) => tell("report", JSON.stringify(body))), { buffered: true }).observe();

  window.__spy = {
    watching: false,
    /** Everything heard, and what performance says of anybody's scripts and files. */
    take() {
      const timed = entries.map((entry) => JSON.stringify(entry)).filter((said) => extension.test(said));
      return [...heard, ...timed.map((said) => `performance: ${said}`)];
    },
  };
})();
