"""What the package asks to have said in another language, found in its source.

Every word is a reader's unless its file is one of the desk's: a new template or module that nobody
entered here must be said in all languages.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

from django.utils.translation.template import templatize

PACKAGE = Path(__file__).resolve().parents[2] / "broadsheet"

DESKS = (
    "*/desk/*", "desk/*", "*/desk_*.py", "*/wagtail_hooks.py", "*/tests/*", "*/migrations/*",
    "templates/wagtail*", "templates/fronts/editor/*", "templates/fronts/banners/form.html",
    "templates/fronts/banners/list.html", "templates/fronts/banners/over.html",
    "templates/fronts/late.html", "templates/stories/preview/*",
    "templates/accounts/enrol_*", "templates/accounts/link_refused*",
    "accounts/actions.py", "accounts/enrolment.py", "accounts/forms.py", "accounts/models.py",
    "accounts/permission.py", "accounts/viewsets.py", "adverts/models.py", "adverts/timetable.py",
    "archive/*", "comments/actions/claiming.py", "comments/actions/duty.py",
    "comments/actions/listing.py",
    "comments/actions/outside.py", "comments/actions/picking.py", "comments/actions/placing.py",
    "comments/actions/sanctioning.py", "comments/actions/telling.py", "comments/api/*",
    "comments/bringing_in/*", "comments/formats/*",
    "comments/learning.py", "comments/management/*", "comments/models/comments.py",
    "comments/models/decisions.py", "comments/models/outside.py", "comments/models/policy.py",
    "comments/models/rights.py", "comments/models/shifts.py", "comments/models/threads.py",
    "comments/moderation/*", "comments/rights/listeners.py", "config/*", "demo/*",
    "distribution/forms.py", "distribution/listeners.py",
    "distribution/models.py", "fronts/actions/*", "fronts/banners/actions.py",
    "fronts/banners/forms.py", "fronts/banners/installing.py", "fronts/banners/views.py",
    "fronts/editor/*", "fronts/lateness.py", "fronts/models/drafts.py", "fronts/models/fronts.py",
    "fronts/timetable.py", "fronts/choosing.py", "furniture/models/*", "furniture/navigation/*",
    "furniture/promos/*", "furniture/timetable.py", "outbox/*", "people/desk.py",
    "pictures/blocks.py", "pictures/crop_field.py", "pictures/door.py", "pictures/embargo.py",
    "pictures/forms.py", "pictures/refusing.py", "press/*", "recordings/actions.py",
    "recordings/desk.py",
    "recordings/door.py", "recordings/embargo.py", "records/*", "sections/desk.py",
    "stories/blocks.py", "stories/embargo_form.py", "stories/forms.py", "stories/panels.py",
    "stories/previewing.py", "stories/sponsor_form.py", "stories/timetable.py",
    "trust/listeners.py",
)  # fmt: skip
"""Files whose words only the staff sees; patterns of paths inside the package."""

OF_THE_DESK = {
    ("comments/rights/mailing.py", "install"),
    ("pictures/models.py", "FILE_LABELS"), ("stories/models/parts.py", "Part"),
    ("stories/models/sponsored.py", "Kind"), ("stories/models/story.py", "Ground"),
    ("stories/models/story.py", "NextChange"), ("stories/sponsors.py", "against"),
    ("fronts/models/banners.py", "State"), ("trust/forms.py", "AnswerForm"),
    ("trust/mailing.py", "install"), ("trust/models/requests.py", "State"),
}  # fmt: skip
"""What stands in a file with readers' words, and only the staff sees."""

_PLAIN = {"gettext", "gettext_lazy", "gettext_noop", "lazy", "_"}
_ARGUMENTS = {
    **dict.fromkeys(_PLAIN, (None, 0)),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (None, 0)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), (0, 1)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), (0, 1)),
}
_LITERAL = r"u?'(?:[^'\\]|\\.)*'|u?\"(?:[^\"\\]|\\.)*\""
_CALL = re.compile(rf"\b(n?p?gettext|_)\(((?:{_LITERAL}|[,\s]|count)+)\)")
_FIELD_WORDS = {"verbose_name", "verbose_name_plural", "help_text"}


@dataclass(frozen=True, slots=True)
class Word:
    """A word, what it hangs on ("" mostly), and where it stands."""

    text: str
    context: str
    file: str

    @property
    def key(self) -> str:
        """How the compiled words name it."""
        return f"{self.context}\x04{self.text}" if self.context else self.text


@cache
def readers_words() -> list[Word]:
    """Return every word of the package that a reader may see."""
    return [word for word in all_words() if not any(fnmatch(word.file, one) for one in DESKS)]


def all_words() -> list[Word]:
    """Return every word of the package."""
    found: list[Word] = []
    for path in sorted(PACKAGE.rglob("*")):
        name = path.relative_to(PACKAGE).as_posix()
        if path.suffix == ".py" and "/tests/" not in name:
            found += [Word(text, context, name) for context, text in _of_module(path, name)]
        elif path.suffix in {".html", ".txt", ".xml"} and name.startswith("templates/"):
            source = path.read_text(encoding="utf-8")
            found += [Word(text, context, name) for context, text in of_template(source, name)]
    return found


def of_template(source: str, name: str) -> Iterator[tuple[str, str]]:
    """Return the words of a template: what each hangs on, and its text."""
    for function, arguments in _CALL.findall(templatize(source, origin=name)):
        literals = re.findall(_LITERAL, arguments)
        yield _chosen(function, [ast.literal_eval(one) for one in literals])


def _of_module(path: Path, name: str) -> Iterator[tuple[str, str]]:
    yield from _below(ast.parse(path.read_text(encoding="utf-8")), name)


def _below(node: ast.AST, name: str) -> Iterator[tuple[str, str]]:
    """Walk a module, without what a model says of its fields: only forms of the desk show it."""
    if _called(node) == "Meta" or (name, _called(node)) in OF_THE_DESK:
        return
    if isinstance(node, ast.keyword) and node.arg in _FIELD_WORDS:
        return
    if isinstance(node, ast.Call):
        function = node.func.attr if isinstance(node.func, ast.Attribute) else _name(node.func)
        constants = [one.value for one in node.args if isinstance(one, ast.Constant)]
        texts = [one for one in constants if isinstance(one, str)]
        if function in _ARGUMENTS and texts:
            yield _chosen(function, texts)
        if function.endswith(("Field", "Key")) and node.args:
            node.args = node.args[1:]
    for child in ast.iter_child_nodes(node):
        yield from _below(child, name)


def _chosen(function: str, texts: list[str]) -> tuple[str, str]:
    context, text = _ARGUMENTS[function]
    return ("" if context is None else texts[context], texts[text])


def _called(node: ast.AST) -> str:
    """Return the name of what is defined here, if anything is."""
    if isinstance(node, ast.ClassDef | ast.FunctionDef):
        return node.name
    return _name(node.targets[0]) if isinstance(node, ast.Assign) else ""


def _name(node: ast.AST) -> str:
    return node.id if isinstance(node, ast.Name) else ""
