"""A page with 200 pieces of personal data, one in every place in which one can hide.

All of it is invented. Each piece has a stem of its own ("quuxbadefi", "900017"), by which it is found
again however it is written.
"""

from __future__ import annotations

import base64
import binascii
import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import quote, unquote

from justhtml import JustHTML

from tooling.capture.allowed import words
from tooling.capture.tree import Element

COUNT = 200
SYLLABLES = ("ba", "de", "fi", "go", "lu", "my")
ROW = "/mypreferences/d/settings/ads-by-age"
LABEL = "Use your age range for ads"
KEY = "allowAdsByAge"


@dataclass(frozen=True)
class Piece:
    """One piece: what is personal in it is told by its stem."""

    number: int

    @property
    def surname(self) -> str:
        n = self.number
        return "Quux" + "".join(SYLLABLES[n // 6**at % 6] for at in range(3))

    @property
    def name(self) -> str:
        return f"Zebulon {self.surname}"

    @property
    def key(self) -> str:
        return f"zebulon{self.surname}"

    @property
    def slug(self) -> str:
        return f"zebulon-{self.surname.lower()}"

    @property
    def mail(self) -> str:
        return f"{self.surname.lower()}@zebulon.example"

    @property
    def phone(self) -> str:
        return f"+44 7700 900{self.number:03}"

    @property
    def any(self) -> str:
        """One form after the other."""
        member = f"urn:li:member:ACoAA{self.surname}"
        return (self.name, self.mail, self.phone, self.key, member)[self.number % 5]

    @property
    def stems(self) -> tuple[str, str]:
        return self.surname.lower(), f"900{self.number:03}"

    def encoded(self) -> str:
        return base64.b64encode(self.name.encode()).decode()


Place = Callable[[Piece], str]


def _in(template: str) -> Place:
    """The piece in some form in place of {}."""
    return lambda piece: template.replace("{}", html.escape(piece.any))


def _as(template: str) -> Place:
    """The piece in the form that the template names: {name}, {slug}, {key} ..."""
    forms = ("name", "slug", "key", "mail", "phone", "surname")
    return lambda piece: re.sub(
        r"\{(\w+)\}", lambda m: getattr(piece, m[1]) if m[1] in forms else m[0], template
    )


TEXTS = re.split(
    r" \| ",
    "<p>{}</p> | <h1>{}</h1> | <h2>{}</h2> | <ul><li>{}</ul> | <table><tr><td>{}</table> | "
    "<button>{}</button> | <a>{}</a> | <label>{}</label> | "
    "<fieldset><legend>{}</legend></fieldset> | <b>{}</b> | "
    "<details><summary>{}</summary></details> | <select><option>{}</select> | "
    "<textarea>{}</textarea> | <time>{}</time> | <dialog>{}</dialog> | "
    "<center>{}</center> | <output>{}</output> | <pre>{}</pre> | <noscript>{}</noscript> | "
    "<xmp>{}</xmp> | <marquee>{}</marquee> | <title>{}</title> | <code>{}</code> | "
    "<style>{}</style> | <canvas>{}</canvas> | <video>{}</video> | <object>{}</object> | "
    "<ruby>{}</ruby> | <iframe>{}</iframe> | <my-element>{}</my-element> | "
    "<svg><text>{}</text></svg> | <svg><title>{}</title></svg> | "
    "<svg><desc>{}</desc></svg> | <svg><style>{}</style></svg> | "
    "<svg><foreignObject><p>{}</p></foreignObject></svg> | <svg><![CDATA[{}]]></svg> | "
    "<math><mi>{}</mi></math> | <math><annotation>{}</annotation></math> | "
    "<template>{}</template> | <div><template shadowrootmode=open>{}</template></div> | "
    "<my-host><template shadowrootmode=open><p>{}</p></template></my-host> | "
    "<iframe srcdoc='<p>{}</p>'></iframe> | <iframe srcdoc='<!-- {} -->'></iframe> | "
    "<iframe srcdoc='<b title=&quot;{}&quot;></b>'></iframe> | <!--{}--> | "
    "<code style='display:none'><!--{}--></code> | <?{}?> | <!doctype {}>",
)
ATTRIBUTES = sorted(
    words(
        "alt title aria-label aria-description aria-roledescription aria-valuetext "
        "aria-labelledby aria-describedby aria-controls aria-owns aria-placeholder "
        "aria-checked aria-setsize aria-live data-member-name data-urn data-indeterminate "
        "value placeholder href src srcset poster action formaction cite background ping "
        "download style class id name for slot part role type dir lang checked disabled "
        "hidden selected label content datetime itemprop is exportparts nonce onclick "
        "autocomplete pattern list form usemap longdesc accesskey abbr headers summary color"
    )
)
TAGS = ("input", "div", "a")

SPECIAL: tuple[Place, ...] = (
    # beside what is known
    _as(f"<span>{LABEL} {{name}}</span>"),
    _as(f"<span>{{name}} {LABEL}</span>"),
    _as(f"<p id={KEY}>{LABEL}<i>{{name}}</i></p>"),
    _as(f"<a href={ROW}><span>Age range</span><span>On</span><span>{{name}}</span></a>"),
    _as("<span>Schools &amp; {phone} more</span>"),
    _as("<span>{surname} &amp; 3 more</span>"),
    _as("<span>Schools &amp; 3 more {surname}</span>"),
    _as("<span>← {name}</span>"),
    _as(f"<a href='{ROW}?member={{slug}}'>x</a>"),
    _as(f"<a href='{ROW}#{{slug}}'>x</a>"),
    _as(f"<a href='{ROW}/{{slug}}'>x</a>"),
    _as(f"<a href='https://www.linkedin.com{ROW}?u={{slug}}'>x</a>"),
    _as(f"<a href='https://{{slug}}@www.linkedin.com{ROW}'>x</a>"),
    _as(f"<a href='https://{{slug}}.example{ROW}'>x</a>"),
    _as(f"<a href='//{{slug}}.example{ROW}'>x</a>"),
    _as("<a href='/in/{slug}/'>x</a>"),
    _as("<a href='/mypreferences/d/settings/{slug}'>x</a>"),
    _as("<a href='mailto:{mail}'>x</a>"),
    _as("<a href='tel:{phone}'>x</a>"),
    _as("<a href='javascript:see(\"{slug}\")'>x</a>"),
    _as("<a href='data:text/html,{slug}'>x</a>"),
    _as("<a href='http://[{slug}'>x</a>"),
    _as(f"<input type=checkbox aria-labelledby='{KEY} {{key}}'>"),
    _as(f"<input type=radio id='{KEY}__{{key}}' value='{{key}}'>"),
    _as("<input type=checkbox id={key}>"),
    _as("<input type=radio name={key}>"),
    _as("<select><option value={surname}>x</select>"),
    _as("<input type=hidden name=csrfToken value='ajax:{phone}'>"),
    _as("<div style='display:none;background:url(/{slug}.png)'></div>"),
    _as("<div style='--name:{slug}'></div>"),
    # names of elements and attributes
    _as("<{slug}>x</{slug}>"),
    _as("<x-y {slug}=1></x-y>"),
    _as("<div data-{slug}></div>"),
    _as("<div xmlns:{slug}='x'></div>"),
    _as("<svg {slug}='x'></svg>"),
    _as("<svg><{slug}></{slug}></svg>"),
    _as("<svg><a xlink:href='/in/{slug}'></a></svg>"),
    _as("<my-tag is='{slug}' itemid='{mail}'></my-tag>"),
    # data in scripts and the like
    _as("<script>var me = '{name}';</script>"),
    _as("<script type='application/json'>{\"name\": \"{name}\"}</script>"),
    _as("<code>{\"firstName\": \"{name}\"}</code>"),
    _as("<meta name=author content='{name}'>"),
    _as("<link rel=alternate href='/in/{slug}'>"),
    _as("<picture><source srcset='/{slug}.webp 2x'></picture>"),
    _as("<img src='data:image/png;base64,{key}' alt=''>"),
    # the ways to write it
    lambda p: f"<p>{''.join(f'&#{ord(c)};' for c in p.name)}</p>",
    lambda p: f"<p>{''.join(f'&amp;#x{ord(c):x};' for c in p.name)}</p>",
    lambda p: f"<p>{quote(p.mail, safe='').replace('q', '%71')}</p>",
    lambda p: f"<a href='{ROW}?q={quote(p.mail)}'>x</a>",
    lambda p: f"<p>{''.join(f'{chr(92)}u{ord(c):04x}' for c in p.name)}</p>",
    lambda p: f"<p>{p.encoded()}</p>",
    lambda p: f"<div data-x='{p.encoded()}' id='{p.encoded().rstrip('=')}'></div>",
    lambda p: f"<p>{p.name.encode().hex()}</p>",
    lambda p: f"<p>{'<i></i>'.join(p.name)}</p>",
    lambda p: f"<p>{''.join(f'<i>{c}</i>' for c in p.name)}</p>",
    lambda p: f"<p>{'<!-- -->'.join(p.name)}</p>",
    lambda p: "<p>" + "\u200b".join(p.name) + "</p>",
    lambda p: "<p>" + "\u00ad".join(p.name) + "</p>",
    lambda p: f"<p>{LABEL}\u200b{p.name}</p>",
    lambda p: f"<p title='{p.name}\n{p.mail}'>{p.name.upper()}</p>",
    lambda p: f"<p>{p.name[::-1]} {p.surname}</p>",
)  # fmt: skip


def places() -> list[Place]:
    """Every place once."""
    said = [_in(text) for text in TEXTS]
    said += [
        _in(f'<{TAGS[at % 3]} {name}="{{}}"></{TAGS[at % 3]}>')
        for at, name in enumerate(ATTRIBUTES)
    ]
    return [*said, *SPECIAL]


def seeds() -> list[tuple[Piece, str]]:
    """COUNT pieces with their markup: every place has at least one."""
    every = places()
    assert len(every) <= COUNT, f"{len(every)} places for {COUNT} pieces"
    return [(Piece(number), every[number % len(every)](Piece(number))) for number in range(COUNT)]


def page(around: str = "") -> str:
    """The whole page: `around`, with the seeds in place of its comment <!--seeds-->."""
    around = around or "<!doctype html><html lang=en><body><main><!--seeds--></main></body></html>"
    return around.replace("<!--seeds-->", "\n".join(markup for _, markup in seeds()))


# ---- finding a piece again ----------------------------------------------------------------------


def found(text: str) -> list[Piece]:
    """The pieces that a text holds in any writing."""
    bare = [re.sub(r"[\W_]", "", one).casefold() for one in writings(text)]
    every = [Piece(number) for number in range(COUNT)]
    return [piece for piece in every if any(stem in one for stem in piece.stems for one in bare)]


def writings(text: str, depth: int = 2) -> Iterator[str]:
    """A text as it is, without its tags, and with what is encoded in it made plain."""
    plain = html.unescape(text)
    ways = {
        text,
        plain,
        re.sub(r"<!--.*?-->|<[^>]*>", "", plain),
        unquote(plain),
        re.sub(r"\\u([0-9a-f]{4})", lambda m: chr(int(m[1], 16)), plain),
        re.sub(r"[0-9a-f]{16,}", lambda m: _hex(m[0]), plain),
        re.sub(r"[A-Za-z0-9+/]{12,}={0,2}", lambda m: _base64(m[0]), plain),
    }
    yield from ways
    if depth:
        for way in ways - {text}:
            yield from writings(way, depth - 1)


def _hex(run: str) -> str:
    return bytes.fromhex(run[: len(run) // 2 * 2]).decode("latin-1")


def _base64(run: str) -> str:
    try:
        return base64.b64decode(run.rstrip("=") + "=" * (-len(run.rstrip("=")) % 4)).decode(
            "latin-1"
        )
    except (binascii.Error, ValueError):
        return run


# ---- a page as snapshot.js tells it, and with more than it tells --------------------------------


def tree_of(source: str) -> Element:
    """The tree of an HTML text. Comments and templates are in it: the scrubber has to be safe by itself."""
    root = JustHTML(source, sanitize=False).root
    return next(node for node in _nodes(root) if isinstance(node, Element) and node.tag == "html")


def _nodes(parent: object) -> list[Element | str]:
    result: list[Element | str] = []
    for node in getattr(parent, "children", None) or ():
        name, data = str(node.name), getattr(node, "data", None)
        if name == "#text":
            result.append(str(data))
        elif name.startswith(("#", "!")):
            result.append(Element("#comment", {"data": str(data)}, [str(data)]))
        elif not _is_shadow(node):
            result.append(_element(node))
    return result


def _is_shadow(node: object) -> bool:
    return "shadowrootmode" in (getattr(node, "attrs", None) or {})


def _element(node: object) -> Element:
    name, attributes = str(getattr(node, "name", "")), dict(getattr(node, "attrs", None) or {})
    space = getattr(node, "namespace", "html") or "html"
    shadows = [
        child.template_content
        for child in getattr(node, "children", None) or ()
        if _is_shadow(child)
    ]
    inner = _nodes(node)
    if (content := getattr(node, "template_content", None)) is not None:
        inner += _nodes(content)
    return Element(
        tag=name if space == "html" else f"{'svg' if space == 'svg' else 'other'}:{name}",
        attributes={key: value or "" for key, value in attributes.items()},
        children=inner,
        shadow=_nodes(shadows[0]) if shadows else None,
        frame=tree_of(attributes["srcdoc"] or "") if "srcdoc" in attributes else None,
    )
