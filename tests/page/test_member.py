"""Whose page it is: one link to a profile in the page's head, and no other."""

from __future__ import annotations

import pytest

from tests.page.support import AI, Page

pytestmark = pytest.mark.in_turn

ADA = '<a href="/in/ada-example/">A</a>'


@pytest.mark.parametrize(
    ("page_html", "member"),
    [
        (f"<header>{ADA}</header><main></main>", "ada-example"),
        (f"<nav>{ADA}</nav><main></main>", "ada-example"),
        (f"<div role=banner>{ADA}</div><main></main>", "ada-example"),
        (f"<header>{ADA}<a href='/in/Ada-Example?x=1'>me</a></header>", "ada-example"),
        ("<header><a href='https://www.linkedin.com/in/ada/'>A</a></header>", "ada"),
        ("<header></header><main></main>", None),
        (f"<header>{ADA}<a href='/in/bo/'>B</a></header>", None),
        (f"<header></header><main><nav>{ADA}</nav></main>", None),
        (f"<header></header><div role=main><header>{ADA}</header></div>", None),
        (f"<header></header>{ADA}", None),
        ("<header><a href='/in/me/'>me</a></header>", None),
        ("<header><a href='/in/me'>me</a></header>", None),
        ("<header><a href='/in/me?x'>me</a></header>", None),
        ("<header><a href='/in/melanie/'>M</a></header>", "melanie"),
        ("<header><a href='https://example.org/in/ada/'>A</a></header>", None),
        ("<header><a href='/in/ada/details/skills/'>A</a></header>", None),
    ],
)
def test_the_member_is_told_by_one_profile_in_the_head(
    page: Page, page_html: str, member: str | None
) -> None:
    page.open(AI, "")
    page.run("document.body.setHTMLUnsafe(arguments[0])", page_html)
    assert page.run("return parts.memberOf()") == member
