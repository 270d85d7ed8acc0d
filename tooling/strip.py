"""What a reader of the source needs and a browser does not: comments and empty lines, taken out by line.

No tokens are looked at, so the parts have to follow a form (`strip` refuses others): a comment has its lines for
itself, and no template literal goes over more than one line. Casts inside expressions go, too. That what remains is
the same program is tested with ESLint's parser (tests/unit/test_strip.py).
"""

import re

# Of a cast, what stands before its parenthesis, or before a parameter.
CAST = re.compile(r"/\*\* @type \{(?:[^*]|\*(?!/))*\} \*/ ")


class FormError(Exception):
    """A line that cannot be told apart safely; the message says which and what to do."""


def strip(source: str) -> str:
    """Take out comments, casts and empty lines; indentation stays, so that it can be read.

    Raises:
        FormError: with the line, and what to do about it.
    """
    kept = []
    opened = 0
    for number, line in enumerate(source.splitlines(), start=1):
        text = line.strip()
        starts = not opened and text.startswith("/*")
        if opened or starts:
            _, end, after = text.partition("*/")
            if end and after:
                msg = (
                    f"line {number}: code after the end of a comment: {text}. Give it its own line."
                )
                raise FormError(msg)
            opened = 0 if end else opened or number
        elif text and not text.startswith("//"):
            if text.count("`") % 2:
                msg = f"line {number}: a template literal over several lines: {text}. Join strings."
                raise FormError(msg)
            kept.append(CAST.sub("", line.rstrip()))
    if opened:
        msg = f"line {opened}: a comment without an end. Write */ at the end of its last line."
        raise FormError(msg)
    return "\n".join(kept) + "\n"
