import pytest

from broadsheet.kit.ip import is_public


@pytest.mark.parametrize("number", ["93.184.215.14", "8.8.8.8", "2606:2800:21f:cb07::1"])
def test_a_public_address_is_public(number: str) -> None:
    """An address that anybody on the internet can reach may be asked."""
    assert is_public(number)


@pytest.mark.parametrize(
    "number",
    [
        "127.0.0.1",
        "127.8.9.10",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",  # noqa: S104 - read as an address, not listened on
        "255.255.255.255",
        "224.0.0.1",
        "240.0.0.1",
        "192.0.2.1",
        "192.0.0.8",
        "192.88.99.1",
        "::1",
        "::",
        "fe80::1",
        "fe80::1%eth0",
        "fec0::1",
        "fd00::1",
        "ff02::1",
        "2001:db8::1",
        "3fff::1",
        "100::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b:1::1",
        "2002:7f00:1::",
        "2001:0:4136:e378:8000:63bf:3fff:fdd2",
        "::127.0.0.1",
    ],
)
def test_an_address_of_a_network_inside_is_not_public(number: str) -> None:
    """Loopback, private, link-local, multicast, reserved ones, and those with one inside."""
    assert not is_public(number)


def test_an_address_inside_another_decides() -> None:
    """A public IPv4 address stays public when IPv6 carries it."""
    assert is_public("::ffff:8.8.8.8")
    assert is_public("64:ff9b::808:808")


@pytest.mark.parametrize("words", ["", "localhost", "2130706433", "0x7f.1", "1.2.3", "::g"])
def test_what_is_no_numeric_address_is_not_public(words: str) -> None:
    """A name, or a number in a form that only some programs read, is never taken as public."""
    assert not is_public(words)
