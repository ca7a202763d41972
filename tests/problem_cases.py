"""One mistake in the guide `roots/sain` → every line that `guide check` prints about it.

To add a case: a title, the changes made to a copy of `roots/sain`, the lines expected, in order.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

Change = Callable[[Path], None]

ACCUEIL = "content/index.md"
ACTEUR = "fiches/acteurs/association-de-jardiniers.yml"
CARNET = "livrets/carnet-du-jardinier.yml"
CHARTE = "fiches/dispositifs/charte-des-jardins.yml"
CHIFFRES = "ressources/chiffres/surface-des-jardins.yml"
FAMILIAL = "fiches/definitions/jardin-familial.yml"
JARDIN = "fiches/definitions/jardin.yml"
OUTIL = "fiches/outils/plan-de-parcelles.yml"
PARTAGE = "fiches/definitions/jardin-partage.yml"
PERMIS = "fiches/dispositifs/permis-de-vegetaliser.yml"
PRATIQUE = "fiches/pratiques/ouvrir-un-jardin.yml"
BIBLIO = "ressources/biblio.bib"
LANGUES = "ressources/langues.yml"
SIGLES = "ressources/sigles.yml"
VOCABULAIRES = "ressources/vocabulaires.yml"


def replace(file: str, old: str, new: str) -> Change:
    """Change a text that the file holds once."""

    def change(root: Path) -> None:
        text = (root / file).read_text("utf-8")
        assert text.count(old) == 1, f"{file}: {old!r} is there {text.count(old)} times"
        (root / file).write_text(text.replace(old, new), "utf-8")

    return change


def add(file: str, text: str) -> Change:
    """Put text at the end of the file."""
    return lambda root: write(file, (root / file).read_text("utf-8") + text)(root)


def write(file: str, content: str | bytes) -> Change:
    """Give the file this content."""

    def change(root: Path) -> None:
        (root / file).parent.mkdir(parents=True, exist_ok=True)
        (root / file).write_bytes(content.encode() if isinstance(content, str) else content)

    return change


def recode(file: str, encoding: str, newline: str = "\n") -> Change:
    """Save the file again with another encoding or other ends of lines."""
    return lambda root: write(file, (root / file).read_text("utf-8").replace("\n", newline).encode(encoding))(root)


def move(file: str, other: str) -> Change:
    def change(root: Path) -> None:
        (root / other).parent.mkdir(parents=True, exist_ok=True)
        (root / file).rename(root / other)

    return change


def delete(file: str) -> Change:
    return lambda root: (root / file).unlink()


def remove(folder: str) -> Change:
    return lambda root: shutil.rmtree(root / folder)


ABSENTE = (
    "ressources/biblio.bib:1:1: erreur BIB-ABSENT: le fichier de la bibliographie n’existe pas. Exportez la bibliographie à cet "
    "endroit. Dans Zotero : Fichier, Exporter la bibliothèque, format « BibLaTeX », encodage « Unicode (UTF-8) »."
)
# A guide emptied of its content, as whoever takes it over for another territory begins.
_RIEN: tuple[Change, ...] = (
    *(remove(folder) for folder in ("fiches", "livrets", "ressources/chiffres")),
    *(delete(file) for file in (SIGLES, VOCABULAIRES)),
    write(ACCUEIL, "# Accueil\n"),
)

CASES: dict[str, tuple[Sequence[Change], Sequence[str]]] = {
    # --- a file as YAML ---------------------------------------------------------------------------------------------
    "guillemet ouvert et jamais refermé": (
        [replace(JARDIN, "titre: Jardin", 'titre: "Jardin')],
        [
            "fiches/definitions/jardin.yml:2:8: erreur FICHE-YAML: La syntaxe YAML est incorrecte : un guillemet ouvert n’est "
            "pas refermé. Ajoutez le guillemet qui manque.",
        ],
    ),
    "guillemet au milieu d’un texte entre guillemets": (
        [replace(JARDIN, "titre: Jardin", 'titre: "Le "petit" jardin"')],
        [
            "fiches/definitions/jardin.yml:2:13: erreur FICHE-YAML: La syntaxe YAML est incorrecte : une ligne n’est pas "
            "alignée avec les autres, ou un guillemet est mal placé. Alignez les clés d’un même niveau avec le même nombre "
            "d’espaces.",
        ],
    ),
    "deux-points au milieu d’un texte": (
        [replace(JARDIN, "titre: Jardin", "titre: Jardin : le mot")],
        [
            "fiches/definitions/jardin.yml:2:15: erreur FICHE-YAML: La syntaxe YAML est incorrecte : un « : » suivi d’une "
            "espace se trouve au milieu d’un texte. Mettez le texte entre guillemets, ou après « >- » à la ligne suivante.",
        ],
    ),
    "deux-points sans espace": (
        [replace(JARDIN, "statut: publie", "statut:publie")],
        [
            "fiches/definitions/jardin.yml:4:1: erreur FICHE-YAML: La syntaxe YAML est incorrecte : une clé n’est pas suivie "
            "de « : ». Écrivez « clé: valeur ».",
        ],
    ),
    "texte qui commence par une citation": (
        [replace(PRATIQUE, "quand: Avant l’hiver.", "quand: [@manuel2019a, p. 3] avant l’hiver.")],
        [
            "fiches/pratiques/ouvrir-un-jardin.yml:12:8: erreur FICHE-YAML: Un texte ne peut pas commencer par « [@ » : ce "
            "signe a un autre sens en YAML. Mettez le texte entre guillemets, ou après « >- » à la ligne suivante.",
        ],
    ),
    "texte qui commence par un lien": (
        [replace(PRATIQUE, "quand: Avant l’hiver.", "quand: [[jardin]] avant l’hiver.")],
        [
            "fiches/pratiques/ouvrir-un-jardin.yml:12:8: erreur FICHE-YAML: Un texte ne peut pas commencer par « [[ » : ce "
            "signe a un autre sens en YAML. Mettez le texte entre guillemets, ou après « >- » à la ligne suivante.",
        ],
    ),
    "texte qui commence par un signe réservé": (
        [replace(PRATIQUE, "quand: Avant", "quand: @manuel avant")],
        [
            "fiches/pratiques/ouvrir-un-jardin.yml:12:8: erreur FICHE-YAML: Un texte ne peut pas commencer par « @ » : ce "
            "signe a un autre sens en YAML. Mettez le texte entre guillemets, ou après « >- » à la ligne suivante.",
        ],
    ),
    "texte qui commence par du gras": (
        [replace(PRATIQUE, "quand: Avant l’hiver.", "quand: **Avant** l’hiver.")],
        [
            "fiches/pratiques/ouvrir-un-jardin.yml:12:8: erreur FICHE-YAML: Un texte ne peut pas commencer par « * » : ce "
            "signe a un autre sens en YAML. Mettez le texte entre guillemets, ou après « >- » à la ligne suivante.",
        ],
    ),
    "clé mal alignée": (
        [replace(CHARTE, "\nduree: ", "\n duree: ")],
        [
            "fiches/dispositifs/charte-des-jardins.yml:15:2: erreur FICHE-YAML: La syntaxe YAML est incorrecte : une ligne "
            "n’est pas alignée avec les autres, ou un guillemet est mal placé. Alignez les clés d’un même niveau avec le même "
            "nombre d’espaces.",
        ],
    ),
    "liste mal alignée": (
        [replace(OUTIL, "  - Des feutres", " - Des feutres")],
        [
            "fiches/outils/plan-de-parcelles.yml:12:2: erreur FICHE-YAML: La syntaxe YAML est incorrecte : une ligne n’est "
            "pas alignée avec les autres, ou un guillemet est mal placé. Alignez les clés d’un même niveau avec le même "
            "nombre d’espaces.",
        ],
    ),
    "tiret sur la ligne de la clé": (
        [replace(PRATIQUE, "conditions:\n  - Un", "conditions: - Un")],
        [
            "fiches/pratiques/ouvrir-un-jardin.yml:20:13: erreur FICHE-YAML: La syntaxe YAML est incorrecte : un tiret de "
            "liste se trouve au mauvais endroit. Mettez chaque « - » sur sa propre ligne, sous la clé.",
        ],
    ),
    "crochet jamais refermé": (
        [replace(PARTAGE, "[quartier, commune]", "[quartier, commune")],
        [
            "fiches/definitions/jardin-partage.yml:8:11: erreur FICHE-YAML: La syntaxe YAML est incorrecte : un crochet ou "
            "une accolade n’est pas refermé. Ajoutez « ] » ou « } ».",
        ],
    ),
    "tabulation": (
        [replace(PARTAGE, "  - jardin collectif", "\t- jardin collectif")],
        [
            "fiches/definitions/jardin-partage.yml:11:1: erreur FICHE-TABULATION: Cette ligne commence par une tabulation ; "
            "YAML n’accepte que des espaces. Remplacez la tabulation par deux espaces.",
        ],
    ),
    "caractère invisible": (
        [replace(PARTAGE, "à plusieurs", "à plu\x07sieurs")],
        [
            "fiches/definitions/jardin-partage.yml:3:44: erreur FICHE-YAML: La syntaxe YAML est incorrecte : un caractère "
            "invisible s’est glissé dans le texte. Effacez la ligne et retapez-la.",
        ],
    ),
    "échappement inconnu": (
        [replace(JARDIN, "titre: Jardin", 'titre: "Jardin \\potager"')],
        [
            "fiches/definitions/jardin.yml:2:16: erreur FICHE-YAML: La syntaxe YAML est incorrecte : une barre « \\ » se "
            "trouve dans un texte entre guillemets doubles. Employez des guillemets simples, ou doublez la barre.",
        ],
    ),
    "étiquette YAML": (
        [replace(JARDIN, "titre: Jardin", "titre: !!binary Jardin")],
        [
            "fiches/definitions/jardin.yml:2:8: erreur FICHE-YAML: L’étiquette YAML « !!binary » n’est pas acceptée. "
            "Retirez-la : un texte simple suffit.",
        ],
    ),
    "ancre et alias": (
        [replace(JARDIN, "sources:\n  - cle: manuel2019a", "sources: &s\n  - cle: manuel2019a\nauteurs: *s")],
        [
            "fiches/definitions/jardin.yml:10:10: erreur FICHE-YAML: Les ancres et alias YAML (« & », « * ») ne sont pas "
            "acceptés. Recopiez le texte à chaque endroit.",
        ],
    ),
    "clé qui est une liste": (
        [add(JARDIN, "[a, b]: c\n")],
        [
            "fiches/definitions/jardin.yml:14:1: erreur FICHE-YAML: Une clé doit être un mot simple. Vérifiez les « : » et "
            "les « ? » de cette ligne.",
        ],
    ),
    "trente et un niveaux": (
        [add(JARDIN, f"a_completer: {'[' * 31}{']' * 31}\n")],
        [
            "fiches/definitions/jardin.yml:14:42: erreur FICHE-YAML: Ce fichier est trop imbriqué pour être lu. Simplifiez sa "
            "structure.",
        ],
    ),
    "clé en double": (
        [add(JARDIN, "titre: Potager\n")],
        [
            "fiches/definitions/jardin.yml:14:1: erreur FICHE-CLE-DOUBLE: La clé « titre » est déjà à la ligne 2. Gardez une "
            "seule des deux : YAML ne retient que la dernière.",
        ],
    ),
    "fichier vide": (
        [write(JARDIN, "")],
        [
            "fiches/definitions/jardin.yml:1:1: erreur FICHE-VIDE: Ce fichier est vide. Remplissez-le ou supprimez-le ; « "
            "guide new » crée une fiche à compléter.",
        ],
    ),
    "fichier de commentaires": (
        [write(JARDIN, "# titre: Jardin\n# resume: …\n")],
        [
            "fiches/definitions/jardin.yml:1:1: erreur FICHE-VIDE: Ce fichier ne contient que des commentaires. Remplissez-le "
            "ou supprimez-le ; « guide new » crée une fiche à compléter.",
        ],
    ),
    "deux documents dans un fichier": (
        [add(JARDIN, "---\ntitre: Autre\n")],
        [
            "fiches/definitions/jardin.yml:14:1: erreur FICHE-DEUX-DOCUMENTS: Ce fichier contient deux documents, séparés par "
            "« --- ». Gardez une fiche par fichier et retirez la ligne « --- ».",
        ],
    ),
    "fiche qui est une liste": (
        [write(JARDIN, "- titre: Jardin\n")],
        [
            "fiches/definitions/jardin.yml:1:1: erreur FICHE-TYPE: Il faut ici des clés et des valeurs ; ce qui est écrit est "
            "une liste. Écrivez « clé: valeur », une par ligne.",
        ],
    ),
    "fiche qui est un texte": (
        [write(JARDIN, "Jardin\n")],
        [
            "fiches/definitions/jardin.yml:1:1: erreur FICHE-TYPE: Il faut ici des clés et des valeurs ; ce qui est écrit est "
            "un texte. Écrivez « clé: valeur », une par ligne.",
        ],
    ),
    # --- encodings --------------------------------------------------------------------------------------------------
    "Windows-1252": (
        [recode(PERMIS, "cp1252")],
        [
            "fiches/dispositifs/permis-de-vegetaliser.yml:2:19: erreur CONFIG-ENCODAGE: Ce fichier n’est pas en UTF-8 : "
            "l’octet 0xE9 n’y a pas de sens (en Windows-1252 ce serait « é »). Dans votre éditeur, choisissez « Enregistrer "
            "avec l’encodage » puis « UTF-8 ».",
        ],
    ),
    "UTF-16": (
        [recode(PERMIS, "utf-16")],
        [
            "fiches/dispositifs/permis-de-vegetaliser.yml:1:1: erreur CONFIG-ENCODAGE: Ce fichier est en UTF-16 et non en "
            "UTF-8. Dans votre éditeur, choisissez « Enregistrer avec l’encodage » puis « UTF-8 ».",
        ],
    ),
    "BOM : accepté, les places restent justes": (
        [add(PERMIS, "dure: 1 an\n"), recode(PERMIS, "utf-8-sig")],
        [
            "fiches/dispositifs/permis-de-vegetaliser.yml:8:1: erreur FICHE-CLE-INCONNUE: La clé « dure » n’existe pas. "
            "Vouliez-vous dire « duree » ?",
        ],
    ),
    "fins de ligne de Windows : acceptées": (
        [add(PERMIS, "dure: 1 an\n"), recode(PERMIS, "utf-8", "\r\n")],
        [
            "fiches/dispositifs/permis-de-vegetaliser.yml:8:1: erreur FICHE-CLE-INCONNUE: La clé « dure » n’existe pas. "
            "Vouliez-vous dire « duree » ?",
        ],
    ),
    "fins de ligne d’ancien Mac : acceptées": (
        [add(PERMIS, "dure: 1 an\n"), recode(PERMIS, "utf-8", "\r")],
        [
            "fiches/dispositifs/permis-de-vegetaliser.yml:8:1: erreur FICHE-CLE-INCONNUE: La clé « dure » n’existe pas. "
            "Vouliez-vous dire « duree » ?",
        ],
    ),
    # --- keys -------------------------------------------------------------------------------------------------------
    "clé inconnue, proche d’une autre": (
        [replace(PARTAGE, "variantes:", "variante:")],
        [
            "fiches/definitions/jardin-partage.yml:10:1: erreur FICHE-CLE-INCONNUE: La clé « variante » n’existe pas. "
            "Vouliez-vous dire « variantes » ?",
        ],
    ),
    "clé inconnue, proche d’aucune": (
        [add(PERMIS, "xyz: 1\n")],
        [
            "fiches/dispositifs/permis-de-vegetaliser.yml:8:1: erreur FICHE-CLE-INCONNUE: La clé « xyz » n’existe pas. Clés "
            "possibles : a_completer, a_revoir_le, anciens_slugs, auteurs, base_legale, cree_le, developpe, duree, echelles, "
            "finalite, fonctionnement, leviers_partenariaux, liens, mots_recherche, pilote, remplace_par, resume, "
            "revu_le, sigle, "
            "signataires, sources, statut, titre, valide_au. Une facette se déclare dans ressources/vocabulaires.yml.",
        ],
    ),
    "clé inconnue dans une liste": (
        [replace(ACTEUR, "type: acteur_de", "type: acteur_de, note: x")],
        [
            "fiches/acteurs/association-de-jardiniers.yml:15:47: erreur FICHE-CLE-INCONNUE: La clé « note » n’existe pas dans "
            "« liens[1] ». Clés possibles : vers, type.",
        ],
    ),
    "clé avec une majuscule dans une liste": (
        [replace(ACTEUR, "{vers:", "{Vers:")],
        [
            "fiches/acteurs/association-de-jardiniers.yml:15:5: erreur FICHE-CLE-MANQUANTE: La clé « vers » manque dans « "
            "liens[1] ». Ajoutez « vers: … » : identifiant (nom de fichier sans .yml) de l’autre fiche.",
            "fiches/acteurs/association-de-jardiniers.yml:15:6: erreur FICHE-CLE-INCONNUE: La clé « Vers » n’existe pas dans "
            "« liens[1] ». Vouliez-vous dire « vers » ?",
        ],
    ),
    "clé remplie par le générateur": (
        [add(PERMIS, "slug: permis\n")],
        [
            "fiches/dispositifs/permis-de-vegetaliser.yml:8:1: erreur FICHE-CLE-INCONNUE: La clé « slug » n’existe pas. Clés "
            "possibles : a_completer, a_revoir_le, anciens_slugs, auteurs, base_legale, cree_le, developpe, duree, echelles, "
            "finalite, fonctionnement, leviers_partenariaux, liens, mots_recherche, pilote, remplace_par, resume, "
            "revu_le, sigle, "
            "signataires, sources, statut, titre, valide_au. Une facette se déclare dans ressources/vocabulaires.yml.",
        ],
    ),
    "clé remplie par le générateur, dans un vocabulaire": (
        [replace(VOCABULAIRES, "echelles:\n", "echelles:\n  nom: Echelles\n")],
        [
            "ressources/vocabulaires.yml:2:3: erreur FICHE-CLE-INCONNUE: La clé « nom » n’existe pas. Clés possibles : "
            "libelle, definition, types, encart, valeurs.",
        ],
    ),
    "clé obligatoire absente": (
        [replace(PERMIS, "finalite: Autoriser des plantations sur le trottoir.\n", "")],
        [
            "fiches/dispositifs/permis-de-vegetaliser.yml:2:1: erreur FICHE-CLE-MANQUANTE: La clé « finalite » manque. "
            "Ajoutez « finalite: … » : à quoi sert le dispositif.",
        ],
    ),
    "clé obligatoire absente dans une liste": (
        [replace(ACTEUR, "{vers: ouvrir-un-jardin, type: acteur_de}", "{vers: ouvrir-un-jardin}")],
        [
            "fiches/acteurs/association-de-jardiniers.yml:15:5: erreur FICHE-CLE-MANQUANTE: La clé « type » manque dans « "
            "liens[1] ». Ajoutez « type: … » : nature du lien, lue « cette fiche … l’autre ».",
        ],
    ),
    "clé obligatoire sans rien après": (
        [replace(PERMIS, "finalite: Autoriser des plantations sur le trottoir.", "finalite:")],
        [
            "fiches/dispositifs/permis-de-vegetaliser.yml:7:10: erreur FICHE-CLE-VIDE: « finalite » est vide. Remplissez "
            "cette clé, même provisoirement : la fiche peut rester en « statut: ebauche ».",
        ],
    ),
    "clé facultative sans rien après : acceptée": ([add(PERMIS, "duree:\nechelles:\nsources:\n")], []),
    "texte obligatoire vide": (
        [replace(PERMIS, "Autoriser des plantations sur le trottoir.", '" "')],
        [
            "fiches/dispositifs/permis-de-vegetaliser.yml:7:11: erreur FICHE-CLE-VIDE: « finalite » est vide. Remplissez "
            "cette clé, même provisoirement : la fiche peut rester en « statut: ebauche ».",
        ],
    ),
    "étape vide": (
        [replace(OUTIL, "  - Regarder le terrain.", '  - ""')],
        [
            "fiches/outils/plan-de-parcelles.yml:15:5: erreur FICHE-CLE-VIDE: « deroule[1] » est vide. Remplissez cette clé, "
            "même provisoirement : la fiche peut rester en « statut: ebauche ».",
        ],
    ),
    "étape sans rien après le tiret": (
        [replace(OUTIL, "  - Regarder le terrain.", "  -")],
        [
            "fiches/outils/plan-de-parcelles.yml:15:4: erreur FICHE-CLE-VIDE: « deroule[1] » est vide. Remplissez cette clé, "
            "même provisoirement : la fiche peut rester en « statut: ebauche ».",
        ],
    ),
    "liste obligatoire vide": (
        [replace(OUTIL, "deroule:\n  - Regarder le terrain.\n  - Placer les allées, puis les parcelles.", "deroule: []")],
        [
            "fiches/outils/plan-de-parcelles.yml:14:10: erreur FICHE-CLE-VIDE: « deroule » est vide. Remplissez cette clé, "
            "même provisoirement : la fiche peut rester en « statut: ebauche ».",
        ],
    ),
    "définition sans texte": (
        [replace(FAMILIAL, "Parcelle confiée à un foyer, qui la cultive pour lui-même.", '""')],
        [
            "fiches/definitions/jardin-familial.yml:8:12: erreur FICHE-CLE-VIDE: « definitions[1].texte » est vide. "
            "Remplissez cette clé, même provisoirement : la fiche peut rester en « statut: ebauche ».",
        ],
    ),
    # --- values -----------------------------------------------------------------------------------------------------
    "liste pour un texte": (
        [replace(CHARTE, "duree: Trois ans, à renouveler.", "duree: [trois ans, à renouveler]")],
        [
            "fiches/dispositifs/charte-des-jardins.yml:15:8: erreur FICHE-TYPE: « duree » attend un texte ; ce qui est écrit "
            "est une liste. Écrivez un texte, entre guillemets s’il commence par « [ » ou « { ».",
        ],
    ),
    "texte pour une liste de liens": (
        [replace(JARDIN, "\n  - {vers: jardin-familial, type: specifique}", " jardin-familial")],
        [
            "fiches/definitions/jardin.yml:12:8: erreur FICHE-TYPE: « liens[1] » attend des clés et des valeurs ; ce qui est "
            "écrit est un texte. Écrivez les clés sous celle-ci, décalées de deux espaces.",
        ],
    ),
    "texte pour une liste de textes : accepté": (
        [replace(OUTIL, "materiel:\n  - Un plan au 1/100\n  - Des feutres", "materiel: Un plan")],
        [],
    ),
    "clés pour une liste": (
        [replace(JARDIN, "sources:\n  - cle: manuel2019a", "sources:\n  cle: manuel2019a")],
        [
            "fiches/definitions/jardin.yml:11:3: erreur FICHE-TYPE: « sources » attend une liste ; ce qui est écrit est un "
            "ensemble de clés. Mettez chaque élément sur sa ligne, précédé de « - ».",
        ],
    ),
    "texte pour un nombre": (
        [replace(OUTIL, "lignes: 4", "lignes: quatre")],
        [
            "fiches/outils/plan-de-parcelles.yml:20:13: erreur FICHE-TYPE: « grille[1].lignes » attend un nombre entier ; ce "
            "qui est écrit est un texte. Écrivez des chiffres sans guillemets ni unité.",
        ],
    ),
    "nombre à virgule pour un entier": (
        [replace(OUTIL, "lignes: 4", "lignes: 4.5")],
        [
            "fiches/outils/plan-de-parcelles.yml:20:13: erreur FICHE-TYPE: « grille[1].lignes » attend un nombre entier ; ce "
            "qui est écrit est un nombre. Écrivez des chiffres sans guillemets ni unité.",
        ],
    ),
    "nombre avec son unité": (
        [replace(CHIFFRES, "valeur: 12.5", "valeur: 12,5 %")],
        [
            "ressources/chiffres/surface-des-jardins.yml:12:13: erreur FICHE-TYPE: « valeurs[2].valeur » attend un nombre ; "
            "ce qui est écrit est un texte. Écrivez le nombre avec un point, sans guillemets ni unité : 44.2.",
        ],
    ),
    "nombre sans fin": (
        [replace(CHIFFRES, "valeur: 12.5", "valeur: .inf")],
        [
            "ressources/chiffres/surface-des-jardins.yml:12:13: erreur FICHE-TYPE: « valeurs[2].valeur » attend un nombre ; "
            "ce qui est écrit est un texte. Écrivez le nombre avec un point, sans guillemets ni unité : 44.2.",
        ],
    ),
    "nombre qui n’en est pas un": (
        [replace(CHIFFRES, "valeur: 12.5", "valeur: nan")],
        [
            "ressources/chiffres/surface-des-jardins.yml:12:13: erreur FICHE-TYPE: « valeurs[2].valeur » attend un nombre ; "
            "ce qui est écrit est un texte. Écrivez le nombre avec un point, sans guillemets ni unité : 44.2.",
        ],
    ),
    "oui pour vrai": (
        [replace(VOCABULAIRES, "encart: true", "encart: oui")],
        [
            "ressources/vocabulaires.yml:16:11: erreur FICHE-TYPE: « encart » attend true ou false ; ce qui est écrit est un "
            "texte. Écrivez true ou false, sans guillemets.",
        ],
    ),
    "statut inconnu": (
        [replace(PERMIS, "statut: ebauche", "statut: ébauche")],
        [
            "fiches/dispositifs/permis-de-vegetaliser.yml:4:9: erreur FICHE-VALEUR: « statut » ne peut pas valoir « ébauche "
            "». Vouliez-vous dire « ebauche » ? Valeurs possibles : publie, ebauche.",
        ],
    ),
    "nature donnée en liste": (
        [replace(PRATIQUE, "nature: experience", "nature: [experience]")],
        [
            "fiches/pratiques/ouvrir-un-jardin.yml:7:9: erreur FICHE-VALEUR: « nature » ne peut pas valoir une liste. "
            "Vouliez-vous dire « experience » ? Valeurs possibles : levier, obstacle, experience, methode.",
        ],
    ),
    "type de lien inconnu": (
        [replace(JARDIN, "type: specifique", "type: voir_aussi")],
        [
            "fiches/definitions/jardin.yml:13:35: erreur FICHE-VALEUR: « liens[1].type » ne peut pas valoir « voir_aussi ». "
            "Valeurs possibles : generique, specifique, associe, oppose, met_en_oeuvre, illustre, outille, acteur_de.",
        ],
    ),
    "jour qui n’existe pas": (
        [replace(JARDIN, "revu_le: 2026-02-20", "revu_le: 2026-02-30")],
        [
            "fiches/definitions/jardin.yml:6:10: erreur FICHE-DATE: « revu_le » attend une date et « 2026-02-30 » n’en est "
            "pas une. Écrivez l’année, le mois et le jour : 2026-11-20.",
        ],
    ),
    "date à la française": (
        [replace(JARDIN, "revu_le: 2026-02-20", "revu_le: 20/02/2026")],
        [
            "fiches/definitions/jardin.yml:6:10: erreur FICHE-DATE: « revu_le » attend une date et « 20/02/2026 » n’en est "
            "pas une. Écrivez l’année, le mois et le jour : 2026-11-20.",
        ],
    ),
    "année seule": (
        [replace(JARDIN, "revu_le: 2026-02-20", "revu_le: 2026")],
        [
            "fiches/definitions/jardin.yml:6:10: erreur FICHE-DATE: « revu_le » attend une date et « 2026 » n’en est pas une. "
            "Écrivez l’année, le mois et le jour : 2026-11-20.",
        ],
    ),
    "NO lu comme faux": (
        [add(CHARTE, "a_completer: NO\n")],
        [
            "fiches/dispositifs/charte-des-jardins.yml:25:14: erreur FICHE-GUILLEMETS: « a_completer » attend un texte, mais "
            'YAML lit « NO » comme « faux ». Ajoutez des guillemets : "NO".',
        ],
    ),
    "1.10 lu comme 1,1": (
        [replace(OUTIL, "  - Des feutres", "  - 1.10")],
        [
            "fiches/outils/plan-de-parcelles.yml:12:5: erreur FICHE-GUILLEMETS: « materiel[2] » attend un texte, mais YAML "
            'lit « 1.10 » comme le nombre 1,1. Ajoutez des guillemets : "1.10".',
        ],
    ),
    "résumé trop long": (
        [replace(JARDIN, "Ce que recouvre le mot le plus large du guide.", "mot " * 75 + "fin")],
        [
            "fiches/definitions/jardin.yml:3:9: erreur FICHE-RESUME-LONG: Le résumé compte 303 caractères ; 300 au plus. "
            "Retirez-en 3 : il s’affiche dans les listes et les bulles.",
        ],
    ),
    "relue avant d’être créée": (
        [replace(JARDIN, "revu_le: 2026-02-20", "revu_le: 2026-01-09")],
        [
            "fiches/definitions/jardin.yml:6:10: erreur FICHE-DATES: La fiche est revue le 2026-01-09 avant d’être créée le "
            "2026-01-10. Corrigez l’une des deux dates.",
        ],
    ),
    "publiée sans source": (
        [replace(JARDIN, "sources:\n  - cle: manuel2019a\n", "")],
        [
            "fiches/definitions/jardin.yml:4:1: avertissement FICHE-SANS-SOURCE: Cette fiche publiée n’a aucune source. "
            "Ajoutez « sources », ou repassez-la en « statut: ebauche ».",
        ],
    ),
    # --- texts ------------------------------------------------------------------------------------------------------
    "HTML dans un texte": (
        [replace(PARTAGE, "**ensemble**", "<b>ensemble</b><br>")],
        [
            "fiches/definitions/jardin-partage.yml:27:24: erreur FICHE-HTML: « <b> » est du HTML ; une fiche n’en contient "
            "pas. Employez le Markdown (**gras**, *italique*, listes), ou écrivez « &lt; » pour un chevron.",
            "fiches/definitions/jardin-partage.yml:27:35: erreur FICHE-HTML: « </b> » est du HTML ; une fiche n’en contient "
            "pas. Employez le Markdown (**gras**, *italique*, listes), ou écrivez « &lt; » pour un chevron.",
            "fiches/definitions/jardin-partage.yml:27:39: erreur FICHE-HTML: « <br> » est du HTML ; une fiche n’en contient "
            "pas. Employez le Markdown (**gras**, *italique*, listes), ou écrivez « &lt; » pour un chevron.",
        ],
    ),
    "HTML dans un chiffre et dans un sigle": (
        [replace(CHIFFRES, "arrondies", "<i>arrondies</i>"), replace(SIGLES, "note: À ne pas", "note: <u>À ne pas</u>")],
        [
            "ressources/chiffres/surface-des-jardins.yml:6:27: erreur FICHE-HTML: « <i> » est du HTML ; une fiche n’en "
            "contient pas. Employez le Markdown (**gras**, *italique*, listes), ou écrivez « &lt; » pour un chevron.",
            "ressources/chiffres/surface-des-jardins.yml:6:39: erreur FICHE-HTML: « </i> » est du HTML ; une fiche n’en "
            "contient pas. Employez le Markdown (**gras**, *italique*, listes), ou écrivez « &lt; » pour un chevron.",
            "ressources/sigles.yml:5:9: erreur FICHE-HTML: « <u> » est du HTML ; une fiche n’en contient pas. Employez le "
            "Markdown (**gras**, *italique*, listes), ou écrivez « &lt; » pour un chevron.",
            "ressources/sigles.yml:5:20: erreur FICHE-HTML: « </u> » est du HTML ; une fiche n’en contient pas. Employez le "
            "Markdown (**gras**, *italique*, listes), ou écrivez « &lt; » pour un chevron.",
        ],
    ),
    "HTML dans du code, chevron dans un résumé : acceptés": (
        [replace(PARTAGE, "**ensemble**", "`<b>`"), replace(JARDIN, "Ce que recouvre", "Ce que <b> recouvre")],
        [],
    ),
    "intertitres de niveau 1 et 2": (
        [replace(PARTAGE, "  ### Ce qui", "  # Avant\n\n  ## Pendant\n\n  ### Ce qui")],
        [
            "fiches/definitions/jardin-partage.yml:25:5: erreur FICHE-INTERTITRE: L’intertitre « Avant » est de niveau 1 : "
            "les niveaux 1 et 2 sont ceux de la page. Commencez-le par « ### ».",
            "fiches/definitions/jardin-partage.yml:27:6: erreur FICHE-INTERTITRE: L’intertitre « Pendant » est de niveau 2 : "
            "les niveaux 1 et 2 sont ceux de la page. Commencez-le par « ### ».",
        ],
    ),
    "liste imbriquée mille fois": (
        [replace(PARTAGE, "La décision", "- " * 1000 + "La décision")],
        [
            "fiches/definitions/jardin-partage.yml:21:16: erreur FICHE-IMBRIQUE: Ce texte imbrique trop de listes ou de "
            "citations pour être lu. Retirez les « - » ou les « > » répétés.",
        ],
    ),
    # --- names of files ---------------------------------------------------------------------------------------------
    "nom de fichier accentué": (
        [
            move(PERMIS, "fiches/dispositifs/Permis_de_végétaliser.yml"),
            replace(CHARTE, "remplace_par: permis-de-vegetaliser\n", ""),
        ],
        [
            "fiches/dispositifs/Permis_de_végétaliser.yml:2:1: erreur FICHE-NOM: Le nom de fichier « Permis_de_végétaliser » "
            "ne convient pas : il devient l’adresse de la page. Renommez le fichier « permis-de-vegetaliser.yml » : "
            "minuscules sans accent, chiffres et tirets.",
        ],
    ),
    "nom de fichier réservé": (
        [move(OUTIL, "fiches/outils/index.yml")],
        [
            "fiches/outils/index.yml:2:1: erreur FICHE-NOM: Le nom de fichier « index » ne convient pas : il devient "
            "l’adresse de la page. Renommez le fichier « mon-titre.yml » : minuscules sans accent, chiffres et tirets.",
        ],
    ),
    "nom de fichier de chiffres": (
        [delete(CARNET), move(CHIFFRES, "ressources/chiffres/Surface des jardins.yml")],
        [
            "ressources/chiffres/Surface des jardins.yml:1:1: erreur FICHE-NOM: Le nom de fichier « Surface des jardins » ne "
            "convient pas : il devient l’adresse de ces chiffres. Renommez le fichier « surface-des-jardins.yml » : minuscules "
            "sans accent, chiffres et tirets.",
        ],
    ),
    "identifiant deux fois, sous deux types": (
        [move(PERMIS, "fiches/dispositifs/jardin.yml"), replace(CHARTE, "remplace_par: permis-de-vegetaliser\n", "")],
        [
            "fiches/dispositifs/jardin.yml:1:1: erreur FICHE-SLUG-DOUBLE: L’identifiant « jardin » est déjà celui de « "
            "fiches/definitions/jardin.yml ». Renommez l’un des deux fichiers : un identifiant ne sert qu’une fois, tous "
            "types confondus.",
        ],
    ),
    "une fiche et un jeu de chiffres du même nom": (
        [delete(CARNET), move(CHIFFRES, "ressources/chiffres/jardin.yml")],
        [
            "ressources/chiffres/jardin.yml:1:1: erreur FICHE-SLUG-DOUBLE: L’identifiant « jardin » est déjà celui de « "
            "fiches/definitions/jardin.yml ». Renommez l’un des deux fichiers : un identifiant ne sert qu’une fois, tous "
            "types confondus.",
        ],
    ),
    "ancien identifiant pris par un jeu de chiffres": (
        [replace(PARTAGE, "jardin-commun", "surface-des-jardins")],
        [
            "fiches/definitions/jardin-partage.yml:36:5: erreur FICHE-ANCIEN-SLUG: L’ancien identifiant « surface-des-jardins » "
            "est déjà celui de « ressources/chiffres/surface-des-jardins.yml ». Retirez-le de « anciens_slugs » : une adresse "
            "ne mène qu’à une fiche.",
        ],
    ),
    "ancien identifiant déjà pris": (
        [replace(PARTAGE, "jardin-commun", "jardin")],
        [
            "fiches/definitions/jardin-partage.yml:36:5: erreur FICHE-ANCIEN-SLUG: L’ancien identifiant « jardin » est déjà "
            "celui de « fiches/definitions/jardin.yml ». Retirez-le de « anciens_slugs » : une adresse ne mène qu’à une "
            "fiche.",
        ],
    ),
    "ancien identifiant de deux fiches": (
        [add(FAMILIAL, "anciens_slugs: [jardin-commun]\n")],
        [
            "fiches/definitions/jardin-partage.yml:36:5: erreur FICHE-ANCIEN-SLUG: L’ancien identifiant « jardin-commun » est "
            "déjà celui de « fiches/definitions/jardin-familial.yml ». Retirez-le de « anciens_slugs » : une adresse ne mène "
            "qu’à une fiche.",
        ],
    ),
    "ancien identifiant mal écrit": (
        [replace(PARTAGE, "  - jardin-commun", "  - Jardin commun\n  - index")],
        [
            "fiches/definitions/jardin-partage.yml:36:5: erreur FICHE-ANCIEN-SLUG: « Jardin commun » n’est pas un "
            "identifiant. Écrivez l’ancien nom de fichier sans « .yml » : minuscules sans accent, chiffres et tirets.",
            "fiches/definitions/jardin-partage.yml:37:5: erreur FICHE-ANCIEN-SLUG: « index » n’est pas un identifiant. "
            "Écrivez l’ancien nom de fichier sans « .yml » : minuscules sans accent, chiffres et tirets.",
        ],
    ),
    "fichier qui n’est pas .yml": (
        [write("fiches/outils/notes.txt", "x"), write("fiches/outils/Autre.yaml", "x")],
        [
            "fiches/outils/Autre.yaml:1:1: avertissement FICHE-FICHIER-IGNORE: Ce fichier n’est pas lu : seuls les fichiers « "
            ".yml » le sont. Renommez-le avec l’extension « .yml », ou déplacez-le hors de ce dossier.",
            "fiches/outils/notes.txt:1:1: avertissement FICHE-FICHIER-IGNORE: Ce fichier n’est pas lu : seuls les fichiers « "
            ".yml » le sont. Renommez-le avec l’extension « .yml », ou déplacez-le hors de ce dossier.",
        ],
    ),
    "sous-dossier de fiches": (
        [write("fiches/outils/anciens/plan.yml", "x")],
        [
            "fiches/outils/anciens:1:1: avertissement FICHE-FICHIER-IGNORE: Ce dossier n’est pas lu : les fichiers « .yml » "
            "se rangent juste au-dessus. Déplacez-le ailleurs.",
        ],
    ),
    "fichiers cachés ou de sauvegarde : laissés de côté": (
        [
            write(f"{folder}{name}", b"\xff")
            for folder in ("fiches/", "fiches/outils/", "ressources/chiffres/", "content/", "content/.obsidian/", "content/a/")
            for name in (".gitkeep", ".plan.yml.swp", "plan.yml~", "~$plan.yml", "Thumbs.db", "desktop.ini", ".note.md", "~$a.md")
        ],
        [],
    ),
    "dossier inconnu, proche d’un autre": (
        [delete(CARNET), move(OUTIL, "fiches/outil/plan-de-parcelles.yml")],
        [
            "fiches/outil:1:1: avertissement FICHE-DOSSIER: « outil » n’est pas un dossier de fiches. Vouliez-vous dire « "
            "outils » ?",
        ],
    ),
    "dossier et fichier inconnus": (
        [write("fiches/recettes/soupe.yml", "x"), write("fiches/lisezmoi.txt", "x")],
        [
            "fiches/lisezmoi.txt:1:1: avertissement FICHE-DOSSIER: « lisezmoi.txt » n’est pas un dossier de fiches. Dossiers "
            "possibles : definitions, dispositifs, pratiques, acteurs, outils.",
            "fiches/recettes:1:1: avertissement FICHE-DOSSIER: « recettes » n’est pas un dossier de fiches. Dossiers "
            "possibles : definitions, dispositifs, pratiques, acteurs, outils.",
        ],
    ),
    # --- links ------------------------------------------------------------------------------------------------------
    "lien vers rien, proche d’une fiche": (
        [replace(JARDIN, "vers: jardin-familial", "vers: jardin-familiale")],
        [
            "fiches/definitions/jardin.yml:13:12: erreur LIEN-INCONNU: Aucune fiche ne s’appelle « jardin-familiale ». "
            "Vouliez-vous dire « jardin-familial » ?",
        ],
    ),
    "lien vers rien, proche d’aucune": (
        [replace(JARDIN, "vers: jardin-familial", "vers: xyz")],
        [
            "fiches/definitions/jardin.yml:13:12: erreur LIEN-INCONNU: Aucune fiche ne s’appelle « xyz ». Un lien désigne une "
            "fiche par son nom de fichier sans « .yml ».",
        ],
    ),
    "lien vers un ancien identifiant": (
        [replace(PRATIQUE, "vers: jardin-partage", "vers: jardin-commun")],
        [
            "fiches/pratiques/ouvrir-un-jardin.yml:40:12: avertissement LIEN-ANCIEN: « jardin-commun » est l’ancien "
            "identifiant de « jardin-partage ». Écrivez « jardin-partage ».",
        ],
    ),
    "lien vers soi-même": (
        [replace(JARDIN, "vers: jardin-familial", "vers: jardin")],
        [
            "fiches/definitions/jardin.yml:13:12: erreur LIEN-SOI-MEME: La fiche « jardin » se désigne elle-même. Retirez ce "
            "lien, ou corrigez sa cible.",
        ],
    ),
    "lien deux fois": (
        [add(JARDIN, "  - {vers: jardin-familial, type: specifique}\n")],
        [
            "fiches/definitions/jardin.yml:14:12: avertissement LIEN-DOUBLE: Le lien « specifique » vers « jardin-familial » "
            "figure déjà. Retirez l’un des deux.",
        ],
    ),
    "lien vers une fiche illisible : seule la fiche est signalée": (
        [write(FAMILIAL, "titre: [")],
        [
            "fiches/definitions/jardin-familial.yml:1:9: erreur FICHE-YAML: La syntaxe YAML est incorrecte : un crochet ou "
            "une accolade n’est pas refermé. Ajoutez « ] » ou « } ».",
        ],
    ),
    "lien écrit dans un texte, vers rien": (
        [replace(PARTAGE, "[[association-de-jardiniers|association]]", "[[assoc|association]] et [[jardin-commun]]")],
        [
            "fiches/definitions/jardin-partage.yml:23:5: erreur LIEN-INCONNU: Aucune fiche ne s’appelle « assoc ». Un lien "
            "désigne une fiche par son nom de fichier sans « .yml ».",
            "fiches/definitions/jardin-partage.yml:23:30: avertissement LIEN-ANCIEN: « jardin-commun » est l’ancien "
            "identifiant de « jardin-partage ». Écrivez « jardin-partage ».",
        ],
    ),
    "lien d’un sigle vers rien": (
        [replace(SIGLES, "vers: jardin-partage", "vers: jardin-partagé")],
        [
            "ressources/sigles.yml:3:9: erreur LIEN-INCONNU: Aucune fiche ne s’appelle « jardin-partagé ». Vouliez-vous dire "
            "« jardin-partage » ?",
        ],
    ),
    "confusion avec ce qui n’est pas une définition": (
        [replace(PARTAGE, "  - vers: jardin-familial", "  - vers: charte-des-jardins")],
        [
            "fiches/definitions/jardin-partage.yml:19:11: erreur LIEN-TYPE: « ne_pas_confondre » attend une fiche de type "
            "definition ; « charte-des-jardins » est de type dispositif. Créez la fiche avec « guide new definition », ou "
            "passez par « liens ».",
        ],
    ),
    "rôle tenu par ce qui n’est pas un acteur": (
        [replace(PRATIQUE, "acteur: association-de-jardiniers", "acteur: charte-des-jardins")],
        [
            "fiches/pratiques/ouvrir-un-jardin.yml:15:13: erreur LIEN-TYPE: « acteurs » attend une fiche de type acteur ; « "
            "charte-des-jardins » est de type dispositif. Créez la fiche avec « guide new acteur », ou passez par « liens ».",
        ],
    ),
    "rôle tenu par personne": (
        [replace(PRATIQUE, "acteur: association-de-jardiniers", "acteur: association")],
        [
            "fiches/pratiques/ouvrir-un-jardin.yml:15:13: erreur LIEN-INCONNU: Aucune fiche ne s’appelle « association ». Un "
            "lien désigne une fiche par son nom de fichier sans « .yml ».",
        ],
    ),
    "notions plus larges l’une que l’autre": (
        [add(FAMILIAL, "liens:\n  - {vers: jardin, type: associe}\n  - {vers: jardin, type: specifique}\n")],
        [
            "fiches/definitions/jardin-familial.yml:13:12: erreur LIEN-CYCLE: Les liens « generique » tournent en rond : « "
            "jardin » → « jardin-familial » → « jardin ». Retirez l’un de ces liens : une notion ne peut pas être plus large "
            "qu’elle-même.",
        ],
    ),
    "trois notions qui tournent en rond": (
        [
            add(FAMILIAL, "liens:\n  - {vers: jardin-partage, type: generique}\n"),
            replace(JARDIN, "type: specifique", "type: generique"),
        ],
        [
            "fiches/definitions/jardin.yml:13:12: erreur LIEN-CYCLE: Les liens « generique » tournent en rond : « jardin » → "
            "« jardin-familial » → « jardin-partage » → « jardin ». Retirez l’un de ces liens : une notion ne peut pas être "
            "plus large qu’elle-même.",
        ],
    ),
    # --- citations --------------------------------------------------------------------------------------------------
    "citation inconnue dans un texte": (
        [replace(PARTAGE, "[@manuel2019a, p. 14 ;", "[@manuel2019a] [@manuel2019, p. 14 ;")],
        [
            "fiches/definitions/jardin-partage.yml:22:57: erreur BIB-CLE-INCONNUE: La référence « manuel2019 » n’est pas dans "
            "ressources/biblio.bib. Vouliez-vous dire « manuel2019a » ?",
        ],
    ),
    "citation inconnue dans « sources »": (
        [replace(JARDIN, "  - cle: manuel2019a", "  - cle: manuel2019b")],
        [
            "fiches/definitions/jardin.yml:11:10: erreur BIB-CLE-INCONNUE: La référence « manuel2019b » n’est pas dans "
            "ressources/biblio.bib. Vouliez-vous dire « manuel2019a » ?",
        ],
    ),
    "citation inconnue d’une définition": (
        [replace(JARDIN, "{cle: manuel2019a, reperage: p. 1}", "{cle: xyz, reperage: p. 1}")],
        [
            "fiches/definitions/jardin.yml:9:19: erreur BIB-CLE-INCONNUE: La référence « xyz » n’est pas dans "
            "ressources/biblio.bib. Ajoutez-la à la bibliographie, ou corrigez la clé.",
        ],
    ),
    "citation inconnue dans une page": (
        [replace("content/index.md", "[@manuel2019a, p. 3]", "[@manuel2019z, p. 3]")],
        [
            "content/index.md:7:62: erreur BIB-CLE-INCONNUE: La référence « manuel2019z » n’est pas dans "
            "ressources/biblio.bib. Vouliez-vous dire « manuel2019a » ?",
        ],
    ),
    "citation inconnue dans les sigles": (
        [replace(SIGLES, "cle: manuel2019a", "cle: manuel"), replace(SIGLES, "[@revue2021a]", "[@revue2021]")],
        [
            "ressources/sigles.yml:4:17: erreur BIB-CLE-INCONNUE: La référence « manuel » n’est pas dans "
            "ressources/biblio.bib. Vouliez-vous dire « manuel2019a » ?",
            "ressources/sigles.yml:5:53: erreur BIB-CLE-INCONNUE: La référence « revue2021 » n’est pas dans "
            "ressources/biblio.bib. Vouliez-vous dire « revue2021a » ?",
        ],
    ),
    "citation inconnue dans un chiffre": (
        [replace(CHIFFRES, "cle: manuel2019a", "cle: manuel"), replace(CHIFFRES, "[@manuel2019a, p. 30]", "[@xyz]")],
        [
            "ressources/chiffres/surface-des-jardins.yml:5:15: erreur BIB-CLE-INCONNUE: La référence « manuel » n’est pas "
            "dans ressources/biblio.bib. Vouliez-vous dire « manuel2019a » ?",
            "ressources/chiffres/surface-des-jardins.yml:6:53: erreur BIB-CLE-INCONNUE: La référence « xyz » n’est pas dans "
            "ressources/biblio.bib. Ajoutez-la à la bibliographie, ou corrigez la clé.",
        ],
    ),
    "mot-clé proche d’une rubrique": (
        [replace(BIBLIO, "{eau, jardins}", "{eaux, jardin}"), replace(BIBLIO, "{eau}", "{autre}")],
        [
            "ressources/biblio.bib:7:1: avertissement BIB-MOT-CLE: Le mot-clé « eaux » n’est pas une rubrique. Vouliez-vous "
            "dire « eau » ?",
            "ressources/biblio.bib:7:1: avertissement BIB-MOT-CLE: Le mot-clé « jardin » n’est pas une rubrique. Vouliez-vous "
            "dire « jardins » ?",
        ],
    ),
    "pas de bibliographie": ([delete(BIBLIO)], [ABSENTE]),
    "bibliographie sans aucune référence": (
        [
            write(BIBLIO, "\n"),
            remove("livrets"),
            delete(CHIFFRES),
            delete(SIGLES),
            delete(PRATIQUE),
            delete(OUTIL),
            delete(ACTEUR),
            delete(PARTAGE),
            delete(FAMILIAL),
        ],
        [
            "content/index.md:7:19: erreur LIEN-INCONNU: Aucune fiche ne s’appelle « jardin-partage ». Un lien désigne une "
            "fiche par son nom de fichier sans « .yml ».",
            "fiches/definitions/jardin.yml:13:12: erreur LIEN-INCONNU: Aucune fiche ne s’appelle « jardin-familial ». Un lien "
            "désigne une fiche par son nom de fichier sans « .yml ».",
            "ressources/biblio.bib:1:1: erreur BIB-VIDE: le fichier ne contient aucune référence. Une référence commence par "
            "@article{clé, ou @book{clé, par exemple.",
        ],
    ),
    "ni bibliographie ni rien qui cite : accepté": ([*_RIEN, delete(BIBLIO)], []),
    "ni référence ni rien qui cite : accepté": ([*_RIEN, write(BIBLIO, "")], []),
    "ni référence ni rien qui cite, commentaires compris : accepté": ([*_RIEN, write(BIBLIO, "% À remplir.\n")], []),
    "pas de bibliographie, un seul texte qui cite": (
        [*_RIEN, delete(BIBLIO), add(ACCUEIL, "\nVoir [@manuel2019a].\n")],
        [ABSENTE],
    ),
    "pas de bibliographie, une seule source": (
        [*_RIEN, delete(BIBLIO), write(SIGLES, "- sigle: PLU\n  developpe: plan\n  source: {cle: manuel2019a}\n")],
        [ABSENTE],
    ),
    # --- vocabularies and sigles ------------------------------------------------------------------------------------
    "valeur de vocabulaire inconnue": (
        [replace(PARTAGE, "[quartier, commune]", "[quartier, communes, xyz]")],
        [
            "fiches/definitions/jardin-partage.yml:8:22: erreur FICHE-VOCABULAIRE: « communes » n’est pas une valeur de « "
            "echelles ». Vouliez-vous dire « commune » ?",
            "fiches/definitions/jardin-partage.yml:8:32: erreur FICHE-VOCABULAIRE: « xyz » n’est pas une valeur de « echelles "
            "». Valeurs possibles : quartier, commune.",
        ],
    ),
    "valeur de vocabulaire deux fois": (
        [replace(PARTAGE, "[quartier, commune]", "[quartier, quartier]")],
        [
            "fiches/definitions/jardin-partage.yml:8:22: avertissement FICHE-VOCABULAIRE: « quartier » figure deux fois dans "
            "« echelles ». Retirez l’un des deux.",
        ],
    ),
    "valeur de vocabulaire qui est un nombre": (
        [replace(PARTAGE, "[quartier, commune]", "[quartier, 3]")],
        [
            "fiches/definitions/jardin-partage.yml:8:11: erreur FICHE-TYPE: « echelles » attend une liste d’identifiants du "
            "vocabulaire. Écrivez « echelles: [identifiant, identifiant] ».",
        ],
    ),
    "facette d’un autre type": (
        [add(PERMIS, "posture: [pilote]\n")],
        [
            "fiches/dispositifs/permis-de-vegetaliser.yml:8:1: erreur FICHE-FACETTE: La facette « posture » ne sert pas aux "
            "fiches de type dispositif. Retirez-la, ou ajoutez « dispositif » à ses « types » dans "
            "ressources/vocabulaires.yml.",
        ],
    ),
    "famille inconnue": (
        [replace(ACTEUR, "famille: associations", "famille: association")],
        [
            "fiches/acteurs/association-de-jardiniers.yml:7:10: erreur FICHE-VOCABULAIRE: « association » n’est pas une "
            "valeur de « familles_acteurs ». Vouliez-vous dire « associations » ?",
        ],
    ),
    "langue sans code": (
        [write(LANGUES, "- langue: anglais\n  mots: [empowerment]\n")],
        [
            "ressources/langues.yml:1:11: erreur CONFIG-LANGUE: « anglais » n’est pas un code de langue. Écrivez « en » pour "
            "l’anglais, « de » pour l’allemand, « es » pour l’espagnol, « br » pour le breton.",
        ],
    ),
    "sigle à deux développements": (
        [add(SIGLES, "- sigle: PLU\n  developpe: plan de l’allée\n")],
        [
            "ressources/sigles.yml:8:10: erreur CONFIG-SIGLE-DOUBLE: Le sigle « PLU » a deux développements : « plan de "
            "l’allée » ici et « plan local d’urbanisme » (ressources/sigles.yml, ligne 6). Gardez celui que le guide emploie, "
            "et signalez l’autre dans « note ».",
        ],
    ),
    "sigle deux fois": (
        [add(SIGLES, "- sigle: PLU\n  developpe: Plan local d'urbanisme\n")],
        [
            "ressources/sigles.yml:8:10: avertissement CONFIG-SIGLE-REPETE: Le sigle « PLU » figure déjà "
            "(ressources/sigles.yml, ligne 6). Retirez l’une des deux entrées.",
        ],
    ),
    "sigle d’un dispositif, développé autrement ailleurs": (
        [add(SIGLES, "- sigle: CJP\n  developpe: comité des jardins\n")],
        [
            "fiches/dispositifs/charte-des-jardins.yml:8:8: erreur CONFIG-SIGLE-DOUBLE: Le sigle « CJP » a deux "
            "développements : « charte des jardins partagés » ici et « comité des jardins » (ressources/sigles.yml, ligne 8). "
            "Gardez celui que le guide emploie, et signalez l’autre dans « note ».",
        ],
    ),
    "sigle après une entrée illisible : la place reste juste": (
        [replace(SIGLES, "  developpe: jardin partagé\n", ""), replace(SIGLES, "- sigle: PLU\n", "- sigle: PLU\n  vers: xyz\n")],
        [
            "ressources/sigles.yml:1:3: erreur FICHE-CLE-MANQUANTE: La clé « developpe » manque. Ajoutez « developpe: … » : "
            "son développement.",
            "ressources/sigles.yml:6:9: erreur LIEN-INCONNU: Aucune fiche ne s’appelle « xyz ». Un lien désigne une fiche par "
            "son nom de fichier sans « .yml ».",
        ],
    ),
    "sigle de deux fiches": (
        [replace(ACTEUR, "sigle: AJ", "sigle: JP")],
        [
            "fiches/acteurs/association-de-jardiniers.yml:8:8: erreur FICHE-SIGLE-DOUBLE: Le sigle « JP » est déjà "
            "celui de la fiche « jardin-partage ». Gardez-le dans la fiche qui l’explique.",
        ],
    ),
    "trop de lignes pour écrire": (
        [replace(OUTIL, "lignes: 4", "lignes: 41")],
        [
            "fiches/outils/plan-de-parcelles.yml:20:13: erreur FICHE-LIGNES: « lignes » vaut 41 ; il faut un nombre de 0 à 40. "
            "Une page A4 tient une trentaine de lignes.",
        ],
    ),
    "terme de deux définitions": (
        [add(FAMILIAL, "variantes: [Jardins collectifs, jardin Collectif]\n")],
        [
            "fiches/definitions/jardin-partage.yml:11:5: erreur FICHE-TERME-DOUBLE: Le terme « jardin collectif » est déjà "
            "celui de la fiche « jardin-familial ». Un terme mène à une seule fiche : gardez-le dans l’une des deux.",
        ],
    ),
    "vocabulaire mal écrit": (
        [
            replace(VOCABULAIRES, "types: [acteur]", "types: [acteurs]"),
            replace(VOCABULAIRES, "id: pilote", "id: Pilote"),
            replace(VOCABULAIRES, "id: eau", "id: jardins"),
            replace(VOCABULAIRES, "rubriques:", "../rubriques:"),
            add(VOCABULAIRES, "titre:\n  libelle: Titre\n  types: []\n  valeurs: []\n"),
        ],
        [
            "ressources/vocabulaires.yml:18:11: erreur CONFIG-VOCABULAIRE: « Pilote » ne convient pas comme identifiant. "
            "Employez des minuscules sans accent, des chiffres et des tirets.",
            "ressources/vocabulaires.yml:26:11: erreur CONFIG-VOCABULAIRE: « acteurs » n’est pas un type de fiche. "
            "Vouliez-vous dire « acteur » ?",
            "ressources/vocabulaires.yml:33:1: erreur CONFIG-VOCABULAIRE: « ../rubriques » ne convient pas comme nom de "
            "facette. Changez de nom : minuscules sans accent, chiffres et « _ ».",
            "ressources/vocabulaires.yml:39:11: erreur CONFIG-VOCABULAIRE: La valeur « jardins » figure deux fois dans « "
            "../rubriques ». Retirez l’une des deux.",
            "ressources/vocabulaires.yml:41:1: erreur CONFIG-VOCABULAIRE: « titre » est déjà une clé des fiches. Changez de "
            "nom : minuscules sans accent, chiffres et « _ ».",
        ],
    ),
    "noms que le catalogue emploie": (
        [
            add(
                VOCABULAIRES,
                "tri:\n  libelle: Tri des déchets\n  types: [outil]\n  valeurs:\n    - {id: index, libelle: Index}\n",
            ),
        ],
        [
            "ressources/vocabulaires.yml:41:1: erreur CONFIG-VOCABULAIRE: « tri » ne convient pas comme nom de facette. "
            "Changez de nom : le catalogue emploie déjà celui-là.",
            "ressources/vocabulaires.yml:45:12: erreur CONFIG-VOCABULAIRE: « index » ne convient pas comme identifiant. "
            "Changez d’identifiant : « index » est déjà pris.",
        ],
    ),
    "vocabulaire illisible : les fiches ne sont pas accusées": (
        [replace(VOCABULAIRES, "echelles:", "echelles")],
        [
            "ressources/vocabulaires.yml:2:10: erreur FICHE-YAML: La syntaxe YAML est incorrecte : un « : » suivi d’une "
            "espace se trouve au milieu d’un texte. Mettez le texte entre guillemets, ou après « >- » à la ligne suivante.",
        ],
    ),
    "une facette illisible : les fiches ne sont pas accusées": (
        [replace(VOCABULAIRES, "  libelle: Échelles\n", "")],
        [
            "ressources/vocabulaires.yml:2:3: erreur FICHE-CLE-MANQUANTE: La clé « libelle » manque. Ajoutez « libelle: … » : "
            "libellé de la facette.",
        ],
    ),
    "vocabulaires en liste, sigles en clés": (
        [write(VOCABULAIRES, "- echelles\n"), write(SIGLES, "PLU: plan local d’urbanisme\n")],
        [
            "ressources/sigles.yml:1:1: erreur CONFIG-FORME: Ce fichier doit contenir une liste. Écrivez chaque sigle sous la "
            "forme « - sigle: … » puis « developpe: … ».",
            "ressources/vocabulaires.yml:1:1: erreur CONFIG-FORME: Ce fichier doit contenir des clés et des valeurs. Écrivez "
            "chaque facette sous la forme « nom: » suivie, décalées, des clés libelle, types et valeurs.",
        ],
    ),
    "vocabulaires et sigles vides : comme absents": (
        [*_RIEN, write(VOCABULAIRES, ""), write(SIGLES, "# À remplir.\n")],
        [],
    ),
    "pas de dossier de fiches ni de ressources : acceptés": ([*_RIEN, remove("ressources")], []),
    "ni sigles ni chiffres : acceptés": ([delete(CARNET), delete(SIGLES), delete(CHIFFRES)], []),
    "pas de vocabulaires : seules les facettes sont inconnues": (
        [delete(VOCABULAIRES)],
        [
            "fiches/definitions/jardin-partage.yml:8:1: erreur FICHE-CLE-INCONNUE: La clé « echelles » n’existe pas. Clés "
            "possibles : a_completer, a_revoir_le, anciens_slugs, auteurs, cree_le, definitions, developpement, liens, "
            "mots_recherche, ne_pas_confondre, resume, revu_le, sigle, sources, statut, titre, variantes. Une facette "
            "se déclare dans "
            "ressources/vocabulaires.yml.",
            "fiches/dispositifs/charte-des-jardins.yml:7:1: erreur FICHE-CLE-INCONNUE: La clé « echelles » n’existe pas. Clés "
            "possibles : a_completer, a_revoir_le, anciens_slugs, auteurs, base_legale, cree_le, developpe, duree, finalite, "
            "fonctionnement, leviers_partenariaux, liens, mots_recherche, pilote, remplace_par, resume, revu_le, "
            "sigle, signataires, "
            "sources, statut, titre, valide_au. Une facette se déclare dans ressources/vocabulaires.yml.",
            "fiches/pratiques/ouvrir-un-jardin.yml:8:1: erreur FICHE-CLE-INCONNUE: La clé « echelles » n’existe pas. Clés "
            "possibles : a_completer, a_quoi_ca_sert, a_revoir_le, acteurs, anciens_slugs, auteurs, conditions, cree_le, "
            "etapes, exemples, indicateurs, liens, mots_recherche, nature, points_de_vigilance, quand, quand_pas, "
            "resume, revu_le, "
            "situation, sources, statut, teste_par, titre, variantes_de_mise_en_oeuvre. Une facette se déclare dans "
            "ressources/vocabulaires.yml.",
            "fiches/pratiques/ouvrir-un-jardin.yml:9:1: erreur FICHE-CLE-INCONNUE: La clé « posture » n’existe pas. Clés "
            "possibles : a_completer, a_quoi_ca_sert, a_revoir_le, acteurs, anciens_slugs, auteurs, conditions, cree_le, "
            "etapes, exemples, indicateurs, liens, mots_recherche, nature, points_de_vigilance, quand, quand_pas, "
            "resume, revu_le, "
            "situation, sources, statut, teste_par, titre, variantes_de_mise_en_oeuvre. Une facette se déclare dans "
            "ressources/vocabulaires.yml.",
        ],
    ),
    "dossier à la place des sigles": (
        [delete(SIGLES), write(f"{SIGLES}/PLU.yml", "")],
        [
            "ressources/sigles.yml:1:1: erreur CONFIG-LECTURE: Ce fichier ne peut pas être lu : c’est un dossier. Vérifiez "
            "qu’il existe et que vous y avez accès.",
        ],
    ),
    # --- editorial pages
    "page dont l’en-tête est mal écrit": (
        [replace("content/index.md", "title: Accueil", 'title: "Accueil')],
        [
            "content/index.md:2:8: erreur FICHE-YAML: La syntaxe YAML est incorrecte : un guillemet ouvert n’est pas refermé. "
            "Ajoutez le guillemet qui manque.",
        ],
    ),
    "page en Windows-1252": (
        [recode("content/index.md", "cp1252")],
        [
            "content/index.md:7:52: erreur CONFIG-ENCODAGE: Ce fichier n’est pas en UTF-8 : l’octet 0x92 n’y a pas de sens "
            "(en Windows-1252 ce serait « ’ »). Dans votre éditeur, choisissez « Enregistrer avec l’encodage » puis « UTF-8 "
            "».",
        ],
    ),
    "pas de mentions légales": (
        [delete("content/mentions-legales.md")],
        [
            "content/mentions-legales.md:1:1: erreur CONFIG-PAGE-ABSENTE: Cette page manque : le menu ou le pied de page y mène. "
            "Créez ce fichier ; docs/pages.md dit ce qu’il contient.",
        ],
    ),
    "pas de dossier content": (
        [remove("content")],
        [
            f"content/{name}.md:1:1: erreur CONFIG-PAGE-ABSENTE: Cette page manque : le menu ou le pied de page y mène. "
            "Créez ce fichier ; docs/pages.md dit ce qu’il contient."
            for name in ("a-propos", "accessibilite", "index", "mentions-legales")
        ],
    ),
    # --- addresses of pages ----------------------------------------------------------------------------------------
    "lien ordinaire vers une page qui n’existe pas": (
        [add("content/index.md", "\nVoir le [glossaire](glosaire.md#j) et `[x](rien.md)`.\n")],
        [
            "content/index.md:11:19: erreur LIEN-PAGE: Aucune page du guide n’est à l’adresse « glosaire.md#j ». "
            "Vouliez-vous dire « glossaire.md » ?",
        ],
    ),
    "liens ordinaires qui mènent quelque part": (
        [
            add(
                "content/index.md",
                "\n[a](glossaire.md#j) [b](definitions/jardin.md) [c](https://example.org/x.md) [d](plan.txt) [e](#ici)\n",
            ),
            write("content/plan.txt", "un plan"),
        ],
        [],
    ),
    "page de content à l’adresse d’une page fabriquée": (
        [write("content/glossaire.md", "# Mon glossaire\n")],
        [
            "content/glossaire.md:1:1: erreur CONFIG-PAGE-DOUBLE: L’adresse « glossaire.md » est celle d’une page que le guide "
            "fabrique. Renommez ce fichier de content.",
        ],
    ),
    "fichiers de content à l’adresse du catalogue": (
        [
            write("content/catalogue/echelles/commune.md", "# Ma commune\n"),
            write("content/catalogue/echelles/index.md", "# Mes échelles\n"),
            write("content/assets/catalogue-donnees.js", "rien();\n"),
        ],
        [
            f"content/{path}:1:1: erreur CONFIG-PAGE-DOUBLE: L’adresse « {path} » est celle d’une page que le guide fabrique. "
            "Renommez ce fichier de content."
            for path in ("assets/catalogue-donnees.js", "catalogue/echelles/commune.md", "catalogue/echelles/index.md")
        ],
    ),
    # --- booklets ---------------------------------------------------------------------------------------------------
    "livret au nom d’une page fabriquée": (
        [move(CARNET, "livrets/composer.yml")],
        [
            "livrets/composer.yml:2:1: erreur LIVRET-NOM: « composer » est le nom d’une page ou d’un fichier que le "
            "guide fabrique. Renommez le fichier du livret : son nom est son adresse.",
        ],
    ),
    "livret au nom d’un fichier fabriqué": (
        [move(CARNET, "livrets/depliant-cartes.yml")],
        [
            "livrets/depliant-cartes.yml:2:1: erreur LIVRET-NOM: « depliant-cartes » est le nom d’une page ou d’un "
            "fichier que le guide fabrique. Renommez le fichier du livret : son nom est son adresse.",
        ],
    ),
    "livret au nom qui ne fait pas une adresse": (
        [move(CARNET, "livrets/Carnet d’été.yml")],
        [
            "livrets/Carnet d’été.yml:2:1: erreur FICHE-NOM: Le nom de fichier « Carnet d’été » ne convient pas : il "
            "devient l’adresse du livret. Renommez le fichier « carnet-d-ete.yml » : minuscules sans accent, chiffres et "
            "tirets.",
        ],
    ),
    "livret : fiche inconnue, proche d’une autre": (
        [replace(CARNET, "- ouvrir-un-jardin", "- ouvrir-un-jardain")],
        [
            "livrets/carnet-du-jardinier.yml:24:9: erreur LIVRET-FICHE: Aucune fiche ne s’appelle « ouvrir-un-jardain ». "
            "Vouliez-vous dire « ouvrir-un-jardin » ?",
        ],
    ),
    "livret : fiche désignée par son titre ou son fichier": (
        [
            replace(CARNET, "- jardin-partage", "- Jardin partagé"),
            replace(CARNET, "- ouvrir-un-jardin", "- fiches/pratiques/ouvrir-un-jardin.yml"),
        ],
        [
            "livrets/carnet-du-jardinier.yml:19:9: erreur LIVRET-FICHE: Aucune fiche ne s’appelle « Jardin partagé ». "
            "Vouliez-vous dire « jardin-partage » ?",
            "livrets/carnet-du-jardinier.yml:24:9: erreur LIVRET-FICHE: Aucune fiche ne s’appelle « "
            "fiches/pratiques/ouvrir-un-jardin.yml ». Vouliez-vous dire « ouvrir-un-jardin » ?",
        ],
    ),
    "livret : fiche inconnue, proche d’aucune": (
        [replace(CARNET, "- ouvrir-un-jardin", "- xyz")],
        [
            "livrets/carnet-du-jardinier.yml:24:9: erreur LIVRET-FICHE: Aucune fiche ne s’appelle « xyz ». Écrivez le "
            "nom de son fichier, sans « .yml » ni dossier.",
        ],
    ),
    "livret : ancien identifiant, accepté": ([replace(CARNET, "- jardin-partage", "- jardin-commun")], []),
    "livret : fiche illisible, accusée chez elle seulement": (
        [
            replace(PRATIQUE, "titre: Ouvrir un jardin", "titre:Ouvrir un jardin"),
            replace(CARNET, "type: outil", "nature: methode"),
        ],
        [
            "fiches/pratiques/ouvrir-un-jardin.yml:3:7: erreur FICHE-YAML: La syntaxe YAML est incorrecte : un « : » "
            "suivi d’une espace se trouve au milieu d’un texte. Mettez le texte entre guillemets, ou après « >- » à la "
            "ligne suivante.",
        ],
    ),
    "livret : facette inconnue": (
        [replace(CARNET, "type: outil", "typ: outil"), replace(CARNET, "{type: definition}", "{xyz: a, echelles: commune}")],
        [
            "livrets/carnet-du-jardinier.yml:20:10: erreur LIVRET-FACETTE: « xyz » n’est pas une facette. Facettes "
            "possibles : type, nature, echelles, posture, familles_acteurs.",
            "livrets/carnet-du-jardinier.yml:25:9: erreur LIVRET-FACETTE: « typ » n’est pas une facette. Vouliez-vous "
            "dire « type » ?",
        ],
    ),
    "livret : facette d’un vocabulaire illisible": (
        [
            replace(VOCABULAIRES, "  libelle: Échelles\n", ""),
            replace(CARNET, "{type: definition}", "{echelles: commune}"),
        ],
        [
            "ressources/vocabulaires.yml:2:3: erreur FICHE-CLE-MANQUANTE: La clé « libelle » manque. Ajoutez « libelle: … » : "
            "libellé de la facette.",
        ],
    ),
    "livret : valeur inconnue": (
        [
            replace(CARNET, "type: outil", "type: outils"),
            replace(CARNET, "{type: definition}", "{echelles: [quartier, xyz]}"),
        ],
        [
            "livrets/carnet-du-jardinier.yml:20:31: erreur LIVRET-VALEUR: La facette « echelles » n’a pas de valeur « "
            "xyz ». Valeurs possibles : quartier, commune.",
            "livrets/carnet-du-jardinier.yml:25:15: erreur LIVRET-VALEUR: La facette « type » n’a pas de valeur « outils "
            "». Vouliez-vous dire « outil » ?",
        ],
    ),
    "livret : lignes qui ne choisissent rien": (
        [
            replace(CARNET, "- jardin-partage", "- [jardin-partage]"),
            replace(CARNET, "{type: definition}", "{type: []}"),
            replace(CARNET, "type: outil", "type: 3"),
            replace(CARNET, "- ouvrir-un-jardin", "- "),
        ],
        [
            "livrets/carnet-du-jardinier.yml:19:9: erreur LIVRET-CHOIX: Cette ligne ne désigne ni une fiche, ni des "
            "facettes. Écrivez le nom d’une fiche, « partenariat », ou des facettes, « {type: pratique, nature: levier} "
            "».",
            "livrets/carnet-du-jardinier.yml:20:9: erreur LIVRET-CHOIX: Cette ligne ne désigne ni une fiche, ni des "
            "facettes. Écrivez le nom d’une fiche, « partenariat », ou des facettes, « {type: pratique, nature: levier} "
            "».",
            "livrets/carnet-du-jardinier.yml:24:8: erreur LIVRET-CHOIX: Cette ligne ne désigne ni une fiche, ni des "
            "facettes. Écrivez le nom d’une fiche, « partenariat », ou des facettes, « {type: pratique, nature: levier} "
            "».",
            "livrets/carnet-du-jardinier.yml:25:9: erreur LIVRET-CHOIX: Cette ligne ne désigne ni une fiche, ni des "
            "facettes. Écrivez le nom d’une fiche, « partenariat », ou des facettes, « {type: pratique, nature: levier} "
            "».",
        ],
    ),
    "livret : une seule ligne, sans tiret : acceptée": (
        [replace(CARNET, "    fiches:\n      - jardin-partage\n      - {type: definition}\n", "    fiches: jardin-partage\n")],
        [],
    ),
    "livret sans fiche": (
        [replace("livrets/depliant.yml", "    fiches: [jardin, jardin-familial]\n", "")],
        [
            "livrets/depliant.yml:4:1: erreur LIVRET-VIDE: Ce livret ne contient aucune fiche. Ajoutez sous le titre "
            "d’une partie « fiches: », puis à la ligne « - » et le nom d’une fiche.",
        ],
    ),
    "livret sans partie": (
        [replace("livrets/depliant.yml", "parties:\n  - titre: À retenir\n    fiches: [jardin, jardin-familial]", "parties: []")],
        [
            "livrets/depliant.yml:4:10: erreur FICHE-CLE-VIDE: « parties » est vide. Remplissez cette clé.",
        ],
    ),
    "livret : lignes qui ne trouvent rien": (
        [
            replace(CARNET, "{type: definition}", "{type: definition, echelles: commune, posture: pilote}"),
            replace(CARNET, "type: outil", "posture: pilote"),
        ],
        [
            "livrets/carnet-du-jardinier.yml:20:9: avertissement LIVRET-SELECTION: Cette ligne ne trouve aucune fiche. "
            "Retirez l’une des facettes : une fiche doit les avoir toutes.",
            "livrets/carnet-du-jardinier.yml:25:9: avertissement LIVRET-SELECTION: Cette ligne ne trouve aucune fiche. "
            "Retirez-la, ou choisissez une autre valeur : le catalogue dit combien de fiches a chacune.",
        ],
    ),
    "livret : fiche nommée deux fois": (
        [replace(CARNET, "- ouvrir-un-jardin", "- ouvrir-un-jardin\n      - jardin-partage")],
        [
            "livrets/carnet-du-jardinier.yml:25:9: avertissement LIVRET-DOUBLON: La fiche « jardin-partage » est déjà "
            "nommée dans ce livret : elle n’y sera imprimée qu’une fois, à la première place. Gardez une seule des deux "
            "lignes.",
        ],
    ),
    "livret : chiffres inconnus": (
        [replace(CARNET, "[surface-des-jardins]", "[surface-du-jardin, xyz]")],
        [
            "livrets/carnet-du-jardinier.yml:21:16: erreur LIVRET-CHIFFRES: Aucun jeu de chiffres ne s’appelle « "
            "surface-du-jardin ». Vouliez-vous dire « surface-des-jardins » ?",
            "livrets/carnet-du-jardinier.yml:21:35: erreur LIVRET-CHIFFRES: Aucun jeu de chiffres ne s’appelle « xyz ». "
            "Écrivez le nom de son fichier dans ressources/chiffres, sans « .yml ».",
        ],
    ),
    "livret : logo qui n’est pas une image": (
        [replace(CARNET, "logo.svg", "logo.gif")],
        [
            "livrets/carnet-du-jardinier.yml:12:7: erreur LIVRET-LOGO: « overrides/assets/logo.gif » n’est pas une image "
            "que l’on sait imprimer. Écrivez le chemin d’un fichier PNG, JPEG ou SVG depuis le dossier du guide : "
            "overrides/assets/logo.svg.",
        ],
    ),
    "livret : logo absent": (
        [replace(CARNET, "logo.svg", "logo.png")],
        [
            "livrets/carnet-du-jardinier.yml:12:7: erreur LIVRET-LOGO: L’image « overrides/assets/logo.png » n’existe "
            "pas. Écrivez le chemin d’un fichier PNG, JPEG ou SVG depuis le dossier du guide : overrides/assets/logo.svg.",
        ],
    ),
    "livret : logo hors du guide": (
        [replace(CARNET, "overrides/assets/logo.svg", "../logo.svg"), write("../logo.svg", "<svg/>")],
        [
            "livrets/carnet-du-jardinier.yml:12:7: erreur LIVRET-LOGO: L’image « ../logo.svg » est hors du dossier du "
            "guide. Écrivez le chemin d’un fichier PNG, JPEG ou SVG depuis le dossier du guide : "
            "overrides/assets/logo.svg.",
        ],
    ),
    "livret : trop de notes": (
        [replace(CARNET, "notes: 2", "notes: 200")],
        [
            "livrets/carnet-du-jardinier.yml:28:10: erreur LIVRET-NOTES: « notes » est un nombre de pages à la fin du "
            "livret : 200 ne convient pas. Écrivez un nombre de 0 à 20.",
        ],
    ),
    "livret : options mal écrites": (
        [
            replace(CARNET, "cartes: true", "cartes: oui\n  formats: A4"),
            replace("livrets/depliant.yml", "format: A5", "format: A3"),
        ],
        [
            "livrets/carnet-du-jardinier.yml:29:11: erreur FICHE-TYPE: « options.cartes » attend true ou false ; ce qui "
            "est écrit est un texte. Écrivez true ou false, sans guillemets.",
            "livrets/carnet-du-jardinier.yml:30:3: erreur FICHE-CLE-INCONNUE: La clé « formats » n’existe pas dans « "
            "options ». Vouliez-vous dire « format » ?",
            "livrets/depliant.yml:8:11: erreur FICHE-VALEUR: « options.format » ne peut pas valoir « A3 ». Valeurs "
            "possibles : A4, A5.",
        ],
    ),
    "livret : texte d’une partie mal lié": (
        [replace(CARNET, "**assis dans l’herbe**", "[[jardins]] et [@manuel2019]")],
        [
            "livrets/carnet-du-jardinier.yml:17:30: erreur LIEN-INCONNU: Aucune fiche ne s’appelle « jardins ». "
            "Vouliez-vous dire « jardin » ?",
            "livrets/carnet-du-jardinier.yml:17:46: erreur BIB-CLE-INCONNUE: La référence « manuel2019 » n’est pas dans "
            "ressources/biblio.bib. Vouliez-vous dire « manuel2019a » ?",
        ],
    ),
    "livret : image qu’on ne peut pas imprimer": (
        [
            replace(
                PARTAGE,
                "**ensemble**",
                "ensemble ![un plan](https://example.org/plan.png) ![](../plan.png) ![un film](../plan.webp)",
            ),
            write("content/plan.png", "x"),
            write("content/plan.webp", "x"),
        ],
        [
            "fiches/definitions/jardin-partage.yml:27:44: erreur LIVRET-IMAGE: L’image « https://example.org/plan.png » "
            "est sur un autre site : un livret ne peut pas l’imprimer. Écrivez « ![ce que montre l’image](chemin) », "
            "vers un fichier PNG, JPEG ou SVG de content.",
            "fiches/definitions/jardin-partage.yml:27:78: erreur LIVRET-IMAGE: L’image « ../plan.png » n’a pas de texte "
            "de remplacement. Écrivez « ![ce que montre l’image](chemin) », vers un fichier PNG, JPEG ou SVG de content.",
            "fiches/definitions/jardin-partage.yml:27:102: erreur LIVRET-IMAGE: « ../plan.webp » n’est pas une image que "
            "l’on sait imprimer. Écrivez « ![ce que montre l’image](chemin) », vers un fichier PNG, JPEG ou SVG de "
            "content.",
        ],
    ),
    "image d’une fiche qu’aucun livret n’imprime : acceptée": (
        [
            remove("livrets"),
            replace(PARTAGE, "**ensemble**", "ensemble ![un film](../plan.webp)"),
            write("content/plan.webp", "x"),
        ],
        [],
    ),
    "livret : caractère que la police n’a pas": (
        [
            replace(JARDIN, "titre: Jardin", "titre: Jardin ☘"),
            replace(BIBLIO, "\n  title = {Manuel du jardin en ville}", "\n  title = {漢 Manuel du jardin en ville}"),
        ],
        [
            "fiches/definitions/jardin.yml:2:15: erreur LIVRET-CARACTERE: La police des livrets n’a pas le caractère « ☘ "
            "» (U+2618). Remplacez-le, ou retirez ce texte des livrets.",
            "ressources/biblio.bib:11:1: erreur LIVRET-CARACTERE: La police des livrets n’a pas le caractère « 漢 » "
            "(U+6F22). Remplacez-le, ou retirez ce texte des livrets.",
        ],
    ),
    # --- all at once ------------------------------------------------------------------------------------------------
    "plusieurs fautes dans plusieurs fichiers": (
        [
            replace(JARDIN, "titre: Jardin\n", ""),
            replace(JARDIN, "vers: jardin-familial", "vers: jardin-familiale"),
            replace(PARTAGE, "revu_le: 2026-02-20", "revu_le: 2026-01-01"),
            replace(PARTAGE, "cle: revue2021a\nliens", "cle: revue2021\nliens"),
            replace(PARTAGE, "**ensemble**", "<b>ensemble</b>"),
            replace(BIBLIO, "date = {2019}", "date = {vers 2019}"),
            replace(SIGLES, "PLU\n", "JP\n"),
            replace("content/index.md", "[[jardin-partage]]", "[[jardin-commun]]"),
            write("fiches/outils/brouillon.txt", "x"),
        ],
        [
            "content/index.md:7:19: avertissement LIEN-ANCIEN: « jardin-commun » est l’ancien identifiant de « jardin-partage "
            "». Écrivez « jardin-partage ».",
            "fiches/definitions/jardin-partage.yml:6:10: erreur FICHE-DATES: La fiche est revue le 2026-01-01 avant d’être "
            "créée le 2026-01-10. Corrigez l’une des deux dates.",
            "fiches/definitions/jardin-partage.yml:27:24: erreur FICHE-HTML: « <b> » est du HTML ; une fiche n’en contient "
            "pas. Employez le Markdown (**gras**, *italique*, listes), ou écrivez « &lt; » pour un chevron.",
            "fiches/definitions/jardin-partage.yml:27:35: erreur FICHE-HTML: « </b> » est du HTML ; une fiche n’en contient "
            "pas. Employez le Markdown (**gras**, *italique*, listes), ou écrivez « &lt; » pour un chevron.",
            "fiches/definitions/jardin-partage.yml:30:10: erreur BIB-CLE-INCONNUE: La référence « revue2021 » n’est pas dans "
            "ressources/biblio.bib. Vouliez-vous dire « revue2021a » ?",
            "fiches/definitions/jardin.yml:2:1: erreur FICHE-CLE-MANQUANTE: La clé « titre » manque. Ajoutez « titre: … » : "
            "titre vu par les lecteurs (texte simple).",
            "fiches/outils/brouillon.txt:1:1: avertissement FICHE-FICHIER-IGNORE: Ce fichier n’est pas lu : seuls les "
            "fichiers « .yml » le sont. Renommez-le avec l’extension « .yml », ou déplacez-le hors de ce dossier.",
            "ressources/biblio.bib:13:3: erreur BIB-DATE: « manuel2019a » : la date « vers 2019 » n’est pas comprise. Écrivez "
            "AAAA, AAAA-MM ou AAAA-MM-JJ, ou un intervalle : date = {2015-07/2015-08}.",
            "ressources/sigles.yml:6:10: erreur CONFIG-SIGLE-DOUBLE: Le sigle « JP » a deux développements : « plan local "
            "d’urbanisme » ici et « jardin partagé » (ressources/sigles.yml, ligne 1). Gardez celui que le guide emploie, et "
            "signalez l’autre dans « note ».",
        ],
    ),
}
