"""Bytes -> text by a strict ladder: byte order mark, UTF-8, UTF-16, then GB18030 or Big5. In: bytes. Out: text or None."""

from kg.records import Problem


def decode(data: bytes, name: str, encoding: str | None) -> tuple[str | None, str, list[Problem]]:
    """(text or None, encoding, problems)."""
    if not data.strip():
        return None, "", [Problem(name, "empty", f"{name}: holds no text; left out")]
    for candidate in [encoding] if encoding else ["utf-8-sig", "gb18030", "big5"]:
        try:
            return data.decode(candidate), candidate.removesuffix("-sig"), []
        except (UnicodeDecodeError, LookupError):
            continue
    return None, "", [Problem(name, "encoding", f"{name}: in no encoding that is known; left out")]
