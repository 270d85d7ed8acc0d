"""The CycloneDX list of what the archives were made with: everything that the two lock files pin."""

import base64
import json
import re
import tomllib
import uuid
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from itertools import chain

from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom, BomMetaData
from cyclonedx.model.component import Component, ComponentScope, ComponentType
from cyclonedx.model.license import DisjunctiveLicense
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

from tooling import paths, render

# The list says nothing of the moment: the same sources give the same bytes.
TIME = datetime(1980, 1, 1, tzinfo=UTC)
SPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://cyclonedx.org/still-on")


def bom(archives: Mapping[str, str]) -> str:
    """Return the list as JSON.

    Args:
        archives: SHA-256 in hexadecimal by file name.
    """
    product = Component(
        name="still-on",
        version=render.version(),
        type=ComponentType.APPLICATION,
        bom_ref="still-on",
        licenses=[DisjunctiveLicense(id="MIT")],
        components=[_archive(name, digest) for name, digest in archives.items()],
    )
    components = [*python_packages(), *npm_packages()]
    made = Bom(
        components=components,
        metadata=BomMetaData(component=product, timestamp=TIME),
        serial_number=uuid.uuid5(SPACE, json.dumps(dict(archives), sort_keys=True)),
    )
    asked = direct()
    made.register_dependency(product, [one for one in components if one.purl in asked])
    return JsonV1Dot6(made).output_as_string(indent=2) + "\n"


def direct() -> set[PackageURL]:
    """Return what pyproject.toml and package.json ask for themselves."""
    project = tomllib.loads((paths.ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    pins = chain(project["dependencies"], *project["optional-dependencies"].values())
    npm = json.loads((paths.ROOT / "package.json").read_text(encoding="utf-8"))["devDependencies"]
    return {_pypi(*pin.split("==")) for pin in pins} | {_npm(*one) for one in npm.items()}


def python_packages() -> Iterator[Component]:
    """Yield what constraints.txt pins."""
    text = (paths.ROOT / "constraints.txt").read_text(encoding="utf-8")
    for name, version in re.findall(r"^([\w.-]+)==(\S+)$", text, re.MULTILINE):
        yield _package(_pypi(name, version))


def npm_packages() -> Iterator[Component]:
    """Yield what package-lock.json pins, once where it stands in several folders."""
    text = (paths.ROOT / "package-lock.json").read_text(encoding="utf-8")
    seen = set()
    for path, entry in json.loads(text)["packages"].items():
        if not path:  # this repository itself
            continue
        url = _npm(path.rpartition("node_modules/")[2], entry["version"])
        if url in seen:
            continue
        seen.add(url)
        algorithm, _, digest = entry["integrity"].partition("-")
        hashed = HashType(
            alg=HashAlgorithm(algorithm.upper().replace("SHA", "SHA-")),
            content=base64.b64decode(digest).hex(),
        )
        yield _package(url, hashed)


def _pypi(name: str, version: str) -> PackageURL:
    return PackageURL("pypi", name=name.lower().replace("_", "-"), version=version)


def _npm(full: str, version: str) -> PackageURL:
    scope, _, name = full.rpartition("/")
    return PackageURL("npm", scope or None, name, version)


def _package(url: PackageURL, *hashes: HashType) -> Component:
    return Component(
        name=url.name,
        group=url.namespace,
        version=url.version,
        type=ComponentType.LIBRARY,
        scope=ComponentScope.EXCLUDED,  # a tool: nothing of it ships
        purl=url,
        bom_ref=url.to_string(),
        hashes=hashes,
    )


def _archive(name: str, digest: str) -> Component:
    return Component(
        name=name,
        type=ComponentType.FILE,
        bom_ref=name,
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=digest)],
    )
