"""What a client would rather have: the Accept header (RFC 9110) against what can be given."""

from collections.abc import Mapping, Sequence


def chosen(accept: Sequence[str], offered: Mapping[str, str]) -> str | None:
    """The value in `offered` (media type -> form) that the client likes best; between equals the first; None if it takes none."""
    wishes = [wish for header in accept for wish in _wishes(header)]
    if not wishes:
        return next(iter(offered.values()))
    best, liking = None, 0.0
    for kind, form in offered.items():
        fits = [(sharp, quality) for pattern, quality in wishes if (sharp := _fits(pattern, kind)) > 0]
        quality = max(fits)[1] if fits else 0.0
        if quality > liking:
            best, liking = form, quality
    return best


def _wishes(header: str) -> list[tuple[str, float]]:
    found = []
    for part in header.split(","):
        kind, *more = (piece.strip().lower() for piece in part.split(";"))
        quality = next((_number(m.removeprefix("q=")) for m in more if m.startswith("q=")), 1.0)
        if "/" in kind:
            found.append((kind, quality))
    return found


def _number(words: str) -> float:
    try:
        return min(1.0, max(0.0, float(words)))
    except ValueError:
        return 0.0


def _fits(pattern: str, kind: str) -> int:
    """How sharply a pattern names a type: 3 by name, 2 by its first half, 1 any, 0 not."""
    if pattern == kind:
        return 3
    if pattern.endswith("/*") and pattern[:-1] == kind[: len(pattern) - 1]:
        return 2
    return 1 if pattern == "*/*" else 0
