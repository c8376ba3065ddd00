"""The project names no machine and no package index: it must build anywhere."""

import re

from tests.house.checkout import ROOT, own_files

# A letter of each stands in brackets, so that this file does not find itself.
FORBIDDEN = {
    "a folder of one machine": re.compile(r"(?<![\w.-])/(?:wor[k]|far[m])/"),
    "a home folder": re.compile(r"(?<![\w.-])/(?:roo[t]|hom[e]/\w+)/"),
    "a package index": re.compile(
        r"pyp[i]\.org|pythonhoste[d]\.org|npmj[s]\.org|yarnpk[g]\.com|index-ur[l][ =]http"
    ),
    "where a lock was made": re.compile(r"\"resolve[d]\":|--find-link[s] "),
}


def test_no_file_names_a_machine_or_an_index() -> None:
    """Every text file of the checkout is free of local paths and registry hosts."""
    found = []
    for path in own_files():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # a picture or a font
        for what, pattern in FORBIDDEN.items():
            found += [f"{path.relative_to(ROOT)}: {what}: {m[0]}" for m in pattern.finditer(text)]

    assert found == []
