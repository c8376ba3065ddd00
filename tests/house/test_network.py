"""No test leaves the machine."""

import socket

import pytest
from pytest_socket import SocketConnectBlockedError


@pytest.mark.filterwarnings("ignore:A test tried to use socket")
def test_a_connection_to_another_machine_is_refused() -> None:
    """The suite can open loopback connections only."""
    with socket.socket() as plug, pytest.raises(SocketConnectBlockedError):
        plug.connect(("192.0.2.1", 80))  # an address of RFC 5737, given to nobody


def test_a_connection_to_loopback_is_open() -> None:
    """A server that a test starts on this machine can be reached."""
    with socket.create_server(("127.0.0.1", 0)) as server, socket.socket() as plug:
        plug.connect(server.getsockname())

        assert plug.getpeername() == server.getsockname()
