"""Small pages for the content script's parts, and how a test asks the parts about them.

Everything drawn here is reconstructed from what is known of LinkedIn's pages (docs/recognition.md),
as short as the rule under test allows; class names, wrappers and order are ours.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from tooling.browsers import Browser
from tooling.server import FixtureServer

AI = "/mypreferences/d/settings/data-for-ai-improvement"
AGE = "/mypreferences/d/settings/ads-by-age"
GENDER = "/mypreferences/d/settings/ads-by-gender"
EDUCATION = "/mypreferences/d/settings/ads-education"
PROMOTIONS = "/mypreferences/d/settings/linkedin-promotions"
VIEWING = "/mypreferences/d/profile-viewing-options"
UNHEARD = "/mypreferences/d/settings/never-heard-of"
ADS = "/mypreferences/d/categories/ads"
PRIVACY = "/mypreferences/d/categories/privacy"

AI_LABEL = "Use my data for training content creation AI models"
AI_LABEL_DE = "Ihre Daten zum Schulen von KI-Modellen verwenden, um Inhalte zu erstellen"
AGE_LABEL = "Use your age range for ads"
GENDER_LABEL = "Use your gender for ads"
BOXES = ("Schools", "Field of study", "Degrees", "Skills", "Last graduation year")

STYLE = """
[role=switch], [aria-pressed] { display: inline-block; width: 48px; height: 32px; }
.pixel { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.pill { display: inline-block; width: 48px; height: 32px; }
"""

# Named, so that a test's script says what it asks and not how.
HELPERS = """
window.parts = globalThis.parts;
window.one = (selector) => Document.prototype.querySelector.call(document, selector);
window.show = (html) => one("main").setHTMLUnsafe(html);
/** What a test calls an element. */
window.called = (element) =>
  element && (Element.prototype.getAttribute.call(element, "data-n") ?? element.localName);
window.here = () => parts.pageOf(location.pathname);
window.controls = () => parts.find(here()).controls.filter(parts.isShown);
window.rows = () => parts.find(here()).rows.filter(parts.isShown);
window.identified = () => parts.identify(here(), controls(), parts.languageOf());
/** "setting: its controls" or "setting? the problem". */
window.told = (found) =>
  "problem" in found
    ? `${found.setting}? ${found.problem}`
    : `${found.setting}: ${found.controls.map(({ element }) => called(element)).join(" ")}`;
"""


class Page:
    """A page of ours at an address of LinkedIn's, with the parts in it and nothing started."""

    def __init__(self, browser: Browser, server: FixtureServer, parts: str) -> None:
        self._browser = browser
        self._server = server
        self._parts = parts

    def open(self, path: str, main: str = "", *, lang: str = "en", around: str = "") -> None:
        """Loads a new document.

        Args:
            path: its address.
            main: what is in `main`.
            lang: of `<html>`; none where empty.
            around: what stands in the body before `main`.
        """
        said = f' lang="{lang}"' if lang else ""
        html = (
            f"<!doctype html><html{said}><head><style>{STYLE}</style></head>"
            f"<body>{around}<main>{main}</main></body></html>"
        )
        self.load(self._server.page(path, html))

    def serve(self, path: str, html: str) -> None:
        """Loads a whole document."""
        self.load(self._server.page(path, f"{html}<style>{STYLE}</style>"))

    def frame(self, path: str, html: str) -> str:
        """Serves a document for a frame; returns the element that shows it."""
        self._server.page(path, f"<!doctype html><style>{STYLE}</style>{html}")
        return f'<iframe src="{path}" width="400" height="200"></iframe>'

    def load(self, path: str) -> None:
        """Loads what the server has at a path."""
        self._browser.open(path)
        self._browser.run(self._parts + HELPERS)

    def use(self, fixture: str) -> None:
        """Loads a saved page."""
        self.load(self._server.use(fixture))

    def run(self, script: str, *arguments: Any) -> Any:
        """Runs a script that may call the parts and HELPERS."""
        return self._browser.run(script, *arguments)

    def wait(self, script: str, *arguments: Any) -> Any:
        """Runs a script whose last argument is to be called with the answer."""
        return self._browser.driver.execute_async_script(script, *arguments)

    def map(self, cases: Mapping[str, Any], script: str) -> dict[str, Any]:
        """Runs a script for each case, as `given`; what one throws is its answer."""
        return dict(
            self.run(
                f"""
                const ask = (given) => {{ {script} }};
                const answer = (given) => {{
                  try {{ return ask(given) ?? null; }}
                  catch (error) {{ return `threw ${{error}}`; }}
                }};
                const answers = arguments[0].map(([name, given]) => [name, answer(given)]);
                return Object.fromEntries(answers);
                """,
                list(cases.items()),
            )
        )

    def each(self, cases: Mapping[str, str], script: str) -> dict[str, Any]:
        """Shows one fragment after another in `main`, and runs the script for each."""
        return self.map(cases, f"show(given); {script}")


def check(got: Mapping[str, Any], cases: Mapping[str, tuple[Any, Any]]) -> None:
    """Asserts every answer, so that a failure names each case that went wrong."""
    assert cases, "nothing was asked"
    wrong = [
        f"{name}: should be {want!r} and is {got[name]!r}"
        for name, (_, want) in cases.items()
        if got[name] != want
    ]
    assert not wrong, "\n".join(wrong)


def givens(cases: Mapping[str, tuple[Any, Any]]) -> dict[str, Any]:
    """What is asked, without what should come out."""
    return {name: given for name, (given, _) in cases.items()}


# ---- what LinkedIn's pages are made of ----------------------------------------------------------


def switch(
    n: str = "a", label: str = "", *, key: str = "", word: str = "", attributes: str = ""
) -> str:
    """A label that `aria-labelledby` names, perhaps a state word, an `input` with the role."""
    said = f"<span>{word}</span>" if word else ""
    return (
        f'<div><p id="{key or n}">{label}</p>{said}<input type="checkbox" role="switch"'
        f' data-n="{n}" aria-labelledby="{key or n}" {attributes}></div>'
    )


def box(n: str, label: str, attributes: str = "") -> str:
    """A plain checkbox inside its label."""
    return f'<div><label><input type="checkbox" data-n="{n}" {attributes}> {label}</label></div>'


def boxes(labels: Iterable[str] = BOXES) -> str:
    """Checkboxes called by their labels' first letters."""
    return "".join(box(label[0], label) for label in labels)


def radio(n: str, label: str, *, id: str = "", attributes: str = "") -> str:  # noqa: A002
    """One value: a radio, and the text that names it."""
    own = f'id="{id}"' if id else ""
    return (
        f'<div><input type="radio" data-n="{n}" {own} aria-labelledby="{n}-text" {attributes}>'
        f'<span id="{n}-text">{label}</span></div>'
    )


VALUES = {
    "DISCLOSE_FULL": "Your name and headline",
    "DISCLOSE_ANONYMOUS": "Private profile characteristics",
    "HIDE": "Private mode",
}
"""Of profile viewing, from most to least sharing."""


def viewing(
    *chosen: str, ids: bool = True, of: Iterable[str] = VALUES, attributes: str = ""
) -> str:
    """Radios whose id is `<key>__<VALUE>`, or that have none."""
    return "".join(
        radio(
            value,
            VALUES[value],
            id=f"discloseAsProfileViewer__{value}" if ids else "",
            attributes=f"{attributes} {'checked' if value in chosen else ''}",
        )
        for value in of
    )


def select(*chosen: str, n: str = "s", of: Iterable[str] = VALUES, attributes: str = "") -> str:
    """The same choice as one select; the options' values are those of the radios, without the key."""
    options = "".join(
        f'<option value="{value}" {"selected" if value in chosen else ""}>{VALUES[value]}</option>'
        for value in of
    )
    return f'<select data-n="{n}" {attributes}>{options}</select>'


def row(address: str, title: str, *values: str) -> str:
    """A link with title and value in elements of their own; an address below /mypreferences/d/."""
    texts = "".join(f"<span>{text}</span>" for text in (title, *values))
    return f'<li><a data-n="{address}" href="/mypreferences/d/{address}">{texts}</a></li>'


def teach(page: Page, *controls: Mapping[str, Any]) -> None:
    """Makes another setting of ads-by-age: what the catalogue would say of its controls."""
    page.run("parts.CATALOGUE.settings['ads-by-age'].controls = arguments[0]", list(controls))


WHO: dict[str, Any] = {
    "labels": {},
    "values": [{"labels": {"en": ["Anyone"]}}, {"labels": {"en": ["No one"]}}],
}
SHARING: dict[str, Any] = {"labels": {}}
UNCOUNTED: dict[str, Any] = {"labels": {}, "counts": False}
"""A choice, a switch, and one that shares nothing, as the catalogue tells the content script of them."""


def who(chosen: str = "Anyone", *, of: Iterable[str] = ("Anyone", "No one")) -> str:
    """The radios of WHO, called by their labels' first letters."""
    return "".join(radio(one[0], one, attributes="checked" if one == chosen else "") for one in of)
