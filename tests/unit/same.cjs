// Whether two programs are the same: reads pairs of sources as JSON, tells of each how many nodes the first has, and whether
// the trees are the same with each identifier replaced by the number of what it means. ESLint's parser and scopes say both.
// What tooling/minify writes otherwise is the same here: true and !0, undefined and void 0, one declaration of several
// names and several of one.

const { readFileSync } = require("node:fs");
const { parse } = require("espree");
const { analyze } = require("eslint-scope");

const PLACE = ["start", "end", "range", "raw", "shorthand"];

function told(text) {
  const tree = parse(text, { ecmaVersion: "latest", range: true });
  const meant = meantIn(tree);
  const numbers = new Map();
  let nodes = 0;

  function numberOf(variable) {
    if (!numbers.has(variable)) numbers.set(variable, numbers.size);
    return numbers.get(variable);
  }

  function plain(node) {
    if (Array.isArray(node)) return node.map(plain).reduce(joined, []);
    if (node === null || typeof node !== "object" || node instanceof RegExp) return node;
    if (node.type) nodes += 1;
    const variable = meant.get(node);
    if (variable) return { type: node.type, number: numberOf(variable) };
    if (meant.has(node) && node.name === "undefined") return unary("void", 0);
    if (node.type === "Literal" && typeof node.value === "boolean") return unary("!", Number(!node.value));
    const kept = Object.entries(node).filter(([key]) => !PLACE.includes(key));
    return Object.fromEntries(kept.map(([key, value]) => [key, plain(value)]));
  }

  return { said: JSON.stringify(plain(tree)), nodes };
}

/** What each identifier means: undefined for a property, null for what the browser declares. */
function meantIn(tree) {
  const meant = new Map();
  for (const { variables, references } of analyze(tree, { ecmaVersion: 2024, sourceType: "script" }).scopes) {
    for (const variable of variables) for (const name of variable.identifiers) meant.set(name, variable);
    for (const { identifier, resolved } of references) meant.set(identifier, resolved);
  }
  return meant;
}

function unary(operator, value) {
  return { type: "UnaryExpression", operator, prefix: true, argument: { type: "Literal", value } };
}

function joined(list, node) {
  const last = list.at(-1);
  if (node?.type !== "VariableDeclaration" || last?.type !== node.type || last.kind !== node.kind) return [...list, node];
  return [...list.slice(0, -1), { ...last, declarations: [...last.declarations, ...node.declarations] }];
}

const pairs = JSON.parse(readFileSync(0, "utf8"));
const answers = pairs.map((pair) => pair.map(told)).map(([one, other]) => ({ nodes: one.nodes, same: one.said === other.said }));
process.stdout.write(JSON.stringify(answers));
