"""The Bell of the rowing race, over small waves: a sound that is reckoned, not recorded."""

from __future__ import annotations

import io
import math
import random
import wave

RATE, SECONDS = 11_025, 11
STRUCK = (0.6, 3.4, 6.2)
# The partials of a bell: how high against the strike note, how loud, how long they last.
PARTIALS = ((0.5, 0.5, 3.0), (1.0, 0.8, 2.2), (1.19, 0.5, 1.6), (1.5, 0.3, 1.2), (2.0, 0.45, 0.9))
STRIKE_NOTE = 392.0
SEED, LOUDEST = 1884, 11_000


def bell() -> bytes:
    """Return the sound as a WAV file; the same bytes each time."""
    sea = random.Random(SEED)  # noqa: S311 waves, no secret
    wash, samples = 0.0, bytearray()
    for place in range(RATE * SECONDS):
        moment = place / RATE
        wash += 0.06 * (sea.uniform(-1, 1) - wash)
        swell = 0.5 + 0.5 * math.sin(2 * math.pi * moment / 3.7)
        value = 0.55 * wash * swell + sum(_struck(moment - at) for at in STRUCK)
        level = max(-1.0, min(1.0, value * _faded(moment)))
        samples += int(LOUDEST * level).to_bytes(2, "little", signed=True)
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(bytes(samples))
    return out.getvalue()


def _struck(since: float) -> float:
    if not 0 <= since < 5:  # noqa: PLR2004 what is left after five seconds nobody hears
        return 0.0
    return 0.4 * sum(
        loud * math.exp(-since / lasts) * math.sin(2 * math.pi * STRIKE_NOTE * high * since)
        for high, loud, lasts in PARTIALS
    )


def _faded(moment: float) -> float:
    """Begin and end softly."""
    return min(1.0, moment / 0.4, (SECONDS - moment) / 1.5)
