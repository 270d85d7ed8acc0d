"""`invoke mutate`: the mutants that are made, and the tables that they are compared with."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tooling import paths, render
from tooling.minify import minify
from tooling.mutate import MutantError, equivalent, rules, syntax
from tooling.mutate.run import PARTS

PART = render.Part("read.js", "function f(a) {\n  if (a > 1) return a;\n  return a;\n}\n")
ROW = "| `first` | It is read. | seen | `page/test_read.py::test_radios` |\n"
VARIANT = '[[broken]]\nrule = "first"\npart = "read.js"\nfind = "a > 1"\nreplace = "a"\n'
ENTRY = """
[[equivalent]]
part = "read.js"
function = "f"
before = "a > 1"
after = "a >= 1"
reason = "nobody asks for 1"
"""


@pytest.fixture
def written(tmp_path: Path) -> Callable[[str], Path]:
    """Give a function that writes a file and says where it is."""

    def write(text: str) -> Path:
        path = tmp_path / f"{len(list(tmp_path.iterdir()))}.txt"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def changes(body: str) -> list[tuple[str, str]]:
    """What is made of the body of a function: texts and what replaces them."""
    source = f"function f() {{ {body} return 0; }}"
    made = syntax.mutants(render.Part("x.js", source))
    assert all(one.function == "f" for one in made)
    return [(one.before, one.after) for one in made]


@pytest.mark.parametrize(
    ("body", "want"),
    [
        ("if (a) b();", [("a", "!(a)")]),
        ("if (!a) b();", [("!a", "a")]),
        ("if (a === b) c();", [("a === b", "a !== b")]),
        ("x = a ? b : c;", [("a", "!(a)")]),
        ("while (a) b();", [("a", "!(a)")]),
        ("for (;a;) b();", [("a", "!(a)")]),
        ("x = a && b && c;", [("a && b && c", two) for two in ("a && b", "a && c", "b && c")]),
        ("x = (a || b) && c;", [("a || b", "a"), ("a || b", "b")]),
        ("x = a <= b;", [("a <= b", "a < b")]),
        ("x = a !== b;", [("a !== b", "a === b")]),
        ("x = /** @type {T} */ (a) > b;", [("(a) > b", "(a) >= b")]),
        ("if (!a) return;", [("!a", "a"), ("return;", "{}")]),
        ("for (const a of b) { if (c) continue; }", [("c", "!(c)"), ("continue;", "{}")]),
        ("x = (a) => { return a; };", []),
        ("x = a + b;", []),
    ],
    ids=str,
)
def test_mutants_of_a_statement(body: str, want: list[tuple[str, str]]) -> None:
    assert set(want) <= set(changes(body))


def test_each_mutant_is_made_once_and_does_what_it_says() -> None:
    made = syntax.mutants(PART)
    assert [(one.line, one.before, one.after) for one in made] == [
        (2, "a > 1", "!(a > 1)"),
        (2, "a > 1", "a >= 1"),
        (2, "return a;", "{}"),
    ]
    assert made[1].applied([PART])[0].source == PART.source.replace("a > 1", "a >= 1")
    other = render.Part("find.js", PART.source)
    assert made[1].applied([other]) == [other]
    assert "read.js:2 f\n  - a > 1\n  + a >= 1" in str(made[1])


def test_mutants_of_every_part_can_be_rendered() -> None:
    parts = render.content_parts()
    made = [one for part in parts if part.name in PARTS for one in syntax.mutants(part)]
    assert len(made) > 300
    for mutant in made:
        (source,) = [one.source for one in mutant.applied(parts) if one.name == mutant.part]
        assert minify(source), mutant


def test_what_cannot_be_seen_is_left_out(written: Callable[[str], Path]) -> None:
    left = equivalent.without(syntax.mutants(PART), written(ENTRY))
    assert [one.after for one in left] == ["!(a > 1)", "{}"]


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        (ENTRY.replace("a > 1", "a > 2"), "'a > 2' -> 'a >= 1' is no mutant of that part"),
        (ENTRY.replace('"f"', '"g"'), "read.js g"),
        (ENTRY + "nth = 2\n", "is no mutant of that part"),
        (ENTRY + ENTRY, "is no mutant of that part"),
        (
            ENTRY.replace("nobody asks for 1", " "),
            "needs part, function, before, after and a reason",
        ),
        (ENTRY.replace("nth", "nht") + "nht = 1\n", "needs part, function"),
    ],
    ids=["text", "function", "nth", "twice", "no reason", "unknown field"],
)
def test_an_entry_that_does_not_fit_is_an_error(
    written: Callable[[str], Path], entry: str, message: str
) -> None:
    with pytest.raises(MutantError) as caught:
        equivalent.without(syntax.mutants(PART), written(entry))
    assert message in str(caught.value)


def test_the_same_change_twice_in_a_function_is_told_apart() -> None:
    twice = render.Part("read.js", "function f() { a(() => b > 1); a(() => b > 1); }")
    assert sorted(key[-1] for key in equivalent.keyed(syntax.mutants(twice))) == [1, 2]


def test_a_rule_is_broken_as_the_table_says(written: Callable[[str], Path]) -> None:
    rule = rules.documented(written(ROW))
    assert rule["first"].sentence == "It is read."
    (mutant,) = rules.variants([PART], rule, written(VARIANT))
    assert mutant.rule == "first"
    assert mutant.line == 2
    assert mutant.applied([PART])[0].source == PART.source.replace("a > 1", "a")


@pytest.mark.parametrize(
    ("table", "document", "message"),
    [
        (
            VARIANT.replace("a > 1", "a > 2"),
            ROW,
            "'a > 2' stands 0 times in templates/content/read",
        ),
        (VARIANT.replace('"a > 1"', '"return a"'), ROW, "stands 2 times"),
        (VARIANT.replace('"a"', '"a > 1"'), ROW, "replaced by something else"),
        (VARIANT.replace("read.js", "reed.js"), ROW, "stands 0 times in templates/content/reed.js"),
        (VARIANT.replace("replace", "by"), ROW, "needs ['find', 'part', 'replace', 'rule']"),
        (VARIANT, "", "breaks `first`, which docs/recognition.md does not have"),
        (VARIANT, ROW + ROW.replace("first", "next"), "has the rule `next`, which"),
        (VARIANT, ROW + ROW, "`first` stands twice"),
    ],
    ids=["gone", "twice", "same", "part", "field", "undocumented", "unbroken", "documented twice"],
)
def test_tables_that_do_not_agree_are_an_error(
    written: Callable[[str], Path], table: str, document: str, message: str
) -> None:
    with pytest.raises(MutantError) as caught:
        rules.variants([PART], rules.documented(written(document)), written(table))
    assert message in str(caught.value)


def test_an_unknown_rule_is_told_with_those_that_there_are(written: Callable[[str], Path]) -> None:
    broken = rules.variants([PART], rules.documented(written(ROW)), written(VARIANT))
    assert rules.of("first", broken) == broken
    with pytest.raises(MutantError) as caught:
        rules.of("last", broken)
    assert str(caught.value) == "there is no rule 'last'. The rules are: first"


def test_the_tables_fit_the_parts_and_the_document() -> None:
    parts = render.content_parts()
    made = [one for part in parts if part.name in PARTS for one in syntax.mutants(part)]
    assert equivalent.without(made)
    rules.variants(parts, rules.documented())


TEST = re.compile(r"`(?:((?:tests/|page/)?[\w/]*test_\w+\.py))?::(test_\w+)`")


def named_tests(text: str) -> set[tuple[Path, str]]:
    """The tests that a part of the document names; one without a file is in the file named before it."""
    named, file = set(), ""
    for path, name in TEST.findall(text):
        file = path or file
        folder = "" if file.startswith("tests/") else "tests/" if "/" in file else "tests/browser/"
        named.add((paths.ROOT / f"{folder}{file}", name))
    return named


def test_the_document_names_tests_that_exist() -> None:
    text = rules.DOCUMENT.read_text(encoding="utf-8")
    lines = [named_tests(line) for line in text.splitlines()]
    assert sum(map(len, lines)) > 100
    for path, name in set.union(*lines):
        assert f"def {name}(" in path.read_text(encoding="utf-8"), f"{paths.shown(path)}::{name}"


def test_every_rule_has_a_page_test() -> None:
    """The mutants are shown to no other."""
    page = paths.ROOT / "tests" / "page"
    for rule in rules.documented().values():
        assert page in {path.parent for path, _ in named_tests(rule.tests)}, rule.id
        assert rule.evidence, rule.id
