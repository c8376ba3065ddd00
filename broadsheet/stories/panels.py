"""The story editor's screens: what is written first stands first."""

from __future__ import annotations

from django.forms import Textarea
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    CommentPanel,
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    PageChooserPanel,
    PublishingPanel,
    TabbedInterface,
)

# The headline and the text are what somebody comes for: they stand first, and large.
writing = [
    FieldPanel("title", heading=_("Headline"), classname="desk-headline"),
    FieldPanel("standfirst", classname="desk-standfirst"),
    InlinePanel(
        "bylines",
        heading=_("Byline"),
        label=_("name"),
        panels=[
            FieldRowPanel([FieldPanel("contributor"), FieldPanel("part")]),
        ],
    ),
    FieldRowPanel([FieldPanel("kicker"), FieldPanel("dateline")]),
    FieldRowPanel([FieldPanel("form"), FieldPanel("language")]),
    FieldPanel("body", heading=_("Text"), classname="desk-text"),
    MultiFieldPanel(
        [
            FieldPanel("picture"),
            FieldPanel("picture_crop"),
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
]

placing = [
    MultiFieldPanel(
        [
            FieldPanel("short_headline"),
            FieldPanel("seo_title", heading=_("Search title"), help_text=_("For search results.")),
            FieldPanel("social_title", help_text=_("For cards where the story is shared.")),
            FieldPanel("share_text", widget=Textarea(attrs={"rows": 3})),
            FieldPanel(
                "search_description",
                heading=_("Search description"),
                help_text=_("Left empty, the standfirst is used."),
            ),
            FieldPanel("slug", heading=_("Words in the address")),
        ],
        heading=_("Headlines for other places"),
        help_text=_("Left empty, the story's own headline is used."),
    ),
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
    FieldPanel("translation_group"),
]

publishing = [
    MultiFieldPanel(
        [FieldPanel("next_change"), FieldPanel("next_note")],
        heading=_("What is this change?"),
        help_text=_(
            "A proposal for whoever publishes: the question is asked again at publishing. A typo "
            "moves no clock; an update or a correction moves “last updated”."
        ),
    ),
    FieldPanel("embargo_until"),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("sponsor_kind"), FieldPanel("sponsor_name")]),
            FieldPanel("sponsor_link"),
            FieldPanel("no_adverts"),
        ],
        heading=_("Sponsor and advertisements"),
    ),
    PublishingPanel(),
    # It shows nothing of its own: with it a comment can stand beside each field.
    CommentPanel(),
]

story_edit_handler = TabbedInterface(
    [
        ObjectList(writing, heading=_("Story")),
        ObjectList(placing, heading=_("Topics and headlines")),
        ObjectList(publishing, heading=_("Publishing")),
    ]
)
