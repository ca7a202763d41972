"""The slices of the index of titles: what a browser loads for a word holds every entry that the word names."""

from __future__ import annotations

import json

from generator.link import Guide
from generator.searchindex import FOLDER, LARGE, Entree, scripts


def _slices(guide: Guide, entries: list[Entree]) -> tuple[list[str], dict[str, list[str]]]:
    """The contents of the index, in their order, and the titles of each slice."""
    written = {path.removeprefix(f"{FOLDER}/").removesuffix(".js"): script for path, script in scripts(guide, entries)}
    values = {name: json.loads(f"[{script[script.index('(') + 1 : script.rindex(')')]}]") for name, script in written.items()}
    keys = values.pop("sommaire")[0].split(" ")
    del values["lexique"]
    return keys, {key: [row[0] for row in rows] for key, rows in values.values()}


def _entry(title: str) -> Entree:
    return Entree(title, f"pratiques/{title}/", "pratique", title)


def test_a_large_slice_is_cut_at_the_third_letter_and_the_smallest_come_first(contenu: Guide) -> None:
    common = [_entry(f"Commune {i}") for i in range(LARGE)]
    rare = [_entry("Comité"), _entry("Coopérer"), _entry("Co et zone")]
    keys, slices = _slices(contenu, [*common, *rare])
    assert keys == ["co", "coo", "zo", "com"]
    assert slices["com"] == [*(entry.titre for entry in common), "Comité"]
    assert (slices["coo"], slices["co"], slices["zo"]) == (["Coopérer"], ["Co et zone"], ["Co et zone"])


def test_a_small_slice_stays_whole(contenu: Guide) -> None:
    keys, slices = _slices(contenu, [_entry("Commune"), _entry("Coopérer")])
    assert keys == ["co"]
    assert slices["co"] == ["Commune", "Coopérer"]
