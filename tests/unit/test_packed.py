"""The catalogue as the content script carries it. That it is unpacked as it was: tests/page/test_catalogue.py."""

from dataclasses import replace
from typing import Any

import pytest

from tooling import catalogue, packed, render, shipped

KNOWN = shipped.for_content(catalogue.load())


def control(**given: Any) -> dict[str, Any]:
    return {"labels": {}, "box": False, "byPosition": False, "counts": True} | given


def known(*controls: dict[str, Any], **given: Any) -> dict[str, Any]:
    """A catalogue of one setting, "a"."""
    setting = {"paths": ["settings/a"], "controls": list(controls)}
    return {"lists": {}, "legacy": {}, "settings": {"a": setting}} | given


@pytest.mark.parametrize(
    ("given", "line"),
    [
        (known(), "a"),
        (known(control()), "a;"),
        (known(control(labels={"en": ["One"]})), "a;One"),
        (known(control(labels={"en": ["One", "1"], "de": ["Eins"]})), "a;One~en~1~de~Eins"),
        (known(control(labels={"de": ["Eins"]}, key="one")), "a;one@~de~Eins"),
        (known(control(box=True), control(byPosition=True), control(counts=False)), "a;#;^;!"),
        (
            known(control(values=[{"labels": {"en": ["All"]}, "key": "a__ALL"}, {"labels": {}}])),
            "a;|a__ALL@All|",
        ),
        (known(settings={"a": {"paths": ["a", "/b/c"], "controls": []}}), "a==/b/c"),
        (known(legacy={"/psettings/b": ["a"], "/psettings/c/d": ["a"]}), "a<b<c/d"),
    ],
)
def test_a_setting_is_a_line(given: dict[str, Any], line: str) -> None:
    assert packed.packed(given) == line


def test_sections_stand_below_their_list() -> None:
    settings = {name: {"paths": [f"settings/{name}"], "controls": []} for name in "abcd"}
    given = known(settings=settings, lists={"one": [["c"], ["d", "a"]]})
    assert packed.packed(given).split("\n") == ["b", ">one", "c", ">one", "d", "a"]


@pytest.mark.parametrize("sign", "=<>;@|~#^!`\\$\n")
def test_a_sign_that_separates_is_refused(sign: str) -> None:
    with pytest.raises(packed.PackError, match="separates one thing from the next"):
        packed.packed(known(control(labels={"en": [f"One{sign}two"]})))


def test_the_build_says_so() -> None:
    whole = catalogue.load()
    first, *rest = sorted(whole.settings, key=lambda one: not one.controls)
    control = replace(first.controls[0], labels=(catalogue.Text("en", "a;b", "H"),))
    odd = replace(whole, settings=(replace(first, controls=(control,)), *rest))
    with pytest.raises(render.BuildError, match="'a;b' holds ';'"):
        render.content(odd, [])


def test_an_older_address_elsewhere_is_refused() -> None:
    with pytest.raises(packed.PackError, match=r"'/b' is not below /psettings/"):
        packed.packed(known(legacy={"/b": ["a"]}))


def test_every_setting_has_its_line() -> None:
    lines = [line for line in packed.packed(KNOWN).split("\n") if not line.startswith(">")]
    assert len(lines) == len(KNOWN["settings"]) > 50


def test_every_word_still_makes_a_control_new() -> None:
    words = {word for words in catalogue.load().new_here.values() for word in words}
    told = {name: said.split("|") for name, said in KNOWN["newHere"].items()}
    assert told["capitals"] == ["AI", "IA", "KI"]
    assert {"train", "trene"} <= set(told["begins"])
    for word in words - {*told["capitals"], "train", "trene"}:
        assert any(part in word.lower() for part in told["within"]), word
    for one in told["within"]:
        assert one in {word.lower() for word in words}
        assert not any(one in other for other in told["within"] if other != one)
