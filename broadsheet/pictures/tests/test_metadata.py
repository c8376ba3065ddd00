"""What files say of themselves: every carrier, settled by one rule, and nothing that breaks."""

from __future__ import annotations

import json
import shutil
import subprocess
import zlib
from datetime import UTC, datetime
from hashlib import md5
from io import BytesIO
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from broadsheet.kit.tests.counts import examples
from broadsheet.pictures import defaults, rules
from broadsheet.pictures.metadata import carriers, exif, iim, writing, xmp
from broadsheet.pictures.metadata.fields import Embedded, Packets, clean
from broadsheet.pictures.metadata.reading import read
from broadsheet.pictures.metadata.settling import settle
from broadsheet.pictures.tests import drawn, nasty

KOLKATA = ZoneInfo("Asia/Kolkata")
EXIFTOOL = shutil.which("exiftool")


def dataset(number: int, text: str, record: int = 2, encoding: str = "utf-8") -> bytes:
    """One IIM dataset."""
    value = text.encode(encoding)
    return bytes([0x1C, record, number]) + len(value).to_bytes(2, "big") + value


def digest(block: bytes) -> bytes:
    """The MD5 that Photoshop keeps of a block."""
    return md5(block, usedforsecurity=False).digest()


def packet(inner: str, attributes: str = "") -> bytes:
    """An XMP packet with these properties."""
    spaces = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in writing.PREFIXES.items())
    spaces += f' xmlns:core="{xmp.CORE.strip("{}")}" xmlns:exif="{xmp.EXIF.strip("{}")}"'
    body = f'<rdf:Description rdf:about="" {attributes}>{inner}</rdf:Description>'
    return f"<x:xmpmeta {spaces}><rdf:RDF>{body}</rdf:RDF></x:xmpmeta>".encode()


# --- the rule for contradictions ---

IIM = dataset(120, "The caption of IIM") + dataset(90, "Kochi")
XMP = packet("<photoshop:City>Cochin</photoshop:City>", 'photoshop:Headline="Ferries"')


def test_xmp_goes_before_iim_and_iim_before_nothing() -> None:
    """Field by field the better carrier wins, and the winner is named."""
    found = settle(Packets(xmp=XMP, iim=IIM))

    assert (found.values["city"], found.carriers["city"]) == ("Cochin", "xmp")
    assert (found.values["caption"], found.carriers["caption"]) == ("The caption of IIM", "iim")


def test_a_digest_that_matches_keeps_xmp_first() -> None:
    """Nobody touched the IIM block since both were written."""
    found = settle(Packets(xmp=XMP, iim=IIM, iim_digest=digest(IIM)))

    assert found.carriers["city"] == "xmp"
    assert found.notes == ()


def test_a_digest_that_does_not_match_puts_iim_first() -> None:
    """An older program changed the IIM block last, so it is the fresher."""
    found = settle(Packets(xmp=XMP, iim=IIM, iim_digest=digest(b"before")))

    assert (found.values["city"], found.carriers["city"]) == ("Kochi", "iim")
    assert found.carriers["headline"] == "xmp"
    assert "iim_changed_last" in found.notes


def test_exif_comes_last_and_gives_the_zone() -> None:
    """The day of XMP gets the time and zone that EXIF has for the same moment."""
    block = drawn.exif({exif.DESCRIPTION: "From EXIF", exif.ARTIST: "A; B"})
    block.get_ifd(exif.EXIF_IFD).update(
        {exif.TAKEN: "2021:04:06 19:30:00", exif.ZONE_TAKEN: "+05:30"}
    )
    day = packet("", 'photoshop:DateCreated="2021-04-06"')

    found = settle(Packets(xmp=day, iim=IIM, exif=block.tobytes()))

    assert found.values["taken"] == "2021-04-06T19:30:00+05:30"
    assert found.values["creator"] == ("A", "B")
    assert found.carriers["caption"] == "iim"


def test_what_cannot_be_read_is_a_note_and_the_rest_is_read() -> None:
    """One broken carrier takes nothing from the others."""
    found = settle(Packets(xmp=b"<x:xmpmeta", exif=b"Exif\x00\x00II*\x00\xff\xff", iim=IIM))

    assert found.values["city"] == "Kochi"
    assert "exif_unreadable" in found.notes or "xmp_unreadable" in found.notes


# --- each carrier ---


@pytest.mark.parametrize(
    ("block", "city"),
    [
        (dataset(90, "Köln", encoding="latin-1"), "Köln"),
        (dataset(90, "Köln"), "Köln"),
        (dataset(90, "\x1b%G", record=1) + dataset(90, "கொச்சி"), "கொச்சி"),
        (dataset(90, "Kochi\x00\x00"), "Kochi"),
        (b"\x00\x00" + dataset(90, "Kochi"), "Kochi"),
        (dataset(90, "Kochi") + b"\x1c\x02\x5a\xff", "Kochi"),
    ],
)
def test_iim_is_read_in_any_letters(block: bytes, city: str) -> None:
    """Declared or not, UTF-8 and Latin are told apart; a broken end takes nothing."""
    assert iim.read(block)["city"] == city


@pytest.mark.parametrize(
    ("date", "time", "moment"),
    [
        ("20210407", "035600+0530", "2021-04-07T03:56:00+05:30"),
        ("20210407", "035600", "2021-04-07T03:56:00"),
        ("20210407", "", "2021-04-07"),
        ("20210000", "035600", ""),
        ("soon", "", ""),
    ],
)
def test_iim_moments(date: str, time: str, moment: str) -> None:
    """A zone is kept if it is given, and a day without a month is no day."""
    assert iim.moment(date, time) == moment


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2021-04-07T03:56:00.25+05:30", "2021-04-07T03:56:00+05:30"),
        ("2021-04-07T03:56Z", "2021-04-07T03:56:00+00:00"),
        ("2021-04-07T03:56", "2021-04-07T03:56:00"),
        ("2021:04:07 03:56:00", "2021-04-07T03:56:00"),
        ("2021-04-07", "2021-04-07"),
        ("2021", ""),
        ("2021-00-00", ""),
    ],
)
def test_xmp_moments(text: str, moment: str) -> None:
    """Every form of date that XMP allows, but nothing that was not said."""
    assert xmp.moment(text) == moment


def test_xmp_is_read_in_all_its_shapes() -> None:
    """Attributes, elements, lists, languages and qualifiers are one and the same."""
    inner = (
        "<dc:creator><rdf:Seq><rdf:li>A</rdf:li><rdf:li>B</rdf:li></rdf:Seq></dc:creator>"
        "<dc:subject><rdf:Bag><rdf:li>port</rdf:li><rdf:li>port</rdf:li></rdf:Bag></dc:subject>"
        '<dc:rights><rdf:Alt><rdf:li xml:lang="hi">हिंदी</rdf:li>'
        '<rdf:li xml:lang="x-default">Default</rdf:li></rdf:Alt></dc:rights>'
        '<core:AltTextAccessibility><rdf:Alt><rdf:li xml:lang="en">Two ferries</rdf:li></rdf:Alt>'
        "</core:AltTextAccessibility>"
        '<photoshop:Source rdf:parseType="Resource"><rdf:value>The source</rdf:value>'
        "</photoshop:Source>"
        '<Iptc4xmpExt:DigitalSourceType rdf:resource="http://example.org/x"/>'
    )

    found, position = xmp.read(packet(inner, 'photoshop:Credit="PTI" exif:GPSLatitude="9,58N"'))

    assert position
    assert found == {
        "creator": ("A", "B"),
        "keywords": ("port",),
        "copyright_notice": "Default",
        "alt": "Two ferries",
        "source": "The source",
        "digital_source_type": "http://example.org/x",
        "credit": "PTI",
    }


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-be", "utf-16-le", "utf-32-le"])
def test_xmp_is_read_in_all_its_encodings(encoding: str) -> None:
    """XMP inside other files may stand in UTF-16 and UTF-32."""
    text = '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>' + XMP.decode()

    found, _position = xmp.read(text.encode(encoding))

    assert found["city"] == "Cochin"


@pytest.mark.parametrize(
    "document",
    [
        b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>',
        b"<x>" + b"y" * xmp.MAX_BYTES + b"</x>",
        b"not at all",
    ],
)
def test_xmp_that_could_do_harm_is_not_read(document: bytes) -> None:
    """A document type, a giant, or no XML: an error that the caller can name."""
    with pytest.raises(ValueError, match="XMP"):
        xmp.read(document)


def test_a_camera_is_no_caption_writer() -> None:
    """What cameras put into the description is left out."""
    block = drawn.exif({exif.DESCRIPTION: "OLYMPUS DIGITAL CAMERA         "})

    assert "caption" not in exif.read(block.tobytes())[0]


def test_a_png_hands_over_every_kind_of_chunk() -> None:
    """Its own XMP and text, and ImageMagick's figures in a text."""
    figures = writing.app13(IIM)[4 + len("Photoshop 3.0\x00") :].hex()
    profile = f"\niptc\n{len(figures) // 2:8}\n{figures}\n"
    rows = (b"\x00" + b"\x80" * 8) * 8
    data = nasty.png(
        8,
        8,
        nasty.chunk(b"zTXt", b"Raw profile type iptc\x00\x00" + zlib.compress(profile.encode())),
        nasty.chunk(b"iTXt", b"XML:com.adobe.xmp\x00\x00\x00\x00\x00" + XMP),
        nasty.chunk(b"tEXt", b"Author\x00Asha Nair"),
        rows=rows,
    )

    found = read(data)

    assert found.values["city"] == "Cochin"
    assert found.values["caption"] == "The caption of IIM"
    assert found.values["creator"] == ("Asha Nair",)
    assert found.carriers["creator"] == "text"


def test_a_tiff_hands_over_its_blocks() -> None:
    """XMP and IIM stand in tags of a TIFF."""
    tags = {carriers.TIFF_XMP: XMP, carriers.TIFF_IIM: IIM}

    found = read(drawn.encoded(drawn.image(32, 32), "TIFF", tiffinfo=tags))

    assert found.values["city"] == "Cochin"
    assert found.values["caption"] == "The caption of IIM"


def test_a_long_xmp_goes_on_in_further_segments() -> None:
    """What did not fit into the first segment of a JPEG is read as well."""
    extension = packet("<photoshop:Instructions>Hold till noon</photoshop:Instructions>")
    guid = digest(extension).hex().upper().encode()
    pieces = b""
    for start in range(0, len(extension), 200):
        payload = carriers.EXTENSION_START + guid + len(extension).to_bytes(4, "big")
        payload += start.to_bytes(4, "big") + extension[start : start + 200]
        pieces += b"\xff\xe1" + (len(payload) + 2).to_bytes(2, "big") + payload
    plain = drawn.encoded(drawn.image(32, 32), xmp=XMP)

    found = read(plain[:2] + pieces + plain[2:])

    assert found.values["instructions"] == "Hold till noon"
    assert found.values["city"] == "Cochin"


# --- what is never kept, and what never breaks ---


def test_a_place_on_earth_is_noticed_and_never_kept() -> None:
    """Position, wherever it stands, leaves a mark and no number."""
    block = drawn.exif({})
    block.get_ifd(exif.GPS_IFD).update({1: "N", 2: (9.0, 58.0, 1.2)})

    found = settle(Packets(exif=block.tobytes(), xmp=packet("", 'exif:GPSLatitude="9,58.02N"')))

    assert found.had_position
    assert "58" not in json.dumps(defaults.stored(found))


@given(st.binary(max_size=400))
def test_no_bytes_break_a_reader(data: bytes) -> None:
    """Whatever stands in a block, reading it ends, in fields or in ``ValueError``."""
    iim.read(data)
    iim.resources(b"8BIM" + data)
    for reader in (xmp.read, exif.read):
        try:
            reader(data)
        except ValueError:
            continue


@settings(max_examples=examples(60), deadline=None)
@given(st.integers(0, 3_000), st.binary(min_size=1, max_size=8))
def test_no_damage_to_a_file_breaks_its_reading(place: int, damage: bytes) -> None:
    """A picture whose metadata was struck anywhere is read or noted, never an error."""
    rights = writing.Rights(creator=("A",), credit="PTI", copyright_notice="© PTI")
    whole = drawn.encoded(
        Image.new("RGB", (16, 16)),
        xmp=writing.xmp_packet(rights),
        exif=writing.exif_block(rights),
        extra=writing.app13(writing.iim_block(rights)),
    )
    place %= len(whole)

    found = read(whole[:place] + damage + whole[place + len(damage) :])

    assert isinstance(found, Embedded)


@given(st.text())
def test_kept_texts_have_only_letters(text: str) -> None:
    """No control and no half letter reaches the database, XML or JSON."""
    kept = clean(text)

    assert kept == clean(kept)
    assert "\x00" not in kept
    kept.encode()


# --- what it puts into the library ---


@pytest.mark.parametrize(
    ("taken", "moment", "assumed"),
    [
        ("2021-04-07T03:56:00+05:30", datetime(2021, 4, 6, 22, 26, tzinfo=UTC), False),
        ("2021-04-07T03:56:00", datetime(2021, 4, 6, 22, 26, tzinfo=UTC), True),
        ("2021-04-07", None, False),
        ("2021-13-47T03:56:00", None, False),
        ("", None, False),
    ],
)
def test_a_moment_without_a_zone_is_marked_as_assumed(
    taken: str, moment: datetime | None, assumed: bool
) -> None:
    """The paper's own zone is taken, and it is said; a day alone makes no moment."""
    found = Embedded({"taken": taken})

    assert defaults.taken_at(found, KOLKATA) == (moment, assumed)


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("trainedAlgorithmicMedia", rules.AI_MADE),
        ("compositeWithTrainedAlgorithmicMedia", rules.AI_MADE),
        ("digitalArt", rules.ILLUSTRATION),
        ("digitalCapture", rules.PHOTO),
        ("", rules.PHOTO),
    ],
)
def test_a_kind_comes_from_the_source_type(code: str, kind: str) -> None:
    """A file that says it was made with AI is never taken for a photo."""
    assert defaults.kind(Embedded({"digital_source_type": defaults.NEWSCODES + code})) == kind


def test_a_missing_credit_is_made_of_creator_and_source() -> None:
    """Papers credit who took it and who passed it on."""
    words = defaults.words(Embedded({"creator": ("Asha Nair",), "source": "AFP"}))

    assert words["credit"] == "Asha Nair/AFP"
    assert words["agency"] == "afp"


def test_long_texts_are_cut_at_a_word() -> None:
    """What does not fit the library's field ends in an ellipsis, and is whole in the reading."""
    words = defaults.words(Embedded({"alt": "ferry " * 100}))

    assert len(words["description"]) <= 255
    assert words["description"].endswith("ferry…")


@pytest.mark.skipif(EXIFTOOL is None, reason="exiftool is not here")
@pytest.mark.parametrize("image_format", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_we_read_what_exiftool_writes(image_format: str, tmp_path: Path) -> None:
    """Another program writes the fields, by its own ways, and we find them all."""
    path = tmp_path / f"harbour.{image_format.lower()}"
    path.write_bytes(drawn.encoded(drawn.image(64, 48), image_format))
    wanted = {
        "headline": ("Ferries wait", "-XMP-photoshop:Headline"),
        "caption": ("நீராவி & “ferries”", "-XMP-dc:Description"),
        "alt": ("Two ferries at a quay", "-XMP-iptcCore:AltTextAccessibility"),
        "credit": ("PTI", "-XMP-photoshop:Credit"),
        "copyright_notice": ("© PTI 2026", "-EXIF:Copyright"),
        "usage_terms": ("Once.", "-XMP-xmpRights:UsageTerms"),
        "taken": ("2021-04-07T03:56:00+05:30", "-XMP-photoshop:DateCreated"),
    }
    writes = [f"{tag}={value}" for value, tag in wanted.values()]
    command = [EXIFTOOL or "", "-q", "-overwrite_original", *writes, str(path)]
    subprocess.run(command, check=True)

    found = read(path.read_bytes())

    assert {name: found.text(name) for name in wanted} == {
        name: value for name, (value, _tag) in wanted.items()
    }
    with Image.open(BytesIO(path.read_bytes())) as image:
        assert image.size == (64, 48)
