"""Structured data of what is played and hung in a story: VideoObject, AudioObject, ImageGallery.

Sources: schema.org 29, and Google's guidelines for video and for licences of pictures.
"""

from __future__ import annotations

from typing import Any

from broadsheet.pictures import markup
from broadsheet.pictures.models import Picture
from broadsheet.pictures.templatetags.pictures import picture_words, renditions_of
from broadsheet.recordings.models import Medium
from broadsheet.stories import playing
from broadsheet.stories.models import Form, Story
from broadsheet.stories.playing import Played, Track
from broadsheet.stories.structured import CONTEXT, Node, absolute, filled, moment


def played_in(story: Story, image: str = "") -> Node:
    """Return the films and sounds of a story, for its article; ``image`` stands in for a poster."""
    found = [one for one in playing.films_of(story) if one.shown and one.title]
    nodes = [(one.medium, media_object(one, story, image)) for one in found]
    return filled(
        {
            "video": [node for medium, node in nodes if medium == Medium.FILM],
            "audio": [node for medium, node in nodes if medium == Medium.SOUND],
        }
    )


def media_object(film: Played, story: Story, image: str = "") -> Node:
    """Return a film as a VideoObject, a sound as an AudioObject."""
    own = film.file if film.file and "://" not in film.file else ""
    return filled(
        {
            "@type": "VideoObject" if film.medium == Medium.FILM else "AudioObject",
            "name": film.title,
            "description": film.caption or story.standfirst or film.title,
            "thumbnailUrl": _thumbnail(film) or image,
            "uploadDate": moment(story.published_at),
            "duration": film.duration,
            "contentUrl": absolute(own) if own else film.file,
            "embedUrl": film.player,
            "encodingFormat": film.mime,
            "width": film.width or "",
            "height": film.height or "",
            "inLanguage": film.language,
            "creditText": film.credit,
            "transcript": film.transcript,
            "caption": [_caption(track) for track in film.tracks],
            "hasPart": _clips(film, story),
        }
    )


def _thumbnail(film: Played) -> str:
    if not film.poster or film.poster.is_withdrawn:
        return ""
    made = markup.largest(renditions_of(film.poster))
    return absolute(made.url) if made else ""


def _caption(track: Track) -> Node:
    return {
        "@type": "MediaObject",
        "contentUrl": absolute(track.url),
        "encodingFormat": "text/vtt",
        "inLanguage": track.language,
    }


def _clips(film: Played, story: Story) -> list[Node]:
    ends = [*(chapter.at for chapter in film.chapters[1:]), round(film.seconds)]
    return [
        {
            "@type": "Clip",
            "name": chapter.title,
            "startOffset": chapter.at,
            "endOffset": end,
            "url": f"{absolute(story.address)}#t={chapter.at}",
        }
        for chapter, end in zip(film.chapters, ends, strict=False)
    ]


def image_gallery(story: Story) -> Node:
    """Return a gallery story as an ImageGallery: each picture with its credit and its licence."""
    if story.form != Form.GALLERY:
        return {}
    uses = [
        use
        for block in story.body
        if block.block_type == "gallery"
        for use in block.value["pictures"]
    ]
    images = [node for use in uses if (node := _hung(use))]
    address = absolute(story.address)
    return {
        "@context": CONTEXT,
        "@type": "ImageGallery",
        "@id": f"{address}#gallery",
        "url": address,
        "name": story.title,
        "description": story.standfirst,
        "inLanguage": story.language,
        "datePublished": moment(story.published_at),
        "image": [
            {**node, "url": f"{address}#picture-{place}"} for place, node in enumerate(images, 1)
        ],
    }


def _hung(use: Any) -> Node:
    picture = use.get("picture")
    if not isinstance(picture, Picture) or picture.is_withdrawn:
        return {}
    made = markup.largest(renditions_of(picture), use.get("crop") or "")
    if made is None:
        return {}
    words, rights = picture_words(use), picture.rights
    return filled(
        {
            "@type": "ImageObject",
            "contentUrl": absolute(made.url),
            "width": made.width,
            "height": made.height,
            "caption": words.caption,
            "creditText": words.credit_line,
            "creator": [{"@type": "Person", "name": name} for name in rights.creator],
            "copyrightNotice": rights.copyright_notice,
            "license": rights.web_statement,
            "acquireLicensePage": rights.web_statement,
        }
    )
