"""The story editor's screens: what is written first stands first."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    PageChooserPanel,
    PublishingPanel,
    TabbedInterface,
)

writing = [
    FieldPanel("kicker"),
    FieldPanel("title", heading=_("Headline")),
    FieldPanel("standfirst"),
    InlinePanel(
        "bylines",
        heading=_("Byline"),
        label=_("name"),
        panels=[
            FieldRowPanel([FieldPanel("contributor"), FieldPanel("part")]),
        ],
    ),
    FieldRowPanel([FieldPanel("dateline"), FieldPanel("form"), FieldPanel("language")]),
    MultiFieldPanel(
        [
            FieldPanel("picture"),
            FieldPanel("picture_alt"),
            FieldPanel("picture_caption"),
            FieldRowPanel(
                [
                    FieldPanel("picture_credit"),
                    FieldPanel("picture_agency"),
                    FieldPanel("picture_kind"),
                ]
            ),
            FieldPanel("picture_source"),
        ],
        heading=_("Lead picture"),
    ),
    FieldPanel("body"),
]

placing = [
    InlinePanel(
        "story_topics",
        heading=_("Topics"),
        label=_("topic"),
        panels=[
            FieldPanel("topic"),
        ],
    ),
    InlinePanel(
        "secondary_sections",
        heading=_("Also listed in"),
        label=_("section"),
        panels=[
            FieldPanel("section"),
        ],
    ),
    InlinePanel(
        "related",
        heading=_("Related stories"),
        label=_("story"),
        panels=[
            PageChooserPanel("related", "stories.Story"),
        ],
    ),
    MultiFieldPanel(
        [
            FieldPanel("short_headline"),
            FieldPanel("seo_title", heading=_("Search title")),
            FieldPanel("social_title"),
            FieldPanel("search_description", heading=_("Search description")),
            FieldPanel("slug", heading=_("Words in the address")),
        ],
        heading=_("Headlines for other places"),
    ),
    FieldPanel("translation_group"),
]

publishing = [
    HelpPanel(
        content=_(
            "A typo moves no clock. A substantive update or a correction moves “last updated”; "
            "a correction also shows its note to readers for ever."
        ),
        heading=_("What kind of change is it?"),
    ),
    FieldPanel("next_change"),
    FieldPanel("next_note"),
    FieldPanel("embargo_until"),
    PublishingPanel(),
]

story_edit_handler = TabbedInterface(
    [
        ObjectList(writing, heading=_("Story")),
        ObjectList(placing, heading=_("Topics and headlines")),
        ObjectList(publishing, heading=_("Publishing")),
    ]
)
