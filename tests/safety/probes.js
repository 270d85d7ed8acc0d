// What LinkedIn is reported to do (detection.md), and more of the same kind; asked one by one, as arguments[0] says.
const [name, given, done] = arguments;
const anyExtension = /(chrome|moz)-extension:|still.?on/i;

/** Every way in which a page can ask for a file; each answers with a word. */
const WAYS = {
  fetch: (url) => fetch(url).then(() => "answered", (error) => `${error.name}: ${error.message}`),
  "fetch no-cors": (url) => fetch(url, { mode: "no-cors" }).then(() => "answered", (error) => `${error.name}: ${error.message}`),
  xhr: (url) => new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.onloadend = () => resolve(`${request.status} ${request.responseText.length}`);
    try { request.open("GET", url); request.send(); } catch (error) { resolve(error.name); }
  }),
  img: (url) => element("img", { src: url }),
  script: (url) => element("script", { src: url }),
  module: (url) => import(url).then(() => "answered", ({ name: kind }) => kind),
  stylesheet: (url) => element("link", { rel: "stylesheet", href: url }),
  preload: (url) => element("link", { rel: "preload", as: "fetch", href: url }),
  object: (url) => element("object", { data: url }),
  iframe: (url) => element("iframe", { src: url }, (frame) => { try { return `document ${frame.contentDocument?.URL}`; } catch (error) { return error.name; } }),
};

/** In ms. On a busy machine two seconds were too few for a frame to say that it has loaded an error. */
const PATIENCE = 8000;

function element(tag, attributes, more = () => "") {
  return new Promise((resolve) => {
    const made = document.createElement(tag);
    const end = (word) => { resolve(`${word} ${more(made)}`); made.remove(); };
    made.addEventListener("load", () => end("loaded"));
    made.addEventListener("error", () => end("error"));
    Object.assign(made, attributes);
    document.body.append(made);
    setTimeout(end, PATIENCE, "nothing");
  });
}

const asked = {
  /** Each file at each address in each way: the answers, with what stands for the extension taken out. */
  async files({ bases, files, ways }) {
    await new Promise((resolve) => requestIdleCallback(resolve, { timeout: 2000 }));
    const plain = (answer, base) => (base ? answer.replaceAll(base, "BASE/") : answer);
    const said = {};
    for (const way of ways) {
      const ask = async (base, file) => plain(await WAYS[way](base + file), base);
      said[way] = await Promise.all(bases.map(async (base) => (await Promise.all(files.map((file) => ask(base, file)))).join(" | ")));
    }
    // One by one, as "staggered" detection does.
    said.staggered = [];
    for (const base of bases) said.staggered.push(plain(await WAYS.fetch(base + files[0]), base));
    return said;
  },
  /** "Spectroscopy", and further: texts, attributes, comments, shadow roots, sheets, what is computed. */
  walk() {
    const found = [];
    const test = (text) => { if (anyExtension.test(text)) found.push(text.slice(0, 80)); };
    (function walk(node) {
      if (node.nodeType !== Node.ELEMENT_NODE && node.nodeValue) test(node.nodeValue);
      for (const { name: key, value } of node.attributes ?? []) test(`${key}=${value}`);
      for (const child of node.childNodes) walk(child);
      if (node.shadowRoot) walk(node.shadowRoot);
    })(document);
    for (const sheet of [...document.styleSheets, ...document.adoptedStyleSheets]) for (const { cssText } of sheet.cssRules) test(cssText);
    for (const at of document.querySelectorAll("*"))
      for (const pseudo of [null, "::before", "::after"]) test(getComputedStyle(at, pseudo).backgroundImage);
    return found;
  },
  /** sendMessage and connect to ids: what each answers. */
  async messages({ ids }) {
    const { runtime } = globalThis.chrome ?? globalThis.browser ?? {};
    const answers = async (id) => {
      if (!runtime) return "no runtime";
      const send = new Promise((resolve) => {
        try { runtime.sendMessage(id, { type: "leave" }, (answer) => resolve(runtime.lastError?.message ?? `answered ${answer}`)); }
        catch (error) { resolve(error.message); }
        setTimeout(resolve, 1000, "nothing");
      });
      const connect = new Promise((resolve) => {
        try { runtime.connect(id).onDisconnect.addListener(() => resolve(runtime.lastError?.message)); } catch (error) { resolve(error.message); }
        setTimeout(resolve, 1000, "connected");
      });
      return (await Promise.all([send, connect])).join(" | ").replaceAll(id, "ID");
    };
    return Promise.all(ids.map(answers));
  },
  /** Milliseconds of a 0-byte probe of each address in turn, in random order. */
  async timing({ urls, rounds }) {
    const spent = urls.map(() => []);
    for (let round = 0; round < rounds; round += 1)
      for (const at of urls.map((_, i) => i).sort(() => Math.random() - 0.5)) {
        const start = performance.now();
        await fetch(urls[at], { method: "HEAD" }).catch(() => undefined);
        spent[at].push(performance.now() - start);
      }
    return spent;
  },
};
Promise.resolve(asked[name](given)).then((value) => done({ value }), (error) => done({ error: `${error.stack ?? error}` }));
