"""content.js ships minified: it is the same program as the commented one that tsc and eslint check."""

import json
import re
import subprocess
from pathlib import Path

import pytest

from tooling import catalogue, paths, render, tools
from tooling.minify import MinifyError, minify

SAME = Path(__file__).with_name("same.cjs")


def compared(*pairs: tuple[str, str]) -> list[dict[str, int]]:
    """What ESLint's parser makes of pairs: how many nodes the first has, whether both are the same program."""
    tools.ensure_npm_packages()
    done = subprocess.run(
        ["node", "-e", SAME.read_text(encoding="utf-8")],
        cwd=paths.ROOT,
        input=json.dumps(pairs),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return list(json.loads(done.stdout))


# What decides which declaration a name means, and what a writer may get wrong.
PROGRAMS = (
    "const a = 1;\nconst b = (c) => a + c;\nlet d = b(a);\nconst e = d;",
    "function one(two, { three, four: [five] = [], ...six }, seven = two) { return [three, five, six, seven]; }",
    "const document = 1; { const window = document; f(window, globalThis.document); } f(document);",
    "function f(x) { { const x = 1; g(x); } g(x); } function g(x) { return f; }",
    "const first = () => second(); function second() { return first; }",
    "const own = function name(n) { return n ? name(n - 1) : own; }; const name = own;",
    "for (const [key, value] of list) { const list = key; g(list, value); }",
    "for (let i = 0, n = list.length; i < n; i += 1) for (const j in list) g(i, j);",
    "try { f(); } catch (problem) { g(problem); } try { f(); } catch { f(); }",
    "const e = 1; const made = { e, f: e, [e]: e, get e() { return e; }, t(e) { return e; } }; made.e = made?.e;",
    "const { e = 1, t: { n } = { n: e } } = f(); ({ e: f.e, t: f[n] } = g());",
    "let a = 1; ({ a } = f()); [a] = f();",
    "f(`a  ${`${f}  b`} // ${ g } /* */`, 'a  b', /[/\"']  x/gu, \"\\u00e4 // é\");",
    "f(a - -b, a + +b, a - (-b), +a + + +b, a / /b/.c, typeof a, void 0, !(!a));",
    "f(1_000, 10_000, 1000000, 0.5, 1e3, 0x10, 100, 1000 .toFixed(), 5 .toFixed(), 5.5.toFixed());",
    "f(a < !--b, a-- > b, /x/ in b, /x/g in b, a / b in c, a++ + ++b, a-- - --b);",
    "f((a, b), (a), (null), (a.b).c, (a?.b).c, (new A()).b, new (a.b()), new (a()).b(), [(a)], (() => a)());",
    "const f = (a) => ({ a }); const g = ((a)); const h = async (a) => { await (a); }; ",
    "const i = ([a]) => a, j = (a = 1) => a, k = (...a) => a, l = () => 1;",
    "if (a) b(); else if (c) d(); else { e(); } while (a) { b(); } do { c(); } while (d);",
    "switch (a) { case 1: const b = 1; const c = b; f(c); break; default: g(); }",
    "a: for (;;) { break; }"[3:],
    "function f() { return }\nfunction g() { if (a) return; throw b; }",
    "function f(a) { if (a) return { b: 1 }; const c = 1; if (c) return c; else g(); return -c; }",
    "function f(a) { if (a) return /x/; else return; } function g() { if (a) { return b; } return c }",
    "f([1, 2,], { a: 1, }, g(1,),); const [, second] = f(); const [x, , ] = f();",
    "const undefinedly = undefined; f(undefined, true, false, { true: 1, undefined: 2 }.true);",
    "const ä = 1; f(ä in b, ä instanceof c, ä); delete b.ä; async () => { for await (const d of b) f(d); };",
    "const "
    + ", ".join(f"name{n} = {n}" for n in range(500))
    + "; f(name0, name53, name54, name499);",
)


def test_shipped_and_typed_are_the_same_program() -> None:
    ways = (render.typed(), render.minified(render.typed()))
    (said,) = compared(ways)
    assert said["nodes"] > 5000
    assert said["same"]
    assert len(ways[1]) < len(ways[0]) / 2


def test_programs_stay_the_same() -> None:
    for program, said in zip(
        PROGRAMS, compared(*((one, minify(one)) for one in PROGRAMS)), strict=True
    ):
        assert said["nodes"] > 3
        assert said["same"], f"{program}\n{minify(program)}"


def test_what_is_minified_is_not_minified_again() -> None:
    for program in (*PROGRAMS, render.typed()):
        assert minify(minify(program)) == minify(program)


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
        ("f(a);", "f(b);"),
        ("f({ a });", "f({ b: a });"),
        ("const a = 1; f((b) => a);", "const a = 1; f((a) => a);"),
        ("const a = 1, b = 2; f(a);", "const a = 1, b = 2; f(b);"),
        ("const a = 1; f(document);", "const document = 1; f(document);"),
        ("const a = 1; { const b = 2; f(a); }", "const a = 1; { const a = 2; f(a); }"),
        ("function f(a, b) { return a; }", "function f(a, b) { return b; }"),
    ],
)
def test_the_comparison_sees_a_difference(one: str, other: str) -> None:
    found, same = compared((one, other), (one, f"// the same\n{one}"))
    assert not found["same"]
    assert same["same"]


def test_only_the_first_line_is_a_comment() -> None:
    first, _, code = render.minified(render.typed()).partition("\n")
    assert first.startswith("// Rendered by tooling/render.py")
    assert code.startswith('(()=>{"use strict";')
    assert code.endswith("})();\n")
    assert minify(code) == code.strip()  # which has no comment left


def test_what_it_looks_like() -> None:
    source = """
/** Told. */
function one(given) {
  // why
  const address = "https://a//b /* no comment */";

  /**
   * @type {number}
   */
  const { size } = /** @type {Map<string, {a: "b"}>} */ (new Map(given));
  return `${address} // ${size}`.replace(/\\/*x/, "/** none");
}
"""
    assert minify(source) == (
        'function e(e){const t="https://a//b /* no comment */",{size:n}=new Map(e);'
        'return`${t} // ${n}`.replace(/\\/*x/,"/** none")}'
    )


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("one();\ntwo()\nthree();", "line 2: no semicolon ends this: two()"),
        ("one();\nvar two = 1;", "line 2: variable_declaration. Write const"),
        ("class One {}", "line 1: class_declaration. Write const"),
        ("one();;", "line 1: empty_statement"),
        ("one();\ntwo(;", "line 2: no JavaScript"),
    ],
)
def test_another_form_is_refused(source: str, told: str) -> None:
    with pytest.raises(MinifyError, match=re.escape(told)):
        minify(source)
    line, _, why = told.partition(": ")
    parts = [render.Part("a.js", "one();"), render.Part("b.js", source)]
    with pytest.raises(
        render.BuildError, match=re.escape(f"templates/content/b.js, {line}: {why}")
    ):
        render.minified(render.content(catalogue.load(), parts))
    with pytest.raises(render.BuildError, match=r"templates/content\.js\.j2: "):
        render.minified(f"// first\n{source}")
