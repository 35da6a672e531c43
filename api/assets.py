"""Files that go to browsers as they are, from memory: compressed once for all, and sent again only when they changed.

They are the same for everybody. No answer that holds what somebody may see, beside what somebody else wrote, is
compressed: its length would tell of what it hides (BREACH; Gluck, Harris and Prado, 2013). It must not know who asks.
"""

import gzip
import hashlib
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from types import MappingProxyType

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

__all__ = ["Assets"]

TYPES = MappingProxyType(
    {
        ".css": "text/css",
        ".js": "text/javascript",
        ".json": "application/json",
        ".mjs": "text/javascript",
        ".svg": "image/svg+xml",
    }
)
"""Named here, since what a machine says of a suffix differs, and a browser runs no module of another type."""

OTHER = "text/plain"
HEADERS = MappingProxyType({"cache-control": "no-cache", "vary": "Accept-Encoding"})
"""A browser keeps a file, and asks each time whether it is still the same: files change with the version."""


@dataclass(frozen=True, slots=True)
class _Kept:
    """One file as it was at a time. packed: by gzip. tag: weak, since it stands for both."""

    changed_ns: int
    plain: bytes
    packed: bytes
    tag: str


def _read(path: Path, changed_ns: int) -> _Kept:
    plain = path.read_bytes()
    tag = f'W/"{hashlib.sha256(plain).hexdigest()[:32]}"'
    return _Kept(changed_ns, plain, gzip.compress(plain, mtime=0), tag)


@dataclass(slots=True)
class Assets:
    """The files below a directory: which ones is settled at first, what stands in each is read anew when it changed."""

    directory: Path
    _paths: dict[str, Path] = field(init=False)
    _kept: dict[str, _Kept] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._paths = {str(p.relative_to(self.directory)): p for p in self.directory.rglob("*") if p.is_file()}

    async def answer(self, request: Request) -> Response:
        """This will send the file that the address names by `path`; raises HTTPException (404) where there is none."""
        path = self._paths.get(request.path_params["path"])
        if path is None or not path.exists():  # gone since, as while another version is put in its place
            raise HTTPException(HTTPStatus.NOT_FOUND)
        kept = self._as_it_is(path)
        headers = {**HEADERS, "etag": kept.tag}
        if kept.tag in request.headers.get("if-none-match", ""):
            return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
        media_type = TYPES.get(path.suffix, OTHER)
        if "gzip" in request.headers.get("accept-encoding", ""):
            return Response(kept.packed, headers={**headers, "content-encoding": "gzip"}, media_type=media_type)
        return Response(kept.plain, headers=headers, media_type=media_type)

    def _as_it_is(self, path: Path) -> _Kept:
        changed_ns, known = path.stat().st_mtime_ns, self._kept.get(str(path))
        if known is None or known.changed_ns != changed_ns:
            known = self._kept[str(path)] = _read(path, changed_ns)
        return known
