"""From a BibTeX list of names to `Nom` values: persons with their particle, bodies in double braces."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .bibmodel import AUTRES, Nom
from .bibtext import to_unicode

# « du », « des », « le », « la » belong to the French name and are written with it; « de » and « d’ » do not.
_PART_OF_NAME = frozenset({"du", "des", "le", "la", "les", "l’", "l'"})
_AND = re.compile(r"(?:^|\s+)and(?=\s|$)", re.I)
_ELIDED = re.compile(r"(?P<particle>[dD]['’])\s?(?P<name>[^\W\d_].*)", re.S)
_BODY_WORDS = re.compile(
    r"(?:Académie|Agence|Assemblée|Association|Banque|Bureau|Caisse|Centre|Cercle|Chambre|Collectif|Comité|"
    r"Commission|Communauté|Commune|Conférence|Confédération|Conseil|Cour|Défenseur|Département|Direction|École|"
    r"Fédération|Fondation|France|Groupe|Haut|Inspection|Institut|Laboratoire|Ministère|Mission|Observatoire|Office|"
    r"Organisation|Région|République|Réseau|Secrétariat|Sénat|Service|Société|Syndicat|Union|Université|Ville)s?\b"
)


def split_names(value: str) -> tuple[Nom, ...]:
    """The names of an `author` or `editor` value, in order; « and others » gives `AUTRES`. Raises nothing."""
    return tuple(name for part in split_list(value) for name in [_name(part)] if name.nom)


def split_list(value: str) -> Iterator[str]:
    """The parts of `value` between the words « and » that stand outside braces."""
    start = 0
    for match in _top_level(value, _AND):
        if value[start : match.start()].strip():
            yield value[start : match.start()].strip()
        start = match.end()
    if value[start:].strip():
        yield value[start:].strip()


def looks_collective(value: str) -> Iterator[str]:
    """The names of `value` that read as bodies (« Conseil … ») but stand in no double braces."""
    for part in split_list(value):
        if not _braced(part) and "," not in part and _BODY_WORDS.match(to_unicode(part)):
            yield to_unicode(part)


def _top_level(value: str, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Matches of `pattern` that no brace encloses."""
    depth = position = 0
    for match in pattern.finditer(value):
        before = re.sub(r"\\[{}]", "", value[position : match.start()])
        depth = max(0, depth + before.count("{") - before.count("}"))
        position = match.start()
        if depth == 0:
            yield match


def _braced(part: str) -> bool:
    """True when one pair of braces encloses the whole name."""
    if not (part.startswith("{") and part.endswith("}")) or part.startswith("{\\"):
        return False
    depth = 0
    for index, char in enumerate(part):
        depth += (char == "{") - (char == "}")
        if depth == 0:
            return index == len(part) - 1
    return False


def _name(part: str) -> Nom:
    if part.lower() == "others":
        return AUTRES
    if _braced(part):
        return Nom(to_unicode(part), collectif=True)
    sections = []
    start = 0
    for match in _top_level(part, re.compile(",")):
        sections.append(part[start : match.start()])
        start = match.end()
    sections = [_words(section) for section in (*sections, part[start:])]
    if len(sections) == 1:
        given, family = _split_first_last(sections[0])
        return _person(family, given)
    suffix = to_unicode(" ".join(sections[1])) if len(sections) > 2 else ""
    return _person(sections[0], [word for section in sections[2 if suffix else 1 :] for word in section], suffix)


def _words(section: str) -> list[str]:
    """The words of a section; braces hold words together."""
    words = [""]
    depth = 0
    for char in section.replace("~", " "):
        depth = max(0, depth + (char == "{") - (char == "}"))
        if char.isspace() and not depth:
            words.append("")
        else:
            words[-1] += char
    return [word for word in words if word]


def _split_first_last(words: list[str]) -> tuple[list[str], list[str]]:
    """« Jean de la Fontaine » → given words, family words with their particle."""
    for index, word in enumerate(words[1:-1], 1):
        if _is_lower(word):
            return words[:index], words[index:]
    return words[:-1], words[-1:]


def _is_lower(word: str) -> bool:
    text = to_unicode(word)
    return not word.startswith("{") and text[:1].islower()


def _person(family: list[str], given: list[str], suffix: str = "") -> Nom:
    """The person; leading lower-case words become the particle, but for those French writes with the name."""
    count = 0
    while count < len(family) - 1 and _is_lower(family[count]):
        if to_unicode(family[count]).lower() in _PART_OF_NAME:
            break
        count += 1
    particle = to_unicode(" ".join(family[:count]))
    name = to_unicode(" ".join(family[count:]))
    elided = _ELIDED.fullmatch(name)
    if not particle and elided and not name[0].isupper():
        particle, name = "d’", elided["name"]
    return Nom(name, to_unicode(" ".join(given)), particle.replace("'", "’"), suffix)
