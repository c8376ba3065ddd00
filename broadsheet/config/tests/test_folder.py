"""A newspaper's folder is made whole, private where it must be, and never over another."""

from pathlib import Path

import pytest

from broadsheet.config import folder
from broadsheet.config.folder import FolderError, Paper
from broadsheet.config.readers import read_env_file, read_toml_file


def test_a_new_folder_holds_what_a_newspaper_needs(tmp_path: Path) -> None:
    """Settings, a secret, a theme to fill and a place to grow."""
    home = tmp_path / "courier"
    folder.make(home, Paper(name='The "Courier" \\ भारत', zone="Asia/Kolkata"))

    settings = read_toml_file(home / "broadsheet.toml")
    assert settings["paper"]["name"] == 'The "Courier" \\ भारत'
    assert settings["paper"]["zone"] == "Asia/Kolkata"
    assert all((home / name).is_dir() for name in ("theme/templates", "theme/static", "var"))


def test_the_secret_is_long_new_and_for_its_owner_only(tmp_path: Path) -> None:
    """Two newspapers have two secrets, in files that nobody else may read."""
    folder.make(tmp_path / "a", Paper())
    folder.make(tmp_path / "b", Paper())

    secrets = {read_env_file(tmp_path / name / ".env")["SECRET_KEY"] for name in "ab"}
    assert len(secrets) == 2
    assert all(len(secret) >= 50 for secret in secrets)
    assert (tmp_path / "a/.env").stat().st_mode & 0o777 == 0o600


def test_a_folder_with_something_in_it_is_refused(tmp_path: Path) -> None:
    """Whoever mistypes a path loses nothing."""
    (tmp_path / "thesis.txt").write_text("mine")

    with pytest.raises(FolderError, match="not empty"):
        folder.make(tmp_path, Paper())

    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_forced_it_fills_in_and_overwrites_nothing(tmp_path: Path) -> None:
    """With --force what is missing is written, and what is there stays as it is."""
    (tmp_path / ".env").write_text("SECRET_KEY=mine\n")

    written = folder.make(tmp_path, Paper(), into_full=True)

    assert (tmp_path / ".env").read_text() == "SECRET_KEY=mine\n"
    assert {path.name for path in written} == {"broadsheet.toml", ".gitignore"}


def test_a_file_in_the_way_is_named(tmp_path: Path) -> None:
    """A newspaper is a folder."""
    (tmp_path / "courier").write_text("")

    with pytest.raises(FolderError, match="is a file"):
        folder.make(tmp_path / "courier", Paper())


def test_a_control_character_in_the_name_is_refused(tmp_path: Path) -> None:
    """A name that cannot be printed would break the settings file."""
    with pytest.raises(FolderError, match="cannot be printed"):
        folder.make(tmp_path / "courier", Paper(name="The\x00Courier"))
