"""The archives for stores, reviewers and installing by hand: the same bytes from the same sources."""

import hashlib
import os
import shutil
import zipfile
from collections.abc import Iterable
from pathlib import Path

import pathspec

from tooling import bom, paths, render

# The earliest time that a zip can hold: real times would differ from build to build.
TIME = (1980, 1, 1, 0, 0, 0)
MODE = 0o644
SUMS = "SHA256SUMS"


def package(dist: Path = paths.DIST) -> list[Path]:
    """Build both targets and write every archive, the list of what built them, and the checksums.

    Returns:
        Chrome, Edge, Firefox and source zip, the CycloneDX list, SHA256SUMS.

    Raises:
        BuildError, CatalogueError: as `render.build`.
    """
    chrome, firefox = (pack(folder, dist / name(folder.name)) for folder in render.build(dist))
    # Edge Add-ons takes what the Chrome Web Store takes; a file of its own keeps uploads apart.
    edge = Path(shutil.copyfile(chrome, dist / name("edge")))
    source = pack_files(paths.ROOT, sources(), dist / name("source"))
    zips = [chrome, edge, firefox, source]
    built = dist / f"still-on-{render.version()}.cdx.json"
    built.write_bytes(bom.bom({one.name: checksum(one) for one in zips}).encode())
    return [*zips, built, write_sums([*zips, built], dist / SUMS)]


def name(target: str) -> str:
    """Name the zip of a target."""
    return f"still-on-{render.version()}-{target}.zip"


def pack(folder: Path, archive: Path) -> Path:
    """Zip all files of a folder."""
    return pack_files(folder, (path for path in folder.rglob("*") if path.is_file()), archive)


def pack_files(folder: Path, files: Iterable[Path], archive: Path) -> Path:
    """Zip files of a folder: sorted, with a fixed time and mode."""
    entries = sorted((path.relative_to(folder).as_posix(), path) for path in files)
    with zipfile.ZipFile(archive, "w") as bundle:
        for inside, path in entries:
            entry = zipfile.ZipInfo(inside, TIME)
            entry.external_attr = MODE << 16
            entry.create_system = 3  # Unix: the mode is meant, wherever the zip is made
            # Stored: what deflate gives depends on the zlib that a Python was built with.
            entry.compress_type = zipfile.ZIP_STORED
            bundle.writestr(entry, path.read_bytes())
    return archive


def sources(root: Path = paths.ROOT) -> list[Path]:
    """List the repository's files but for what .gitignore leaves out; without git, in an unpacked archive, too."""
    lines = (root / ".gitignore").read_text(encoding="utf-8").splitlines()
    ignored = pathspec.GitIgnoreSpec.from_lines([*lines, ".git"])
    found = []
    for at, folders, files in os.walk(root):
        folder = Path(at)

        def kept(path: Path, end: str = "") -> bool:
            inside = path.relative_to(root).as_posix()
            return not path.is_symlink() and not ignored.match_file(inside + end)

        folders[:] = [one for one in folders if kept(folder / one, "/")]
        found += [folder / one for one in files if kept(folder / one)]
    return found


def checksum(path: Path) -> str:
    """Return a file's SHA-256 in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def write_sums(files: Iterable[Path], to: Path) -> Path:
    """Write the files' checksums as `sha256sum --check` reads them."""
    by_name = sorted(files, key=lambda one: one.name)
    lines = [f"{checksum(one)}  {one.name}\n" for one in by_name]
    to.write_bytes("".join(lines).encode())
    return to
