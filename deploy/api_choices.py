"""What the settings choose for the HTTP application, and the manifest of documents that are trusted there.

It must not open anything but that file.
"""

import json
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

from api.dependencies import ApiSettings
from api.documents.trusted import NotAManifest, by_hash, texts_in
from deploy.faults import Fault, WrongCall
from deploy.settings import Settings

__all__ = ["api_settings", "documents_in", "write_manifest"]


def api_settings(settings: Settings) -> ApiSettings:
    """This will choose. Raises Fault where the manifest of trusted documents cannot be read."""
    manifest = settings.trusted_documents
    return ApiSettings(
        version=version("entente"),
        production=settings.is_production,
        export_rows=settings.export_rows,
        member_points=settings.member_points,
        agency_points=settings.agency_points,
        keep_marked_answers=settings.keep_marked_answers,
        trusted_documents=None if manifest is None else tuple(_registered(manifest)),
    )


def documents_in(files: Iterable[Path]) -> list[str]:
    """This will read the documents out of files and manifests. Raises WrongCall."""
    return [document for file in files for document in _texts(file)]


def write_manifest(manifest: Path, documents: Iterable[str]) -> tuple[int, int]:
    """This will add documents to a manifest, and return how many are new there, and how many it holds."""
    known = by_hash(_registered(manifest)) if manifest.exists() else {}
    all_of_them = known | by_hash(documents)
    half = manifest.with_name(f"{manifest.name}.part")
    half.write_text(json.dumps(all_of_them, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    half.replace(manifest)
    return len(all_of_them) - len(known), len(all_of_them)


def _registered(manifest: Path) -> list[str]:
    try:
        return texts_in("manifest.json", manifest.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        remedy = "Make it with entente documents add FILE… --to MANIFEST."
        raise Fault(f"{manifest} is no manifest of trusted documents.", remedy=remedy) from error


def _texts(file: Path) -> list[str]:
    try:
        return texts_in(file.name, file.read_text(encoding="utf-8"))
    except NotAManifest as error:
        remedy = "Name documents in GraphQL, or a manifest of Apollo, Relay or the GraphQL Code Generator."
        raise WrongCall(f"{file} is no manifest of documents.", remedy=remedy) from error
    except (OSError, ValueError) as error:
        raise WrongCall(f"{file} cannot be read as a text.", remedy="Name a file in UTF-8.") from error
