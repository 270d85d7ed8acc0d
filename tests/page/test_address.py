"""Which page of the settings an address is."""

from __future__ import annotations

from tests.page.support import AI, Page, check, givens

PAGES: dict[str, tuple[str, str | None]] = {
    "a setting": ("/mypreferences/d/settings/ads-by-age", "setting ads-by-age"),
    "with a slash at the end": ("/mypreferences/d/settings/ads-by-age/", "setting ads-by-age"),
    "on a phone": ("/mypreferences/m/settings/ads-by-age", "setting ads-by-age"),
    "without settings/": ("/mypreferences/d/interest-categories", "setting interest-categories"),
    "one of two addresses": (
        "/mypreferences/d/profile-visibility-for-partners",
        "setting profile-visibility-for-partners",
    ),
    "the jobs application": ("/jobs/application-settings/", "setting application-settings"),
    "its address without a slash": ("/jobs/application-settings", "setting application-settings"),
    "a list": ("/mypreferences/d/categories/ads", "list ads"),
    "a list on a phone": ("/mypreferences/m/categories/ads/", "list ads"),
    "a category without a list of ours": (
        "/mypreferences/d/categories/account",
        "other categories/account",
    ),
    "a name that every object has": (
        "/mypreferences/d/categories/constructor",
        "other categories/constructor",
    ),
    "a longer name": ("/mypreferences/d/settings/ads-by-ages", "other settings/ads-by-ages"),
    "below a setting": ("/mypreferences/d/settings/ads-by-age/x", "other settings/ads-by-age/x"),
    "another tree": (
        "/mypreferences/x/settings/ads-by-age",
        "other /mypreferences/x/settings/ads-by-age",
    ),
    "the old settings": ("/psettings/advertising", "other /psettings/advertising"),
    "the index": ("/mypreferences/d", "other /mypreferences/d"),
    "the feed": ("/feed/", None),
    "a name that begins alike": ("/mypreferencesx/d/settings/ads-by-age", None),
    "jobs": ("/jobs/", None),
    "inside another": ("/in/mypreferences/d/settings/ads-by-age", None),
}


def test_pages(page: Page) -> None:
    page.open(AI)
    kinds = page.map(
        givens(PAGES), "const is = parts.pageOf(given); return is && `${is.kind} ${is.id}`;"
    )
    check(kinds, PAGES)


def test_nothing_but_settings_pages_is_read(page: Page) -> None:
    cases = {name: (path, want is not None) for name, (path, want) in PAGES.items()}
    page.open(AI)
    check(page.map(givens(cases), "return parts.isSettingsPage(given);"), cases)
