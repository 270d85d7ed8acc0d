"""content.js ships without comments: it is the same program as the commented one that tsc and eslint check."""

import json
import re
import subprocess

import pytest

from tooling import paths, render, strip, tools

# ESLint's own parser knows strings, templates, regexes and where the end of a line ends a statement.
PARSE = """
const { parse } = require("espree");
const [one, other] = JSON.parse(require("node:fs").readFileSync(0, "utf8")).map((text) => {
  const tree = parse(text, { ecmaVersion: "latest" });
  return JSON.stringify(tree, (key, value) => (["start", "end"].includes(key) ? undefined : value));
});
console.log(JSON.stringify({ nodes: one.split('"type":').length - 1, same: one === other }));
"""


def compared(*sources: str) -> dict[str, int]:
    """What a parser makes of two sources: how many nodes the first has, whether they are the same."""
    tools.ensure_npm_packages()
    done = subprocess.run(
        ["node", "-e", PARSE],
        cwd=paths.ROOT,
        input=json.dumps(sources),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout))


def test_shipped_and_typed_are_the_same_program() -> None:
    said = compared(render.typed(), render.stripped(render.typed()))
    assert said["nodes"] > 5000
    assert said["same"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("const a = 1;", "const a = 2;"),
        ("const a = 1;", "let a = 1;"),
        ("a = b\n(c);", "a = b;\n(c);"),
        ("a(/b/);", "a(/c/);"),
        ("a = `b ${c}`;", "a = `b  ${c}`;"),
        ("a = b + c;", "a = b - c;"),
        ("return_: { f(); }", "return_: { f(), g(); }"),
    ],
)
def test_the_comparison_sees_a_difference(one: str, other: str) -> None:
    assert not compared(one, other)["same"]
    assert compared(one, f"// the same\n{one}")["same"]


def test_only_the_first_line_is_a_comment() -> None:
    first, *rest = render.stripped(render.typed()).splitlines()
    assert first.startswith("// Rendered from templates/content/")
    assert [line for line in rest if re.match(r"\s*(//|/\*|\*|$)", line) or "/**" in line] == []


def test_strings_and_indentation_stay() -> None:
    source = """
/** Told. */
function one() {
  // why
  const address = "https://a//b /* no comment */";

  /**
   * @type {number}
   */
  const two = /** @type {Map<string, {a: "b"}>} */ (new Map()).size;
  return `${address} // ${two}`.replace(/\\/*x/, "/** none");
}
"""
    assert strip.strip(source) == (
        "function one() {\n"
        '  const address = "https://a//b /* no comment */";\n'
        "  const two = (new Map()).size;\n"
        '  return `${address} // ${two}`.replace(/\\/*x/, "/** none");\n'
        "}\n"
    )


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("one();\n/** @type {X} */ (two).x();", "line 2: code after the end of a comment"),
        ("/*\n * one\n */ two();", "line 3: code after the end of a comment"),
        ("/**\n * one", "line 1: a comment without an end"),
        ("one();\ntwo(`\n// text\n`);", "line 2: a template literal over several lines"),
    ],
)
def test_another_form_is_refused(source: str, told: str) -> None:
    with pytest.raises(strip.FormError, match=told):
        strip.strip(source)
    parts = f"// first\n\nframe();\n\n// --- a.js {'-' * 9}\n\n{source}\n"
    with pytest.raises(render.BuildError, match=f"templates/content/a.js, {told}"):
        render.stripped(parts)
