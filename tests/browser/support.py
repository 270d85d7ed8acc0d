"""What browser tests share: waiting on conditions, reading popup and page, comparing pictures."""

from __future__ import annotations

import io
import time
from collections.abc import Callable
from typing import Any, TypeVar

from PIL import Image, ImageChops
from selenium.common.exceptions import WebDriverException
from selenium.webdriver.common.by import By

from tooling.browsers import Browser
from tooling.fixtures import Captured, Fixture
from tooling.member import hands

T = TypeVar("T")
Box = tuple[int, int, int, int]
"""left, top, right, bottom in px of the viewport."""

POPUP = "popup/popup.html"
READ_POPUP = """
const pick = ({ dataset }, names) =>
  Object.fromEntries(names.filter((name) => name in dataset).map((name) => [name, dataset[name]]));
const rows = (name) => [...document.querySelectorAll(`[data-${name}]`)];
const facts = ["setting", "state", "value", "choice", "watched", "confirmed"];
const counts = ["sharing", "unknown", "unseen", "clear"];
const summary = document.querySelector("[data-summary]");
return {
  settings: rows("setting").map((row) => pick(row, facts)),
  summary: summary && { text: summary.innerText.trim(), ...pick(summary, counts) },
  fresh: rows("new").map((row) => row.innerText.trim()),
};
"""


def until(
    check: Callable[[], T], timeout: float = 20, message: str = "", every: float | None = None
) -> T:
    """Asks until the answer is true, and returns it.

    Args:
        check: the question; a WebDriverException in it counts as not yet.
        timeout: in seconds.
        message: what was waited for.
        every: seconds between two questions; None: a little longer each time, as many browsers share the machine.

    Raises:
        AssertionError: it was not true in time; says what the last answer was.
    """
    end = time.monotonic() + timeout
    pause = every or 0.05
    last: object = None
    while True:
        try:
            answer = check()
            if answer:
                return answer
            last = answer
        except WebDriverException as error:
            last = error.msg
        if time.monotonic() > end:
            raise AssertionError(
                f"{message or 'what was waited for'} not within {timeout} s; last: {last!r}"
            )
        time.sleep(pause)
        pause = every or min(pause * 1.3, 0.25)


def holds(check: Callable[[], bool], seconds: float, message: str, every: float = 0.1) -> None:
    """Asserts that something stays true for a while: for what must not happen in passing."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        assert check(), message
        time.sleep(every)


# ---- the popup's contract (design, section 8) ---------------------------------------------------


def popup(browser: Browser) -> dict[str, Any]:
    """All that the contract says of the popup, from one opened anew in the helper window."""
    with browser.helper(POPUP):
        browser.driver.refresh()
        until(
            lambda: browser.run("return !!document.querySelector('[data-summary][data-clear]')"),
            message="the popup's summary",
        )
        return dict(browser.run(READ_POPUP))


def popup_states(browser: Browser) -> dict[str, dict[str, Any]]:
    """By setting: {state, value?, choice?, watched, confirmed}."""
    rows = popup(browser)["settings"]
    flags = ("watched", "confirmed")
    return {
        row["setting"]: {
            key: (value == "true" if key in flags else value)
            for key, value in row.items()
            if key != "setting"
        }
        for row in rows
    }


def summary(browser: Browser) -> dict[str, Any]:
    """{text, sharing, unknown, unseen, clear} of the popup."""
    read = dict(popup(browser)["summary"])
    for name in ("sharing", "unknown", "unseen"):
        read[name] = int(read[name])
    read["clear"] = read["clear"] == "true"
    return read


def new_here(browser: Browser) -> list[str]:
    """The texts of what is new."""
    return list(popup(browser)["fresh"])


def mismatches(one: Fixture | Captured, states: dict[str, dict[str, Any]]) -> list[str]:
    """How the popup differs from what is expected after this page alone was visited."""
    expected = one.expected["readings"]
    wrong = []
    for name, shown in states.items():
        want = expected.get(name, {"state": "manual" if shown["state"] == "manual" else "unseen"})
        wrong += [
            f"{name}: {key} should be {want.get(key)} and is {shown.get(key)}"
            for key in ("state", "value", "choice")
            if want.get(key) != shown.get(key)
        ]
    wrong += [f"{name}: not in the popup" for name in expected if name not in states]
    return wrong


def kept(browser: Browser) -> dict[str, dict[str, Any]]:
    """What the background has stored of each setting of the unnamed account."""
    return dict(browser.state()["accounts"]["unnamed"]["settings"])


def state_of(browser: Browser, setting: str) -> str:
    """The stored state of one setting."""
    return str(kept(browser).get(setting, {"state": "unseen"})["state"])


# ---- the page -----------------------------------------------------------------------------------


def click(browser: Browser, element: Any) -> None:
    """The member's click in the middle of an element, by the mouse."""
    hands.click(browser.driver, element)


def follow(browser: Browser, href: str) -> None:
    """Clicks the page's own link: a soft navigation inside the settings."""
    links = until(
        lambda: browser.driver.find_elements(By.CSS_SELECTOR, f"a[href='{href}']"),
        message=f"a link to {href}",
    )
    click(browser, links[0])


def control(browser: Browser, index: int = 0) -> Any:
    """The page's control, also inside an open shadow root."""
    return until(
        lambda: browser.run(
            """
            const roots = [document];
            for (const root of roots) {
              const hosts = [...root.querySelectorAll("[data-shadow]")];
              roots.push(...hosts.flatMap((host) => host.shadowRoot ?? []));
            }
            const wanted = `[data-i="${arguments[0]}"]`;
            return roots.map((root) => root.querySelector(wanted)).find(Boolean);
            """,
            index,
        ),
        message=f"control {index}",
    )


def flip(browser: Browser, index: int = 0) -> None:
    """The member's click on a control: on what is drawn for it, where the input itself is 1 px."""
    click(
        browser,
        browser.run(
            "return arguments[0].closest('label') ?? arguments[0]", control(browser, index)
        ),
    )


def turned(browser: Browser) -> bool:
    """Clicks the switch until it turns (a window that is just coming to the front takes no click); its new state."""
    on = "return document.querySelector('input[role=switch]').checked"
    before = bool(browser.run(on))

    def turns() -> bool:
        flip(browser)
        return bool(browser.run(on) != before)

    until(turns, message="the switch turned")
    return not before


def records(browser: Browser) -> dict[str, Any]:
    """What the page's observer has counted: {foreign, own, parser, elements}."""
    return dict(browser.run("return window.__records.take()"))


def assert_untouched(browser: Browser) -> None:
    """No change of the page's DOM came from anywhere but the page."""
    counted = records(browser)
    assert counted["parser"] > 0, "the observer did not run"
    assert counted["foreign"] == [], counted["foreign"]


def spoken(browser: Browser) -> list[str]:
    """The names in Chromium's accessibility tree, generated words included."""
    names = [
        node.get("name", {}).get("value", "")
        for node in browser.ax_tree()
        if not node.get("ignored")
    ]
    return [name for name in names if name]


# ---- pictures: what a user-origin stylesheet draws is seen in no other way ----------------------


MARK = "rgb(194, 65, 12)"
"""The colour of our outline."""


def outlined(browser: Browser) -> bool:
    """Whether a box of the page carries our outline."""
    return bool(
        browser.run(
            """
            const all = (root) => [...root.querySelectorAll("*")];
            const hosts = all(document).filter((element) => element.shadowRoot);
            const roots = [document, ...hosts.map((host) => host.shadowRoot)];
            const ours = (element) => getComputedStyle(element).outlineColor === arguments[0];
            return roots.some((root) => all(root).some(ours));
            """,
            MARK,
        )
    )


def words(browser: Browser) -> list[str]:
    """Generated words of ours, wherever they stand in the page."""
    return list(
        browser.run(
            """
            const found = [];
            for (const element of document.querySelectorAll("*"))
              for (const pseudo of ["::before", "::after"]) {
                const style = getComputedStyle(element, pseudo);
                if (style.backgroundColor === "rgb(255, 237, 213)") found.push(style.content.slice(1, -1));
              }
            return found;
            """
        )
    )


def picture(browser: Browser) -> Image.Image:
    """The viewport."""
    return Image.open(io.BytesIO(browser.driver.get_screenshot_as_png())).convert("RGB")


def box_of(browser: Browser, selector: str) -> Box:
    """Where the first element that matches is drawn."""
    found = browser.run(
        """
        const box = document.querySelector(arguments[0])?.getBoundingClientRect();
        return box && [box.left, box.top, box.right, box.bottom];
        """,
        selector,
    )
    assert found, f"nothing matches {selector}"
    left, top, right, bottom = (round(edge) for edge in found)
    return left, top, right, bottom


def changed(before: Image.Image, after: Image.Image, box: Box | None = None) -> Box | None:
    """The smallest box in which two pictures differ, within `box`; None: nowhere."""
    region = box or (0, 0, *before.size)
    difference = ImageChops.difference(before.crop(region), after.crop(region)).getbbox()
    if difference is None:
        return None
    left, top = region[:2]
    return difference[0] + left, difference[1] + top, difference[2] + left, difference[3] + top


def share_changed(before: Image.Image, after: Image.Image, box: Box) -> float:
    """How much of a box differs, 0 to 1."""
    difference = ImageChops.difference(before.crop(box), after.crop(box)).convert("L")
    histogram = difference.histogram()
    return 1 - histogram[0] / max(1, sum(histogram))
