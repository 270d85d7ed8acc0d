"""List pages: rows of one list of LinkedIn's, and what must be known of its settings at the end."""

from __future__ import annotations

from dataclasses import dataclass

from tests.generated import markup
from tests.generated.case import Case, Truth
from tests.generated.facts import (
    LISTS,
    SETTINGS,
    Choice,
    Language,
    knows,
    label,
    least,
    list_path,
    most,
    state_of,
)
from tests.generated.markup import Row
from tests.generated.own import LIFE, choose
from tests.generated.rules import Dice
from tests.page.lapse import Life, Load
from tooling.catalogue import Setting

STRANGE = "Paused"
BADGE = "New"
UNKNOWN_ROWS = ("search-history-2", "data-for-robots", "who-sees-what")
MORE = " & {} more"
"""As in English rows of ticked boxes (lists 2025-11)."""


def list_page(dice: Dice, generation: str) -> Case:
    """Draw a list page, in one or two loads."""
    name = dice.of(tuple(LISTS))
    here = [SETTINGS[row] for row in LISTS[name].order if row in SETTINGS]
    readable = [one for one in here if one.controls]
    absent = frozenset(
        one.id for one in (dice.some(readable, 3) if dice.maybe("rows-not-offered", 35) else [])
    )
    story = _Story(dice, generation, name, readable, absent)
    return story.case()


@dataclass(frozen=True)
class _Style:
    """What is the same in every load: address, rows and their surroundings."""

    path: str
    lang: Language
    before: str
    after: str
    around: str
    arrival: str
    virtual: str
    width: int
    complete: int


class _Story:
    """The loads of a list page, and the truth that goes with them."""

    def __init__(
        self,
        dice: Dice,
        generation: str,
        name: str,
        readable: list[Setting],
        absent: frozenset[str],
    ) -> None:
        self.dice = dice
        self.generation = generation
        self.name = name
        self.readable = readable
        self.absent = absent
        self.truths: list[Truth] = []
        self.choices: dict[str, Choice] = {}
        self.odd: set[str] = set()
        self.drawn: set[str] = set()
        self.style = self._style()
        for rule in (
            "rows-twice",
            "rows-unknown",
            "rows-badge",
            "rows-subtitle",
            "rows-strange-word",
        ):
            dice.maybe(rule, 25)
        dice.maybe("rows-whole-address", 25)
        dice.maybe("list-joined", 20)
        first = dice.number(3, 6)
        # A window of rows has no hole.
        end = 99 if self.style.virtual == "window" else first + dice.number(2, 20)
        self.gap = range(first, end) if self.style.virtual else range(0)

    def _style(self) -> _Style:
        dice = self.dice
        before, after = markup.HOSTILE if dice.maybe("hostile-names", 20) else ("", "")
        if dice.maybe("spinner-forever", 15):
            before += markup.SPINNER.replace("data-spinner", "")
        arrivals = {"list-late": 22, "rows-drawn-off": 22, "rows-value-late": 22}
        arrivals |= {} if self.generation == "list-virtual" else {"list-pieces": 25}
        return _Style(
            list_path(self.name, "m" if dice.maybe("mobile-tree", 20) else "d"),
            dice.language(),
            before,
            after,
            markup.COOKIE_WALL if dice.maybe("cookie-wall", 20) else "",
            dice.one(arrivals),
            dice.of(tuple(markup.VIRTUAL)) if self.generation == "list-virtual" else "",
            360 if dice.maybe("narrow", 20) else 1280,
            dice.number(1000, 5000) if dice.maybe("late-complete", 20) else 50,
        )

    def case(self) -> Case:
        """Draw the loads."""
        dice = self.dice
        twice = dice.maybe("second-load", 50)
        wall = twice and dice.maybe("login-wall", 15)
        loads = []
        for number in range(1 + twice):
            if not number or dice.maybe("changed-elsewhere", 50, may=not wall):
                self.choose(number)
            if number and wall:
                html = markup.document(markup.LOGIN, [], self.style.lang)
                loads.append(Load(self.style.path, html, (), LIFE, 50, self.style.width))
            else:
                loads.append(self.load())
        states = [
            one
            for one in self.readable
            if one.row == "state" and (dice.number(0, 3) or one.id in self.absent)
        ]
        watched = {one: one in [state.id for state in states] for one in SETTINGS}
        expected = {} if wall else self.expected(len(loads))
        return Case(
            Life(loads, watched),
            frozenset(dice.rules),
            tuple(self.truths),
            (),
            expected,
            self.absent,
        )

    def choose(self, load: int) -> None:
        """Draw what the account has chosen; often nothing is left on."""
        all_off = self.dice.maybe("list-all-off", 40)
        exception = self.dice.number(-1, len(self.readable) - 1)
        for at, one in enumerate(self.readable):
            choice = least(one) if all_off else choose(self.dice, one)
            self.choices[one.id] = most(one) if all_off and at == exception else choice
            self.truths.append(Truth(load, 0, one.id, state_of(one, self.choices[one.id])))

    def expected(self, loads: int) -> dict[str, str]:
        """Return what is to be known at the end of the rows that were drawn and understood."""
        dice = self.dice
        if "list-joined" in dice.rules:
            return {}
        known = {}
        for one in self.readable:
            state = state_of(one, self.choices[one.id])
            doubtful = one.id in self.odd or ("spinner-forever" in dice.rules and state == "off")
            if one.id in self.drawn and not doubtful and self.understood(one, state):
                known[one.id] = state
        whole = not {"list-virtual", "spinner-forever"} & dice.rules
        if loads == 2 and whole:
            known |= {one: "absent" for one in self.absent if self.is_missed(one)}
        return known

    def understood(self, one: Setting, state: str) -> bool:
        """Tell whether the row's value can be told in the page's language."""
        if one.row == "state":
            # An off stands alone.
            told = state == "on" or "rows-subtitle" not in self.dice.rules
            return len(one.controls) == 1 and told and knows(self.style.lang, state)
        if one.row == "choice" and len(one.controls) == 1:
            value = one.controls[0].values[self.choices[one.id][0]]
            return label(value.labels, self.style.lang, "")[1]
        return one.row == "count" and self.style.lang.code == "en" and state != "off"

    def is_missed(self, missing: str) -> bool:
        """Tell whether the rows around leave no doubt that this one is not offered."""
        order = LISTS[self.name].order
        there = [one for one in order if one not in self.absent]
        section = next(one.rows for one in LISTS[self.name].sections if missing in one.rows)
        within = order.index(there[0]) < order.index(missing) < order.index(there[-1])
        return within and any(one in there for one in section)

    # ---- one load

    def load(self) -> Load:
        """Draw one load of the list."""
        dice, style = self.dice, self.style
        script: list[str] = []
        sections = self.sections()
        html = self.join(sections)
        silent = dice.number(0, 1)
        after = dice.number(300, 1_500 if silent else 9_000)
        main = markup.slot("list", html)
        if style.arrival == "list-late":
            main = markup.slot("list")
            script.append(f'at({after}, () => fill("list", {markup.js(html)}));')
        elif style.arrival == "list-pieces":
            late = dice.number(0, len(sections) - 1)
            pieces = [markup.SPINNER if at == late else one for at, one in enumerate(sections)]
            main = markup.slot("list", self.join(pieces))
            script.append(f'at({after}, () => fill("list", {markup.js(html)}));')
        elif style.arrival:
            word = style.lang.off if style.arrival == "rows-drawn-off" else ""
            main = markup.slot("list", self.join(self.sections(word)), busy=not silent)
            script.append(
                f'at({after}, () => {{ fill("list", {markup.js(html)}); idle("list"); }});'
            )
        if dice.maybe("mutating-outside", 15):
            script.append('tick("[data-ticker]", 150);')
        document = markup.document(
            style.before + main + style.after, script, style.lang, around=style.around
        )
        return Load(style.path, document, (), LIFE, style.complete, style.width)

    def sections(self, instead: str | None = None) -> list[str]:
        """Draw every section; `instead` is what rows of switches say where it is not their state."""
        sections = []
        number = 0
        for at, rows in enumerate(one.rows for one in LISTS[self.name].sections):
            drawn = []
            for id_ in rows:
                if id_ in self.absent:
                    continue
                number += 1
                if number not in self.gap:
                    drawn.append(self.row(id_, number, instead))
            if "rows-unknown" in self.dice.rules:
                stranger = UNKNOWN_ROWS[at % len(UNKNOWN_ROWS)]
                drawn.append(Row(f"/mypreferences/d/settings/{stranger}", "Something else", ()))
            if drawn:
                sections.append(self.section(at, drawn, number))
        return sections

    def row(self, id_: str, number: int, instead: str | None) -> Row:
        """Draw a row of the catalogue's list."""
        one, rules = SETTINGS.get(id_), self.dice.rules
        path = one.paths[0] if one else f"/mypreferences/d/settings/{id_}"
        if "rows-whole-address" in rules:
            path = f"https://www.linkedin.com{path.rstrip('/')}/?from=list#top"
        title, _ = (
            label(one.row_texts or one.title_texts, self.style.lang, id_) if one else (id_, False)
        )
        texts = [text for text in (self.value(one) if one else "",) if text]
        if one and texts:
            if instead is not None and one.row == "state":
                texts = [instead] if instead else []
            elif instead is None:
                self.drawn.add(id_)
            if "rows-subtitle" in rules:
                texts = [markup.SENTENCE, *texts]
            if "rows-badge" in rules and number % 3 == 1:
                texts = [*texts, BADGE]
                self.odd.add(id_)
            if "rows-strange-word" in rules and number % 3 == 2:
                texts = [STRANGE]
                self.odd.add(id_)
        return Row(path, title, texts)

    def value(self, one: Setting) -> str:
        """Return what a row says of the account's choice; nothing where it shows none."""
        choice, lang = self.choices.get(one.id, ()), self.style.lang
        if not one.controls or one.row == "none":
            return ""
        if one.row == "state":
            return {"on": lang.on, "off": lang.off}.get(state_of(one, choice), "")
        if one.row == "choice":
            values = next(control.values for control in one.controls if control.values)
            return label(values[choice[0]].labels, lang, f"value {choice[0]}")[0]
        ticked = [
            label(control.labels, lang, "box")[0]
            for control, on in zip(one.controls, choice, strict=True)
            if on
        ]
        more = MORE.format(len(ticked) - 1) if len(ticked) > 1 else ""
        return ticked[0] + more if ticked else ""

    def section(self, at: int, rows: list[Row], number: int) -> str:
        """Draw a section, and its copy for small screens, which says the contrary and is not shown."""
        generation = "list-joined" if "list-joined" in self.dice.rules else self.generation
        drawn = "".join(markup.row(one, generation, at * 100 + i) for i, one in enumerate(rows))
        copy = ""
        if "rows-twice" in self.dice.rules:
            lang = self.style.lang
            swapped = {lang.on: lang.off, lang.off: lang.on}
            others = [
                Row(one.address, one.title, [swapped.get(text, text) for text in one.texts])
                for one in rows
            ]
            hidden = markup.HIDDEN[number % len(markup.HIDDEN)]
            hidden_rows = "".join(markup.row(one, generation, i) for i, one in enumerate(others))
            copy = f"<div {hidden}><ul>{hidden_rows}</ul></div>"
        tag = "div" if self.generation == "list-react" else "ul"
        return f"{copy}<section><h3>Section {at}</h3><{tag}>{drawn}</{tag}></section>"

    def join(self, sections: list[str]) -> str:
        """Put the sections together; a virtualised list shows that it draws but some of its rows."""
        html = "".join(sections)
        return markup.VIRTUAL[self.style.virtual](html) if self.style.virtual else html
