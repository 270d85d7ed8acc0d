"""The zips for stores and for installing by hand: the same bytes from the same sources."""

import zipfile
from pathlib import Path

from tooling import paths, render

# The earliest time that a zip can hold: real times would differ from build to build.
TIME = (1980, 1, 1, 0, 0, 0)
MODE = 0o644


def package(dist: Path = paths.DIST) -> list[Path]:
    """Build, zip each target and return the zips.

    Raises:
        BuildError, CatalogueError: as `render.build`.
    """
    return [
        pack(folder, dist / f"still-on-{render.version()}-{folder.name}.zip")
        for folder in render.build(dist)
    ]


def pack(folder: Path, archive: Path) -> Path:
    """Zip all files of a folder: sorted, with a fixed time and mode."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    with zipfile.ZipFile(archive, "w") as bundle:
        for path in files:
            entry = zipfile.ZipInfo(path.relative_to(folder).as_posix(), TIME)
            entry.external_attr = MODE << 16
            entry.create_system = 3  # Unix: the mode is meant, wherever the zip is made
            # Stored: what deflate gives depends on the zlib that a Python was built with.
            entry.compress_type = zipfile.ZIP_STORED
            bundle.writestr(entry, path.read_bytes())
    return archive
