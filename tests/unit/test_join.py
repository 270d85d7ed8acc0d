"""Joining a page's modules and sheets: the same runs, in the same order; what cannot be joined is refused by name."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from tooling import join, paths, render, tools

PAGE = """<!doctype html>
<link rel="stylesheet" href="../shared/base.css">
<link rel="stylesheet" href="page.css">
<script type="module" src="page.js"></script>
"""
FILES = {
    "view/page.html": PAGE,
    "view/page.js": """// The page's own.
import { count, said as told } from "../shared/said.js";
import {
  part,
} from "./part.js";
import { data } from "../shared/data.js";

const own = `${part()}
  ${data.one}`;
count("page");
console.log(JSON.stringify([own, told]));
""",
    "view/part.js": """import { count } from "../shared/said.js";

count("part");
export function part() {
  return import_(); // a name that begins like a word of modules
}
const import_ = () => "é";
""",
    "shared/said.js": """export const said = [];
export const count = (name) => said.push(name);
export class Never {}
""",
    "shared/data.js": 'export const data = { one: "ü" };\n',
    "shared/base.css": "p { color: red }\n",
    "view/page.css": "p { color: blue }\n",
}


@pytest.fixture
def package(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        render.write(tmp_path / name, text.encode())
    return tmp_path


def ran(script: Path) -> str:
    node = tools.node()
    return subprocess.run(
        [node, script], check=True, capture_output=True, text=True, encoding="utf-8"
    ).stdout


def test_what_is_joined_does_the_same(package: Path) -> None:
    render.write(package / "package.json", b'{"type": "module"}')
    before = ran(package / "view" / "page.js")
    render.join_page(package / "view" / "page.html", package)
    assert ran(package / "view" / "page.js") == before == '["é\\n  ü",["part","page"]]\n'


def test_its_own_parts_are_gone_and_those_of_all_stay(package: Path) -> None:
    render.join_page(package / "view" / "page.html", package)
    left = {path.relative_to(package).as_posix() for path in package.rglob("*.*")}
    assert left == set(FILES) - {"view/part.js"}


def test_one_sheet_in_the_order_of_the_page(package: Path) -> None:
    page = package / "view" / "page.html"
    render.join_page(page, package)
    sheet = (package / "view" / "page.css").read_text(encoding="utf-8")
    assert sheet.index("color: red") < sheet.index("color: blue")
    assert join.SHEET.findall(page.read_text(encoding="utf-8")) == ["page.css"]


def test_a_module_that_stays_apart_is_imported(
    package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(render, "APART", ("shared/data.js", "shared/unused.js"))
    render.write(package / "package.json", b'{"type": "module"}')
    before = ran(package / "view" / "page.js")
    render.join_page(package / "view" / "page.html", package)
    joined = (package / "view" / "page.js").read_text(encoding="utf-8")
    assert re.findall(r"^import .+$", joined, re.MULTILINE) == [
        'import * as shared_data from "../shared/data.js";'
    ]
    assert ran(package / "view" / "page.js") == before


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('\nimport all from "../shared/said.js";', "line 2: .* only import { names }"),
        ('import * as all from "../shared/said.js";', "line 1: .* only import { names }"),
        ("export default 1;", "line 1: .* only import { names }"),
        ("export let one = 1;", "line 1: .* only import { names }"),
        ('export { said } from "../shared/said.js";', "line 1: .* only import { names }"),
        ('const later = () => import("../shared/said.js");', r"line 1: .* no import\(\)"),
        ("const here = import.meta.url;", r"line 1: .* no import\(\)"),
        ("await Promise.resolve();", "line 1: .* await outside functions"),
    ],
)
def test_what_only_a_module_can_say_is_refused(package: Path, text: str, told: str) -> None:
    render.write(package / "view" / "part.js", text.encode())
    with pytest.raises(render.BuildError, match=rf"^extension/view/part\.js, {told}"):
        render.join_page(package / "view" / "page.html", package)


def test_await_in_functions_is_no_matter(package: Path) -> None:
    text = b"export async function part() { await 1; }\nconst more = async () => { await 1; };"
    render.write(package / "view" / "part.js", text)
    render.join_page(package / "view" / "page.html", package)
    assert text.decode().removeprefix("export ") in (package / "view" / "page.js").read_text(
        "utf-8"
    )


def test_modules_that_import_each_other_are_refused(package: Path) -> None:
    render.write(package / "shared" / "said.js", b'import { part } from "../view/part.js";')
    with pytest.raises(render.BuildError) as refused:
        render.join_page(package / "view" / "page.html", package)
    assert "view/part.js, shared/said.js, view/part.js" in str(refused.value) or (
        "shared/said.js, view/part.js, shared/said.js" in str(refused.value)
    )


@pytest.mark.parametrize(
    "text", ['@import "more.css";', "p { background: url(a.png) }", '@charset "utf-8";']
)
def test_a_sheet_that_names_another_file_is_refused(package: Path, text: str) -> None:
    render.write(package / "shared" / "base.css", text.encode())
    with pytest.raises(render.BuildError, match=r"^extension/shared/base\.css: "):
        render.join_page(package / "view" / "page.html", package)


def test_a_page_names_one_module(package: Path) -> None:
    render.write(package / "view" / "page.html", PAGE.replace("page.js", "page.mjs2").encode() * 2)
    with pytest.raises(render.BuildError, match="names 2 modules"):
        render.join_page(package / "view" / "page.html", package)


def test_every_import_of_what_ships_leads_to_a_file(tmp_path: Path) -> None:
    for folder in render.build(tmp_path):
        for script in folder.rglob("*.js"):
            text = script.read_text(encoding="utf-8")
            for address in re.findall(r'^import .* from "(\.[^"]+)";$', text, re.MULTILINE):
                assert (script.parent / address).is_file(), f"{script}: {address}"
        for page in folder.rglob("*.html"):
            named = re.findall(r'(?:src|href)="([^":#?]+)"', page.read_text(encoding="utf-8"))
            for address in named:
                assert (page.parent / address).is_file(), f"{page}: {address}"


def test_the_popup_is_what_its_modules_are(tmp_path: Path) -> None:
    """Every module's text stands in the joined script, but for imports and the word `export`."""
    joined = (render.build(tmp_path)[0] / "popup" / "popup.js").read_text(encoding="utf-8")
    for module in sorted((paths.EXTENSION / "popup").glob("*.js")):
        for line in module.read_text(encoding="utf-8").splitlines():
            if not re.match(r"import |\} from |  \w+,$", line):
                assert line.removeprefix("export ") in joined, f"{module.name}: {line}"
