"""PDF files -> Pages with the box of every line, through pypdfium2 (the engine of Chromium; BSD, wheels for every platform).

In: bytes of a PDF. Out: one Page for the file, its sheets one after the other, lines numbered through; or a Problem that says why
not: broken, locked, without a text layer, or with letters that no table names.
"""

import ctypes
import hashlib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as raw  # type: ignore[import-untyped]

from kg.acquire.blocks import Drawn
from kg.acquire.layout import read_sheet
from kg.acquire.ocr import OcrError, sheet_glyphs
from kg.acquire.plain import foreign, numbered
from kg.acquire.strips import Glyph
from kg.acquire.turned import turn_of
from kg.records import Box, Page, Problem
from kg.text import is_han

MOST_SHEETS = 400
LEAST_LETTERS = 30  # fewer on a sheet are a stamp on a picture, not a text layer
MOST_GARBLED = 0.2
LONGEST_FONT = 128
_HEAVY = re.compile(r"(?i)hei|bold|black|heavy|^fz(?:.*ht|dbs|xbs|c[hs])|黑|粗|标宋")
MOST_DRAWN = 3000  # paths on a sheet; more are a map or a picture


def pages_of_pdf(data: bytes, name: str, paper: str | None, date: str | None, ocr: bool) -> Iterator[Page | Problem]:
    """The Page of one PDF and what had to be left out of it."""
    try:
        document = pypdfium2.PdfDocument(data)
        count = len(document)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        words = "is locked with a password" if locked else "is no PDF that can be opened"
        yield Problem(name, "locked" if locked else "broken", f"{name}: {words}; left out")
        return
    if count > MOST_SHEETS:
        yield Problem(name, "too-long", f"{name}: has {count} sheets; only the first {MOST_SHEETS} are read")
    rows: list[tuple[str, Box | None]] = []
    for number in range(min(count, MOST_SHEETS)):
        found = _sheet(document, number, name, ocr)
        if isinstance(found, Problem):
            yield found
        else:
            rows += read_sheet(found, number, _drawn(document, number))
    document.close()
    if rows:
        text, lines = numbered(rows)
        other = foreign(text, name)
        if other:
            yield other
            return
        yield Page(name, hashlib.sha256(data).hexdigest(), text, lines, "layout", "pdf", paper, date)


def _sheet(document: pypdfium2.PdfDocument, number: int, name: str, ocr: bool) -> list[Glyph] | Problem:
    """The glyphs of one sheet, or why there are none."""
    where = f"{name}: sheet {number + 1}"
    try:
        glyphs = halves_apart(list(_glyphs(document, number)))
        if len(glyphs) < LEAST_LETTERS and ocr:
            return sheet_glyphs(document, number)
    except pypdfium2.PdfiumError:
        return Problem(name, "broken", f"{where} cannot be read; left out")
    except OcrError as error:
        return Problem(name, "ocr", f"{where}: {error}; left out")
    if len(glyphs) < LEAST_LETTERS:
        return Problem(name, "no-text-layer", f"{where} has no text layer, only pictures; left out (--ocr reads pictures)")
    garbled = sum(_is_garbled(glyph.char) for glyph in glyphs)
    if garbled > MOST_GARBLED * len(glyphs):
        return Problem(
            name, "garbled-text", f"{where}: {garbled} of {len(glyphs)} letters have no meaning in this file; left out"
        )
    return glyphs


def halves_apart(glyphs: list[Glyph]) -> list[Glyph]:
    """The two letters of one sign beside each other (—— and …… are one in some fonts), not over each other as in shadow print."""
    for n in range(len(glyphs) - 1):
        one, other = glyphs[n : n + 2]
        if one.char in "—…" and one == other and one.x1 - one.x0 > 1.5 * one.size:
            middle = (one.x0 + one.x1) / 2
            glyphs[n : n + 2] = replace(one, x1=middle), replace(other, x0=middle)
    return glyphs


def _drawn(document: pypdfium2.PdfDocument, number: int) -> list[Drawn]:
    """The lines and boxes that are drawn on one sheet."""
    page = document[number]
    text_page = page.get_textpage()
    turn = turn_of(page, text_page)
    found: list[Drawn] = []
    try:
        for count, path in enumerate(page.get_objects(filter=(raw.FPDF_PAGEOBJ_PATH,), max_depth=1)):
            if count > MOST_DRAWN:
                return []
            found.append(Drawn(*turn.upright(*path.get_bounds())))
    except pypdfium2.PdfiumError:
        return []
    finally:
        text_page.close()
        page.close()
    return found


def _is_garbled(char: str) -> bool:
    """Private use, controls and the replacement character: what remains where a font has no table of meanings."""
    return "\ue000" <= char <= "\uf8ff" or char == "\ufffd" or char < " " or "\x7f" <= char <= "\x9f"


def _is_bold(text_page: pypdfium2.PdfTextPage, index: int, name: ctypes.Array[ctypes.c_char]) -> bool:
    """Whether the face of one character is a heavy one by its name (黑体, FZHTJW, …-Bold); `name` is room for it."""
    if not raw.FPDFText_GetFontInfo(text_page, index, name, LONGEST_FONT, None):
        return False
    return _heavy(name.value)


@cache
def _heavy(name: bytes) -> bool:
    return _HEAVY.search(name.decode("utf-8", "replace").partition("+")[2] or name.decode("utf-8", "replace")) is not None


@cache
def _folded(code: int) -> str:
    """The letter of a code; radicals and compatibility forms, which tables of fonts name instead of letters, as the letter."""
    double = 0xF900 <= code <= 0xFAFF or 0x2E80 <= code <= 0x2FDF
    plain = unicodedata.normalize("NFKC", chr(code)) if double else ""
    return plain if len(plain) == 1 else chr(code)


def _glyphs(document: pypdfium2.PdfDocument, number: int) -> Iterator[Glyph]:
    """All printed characters of one sheet in the order of the file."""
    page = document[number]
    text_page = page.get_textpage()
    turn = turn_of(page, text_page)
    box = raw.FS_RECTF()
    matrix = raw.FS_MATRIX()
    name = ctypes.create_string_buffer(LONGEST_FONT)
    x, y = ctypes.c_double(), ctypes.c_double()
    for index in range(raw.FPDFText_CountChars(text_page)):
        code = raw.FPDFText_GetUnicode(text_page, index)
        if code in (0, 13, 10) or raw.FPDFText_IsGenerated(text_page, index) == 1:
            continue
        if not raw.FPDFText_GetLooseCharBox(text_page, index, ctypes.byref(box)):
            continue
        raw.FPDFText_GetMatrix(text_page, index, ctypes.byref(matrix))
        size = raw.FPDFText_GetFontSize(text_page, index) * ((matrix.c**2 + matrix.d**2) ** 0.5 or 1.0)
        if 0xD800 <= code <= 0xDFFF or size <= 0:
            continue
        bold = _is_bold(text_page, index, name)
        char = _folded(code)
        left, low, right, high = box.left, box.bottom, box.right, box.top
        if is_han(char) and raw.FPDFText_GetCharOrigin(text_page, index, x, y):  # boxes of nameless fonts hold the ink alone
            if matrix.b == matrix.c == 0:
                left, right = sorted((x.value, x.value + size * matrix.a / abs(matrix.d)))
            elif matrix.a == matrix.d == 0:
                low, high = sorted((y.value, y.value + size * matrix.b / abs(matrix.c)))
        yield Glyph(char, *turn.upright(left, low, right, high), size, bold)
    text_page.close()
    page.close()
