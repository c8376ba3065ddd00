"""Finds the section, contributor or topic that an article names, or adds it by its room's act."""

from __future__ import annotations

from datetime import datetime

from broadsheet.accounts.models import User
from broadsheet.archive.articles import BylineKind, FoundByline, FoundTopic
from broadsheet.archive.reading import agencies
from broadsheet.kit.slugs import slugify
from broadsheet.people import actions as people
from broadsheet.people.models import Contributor
from broadsheet.sections import actions as sections
from broadsheet.sections.models import FrontPage, Section, Topic, TopicName
from broadsheet.sections.rules import folded


class NoPaperError(RuntimeError):
    """There is no front page yet, so nothing can be filed."""


class Names:
    """The paper's names during one import. ``added`` tells what was new, in words."""

    def __init__(self, by: User | None, at: datetime) -> None:
        self.by = by
        self.at = at
        self.added: list[str] = []

    def section(self, path: tuple[str, ...]) -> Section:
        """Return the section at a path of names; raises ``NoPaperError`` without a paper."""
        parent: FrontPage | Section | None = FrontPage.objects.first()
        if parent is None:
            raise NoPaperError("The paper has no front page yet. Run `broadsheet init` first.")
        for name in path:
            parent = self._child(parent, name)
        assert isinstance(parent, Section), path  # noqa: S101 - a path is never empty
        return parent

    def _child(self, parent: FrontPage | Section, name: str) -> Section:
        wanted = folded(name)
        section: Section
        for section in Section.objects.child_of(parent):
            if folded(section.title) == wanted:
                return section
        self.added.append(f"section {name}")
        return sections.add_section(name, parent=parent, by=self.by, at=self.at)

    def contributor(self, found: FoundByline) -> Contributor:
        """Return the contributor of that name and kind; an agency is known by its key."""
        key = None
        if found.kind == BylineKind.AGENCY:
            key = agencies.key_of(found.name) or slugify(found.name, fallback="agency")
        same = (
            Contributor.objects.filter(key=key)
            if key
            else Contributor.objects.filter(kind=found.kind.value, name__iexact=found.name)
        )
        if there := same.first():
            return there
        self.added.append(f"{found.kind} {found.name}")
        return people.add_contributor(
            found.name, kind=found.kind.value, key=key, by=self.by, at=self.at
        )

    def topic(self, found: FoundTopic, language: str) -> Topic:
        """Return the topic that goes by that name, following merges."""
        name = TopicName.objects.filter(folded=folded(found.name)).select_related("topic").first()
        if name is not None:
            return name.topic.present
        self.added.append(f"topic {found.name} ({found.kind})")
        return sections.add_topic(
            found.name, kind=found.kind.value, language=language, by=self.by, at=self.at
        )
