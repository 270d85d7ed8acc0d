"""A member who visits LinkedIn's settings with Still On, for tests and pictures: all is done by mouse or keyboard.

member = Member(browser, server, Keyboard())
member.read_welcome("eu", "words")
member.open_panel()
member.open_first_page()
looked = member.look()
"""

from .hands import Hands, Keyboard, Mouse
from .member import Member, Stuck
from .steps import Act, Step
from .story import (
    ADDED,
    LATER_DAYS,
    NEW,
    PARTLY,
    TURNED_ON,
    days_later,
    first_account,
    first_visit,
    later_visit,
)

__all__ = [
    "ADDED",
    "LATER_DAYS",
    "NEW",
    "PARTLY",
    "TURNED_ON",
    "Act",
    "Hands",
    "Keyboard",
    "Member",
    "Mouse",
    "Step",
    "Stuck",
    "days_later",
    "first_account",
    "first_visit",
    "later_visit",
]
