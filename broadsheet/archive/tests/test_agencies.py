"""Pictures and bylines know one agency by one key."""

from broadsheet.archive.reading import agencies
from broadsheet.pictures.agencies import known


def test_a_name_has_the_same_key_in_both_rooms() -> None:
    """What an import calls an agency is what the picture library calls it."""
    pictures = {
        agencies.fold(name): key
        for key, agency in known().items()
        for name in (agency.name, *agency.also)
    }
    bylines = {agencies.fold(name): key for key, all_ in agencies.names().items() for name in all_}

    assert {n: k for n, k in pictures.items() if bylines.get(n, k) != k} == {}
    assert set(known()) <= set(agencies.names())
