"""One address says how mail leaves the paper; a wrong one is named without its password."""

from __future__ import annotations

from typing import Any

import pytest

from broadsheet.config.mail import mail_settings
from broadsheet.config.readers import Readers, SettingError


def _read(address: str) -> dict[str, Any]:
    read = Readers({"EMAIL_URL": address})
    found = mail_settings(read, "The Test Gazette", "paper.example")
    read.refuse_faults()
    return found


def test_without_a_setting_mail_is_shown_where_the_server_runs() -> None:
    """And comes from an address of the site."""
    found = mail_settings(Readers({}), "The Test Gazette", "paper.example")

    assert found["EMAIL_BACKEND"].endswith("console.EmailBackend")
    assert found["DEFAULT_FROM_EMAIL"] == "The Test Gazette <no-reply@paper.example>"


@pytest.mark.parametrize(
    ("address", "port", "starttls", "tls"),
    [
        ("smtp://ann:p%40ss@mail.example", 587, True, False),
        ("smtp://ann:p%40ss@mail.example:25?plain=1", 25, False, False),
        ("smtps://ann:p%40ss@mail.example", 465, False, True),
    ],
)
def test_address_of_a_mail_server_is_read(
    address: str, port: int, starttls: bool, tls: bool
) -> None:
    """Port, user, password and encryption; letters that an address cannot hold are escaped."""
    found = _read(address)

    assert (found["EMAIL_HOST"], found["EMAIL_PORT"]) == ("mail.example", port)
    assert (found["EMAIL_HOST_USER"], found["EMAIL_HOST_PASSWORD"]) == ("ann", "p@ss")
    assert (found["EMAIL_USE_TLS"], found["EMAIL_USE_SSL"]) == (starttls, tls)


@pytest.mark.parametrize(
    "address",
    ["mail.example", "http://mail.example", "smtp://", "smtp://ann:secret@mail.example:port"],
)
def test_address_that_is_none_is_refused(address: str) -> None:
    """With what to write instead, and without the password."""
    with pytest.raises(SettingError, match="EMAIL_URL cannot be read") as caught:
        _read(address)

    assert "secret" not in str(caught.value)
