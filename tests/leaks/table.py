"""What is put into the addresses that are walked: the planted rows, by the words of the patterns.

A new pattern whose words are not here fails the leak test: say what to put, and it is walked.
"""

from __future__ import annotations

from typing import Any

from wagtail.models import Collection

from tests.leaks.outlets import Table
from tests.leaks.planted import Planted

FAMILIES: list[object] = ["all", "section", "topic", "by", "story"]
FREE: dict[str, list[object]] = {"action_name": ["approve"], "filter_spec": ["max-165x165"]}


def table(planted: Planted) -> Table:
    """Return what to put for each word, by the beginning of an outlet's name."""
    story, picture, document = planted.story.pk, planted.picture.pk, planted.document.pk
    return {
        **_further(planted),
        "": _everywhere(planted),
        "wagtailadmin_api:pages": {"pk": [story], "action_name": ["copy"]},
        "wagtailadmin_api:documents": {"pk": [document]},
        "wagtailadmin_api:images": {"pk": [picture]},
        "wagtailadmin_pages": {"pk": [story], "revision_id_a": ["earliest", "live"]}
        | {"revision_id_b": ["latest"]},
        "wagtailadmin_collections": {"pk": [Collection.get_first_root_node().pk]},
        "wagtailadmin_workflows": {"pk": [planted.workflow.pk]},
        "wagtaildocs": {"pk": [document]},
        "wagtaildocs_serve": {"_0": [document], "_1": [document_name(planted)]},
        "wagtailimages": {"pk": [picture]},
        "desk/story/": {"pk": [story]},
        "topic_merge": {"pk": [_topic(planted)]},
        "wagtailsnippets_sections_topic": {"pk": [_topic(planted)]},
        "wagtailsnippetchoosers_sections_topic": {"pk": [_topic(planted)]},
        "wagtailsnippets_people_contributor": {"pk": [_byline(planted)]},
        "wagtailsnippetchoosers_people_contributor": {"pk": [_byline(planted)]},
        "roles": {"pk": [planted.author.grants.get().pk]},
        "wagtailsites": {"pk": [planted.section.get_site().pk]},
        "wagtailusers_users": {"pk": [planted.author.pk]},
        "wagtailusers_groups": {"pk": [planted.author.groups.get().pk]},
        "picture": {"pk": [picture]},
        "recording": {"pk": [planted.recording.pk]},
        "wagtailsnippets_recordings_recording": {"pk": [planted.recording.pk]},
        "wagtailsnippetchoosers_recordings_recording": {"pk": [planted.recording.pk]},
        "topic": {"slug": ["monsoon"]},
        "contributor": {"slug": ["meera-nair"]},
        "story": {"path": [_path(planted)], "number": [planted.story.number], "pk": [story]},
        "wagtail_serve": {"_0": ["nation/", f"nation/{planted.story.slug}/"]},
    }


def _further(planted: Planted) -> Table:
    """Return what to put for the words of screens and pages that show no single planted row."""
    followed: list[object] = ["en", "nation", "monsoon", "meera-nair", planted.story.number]
    return {
        "corrections": {"before": [1], "path": ["nation/"]},
        "desk/requests/": {"pk": [1]},
        "review": {"token": ["no-such-token"], "pk": [1]},
        "mfa_": {"pk": [1]},
        "desk_": {"pk": [1]},
        "withdrawal": {"pk": [1]},
        "banner": {"pk": [1]},
        "front": {"pk": [planted.front.pk], "planned": [planted.front.plans.get().pk]}
        | {"number": [1], "kind": ["home", "section", "special", "rail"]},
        "privacy_choices_in": {"language": ["hi"]},
        "advert": {"pk": [1]},
        "version_withdraw": {"pk": [1]},
        "feed": {"family": FAMILIES, "name": followed, "kind": ["rss", "atom", "json"]},
        "follow": {"family": FAMILIES, "name": followed},
        "sitemaps/": {"file": [0], "family": ["topics", "people"]},
        "icon": {"name": ["192"]},
        "lite": {"address": _lite(planted), "part": [1, 2]},
        "short": {"number": [planted.story.number]},
        "card": {"family": [*FAMILIES[1:], "paper"], "name": followed, "digest": ["0" * 12]},
        "tombstones_part": {"part": [0]},
        "saved_in": {"language": ["hi"]},
        **_conversation(planted),
        "promo": {"pk": [1]},
    }


def _conversation(planted: Planted) -> Table:
    """Return what to put for the words of the conversation's addresses."""
    number: list[object] = [planted.story.number, 1]
    orders: list[object] = ["newest", "oldest", "recommended", "picks", "staff"]
    return {
        "conversation": {"number": number, "order": orders},
        "branch": {"number": number, "root": [1]},
        "comment": {"number": number, "comment": [1]},
        "report_comment": {"number": number},
        "comments_api": {"story": number, "order": orders, "decision": [1]},
        "comment_appeal": {"pk": [1]},
        "comment_notice_one": {"pk": [1]},
        "comment_notice": {"comment": [planted.said.pk]},
        "comment_policy_in": {"language": ["hi"]},
        "comment_reasons": {"pk": [1]},
        "comment_report": {"year": [2026], "month": [1], "kind": ["html", "csv", "json"]},
        "moderation": {"queue": ["all", "mine"], "pk": [planted.said.pk], "number": [1]},
        "moderation_place": {"pk": [0, planted.section.pk]},
        "moderation_voice": {"pk": [planted.said.voice_id]},
        "moderation_thread": {"pk": [planted.said.thread_id]},
    }


def _everywhere(planted: Planted) -> dict[str, list[object]]:
    story = planted.story
    return FREE | {
        "page_id": [story.pk],
        "page_pk": [story.pk],
        "page_to_move_id": [story.pk],
        "parent_page_id": [planted.section.pk, story.pk],
        "destination_id": [planted.section.pk],
        "revision_id": [story.latest_revision_id],
        "revision": [story.latest_revision_id],
        "task_id": [planted.task.pk],
        "task_state_id": [planted.task_state.pk],
        "workflow_pk": [planted.workflow.pk],
        "workflow_state_id": [planted.workflow_state.pk],
        "content_type_app_name": ["stories"],
        "content_type_model_name": ["story"],
        "app_label": ["wagtailcore", "stories"],
        "model_name": ["page", "story"],
        "action": ["publish", "move", "delete"],
        "app_name": ["taggit"],
        "object_id": [story.pk],
        "session_id": [1],
        "user": [planted.author.pk],
        "document_id": [planted.document.pk],
        "doc_id": [planted.document.pk],
        "uploaded_file_id": [1],
        "uploaded_image_id": [1],
        "image_id": [planted.picture.pk],
        "collection_id": [Collection.get_first_root_node().pk],
        "restriction_id": [1],
        "page_view_restriction_id": [1],
        "uidb64": ["MQ"],
        "token": ["no-such-token"],
        "slug": ["monsoon"],
        "number": [1, 2],
        "path": ["nation"],
        "name": _names(planted),
        "word": ["en"],
    }


def _names(planted: Planted) -> list[object]:
    """Files of the embargoed picture and recording, under every name that they have or had."""
    made = planted.picture.renditions.values_list("file", flat=True)
    played = (str(planted.recording.file), str(planted.recording.captions.get().file))
    return [
        *(name.rpartition("/")[2] for name in made),
        planted.picture.file.name,
        *(name.partition("/")[2] for name in played),
    ]


def document_name(planted: Planted) -> str:
    """Return the name of the document's file."""
    return str(planted.document.filename)


def _lite(planted: Planted) -> list[object]:
    """Return the addresses of the embargoed story and of what could list it."""
    story = planted.story.address.lstrip("/")
    lists = ["", "nation/", "nation/page/2/", "topic/monsoon/", "by/meera-nair/", "corrections/"]
    return [story, story.replace(".html", "/history/"), *lists]


def _topic(planted: Planted) -> int:
    found: Any = planted.story.story_topics.get()
    return int(found.topic_id)


def _byline(planted: Planted) -> int:
    found: Any = planted.story.bylines.get()
    return int(found.contributor_id)


def _path(planted: Planted) -> str:
    return planted.story.address.lstrip("/").rpartition("-")[0]
