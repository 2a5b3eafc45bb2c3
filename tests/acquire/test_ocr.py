"""Pictures of text through a real engine, on a page that the test itself renders."""

import shutil
from pathlib import Path

import pypdfium2
import pytest

from kg.acquire import read_pages
from kg.acquire.ocr import OcrError, _tesseract
from kg.records import Page, Problem
from tests.pagegen.page import generate
from tests.pagegen.pdf import print_pdf


def picture_of(data: bytes) -> bytes:
    """A sheet as a grey picture (PGM), without any text."""
    bitmap = pypdfium2.PdfDocument(data)[0].render(scale=3, grayscale=True)
    pixels = bitmap.to_numpy()
    height, width = pixels.shape[:2]
    return b"P5 %d %d 255\n" % (width, height) + pixels[:, :width].tobytes()


def test_a_machine_without_the_engine_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(OcrError, match="tesseract"):
        _tesseract(b"")


def test_a_rendered_page_is_read_or_the_missing_engine_named(tmp_path: Path) -> None:
    made = generate(5, plain=True)
    path = tmp_path / "page.bmp"
    path.write_bytes(picture_of(print_pdf(made)))
    (found,) = read_pages([path], ocr=True)
    if shutil.which("tesseract") is None:
        assert isinstance(found, Problem) and found.reason == "ocr"
        return
    assert isinstance(found, Page)
    printed = set("".join(line for frame in made.frames for line in frame.plain or frame.lines))
    read = set(found.text)
    assert len(read & printed) > 0.8 * len(printed)
