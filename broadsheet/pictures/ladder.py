"""The ladder of widths: which renditions a picture has in each of its roles on a page.

The ladder is short on purpose. A step is made once, at publishing, and shared by the roles: body
and lead differ only in how far up they go.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from broadsheet.pictures import crops
from broadsheet.pictures.crops import Crop

AVIF, WEBP, JPEG = "avif", "webp", "jpeg"
# In the order in which a browser is offered them; the last is the fallback.
FORMATS = (AVIF, WEBP, JPEG)
MIME = {AVIF: "image/avif", WEBP: "image/webp", JPEG: "image/jpeg"}


@dataclass(frozen=True)
class Role:
    """What a picture is on a page. Widths are in pixels of the file.

    ``sizes`` is HTML's own and counts fully for an eager picture only: of a lazy one, browsers
    that can take the size that it has in the laid-out page.
    """

    name: str
    widths: tuple[int, ...]
    jpeg_widths: tuple[int, ...]
    sizes: str
    ratio: tuple[int, int] | None = None
    eager: bool = False

    def specs(
        self, image_format: str, width: int, height: int, crop: Crop | None = None
    ) -> list[str]:
        """Wagtail's filter specs for a picture of this size, smallest first.

        Nothing is enlarged, so the steps stop at the first that has the whole width of the picture,
        or of the part of it that ``crop`` shows.
        """
        steps = self.jpeg_widths if image_format == JPEG else self.widths
        widest = self._widest(*(crop.size(width, height) if crop else (width, height)))
        kept = [step for step in steps if step < widest]
        kept.extend(step for step in steps[len(kept) : len(kept) + 1])
        cut = f"{crop.spec}|" if crop else ""
        return [f"{cut}{self._shape(step)}|format-{image_format}" for step in kept]

    def _widest(self, width: int, height: int) -> float:
        if self.ratio is None:
            return width
        return min(width, height * self.ratio[0] / self.ratio[1])

    def _shape(self, step: int) -> str:
        if self.ratio is None:
            return f"width-{step}"
        return f"fill-{step}x{round(step * self.ratio[1] / self.ratio[0])}"


LEAD = Role(
    "lead",
    (480, 800, 1200, 1600),
    (800, 1200),
    "(min-width: 53rem) 50rem, calc(100vw - 2rem)",
    eager=True,
)
BODY = Role("body", (480, 800, 1200), (800,), "(min-width: 53rem) 50rem, calc(100vw - 2rem)")
CARD = Role("card", (320, 640), (640,), "(min-width: 40rem) 18rem, 30vw", ratio=(3, 2))
PORTRAIT = Role("portrait", (96, 192), (192,), "4rem", ratio=(1, 1))
# Where a story is shared: one file in the shape that all take, and in the one format that all read.
SOCIAL = Role("social", (), (1200,), "100vw", ratio=(40, 21))

ROLES: dict[str, Role] = {role.name: role for role in (LEAD, BODY, CARD, PORTRAIT, SOCIAL)}


def role(name: str) -> Role:
    """Give a role by its name; raises ``ValueError`` that lists the names there are."""
    try:
        return ROLES[name]
    except KeyError:
        raise ValueError(f"No role {name!r}; there are {', '.join(ROLES)}.") from None


def specs(roles: Iterable[str], width: int, height: int, crop: Crop | None = None) -> list[str]:
    """Every spec that a picture of this size needs in these roles, each once."""
    wanted = (
        spec
        for name in roles
        for image_format in FORMATS
        for spec in role(name).specs(image_format, width, height, crop)
    )
    return list(dict.fromkeys(wanted))


def all_specs(roles: Iterable[str], crop: Crop | None = None) -> list[str]:
    """Every spec that any picture, or this part of one, could have in these roles."""
    without_end = 1_000_000
    return specs(roles, without_end, without_end, crop)


def is_of_a_role(spec: str) -> bool:
    """Whether a spec is one that readers are given; the desk's own thumbnails are not."""
    return crops.of_spec(spec)[1] in _OF_A_ROLE


def again(made: Iterable[str], width: int, height: int) -> list[str]:
    """Every spec of the roles that have any of these among theirs, of each part that was cut."""
    there: dict[Crop | None, set[str]] = {}
    for spec in made:
        crop, rest = crops.of_spec(spec)
        there.setdefault(crop, set()).add(rest)
    found = (specs(_roles_of(rest), width, height, crop) for crop, rest in there.items())
    return list(dict.fromkeys(spec for some in found for spec in some))


def _roles_of(made: set[str]) -> list[str]:
    """Name the roles that have any of these specs among all of theirs."""
    return [name for name in ROLES if made & set(all_specs([name]))]


_OF_A_ROLE = frozenset(all_specs(ROLES))
