"""What the build makes: manifests, content.js, shared/catalogue.js."""

import html
import json
import re
from pathlib import Path

import pytest

from tooling import catalogue, paths, render, shipped

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("target", render.TARGETS)
def test_manifest_is_the_golden_one(target: render.Target) -> None:
    golden = GOLDEN / f"manifest.{target}.json"
    assert render.dump(render.manifest(target)) == golden.read_text(encoding="utf-8"), (
        f"the manifest of {target} changed: if it is meant, copy dist/{target}/manifest.json to"
        f" {paths.shown(golden)}"
    )


@pytest.mark.parametrize("target", render.TARGETS)
def test_manifest_asks_for_nothing_else(target: render.Target) -> None:
    manifest = render.manifest(target)
    assert set(manifest["permissions"]) - {"sidePanel"} == {"alarms", "scripting", "storage"}
    assert manifest["optional_permissions"] == ["notifications"]
    assert manifest["host_permissions"] == ["https://www.linkedin.com/*"]
    for never in ("content_scripts", "web_accessible_resources", "externally_connectable"):
        assert never not in manifest


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('"manifest_version": 3,', '"manifest_version": 3', "gives no JSON for chrome"),
        ("{{ version }}", "{{ vresion }}", "'vresion' is undefined"),
        ("{% endif %}", "", "manifest.json.j2:"),
    ],
    ids=["comma", "name", "block"],
)
def test_slip_in_the_template_fails(tmp_path: Path, old: str, new: str, told: str) -> None:
    text = (paths.TEMPLATES / "manifest.json.j2").read_text(encoding="utf-8")
    (tmp_path / "manifest.json.j2").write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(render.BuildError, match=re.escape(told)):
        render.manifest("chrome", tmp_path)


def test_every_build_gives_the_same_bytes(tmp_path: Path) -> None:
    def built(name: str) -> dict[str, bytes]:
        folder = tmp_path / name
        render.build(folder)
        return {
            str(path.relative_to(folder)): path.read_bytes()
            for path in folder.rglob("*")
            if path.is_file()
        }

    first = built("first")
    assert first == built("second")
    assert {"chrome/manifest.json", "firefox/content.js"} <= set(first)


def test_build_leaves_nothing_of_the_last_one(tmp_path: Path) -> None:
    stale = tmp_path / "chrome" / "stale.js"
    render.write(stale, b"")
    render.build(tmp_path)
    assert not stale.exists()


def test_manifest_that_names_a_missing_file_fails(tmp_path: Path) -> None:
    render.write(tmp_path / "popup" / "popup.html", b"")
    described = {"action": {"default_popup": "popup/popup.html?x"}, "icons": {"16": "/a/b.png"}}
    with pytest.raises(render.BuildError, match=r"do not exist: a/b\.png\. Add them"):
        render.check_named_files(described, tmp_path)


def test_content_holds_the_parts_in_order() -> None:
    content = render.content(catalogue.load(), render.content_parts())
    at = [content.index(f"// --- {name} -") for name in render.CONTENT_PARTS]
    assert at == sorted(at)
    assert content.index("const SETTINGS = ") < at[0]
    assert render.CONTENT_PARTS[-1] == render.STARTER


def test_part_that_looks_like_a_template_stays_as_it_is() -> None:
    source = "const tricky = `${{ a: 1 }.a} {% if %} {# no comment #}`;"
    assert source in render.content(catalogue.load(), [render.Part("tricky.js", source)])


def test_missing_part_is_named(tmp_path: Path) -> None:
    (tmp_path / "stray.js").write_text("")
    with pytest.raises(render.BuildError) as error:
        render.content_parts(tmp_path)
    assert "templates/content/main.js is missing" in str(error.value)
    assert "templates/content/stray.js has no place in the order" in str(error.value)
    assert "CONTENT_PARTS" in str(error.value)


def test_parts_for_tests_start_nothing() -> None:
    script = render.parts_for_tests()
    assert "chrome.runtime" not in script
    exported = re.search(r"\{parts:\{(.+?)\}\}", script)
    assert exported
    names = re.findall(r"(\w+):[\w$]+", exported[1])
    assert ",".join(f"{name}:" for name in names) == re.sub(r":[\w$]+", ":", exported[1])
    assert len(names) == len(set(names)) > 10
    assert names[0] == "CATALOGUE"


def test_catalogue_module_is_json_behind_one_line() -> None:
    module = render.catalogue_module(catalogue.load())
    text = module.split("export const catalogue = ")[1].removesuffix(";\n")
    assert json.loads(text) == shipped.for_views(catalogue.load())


def test_the_privacy_page_says_what_the_policy_says() -> None:
    page = render.privacy()
    said = html.unescape(re.sub(r"<[^>]+>", "", page.partition("<main")[2].partition(">")[2]))
    policy = re.sub(r"\]\([^)]*\)", "", paths.PRIVACY.read_text(encoding="utf-8"))
    plain = re.sub(r"^(#+|-) |[*`\[]", "", policy, flags=re.MULTILINE)
    assert said.split() == plain.split()
    assert re.findall(r"(?:href|src)=\"([^\"]+)", page) == [
        f"../shared/{name}.css" for name in ("colors", "base", "document")
    ]


def test_doubtful_words_do_not_ship() -> None:
    content = shipped.for_content(catalogue.load())
    assert content["words"] == {
        "en": {"on": ["On"], "off": ["Off"]},
        "de": {"on": ["Ein"], "off": ["Aus"]},
        "nl": {"on": [], "off": ["Uit"]},
    }
    labels = content["settings"]["data-for-ai-improvement"]["controls"][0]["labels"]
    assert set(labels) == {"en", "de", "nl"}  # H; the French label is M and must not identify


@pytest.mark.parametrize(
    ("path", "bare"),
    [
        ("/mypreferences/d/settings/ads-by-age", "settings/ads-by-age"),
        ("/mypreferences/m/interest-categories/", "interest-categories"),
        ("/jobs/application-settings/", "/jobs/application-settings"),
    ],
)
def test_path_without_its_tree(path: str, bare: str) -> None:
    assert shipped.bare(path) == bare
