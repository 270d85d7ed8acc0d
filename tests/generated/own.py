"""A setting's own page, load by load: how its controls come, what happens to them, what must be known at the end."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from tests.generated import markup
from tests.generated.case import Case, Click, Truth, stated
from tests.generated.facts import (
    READABLE,
    SETTINGS,
    Choice,
    is_named,
    least,
    most,
    state_of,
    tells_on,
)
from tests.generated.rules import DOUBTS, SAFE_ONLY, Dice
from tests.generated.scene import KINDS, Scene, look_of, scene_of
from tests.page.lapse import Act, Life, Load
from tooling.catalogue import Setting

LIFE = 32_000
"""ms of a load: what is late is there by 14 s, given up by 24 s; a click comes at 25 s."""
CLICK_AT = 25_000
LEAVE_AT = 3_000
"""When a soft navigation leaves the page of before: it was read by then."""
SILENT = 1_900
"""ms that a switch may be drawn off without a sign; an off is said after 2 s."""


def own_page(dice: Dice, generation: str) -> Case:
    """Draw the own page of a setting, in one or two loads."""
    kind = dice.one({"keyed": 18, "several": 12, "boxes": 14, "choice": 24})
    setting = dice.of([one for one in READABLE if KINDS[kind](one)])
    look = look_of(dice, generation, setting)
    scene = scene_of(dice, setting, look)
    return _Story(dice, scene).case()


def choose(dice: Dice, setting: Setting) -> Choice:
    """Draw what is chosen; the simplest shares all."""
    ends = zip(most(setting), setting.controls, strict=True)
    return tuple(
        dice.number(0, len(control.values) - 1) if control.values else end - dice.number(0, 1)
        for end, control in ends
    )


class _Story:
    """The loads of a scene, and the truth that goes with them."""

    def __init__(self, dice: Dice, scene: Scene) -> None:
        self.dice = dice
        self.scene = scene
        self.setting = scene.setting
        self.choice = choose(dice, scene.setting)
        self.truths: list[Truth] = []
        self.clicks: list[Click] = []

    def case(self) -> Case:
        """Draw the loads."""
        dice, scene = self.dice, self.scene
        wall = dice.one({"login-wall": 6, "checkpoint": 6, "page-not-found": 6})
        count = 1 + dice.maybe("second-load", 35)
        walled = dice.number(0, count - 1) if wall else -1
        loads = []
        for number in range(count):
            if number and not wall and dice.maybe("changed-elsewhere", 40):
                self.choice = choose(dice, self.setting)
            self.tell(number, 0, self.choice)
            if scene.stranger:
                self.tell(number, 0, least(scene.stranger), scene.stranger)
            if number == walled:
                # Nothing is learnt there: what the click before it left stays, unconfirmed.
                forgotten = [one for one in self.clicks if one.until == math.inf]
                self.clicks += [replace(one, load=number, at=0) for one in forgotten]
                html = markup.document(markup.WALLS[wall], [], scene.look.lang, around=scene.around)
                loads.append(Load(scene.path, html, (), LIFE, scene.complete, scene.width))
            else:
                loads.append(self.load(number))
        watched = {one: one == self.setting.id for one in SETTINGS}
        return Case(
            Life(loads, watched),
            frozenset(dice.rules),
            tuple(self.truths),
            tuple(self.clicks),
            self.expected(count - 1),
        )

    def tell(self, load: int, at: float, choice: Choice, setting: Setting | None = None) -> None:
        """Note what is true from a moment on."""
        setting = setting or self.setting
        self.truths.append(Truth(load, at, setting.id, state_of(setting, choice)))

    def expected(self, last: int) -> dict[str, str]:
        """Return what is to be known at the end of the last load: nothing where the page leaves a doubt."""
        state = state_of(self.setting, self.choice)
        locked = bool(self.scene.look.locked)
        doubts = {*DOUBTS, *(SAFE_ONLY if locked or state == "off" else ())}
        if self.clicks and self.clicks[-1].load == last and self.clicks[-1].until == math.inf:
            return {}  # the page shows what the server does not have
        if doubts & self.dice.rules or not _is_evident(
            self.scene, self.dice.rules, safe=state == "off"
        ):
            return {}
        return {
            self.setting.id: stated("locked", "off" if state == "off" else "on")
            if locked
            else state
        }

    # ---- one load

    def load(self, number: int) -> Load:
        """Draw one load: the card as it comes, what happens to it, what the member does."""
        dice, scene = self.dice, self.scene
        script: list[str] = []
        main, path, there = self.arrive(number, script)
        if dice.maybe("replaced", 15):
            script.append(f'at({there + dice.number(100, 4000)}, () => replace("[data-c]"));')
        if dice.maybe("mutating-outside", 12):
            script.append('tick("[data-ticker]", 150);')
        if dice.maybe("mutating-inside", 8):
            script.append('tick("[data-tick]", 700);')
        acts = self.act(number, script)
        html = markup.document(
            scene.before + main + scene.after, script, scene.look.lang, around=scene.around
        )
        return Load(path, html, acts, LIFE, scene.complete, scene.width)

    def arrive(self, number: int, script: list[str]) -> tuple[str, str, int]:
        """Draw how the card comes; return what is in `main` at first, the address, and when all is there (ms)."""
        scene = self.scene
        ways = {
            "": self.at_once,
            "drawn-on": self.drawn_otherwise,
            "drawn-off": self.drawn_otherwise,
            "never-hydrated": self.drawn_otherwise,
            "pieces": self.in_pieces,
            "soft": self.softly,
            "soft-patched": self.softly,
        }
        if scene.arrival in ways:
            return ways[scene.arrival](number, script)
        return self.late(script)

    def final(self) -> str:
        """Draw the card as it stays; the words may say the contrary for good."""
        words = None
        if self.dice.maybe("word-against", 8, may=self.scene.look.word):
            words = (
                most(self.setting) if self.choice == least(self.setting) else least(self.setting)
            )
        return self.scene.card(self.choice, words=words)

    def put(self, html: str, script: list[str], *, at: int = 0, busy: bool = False) -> str:
        """Draw the slot of the card, filled at once or by a script."""
        how = self.scene.how
        if how == "plain" and not at:
            return markup.slot("card", html, busy=busy)
        call = f'fill("card", {markup.js(html)})'
        script.append(f"at({at}, () => {call});" if at else f"{call};")
        return markup.slot("card", how=how, busy=busy)

    def at_once(self, _: int, script: list[str]) -> tuple[str, str, int]:
        """The card is there from the start."""
        return self.put(self.final(), script), self.scene.path, 0

    def late(self, script: list[str]) -> tuple[str, str, int]:
        """The card comes late, or not at all; a spinner, `aria-busy` or nothing stands there before."""
        dice, arrival = self.dice, self.scene.arrival
        after = dice.number(11_000, 14_000) if arrival == "too-late" else dice.number(300, 9_000)
        sign = dice.of(("", "spinner", "busy"))
        if arrival == "never":
            main = markup.slot("card", busy=sign == "busy")
        else:
            main = self.put(self.final(), script, at=after, busy=sign == "busy")
            script.append(f'at({after}, () => {{ remove("[data-spinner]"); idle("card"); }});')
        return (markup.SPINNER if sign == "spinner" else "") + main, self.scene.path, after

    def drawn_otherwise(self, _: int, script: list[str]) -> tuple[str, str, int]:
        """The controls are drawn first, and their state comes later: a switch that is not hydrated reads off."""
        dice, scene, arrival = self.dice, self.scene, self.scene.arrival
        look = scene.look
        first = most(self.setting) if arrival == "drawn-on" else least(self.setting)
        silent = arrival == "drawn-off" and dice.maybe("shortly-silent", 30)
        after = dice.number(1_000, SILENT) if silent else dice.number(300, 9_000)
        switches = all(control.kind == "switch" for control in self.setting.controls)
        told = look.word and switches and tells_on(look.lang)
        word = dice.maybe("signal-word", 60, may=arrival != "drawn-on" and not silent and told)
        spinner = dice.maybe("signal-spinner", 40, may=arrival != "drawn-on" and not silent)
        busy = dice.maybe("signal-busy", 30, may=arrival != "drawn-on" and not silent)
        # An ember control has a heading of its own: the rest of the section is not its card.
        inside = arrival == "drawn-off" and not silent and look.generation != "ember"
        changes = dice.maybe("signal-changes", 30, may=inside)
        if not (word or spinner or busy or changes or silent or arrival == "drawn-on"):
            spinner = dice.maybe("signal-spinner", 100)
        locked = dice.maybe("drawn-locked", 25, may=not look.locked)
        before = replace(look, locked="disabled") if locked else look
        html = scene.card(first, words=self.choice if word else None, look=before)
        main = (markup.SPINNER if spinner else "") + self.put(html, script, busy=busy)
        if changes:
            script.append(f'tick("[data-tick]", 900, {after});')
        if arrival == "never-hydrated":
            return main, scene.path, 0
        if locked or scene.how != "plain" or dice.maybe("hydrated-anew", 30):
            script.append(f'at({after}, () => fill("card", {markup.js(self.final())}));')
        else:
            script.append(f"at({after}, () => {{ {self.turns(self.choice)} }});")
        script.append(f'at({after}, () => {{ remove("[data-spinner]"); idle("card"); }});')
        return main, scene.path, after

    def turns(self, choice: Choice) -> str:
        """Write the calls that make every control show a choice."""
        calls = []
        for at, control in enumerate(self.setting.controls):
            for value in range(max(1, len(control.values))):
                on = choice[at] == value if control.values else bool(choice[at])
                if not control.values or on:
                    word = self.scene.look.lang.on if on else self.scene.look.lang.off
                    number = markup.number_of(self.setting, at, value)
                    calls.append(f"turn({number}, {str(on).lower()}, {markup.js(word)});")
        return " ".join(calls)

    def in_pieces(self, _: int, script: list[str]) -> tuple[str, str, int]:
        """Of several controls one comes before the others."""
        whole = self.final()
        after = self.dice.number(300, 9_000)
        only = replace(self.setting, controls=self.setting.controls[:1])
        first = replace(self.scene, setting=only).card(self.choice[:1])
        main = self.put(first, script)
        script.append(f'at({after}, () => fill("card", {markup.js(whole)}));')
        return main, self.scene.path, after

    def softly(self, number: int, script: list[str]) -> tuple[str, str, int]:
        """Another setting's page changes its address first, stays for a while, and becomes this one."""
        dice, scene = self.dice, self.scene
        others = [one for one in READABLE if one is not self.setting and not one.controls[0].values]
        other = dice.of(others)
        choice = choose(dice, other)
        self.tell(number, 0, choice, other)
        look = replace(scene.look, foreign="", select=False)
        before = replace(scene, setting=other, look=look, twin="", inside="", beside="")
        main = markup.slot("card", before.card(choice), how="plain")
        stale = dice.number(500, 5_000) if dice.maybe("stale", 60) else 0
        script.append(f'at({LEAVE_AT}, () => history.pushState(null, "", "{scene.path}"));')
        left = LEAVE_AT + stale + 1
        if scene.arrival == "soft-patched":
            script.append(f'at({left}, () => patch("card", {markup.js(self.final())}));')
            return main, other.paths[0], left
        after = left + dice.number(100, 5_000)
        spinner = markup.SPINNER if dice.number(0, 1) else ""
        empty = (
            f'fill("card", {markup.js(spinner)})'
            if scene.how == "plain"
            else f'how("card", "{scene.how}")'
        )
        script.append(f"at({left}, () => {empty});")
        script.append(f'at({after}, () => fill("card", {markup.js(self.final())}));')
        return main, other.paths[0], after

    def act(self, number: int, script: list[str]) -> Sequence[Act]:
        """Draw what the member does at the end of a load, and what comes of it."""
        dice, scene, setting = self.dice, self.scene, self.setting
        at = dice.number(0, len(setting.controls) - 1)
        control = setting.controls[at]
        reachable = (
            scene.how != "frame"
            and scene.arrival not in ("never", "never-hydrated")
            and not scene.look.locked
        )
        if not reachable or (control.values and scene.look.select):
            return ()
        kinds = (
            {"click": 14}
            if control.values
            else {"click": 12, "click-refused": 12, "click-forgotten": 12, "changed-by-page": 9}
        )
        act = dice.one(kinds)
        if not act:
            return ()
        value = dice.number(0, len(control.values) - 1) if control.values else 1 - self.choice[at]
        after = (*self.choice[:at], value, *self.choice[at + 1 :])
        clicked = markup.number_of(setting, at, value if control.values else 0)
        if act in ("click", "changed-by-page"):
            self.tell(number, CLICK_AT, after)
            self.choice = after
        else:
            taken_back = dice.number(300, 3_000) if act == "click-refused" else 0
            script.append(f"refuses = {taken_back};")
            self.clicks.append(
                Click(
                    number, CLICK_AT, CLICK_AT + taken_back if taken_back else math.inf, setting.id
                )
            )
        lang = scene.look.lang
        if act == "changed-by-page":
            word = lang.on if value else lang.off
            script.append(
                f"at({CLICK_AT}, () => turn({clicked}, {str(bool(value)).lower()}, {markup.js(word)}));"
            )
            return ()
        script.append(f"Object.assign(WORDS, {markup.js({'on': lang.on, 'off': lang.off})});")
        return ((CLICK_AT, "click", f'[data-c="{clicked}"]'),)


def _is_evident(scene: Scene, rules: set[str], *, safe: bool) -> bool:
    """Whether the page leaves no doubt about which setting its controls are, and what they say.

    An off, which is `safe`, asks for more.

    By key; by the address of a single-setting page with exactly the expected controls; by labels that are known in
    the page's language, together with the address (docs/recognition.md).
    """
    setting, look = scene.setting, scene.look
    if not all(
        markup.value_name(control, at, look)[1]
        for control in setting.controls
        for at in range(len(control.values))
    ):
        return False
    if scene.arrival == "soft-patched" and look.label == "missing":
        return False  # the same nodes with nothing to tell them from the page before
    keyed = all(control.key for control in setting.controls)
    kinds = {"choice" if control.values else control.kind for control in setting.controls}
    by_label = "choice" not in kinds and all(
        markup.name_of(control, look, number)[1] for number, control in enumerate(setting.controls)
    )
    if safe and not keyed and look.label == "huge" and is_named(setting, look.lang):
        return False  # it is called otherwise than we know
    told = keyed or by_label or kinds == {"choice"}
    if safe and not told and {"extra-switch", "notification-boxes"} & rules:
        return False  # what is on beside it may be the setting's own
    alike = {"psettings": "switch" not in kinds, "pressed": kinds == {"switch"}}.get(
        look.generation, True
    )
    strangers = {
        "switch": {"extra-switch"},
        "checkbox": {"extra-box", "notification-boxes"},
        "choice": {"extra-select"},
    }
    by_count = (
        "legacy-address" not in rules
        and alike
        and not any(strangers[kind] & rules for kind in kinds)
    )
    return by_count or keyed or by_label
