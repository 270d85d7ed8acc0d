"""The build: templates, catalogue, icons and files as they are, to dist/chrome and dist/firefox."""

import functools
import json
import os
import re
import shutil
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import jinja2
from markdown_it import MarkdownIt

from tooling import catalogue, icons, join, packed, paths, shipped, sources
from tooling.minify import MinifyError, minify

Target = Literal["chrome", "firefox"]
TARGETS: tuple[Target, ...] = ("chrome", "firefox")

# The content script's parts in the order in which they stand in its one function; the catalogue is
# rendered before them. main.js starts everything.
CONTENT_PARTS = (
    "catalogue.js",
    "address.js",
    "text.js",
    "dom.js",
    "find.js",
    "identify.js",
    "read.js",
    "face.js",
    "cover.js",
    "words.js",
    "settle.js",
    "look.js",
    "locate.js",
    "lists.js",
    "structure.js",
    "newhere.js",
    "member.js",
    "follow.js",
    "main.js",
)
STARTER = "main.js"
HEADING = re.compile(r"// --- (\w+\.js) -+$")
# The functions that tests/page/lapse.py counts, and whose questions to the page it counts.
OBSERVED = ("scan", "find", "identify", "look")
# The add-on id under which Firefox keeps a member's storage: it must never change.
GECKO_ID = "still-on@still-on.example"
# The page that opens again and again, and has to be there at once. What is rendered for all pages stays a file.
JOINED = "popup/popup.html"
APART = ("shared/catalogue.js", "shared/sources.js")
# Sources in extension/ that are rendered and do not ship.
SOURCES = ("catalogue/*", "*.svg", "*.j2", ".*")


class BuildError(Exception):
    """The build cannot be made; the message names file and remedy."""


@dataclass(frozen=True)
class Part:
    """One file of the content script."""

    name: str
    source: str


def build(
    dist: Path = paths.DIST, extension: Path = paths.EXTENSION, *, joined: bool = True
) -> list[Path]:
    """Build every target and return their folders; each is emptied first.

    Args:
        dist: where to.
        extension: what ships as it is.
        joined: make one script and one sheet of the popup's; without that, its modules ship as they are written.

    Raises:
        BuildError: a file is missing, a template slipped, or something cannot be joined; names it, and says what to do.
        CatalogueError: the catalogue was refused.
    """
    known = catalogue.load(
        extension / "catalogue" / "linkedin.toml", extension / "_locales" / "en" / "messages.json"
    )
    pictures = list(icons.draw(extension / "icons" / "icon.svg.j2"))
    rendered = {
        "shared/catalogue.js": catalogue_module(known),
        "shared/sources.js": sources_module(),
        "content.js": minified(content(known, content_parts())),
        "privacy/privacy.html": privacy(),
        **texts(extension / "_locales"),
    }
    folders = [_build_target(one, dist / one, extension, rendered, pictures) for one in TARGETS]
    for target, folder in zip(TARGETS, folders, strict=True):
        check_named_files(manifest(target), folder)
        if joined:
            join_page(folder / JOINED, folder)
    return folders


def join_page(page: Path, folder: Path) -> None:
    """Make one script and one sheet of those that a built page names; its folder's others are taken out.

    Raises:
        BuildError: something is written in a way that cannot be joined.
    """
    try:
        script = join.script_of(page)
        modules = join.modules_of(script, folder, APART)
        sheets = join.sheets_of(page, folder)
    except join.JoinError as error:
        raise BuildError(str(error)) from error
    sheet = page.with_suffix(".css")
    for path in [*(module.path for module in modules), *(path for path, _ in sheets)]:
        if (folder / path).parent == page.parent:
            (folder / path).unlink()
    imported = {path for module in modules for path in module.imports}
    text = _render(
        paths.TEMPLATES / "joined.js.j2",
        modules=modules,
        apart=[path for path in APART if path in imported],
        name_of=join.name_of,
        address_of=lambda path: Path(os.path.relpath(folder / path, script.parent)).as_posix(),
    )
    write(script, text.encode())
    write(sheet, "\n\n".join(f"/* --- {path} --- */\n{text}" for path, text in sheets).encode())
    html = join.with_sheet(page.read_text(encoding="utf-8"), sheet.name)
    write(page, html.encode())


def texts(locales: Path) -> dict[str, str]:
    """The texts of every language by file, without the descriptions that translators need and browsers do not."""
    return {
        f"_locales/{file.parent.name}/{file.name}": json.dumps(
            {
                key: {name: value for name, value in entry.items() if name != "description"}
                for key, entry in json.loads(file.read_text(encoding="utf-8")).items()
            },
            ensure_ascii=False,
            indent=1,
        )
        for file in sorted(locales.glob("*/messages.json"))
    }


def _build_target(
    target: Target,
    folder: Path,
    extension: Path,
    rendered: dict[str, str],
    pictures: list[tuple[str, bytes]],
) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    for source in shipped_files(extension):
        copy = folder / source.relative_to(extension)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, copy)
    for name, text in rendered.items():
        write(folder / name, text.encode())
    for name, png in pictures:
        write(folder / "icons" / name, png)
    write(folder / "manifest.json", dump(manifest(target)).encode())
    return folder


def write(path: Path, content: bytes) -> None:
    """Write a file and the folders it needs."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def shipped_files(extension: Path) -> list[Path]:
    """List the files of extension/ that ship as they are, sorted."""
    files = (path for path in extension.rglob("*") if path.is_file())
    return sorted(
        path
        for path in files
        if not any(path.relative_to(extension).match(pattern) for pattern in SOURCES)
    )


def version() -> str:
    """Read the version, which pyproject.toml alone says."""
    pyproject = tomllib.loads((paths.ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return str(pyproject["project"]["version"])


def manifest(target: Target, templates: Path = paths.TEMPLATES) -> dict[str, Any]:
    """Render one target's manifest and parse it, so that a slip in the template cannot ship.

    Raises:
        BuildError: the template names something unknown, or what it gives is no JSON.
    """
    text = _render(
        templates / "manifest.json.j2",
        target=target,
        version=version(),
        origin=catalogue_origin(),
        gecko_id=GECKO_ID,
        icons=lambda face: json.dumps(icons.by_size(face)),
    )
    try:
        parsed = json.loads(text)
    except json.JSONDecodeError as error:
        line = text.splitlines()[error.lineno - 1].strip() if text else ""
        msg = (
            f"templates/manifest.json.j2 gives no JSON for {target}: {error.msg} at the rendered"
            f" line {error.lineno}: {line}. Correct the template there or just above."
        )
        raise BuildError(msg) from error
    return dict(parsed)


def catalogue_origin() -> str:
    """Read the site's origin from the catalogue, unchecked: the manifest needs nothing else."""
    return str(tomllib.loads(paths.CATALOGUE.read_text(encoding="utf-8"))["origin"])


def dump(data: dict[str, Any]) -> str:
    """Write JSON as it ships and as golden files hold it: sorted, indented, ended by a newline."""
    return json.dumps(data, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def check_named_files(described: dict[str, Any], folder: Path) -> None:
    """Refuse a build whose manifest names a file that is not in it.

    Raises:
        BuildError: with every such file.
    """
    named = {name.lstrip("/").split("?")[0] for name in _paths_in(described)}
    if missing := sorted(name for name in named if not (folder / name).is_file()):
        msg = (
            f"the manifest of {folder.name} names files that do not exist: {', '.join(missing)}."
            " Add them under extension/, or correct templates/manifest.json.j2."
        )
        raise BuildError(msg)


def _paths_in(node: Any) -> list[str]:
    if isinstance(node, dict):
        return [path for item in node.values() for path in _paths_in(item)]
    if isinstance(node, list):
        return [path for item in node for path in _paths_in(item)]
    is_path = isinstance(node, str) and re.fullmatch(r"/?[\w/-]+\.(html|js|json|png)(\?\S*)?", node)
    return [node] if is_path else []


def catalogue_module(known: catalogue.Catalogue) -> str:
    """Render shared/catalogue.js, the catalogue for background and views."""
    return _render(
        paths.TEMPLATES / "catalogue.js.j2", catalogue=dump(shipped.for_views(known)).rstrip()
    )


def privacy() -> str:
    """Render the page of PRIVACY.md; what links to other files of the repository is plain text there."""
    markdown = MarkdownIt("commonmark", {"html": False})
    for token in ("link_open", "link_close"):
        markdown.add_render_rule(token, lambda *_: "")
    policy = markdown.render(paths.PRIVACY.read_text(encoding="utf-8"))
    return _render(paths.TEMPLATES / "privacy.html.j2", policy=policy)


def sources_module() -> str:
    """Render shared/sources.js: sources of the sentences, and what is elsewhere.

    Raises:
        SourcesError: they were refused.
    """
    data = {name: dump(part).rstrip() for name, part in sources.load().items()}
    entries = json.dumps(sources.elsewhere(), indent=2, sort_keys=True, ensure_ascii=False)
    return _render(paths.TEMPLATES / "sources.js.j2", elsewhere=entries, **data)


def content_parts(folder: Path = paths.TEMPLATES / "content") -> list[Part]:
    """Read the parts of the content script in their order.

    Raises:
        BuildError: parts are missing, or stand in the folder and not in CONTENT_PARTS.
    """
    present = {path.name for path in folder.glob("*.js")}
    missing = [name for name in CONTENT_PARTS if name not in present]
    strays = sorted(present - set(CONTENT_PARTS))
    if missing or strays:
        problems = [f"templates/content/{name} is missing" for name in missing]
        problems += [f"templates/content/{name} has no place in the order" for name in strays]
        msg = f"{'; '.join(problems)}. Write it, or correct CONTENT_PARTS in tooling/render.py."
        raise BuildError(msg)
    return [
        Part(name, (folder / name).read_text(encoding="utf-8").strip()) for name in CONTENT_PARTS
    ]


def content(known: catalogue.Catalogue, parts: list[Part], exported: tuple[str, ...] = ()) -> str:
    """Render content.js with its comments: the catalogue and the parts in one closed function.

    Args:
        known: the catalogue.
        parts: the parts, in order.
        exported: names to put on `globalThis.parts`, for page tests.

    Raises:
        BuildError: the catalogue cannot be packed.
    """
    whole = shipped.for_content(known)
    try:
        settings = packed.packed(whole)
    except packed.PackError as error:
        raise BuildError(str(error)) from error
    few = {name: whole[name] for name in ("settingsPages", "words", "more", "newHere")}
    return _render(
        paths.TEMPLATES / "content.js.j2",
        known=json.dumps(few, sort_keys=True, separators=(",", ":"), ensure_ascii=False),
        settings=settings,
        parts=parts,
        exported=exported,
    )


def typed() -> str:
    """Render content.js with comments and types, as tsc and eslint check it."""
    return content(catalogue.load(), content_parts())


@functools.lru_cache(maxsize=4)
def minified(commented: str) -> str:
    """Return content.js as it ships: the same program under short names, after the line that names the sources.

    Raises:
        BuildError: something is written in a way that cannot be shortened; names part and line.
    """
    first, _, rest = commented.partition("\n")
    try:
        return f"{first}\n{minify(rest)}\n"
    except MinifyError as error:
        raise BuildError(_in_its_part(rest, error)) from error


def _in_its_part(source: str, error: MinifyError) -> str:
    """What is wrong, with the part that it is in; what stands before the first part is the frame's."""
    before = source.splitlines()[: error.line]
    headings = [number for number, line in enumerate(before, start=1) if HEADING.match(line)]
    if not headings:
        return f"templates/content.js.j2: {error.why}"
    (name,) = HEADING.findall(before[headings[-1] - 1])
    # A heading and an empty line stand before each part.
    return f"templates/content/{name}, line {error.line - headings[-1] - 1}: {error.why}"


@functools.cache
def parts_for_tests() -> str:
    """Render the content script for page tests: as it ships, but nothing starts, `globalThis.parts` holds its parts.

    Every function, class and const at the start of a line is exported.
    """
    parts = [part for part in content_parts() if part.name != STARTER]
    declared = re.compile(r"^(?:async\s+)?(?:function\s*\*?|class|const)\s+(\w+)", re.MULTILINE)
    names = [name for part in parts for name in declared.findall(part.source)]
    return minified(content(catalogue.load(), parts, tuple(names)))


def observed(parts: list[Part] | None = None) -> str:
    """Render the content script as it ships, but that it tells `globalThis.lapse` when a part is at work.

    Args:
        parts: others than those in templates/content/: with a rule broken, say.
    """
    *rest, starter = content_parts() if parts is None else parts
    lines = [f'{name} = globalThis.lapse.during("{name}", {name});' for name in OBSERVED]
    told = Part("observed.js", "\n".join(lines))
    return minified(content(catalogue.load(), [*rest, told, starter]))


def _render(template: Path, **values: Any) -> str:
    env = jinja2.Environment(
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # noqa: S701  JSON and JavaScript, not HTML; the values are our own files
    )
    try:
        return env.from_string(template.read_text(encoding="utf-8")).render(**values)
    except jinja2.TemplateSyntaxError as error:
        msg = f"{paths.shown(template)}:{error.lineno}: {error.message}. Correct the template."
        raise BuildError(msg) from error
    except jinja2.UndefinedError as error:
        msg = (
            f"{paths.shown(template)}: {error.message}. Correct the name, or pass it in render.py."
        )
        raise BuildError(msg) from error
