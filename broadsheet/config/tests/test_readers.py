"""Settings are typed, and what is wrong is named all at once."""

from pathlib import Path

import pytest

from broadsheet.config.readers import SQLITE, Readers, SettingError, read_env_file, read_toml_file


def test_the_environment_wins_over_the_file() -> None:
    """A variable overrides the same setting in broadsheet.toml."""
    read = Readers({"PAPER_NAME": "The Day"}, {"paper": {"name": "The Night"}})

    assert read.text("PAPER_NAME", "paper.name") == "The Day"


def test_a_secret_may_lie_in_a_file(tmp_path: Path) -> None:
    """NAME_FILE is the path of a file that holds the value."""
    (tmp_path / "secret").write_text("s" * 50 + "\n")
    read = Readers({"SECRET_KEY_FILE": str(tmp_path / "secret")})

    assert read.secret("SECRET_KEY") == "s" * 50


def test_a_secret_is_not_read_from_the_toml_file() -> None:
    """broadsheet.toml goes into repositories; a secret in it is refused as no setting."""
    read = Readers({}, {"SECRET_KEY": "s" * 50})

    read.secret("SECRET_KEY")
    with pytest.raises(SettingError, match="SECRET_KEY is not set"):
        read.refuse_faults()


def test_every_fault_is_named_in_one_go() -> None:
    """Two wrong values and one unknown key make three lines."""
    read = Readers({"DEBUG": "perhaps", "TIME_ZONE": "Mars/Olympus"}, {"paper": {"nmae": "x"}})
    read.flag("DEBUG")
    read.zone("TIME_ZONE")
    read.text("PAPER_NAME", "paper.name", "")

    with pytest.raises(SettingError) as caught:
        read.refuse_faults()

    lines = str(caught.value).splitlines()
    assert [line.split()[0] for line in lines] == [
        "DEBUG='perhaps'",
        "TIME_ZONE='Mars/Olympus'",
        "paper.nmae",
    ]
    assert "Did you mean paper.name?" in lines[2]


@pytest.mark.parametrize("value", ["-1", "1.5", "many", "", "٣x"])
def test_a_whole_number_is_one(value: str) -> None:
    """Anything but digits is a fault, and the default stands in until all are named."""
    read = Readers({"HSTS_SECONDS": value})

    assert read.whole("HSTS_SECONDS", default=7) == 7
    assert len(read.faults) == 1


@pytest.mark.parametrize(
    "value",
    [
        "paper.example",
        "ftp://paper.example",
        "https://paper.example/news",
        "https://",
        "https://a@b",
    ],
)
def test_an_origin_has_a_scheme_and_no_path(value: str) -> None:
    """SITE_URL is where the site is, not a page of it."""
    read = Readers({"SITE_URL": value})
    read.origin("SITE_URL", "", "http://127.0.0.1:8000")

    assert len(read.faults) == 1


def test_a_last_slash_of_an_origin_is_forgiven() -> None:
    """https://paper.example/ is https://paper.example."""
    read = Readers({"SITE_URL": "https://paper.example/"})

    assert read.origin("SITE_URL", "", "") == "https://paper.example"
    assert not read.faults


def test_a_database_password_is_never_repeated() -> None:
    """A fault in DATABASE_URL is told without the value."""
    read = Readers({"DATABASE_URL": "postgres://user:hunter2@host:notaport/x"})
    read.database("DATABASE_URL", "", Path("/srv"), Path("/srv/x"))

    assert read.faults
    assert "hunter2" not in read.faults[0]


def test_a_relative_database_file_lies_in_the_newspaper(tmp_path: Path) -> None:
    """sqlite:///x.sqlite3 is the same file from wherever the command is run."""
    read = Readers({"DATABASE_URL": "sqlite:///x.sqlite3"})
    found = read.database("DATABASE_URL", "", tmp_path, tmp_path / "other")

    assert (found["ENGINE"], found["NAME"]) == (SQLITE, str(tmp_path / "x.sqlite3"))


def test_a_broken_env_file_names_the_line(tmp_path: Path) -> None:
    """A line without = is pointed at by its number."""
    (tmp_path / ".env").write_text("# fine\nSECRET_KEY\n")

    with pytest.raises(SettingError, match="line 2: write NAME=value"):
        read_env_file(tmp_path / ".env")


def test_a_broken_toml_file_says_where(tmp_path: Path) -> None:
    """The parser's own line and column are passed on."""
    (tmp_path / "broadsheet.toml").write_text("[paper\n")

    with pytest.raises(SettingError, match="line 1"):
        read_toml_file(tmp_path / "broadsheet.toml")


WAYS = ("whatsapp", "email", "x")


def test_a_way_that_there_is_not_is_named_with_those_there_are() -> None:
    """And a repeated one stands once."""
    read = Readers({"SHARE_WITH": "X, myspace"})
    read.several("SHARE_WITH", "share.with", WAYS, ())
    good = Readers({"SHARE_WITH": "X, email, x"})

    assert "'myspace', which is none of whatsapp" in read.faults[0]
    assert good.several("SHARE_WITH", "share.with", WAYS, ()) == ["x", "email"]
    assert good.faults == []


@pytest.mark.parametrize(("value", "good"), [("in", True), ("IND", False), ("1N", False)])
def test_a_territory_has_two_letters(value: str, good: bool) -> None:
    """As ISO 3166-1 writes it."""
    read = Readers({"PAPER_TERRITORY": value})
    read.territory("PAPER_TERRITORY", "paper.territory", "IN")

    assert (read.faults == []) is good


@pytest.mark.parametrize("value", ["flipboard.com/@post", "http://t.me/post", "https:///post"])
def test_a_place_of_the_papers_is_a_full_address(value: str) -> None:
    """The fault says what to write."""
    read = Readers({"FOLLOW_AT": value})
    read.addresses("FOLLOW_AT", "share.follow_at")

    assert "write a full https:// address" in read.faults[0]
