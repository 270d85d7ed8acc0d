"""How LinkedIn draws, or may draw, a settings page: every generation of markup, as HTML.

Reconstructed from notes on the DOM of LinkedIn's pages (docs/recognition.md says from which sources); class names,
wrappers and sentences are ours. Nothing here is shared with tests/fixtures/, so that a guess made there is not made
again.
`data-c` numbers a control, `data-w` the word beside it, for the page's own script (page.js) and the member's clicks.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from tests.generated.facts import Choice, Language, label
from tooling.catalogue import Control, Setting

GENERATIONS = ("key", "ember", "card", "artdeco", "psettings", "react", "button", "div", "pressed")
NATIVE = ("key", "ember", "card", "artdeco", "psettings", "react")
"""Of these the control is an `input`."""
SCRIPT = Path(__file__).with_name("page.js").read_text("utf-8")
STYLE = """
body { margin: 0; font: 16px/1.4 sans-serif } main { display: block; max-width: 700px; padding: 16px }
section { padding: 8px 16px; border: 1px solid #ccc } li a { display: block; padding: 8px }
.pill { display: inline-block; width: 48px; height: 32px; border-radius: 16px; background: #084 }
.box { display: inline-block; width: 20px; height: 20px; border: 1px solid }
.a11y { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); opacity: 0 }
.held { position: relative; display: inline-block }
.away { position: absolute; left: -9999px; width: 600px }
.none { display: none } .faint { opacity: 0 }
.spinner { display: block; width: 40px; height: 40px }
.virtual { position: relative } .virtual li { position: absolute; left: 0; right: 0 }
"""
HIDDEN = ('class="none"', "hidden", 'style="visibility: hidden"', 'class="away"')
"""Ways to keep a copy for other screens out of sight."""
SPINNER = '<div role="progressbar" class="spinner" data-spinner>Loading</div>'
SENTENCE = "We use what you do here to decide what you see elsewhere, and you can change that here."
HUGE = "With this we show you more of what matters to you and less of what does not. " * 60


@dataclass(frozen=True)
class Look:
    """In what the controls of a page differ from the plainest ones of their generation.

    Attributes:
        generation: one of GENERATIONS.
        lang: of labels and words.
        word: whether a state word stands beside a switch.
        hidden: the input is 1 px and transparent, and a pill is drawn for it.
        aria: "beside" or "against" the native state; empty for none (artdeco has it always).
        locked: "disabled", "fieldset" or "aria"; empty for none.
        wrappers: boxes around each control.
        label: "plain", "nested", "invisible" (characters), "huge" or "missing".
        select: a choice is drawn as a select.
        salt: what hashed class names and made-up ids end in.
        foreign: a key of another setting that the first control carries.
    """

    generation: str
    lang: Language
    word: bool = False
    hidden: bool = False
    aria: str = ""
    locked: str = ""
    wrappers: int = 0
    label: str = "plain"
    select: bool = False
    salt: str = "x1"
    foreign: str = ""


# ---- controls -----------------------------------------------------------------------------------


def controls(setting: Setting, choice: Choice, look: Look, *, words: Choice | None = None) -> str:
    """Draw every control of a setting.

    Args:
        setting: whose page it is.
        choice: what they show.
        look: how.
        words: the states that the words beside them say; those of `choice` where it is None.
    """
    drawn = []
    number = 0
    for at, control in enumerate(setting.controls):
        if control.values:
            drawn.append(_choice(control, choice[at], look, number))
            number += len(control.values)
        else:
            on = bool(choice[at])
            said = on if words is None else bool(words[at])
            drawn.append(_switch(control, look, number, on=on, said=said))
            number += 1
    html = "\n".join(drawn)
    # A fieldset disables no div.
    how = "disabled" if look.generation != "div" else 'aria-disabled="true"'
    return f"<fieldset {how}>{html}</fieldset>" if look.locked == "fieldset" else html


def number_of(setting: Setting, at: int, value: int = 0) -> int:
    """Return the `data-c` of a control, or of a value of the choice that it is."""
    return sum(max(1, len(control.values)) for control in setting.controls[:at]) + value


def name_of(control: Control, look: Look, number: int) -> tuple[str, bool]:
    """Return a control's name and whether it is sure, clean and attached, so that it can tell the setting."""
    english = next((text.text for text in control.labels if text.lang == "en"), f"label {number}")
    text, sure = label(control.labels, look.lang, f"{look.lang.said}: {english[::-1]}")
    return text, sure and look.label in ("plain", "nested", "invisible")


def _switch(control: Control, look: Look, number: int, *, on: bool, said: bool) -> str:
    text, _ = name_of(control, look, number)
    key = look.foreign if look.foreign and number == 0 else control.key
    plain = control.kind == "checkbox"
    said_word = (
        _word(number, look.lang.on if said else look.lang.off) if look.word and not plain else ""
    )
    return _GENERATION[look.generation](_One(look, number, on, text, key or "", plain, said_word))


@dataclass(frozen=True)
class _One:
    """One switch or box: `text` names it, `key` is its setting key, `plain` a checkbox and no switch."""

    look: Look
    number: int
    on: bool
    text: str
    key: str
    plain: bool
    word: str

    @property
    def id(self) -> str:
        return f"c{self.number}-{self.look.salt}"

    @property
    def role(self) -> str:
        return "checkbox" if self.plain else "switch"

    def label(self) -> str:
        return _label(self.text, self.look.label)

    def input(self, attributes: str) -> str:
        """Draw the native control, with its pill where it is hidden itself."""
        look = self.look
        role = "" if self.plain or look.generation == "psettings" else 'role="switch" '
        html = (
            f'<input type="checkbox" {role}data-c="{self.number}" {attributes}'
            f"{' checked' if self.on else ''}{_aria(look, self.on)}{_locked(look)}"
        )
        drawn = "box" if self.plain else "pill"
        if not look.hidden:
            return _wrapped(f'{html} style="width: 20px; height: 20px">', look)
        return f'<span class="held">{_wrapped(f"""{html} class="a11y">""", look)}<span class="{drawn}"></span></span>'

    def drawn(self, tag: str, attributes: str) -> str:
        """Draw a control that is no input."""
        look = self.look
        state = "aria-pressed" if look.generation == "pressed" else "aria-checked"
        role = "" if look.generation == "pressed" else f' role="{self.role}"'
        tab = "" if tag == "button" else ' tabindex="0"'
        locked = (
            ' aria-disabled="true"' if look.locked == "disabled" and tag == "div" else _locked(look)
        )
        kind = ' type="button"' if tag == "button" else ""
        return _wrapped(
            f'<{tag}{kind}{role}{tab} class="{"box" if self.plain else "pill"}" data-c="{self.number}"'
            f' {state}="{str(self.on).lower()}" {attributes}{locked}></{tag}>',
            look,
        )


def _key(one: _One) -> str:
    key = one.key or f"setting-{one.id}"
    return (
        f'<div class="_row_{one.look.salt}"><p id="{key}">{one.label()}</p>{one.word}'
        f'{one.input(f"""aria-labelledby="{key}" """)}</div>'
    )


def _ember(one: _One) -> str:
    salt = one.look.salt
    return (
        f'<div id="ember{one.number}" class="ember-view _setting_{salt}"><h4>{SENTENCE}</h4>'
        f'<div class="_control_{salt}">'
        f'<label for="{one.id}" class="_label_{salt}">{one.label()}</label>{one.word}'
        f'{one.input(f"""id="{one.id}" {_name(one)}""")}</div></div>'
    )


def _card(one: _One) -> str:
    return (
        '<div class="config-setting-card__setting-item"><p class="config-setting-card__setting-item-primary-desc"'
        f' id="{one.id}-desc">{one.label()}</p><div class="config-setting-card__setting-item-ctrl">'
        f'{one.input(f"""id="{one.id}" aria-labelledby="{one.id}-desc" {_name(one)}""")}{one.word}</div></div>'
    )


def _artdeco(one: _One) -> str:
    aria = "" if one.look.aria else f' aria-checked="{str(one.on).lower()}"'
    return (
        '<div data-control-name="toggle_button" class="artdeco-toggle artdeco-toggle--32dp">'
        f'{one.input(f"""id="{one.id}"{aria} {_name(one)}""")}'
        f'<label for="{one.id}" class="artdeco-toggle__label">{one.label()}</label>{one.word}</div>'
    )


def _psettings(one: _One) -> str:
    return (
        f'<div class="toggle-input">{one.input(f"""id="{one.id}" name="{one.key or "data-sharing"}" """)}'
        f'<label for="{one.id}">{one.label()}</label>{one.word}</div>'
    )


def _react(one: _One) -> str:
    salt = one.look.salt
    return (
        f'<div componentkey="{salt}-{one.number}" class="{salt} _a1b2c3"><div class="{salt}"><label class="{salt}">'
        f'<div class="{salt}"><span>{one.label()}</span></div><div class="{salt}">{one.input(_name(one))}</div>'
        f"</label>{one.word}</div></div>"
    )


def _button(one: _One) -> str:
    key = one.key or f"{one.id}-name"
    drawn = one.drawn("button", f'aria-labelledby="{key}"')
    return (
        f'<div class="{one.look.salt}"><span id="{key}">{one.label()}</span>{one.word}{drawn}</div>'
    )


def _div(one: _One) -> str:
    drawn = one.drawn("div", f'id="{one.id}" aria-labelledby="{one.id}-name" {_name(one)}')
    return (
        f'<div componentkey="{one.look.salt}-{one.number}"><div id="{one.id}-name">{one.label()}</div>'
        f"<div>{one.word}{drawn}</div></div>"
    )


def _pressed(one: _One) -> str:
    named = f'aria-label="{escape(one.text)}"' if one.look.label != "missing" else ""
    return f'<div class="{one.look.salt}">{one.word}{one.drawn("button", f"{named} {_name(one)}")}</div>'


_GENERATION = {
    "key": _key,
    "ember": _ember,
    "card": _card,
    "artdeco": _artdeco,
    "psettings": _psettings,
    "react": _react,
    "button": _button,
    "div": _div,
    "pressed": _pressed,
}


def _name(one: _One) -> str:
    return f'name="{one.key}" ' if one.key else ""


def _choice(control: Control, chosen: int, look: Look, number: int) -> str:
    group = control.key or f"choice-{look.salt}"
    texts = [value_name(control, at, look)[0] for at in range(len(control.values))]
    ids = [value.id or f"{group}__{at}" for at, value in enumerate(control.values)]
    if look.select:
        options = "".join(
            f'<option data-c="{number + at}" value="{one.rpartition("__")[2]}"{" selected" if at == chosen else ""}>'
            f"{escape(text)}</option>"
            for at, (one, text) in enumerate(zip(ids, texts, strict=True))
        )
        name = f"{group}-name"
        drawn = f'<select id="{group}" aria-labelledby="{name}"{_locked(look)}>{options}</select>'
        return f'<div><span id="{name}">{SENTENCE}</span>{_wrapped(drawn, look)}</div>'
    values = zip(ids, texts, strict=True)
    drawn = "\n".join(
        _radio(look, number + at, (group, one), text, on=at == chosen)
        for at, (one, text) in enumerate(values)
    )
    return f'<div role="radiogroup">{drawn}</div>'


def _radio(look: Look, number: int, ids: tuple[str, str], text: str, *, on: bool) -> str:
    group, own = ids
    label_html = _label(text, look.label)
    if look.generation in NATIVE:
        html = (
            f'<input type="radio" name="{group}" id="{own}" data-c="{number}"{" checked" if on else ""}'
            f"{_aria(look, on)}{_locked(look)}"
        )
        shown = (
            f'<span class="held">{_wrapped(html + """ class="a11y">""", look)}<span class="box"></span></span>'
            if look.hidden
            else _wrapped(html + ' style="width: 20px; height: 20px">', look)
        )
        if look.generation == "react":
            return f"<div><label>{shown}<span>{label_html}</span></label></div>"
        if look.generation == "key":
            named = shown.replace("<input ", f'<input aria-labelledby="{own}-text" ')
            return f'<div>{named}<span id="{own}-text">{label_html}</span></div>'
        return f'<div>{shown}<label for="{own}">{label_html}</label></div>'
    locked = ' aria-disabled="true"' if look.locked else ""
    return (
        f'<div><div role="radio" tabindex="0" class="box" id="{own}" data-c="{number}" aria-checked="{str(on).lower()}"'
        f' aria-labelledby="{own}-text"{locked}></div><span id="{own}-text">{label_html}</span></div>'
    )


def value_name(control: Control, at: int, look: Look) -> tuple[str, bool]:
    """Return what a value is called, and whether id or label can tell it."""
    if control.by_position:
        return "Placeholder name"[: 16 - 6 * at], look.label in ("plain", "nested", "invisible")
    value = control.values[at]
    text, sure = label(value.labels, look.lang, f"value {at}")
    clean = look.select or look.label in ("plain", "nested", "invisible")
    return text, bool(value.id) or (sure and clean)


def _label(text: str, how: str) -> str:
    first, _, rest = escape(text).partition(" ")
    if how == "nested":
        return (
            f"<span><b>{first}</b> <i><span>{rest}</span></i></span>" if rest else f"<b>{first}</b>"
        )
    if how == "invisible":
        return f"\u200e{first}\n  {rest}\u00ad"
    return {"huge": f"{escape(text)} {HUGE}", "missing": ""}.get(how, escape(text))


def _word(number: int, text: str) -> str:
    return f'<span data-w="{number}">{text}</span>'


def _aria(look: Look, on: bool) -> str:
    if not look.aria:
        return ""
    return f' aria-checked="{str(on if look.aria == "beside" else not on).lower()}"'


def _locked(look: Look) -> str:
    return {"disabled": " disabled", "aria": ' aria-disabled="true"'}.get(look.locked, "")


def _wrapped(html: str, look: Look) -> str:
    return '<span class="w">' * look.wrappers + html + "</span>" * look.wrappers


# ---- around them --------------------------------------------------------------------------------


def card(title: str, inner: str, *, salt: str, after: str = "") -> str:
    """Draw the card of a setting: heading, question, controls, small print."""
    return (
        f'<section class="card-{salt}"><div><a href="/mypreferences/d/categories/privacy">Back</a></div>'
        f"<h2>{escape(title)}</h2>"
        f"<p>{SENTENCE}</p>{inner}{after}<p data-tick>0</p>"
        '<p class="small">It may take a while. <a href="/help/">Learn more</a></p></section>'
    )


RAIL = ("Account", "Sign in", "Visibility", "Data privacy", "Advertising data", "Notifications")


def document(main: str, script: Iterable[str], lang: Language, *, around: str = "") -> str:
    """Draw the whole page: navigation, what is in `main`, footer, and the page's own script."""
    said = f' lang="{lang.said}"' if lang.said else ""
    rail = "".join(
        f'<a href="/mypreferences/d/rail-{at}"><span>{text}</span></a>'
        for at, text in enumerate(RAIL)
    )
    foot = "".join(
        f'<a href="/legal/{at}">{text}</a>' for at, text in enumerate(("About", "Terms", "Help"))
    )
    lines = "\n".join(script)
    drives = f"<script>\n{SCRIPT}\n{lines}\n</script>" if lines else ""
    return (
        f'<!doctype html>\n<html{said} dir="{lang.direction}">\n<head><meta charset="utf-8"><title>Settings</title>'
        f'<style>{STYLE}</style></head>\n<body>{around}\n<header><a href="/feed/">Home</a></header>'
        f"<nav><h1>Settings</h1><ul>{rail}</ul></nav>\n<aside data-ticker></aside>\n"
        f'<main id="main">{main}</main>\n'
        f"<footer>{foot}</footer>\n<div data-toast></div>\n{drives}</body></html>"
    )


def slot(name: str, inner: str = "", *, how: str = "plain", busy: bool = False) -> str:
    """Draw the place of a part that the page's script may fill later, or in a shadow root or frame."""
    waiting = ' aria-busy="true" style="min-height: 40px"' if busy else ""
    return f'<div data-slot="{name}" data-how="{how}"{waiting}>{inner}</div>'


def js(value: object) -> str:
    """Write a value for a script that stands in a page."""
    return json.dumps(value, ensure_ascii=False).replace("</", "<\\/").replace("<!--", "<\\!--")


# ---- decoys -------------------------------------------------------------------------------------

COOKIE_WALL = (
    '<div role="dialog" aria-modal="true" style="position: fixed; bottom: 0"><p>Cookies</p>'
    '<label><input type="checkbox" role="switch"> Advertising cookies</label>'
    '<label><input type="checkbox" role="switch" checked> Other cookies</label>'
    '<select><option>All</option></select><button type="button" aria-pressed="false">Later</button></div>'
)
SHELL_SWITCH = (
    '<nav><label><input type="checkbox" role="switch"> Dark mode</label>'
    "<select><option>English</option></select></nav>"
)
EXTRA_BOX = '<div><label><input type="checkbox"> Show this hint again</label></div>'
EXTRA_SELECT = "<section><h3>Sort</h3><select><option>Newest</option><option>Oldest</option></select></section>"
NOTIFICATIONS = (
    "<section><h3>Tell me by mail</h3>"
    + "".join(
        f'<div><label><input type="checkbox"{" checked" if at % 2 else ""}> About topic {at}</label></div>'
        for at in range(6)
    )
    + "</section>"
)


def _named(*names: str) -> str:
    return "".join(f'<input type="hidden" name="{name}">' for name in names)


HOSTILE = (
    f'<form name="body">{_named("parentNode", "checked", "id", "getAttribute", "children", "matches")}',
    f'</form><form name="checked">{_named("nodeType", "localName")}</form><i id="performance"></i>'
    + "".join(
        f'<img name="{name}" alt="">'
        for name in ("querySelectorAll", "readyState", "documentElement")
    ),
)
"""What stands before and after the rest of `main`: names that hide the browser's own properties."""


def extra_switch(on: bool) -> str:
    """Draw a switch of the page that is no data setting."""
    return (
        '<section><h3>Search</h3><div><p id="ai-search">AI-powered job search</p>'
        f'<input type="checkbox" role="switch" aria-labelledby="ai-search"{" checked" if on else ""}></div></section>'
    )


LOGIN = (
    '<section><h2>Sign in</h2><form><input type="text" name="session_key">'
    '<input type="password" name="session_password"><label><input type="checkbox" role="switch" name="remember">'
    " Keep me logged in</label><button>Sign in</button></form></section>"
)
CHECKPOINT = (
    '<section><h2>Let\'s do a quick security check</h2><form><input type="text" name="pin">'
    '<label><input type="checkbox"> Recognise this device</label><button>Continue</button></form></section>'
)
MISSING = (
    "<section><h2>This page does not exist</h2><p>Please check the address.</p>"
    '<a href="/feed/">Go to your feed</a></section>'
)
WALLS = {"login-wall": LOGIN, "checkpoint": CHECKPOINT, "page-not-found": MISSING}


# ---- lists --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Row:
    """One row of a list: where it leads, its title, what it says after it, and how."""

    address: str
    title: str
    texts: Sequence[str]


def row(one: Row, generation: str, number: int) -> str:
    """Draw a row; `data-r` numbers the text that says its value."""
    values = [
        f'<span data-r="{number}-{at}">{escape(text)}</span>' for at, text in enumerate(one.texts)
    ]
    if generation == "list-react":
        inner = "".join(f"<div><p>{value}</p></div>" for value in values)
        return (
            f'<div componentkey="row-{number}"><a href="{one.address}"><div>'
            f"<div><p>{escape(one.title)}</p></div>{inner}"
            '</div><svg width="8" height="8"><title>x</title></svg></a></div>'
        )
    joined = f"{escape(one.title)}<br>{'<br>'.join(map(escape, one.texts))}"
    plain = (
        f'<span>{escape(one.title)}</span>{"".join(values)}<span aria-hidden="true">&rsaquo;</span>'
    )
    inner = joined if generation == "list-joined" else plain
    return f'<li><a href="{one.address}">{inner}</a></li>'


TALL = '<div style="height: 1500px"></div>'
VIRTUAL: dict[str, Callable[[str], str]] = {
    "absolute": lambda html: f'<div class="virtual" style="height: 1800px">{html}</div>',
    "setsize": lambda html: html.replace("<li>", '<li aria-setsize="40">').replace(
        "<div componentkey", '<div aria-setsize="40" componentkey'
    ),
    "rowcount": lambda html: f'<div aria-rowcount="-1">{html}</div>',
    "scroller": lambda html: f'<div style="height: 200px; overflow: auto">{html}{TALL}</div>',
    "spacer": lambda html: f"<div>{html}{TALL}</div>",
    "padding": lambda html: f'<div style="padding-bottom: 1500px">{html}</div>',
    "window": lambda html: (
        '<div style="height: 1800px; position: relative"><div style="position: absolute; inset: 0 0 auto;'
        f' transform: translateY(0)">{html}</div></div>'
    ),
}
"""How a list shows that it draws but some of its rows."""
