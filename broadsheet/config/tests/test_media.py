"""Readers get renditions, and nothing else that lies among the pictures."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.fixture
def media(tmp_path: Path, settings: object) -> Path:
    """A media folder with a rendition, an original, and a secret beside them."""
    settings.MEDIA_ROOT = tmp_path / "media"  # type: ignore[attr-defined]
    for name in ("images/boat.width-400.avif", "original_images/boat.jpg", "images/.hidden"):
        path = tmp_path / "media" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"bytes of " + name.encode())
    (tmp_path / "secret.jpg").write_bytes(b"secret")
    return tmp_path / "media"


def test_a_rendition_is_kept_for_a_year(media: Path, client: Client) -> None:
    """It comes with its type and may be kept: another crop has another name."""
    answer = client.get("/media/images/boat.width-400.avif")

    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "image/avif"
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert b"".join(answer) == b"bytes of images/boat.width-400.avif"


@pytest.mark.parametrize(
    "path",
    [
        "original_images/boat.jpg",
        "images/../original_images/boat.jpg",
        "images/%2e%2e/original_images/boat.jpg",
        "images//etc/hostname",
        "images/.hidden",
        "images/",
        "images/no-such.jpg",
        "images/%00.jpg",
        "images/" + "a" * 5000 + ".jpg",
        "images/boat.width-400.avif/x.jpg",
    ],
)
def test_nothing_else_is_there(media: Path, client: Client, path: str) -> None:
    """Originals, other folders and names that lead out answer 404."""
    assert client.get(f"/media/{path}").status_code == 404


def test_a_link_that_leads_out_is_not_followed(media: Path, client: Client) -> None:
    """A symbolic link among the renditions does not open the folder above."""
    (media / "images/link.jpg").symlink_to(media.parent / "secret.jpg")

    assert client.get("/media/images/link.jpg").status_code == 404


def test_nobody_writes_to_a_rendition(media: Path, client: Client) -> None:
    """Only GET and HEAD are answered."""
    assert client.post("/media/images/boat.width-400.avif").status_code == 405
