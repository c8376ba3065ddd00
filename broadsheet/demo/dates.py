"""The edition is always today's: relative moments, and the weekdays named in its words."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta, tzinfo

from broadsheet.demo.words import Edition, Moment

TOKEN = re.compile(r"\{(weekday|date) (-?\d{1,2})\}")
WEEKDAYS = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "hi": ("सोमवार", "मंगलवार", "बुधवार", "गुरुवार", "शुक्रवार", "शनिवार", "रविवार"),
    "ta": ("திங்கள்", "செவ்வாய்", "புதன்", "வியாழன்", "வெள்ளி", "சனி", "ஞாயிறு"),
    "ml": ("തിങ്കൾ", "ചൊവ്വ", "ബുധൻ", "വ്യാഴം", "വെള്ളി", "ശനി", "ഞായർ"),
    "kn": ("ಸೋಮವಾರ", "ಮಂಗಳವಾರ", "ಬುಧವಾರ", "ಗುರುವಾರ", "ಶುಕ್ರವಾರ", "ಶನಿವಾರ", "ಭಾನುವಾರ"),
    "ur": ("پیر", "منگل", "بدھ", "جمعرات", "جمعہ", "سنیچر", "اتوار"),
}
MONTHS = {
    "en": "January February March April May June July August September October November December",
    "hi": "जनवरी फ़रवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर अक्टूबर नवंबर दिसंबर",
    "ta": "ஜனவரி பிப்ரவரி மார்ச் ஏப்ரல் மே ஜூன் ஜூலை ஆகஸ்ட் செப்டம்பர் அக்டோபர் நவம்பர் டிசம்பர்",
    "ml": "ജനുവരി ഫെബ്രുവരി മാർച്ച് ഏപ്രിൽ മേയ് ജൂൺ ജൂലൈ ഓഗസ്റ്റ് സെപ്റ്റംബർ ഒക്ടോബർ നവംബർ ഡിസംബർ",
    "kn": "ಜನವರಿ ಫೆಬ್ರುವರಿ ಮಾರ್ಚ್ ಏಪ್ರಿಲ್ ಮೇ ಜೂನ್ ಜುಲೈ ಆಗಸ್ಟ್ ಸೆಪ್ಟೆಂಬರ್ ಅಕ್ಟೋಬರ್ ನವೆಂಬರ್ ಡಿಸೆಂಬರ್",
    "ur": "جنوری فروری مارچ اپریل مئی جون جولائی اگست ستمبر اکتوبر نومبر دسمبر",
}


def moment_of(moment: Moment, day_zero: date, zone: tzinfo) -> datetime:
    """Return the aware moment that `moment` means when the edition's own day is `day_zero`."""
    hours, minutes = moment.at.split(":")
    local = time(int(hours), int(minutes), tzinfo=zone)
    return datetime.combine(day_zero + timedelta(days=moment.day), local)


def newest(edition: Edition) -> Moment:
    """Return the latest moment at which anything in the edition happened."""
    moments = [story.published for story in edition.stories.values()]
    moments += [s.updated for s in edition.stories.values() if s.updated]
    moments += [c.when for s in edition.stories.values() for c in s.corrections]
    moments += [Moment(e.day, e.at) for s in edition.stories.values() for e in s.live]
    return max(moments, key=lambda moment: (moment.day, moment.at))


def day_zero(edition: Edition, now: datetime) -> date:
    """Return the edition's own day: today, or yesterday while today's last story is to come.

    `now` must be aware; the day is that of the paper's zone.
    """
    zone = edition.paper.zone
    today = now.astimezone(zone).date()
    if moment_of(newest(edition), today, zone) <= now:
        return today
    return today - timedelta(days=1)


def dated(text: str, day: date, language: str) -> str:
    """Return `text` with its calendar words filled in for an edition whose own day is `day`."""

    def name(match: re.Match[str]) -> str:
        when = day + timedelta(days=int(match[2]))
        if match[1] == "weekday":
            return WEEKDAYS[language][when.weekday()]
        return f"{when.day} {MONTHS[language].split()[when.month - 1]}"

    return TOKEN.sub(name, text)
