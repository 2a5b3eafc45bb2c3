"""Pictures of text -> lines, by Tesseract (Apache-2.0) with its Chinese data, if the machine has it; asked for with `ocr`.

In: a sheet of a PDF or the bytes of a picture. Out: glyphs for `layout`, or a Problem that says what is missing. The program
runs as a child without a shell, with a time limit, and reads and writes pipes only.
"""

import hashlib
import shutil
import subprocess
from statistics import median

import pypdfium2  # type: ignore[import-untyped]

from kg.acquire.layout import read_sheet
from kg.acquire.plain import numbered
from kg.acquire.strips import Glyph
from kg.records import KgError, Page, Problem

DOTS = 300  # per inch
SECONDS = 300
SURE = 20.0  # least confidence of a word, in per cent
LANGUAGE = "chi_sim"


class OcrError(KgError):
    """Why no text could be read from a picture."""


def page_of_picture(data: bytes, name: str, paper: str | None, date: str | None) -> Page | Problem:
    """The Page that one picture of text shows."""
    try:
        rows = read_sheet(_glyphs(_tesseract(data), 1.0), 0)
    except OcrError as error:
        return Problem(name, "ocr", f"{name}: {error}; left out")
    if not rows:
        return Problem(name, "no-text", f"{name}: no text was found in this picture; left out")
    text, lines = numbered(rows)
    return Page(name, hashlib.sha256(data).hexdigest(), text, lines, "layout", "ocr", paper, date)


def sheet_glyphs(document: pypdfium2.PdfDocument, number: int) -> list[Glyph]:
    """The glyphs that OCR finds on one sheet of a PDF. OcrError if the engine is missing or fails."""
    bitmap = document[number].render(scale=DOTS / 72, grayscale=True)
    pixels = bitmap.to_numpy()
    height, width = pixels.shape[:2]
    return _glyphs(_tesseract(b"P5 %d %d 255\n" % (width, height) + pixels[:, :width].tobytes()), 72 / DOTS)


def _tesseract(picture: bytes) -> str:
    """The engine's table of words."""
    program = shutil.which("tesseract")
    if program is None:
        raise OcrError("OCR needs the program tesseract with its data chi_sim, which is not installed")
    command = [program, "stdin", "stdout", "-l", LANGUAGE, "--psm", "1", "--dpi", str(DOTS), "tsv"]
    try:
        done = subprocess.run(command, input=picture, capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired as error:
        raise OcrError(f"OCR took more than {SECONDS} seconds") from error
    if done.returncode != 0:
        raise OcrError("OCR failed: " + done.stderr.decode("utf-8", "replace").strip().split("\n")[-1][:200])
    return done.stdout.decode("utf-8", "replace")


def _glyphs(table: str, scale: float) -> list[Glyph]:
    """The letters of all words, each in its share of its word's box, in points; the size is that of the line."""
    lines: dict[tuple[str, ...], list[tuple[float, float, float, float, str]]] = {}
    for row in table.split("\n")[1:]:
        cells = row.split("\t")
        if len(cells) == 12 and cells[0] == "5" and float(cells[10]) >= SURE and cells[11].strip():
            left, top, wide, high = (float(cell) * scale for cell in cells[6:10])
            lines.setdefault(tuple(cells[1:5]), []).append((left, top, wide, high, cells[11].strip()))
    found: list[Glyph] = []
    for words in lines.values():
        size = median(max(high, wide / len(text)) for _, _, wide, high, text in words)
        for left, top, wide, high, text in words:
            step = wide / len(text)
            middle = top + high / 2
            for n, char in enumerate(text):
                found.append(Glyph(char, left + n * step, middle - size / 2, left + (n + 1) * step, middle + size / 2, size))
    return found
