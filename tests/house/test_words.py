"""The interface words of everything that a reader can see, in every language of the paper."""

from __future__ import annotations

import gettext
import re
from functools import cache
from pathlib import Path

import allauth
import pytest
from django.utils.translation.template import templatize

from broadsheet.config.languages import LANGUAGES
from tests.house.words import PACKAGE, of_template, readers_words

OTHERS = [code for code, _name in LANGUAGES if code != "en"]
HOLES = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
WORDS_IN_SCRIPT = re.compile(
    r"(?:textContent|innerText|innerHTML|ariaLabel|\.title|\.alt|placeholder)\s*=\s*[\"'`][^\"'`]*[A-Za-z]"
    r"|setAttribute\(\s*\"(?:aria-label|title|alt)\",\s*[\"'`][^\"'`]*[A-Za-z]"
)
HANDED_IN = re.compile(r"\$\{[^{}]*\}")
SAID_TO_STAFF = {'textContent = "Fix'}
UNSAID = re.compile(
    r"\{%\s*comment.*?endcomment\s*%\}|\{#.*?#\}|\{%\s*blocktranslate.*?endblocktranslate\s*%\}"
    r"|<(script|style)\b.*?</\1>|\{%.*?%\}|\{\{.*?\}\}",
    re.DOTALL,
)
# Of allauth's own pages those that our addresses lead to; the others are never shown.
SIGN_IN = (
    "account/account_inactive", "account/base_confirm_code", "account/base_reauthenticate",
    "account/confirm_email_verification_code", "account/confirm_login_code",
    "account/email_change", "account/logout", "account/reauthenticate",
    "account/request_login_code", "account/signup", "account/signup_closed",
    "account/messages/email_confirmation_sent", "account/messages/email_confirmed",
    "account/messages/logged_in", "account/messages/logged_out",
    "account/messages/login_code_sent", "account/email/login_code_message",
    "account/email/login_code_subject", "account/email/email_confirmation_message",
    "account/email/email_confirmation_subject", "mfa/authenticate", "mfa/index",
    "mfa/reauthenticate", "mfa/recovery_codes/generate", "mfa/recovery_codes/index",
    "mfa/totp/activate_form", "mfa/totp/deactivate_form", "mfa/webauthn/add_form",
    "mfa/webauthn/authenticator_confirm_delete", "mfa/webauthn/authenticator_list",
    "mfa/webauthn/edit_form", "mfa/webauthn/reauthenticate", "usersessions/usersession_list",
)  # fmt: skip


@cache
def said_in(language: str) -> dict[str, str]:
    """Return the compiled words that Django reads: what is said for what."""
    compiled = PACKAGE / "locale" / language / "LC_MESSAGES" / "django.mo"
    with compiled.open("rb") as file:
        known = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]
    return {key[0] if isinstance(key, tuple) else key: said for key, said in known.items()}


@pytest.mark.parametrize("language", OTHERS)
def test_every_word_that_a_reader_sees_is_said_in_the_pages_language(language: str) -> None:
    """Of a template or a module of any room; only the files of the desk are left out, by name."""
    known = said_in(language)
    words = readers_words()

    assert len(words) > 200
    assert [f"{word.text} ({word.file})" for word in words if word.key not in known] == []


@pytest.mark.parametrize("language", OTHERS)
def test_the_pages_of_sign_in_speak_the_readers_language(language: str) -> None:
    """allauth has none of our five languages: its words on the pages that we show are ours."""
    folder = Path(allauth.__file__).parent / "templates"
    missing = set()
    for name in SIGN_IN:
        file = next(path for path in folder.glob(f"{name}.*"))
        for context, text in of_template(file.read_text(encoding="utf-8"), name):
            key = f"{context}\x04{text}" if context else text
            if key not in said_in(language):
                missing.add(f"{text} ({name})")

    assert missing == set()


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_keeps_what_is_put_into_it(language: str) -> None:
    """A number or a name that the English has is in the other language too; nothing is empty.

    Of one thing the number may be left out: "one page".
    """
    broken = {
        one: other
        for one, other in said_in(language).items()
        if one and (not other or not set(HOLES.findall(other)) <= set(HOLES.findall(one)))
    }

    assert broken == {}


@pytest.mark.parametrize("language", OTHERS)
def test_the_compiled_words_are_those_of_the_source(language: str) -> None:
    """Whoever changes a word compiles it: the source and what Django reads say the same."""
    source = (PACKAGE / "locale" / language / "LC_MESSAGES" / "django.po").read_text("utf-8")
    written = len(re.findall(r"^msgid ", source, re.MULTILINE))

    assert written == len(said_in(language))


def test_readers_templates_have_no_words_of_their_own() -> None:
    """What stands between the tags of a reader's template goes through gettext."""
    files = {word.file for word in readers_words() if word.file.startswith("templates/")}
    bare = {}
    for name in files:
        text = UNSAID.sub("", (PACKAGE / name).read_text(encoding="utf-8"))
        parts = re.split(r"<[^>]*>", text)
        said = re.findall(
            r"(?:aria-label|title|alt|placeholder)=\"([^\"]*[A-Za-z]{2}[^\"]*)\"", text
        )
        found = [part.strip() for part in [*parts, *said] if re.search(r"[A-Za-z]{3}", part)]
        bare[name] = [part for part in found if part not in {"SHA-256", "home", "CSV", "JSON"}]

    assert {name: words for name, words in bare.items() if words} == {}


def test_scripts_of_readers_pages_have_no_words_of_their_own() -> None:
    """A script says what the template hands it by data attributes, in the page's language."""
    said = {
        f"{path.name}: {found}"
        for path in (PACKAGE / "static" / "js").glob("*.js")
        for found in WORDS_IN_SCRIPT.findall(HANDED_IN.sub("", path.read_text(encoding="utf-8")))
        if found not in SAID_TO_STAFF
    }

    assert said == set()


def test_the_words_are_found_where_they_stand() -> None:
    """Plain, with a context, in a block, in the plural: all are seen in a template."""
    source = (
        '{% translate "One" %} {% translate "May" context "month" %} {{ _("Two") }}'
        "{% blocktranslate count n=n %}{{ n }} page{% plural %}{{ n }} pages{% endblocktranslate %}"
    )

    assert templatize(source)
    assert list(of_template(source, "x")) == [
        ("", "One"), ("month", "May"), ("", "Two"), ("", "%(n)s page"),
    ]  # fmt: skip
