import pytest

from broadsheet.config.caches import bucket_settings, purge_settings
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


def test_a_bucket_is_named_by_its_address() -> None:
    """With a prefix or without, and at another place than AWS."""
    env = {"EDITION_STORE": "s3://pages/a/b/", "S3_ENDPOINT": "https://objects.example/"}
    read = Readers(env)
    found = bucket_settings(read, caches=True)

    read.refuse_faults()
    assert (found["bucket"], found["prefix"]) == ("pages", "a/b")
    assert found["endpoint"] == "https://objects.example"
    assert "s-maxage" in found["cache_control"]


def test_without_a_cache_that_is_told_nothing_is_kept_over_a_bucket() -> None:
    """A CDN would show old pages."""
    found = bucket_settings(Readers({"EDITION_STORE": "s3://pages"}), caches=False)

    assert "s-maxage" not in found["cache_control"]


def test_without_a_bucket_nothing_is_copied() -> None:
    """The usual newspaper."""
    assert bucket_settings(Readers({}), caches=True) == {}


@pytest.mark.parametrize(
    ("env", "named"),
    [
        ({"EDITION_STORE": "/srv/pages"}, "EDITION_STORE"),
        ({"EDITION_STORE": "s3://"}, "EDITION_STORE"),
        ({"EDITION_STORE": "gs://pages"}, "EDITION_STORE"),
        ({"EDITION_STORE": "s3://pages", "S3_ACCESS_KEY": "key"}, "belong together"),
        ({"EDITION_STORE": "s3://pages", "S3_ENDPOINT": "objects"}, "S3_ENDPOINT"),
    ],
)
def test_what_is_no_bucket_is_named(env: dict[str, str], named: str) -> None:
    """Before the start."""
    read = Readers(env)
    bucket_settings(read, caches=False)

    with pytest.raises(SettingError, match=named):
        read.refuse_faults()
