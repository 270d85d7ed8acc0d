"""What 10,000 changes of a page within a second cost."""

from __future__ import annotations

from tooling.browsers import Firefox

from .gecko import profiled
from .round import Round, rest, until
from .sites import AI
from .subjects import Subject
from .trace import share

KINDS = {"beside the settings": "aside", "in the card of a control": "section p"}
TIMES, BATCHES = 10_000, 100
PAGE = """<!doctype html><html lang="en"><body><main>
<section><h2 id="a">Use my data for training content creation AI models</h2>
<input type="checkbox" role="switch" aria-labelledby="a" checked><p>x</p></section>
</main><aside>x</aside></body></html>"""
BURST = """
const [selector, times, batches] = arguments;
const text = document.querySelector(selector).firstChild;
window.over = false;
let done = 0;
(function batch() {
  for (const end = done + times / batches; done < end; done += 1) text.data = `${done}`;
  if (done < times) setTimeout(batch, 1000 / batches);
  else window.over = true;
})();
"""
SETTLED = 3.0
"""s until a page is told of in full; then nothing but the changes makes work."""
AFTER = 0.5


def measure(here: Round) -> None:
    """Changes one page again and again."""
    subject = here.ours
    here.server.reset()
    path = here.server.page(f"/mypreferences/d/settings/{AI}", PAGE)
    for case, selector in KINDS.items():
        subject.browser.open(path)
        rest(SETTLED)
        for counts in here.runs(f"10,000 changes {case}"):
            cost = burst(subject, selector)
            if counts:
                here.add("mutations", case, subject.name, cost)


def burst(subject: Subject, selector: str) -> float:
    """Ms of our script during and after a burst in the page that is open."""
    browser = subject.browser

    def change() -> None:
        browser.run(BURST, selector, TIMES, BATCHES)
        until(lambda: browser.run("return window.over"), "10,000 changes in a second")
        rest(AFTER)

    if isinstance(browser, Firefox):
        with profiled(browser, subject.scripts) as found:
            change()
        return found.script
    with subject.debugger.traced() as events:
        change()
    return share(events, subject.scripts).script
