"""Rules about what is inside texts: citations and links that exist, no raw HTML, no page-level heading."""

from __future__ import annotations

from collections.abc import Iterator

from .load import BIBLIO, Draft
from .markup import raw_html
from .problems import AVERTISSEMENT, Probleme, suggestion
from .reader import SIGLES
from .rules_links import unknown_target
from .sourcemap import Chemin, SourceMap
from .texts import sources, texts


def _unknown_key(draft: Draft, carte: SourceMap, path: Chemin, key: str, needle: str) -> Probleme:
    keys = [reference.cle for reference in draft.references]
    return carte.problem(
        carte.find(path, needle),
        "BIB-CLE-INCONNUE",
        f"La référence « {key} » n’est pas dans {BIBLIO}.",
        suggestion(key, keys) or "Ajoutez-la à la bibliographie, ou corrigez la clé.",
    )


def structured_sources(draft: Draft) -> Iterator[Probleme]:
    """`sources`, `source` and the sources of figures and sigles name references of the bibliography."""
    if not draft.biblio_lue:
        return  # said once, of the bibliography itself
    known = {reference.cle for reference in draft.references}
    records = [(record, draft.cartes[record.fichier], ()) for record in (*draft.fiches, *draft.chiffres)]
    records += [(sigle, draft.cartes[SIGLES], (sigle.rang,)) for sigle in draft.sigles]
    for record, carte, root in records:
        for path, source in sources(record, root):
            if source.cle not in known:
                yield _unknown_key(draft, carte, (*path, "cle"), source.cle, source.cle)


def calls_in_prose(draft: Draft) -> Iterator[Probleme]:
    """`[@clé]` and `[[slug]]` in texts and editorial pages lead somewhere."""
    known = {reference.cle for reference in draft.references}
    figures = {chiffre.slug for chiffre in draft.chiffres}
    for (fichier, path), prose in (*draft.proses.items(), *draft.notes.items()):
        carte = draft.cartes[fichier]
        for call in prose.appels:
            if call.nature == "citation" and call.cible not in known and draft.biblio_lue:
                yield _unknown_key(draft, carte, path, call.cible, f"@{call.cible}")
            elif call.nature == "lien" and call.cible not in figures:
                yield from unknown_target(draft, carte, path, call.cible, call.brut)


def plain_markdown(draft: Draft) -> Iterator[Probleme]:
    """Fiches hold Markdown only: no raw HTML, no heading of level 1 or 2."""
    written = [
        (record.fichier, path, text)
        for record in (*draft.fiches, *draft.chiffres, *draft.livrets)
        for path, text in texts(record)
    ]
    written += [(SIGLES, (sigle.rang, "note"), sigle.note) for sigle in draft.sigles]
    for fichier, path, text in written:
        carte = draft.cartes[fichier]
        for _, tag in raw_html(text):
            yield carte.problem(
                carte.find(path, tag),
                "FICHE-HTML",
                f"« {tag} » est du HTML ; une fiche n’en contient pas.",
                "Employez le Markdown (**gras**, *italique*, listes), ou écrivez « &lt; » pour un chevron.",
            )
    for (fichier, path), prose in (*draft.proses.items(), *draft.notes.items()):
        if not path:
            continue  # an editorial page has headings of its own
        carte = draft.cartes[fichier]
        for bloc in prose.blocs:
            if 0 < bloc.niveau < 3:
                title = "".join(fragment.texte for fragment in bloc.fragments)
                yield carte.problem(
                    carte.find(path, title),
                    "FICHE-INTERTITRE",
                    f"L’intertitre « {title} » est de niveau {bloc.niveau} : les niveaux 1 et 2 sont ceux de la page.",
                    "Commencez-le par « ### ».",
                )


def reference_keywords(draft: Draft) -> Iterator[Probleme]:
    """A keyword close to an id of a vocabulary of references is probably a typing error."""
    known = {v.id for voc in draft.facettes("reference") for v in voc.valeurs}
    for reference in draft.references:
        for word in reference.mots_cles:
            advice = "" if word in known else suggestion(word, known)
            if advice:
                line = reference.lignes_champs.get("keywords", reference.ligne)
                yield Probleme(
                    BIBLIO, line, 1, AVERTISSEMENT, "BIB-MOT-CLE", f"Le mot-clé « {word} » n’est pas une rubrique.", advice
                )


PROSE_RULES = (structured_sources, calls_in_prose, plain_markdown, reference_keywords)
