from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from pytest_socket import SocketConnectBlockedError

from broadsheet.kit.http import (
    Door,
    Limits,
    Refused,
)
from broadsheet.kit.tests.servers import Asked, Said, Server, serving

SECRET = "s3cret-of-the-paper"  # noqa: S105 - nobody's
QUICK = Limits(connect=1, read=0.2, total=0.4)


def echo(asked: Asked) -> Said:
    return Said(200, asked.method.encode() + b" " + asked.path.encode() + b" " + asked.body)


@pytest.fixture
def server() -> Iterator[Server]:
    with serving(echo) as place:
        yield place


def own(server: Server, limits: Limits | None = None) -> Door:
    return Door(own=[server.origin], limits=limits or Limits())


def test_an_answer_is_brought_with_its_status_headers_and_body(server: Server) -> None:
    """What the server says arrives as it said it."""
    answer = own(server).get(server.origin + "/a?b=1")

    assert (answer.status, answer.fine, answer.body) == (200, True, b"GET /a?b=1 ")
    assert answer.headers["content-length"] == "11"


@pytest.mark.parametrize("method", ["POST", "PUT", "PURGE", "BAN"])
def test_any_method_goes_with_its_body(server: Server, method: str) -> None:
    """A purge is as good as a POST."""
    answer = own(server).send(method, server.origin + "/x", body=b"words")

    assert answer.body == method.encode() + b" /x words"


def test_the_server_is_told_who_asks(server: Server) -> None:
    """An honest name stands in User-Agent, and the caller's headers beside it."""
    own(server).get(server.origin, {"X-Key": SECRET})

    assert server.asked[0].headers["user-agent"].startswith("Broadsheet/")
    assert server.asked[0].headers["x-key"] == SECRET


def test_a_status_of_failure_is_an_answer_as_well() -> None:
    """The caller decides what a 503 means to it."""
    with serving(lambda asked: Said(503, b"later")) as place:
        answer = own(place).get(place.origin)

    assert (answer.status, answer.fine) == (503, False)


def test_a_proxy_of_the_environment_is_not_used(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It would resolve names by itself, and reach what we do not."""
    with serving(lambda asked: Said(418)) as proxy:
        for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, proxy.origin)

        assert own(server).get(server.origin).status == 200
        assert proxy.asked == []


# --- where it does not go ---


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "2130706433", "0177.0.0.1", "0x7f.0.0.1", "127.1", "0.0.0.0"],  # noqa: S104
)
def test_loopback_is_refused_in_every_spelling(server: Server, host: str) -> None:
    """However a host writes 127.0.0.1, the server there is not asked."""
    with pytest.raises(Refused, match="public internet"):
        Door().get(f"http://{host}:{server.port}/")

    assert server.asked == []


@pytest.mark.parametrize("host", ["[::1]", "[::ffff:127.0.0.1]", "[::]", "[fe80::1]", "[fd00::1]"])
def test_ipv6_is_refused_as_well(host: str) -> None:
    """Loopback, link-local, private, and IPv4 inside IPv6."""
    with pytest.raises(Refused, match="public internet"):
        Door().get(f"http://{host}:80/")


@pytest.mark.parametrize("number", ["169.254.169.254", "10.0.0.7", "192.168.0.1", "224.0.0.1"])
def test_a_name_that_leads_inside_is_refused(number: str) -> None:
    """The number decides, not the name."""
    door = Door(resolver=lambda host, port: [number])

    with pytest.raises(Refused, match=r"^http://paper\.example:80: .*public internet"):
        door.get("http://paper.example/hook/" + SECRET)


@pytest.mark.filterwarnings("ignore:A test tried to use socket")
def test_a_name_is_resolved_once_and_that_number_is_connected_to() -> None:
    """A name that turns to loopback after the check gains nothing: there is no second look-up."""
    answers = iter([["93.184.215.14"], ["127.0.0.1"]])
    door = Door(resolver=lambda host, port: next(answers))

    # The tests' guard stops the connection, and names where it would have gone.
    with pytest.raises(SocketConnectBlockedError, match=r"93\.184\.215\.14"):
        door.get("http://rebinding.example/")
    assert next(answers) == ["127.0.0.1"]


@pytest.mark.filterwarnings("ignore:A test tried to use socket")
def test_among_several_numbers_only_public_ones_are_tried(server: Server) -> None:
    """A loopback number beside a public one is passed over."""
    door = Door(resolver=lambda host, port: ["127.0.0.1", "93.184.215.14"])

    with pytest.raises(SocketConnectBlockedError, match=r"93\.184\.215\.14"):
        door.get(f"http://mixed.example:{server.port}/")
    assert server.asked == []


def test_an_own_origin_is_meant_with_its_scheme_and_port(server: Server) -> None:
    """Naming one port of loopback opens no other."""
    with serving(echo) as other:
        door = own(server)

        with pytest.raises(Refused):
            door.get(other.origin)
        assert other.asked == []


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("ftp://paper.example/", "Only addresses of http and https"),
        ("file:///etc/passwd", "Only addresses of http and https"),
        ("gopher://paper.example/", "Only addresses of http and https"),
        ("//paper.example/", "Only addresses of http and https"),
        ("http:///path", "Only addresses of http and https"),
        ("", "Only addresses of http and https"),
        ("http://name:word@paper.example/", "password in the address"),
        ("http://paper.example:0/", "port 0"),
        ("http://paper.example:99999/", "no address"),
        ("http://[::1/", "no address"),
        ("http://paper.example/a b", "control character"),
        ("http://paper.example/\r\nX: y", "control character"),
    ],
)
def test_what_is_no_address_of_the_web_is_refused_with_what_to_do(address: str, why: str) -> None:
    """Each is told apart, and nothing is looked up."""

    def never(host: str, port: int) -> list[str]:
        pytest.fail("looked up")

    with pytest.raises(Refused, match=why):
        Door(resolver=never).get(address)


@pytest.mark.parametrize(
    "headers", [{"X-Key": SECRET + "\r\nX: y"}, {"X Key": SECRET}, {"X-Key": SECRET + "ü"}]
)
def test_a_header_that_cannot_be_sent_is_refused_without_repeating_it(
    server: Server, headers: Mapping[str, str]
) -> None:
    """It may hold a secret; its name is enough to find it."""
    with pytest.raises(Refused) as refused:
        own(server).get(server.origin, headers)

    assert SECRET not in str(refused.value)
    assert server.asked == []


# --- redirects ---


def leading(paths: Mapping[str, str]) -> Any:
    def answer(asked: Asked) -> Said:
        if asked.path in paths:
            return Said(302, headers={"Location": paths[asked.path]})
        return echo(asked)

    return answer


def test_a_redirect_is_followed() -> None:
    """Relative ones as well; the answer says where it came from."""
    with serving(leading({"/a": "/b", "/b": "c?d"})) as place:
        answer = own(place).get(place.origin + "/a", {"X-Key": SECRET})

        assert answer.body == b"GET /c?d "
        assert answer.address.endswith("/c?d")
        assert place.asked[-1].headers["x-key"] == SECRET


def test_a_redirect_is_decided_anew(server: Server) -> None:
    """Neither loopback nor even an own origin is reached by another server's word."""
    with serving(leading({"/a": server.origin + "/b"})) as place:
        door = Door(own=[place.origin, server.origin])

        with pytest.raises(Refused, match="public internet"):
            door.get(place.origin + "/a")
        assert server.asked == []


def test_a_redirect_to_another_scheme_is_refused() -> None:
    """No file is read because a server says so."""
    with serving(leading({"/a": "file:///etc/passwd"})) as place:
        door = own(place)

        with pytest.raises(Refused, match="may not be asked"):
            door.get(place.origin + "/a")


def test_redirects_in_a_circle_end() -> None:
    """After the number allowed."""
    with serving(leading({"/a": "/b", "/b": "/a"})) as place:
        door = own(place)

        with pytest.raises(Refused, match="more than 3 times"):
            door.get(place.origin + "/a")
        assert place.paths == ["/a", "/b", "/a", "/b"]


def test_a_redirect_of_a_post_is_the_answer() -> None:
    """What was sent is never sent to somebody else."""
    with serving(leading({"/a": "/b"})) as place:
        answer = own(place).send("POST", place.origin + "/a", body=b"x")

        assert (answer.status, place.paths) == (302, ["/a"])
