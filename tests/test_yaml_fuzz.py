"""Whatever a YAML file holds, reading it answers with values and French sentences, never with an exception."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Iterable
from pathlib import Path

import pytest
from guides import RACINES
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from problem_cases import ACTEUR, BIBLIO, CHARTE, CHIFFRES, OUTIL, PARTAGE, PRATIQUE, SIGLES, VOCABULAIRES

from generator.load import load
from generator.model import TYPES, Chiffre, Enregistrement, Sigle, Vocabulaire
from generator.pipeline import check
from generator.problems import Probleme
from generator.schema import read_record
from generator.sources import parse_yaml, read_yaml

FUZZ = settings(deadline=None, max_examples=150, suppress_health_check=list(HealthCheck))
SLOW = settings(FUZZ, max_examples=40)
VALID = {"definition": PARTAGE, "dispositif": CHARTE, "pratique": PRATIQUE, "acteur": ACTEUR, "outil": OUTIL}
TEXTS = {type_: (RACINES / "sain" / file).read_text("utf-8") for type_, file in VALID.items()}
# What YAML and Markdown give a meaning to, so that random text meets both grammars.
ALPHABET = "-:?,[]{}#&*!|>'\"%@`~=<.0123456789eE+_ \n\tabcdefNOnoé\u00a0\u0085\u2028\ufeff\x00\x07"
SIGNS = st.text(st.sampled_from(ALPHABET), max_size=60)
KEYS = st.sampled_from([line.partition(":")[0] for text in TEXTS.values() for line in text.split("\n") if ":" in line])
WORDS = st.sampled_from(
    ["NO", "1.10", "2019", "2026-02-20", "2026-99-99", "~", "[]", "{}", ".nan", "-.inf", "1e400", "0o7", "<<", "!!set {}",
     "*x", "&x y", "|", ">-", "'", '"', "[@x]", "[[x]]", "<b>", "# x", "9" * 5000]
)  # fmt: skip


def look(problems: Iterable[Probleme], lines: int) -> None:
    """Each problem is inside the file, and ends its sentences as French does."""
    for problem in problems:
        assert isinstance(problem, Probleme)
        assert 1 <= problem.ligne <= max(lines, 1)
        assert problem.colonne >= 1
        assert re.search(r"[.?…]$", problem.message), problem.message
        assert re.search(r"[.?…]$", problem.conseil), problem.conseil
        assert re.match(r"[A-Z]+(-[A-Z]+)+$", problem.code)


def read(text: str) -> None:
    """Read a text as a fiche of each type and as each other record."""
    document = parse_yaml(text, "f.yml")
    lines = len(re.split("\r\n|[\n\r\u0085\u2028\u2029]", text))
    look(document.problemes, lines)
    for cls in (*TYPES.values(), Chiffre, Sigle, Vocabulaire):
        inner = {"slug": "a", "fichier": "f.yml", "facettes": {}, "nom": "v", "rang": 0}
        internes = {name: value for name, value in inner.items() if name in cls.__dataclass_fields__}
        record, problems = read_record(cls, document.donnees, document.carte, (), internes)
        look(problems, lines)
        assert (record is None) == bool(problems)
        assert record is None or isinstance(record, Enregistrement)


@FUZZ
@given(st.text(max_size=200) | SIGNS)
def test_any_text(text: str) -> None:
    read(text)


@FUZZ
@given(st.lists(st.tuples(KEYS, WORDS | SIGNS), max_size=8))
def test_any_values_under_the_keys_of_fiches(pairs: list[tuple[str, str]]) -> None:
    read("\n".join(f"{key}: {value}" for key, value in pairs))


@st.composite
def mutated(draw: st.DrawFn) -> tuple[str, str]:
    """A valid fiche after a few slips of the hand: lines lost, doubled or swapped, characters typed anywhere."""
    type_ = draw(st.sampled_from(sorted(TEXTS)))
    lines = TEXTS[type_].split("\n")
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(lines) - 1))
        slip = draw(st.sampled_from(["delete", "double", "swap", "type", "cut", "indent", "value"]))
        column = draw(st.integers(0, len(lines[at])))
        if slip == "delete" and len(lines) > 1:
            del lines[at]
        elif slip == "double":
            lines.insert(at, lines[at])
        elif slip == "swap":
            other = draw(st.integers(0, len(lines) - 1))
            lines[at], lines[other] = lines[other], lines[at]
        elif slip == "type":
            lines[at] = lines[at][:column] + draw(SIGNS)[:6] + lines[at][column:]
        elif slip == "cut":
            lines[at] = lines[at][:column]
        elif slip == "indent":
            lines[at] = draw(st.sampled_from([" ", "  ", "\t"])) + lines[at]
        else:
            lines[at] = lines[at].partition(":")[0] + ": " + draw(WORDS)
    return type_, "\n".join(lines)


@FUZZ
@given(mutated())
def test_a_mutated_fiche(fiche: tuple[str, str]) -> None:
    read(fiche[1])


def _mix(parts: tuple[str, bytes]) -> bytes:
    """Bytes put in the middle of a fiche."""
    data = parts[0].encode()
    return data[: len(data) // 2] + parts[1] + data[len(data) // 2 :]


@FUZZ
@given(st.binary(max_size=120) | st.tuples(st.sampled_from(sorted(TEXTS.values())), st.binary(max_size=4)).map(_mix))
def test_any_bytes(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "octets.yml"
    path.write_bytes(data)
    document = read_yaml(path, "f.yml")
    look(document.problemes, data.count(b"\n") + data.count(b"\r") + 1 + 3 * len(data))
    assert document.donnees is not None or document.problemes


# --- in a guide ---------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the guide without a mistake; each example changes one file of it and puts it back."""
    return Path(shutil.copytree(RACINES / "sain", tmp_path_factory.mktemp("fuzz") / "guide"))


def look_at_guide(root: Path, file: str, data: bytes) -> None:
    """The problems of the guide when `file` holds `data`: sorted, each once, of files that exist."""
    before = (root / file).read_bytes()
    (root / file).write_bytes(data)
    try:
        draft, problems = check(root)
    finally:
        (root / file).write_bytes(before)
    assert list(problems) == sorted(set(problems))
    assert {p.fichier for p in problems} <= {path.relative_to(root).as_posix() for path in root.rglob("*")}
    assert all(p.ligne >= 1 and p.colonne >= 1 for p in problems)
    assert len(draft.fiches) >= 7


@SLOW
@given(mutated())
def test_a_guide_with_a_mutated_fiche(root: Path, fiche: tuple[str, str]) -> None:
    type_, text = fiche
    look_at_guide(root, VALID[type_], text.encode())


@SLOW
@given(st.sampled_from([SIGLES, VOCABULAIRES, CHIFFRES, BIBLIO, "content/index.md", PARTAGE]), st.binary(max_size=30), st.data())
def test_a_guide_with_any_file_damaged(root: Path, file: str, data: bytes, draw: st.DataObject) -> None:
    before = (root / file).read_bytes()
    start = draw.draw(st.integers(0, len(before)))
    end = draw.draw(st.integers(start, min(len(before), start + 40)))
    look_at_guide(root, file, before[:start] + data + before[end:])


@SLOW
@given(st.sampled_from([SIGLES, VOCABULAIRES, CHIFFRES]), SIGNS)
def test_a_guide_with_any_file_replaced(root: Path, file: str, text: str) -> None:
    look_at_guide(root, file, text.encode())


# --- hostile files ------------------------------------------------------------------------------------------------

HOSTILE = {
    "sequences in a line": "[" * 200_000,
    "closed sequences": "[" * 200_000 + "]" * 200_000,
    "mappings in a line": "{a: " * 200_000,
    "dashes": "- " * 200_000,
    "complex keys": "? " * 200_000,
    "indented keys": "\n".join(" " * i + "a:" for i in range(2_000)),
    "billion laughs": "a0: &a0 [x]\n" + "\n".join(f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]" for i in range(1, 40)),
    "anchor of itself": "&a [*a, *a]",
    "merges": "a: &a {x: y}\nb:\n" + "  <<: *a\n" * 5_000,
    "keys": "\n".join(f"k{i}: 1" for i in range(4_000)),
    "the same key": "a: 1\n" * 20_000,
    "a long number": "a: " + "9" * 200_000,
    "a long float": "a: " + "9" * 200_000 + ".5",
    "a long date": "a: 2026-02-20T" + "0" * 100_000,
    "quotes": "a: '" + "''" * 100_000,
    "escapes": 'a: "' + "\\u0041" * 50_000 + '"',
    "comments": "#\n" * 200_000,
    "documents": "---\n" * 50_000,
    "spaces": "a: >-\n" + " " * 500_000,
    "directives": "%YAML 1.1\n" * 20_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_takes_bounded_time(name: str) -> None:
    start = time.perf_counter()
    read(HOSTILE[name])
    assert time.perf_counter() - start < 10


@pytest.mark.parametrize("sign", ["[", "<b", "`", "[@", "[[", "*", "#### ", "> ", "- ", "| a ", "\\", "&lt;"])
def test_a_hostile_text_takes_bounded_time(tmp_path: Path, sign: str) -> None:
    root = Path(shutil.copytree(RACINES / "sain", tmp_path / "guide"))
    text = (root / PARTAGE).read_text("utf-8")
    (root / PARTAGE).write_text(text.replace("La décision se prend", sign * 1_500 + " La décision se prend"), "utf-8")
    start = time.perf_counter()
    load(root)
    assert time.perf_counter() - start < 10
