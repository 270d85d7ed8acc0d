"""How a member acts on what the driver shows: by the mouse, or by the keyboard alone."""

from __future__ import annotations

from typing import Any, Protocol

from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.actions.action_builder import ActionBuilder
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webdriver import WebDriver
from selenium.webdriver.support.select import Select

TABS = 200
"""More presses of Tab than any of the pages needs."""
VALUES = 50

MIDDLE = """
arguments[0].scrollIntoView({ block: "center" });
const box = arguments[0].getBoundingClientRect();
return [box.left + box.width / 2, box.top + box.height / 2];
"""
DRAWN = "return arguments[0].closest('label') ?? arguments[0]"
FOCUSED = "return document.activeElement.matches(arguments[0])"
VALUE = "return document.activeElement.value"


class Hands(Protocol):
    """What a member can do on a page; a selector stands for the first element that matches."""

    name: str

    def press(self, driver: WebDriver, selector: str) -> None:
        """Presses a link, a button or a switch."""

    def choose(self, driver: WebDriver, selector: str, value: str) -> None:
        """Chooses a value of a select, or of the radios that match."""


class Mouse:
    """By the mouse."""

    name = "mouse"

    def press(self, driver: WebDriver, selector: str) -> None:  # noqa: D102 - see Hands
        element = driver.find_element(By.CSS_SELECTOR, selector)
        click(driver, driver.execute_script(DRAWN, element))

    def choose(self, driver: WebDriver, selector: str, value: str) -> None:  # noqa: D102
        element = driver.find_element(By.CSS_SELECTOR, selector)
        if element.tag_name == "select":
            Select(element).select_by_value(value)
        else:
            self.press(driver, f"{selector}[value='{value}']")


class Keyboard:
    """By Tab, Enter, Space and arrows alone.

    Raises:
        LookupError: something cannot be reached.
    """

    name = "keyboard"

    def press(self, driver: WebDriver, selector: str) -> None:  # noqa: D102 - see Hands
        self._reach(driver, selector)
        is_input = driver.switch_to.active_element.tag_name == "input"
        _type(driver, Keys.SPACE if is_input else Keys.ENTER)

    def choose(self, driver: WebDriver, selector: str, value: str) -> None:  # noqa: D102
        self._reach(driver, selector)
        for _ in range(VALUES):
            if _ask(driver, VALUE) == value:
                return
            _type(driver, Keys.ARROW_DOWN)
        raise LookupError(f"no arrow leads to {value} of {selector}")

    def _reach(self, driver: WebDriver, selector: str) -> None:
        for _ in range(TABS):
            if _ask(driver, FOCUSED, selector):
                return
            _type(driver, Keys.TAB)
        raise LookupError(f"no Tab leads to {selector}")


def click(driver: WebDriver, element: Any) -> None:
    """Clicks in the middle of an element, by the mouse.

    Not WebElement.click: geckodriver writes `style` attributes into the page to see whether an
    element can be clicked, and the page's observer would take them for ours.
    """
    x, y = _ask(driver, MIDDLE, element)
    actions = ActionBuilder(driver)
    pointer = actions.pointer_action
    pointer.move_to_location(round(x), round(y))  # type: ignore[no-untyped-call]
    pointer.click()
    actions.perform()


def _type(driver: WebDriver, key: str) -> None:
    ActionChains(driver).send_keys(key).perform()


def _ask(driver: WebDriver, script: str, *arguments: Any) -> Any:
    return driver.execute_script(script, *arguments)
