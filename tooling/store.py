"""The pictures that the stores ask for, composed in a browser from our own screenshots."""

import io
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup
from PIL import Image

from tooling import icons, paths
from tooling.browsers import Chromium

SHOTS = paths.ROOT / "docs" / "pictures"
PICTURES = paths.ROOT / "docs" / "store" / "pictures"
TEMPLATE = Path(__file__).with_name("store.html.j2")

SCREENSHOT = (1280, 800)
TILE = (440, 280)
LOGO = (300, 300)


@dataclass(frozen=True)
class Picture:
    """One picture: its size in px, its kind in the template, its words, and the screenshots in it.

    A page's screenshot has its height in px, another its left, top and width.
    """

    name: str
    size: tuple[int, int]
    kind: str
    title: str = ""
    text: str = ""
    shots: tuple[tuple[str, *tuple[int, ...]], ...] = ()


ALL = (
    Picture(
        "1-page",
        SCREENSHOT,
        "page",
        "Which settings still let your data be used?",
        shots=(("page-ai", 504),),
    ),
    Picture(
        "2-list", SCREENSHOT, "page", "See at a glance what is still on", shots=(("page-ads", 520),)
    ),
    Picture(
        "3-popup",
        SCREENSHOT,
        "side",
        "Every setting, AI training first",
        "What is on, when it was seen, what it lets LinkedIn do, and the way to its page. You switch it off yourself.",
        (("popup", 700, 56, 460),),
    ),
    Picture(
        "4-consent",
        SCREENSHOT,
        "side",
        "Nothing is read before you press Start",
        "Only LinkedIn's settings pages. What was read stays in your browser. No account, no server, no requests.",
        (("welcome", 640, 72, 576),),
    ),
    Picture(
        "5-dark",
        SCREENSHOT,
        "side",
        "Light or dark, as your browser is",
        "By keyboard and by screen reader, too.",
        (("popup", 600, 150, 350), ("popup-dark", 880, 72, 350)),
    ),
    Picture("tile-440x280", TILE, "tile", "Which LinkedIn settings still let your data be used?"),
    Picture("logo-300", LOGO, "logo"),
)


def compose(browser: Chromium) -> list[Path]:
    """Make every picture anew from docs/pictures, and return the files."""
    return [_write(one, _draw(browser, one)) for one in ALL]


def _draw(browser: Chromium, picture: Picture) -> bytes:
    env = jinja2.Environment(undefined=jinja2.StrictUndefined, autoescape=True)
    shots = [((SHOTS / f"{name}.png").as_uri(), *where) for name, *where in picture.shots]
    values: dict[str, Any] = vars(picture) | {
        "width": picture.size[0],
        "height": picture.size[1],
        "icon": Markup(icons.svg("sharing")),  # noqa: S704  our own drawing
        "shots": shots,
    }
    page = env.from_string(TEMPLATE.read_text(encoding="utf-8")).render(values)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "picture.html"
        file.write_text(page, encoding="utf-8")
        browser.size(picture.size, 1)
        browser.driver.get(file.as_uri())
        browser.run("return Promise.all([...document.images].map((image) => image.decode()))")
        return browser.driver.get_screenshot_as_png()


def _write(picture: Picture, png: bytes) -> Path:
    """Write a picture without transparency, as the Chrome Web Store asks."""
    path = PICTURES / f"{picture.name}.png"
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.open(io.BytesIO(png)).convert("RGB").save(path, optimize=True)
    return path
