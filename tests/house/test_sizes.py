"""Files and functions stay short enough to be read at once."""

from statistics import median

from tests.house.checkout import ROOT, python_files
from tests.house.sizes import FILE_LINES, MEDIAN_BELOW, functions, lines


def test_files_are_short() -> None:
    """No module has more than 400 lines."""
    counted = {path.relative_to(ROOT): lines(path) for path in python_files()}
    long = [f"{path} has {count} lines" for path, count in counted.items() if count > FILE_LINES]

    assert not long, "\n".join(long)


def test_functions_are_short() -> None:
    """No function has more than 40 lines."""
    every = [function for path in python_files() for function in functions(path)]
    long = [f"{f.path.relative_to(ROOT)}: {f.name}, {f.lines} lines" for f in every if f.too_long]

    assert not long, "\n".join(long)


def test_the_usual_function_is_very_short() -> None:
    """The median function has fewer than 10 lines."""
    every = [function.lines for path in python_files() for function in functions(path)]

    assert median(every) < MEDIAN_BELOW
