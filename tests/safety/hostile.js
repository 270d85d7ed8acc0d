// What a hostile settings page does, before the extension's script comes. Each leaves a switch that is on, and says so.

/** Every name that an object of a kind answers to. */
const namesOf = (object) => {
  const names = new Set();
  for (let at = object; at; at = Object.getPrototypeOf(at)) for (const name of Object.getOwnPropertyNames(at)) names.add(name);
  return [...names];
};

const hostile = {
  /** Elements whose names shadow what forms, the document and the window have, and the script's own names. */
  clobbered(words) {
    const box = document.querySelector("main input");
    const forged = document.createElement("form");
    forged.setAttribute("role", "switch");
    document.querySelector("section").after(forged);
    const main = document.querySelector("main");
    const form = document.createElement("form");
    form.id = "main";
    form.append(...main.childNodes);
    main.append(form);
    const names = { form: namesOf(form), document: namesOf(document), window: [...namesOf(window), ...words] };
    const far = document.createElement("div");
    for (const at of [form, forged]) at.append(...names.form.map((name) => Object.assign(document.createElement("input"), { type: "hidden", name })));
    far.append(...names.document.map((name) => Object.assign(document.createElement("img"), { name })));
    far.append(...names.window.map((id) => Object.assign(document.createElement("i"), { id })));
    document.body.append(far);
    // What no record tells: seen only by who asks the document whether it is visible.
    box.checked = false;
    setTimeout(() => { box.checked = true; }, 4000);
  },

  /** Elements with names that CSS would have to escape around the control, and more of them than anybody needs. */
  odd() {
    const [label, box] = document.querySelectorAll("main p, main input");
    box.style.cssText = "position:absolute;width:1px;height:1px;clip-path:inset(50%)";
    const pill = document.createElement("x-a.b");
    pill.style.cssText = "display:inline-block;width:48px;height:32px";
    box.replaceWith(pill);
    pill.append(box);
    let at = label.parentNode;
    for (let i = 0; i < 100; i += 1) {
      const around = document.createElement(i % 2 ? "div" : "x-\u00e9.\u{1f600}");
      at.replaceWith(around);
      around.append(at);
      at = around;
    }
  },

  /** The page's own world tells lies: functions, getters and prototypes that everything is built on. */
  redefined() {
    const lie = (owner, name, value) => Object.defineProperty(owner, name, { configurable: true, get: () => value, set: () => undefined });
    const box = document.querySelector("main input");
    for (const one of [box, HTMLInputElement.prototype]) lie(one, "checked", false);
    for (const name of ["getAttribute", "closest", "matches", "checkVisibility", "getBoundingClientRect", "querySelectorAll"]) lie(Element.prototype, name, () => null);
    for (const name of ["state", "setting", "type", "reason", "off", "clear"]) lie(Object.prototype, name, "off");
    for (const name of ["map", "filter", "find", "flatMap", "every", "some"]) lie(Array.prototype, name, () => []);
    for (const [owner, name] of [[JSON, "stringify"], [Map, "groupBy"], [CSS, "escape"], [performance, "now"], [Date, "now"], [window, "getComputedStyle"], [window, "setTimeout"], [window, "MutationObserver"], [window, "chrome"], [window, "browser"], [window, "Promise"]]) lie(owner, name, () => "off");
    lie(Document.prototype, "visibilityState", "hidden");
    lie(window, Symbol.for("still-on"), () => true);
  },

  /** 10,000 changes a second around the control, for some seconds. */
  storm() {
    const card = document.querySelector("section");
    const far = card.appendChild(document.createElement("p"));
    far.append("x");
    const changes = [
      (i) => { far.firstChild.data = `${i}`; },
      (i) => far.setAttribute("id", `x${i}`),
      () => far.append(far.lastChild),
      () => far.appendChild(document.createElement("input")).remove(),
      (i) => far.toggleAttribute("hidden", i % 2 === 0),
    ];
    let made = 0;
    const start = performance.now();
    const more = () => {
      const passed = performance.now() - start;
      for (; made < passed * 10; made += 1) changes[made % changes.length](made);
      if (passed < 4000) setTimeout(more);
      else window.made = made;
    };
    more();
  },

  /** Messages in every way that a page has, shaped like the extension's own. */
  flood() {
    const setting = "data-for-ai-improvement";
    const report = { type: "report", loadedAt: Date.now() + 1e6, address: location.pathname, readings: [{ setting, via: "page", state: "off", clickedAt: Date.now() }] };
    const messages = [report, { type: "stop", erase: true }, { type: "start", mode: "popup" }, { type: "leave" }, "stop", "again", "are-you-there"];
    const channel = new BroadcastChannel("still-on");
    let made = 0;
    const start = performance.now();
    const more = () => {
      const passed = performance.now() - start;
      for (; made < passed * 10; made += 1) {
        const message = messages[made % messages.length];
        postMessage(message, "*");
        if (made % 100) continue;
        channel.postMessage(message);
        for (const type of ["message", "still-on", "connect"]) dispatchEvent(new MessageEvent(type, { data: message }));
        for (const send of [globalThis.chrome?.runtime?.sendMessage, globalThis.browser?.runtime?.sendMessage]) try { send?.(message); } catch { /* refused */ }
      }
      if (passed < 2500) setTimeout(more);
      else window.made = made;
    };
    more();
  },

  /** 100,000 elements, 16,000 of them links. */
  many() {
    const more = document.createElement("div");
    more.innerHTML = "<div><p><span>a</span></p><ul><li><a href='/mypreferences/d/settings/x'>AI</a></li></ul></div>".repeat(16_600);
    document.querySelector("main").append(more);
  },

  /** 20,000 switches that are off and all named by the same words, behind the one that is on. Nothing is said of such a page. */
  crowd() {
    const more = document.createElement("div");
    more.innerHTML = "<p id='k'>AI</p><div><input type='checkbox' role='switch' aria-labelledby='k'></div>".repeat(20_000);
    document.querySelector("main").append(more);
  },

  /** A megabyte in everything that has a text. */
  long() {
    const megabyte = "x".repeat(1_000_000);
    const main = document.querySelector("main");
    const add = (tag, attributes, text = "") => {
      const made = document.createElement(tag);
      for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
      made.append(text);
      main.append(made);
      return made;
    };
    add("p", { id: megabyte }, `Use my data for AI ${megabyte}`);
    add("input", { type: "checkbox", role: "switch", "aria-labelledby": megabyte });
    add("input", { type: "checkbox", role: "switch", name: megabyte, id: `y${megabyte}`, "aria-label": `AI ${megabyte}` });
    add("input", { type: "checkbox", role: "switch", "aria-label": `${"AI partners ".repeat(80_000)}` });
    add("a", { href: `/mypreferences/d/settings/${megabyte}` }, `AI ${megabyte}`);
    add("div", { role: megabyte, "aria-pressed": megabyte }, megabyte);
    const deep = add("div", {});
    for (let at = deep, i = 0; i < 400; i += 1) at = at.appendChild(document.createElement("x-deep"));
    document.documentElement.setAttribute("data-x", megabyte);
  },
};
