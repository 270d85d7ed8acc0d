"""The catalogue against its JSON Schema, told in the schema's own descriptions."""

import json
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from tooling.catalogue_problem import Problem


def check(data: dict[str, Any], schema_path: Path) -> list[Problem]:
    """Return a problem for each breach of the schema, in the order of the file's tables.

    Raises:
        jsonschema.SchemaError: the schema itself is wrong.
    """
    schema = json.loads(schema_path.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    errors = sorted(validator.iter_errors(data), key=lambda error: list(map(str, error.path)))
    return [_problem(error) for error in errors]


def _problem(error: ValidationError) -> Problem:
    place = tuple(error.absolute_path)
    # Their types cover schemas of any sort; ours is made of objects alone.
    schema: Any = error.schema
    wanted: Any = error.validator_value
    found: Any = error.instance
    if error.validator == "additionalProperties":
        extra = sorted(set(found) - set(schema["properties"]))
        remedy = f"Remove or respell it; known: {', '.join(schema['properties'])}"
        return Problem((*place, extra[0]), f"unknown field {', '.join(extra)}", remedy)
    if error.validator == "required":
        # jsonschema reports each missing field by itself; its message starts with the name.
        missing = next(name for name in wanted if error.message.startswith(repr(name)))
        hint = _describe(schema["properties"][missing])
        return Problem(place, f"{missing} is missing", f"Add {missing}{hint}")
    if error.validator == "enum":
        return Problem(place, _short(error.message), f"Use one of {', '.join(wanted)}")
    return Problem(place, _short(error.message), f"Correct it{_describe(schema)}")


def _describe(schema: Any) -> str:
    description = schema.get("description")
    return f": {description}" if description else ""


def _short(message: str, limit: int = 160) -> str:
    return message if len(message) <= limit else f"{message[:limit]}…"
