"""What a member does, and what it took: pages of LinkedIn's, clicks on our buttons and on LinkedIn's controls."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator

from selenium.common.exceptions import NoSuchWindowException
from selenium.webdriver.common.by import By

from tooling.browsers import Browser, Firefox
from tooling.fixtures import book
from tooling.server import APPLICATION, HOST, FixtureServer
from tooling.visits import until

from .hands import Hands
from .steps import Act, Stands, Step, stands

WELCOME = "welcome/welcome.html"
PANEL = "popup/popup.html?view=panel"
SECONDS = 30.0
"""For what takes some seconds: the page settles 2 s after it was drawn, on a machine that others use, too."""

SIDEBAR = (
    "return SidebarController.isOpen && SidebarController.currentID.endsWith('-sidebar-action')"
)
"""With the browser's own rights: whether an extension's sidebar is open."""

NEXT = "[data-action='next']"
SHARING = "[data-i]:checked"
"""What is on, on a page of a setting that is a switch or boxes."""

MARKED = """
const ours = (element) => getComputedStyle(element).outlineColor === "rgb(194, 65, 12)";
return [...document.querySelectorAll("*")].some(ours);
"""
SHOWN = "return document.querySelector(arguments[0])?.checkVisibility() ?? false"


class Stuck(Exception):  # noqa: N818 - what has happened to the member
    """Something that the member waits for does not come; the message says what, and what stands there."""


class Member:
    """A member in a browser with the extension.

    Attributes:
        page: the handle of the tab with LinkedIn's page; "" before there is one.
        panel: that of the side panel; in Firefox, whose sidebar no driver reaches, of the same page in a window.
        visit: what the names of the steps that are shown end with.
    """

    def __init__(
        self,
        browser: Browser,
        server: FixtureServer,
        hands: Hands,
        show: Callable[[Member, str], None] = lambda *_: None,
    ) -> None:
        """Begins where the browser is.

        Args:
            browser: with the extension as just installed.
            server: www.linkedin.com.
            hands: mouse or keyboard.
            show: is called with a name for each thing that the member sees.
        """
        self.browser = browser
        self.driver = browser.driver
        self.server = server
        self.hands = hands
        self._show = show
        self.page = ""
        self.panel = ""
        self.visit = ""
        self._counted = 0

    def show(self, name: str) -> None:
        """Lets somebody look over the member's shoulder."""
        self._show(self, name + self.visit)

    @contextlib.contextmanager
    def at(self, handle: str) -> Iterator[None]:
        """In a tab, a window or the side panel, and back."""
        before = self.driver.current_window_handle
        self.driver.switch_to.window(handle)
        try:
            yield
        finally:
            self.driver.switch_to.window(before)

    @property
    def loads(self) -> list[str]:
        """Every page of LinkedIn's that was loaded so far, in order."""
        asked = [one for one in self.server.requests if (one.method, one.host) == ("GET", HOST)]
        pages = [one.path for one in asked if not one.path.startswith((APPLICATION, "/favicon"))]
        return [book().place(path) for path in pages]

    def _new_loads(self) -> tuple[str, ...]:
        """The pages that were loaded since this was last asked."""
        before, self._counted = self._counted, len(self.loads)
        return tuple(self.loads[before:])

    # ---- the welcome page ----------------------------------------------------------------------

    def read_welcome(self, region: str, mode: str) -> None:
        """Answers the page that opens after the installation, and presses Start."""
        url = self.browser.extension_url(WELCOME)
        self._until(lambda: self._handle_of(url), "the welcome page after the installation")
        self.driver.switch_to.window(self._handle_of(url))
        self._until(lambda: self._shown("[data-action='start']"), "a button to start")
        self.show("welcome")
        self.hands.choose(self.driver, "[data-part='modes'] input", mode)
        self.hands.choose(self.driver, "#region", region)
        self.hands.press(self.driver, "[data-action='start']")
        self._until(lambda: self._shown("#started:focus"), "the pages to open, and the focus there")
        self.show("started")

    def open_first_page(self) -> None:
        """Opens the first page of the welcome page's checklist, beside which the side panel stands."""
        before, goal = set(self.driver.window_handles), self.stands().goal
        self.hands.press(self.driver, "[data-part='pages'] a")
        self._until(lambda: set(self.driver.window_handles) - before, "a tab with the first page")
        (self.page,) = set(self.driver.window_handles) - before
        self.driver.switch_to.window(self.page)
        self._follow(goal)

    def open_page(self, path: str) -> None:
        """Comes to a page of LinkedIn's in its own way, by a bookmark perhaps."""
        goal = self.stands().goal
        with self.at(self.page):
            self.browser.open(path)
        self._follow(goal)

    def _follow(self, goal: Step | None) -> None:
        """Waits until the side panel knows which page is open: it led there, and leads further now."""
        with self.at(self.panel):
            self._until(lambda: self._said().goal != goal, "a step after the first")

    # ---- the side panel ------------------------------------------------------------------------

    def open_panel(self) -> None:
        """Opens the side panel by the welcome page's button."""
        self.hands.press(self.driver, "[data-action='beside']")
        if isinstance(self.browser, Firefox):
            self._until(lambda: self.browser.chrome(SIDEBAR), "the sidebar")  # type: ignore[attr-defined]
            self.panel = self._sidebar_in_a_window()
        self._until(lambda: self._handle_of(PANEL), "the side panel")
        self.panel = self.panel or self._handle_of(PANEL)
        with self.at(self.panel):
            self._until(lambda: self._shown("[data-summary][data-clear]"), "the panel's summary")

    def _sidebar_in_a_window(self) -> str:
        before = self.driver.current_window_handle
        self.driver.switch_to.new_window("window")
        self.driver.get(self.browser.extension_url(PANEL))
        handle = self.driver.current_window_handle
        self.driver.switch_to.window(before)
        return handle

    def stands(self) -> Stands:
        """What the walk says, in the side panel."""
        with self.at(self.panel):
            return self._said()

    def _said(self) -> Stands:
        """The same, for those who look at the panel already: asked often, a driver's every step counts."""
        return stands(self.browser)

    # ---- the walk ------------------------------------------------------------------------------

    def look(self) -> list[Act]:
        """Opens each page that is to be read, until none is left. The page that is open counts as the first."""
        first = self.stands().here
        acts = [self._stay(first)] if first and first.todo == "look" else []
        return acts + self._each("look")

    def confirm(self) -> list[Act]:
        """Loads each page again that confirms an off, until none is left."""
        return self._each("confirm")

    def switch_off(self) -> list[Act]:
        """Goes to each setting that shares and switches it off there, until none is left."""
        acts: list[Act] = []
        while (goal := self.stands().goal) and goal.todo == "switch":
            with self.at(self.panel):
                self.hands.press(self.driver, NEXT)
                self._until(lambda goal=goal: self._said().here == goal, f"{goal.id} open")  # type: ignore[misc]
            clicks = self._switch_all_off(goal, is_first=not acts)
            acts.append(Act(goal, self._new_loads(), ours=1, theirs=clicks))
        return acts

    def _switch_all_off(self, step: Step, *, is_first: bool) -> int:
        clicks = 0
        with self.at(self.page):
            # Words that come into the page move it: nobody clicks before.
            self._until(lambda: self.browser.run(MARKED), f"a mark on {step.id}")
            if is_first:
                self.show("switch")
            while self.driver.find_elements(By.CSS_SELECTOR, SHARING):
                self.hands.press(self.driver, SHARING)
                clicks += 1
        with self.at(self.panel):
            self._until(lambda: self._said().off == step.id, f"{step.id} said to be switched off")
        if is_first:
            self.show("switched-off")
        return clicks

    def _each(self, todo: str) -> list[Act]:
        acts: list[Act] = []
        with self.at(self.panel):
            while (goal := self._said().goal) and goal.todo == todo:
                self.hands.press(self.driver, NEXT)
                self._until(lambda goal=goal: self._is_done(goal), f"{todo} {goal.id} done")  # type: ignore[misc]
                acts.append(Act(goal, self._new_loads(), ours=1))
        return acts

    def _stay(self, step: Step) -> Act:
        with self.at(self.panel):
            self._until(lambda: self._is_done(step), f"{step.id} read")
        return Act(step, self._new_loads(), ours=1)

    def _is_done(self, step: Step) -> bool:
        goal, here, _ = self._said()
        return step not in (goal, here)

    # ---- waiting -------------------------------------------------------------------------------

    def press(self, selector: str) -> None:
        """Presses something else in the side panel, and waits until it is gone."""
        with self.at(self.panel):
            self.hands.press(self.driver, selector)
            self._until(lambda: not self._shown(selector), f"{selector} gone")

    def _shown(self, selector: str) -> bool:
        """In one question: what is drawn may be drawn anew between two."""
        return bool(self.browser.run(SHOWN, selector))

    def _handle_of(self, address: str) -> str:
        """The handle of what shows an address, by its end; "" where nothing does."""
        before = self.driver.current_window_handle
        try:
            for handle in self.driver.window_handles:
                self.driver.switch_to.window(handle)
                if self.driver.current_url.endswith(address):
                    return str(handle)
        finally:
            with contextlib.suppress(NoSuchWindowException):
                self.driver.switch_to.window(before)
        return ""

    def _until(self, check: Callable[[], object], what: str) -> None:
        if not until(check, SECONDS):
            stands = self.stands() if self.panel else None
            raise Stuck(f"{what} not within {SECONDS:.0f} s; the walk says {stands}")
