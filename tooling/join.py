"""One script and one sheet for a page that has to open at once, made of the modules and sheets that it names.

To open a file of the package takes Chromium 1.5 ms on two cores (November 2026): for a popup of 29 modules and 9
sheets that was half of the time until it was drawn. Each module stays a scope of its own, and they run in the order in
which a browser runs them; only imports and exports are written otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

import tree_sitter_javascript
from tree_sitter import Language, Node, Parser

PARSER = Parser(Language(tree_sitter_javascript.language()))
SCRIPT = re.compile(r'<script type="module" src="([^"]+)">')
SHEET = re.compile(r' *<link rel="stylesheet" href="([^"]+)">\n')
IMPORT = re.compile(r'import \{(?P<names>[^}]*)\} from "(?P<address>\.[^"]+)";')
EXPORT = re.compile(r"export (?=(?:async function|function|class|const) (?P<name>\w+))")
# What names another file, or has to come first.
REFUSED_IN_SHEETS = re.compile(r"@import|@charset|@namespace|url\(")
FUNCTIONS = ("function", "arrow", "method")


class JoinError(Exception):
    """Something is written in a way that cannot be joined; names the file, and says what to do."""


@dataclass(frozen=True)
class Module:
    """A module, written as the body of a function that returns what it exports.

    Attributes:
        path: below the package.
        imports: paths, in their order.
        exports: names.
        code: its text.
    """

    path: str
    imports: tuple[str, ...]
    exports: tuple[str, ...]
    code: str

    @property
    def name(self) -> str:
        """What holds its exports in the joined script."""
        return name_of(self.path)


def script_of(page: Path) -> Path:
    """Return the one script that a page names.

    Raises:
        JoinError: there is none, or more than one.
    """
    found: list[str] = SCRIPT.findall(page.read_text(encoding="utf-8"))
    if len(found) != 1:
        msg = f"{page.name} names {len(found)} modules. Name one, which imports the others."
        raise JoinError(msg)
    return page.parent / found[0]


def modules_of(script: Path, package: Path, apart: Collection[str] = ()) -> list[Module]:
    """Return a script and all that it imports, in the order in which they run: the script is the last.

    Args:
        script: the page's.
        package: the folder of all.
        apart: paths of modules that stay files of their own.

    Raises:
        JoinError: a module cannot be joined, or imports itself by way of others.
    """
    modules: dict[str, Module] = {}

    def add(path: str, importing: tuple[str, ...]) -> None:
        if path in importing:
            ring = ", ".join([*importing[importing.index(path) :], path])
            msg = f"these modules import each other, and none can run first: {ring}. Take one import away."
            raise JoinError(msg)
        if path in modules or path in apart:
            return
        module = read_module(path, package)
        for imported in module.imports:
            add(imported, (*importing, path))
        modules[path] = module

    add(_below(script, package), ())
    return list(modules.values())


def read_module(path: str, package: Path) -> Module:
    """Read one module.

    Raises:
        JoinError: it says something that only a module can say, and no function.
    """
    source = (package / path).read_bytes()
    imports: list[str] = []
    exports: list[str] = []
    pieces: list[str] = []
    for node, text in _statements(source):
        if node is None:
            pieces.append(text)
        elif node.type == "import_statement" and (said := IMPORT.fullmatch(text)):
            imports.append(_below((package / path).parent / said["address"], package))
            names = said["names"].replace(" as ", ": ").strip().rstrip(",")
            pieces.append(f"const {{ {names} }} = {name_of(imports[-1])};")
        elif node.type == "export_statement" and (said := EXPORT.match(text)):
            exports.append(said["name"])
            pieces.append(text[said.end() :])
        elif node.type in ("import_statement", "export_statement"):
            raise _refused(
                path, node, "only import { names } and exported functions, classes and constants"
            )
        else:
            pieces.append(text)
        if node and (bad := next(_of_modules_alone(node), None)):
            raise _refused(path, bad, "no import(), import.meta, or await outside functions")
    return Module(path, tuple(imports), tuple(exports), "".join(pieces).strip())


def sheets_of(page: Path, package: Path) -> list[tuple[str, str]]:
    """Return paths and texts of a page's sheets, in their order.

    Raises:
        JoinError: a sheet names another file.
    """
    paths = [_below(page.parent / one, package) for one in SHEET.findall(page.read_text("utf-8"))]
    sheets = [(path, (package / path).read_text(encoding="utf-8").strip()) for path in paths]
    for path, text in sheets:
        if bad := REFUSED_IN_SHEETS.search(text):
            msg = f"extension/{path}: a sheet that is joined with others cannot have {bad[0]}. Take it out."
            raise JoinError(msg)
    return sheets


def with_sheet(page: str, address: str) -> str:
    """Return a page's text with one sheet in place of those that it names."""
    first = SHEET.search(page)
    if not first:
        return page
    one = first[0].replace(first[1], address)
    return page[: first.start()] + one + SHEET.sub("", page[first.end() :])


def name_of(path: str) -> str:
    """Return the name of what holds a module's exports.

    >>> name_of("shared/i18n.js")
    'shared_i18n'
    """
    return re.sub(r"\W", "_", path.removesuffix(".js"))


def _statements(source: bytes) -> Iterator[tuple[Node | None, str]]:
    """Yield every statement of a module with its text, and what is between them."""
    at = 0
    for node in PARSER.parse(source).root_node.children:
        yield None, source[at : node.start_byte].decode()
        yield node, source[node.start_byte : node.end_byte].decode()
        at = node.end_byte
    yield None, source[at:].decode()


def _of_modules_alone(node: Node, inside: bool = False) -> Iterator[Node]:
    if (
        node.type in ("import", "meta_property")
        and node.parent
        and node.parent.type != "import_statement"
    ):
        yield node
    if node.type == "await_expression" and not inside:
        yield node
    inside = inside or node.type.startswith(FUNCTIONS)
    for child in node.children:
        yield from _of_modules_alone(child, inside)


def _refused(path: str, node: Node, what: str) -> JoinError:
    line = node.start_point.row + 1
    return JoinError(
        f"extension/{path}, line {line}: a module that is joined has {what}. Write it so."
    )


def _below(path: Path, package: Path) -> str:
    return path.resolve().relative_to(package.resolve()).as_posix()
