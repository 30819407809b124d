"""What a file is by its content: what it is called, and what the browser says of it, counts for nothing."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from pathlib import PurePath
from typing import IO

import filetype

_FIRST_BYTES = 8192  # as many as filetype looks at
_OFFICE = "application/vnd.openxmlformats-officedocument"


@dataclass(frozen=True)
class Kind:
    extension: str
    content_type: str


PDF = Kind("pdf", "application/pdf")
JPEG = Kind("jpg", "image/jpeg")
PNG = Kind("png", "image/png")
DOCX = Kind("docx", f"{_OFFICE}.wordprocessingml.document")
XLSX = Kind("xlsx", f"{_OFFICE}.spreadsheetml.sheet")
PPTX = Kind("pptx", f"{_OFFICE}.presentationml.presentation")
ODT = Kind("odt", "application/vnd.oasis.opendocument.text")
ZIP = Kind("zip", "application/zip")
TEXT = Kind("txt", "text/plain")

_BY_SIGNATURE = {kind.content_type: kind for kind in (PDF, JPEG, PNG)}
_BY_MEMBER = {"word/document.xml": DOCX, "xl/workbook.xml": XLSX, "ppt/presentation.xml": PPTX}


def kind_of(file: IO[bytes]) -> Kind | None:
    """None for what is of no kind known here, or carries macros. The file is left at its beginning."""
    file.seek(0)
    first_bytes = file.read(_FIRST_BYTES)
    file.seek(0)
    if first_bytes.startswith(b"PK\x03\x04"):
        return _kind_of_archive(file)
    guessed = filetype.guess(first_bytes) if first_bytes else None
    if guessed:
        return _BY_SIGNATURE.get(guessed.mime)
    # No alphabet's letters hold one, in any encoding but UTF-16, which begins with a mark.
    is_text = b"\x00" not in first_bytes or first_bytes.startswith((b"\xff\xfe", b"\xfe\xff"))
    return TEXT if first_bytes and is_text else None


def _kind_of_archive(file: IO[bytes]) -> Kind | None:
    """Office documents are archives; what is in them tells them apart, in whatever order it was packed.

    Only names and at most a hundred bytes are read: an archive that unpacks to terabytes costs nothing. One that
    carries macros is refused, though its name would call it a document like any other.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            names = set(archive.namelist())
            if any(PurePath(name).name.lower() == "vbaproject.bin" for name in names):
                return None
            if "[Content_Types].xml" in names:
                return next((kind for member, kind in _BY_MEMBER.items() if member in names), None)
            if "mimetype" in names:
                with archive.open("mimetype") as member:
                    return ODT if member.read(100).strip() == ODT.content_type.encode() else None
            return ZIP
    except Exception:
        # Broken, encrypted, or packed in a way that nobody's word processor writes. zipfile lets each packer's own
        # errors through (zlib's and lzma's have no common parent), and none of them is worth losing an application.
        return None
    finally:
        file.seek(0)
