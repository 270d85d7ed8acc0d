"""DOM calls that a page cannot shadow, and that go through shadow roots and frames."""

from __future__ import annotations

import pytest

from tests.page.support import AI, AI_LABEL, Page, check, givens, switch

pytestmark = pytest.mark.in_turn

SHADOW = (
    '<section data-n="outer"><div data-n="host"><template shadowrootmode="open">'
    '<p data-n="wrap"><b data-n="inner"></b></p></template></div></section><i data-n="aside"></i>'
)
INNER = "const inner = one('[data-n=host]').shadowRoot.querySelector('b');"

SHADOWING = (
    "parentNode",
    "querySelectorAll",
    "getAttribute",
    "matches",
    "closest",
    "nodeType",
    "getRootNode",
    "children",
    "attributes",
    "id",
)

WHOLE = """
const found = parts.find(here());
const shown = found.controls.filter(parts.isShown).filter(({ type }) => type === "switch");
const [as] = parts.identify(here(), shown, "en");
parts.remember([as]);
const [control] = as.controls;
const { state } = parts.read(as.setting, as.controls, "en");
parts.cardOf(control.element);
parts.isBusy(parts.rootsOf());
parts.wordsBeside(control);
parts.newHere(found.controls, found.rows, [as]);
parts.isDisabled(control.element);
const { address } = parts.targetOf(control.element, found.roots);
const elements = [control.element];
parts.hostOf(elements, "after", ({ localName }) => localName === "body", elements);
return `${as.setting} ${state} ${address.by}`;
"""


@pytest.mark.parametrize("name", SHADOWING)
def test_a_form_that_shadows_its_properties(page: Page, name: str) -> None:
    inside = switch("a", AI_LABEL, attributes="checked")
    page.open(AI, f'<form><input name="{name}">{inside}</form>')
    shadowed = page.run("return one('form')[arguments[0]] === one('input')", name)
    assert shadowed, f"a form's {name} cannot be shadowed: the case says nothing"
    assert page.run(WHOLE) == "data-for-ai-improvement on aria-labelledby"


@pytest.mark.parametrize("name", SHADOWING)
def test_a_form_that_is_a_switch_itself(page: Page, name: str) -> None:
    form = f'<form role="switch" aria-checked="false"><input type="hidden" name="{name}"></form>'
    page.open(AI, f"{form}<div>{switch('a', AI_LABEL, attributes='checked')}</div>")
    assert page.run("return one('form')[arguments[0]] === one('form input')", name)
    assert page.run(WHOLE) == "data-for-ai-improvement on aria-labelledby"


@pytest.mark.parametrize("name", ["getBoundingClientRect", "checkVisibility"])
def test_a_form_that_shadows_what_its_box_is_asked(page: Page, name: str) -> None:
    inside = '<label><input type="checkbox" role="switch" class="pixel" data-n="a"></label>'
    page.open(AI, f'<form><input name="{name}">{inside}</form>')
    assert page.run("return called(parts.boxOf(one('[data-n=a]'))?.element)") == "form"


@pytest.mark.parametrize(
    "name", ["querySelectorAll", "createTreeWalker", "body", "documentElement", "readyState"]
)
def test_an_image_that_shadows_the_documents_properties(page: Page, name: str) -> None:
    page.open(AI, switch("a", AI_LABEL, attributes="checked"), around=f'<img name="{name}">')
    assert page.run("return document[arguments[0]] === one('img')", name)
    assert page.run(WHOLE) == "data-for-ai-improvement on aria-labelledby"


def test_calls_on_an_element_that_shadows_them(page: Page) -> None:
    names = "".join(f'<input name="{name}">' for name in SHADOWING)
    page.open(AI, f'<form data-n="form">{names}<b data-n="b"></b></form>')
    assert page.run(
        """
        const form = one("form"), b = one("b");
        return [
          parts.isElement(form), parts.isDocument(form), parts.all(form, "b").length,
          parts.attribute(form, "data-n"), parts.matches(form, "[data-n=form]"),
          called(parts.parentOf(b)), called(parts.parentOf(form)),
          called(parts.closest(form, "main")),
          parts.holds(form, b), called(parts.climb(b, (at) => at === form)),
        ];
        """
    ) == [True, False, 1, "form", True, "form", "main", "main", True, "form"]


def test_up_through_a_shadow_root(page: Page) -> None:
    page.open(AI, SHADOW)
    assert page.run(
        INNER
        + """
        const root = inner.getRootNode(), outer = one("[data-n=outer]");
        return [
          called(parts.parentOf(one("[data-n=host]"))), called(parts.parentOf(inner.parentNode)),
          called(parts.closest(inner, "section")), called(parts.closest(inner, "b")),
          parts.closest(inner, "h1"), parts.holds(outer, inner), parts.holds(inner, outer),
          parts.holds(one("[data-n=aside]"), inner),
          called(parts.climb(inner, (at) => at === outer)),
          parts.climb(inner, () => false), parts.all(root, "b").length,
        ];
        """
    ) == ["outer", "host", "outer", "inner", None, True, False, False, "outer", None, 1]


def test_up_through_a_frame(page: Page) -> None:
    frame = page.frame("/psettings/inner", '<p data-n="p"></p>')
    page.open(AI, f'<section data-n="outer">{frame}</section>')
    assert page.run(
        """
        const within = one("iframe").contentDocument, p = within.querySelector("p");
        return [
          parts.isElement(p), parts.isDocument(within),
          called(parts.parentOf(within.documentElement)),
          called(parts.closest(p, "section")), parts.holds(one("section"), p),
          parts.holderOf(document), parts.parentOf(document.documentElement),
        ];
        """
    ) == [True, True, "iframe", "outer", True, None, None]


def test_inputs_are_told_by_name(page: Page) -> None:
    page.open(AI, page.frame("/psettings/inner", "<input><p></p>"))
    assert page.run(
        """
        const within = one("iframe").contentDocument;
        const asked = [within.querySelector("input"), within.querySelector("p"), within];
        return asked.map(parts.isInput);
        """
    ) == [True, False, False]


MAINS = {
    "role": ('<div role="main" data-n="a"></div>', "a"),
    "neither": ("<div></div>", "body"),
}


def test_main(page: Page) -> None:
    page.open(AI)
    assert page.run("return called(parts.mainOf())") == "main"
    got = page.map(givens(MAINS), "document.body.innerHTML = given; return called(parts.mainOf());")
    check(got, MAINS)


def test_what_is_an_element(page: Page) -> None:
    """A parent may be none."""
    page.open(AI)
    asked = (
        "return [null, document, document.body, document.createTextNode('x')].map(parts.isElement)"
    )
    assert page.run(asked) == [False, False, True, False]


def test_what_a_tree_stands_in_that_was_taken_out(page: Page) -> None:
    """A link has a `host` of its own, which is a text."""
    page.open(AI)
    assert page.run(
        """
        const link = document.createElement("a");
        link.href = "/x";
        link.append("y", document.createElement("b"));
        const fragment = document.createDocumentFragment();
        fragment.append(document.createElement("i"));
        return [link.firstChild, link.lastChild, fragment.firstChild, document.body].map((one) => [
          parts.holderOf(one), parts.holds(document.documentElement, one), parts.holds(link, one),
        ]);
        """
    ) == [[None, False, True], [None, False, True], [None, False, False], [None, True, False]]
