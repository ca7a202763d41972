"""The values authors write: fiches, vocabularies, sigles, key figures. No behaviour, no library.

Each field carries its help text (`aide`), used by the JSON Schema and by `guide new`.
Field names are the YAML keys. Texts are Markdown unless the help says otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields, is_dataclass
from datetime import date
from typing import Any, ClassVar, Literal, get_args

RESUME_MAX = 300

TypeLien = Literal["generique", "specifique", "associe", "oppose", "met_en_oeuvre", "illustre", "outille", "acteur_de"]
Statut = Literal["publie", "ebauche"]
Nature = Literal["levier", "obstacle", "experience", "methode"]


def champ(aide: str, *, defaut: Any = MISSING, maximum: int | None = None) -> Any:
    """A field holding an identifier, a plain text or a record; `maximum` is a length in characters."""
    return field(default=defaut, metadata={"aide": aide, "maximum": maximum})


def prose(aide: str, *, defaut: Any = MISSING) -> Any:
    """A field holding Markdown: linked, typeset and searched for citations."""
    return field(default=defaut, metadata={"aide": aide, "prose": True})


@dataclass(frozen=True, kw_only=True)
class Enregistrement:
    """Base of everything read from YAML: unknown keys are refused."""

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid", "allow_inf_nan": False}


@dataclass(frozen=True, kw_only=True)
class Source(Enregistrement):
    cle: str = champ("Clé de la référence dans ressources/biblio.bib")
    reperage: str = champ("Où dans la source : « p. 12 », « section 2 », « tableau 1 »", defaut="")


@dataclass(frozen=True, kw_only=True)
class Lien(Enregistrement):
    vers: str = champ("Identifiant (nom de fichier sans .yml) de l’autre fiche")
    type: TypeLien = champ("Nature du lien, lue « cette fiche … l’autre »")


@dataclass(frozen=True, kw_only=True)
class EnonceDefinition(Enregistrement):
    texte: str = prose("La définition, reformulée")
    auteur: str = champ("Qui définit ainsi", defaut="")
    source: Source | None = champ("D’où vient cette définition", defaut=None)


@dataclass(frozen=True, kw_only=True)
class Confusion(Enregistrement):
    vers: str = champ("Identifiant de la notion voisine")
    difference: str = prose("Ce qui les distingue, en une phrase", defaut="")


@dataclass(frozen=True, kw_only=True)
class Role(Enregistrement):
    acteur: str = champ("Identifiant d’une fiche acteur")
    role: str = prose("Ce qu’il fait dans cette pratique")


@dataclass(frozen=True, kw_only=True)
class Exemple(Enregistrement):
    lieu: str = champ("Territoire")
    date: str = champ("Quand", defaut="")
    acteurs: tuple[str, ...] = prose("Organisations engagées", defaut=())
    recit: str = prose("Ce qui s’est passé")
    effets: str = prose("Ce que cela a changé", defaut="")
    source: Source | None = champ("D’où vient ce récit", defaut=None)


@dataclass(frozen=True, kw_only=True)
class LigneGrille(Enregistrement):
    question: str = prose("La question posée au groupe")
    aide: str = prose("Une aide pour y répondre", defaut="")
    lignes: int = champ("Nombre de lignes à laisser pour écrire", defaut=3)


@dataclass(frozen=True, kw_only=True)
class Fiche(Enregistrement):
    """What the five types share. `slug`, `fichier` and `facettes` are set by the reader, not by authors."""

    TYPE: ClassVar[str] = ""
    DOSSIER: ClassVar[str] = ""

    slug: str
    fichier: str
    facettes: Mapping[str, tuple[str, ...]]

    titre: str = champ("Titre vu par les lecteurs (texte simple)")
    resume: str = champ("Ce que le lecteur y gagne, 300 caractères au plus (texte simple)", maximum=RESUME_MAX)
    statut: Statut = champ("publie : visible ; ebauche : visible avec un avertissement")
    cree_le: date = champ("Date de création (AAAA-MM-JJ)")
    revu_le: date = champ("Date de dernière relecture (AAAA-MM-JJ)")
    a_revoir_le: date | None = champ("Date de la prochaine relecture (AAAA-MM-JJ)", defaut=None)
    sources: tuple[Source, ...] = champ("Références de la fiche", defaut=())
    liens: tuple[Lien, ...] = champ("Liens vers d’autres fiches", defaut=())
    a_completer: str = prose("Ce qui reste inconnu ou à vérifier", defaut="")
    mots_recherche: tuple[str, ...] = champ(
        "Autres mots que l’on tape pour trouver la fiche : langage courant, abréviation (texte simple)", defaut=()
    )
    anciens_slugs: tuple[str, ...] = champ(
        "Anciens identifiants, redirigés vers cette fiche (« definitions/ancien-nom » si elle a changé de type)", defaut=()
    )
    auteurs: tuple[str, ...] = champ("Organisations qui ont rédigé la fiche", defaut=())


@dataclass(frozen=True, kw_only=True)
class Definition(Fiche):
    TYPE: ClassVar[str] = "definition"
    DOSSIER: ClassVar[str] = "definitions"

    definitions: tuple[EnonceDefinition, ...] = champ("Une ou plusieurs définitions, concurrentes s’il le faut")
    variantes: tuple[str, ...] = champ("Autres formes du terme, reconnues dans les textes", defaut=())
    sigle: str = champ("Sigle du terme", defaut="")
    ne_pas_confondre: tuple[Confusion, ...] = champ("Notions voisines à distinguer", defaut=())
    developpement: str = prose("Pour aller plus loin", defaut="")


@dataclass(frozen=True, kw_only=True)
class Dispositif(Fiche):
    TYPE: ClassVar[str] = "dispositif"
    DOSSIER: ClassVar[str] = "dispositifs"

    finalite: str = prose("À quoi sert le dispositif")
    sigle: str = champ("Sigle du dispositif", defaut="")
    developpe: str = champ("Développement du sigle", defaut="")
    base_legale: str = prose("Loi, décret, circulaire", defaut="")
    pilote: str = prose("Qui pilote", defaut="")
    signataires: tuple[str, ...] = prose("Qui signe", defaut=())
    duree: str = prose("Durée", defaut="")
    fonctionnement: str = prose("Comment cela marche", defaut="")
    leviers_partenariaux: str = prose("Ce que le dispositif permet de nouer", defaut="")
    valide_au: date | None = champ("Date à laquelle les faits ont été vérifiés (AAAA-MM-JJ)", defaut=None)
    remplace_par: str = champ("Identifiant ou nom de ce qui le remplace", defaut="")


@dataclass(frozen=True, kw_only=True)
class Pratique(Fiche):
    TYPE: ClassVar[str] = "pratique"
    DOSSIER: ClassVar[str] = "pratiques"

    nature: Nature = champ("levier, obstacle, experience ou methode")
    situation: str = prose("La situation de départ")
    a_quoi_ca_sert: str = prose("Ce que la pratique permet")
    etapes: tuple[str, ...] = prose("Étapes, dans l’ordre")
    quand: str = prose("Quand s’en servir", defaut="")
    quand_pas: str = prose("Quand s’en abstenir", defaut="")
    acteurs: tuple[Role, ...] = champ("Qui fait quoi", defaut=())
    conditions: tuple[str, ...] = prose("Conditions de réussite", defaut=())
    points_de_vigilance: tuple[str, ...] = prose("Points de vigilance", defaut=())
    exemples: tuple[Exemple, ...] = champ("Exemples vécus", defaut=())
    variantes_de_mise_en_oeuvre: str = prose("Autres façons de faire", defaut="")
    indicateurs: tuple[str, ...] = prose("Signes que cela marche", defaut=())
    teste_par: tuple[str, ...] = prose("Organisations ou territoires qui l’ont essayée", defaut=())


@dataclass(frozen=True, kw_only=True)
class Acteur(Fiche):
    TYPE: ClassVar[str] = "acteur"
    DOSSIER: ClassVar[str] = "acteurs"

    missions: str = prose("Ce que fait l’acteur")
    famille: str = champ("Valeur du vocabulaire familles_acteurs", defaut="")
    sigle: str = champ("Sigle de l’acteur", defaut="")
    competence_legale: str = prose("Ce que la loi lui confie", defaut="")
    entree_en_contact: str = prose("Par quelle fonction entrer en contact (jamais un nom)", defaut="")


@dataclass(frozen=True, kw_only=True)
class Outil(Fiche):
    TYPE: ClassVar[str] = "outil"
    DOSSIER: ClassVar[str] = "outils"

    objectif: str = prose("Ce que l’outil permet d’obtenir")
    deroule: tuple[str, ...] = prose("Déroulé, étape par étape")
    duree: str = prose("Durée", defaut="")
    taille_groupe: str = prose("Taille du groupe", defaut="")
    materiel: tuple[str, ...] = prose("Matériel", defaut=())
    a_distance: str = prose("Comment faire à distance", defaut="")
    grille: tuple[LigneGrille, ...] = champ("Questions de la feuille à imprimer", defaut=())
    exemple_rempli: str = prose("Un exemple rempli", defaut="")


FACETTE_FAMILLES = "familles_acteurs"
"""The vocabulary of `Acteur.famille`."""

NOMMEES = (Definition, Dispositif, Acteur)
"""Types whose titles are words of the glossary: linked wherever they stand in prose."""

TYPES: dict[str, type[Fiche]] = {c.TYPE: c for c in (Definition, Dispositif, Pratique, Acteur, Outil)}
DOSSIERS: dict[str, type[Fiche]] = {c.DOSSIER: c for c in TYPES.values()}
CHAMPS_INTERNES = frozenset({"slug", "fichier", "facettes", "nom", "rang"})


def mandatory_fields(cls: type[Enregistrement]) -> tuple[str, ...]:
    """The keys that authors must fill, in the order of the model."""
    return tuple(f.name for f in fields(cls) if f.default is MISSING and f.name not in CHAMPS_INTERNES)


def record_in(hint: Any) -> Any:
    """The dataclass inside `tuple[X, ...]` or `X | None`, else None."""
    if is_dataclass(hint):
        return hint
    return next((found for arg in get_args(hint) if (found := record_in(arg)) is not None), None)


@dataclass(frozen=True, kw_only=True)
class Valeur(Enregistrement):
    id: str = champ("Identifiant (ASCII, kebab-case)")
    libelle: str = champ("Libellé vu par les lecteurs")
    definition: str = champ("Ce que recouvre cette valeur", defaut="")


@dataclass(frozen=True, kw_only=True)
class Vocabulaire(Enregistrement):
    """A facet: its values and the types of fiches (or « reference ») that may use it."""

    nom: str
    libelle: str = champ("Libellé de la facette")
    definition: str = champ("À quoi sert la facette", defaut="")
    types: tuple[str, ...] = champ("Types de fiches qui l’emploient")
    encart: bool = champ("true : la facette figure en tête de fiche ; sinon au bas, avec le catalogue", defaut=False)
    valeurs: tuple[Valeur, ...] = champ("Valeurs possibles")


@dataclass(frozen=True, kw_only=True)
class Sigle(Enregistrement):
    """`rang` is its place in the file, from 0."""

    rang: int
    sigle: str = champ("Le sigle")
    developpe: str = champ("Son développement")
    vers: str = champ("Fiche qui l’explique", defaut="")
    source: Source | None = champ("D’où vient le développement", defaut=None)
    note: str = prose("Remarque (ancien nom, homonyme)", defaut="")


@dataclass(frozen=True, kw_only=True)
class Langue(Enregistrement):
    """Words of another language. `rang` is its place in the file, from 0."""

    rang: int
    langue: str = champ("Code de la langue : « en » pour l’anglais")
    mots: tuple[str, ...] = champ("Mots et expressions de cette langue, comme le guide les écrit")


@dataclass(frozen=True, kw_only=True)
class ValeurChiffre(Enregistrement):
    libelle: str = champ("Ce qui est compté")
    valeur: float = champ("Le nombre, ou le plus petit d’un intervalle")
    jusqu_a: float | None = champ("Le plus grand nombre d’un intervalle", defaut=None)
    precision: str = champ("Ce qui se lit avant le nombre : « environ », « plus de »", defaut="")
    unite: str = champ("L’unité", defaut="")
    serie: str = champ("La question commune à plusieurs valeurs qui se suivent", defaut="")


@dataclass(frozen=True, kw_only=True)
class Chiffre(Enregistrement):
    """A set of key figures on one question. `slug` comes from the file name."""

    slug: str
    fichier: str
    titre: str = champ("La question à laquelle les chiffres répondent")
    population: str = champ("Qui a été compté")
    date: str = champ("Année ou période de mesure")
    source: Source = champ("D’où viennent les chiffres")
    valeurs: tuple[ValeurChiffre, ...] = champ("Les chiffres")
    n: int | None = champ("Effectif de la population interrogée", defaut=None)
    note: str = prose("Ce qu’il faut savoir pour les lire", defaut="")
