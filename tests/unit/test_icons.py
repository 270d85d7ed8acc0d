"""The icons: every size is what its name says, and no face looks like another."""

from io import BytesIO
from itertools import combinations

import pytest
from PIL import Image, ImageChops, ImageStat

from tooling import icons


@pytest.fixture(scope="module")
def drawn() -> dict[str, bytes]:
    return dict(icons.draw())


def test_size_in_the_header_is_that_of_the_name(drawn: dict[str, bytes]) -> None:
    assert len(drawn) == len(icons.FACES) * len(icons.SIZES)
    for face in icons.FACES:
        for size in icons.SIZES:
            assert icons.png_size(drawn[icons.name(face, size)]) == (size, size)


def test_no_png_has_no_size() -> None:
    with pytest.raises(ValueError, match="not a PNG"):
        icons.png_size(b"GIF89a" + bytes(20))


@pytest.mark.parametrize("size", icons.SIZES)
def test_faces_differ_by_shape(drawn: dict[str, bytes], size: int) -> None:
    """In grey, as for somebody who sees no colours: a tenth of the range apart on average."""

    def grey(face: str) -> Image.Image:
        picture = Image.open(BytesIO(drawn[icons.name(face, size)])).convert("RGBA")
        ground = Image.new("RGBA", picture.size, "white")
        return Image.alpha_composite(ground, picture).convert("L").point(lambda v: 255 * (v > 160))

    for one, other in combinations(icons.FACES, 2):
        difference = ImageStat.Stat(ImageChops.difference(grey(one), grey(other))).mean[0]
        assert difference > 255 * 0.05, f"{one} and {other} look alike at {size} px"


def test_drawing_again_gives_the_same_bytes(drawn: dict[str, bytes]) -> None:
    assert dict(icons.draw()) == drawn
