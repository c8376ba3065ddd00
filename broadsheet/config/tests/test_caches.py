import pytest

from broadsheet.config.caches import purge_settings
from broadsheet.config.readers import Readers, SettingError


def test_without_a_cache_nothing_must_be_set() -> None:
    """A paper that stands alone starts without any of it."""
    read = Readers({})
    found = purge_settings(read)

    read.refuse_faults()
    assert found["PURGE_WITH"] == []


def test_several_caches_are_named_with_their_places() -> None:
    """In the order given, each once, from either source."""
    env = {"PURGE_WITH": "varnish, http,varnish", "PURGE_SECRET": "word"}
    table = {"purge": {"varnish": ["http://127.0.0.1:6081/"], "http": ["http://10.0.0.2"]}}
    read = Readers(env, table)
    found = purge_settings(read)

    read.refuse_faults()
    assert found["PURGE_WITH"] == ["varnish", "http"]
    assert found["PURGE_VARNISH"] == ["http://127.0.0.1:6081"]


@pytest.mark.parametrize(
    ("env", "named"),
    [
        ({"PURGE_WITH": "varnish"}, ["PURGE_VARNISH", "PURGE_SECRET"]),
        ({"PURGE_WITH": "fastly"}, ["FASTLY_SERVICE", "FASTLY_TOKEN"]),
        ({"PURGE_WITH": "cloudflare"}, ["CLOUDFLARE_ZONE", "CLOUDFLARE_TOKEN"]),
        ({"PURGE_WITH": "http"}, ["PURGE_HTTP"]),
        ({"PURGE_WITH": "akamai"}, ["'akamai'"]),
        ({"PURGE_WITH": "http", "PURGE_HTTP": "10.0.0.2"}, ["PURGE_HTTP='10.0.0.2'"]),
        ({"PURGE_METHOD": "DELETE"}, ["PURGE_METHOD"]),
    ],
)
def test_what_a_chosen_cache_lacks_is_named(env: dict[str, str], named: list[str]) -> None:
    """Before the start, all at once."""
    read = Readers(env)
    purge_settings(read)

    with pytest.raises(SettingError) as refused:
        read.refuse_faults()
    assert all(name in str(refused.value) for name in named)


def test_a_secret_does_not_come_from_the_table() -> None:
    """broadsheet.toml may be shown to anybody."""
    read = Readers({"PURGE_WITH": "fastly"}, {"purge": {"fastly_token": "word"}})
    purge_settings(read)

    with pytest.raises(SettingError, match="fastly_token"):
        read.refuse_faults()
