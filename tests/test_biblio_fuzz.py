"""Whatever the file holds, reading a bibliography answers with values, never with an exception."""

from __future__ import annotations

import time
import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.bibdates import parse_date
from generator.bibfile import decode
from generator.biblio import parse_bibliography, read_bibliography
from generator.bibmodel import DateReference
from generator.bibnames import split_names
from generator.bibrules import valid_key
from generator.bibtext import to_unicode, to_verbatim
from generator.csljson import edtf
from generator.notice import typeset_locator, typeset_text
from generator.problems import Probleme

FUZZ = settings(deadline=None, max_examples=150, suppress_health_check=list(HealthCheck))
VALID = """@string{rf = "Revue française"}
@article{avenel2017a,
  author = {Avenel, Cyprien and {Haut Conseil} and others},
  title = {L'{\\'e}tat \\& le d{\\'e}partement},
  journaltitle = rf # { des affaires sociales},
  date = {2017-04/2017-05}, pages = "361--392",
  url = {https://exemple.fr/a_b?c=d%20e},
}
@comment{rien} @preamble{"\\x"}
@book(k2, title = {T}, year = 2016, month = apr, crossref = {avenel2017a})
fin
"""
# The characters that BibTeX and LaTeX give a meaning to, so that random text meets the grammar.
BIBTEX = st.text(st.sampled_from("@{}()\"=,#\\~$%'`^ \n\tabcé1-–«»&<>/:;.ij\u00a0\u0301\u200b\x00"), max_size=120)


def check(text: str) -> None:
    """Problems are sorted, inside the file, in French sentences; references have usable keys."""
    references, problems = parse_bibliography(text, "b.bib")
    lines = text.count("\n") + 1
    assert list(problems) == sorted(set(problems))
    for problem in problems:
        assert isinstance(problem, Probleme)
        assert 1 <= problem.ligne <= lines
        assert problem.colonne >= 1
        assert problem.message.endswith((".", "…", "?"))
    assert len({r.cle.lower() for r in references}) == len(references)
    assert all(valid_key(r.cle) for r in references)


@FUZZ
@given(st.text(max_size=200) | BIBTEX)
def test_any_text(text: str) -> None:
    check(text)


@FUZZ
@given(st.lists(st.tuples(st.integers(0, len(VALID)), st.integers(0, 12), BIBTEX.map(lambda t: t[:6])), max_size=4))
def test_mutated_bibliography(edits: list[tuple[int, int, str]]) -> None:
    text = VALID
    for start, length, new in edits:
        text = text[:start] + new + text[start + length :]
    check(text)


@FUZZ
@given(st.binary(max_size=200) | st.tuples(st.just(VALID.encode()), st.binary(max_size=4)).map(b"".join))
def test_any_bytes(data: bytes) -> None:
    text, problems = decode(data, "b.bib")
    assert text or problems
    check(text)


@FUZZ
@given(st.sampled_from(VALID.split("\n")[2:7]), st.sampled_from(["utf-8", "cp1252", "utf-16", "utf-8-sig"]))
def test_any_encoding(line: str, encoding: str) -> None:
    text, problems = decode(line.encode(encoding), "b.bib")
    if encoding in ("utf-8", "utf-8-sig"):
        assert (text, problems) == (line, ())
    else:
        assert text == ("" if encoding == "utf-16" else line)


@FUZZ
@given(BIBTEX)
def test_decoded_values_are_clean(value: str) -> None:
    unescaped = value.replace("\\", "")
    for text in (to_unicode(unescaped), to_verbatim(unescaped), *(name.nom for name in split_names(unescaped))):
        assert not {"{", "}", "\n", "\t"} & set(text)
    for text in (to_unicode(value), to_verbatim(value), *(name.nom for name in split_names(value))):
        assert text == unicodedata.normalize("NFC", text)
        assert text == text.strip(" ")


YEARS = st.integers(1000, 2999)
POINTS = YEARS.map(lambda y: (y,)) | st.dates().filter(lambda d: 1000 <= d.year <= 2999).map(lambda d: (d.year, d.month, d.day))


@FUZZ
@given(POINTS, POINTS)
def test_dates_survive_the_round_trip(first: tuple[int, ...], second: tuple[int, ...]) -> None:
    start, end = sorted((first, second))
    date = DateReference(start, () if start == end else end)
    assert parse_date(edtf(date)) == date


@FUZZ
@given(st.text(max_size=12))
def test_a_date_is_read_or_refused(text: str) -> None:
    date = parse_date(text)
    assert date is None or parse_date(edtf(date)) == date


PIECES = st.sampled_from(
    ["mot", "l'an", "n° 12", "n°3", "p. 3", "pp. 3-4", "252 p.", "1 mai", "2e éd.", "s. d.", "« mot »", "«mot»", "?", "!", ":",
     ";", ".", ",", "...", "vol. 2", "art. L. 116-1", "D' ESTAING", "(dir.)", "10.3917", "\u00a0", "\u202f"]
)  # fmt: skip


@FUZZ
@given(st.lists(PIECES, max_size=8), st.sampled_from(["", " "]))
def test_typography_is_idempotent(pieces: list[str], joint: str) -> None:
    once = typeset_text(joint.join(pieces))
    assert typeset_text(once) == once
    locator = typeset_locator(joint.join(pieces))
    assert typeset_locator(locator) == locator


@pytest.mark.parametrize(
    "text",
    [
        "@book{k, title = {" + "{" * 50_000,
        "@book{k, title = " + "a # " * 50_000,
        "@book{k, title = {x} " + "year = 2000 " * 20_000 + "}",
        "@" * 50_000,
        "@book{" * 20_000,
        "@book{k, author = {" + "a and " * 20_000 + "}}",
        "@book{k, title = {" + "\\'" * 50_000 + "}}",
        "@book{k, title = {" + "$^{" * 30_000 + "}}",
        "\\'{" * 50_000,
        "\n".join(f"@book{{k{i}, crossref = {{k{i + 1}}}, title = {{x}}}}" for i in range(1_000)),
        "@book{k, title = {" + " " * 100_000 + "}}",
        "@book{k, title = {" + "<i" * 50_000 + "}}",
    ],
    ids=["braces", "concat", "commas", "at", "blocks", "names", "accents", "powers", "outside", "chain", "spaces", "html"],
)
def test_hostile_text_takes_bounded_time(text: str, tmp_path: Path) -> None:
    path = tmp_path / "b.bib"
    path.write_text(text, encoding="utf-8")
    start = time.perf_counter()
    read_bibliography(path, "b.bib")
    assert time.perf_counter() - start < 20
