"""The words of the corpus and the grammar that makes sentences of them, in four languages.

Nothing here is taken from a newspaper. A story depends on the seed and its own place in the corpus
alone, so that any part of a corpus can be made again without the rest.
"""

from __future__ import annotations

import json
import random
from dataclasses import dataclass
from typing import Any
from uuid import UUID


@dataclass(frozen=True)
class Tongue:
    """A language: patterns with slots in braces, and the words for each slot."""

    code: str
    patterns: tuple[str, ...]
    headlines: tuple[str, ...]
    slots: dict[str, tuple[str, ...]]

    def say(self, pattern: str, dice: random.Random) -> str:
        """Fill the slots of a pattern, each by a throw of its own."""
        while "{" in pattern:
            before, _, rest = pattern.partition("{")
            slot, _, after = rest.partition("}")
            pattern = before + dice.choice(self.slots[slot]) + after
        return pattern[:1].upper() + pattern[1:]


ENGLISH = Tongue(
    "en",
    patterns=(
        "The {body} {did} {thing} after {cause}, {who} said on {day}.",
        "{who} told reporters that {thing} would cost {sum}.",
        "Nearly {count} people live near {place}, where {thing} has waited for {years} years.",
        "A second hearing on {thing} is set for {day}.",
        "“We asked for {thing}, and we were given {cause},” {who} said.",
        "By evening {count} tickets had been sold at {place}.",
        "The {body} published the figures for {place} on {day}.",
        "In {place}, {cause} closed the road for {count} minutes.",
        "Under the plan, {thing} goes to {place} first.",
        "{who} had warned of {cause} in a letter of {day}.",
        "No one was hurt, though {cause} kept crews busy until {day}.",
        "The sum of {sum} is to be shared among {count} households.",
    ),
    headlines=(
        "{body} {did} {thing} in {place}",
        "{place} waits for {thing}",
        "{cause} puts {thing} in doubt",
        "{sum} for {thing}, says {body}",
        "{who} to lead {body}",
    ),
    slots={
        "body": (
            "city council", "harbour board", "water authority", "school trust", "rail company",
            "high bench", "ferry union", "weather office", "growers' league", "health mission",
        ),
        "did": ("approved", "put off", "reviewed", "paid for", "withdrew", "halved", "reopened"),
        "thing": (
            "the north bridge", "a night bus", "the river wall", "free school meals",
            "the market roof", "a solar yard", "the tram line", "cheaper seed", "the old library",
            "a blood bank", "street lamps", "the grain store",
        ),
        "cause": (
            "heavy rain", "a long dispute", "a fall in prices", "an audit", "two weeks of heat",
            "a fire in the depot", "a change of plan", "a shortage of parts", "the by-election",
        ),
        "who": (
            "Councillor Ilse Marrow", "Dr Tomas Quill", "engineer Rua Okonjo", "Judge Petra Vance",
            "captain Desh Iyer", "Professor Amal Wren", "warden Lucia Hart", "coach Bo Lindqvist",
        ),
        "place": (
            "Saltmarsh", "Upper Fenn", "Kingsferry", "the Old Docks", "Harrow Hill", "Lantern Quay",
            "Millbrook East", "the Reed Islands", "Copper Lane", "Thornbury Cross",
        ),
        "day": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
        "count": ("40", "120", "300", "750", "1,400", "2,600", "9,000", "14,500"),
        "years": ("two", "five", "eleven", "sixteen"),
        "sum": ("4 crore", "90 lakh", "1.2 million", "65,000", "18 crore", "two billion"),
    },
)  # fmt: skip
HINDI = Tongue(
    "hi",
    patterns=(
        "{who} ने {day} को बताया कि {thing} का काम जल्द शुरू होगा।",
        "{place} में {cause} के बाद {thing} पर फिर से विचार हो रहा है।",
        "इस योजना पर {count} रुपये खर्च होंगे।",
        "{place} के लोगों ने {thing} की माँग की है।",
        "{day} तक {place} में स्थिति सामान्य होने की उम्मीद है।",
    ),
    headlines=("{place} में {thing} को मंज़ूरी", "{cause} से {place} में परेशानी"),
    slots={
        "who": ("नगर परिषद", "जल विभाग", "अध्यापिका सुधा राव", "अभियंता रमेश पाल"),
        "day": ("सोमवार", "बुधवार", "शुक्रवार", "रविवार"),
        "thing": ("नए पुल", "रात की बस", "नदी की दीवार", "पुराने पुस्तकालय"),
        "place": ("सेनापुर", "सोनघाट", "नीलगंज", "हरिनगर"),
        "cause": ("तेज़ बारिश", "लंबी हड़ताल", "भीषण गर्मी"),
        "count": ("चार करोड़", "नब्बे लाख", "पच्चीस हज़ार"),
    },
)
TAMIL = Tongue(
    "ta",
    patterns=(
        "{place} பகுதியில் {thing} பணி {day} தொடங்கும் என்று {who} தெரிவித்தது.",
        "{cause} காரணமாக {place} சாலை மூடப்பட்டது.",
        "இந்தத் திட்டத்துக்கு {count} ரூபாய் செலவாகும்.",
        "{thing} வேண்டும் என்று {place} மக்கள் கேட்டுள்ளனர்.",
    ),
    headlines=("{place} பகுதியில் {thing}", "{cause}: {place} மக்கள் அவதி"),
    slots={
        "who": ("நகராட்சி", "நீர்வளத் துறை", "துறைமுக வாரியம்"),
        "day": ("திங்கள்கிழமை", "புதன்கிழமை", "வெள்ளிக்கிழமை"),
        "thing": ("புதிய பாலம்", "இரவுப் பேருந்து", "நூலகம்"),
        "place": ("மணல்மேடு", "ஆற்றங்கரை", "வடக்குத்துறை"),
        "cause": ("கனமழை", "வேலைநிறுத்தம்", "கடும் வெயில்"),
        "count": ("நான்கு கோடி", "தொண்ணூறு லட்சம்"),
    },
)
URDU = Tongue(
    "ur",
    patterns=(
        "{who} نے {day} کو کہا کہ {thing} کا کام جلد شروع ہوگا۔",
        "{place} میں {cause} کے بعد سڑک بند رہی۔",
        "اس منصوبے پر {count} روپے خرچ ہوں گے۔",
        "{place} کے لوگوں نے {thing} کا مطالبہ کیا ہے۔",
    ),
    headlines=("{place} میں {thing} کی منظوری", "{cause} سے {place} متاثر"),
    slots={
        "who": ("شہر کی کونسل", "محکمہ آب", "بندرگاہ بورڈ"),
        "day": ("پیر", "بدھ", "جمعہ"),
        "thing": ("نئے پل", "رات کی بس", "پرانی لائبریری"),
        "place": ("نیل گنج", "ساحل پور", "باغ بازار"),
        "cause": ("تیز بارش", "طویل ہڑتال", "سخت گرمی"),
        "count": ("چار کروڑ", "نوے لاکھ"),
    },
)
# Of a hundred stories, how many are in each language.
SHARES = ((ENGLISH, 82), (HINDI, 9), (TAMIL, 5), (URDU, 4))
SECTIONS = {
    "Town": ("Wards", "Transport", "Schools", "Courts"),
    "Coast": ("Harbour", "Fishing", "Islands", "Weather"),
    "Country": ("Farms", "Rivers", "Villages", "Forests"),
    "Business": ("Markets", "Companies", "Labour", "Energy"),
    "World": ("Neighbours", "Trade", "Migration", "Treaties"),
    "Science": ("Space", "Medicine", "Climate", "Machines"),
    "Culture": ("Stage", "Books", "Music", "Film"),
    "Sport": ("Football", "Cricket", "Rowing", "Athletics"),
    "Living": ("Food", "Homes", "Health", "Travel"),
    "Opinion": ("Leaders", "Letters", "Columns", "Cartoons"),
}
GIVEN = ("Ada", "Bela", "Chitra", "Dario", "Edda", "Farid", "Gita", "Hugo", "Imre", "Jaya")
FAMILY = ("Almond", "Barrow", "Cheema", "Dorn", "Elgar", "Faroe")
AGENCIES = ("Harbour News Service", "Inland Wire", "United Features of the Coast")
DESKS = ("Our Bureau", "Night Desk", "Data Desk")
TOPIC_HEADS = ("Bridge", "Ferry", "Monsoon", "Budget", "School", "Hospital", "Grain", "Tram")
TOPIC_TAILS = ("Safety", "Reform", "Prices", "Inquiry", "Festival", "Strike", "Fund", "Plan")


@dataclass(frozen=True)
class Plan:
    """What one story of the corpus is made of; names are looked up by whoever stores it."""

    headline: str
    standfirst: str
    language: str
    dateline: str
    form: str
    section: tuple[str, str]
    bylines: tuple[str, ...]
    topics: tuple[str, ...]
    body: str
    minutes_to_update: int
    """0 for a story that was never updated."""


def people() -> list[str]:
    """The names of the corpus's reporters."""
    return [f"{given} {family}" for family in FAMILY for given in GIVEN]


def topics() -> list[str]:
    """The names of the corpus's topics."""
    return [f"{head} {tail}" for head in TOPIC_HEADS for tail in TOPIC_TAILS]


def plan(seed: int, place: int) -> Plan:
    """Make up the story at ``place`` of the corpus of ``seed``; the same each time."""
    dice = random.Random(f"{seed}:{place}")  # noqa: S311 - made up, and no secret
    tongue = _pick(dice)
    section = dice.choice(list(SECTIONS))
    return Plan(
        headline=tongue.say(dice.choice(tongue.headlines), dice),
        standfirst=tongue.say(dice.choice(tongue.patterns), dice),
        language=tongue.code,
        dateline=dice.choice(ENGLISH.slots["place"]).removeprefix("the ").upper(),
        form="opinion" if section == "Opinion" else dice.choice(("article",) * 9 + ("explainer",)),
        section=(section, dice.choice(SECTIONS[section])),
        bylines=_bylines(dice),
        topics=tuple(dice.sample(topics(), dice.randint(0, 4))),
        body=json.dumps(_body(tongue, dice), ensure_ascii=False),
        minutes_to_update=dice.choice((0, 0, 0, 25, 90, 600)),
    )


def _pick(dice: random.Random) -> Tongue:
    throw = dice.randrange(100)
    for tongue, share in SHARES:
        if throw < share:
            return tongue
        throw -= share
    return ENGLISH


def _bylines(dice: random.Random) -> tuple[str, ...]:
    throw = dice.random()
    if throw < 0.2:  # noqa: PLR2004
        return (dice.choice(AGENCIES),)
    if throw < 0.3:  # noqa: PLR2004
        return (dice.choice(DESKS),)
    return tuple(dice.sample(people(), dice.choice((1, 1, 1, 2))))


def _body(tongue: Tongue, dice: random.Random) -> list[dict[str, Any]]:
    """Six to sixteen paragraphs in two or three runs, with subheads and now and then a quote."""
    blocks = [_block("paragraphs", _run(tongue, dice), dice)]
    for _ in range(dice.randint(1, 2)):
        blocks.append(_block("subhead", tongue.say(dice.choice(tongue.headlines), dice), dice))
        blocks.append(_block("paragraphs", _run(tongue, dice), dice))
    if dice.random() < 0.2:  # noqa: PLR2004
        said = tongue.say(dice.choice(tongue.patterns), dice)
        speaker = dice.choice(tongue.slots["who"])
        blocks.append(_block("quote", {"text": said, "speaker": speaker, "position": ""}, dice))
    return blocks


def _run(tongue: Tongue, dice: random.Random) -> str:
    return "".join(f"<p>{_paragraph(tongue, dice)}</p>" for _ in range(dice.randint(3, 6)))


def _paragraph(tongue: Tongue, dice: random.Random) -> str:
    sentences = (dice.choice(tongue.patterns) for _ in range(dice.randint(2, 4)))
    return " ".join(tongue.say(sentence, dice) for sentence in sentences)


def _block(kind: str, value: Any, dice: random.Random) -> dict[str, Any]:
    return {"type": kind, "value": value, "id": str(UUID(int=dice.getrandbits(128)))}
