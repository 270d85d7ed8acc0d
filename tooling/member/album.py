"""Pictures of what a member sees: LinkedIn's page with the side panel beside it, as small files."""

from __future__ import annotations

import base64
import io
from pathlib import Path
from typing import Any

from PIL import Image

from tooling.browsers import Browser
from tooling.visits import until

from .member import Member

COLORS = 256
LINE = (138, 132, 120)
OWN_PAGE = ("welcome", "started")
"""Steps at which there is only a page of ours, shown in its whole length."""

SIZE = """
if (arguments[0]) return [document.documentElement.clientWidth, document.documentElement.scrollHeight];
scrollTo(0, 0);
return [innerWidth, innerHeight];
"""


class Album:
    """Takes a picture at each step of a visit in Chromium: `Member(browser, server, hands, Album(folder))`.

    Attributes:
        made: the files, in order.
    """

    def __init__(self, folder: Path) -> None:
        """Pictures go to a folder, `<number>-<step>.png`; what was there before is gone."""
        self._folder = folder
        self.made: list[Path] = []
        for old in folder.glob("*.png"):
            old.unlink()

    def __call__(self, member: Member, step: str) -> None:
        """Takes the picture of a step."""
        if step in OWN_PAGE:
            picture = _taken(member.browser, whole=True)
        else:
            with member.at(member.panel):
                panel = _taken(member.browser)
            with member.at(member.page):
                blank = member.driver.current_url == "about:blank"
                picture = panel if blank else _beside(_taken(member.browser), panel)
        path = self._folder / f"{len(self.made) + 1:02}-{step}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        _in_few_colors(picture).save(path, optimize=True)
        self.made.append(path)


def _taken(browser: Browser, *, whole: bool = False) -> Image.Image:
    """What the current tab or panel shows, from its top, once it does not change any more."""
    last: list[bytes] = [b""]

    def same() -> bool:
        before, last[0] = last[0], _png(browser, whole=whole)
        return before == last[0]

    until(same)
    return Image.open(io.BytesIO(last[0])).convert("RGB")


def _png(browser: Browser, *, whole: bool) -> bytes:
    width, height = browser.run(SIZE, whole)
    clip = {"x": 0, "y": 0, "width": width, "height": height, "scale": 1}
    asked = {"clip": clip, "captureBeyondViewport": whole}
    driver: Any = browser.driver
    return base64.b64decode(driver.execute_cdp_cmd("Page.captureScreenshot", asked)["data"])


def _in_few_colors(picture: Image.Image) -> Image.Image:
    """Those that are most of it as they are, the others as the nearest of these: Pillow's own ways tint white."""
    counted: Any = picture.getcolors(picture.width * picture.height)
    colors = [color for _, color in sorted(counted, reverse=True)]
    most = colors[:COLORS]
    place = {color: at for at, color in enumerate(most)}
    place |= {color: place[_nearest(color, most)] for color in colors[COLORS:]}
    pixels = zip(*[iter(picture.tobytes())] * 3, strict=True)
    small = Image.frombytes("P", picture.size, bytes(place[pixel] for pixel in pixels))
    small.putpalette([part for color in most for part in color])
    return small


def _nearest(color: tuple[int, ...], most: list[tuple[int, ...]]) -> tuple[int, ...]:
    return min(most, key=lambda one: sum((a - b) ** 2 for a, b in zip(one, color, strict=True)))


def _beside(page: Image.Image, panel: Image.Image) -> Image.Image:
    """The page, a line, and the panel, as they stand in one window."""
    height = min(page.height, panel.height)
    both = Image.new("RGB", (page.width + 1 + panel.width, height), LINE)
    both.paste(page, (0, 0))
    both.paste(panel, (page.width + 1, 0))
    return both
