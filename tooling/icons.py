"""The icons: four faces from one SVG template, as PNG."""

import struct
from collections.abc import Iterator
from pathlib import Path

import jinja2
import resvg_py

from tooling import paths

FACES = ("plain", "sharing", "clear", "unknown")
SIZES = (16, 32, 48, 128)  # pixels: toolbar, toolbar at 2x, extension pages, stores
TEMPLATE = paths.EXTENSION / "icons" / "icon.svg.j2"


def name(face: str, size: int) -> str:
    """Return the file name of one icon."""
    return f"{face}-{size}.png"


def by_size(face: str) -> dict[str, str]:
    """Return a manifest's icon table, {size: path}.

    Paths start with a slash: Chromium resolves others against the folder of the worker.
    """
    return {str(size): f"/icons/{name(face, size)}" for size in SIZES}


def draw(template: Path = TEMPLATE) -> Iterator[tuple[str, bytes]]:
    """Yield (file name, PNG) for every face and size; the same bytes on every machine."""
    for face in FACES:
        drawing = svg(face, template)
        for size in SIZES:
            # No fonts: the drawing has no text, and a machine's fonts could change the bytes.
            png = resvg_py.svg_to_bytes(
                svg_string=drawing, width=size, height=size, skip_system_fonts=True
            )
            yield name(face, size), bytes(png)


def svg(face: str, template: Path = TEMPLATE) -> str:
    """Return one face as a drawing."""
    env = jinja2.Environment(undefined=jinja2.StrictUndefined, autoescape=True)
    return env.from_string(template.read_text(encoding="utf-8")).render(face=face)


def png_size(png: bytes) -> tuple[int, int]:
    """Read width and height in pixels from a PNG's header."""
    if png[:8] != b"\x89PNG\r\n\x1a\n" or png[12:16] != b"IHDR":
        msg = "not a PNG: write it by tooling.icons.draw"
        raise ValueError(msg)
    width, height = struct.unpack(">II", png[16:24])
    return width, height
