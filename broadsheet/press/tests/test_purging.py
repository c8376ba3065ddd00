"""The drivers against servers that speak as the makers' documents say."""

from __future__ import annotations

import json
import socket
from collections.abc import Callable
from typing import Any

import pytest

from broadsheet.kit.tests.servers import Asked, Said, Server, serving
from broadsheet.press.purging import Driver, PurgeFailed, drivers, purge_all
from broadsheet.press.purging.cloudflare import Cloudflare
from broadsheet.press.purging.fastly import Fastly
from broadsheet.press.purging.plain import Plain
from broadsheet.press.purging.varnish import Varnish
from broadsheet.press.tags import page_tag

SECRET = "s3cret-of-the-paper"  # noqa: S105 - nobody's
FINE = {"success": True, "errors": [], "messages": [], "result": {"id": "023e105f"}}


def json_of(said: Any, status: int = 200, **headers: str) -> Said:
    return Said(status, json.dumps(said).encode(), {"Content-Type": "application/json", **headers})


def fine(asked: Asked) -> Said:
    return json_of(FINE)


def varnish(place: Server) -> Driver:
    return Varnish(place.origin, SECRET)


def fastly(place: Server) -> Driver:
    return Fastly("SU1Z0isxPaozGVKXdv0eY", SECRET, api=place.origin, own=[place.origin])


def cloudflare(place: Server) -> Driver:
    return Cloudflare("9f1a", SECRET, api=place.origin, own=[place.origin])


def plain(place: Server) -> Driver:
    return Plain(place.origin, "paper.example", secret=SECRET)


ALL = [varnish, fastly, cloudflare, plain]
Make = Callable[[Server], Driver]


def bodies(place: Server) -> list[Any]:
    return [json.loads(asked.body) for asked in place.asked]


# --- what each one says ---


def test_varnish_is_told_by_a_header_of_keys() -> None:
    """PURGE with the keys and the secret, many keys a request and no line too long."""
    tags = {f"story-{n:05}" for n in range(1_000)}
    with serving(fine) as place:
        varnish(place).purge(tags, [])

    told = [word for asked in place.asked for word in asked.headers["xkey-purge"].split()]
    assert sorted(told) == sorted(tags)
    assert {(a.method, a.headers["x-purge-secret"]) for a in place.asked} == {("PURGE", SECRET)}
    assert max(len(asked.headers["xkey-purge"]) for asked in place.asked) <= 4_000
    assert len(place.asked) == 4


def test_fastly_is_told_in_batches_of_256() -> None:
    """Its API's batch purge, with the token in Fastly-Key."""
    tags = {f"story-{n}" for n in range(600)}
    with serving(fine) as place:
        fastly(place).purge(tags, [])

    assert [len(body["surrogate_keys"]) for body in bodies(place)] == [256, 256, 88]
    assert place.asked[0].method == "POST"
    assert place.asked[0].path == "/service/SU1Z0isxPaozGVKXdv0eY/purge"
    assert place.asked[0].headers["fastly-key"] == SECRET
    assert "fastly-soft-purge" not in place.asked[0].headers


def test_a_soft_purge_is_asked_for_by_its_header() -> None:
    """Fastly and Varnish keep the old page then, until they have the new one."""
    with serving(fine) as place:
        Fastly("S", SECRET, soft=True, api=place.origin, own=[place.origin]).purge(["a"], [])
        Varnish(place.origin, SECRET, soft=True).purge(["a"], [])

    assert place.asked[0].headers["fastly-soft-purge"] == "1"
    assert place.asked[1].headers["xkey-softpurge"] == "a"


def test_cloudflare_is_told_30_tags_at_once() -> None:
    """Its API takes no more of them in one request."""
    tags = {f"story-{n}" for n in range(70)}
    with serving(fine) as place:
        cloudflare(place).purge(tags, ["/a/"])

    assert [len(body["tags"]) for body in bodies(place)] == [30, 30, 10]
    assert place.paths == ["/zones/9f1a/purge_cache"] * 3
    assert place.asked[0].headers["authorization"] == f"Bearer {SECRET}"


def test_cloudflare_is_told_by_address_where_pages_carry_no_tags() -> None:
    """Whole addresses, as readers have them."""
    with serving(fine) as place:
        driver = Cloudflare(
            "9f1a", SECRET, "https://paper.example", api=place.origin, own=[place.origin]
        )
        driver.purge(["story-1"], ["/a/", "/ख/"])

    assert bodies(place) == [
        {"files": ["https://paper.example/a/", "https://paper.example/%E0%A4%96/"]}
    ]


def test_another_cache_is_told_address_by_address() -> None:
    """As if asked by the paper's own host, with the method that it takes."""
    with serving(fine) as place:
        Plain(place.origin, "paper.example", "BAN").purge(["x"], ["/b", "/a/"])

    assert [(a.method, a.path) for a in place.asked] == [("BAN", "/a/"), ("BAN", "/b")]
    assert {asked.headers["host"] for asked in place.asked} == {"paper.example"}


def test_a_page_that_a_cache_does_not_have_is_purged() -> None:
    """nginx and Squid say 404 then."""
    with serving(lambda asked: Said(404)) as place:
        plain(place).purge([], ["/a/", "/b/"])

    assert place.paths == ["/a/", "/b/"]


@pytest.mark.parametrize("make", ALL)
def test_nothing_to_purge_asks_nobody(make: Make) -> None:
    """An empty purge is no request."""
    with serving(fine) as place:
        make(place).purge([], [])

    assert place.asked == []


# --- what goes wrong ---


@pytest.mark.parametrize("make", ALL)
@pytest.mark.parametrize("status", [401, 403])
def test_a_refused_purge_says_what_to_look_at(make: Make, status: int) -> None:
    """A wrong token or secret is named by its setting, and never shown."""
    with serving(lambda asked: Said(status)) as place, pytest.raises(PurgeFailed) as failed:
        make(place).purge(["story-1"], ["/a/"])

    assert str(status) in str(failed.value)
    assert "PURGE_SECRET" in str(failed.value) or "_TOKEN" in str(failed.value)
    assert SECRET not in str(failed.value) + repr(failed.value.__cause__)


@pytest.mark.parametrize("make", ALL)
def test_too_many_purges_say_how_long_to_wait(make: Make) -> None:
    """The time of Retry-After is handed on."""
    with serving(lambda asked: Said(429, headers={"Retry-After": "17"})) as place:
        driver = make(place)

        with pytest.raises(PurgeFailed, match="told later") as failed:
            driver.purge(["story-1"], ["/a/"])
        assert failed.value.wait == 17


@pytest.mark.parametrize("make", ALL)
def test_a_fault_of_the_cache_is_a_failure(make: Make) -> None:
    """A 503 is not taken for a purge."""
    with serving(lambda asked: Said(503)) as place:
        driver = make(place)

        with pytest.raises(PurgeFailed, match="answered 503"):
            driver.purge(["story-1"], ["/a/"])


@pytest.mark.parametrize("make", ALL)
def test_a_cache_that_is_down_is_a_failure(make: Make) -> None:
    """It says where nobody answered."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        place = Server(f"http://127.0.0.1:{taken.getsockname()[1]}")
        driver = make(place)

        with pytest.raises(PurgeFailed, match=r"refused.*Is it running"):
            driver.purge(["story-1"], ["/a/"])


def test_what_can_be_told_is_told_though_a_part_failed() -> None:
    """One bad batch does not keep the others back."""

    def answer(asked: Asked) -> Said:
        return Said(503) if b'"story-000"' in asked.body else json_of(FINE)

    with serving(answer) as place:
        driver = fastly(place)

        with pytest.raises(PurgeFailed):
            driver.purge({f"story-{n:03}" for n in range(600)}, [])
        assert len(place.asked) == 3


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"success": False, "errors": [{"code": 1, "message": "Unable to purge"}]}, "Unable to"),
        ({"success": False}, "does not say why"),
        ({"success": False, "errors": "x"}, "does not say why"),
        ([], "does not say why"),
    ],
)
def test_a_success_that_is_none_is_a_failure(said: Any, why: str) -> None:
    """Cloudflare says in its JSON whether it did purge."""
    with serving(lambda asked: json_of(said)) as place:
        driver = cloudflare(place)

        with pytest.raises(PurgeFailed, match=why):
            driver.purge(["story-1"], [])


def test_an_answer_without_json_is_a_failure() -> None:
    """Something else stands where Cloudflare should."""
    with serving(lambda asked: Said(200, b"<html>")) as place:
        driver = cloudflare(place)

        with pytest.raises(PurgeFailed, match="no JSON"):
            driver.purge(["story-1"], [])


# --- those that the settings name ---


def chosen(settings: Any, **values: Any) -> None:
    settings.PURGING = {**settings.PURGING, **values}


def test_without_a_setting_nobody_is_told(settings: Any) -> None:
    """A paper without a cache in front has nothing to purge."""
    purge_all(["story-1"], ["/a/"])

    assert drivers() == []


def test_each_cache_in_front_is_told_though_one_fails(settings: Any) -> None:
    """Several at once, in one call; the failure is told after all were."""
    with serving(lambda asked: Said(503)) as broken, serving(fine) as working:
        chosen(
            settings,
            PURGE_WITH=["varnish", "http"],
            PURGE_VARNISH=[broken.origin, working.origin],
            PURGE_HTTP=[working.origin],
            PURGE_SECRET=SECRET,
        )

        with pytest.raises(PurgeFailed, match=broken.origin):
            purge_all(["story-1"], ["/a/"])
        assert [asked.path for asked in working.asked] == ["/", "/a/"]
        assert working.asked[0].headers["xkey-purge"] == f"{page_tag('/a/')} story-1"


def test_every_known_cache_can_be_chosen(settings: Any) -> None:
    """By the names that stand on the page of settings."""
    names = ["varnish", "fastly", "cloudflare", "http"]
    origins = ["http://10.0.0.1", "http://10.0.0.2"]
    chosen(settings, PURGE_WITH=names, PURGE_VARNISH=origins[:1], PURGE_HTTP=origins)

    assert [driver.name.split()[0] for driver in drivers()] == [*names, "http"]


def test_secrets_are_not_in_what_a_driver_shows(settings: Any) -> None:
    """A log or a traceback may show a driver."""
    chosen(
        settings,
        PURGE_WITH=["varnish", "fastly", "cloudflare", "http"],
        PURGE_SECRET=SECRET,
        FASTLY_TOKEN=SECRET,
        CLOUDFLARE_TOKEN=SECRET,
    )

    assert SECRET not in repr(drivers())
