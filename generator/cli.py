"""The command `guide`: reads arguments, calls `pipeline`, prints in French, returns an exit status.

0 good (warnings allowed), 1 problems in the content, 2 wrong usage or unusable folder. Never a traceback.
"""

from __future__ import annotations

import argparse
import ast
import io
import ipaddress
import json
import os
import re
import sys
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from . import engine, pipeline, schema
from .load import read_vocabularies
from .model import TYPES, Vocabulaire
from .new import LIVRET, new_booklet, new_fiche
from .problems import Arret, Probleme, has_errors, refusal, suggestion
from .write import replace_file

OK, CONTENU, USAGE = 0, 1, 2


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status."""
    _write_utf8()
    args = _parser().parse_args(argv)
    try:
        return args.commande(args)
    except Arret as stop:
        _print_problems(stop.problemes)
        print(f"guide : {stop}" if stop.statut == USAGE else stop, file=sys.stderr)
        return stop.statut
    except OSError as error:
        print(f"guide : {refusal(error)}", file=sys.stderr)
        return USAGE
    except KeyboardInterrupt:
        print("guide : interrompu.", file=sys.stderr)
        return 130


def _write_utf8() -> None:
    """French needs more characters than some consoles and pipes announce; none may stop the command."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _check(args: argparse.Namespace) -> int:
    draft, problems = pipeline.check(args.racine)
    if args.json:
        print(json.dumps([p.as_dict() for p in problems], ensure_ascii=False, indent=2))
    else:
        _print_problems(problems)
        if not problems:
            print(f"Aucun problème : {_count(len(draft.fiches), 'fiche')}, {_count(len(draft.references), 'référence')}.")
    return CONTENU if has_errors(problems, args.strict) else OK


def _build(args: argparse.Namespace) -> int:
    result = pipeline.build(args.racine, args.moteur, args.sortie, args.strict, _waiting, args.hors_ligne)
    _print_problems(result.problemes)
    if result.moteur:
        print(f"Le moteur « {args.moteur} » signale :", *result.moteur, sep="\n", file=sys.stderr)
    if result.archive:
        print(
            f"Édition hors ligne construite dans « {_shown(result.site)} » et « {_shown(result.archive)} ». "
            "Pour la lire : un double clic sur index.html."
        )
    else:
        print(f"Site construit dans « {_shown(result.site)} ». Pour le lire : guide serve")
    return OK


def _livret(args: argparse.Namespace) -> int:
    printed = pipeline.print_booklets(args.racine, args.noms, args.strict, _waiting)
    _print_problems(printed.problemes)
    folder = _shown(args.racine / "site" / "livrets")
    for livret, imprime in printed.livrets:
        print(f"« {livret.titre} » : {_count(imprime.pages, 'page')}, « {folder}/{livret.slug}.pdf ».")
    if printed.sans_codes:
        print("Sans l’adresse du site, ni code QR ni adresse courte : voyez « Publier » dans le README.", file=sys.stderr)
    if printed.livrets:
        print("La page /livrets/ en dira les pages et le poids à la prochaine construction : guide build.")
    else:
        print("Aucun livret : le dossier « livrets » n’en contient pas.")
    return OK


def _waiting() -> None:
    print("Une autre construction est en cours ; celle-ci attend qu’elle finisse.", file=sys.stderr)


def _serve(args: argparse.Namespace) -> int:
    _, problems = pipeline.stage(args.racine)
    _print_problems(problems)
    engine.check_address(args.adresse)
    print(f"Le guide est à l’adresse http://{args.adresse}/ (Ctrl+C pour arrêter).", flush=True)
    return engine.serve(args.racine, args.moteur, args.adresse)


def _new(args: argparse.Namespace) -> int:
    if args.type == LIVRET:
        path = new_booklet(args.racine, args.titre, date.today())
        print(f"Livret créé : « {_shown(path)} ». Ouvrez-le, choisissez les fiches, puis lancez : guide check")
        return OK
    path = new_fiche(args.racine, args.type, args.titre, date.today(), _vocabularies(args))
    print(f"Fiche créée : « {_shown(path)} ». Ouvrez-la, complétez-la, puis lancez : guide check")
    return OK


def _export(args: argparse.Namespace) -> int:
    paths, problems = pipeline.export_docx(args.racine, args.docx, args.sortie)
    _print_problems(problems)
    print("Pour un traitement de texte :", *(f"« {_shown(path)} »" for path in paths), sep="\n")
    return OK


def _schema(args: argparse.Namespace) -> int:
    vocabulaires = _vocabularies(args)
    schemas = {type_: schema.json_schema(cls, vocabulaires) for type_, cls in TYPES.items()}
    schemas[LIVRET] = schema.booklet_schema(vocabulaires)
    for name, made in schemas.items():
        text = json.dumps(made, ensure_ascii=False, indent=2) + "\n"
        replace_file(args.racine / ".schemas" / f"{name}.schema.json", text.encode())
    print(f"{len(schemas)} schémas écrits dans « {_shown(args.racine / '.schemas')} ».")
    return OK


def _vocabularies(args: argparse.Namespace) -> Iterable[Vocabulaire]:
    """The facets of the guide; what is wrong in their file is said."""
    vocabulaires, problems = read_vocabularies(args.racine)
    _print_problems(problems)
    return vocabulaires.values()


def _print_problems(problems: Sequence[Probleme]) -> None:
    for problem in problems:
        print(problem, file=sys.stderr)
    if problems:
        errors = sum(has_errors([p]) for p in problems)
        print(f"{_count(errors, 'erreur')}, {_count(len(problems) - errors, 'avertissement')}.", file=sys.stderr)


def _count(number: int, word: str) -> str:
    none = "aucun" if word == "avertissement" else "aucune"
    return f"{number or none} {word}{'s' if number > 1 else ''}"


def _shown(path: Path) -> str:
    """A path as the user would type it."""
    try:
        return os.path.relpath(path)
    except ValueError:  # another drive, on Windows
        return str(path)


class _Parser(argparse.ArgumentParser):
    """argparse in French: its own words are replaced, its behaviour is not."""

    def error(self, message: str) -> None:  # type: ignore[override]
        self.exit(USAGE, f"{self.prog} : {_in_french(message)}\nPour l’aide : {self.prog} --help\n")

    def format_help(self) -> str:
        return super().format_help().replace("usage:", "Utilisation :").replace("positional arguments:", "Arguments :")


def _in_french(message: str) -> str:
    """What argparse says of a wrong usage, as a sentence."""
    for english, french in _FRENCH.items():
        if found := re.fullmatch(english, message, re.DOTALL):
            words = found.groupdict()
            if "mot" in words:
                words["mot"] = _typed(words["mot"])
            if "choix" not in words:
                return french.format(**words)
            choices = [_typed(choice) for choice in words["choix"].split(", ")]
            return f"{french.format(**words | {'choix': ', '.join(choices)})} {suggestion(words['mot'], choices)}".rstrip()
    return message


def _typed(shown: str) -> str:
    """A word as the user typed it, from the way Python writes it (older versions write the choices so, others do not)."""
    try:
        return str(ast.literal_eval(shown))
    except (ValueError, SyntaxError):
        return shown


_FRENCH = {
    r"the following arguments are required: (?P<nom>.*)": "il manque {nom}.",
    r"unrecognized arguments: (?P<nom>.*)": "« {nom} » n’est pas un argument connu.",
    r"argument (?P<nom>.*?): invalid choice: (?P<mot>.*) \(choose from (?P<choix>.*)\)": (
        "« {mot} » ne convient pas pour {nom}. Choix possibles : {choix}."
    ),
    r"argument (?P<nom>.*?): expected (one|at least one) argument": "{nom} attend une valeur.",
    r"argument (?P<nom>.*?): ignored explicit argument (?P<mot>.*)": "{nom} n’attend pas de valeur ; « {mot} » est de trop.",
    r"argument --adresse: (?P<phrase>.*)": "{phrase}",  # in French already: `_address`
}


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="guide",
        description="Fabrique le guide : vérifie les fiches et la bibliographie, construit le site.",
        add_help=False,
        allow_abbrev=False,
    )
    common = argparse.ArgumentParser(add_help=False)
    for place, default in ((parser, Path(".")), (common, argparse.SUPPRESS)):  # before or after the command
        place.add_argument("--racine", type=Path, default=default, metavar="DIR", help="dossier du guide (par défaut : ici)")
        place.add_argument("-h", "--help", action="help", help="montre cette aide")
    parser._optionals.title = "Options\u00a0"
    commands = parser.add_subparsers(title="Commandes\u00a0", metavar="COMMANDE", required=True, parser_class=_Parser)

    def command(name: str, run: object, help_: str) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=help_, description=help_, parents=[common], add_help=False, allow_abbrev=False)
        sub._optionals.title = "Options\u00a0"
        sub.set_defaults(commande=run)
        return sub

    sub = command("check", _check, "Vérifie tout et montre chaque problème, sans rien écrire.")
    sub.add_argument("--json", action="store_true", help="problèmes en JSON sur la sortie standard")
    sub.add_argument("--strict", action="store_true", help="refuse aussi les avertissements")
    sub = command("build", _build, "Construit le site.")
    _engine_option(sub)
    sub.add_argument("--sortie", type=Path, metavar="DIR", help="dossier du site (par défaut : site)")
    sub.add_argument(
        "--hors-ligne", action="store_true", help="édition à lire sans serveur ni connexion, en dossier et en archive zip"
    )
    sub.add_argument("--strict", action="store_true", help="refuse aussi les avertissements")
    sub = command("serve", _serve, "Montre le site pendant qu’on l’écrit.")
    _engine_option(sub)
    sub.add_argument("--adresse", type=_address, default="127.0.0.1:8000", metavar="HÔTE:PORT", help="adresse locale")
    sub = command("livret", _livret, "Compose les livrets en PDF, sans refaire le site.")
    sub.add_argument("noms", nargs="*", metavar="NOM", help="noms de livrets (par défaut : tous)")
    sub.add_argument("--strict", action="store_true", help="refuse aussi les avertissements")
    sub = command("new", _new, "Crée une fiche ou un livret commentés, à compléter.")
    sub.add_argument("type", choices=[*TYPES, LIVRET], metavar="TYPE", help=", ".join((*TYPES, LIVRET)))
    sub.add_argument("titre", metavar="TITRE", help="titre, entre guillemets")
    sub = command("export", _export, "Écrit des fiches pour un traitement de texte, chacune dans son fichier.")
    sub.add_argument("--docx", nargs="+", required=True, metavar="FICHE", help="nom de chaque fiche (son fichier sans « .yml »)")
    sub.add_argument("--sortie", type=Path, metavar="DIR", help="dossier des fichiers (par défaut : exports)")
    command("schema", _schema, "Écrit les schémas JSON qui guident la saisie dans l’éditeur.")
    return parser


def _address(text: str) -> str:
    """An address that both servers accept."""
    host, _, port = text.rpartition(":")
    try:
        if host != "localhost":
            ipaddress.ip_address(host[1:-1] if re.fullmatch(r"\[.*\]", host) else host)
        if not 0 < int(port) < 65536:
            raise ValueError
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"« {text} » ne convient pas pour --adresse. Écrivez une adresse IP ou « localhost », puis « : » et un port "
            "de 1 à 65535 : 127.0.0.1:8000."
        ) from None
    return text


def _engine_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--moteur", choices=engine.MOTEURS, default=engine.MATERIAL, metavar="MOTEUR", help="material ou zensical"
    )
