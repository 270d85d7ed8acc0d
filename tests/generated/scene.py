"""What is the same in every load of a setting's own page: whose it is, where, how it is drawn, what stands around."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from tests.generated import markup
from tests.generated.facts import (
    ENGLISH,
    KEYS,
    READABLE,
    Choice,
    is_named,
    label,
    least,
)
from tests.generated.markup import Look
from tests.generated.rules import Dice
from tooling.catalogue import Setting

KINDS: dict[str, Callable[[Setting], bool]] = {
    "": lambda one: [control.kind for control in one.controls] == ["switch"],
    "keyed": lambda one: KINDS[""](one) and one.controls[0].key is not None,
    "several": lambda one: len(one.controls) > 1 and one.controls[-1].kind == "switch",
    "boxes": lambda one: one.controls[0].kind == "checkbox",
    "choice": lambda one: bool(one.controls[0].values),
}


@dataclass(frozen=True)
class Scene:
    """All that is the same in every load.

    Attributes:
        setting: whose page it is.
        look: of its controls.
        how: "plain", "shadow" or "frame": what the card stands in.
        path: its address.
        twin: what stands around a copy of the controls in the other state; empty for no copy.
        inside: what the card holds besides.
        beside: what comes with the card.
        before: what stands in `main` before the card.
        after: what stands in `main` after the card.
        around: what stands before the page.
        stranger: another setting whose control stands on the page, off.
        arrival: the rule by which the card comes.
        width: of the page, px.
        complete: when the document is complete, ms.
    """

    setting: Setting
    look: Look
    how: str
    path: str
    twin: str
    inside: str
    beside: str
    before: str
    after: str
    around: str
    stranger: Setting | None
    arrival: str
    width: int
    complete: int

    def card(self, choice: Choice, *, words: Choice | None = None, look: Look | None = None) -> str:
        """Draw the card and the copies of its controls.

        Args:
            choice: what the controls show.
            words: what the words beside them say; what the controls show where it is None.
            look: another one than the scene's.
        """
        look = look or self.look
        title, _ = label(self.setting.title_texts or self.setting.row_texts, look.lang, "Setting")
        inner = markup.controls(self.setting, choice, look, words=words)
        copy = ""
        if self.twin:
            against = tuple(
                (at + 1) % max(2, len(control.values))
                for at, control in zip(choice, self.setting.controls, strict=True)
            )
            drawn = markup.controls(self.setting, against, replace(look, salt=f"{look.salt}m"))
            for name, other in (
                ("data-c=", "data-t="),
                ("data-w=", "data-v="),
                (' name="', ' name="m-'),
            ):
                drawn = drawn.replace(name, other)
            copy = f"<div {self.twin}>{drawn}</div>"
        return copy + markup.card(title, inner, salt=look.salt, after=self.inside) + self.beside


def look_of(dice: Dice, generation: str, setting: Setting) -> Look:
    native = generation in markup.NATIVE
    choice = bool(setting.controls[0].values)
    aria = dice.one({"aria-beside": 20, "aria-against": 7}) if native else ""
    locked = dice.one({"disabled": 9, "fieldset": 9, "aria-disabled": 9})
    named = dice.one(
        {"label-nested": 12, "label-invisible": 10, "label-huge": 10, "label-missing": 8}
    )
    # At an older address of several settings the key of one of them is no stranger's.
    at_home = [one for one in READABLE if {*one.legacy_paths} & {*setting.legacy_paths}]
    known = [control.key for one in (setting, *at_home) for control in one.controls]
    strangers = [key for key in KEYS if key not in known]
    return Look(
        generation,
        dice.language(),
        word=dice.maybe("word", 60),
        hidden=dice.maybe("hidden-input", 50, may=native),
        aria=aria.removeprefix("aria-"),
        locked=locked.removeprefix("aria-"),
        wrappers=dice.number(1, 2) if dice.maybe("wrappers", 30) else 0,
        label=named.removeprefix("label-") or "plain",
        select=dice.maybe("select", 35, may=choice),
        salt=f"h{dice.number(16, 255):x}",
        foreign=dice.of(strangers) if dice.maybe("foreign-key", 8, may=not choice) else "",
    )


def scene_of(dice: Dice, setting: Setting, look: Look) -> Scene:
    how = dice.one({"shadow": 12, "frame": 12}) or "plain"
    twin = dice.one({"hidden-twin": 20, "second-candidate": 8, "faint-twin": 8})
    hidden = dice.of(markup.HIDDEN) if twin == "hidden-twin" else ""
    before, after = markup.HOSTILE if dice.maybe("hostile-names", 15) else ("", "")
    if dice.maybe("hidden-spinner", 12):
        before += f'<div class="none">{markup.SPINNER}</div>'
    if dice.maybe("spinner-forever", 8):
        before += markup.SPINNER.replace("data-spinner", "")
    with_card = ""
    if dice.maybe("extra-switch", 9):
        extra = markup.extra_switch(dice.number(0, 1) == 1)
        # Alone on the page of a setting whose name is not known in this language, it could be that.
        after, with_card = (extra + after, "") if is_named(setting, look.lang) else (after, extra)
    if dice.maybe("extra-select", 12):
        after = markup.EXTRA_SELECT + after
    if dice.maybe("notification-boxes", 12):
        after = markup.NOTIFICATIONS + after
    stranger = _stranger(dice, setting) if dice.maybe("foreign-beside", 8) else None
    if stranger:
        look_beside = Look("key", ENGLISH, salt="f")
        drawn = markup.controls(stranger, least(stranger), look_beside).replace(
            "data-c=", "data-f="
        )
        after = f"<section><h3>Beside</h3>{drawn}</section>{after}"
    around = markup.COOKIE_WALL if dice.maybe("cookie-wall", 15) else ""
    around += markup.SHELL_SWITCH if dice.maybe("shell-switch", 15) else ""
    arrivals = {
        "appears": 17,
        "drawn-off": 17,
        "never-hydrated": 6,
        "drawn-on": 8,
        "too-late": 8,
        "never": 6,
    }
    arrivals |= {"pieces": 10} if len(setting.controls) > 1 else {}
    arrivals |= {"soft": 9, "soft-patched": 9} if how == "plain" else {"soft": 12}
    return Scene(
        setting,
        look,
        how,
        _path(dice, setting),
        {"hidden-twin": hidden, "faint-twin": 'class="faint"', "second-candidate": "data-copy"}.get(
            twin, ""
        ),
        markup.EXTRA_BOX if dice.maybe("extra-box", 15) else "",
        with_card,
        before,
        after,
        around,
        stranger,
        dice.one(arrivals),
        360 if dice.maybe("narrow", 15) else 1280,
        dice.number(1000, 5000) if dice.maybe("late-complete", 15) else 50,
    )


def _path(dice: Dice, setting: Setting) -> str:
    if dice.maybe("legacy-address", 15, may=bool(setting.legacy_paths)):
        return dice.of(setting.legacy_paths)
    mobile = [path for path in setting.paths if "/m/" in path]
    if dice.maybe("mobile-tree", 15, may=bool(mobile)):
        return dice.of(mobile)
    return dice.of([path for path in setting.paths if path not in mobile])


def _stranger(dice: Dice, setting: Setting) -> Setting:
    """Draw another setting whose key is known."""
    return dice.of([one for one in READABLE if KINDS["keyed"](one) and one is not setting])
