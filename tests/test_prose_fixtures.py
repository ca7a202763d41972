"""Each case of tests/fixtures/*.md: what the author writes gives what the reader sees."""

from __future__ import annotations

import pytest
from prose_cases import Case, cases, convert, shown

ALL = [
    pytest.param(case, id=f"{name} : {case.titre}")
    for name in ("glossaire", "sigles", "citations", "typographie")
    for case in cases(name)
]


@pytest.mark.parametrize("case", ALL)
def test_reader_sees(case: Case) -> None:
    assert shown(convert(case.entree, case.page), case.page) == case.attendu
