"""The values of a booklet (`livrets/*.yml`): what it holds, in which order, and how it is printed. No behaviour, no library."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from .model import Enregistrement, champ, prose

Format = Literal["A4", "A5"]
Appels = Literal["auteur-date", "notes"]


@dataclass(frozen=True, kw_only=True)
class Critere(Enregistrement):
    """One facet of a selection: a fiche passes with any of the values."""

    facette: str
    valeurs: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Choix(Enregistrement):
    """One line of `fiches`: the fiche `slug`, or every fiche that passes all the `criteres`; neither: it has problems."""

    slug: str = ""
    criteres: tuple[Critere, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Partie(Enregistrement):
    titre: str = champ("Titre de la partie")
    introduction: str = prose("Ce qui ouvre la partie", defaut="")
    fiches: tuple[Choix, ...] = champ(
        "Fiches, dans l’ordre : un identifiant, ou des facettes comme {type: outil, capacites: [communication]}", defaut=()
    )
    chiffres: tuple[str, ...] = champ("Jeux de chiffres (noms de fichiers de ressources/chiffres sans .yml)", defaut=())


@dataclass(frozen=True, kw_only=True)
class Seance(Enregistrement):
    """The session a booklet is printed for: shown on the cover."""

    lieu: str = champ("Où la séance a lieu", defaut="")
    date: str = champ("Quand, en toutes lettres : « mardi 12 janvier 2027, 9 h »", defaut="")
    animation: str = champ("Qui anime (fonction ou organisation)", defaut="")


@dataclass(frozen=True, kw_only=True)
class OptionsLivret(Enregistrement):
    format: Format = champ("A4 ou A5", defaut="A4")
    citations: Appels = champ("auteur-date : dans le texte ; notes : en bas de page", defaut="auteur-date")
    glossaire: bool = champ("true : les termes employés, et les pages où ils le sont", defaut=True)
    sigles: bool = champ("true : les sigles employés", defaut=True)
    bibliographie: bool = champ("true : les références citées", defaut=True)
    index: bool = champ("true : l’index", defaut=True)
    feuilles: bool = champ("true : la feuille à remplir de chaque outil, en pleine page", defaut=True)
    notes: int = champ("Nombre de pages de notes à la fin", defaut=0)
    qr: bool = champ("true : un code QR et une adresse courte vers chaque fiche en ligne", defaut=True)
    cartes: bool = champ("true : aussi des cartes, deux par feuille, recto verso", defaut=False)


@dataclass(frozen=True, kw_only=True)
class Livret(Enregistrement):
    """A booklet. `slug` comes from the file name."""

    slug: str
    fichier: str
    titre: str = champ("Titre, sur la couverture")
    resume: str = champ("À quoi sert le livret, en une phrase ou deux (texte simple)", maximum=300)
    date: date = champ("Date de cette édition (AAAA-MM-JJ)")
    parties: tuple[Partie, ...] = champ("Parties, dans l’ordre")
    sous_titre: str = champ("Sous-titre", defaut="")
    public: str = champ("À qui il s’adresse", defaut="")
    version: str = champ("Numéro de cette édition", defaut="")
    seance: Seance | None = champ("Séance pour laquelle il est imprimé", defaut=None)
    logo: str = champ("Image de la couverture (PNG, JPEG ou SVG), depuis le dossier du guide", defaut="")
    auteurs: tuple[str, ...] = champ("Organisations qui publient le livret", defaut=())
    licence: str = champ("Licence du contenu, pour le colophon", defaut="")
    options: OptionsLivret = champ("Comment il est imprimé", defaut=OptionsLivret())
