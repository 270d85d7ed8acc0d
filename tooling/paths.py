"""Where things stand in the repository."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
EXTENSION = ROOT / "extension"
TEMPLATES = ROOT / "templates"
DIST = ROOT / "dist"
# The extension as it is written, for tsc and eslint: its modules not joined, content.js with its comments.
TYPED = ROOT / "build" / "typed" / "chrome"
CATALOGUE = EXTENSION / "catalogue" / "linkedin.toml"
PRIVACY = ROOT / "PRIVACY.md"
MESSAGES = EXTENSION / "_locales" / "en" / "messages.json"


def shown(path: Path) -> str:
    """Name a file as a reader of this repository knows it."""
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else str(path)
