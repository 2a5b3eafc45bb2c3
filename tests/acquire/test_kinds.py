"""Files that are no text, page or table: each says what it is and what to do; web archives are read."""

import base64
import io
import zipfile

import pytest

from kg.acquire.sources import Given, read_bytes
from kg.records import Page, Problem

STORY = "4月9日，青禾县柳湾镇的果农把第一批早熟桃送上了货车，当天就运到了省城的市场。"
PAGE = (
    f"<html><head><title>桃子上市_青禾日报</title></head><body><div id='zoom'><p>{STORY}</p><p>价钱好。</p></div></body></html>"
)


def packed(*names: str) -> bytes:
    store = io.BytesIO()
    with zipfile.ZipFile(store, "w") as archive:
        for name in names:
            archive.writestr(name, STORY)
    return store.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (packed("[Content_Types].xml", "word/document.xml"), "a.docx", "Word"),
        (packed("[Content_Types].xml", "word/document.xml"), "a", "Word"),
        (packed("[Content_Types].xml", "xl/workbook.xml"), "a.xlsx", "CSV"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "a.doc", "Word"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "a.wps", "WPS"),
        (b"{\\rtf1 x}", "a.txt", "rich text"),
        (b"Rar!\x1a\x07", "a.rar", "zip"),
        (b"AC\x00\x00", "a.ofd", "PDF"),
        (b"\xff\xd8\xff\xe0", "a", "--ocr"),
        (b"GIF89a", "a.gif", "--ocr"),
        (b"\x89PNG\r\n", "a.png", "--ocr"),
    ],
)
def test_a_file_that_is_not_read_says_what_to_do(data: bytes, name: str, said: str) -> None:
    (problem,) = read_bytes(data, name, Given())
    assert isinstance(problem, Problem)
    assert problem.words.startswith(f"{name}: is ") and said in problem.words


def test_an_archive_with_a_document_is_still_opened() -> None:
    found = list(read_bytes(packed("word/document.xml", "a.txt"), "a.zip", Given()))
    assert any(isinstance(one, Page) and one.source == "a.zip/a.txt" for one in found)


def archive(charset: str, coding: str) -> bytes:
    content = PAGE.encode(charset)
    body = base64.encodebytes(content) if coding == "base64" else content
    head = f'Content-Type: text/html; charset="{charset}"\r\nContent-Transfer-Encoding: {coding}\r\n\r\n'
    return (
        b'From: <Saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="----x"\r\n\r\n------x\r\n'
        + head.encode()
        + body
        + b"\r\n------x\r\nContent-Type: image/png\r\n\r\nx\r\n------x--\r\n"
    )


@pytest.mark.parametrize(("charset", "coding"), [("utf-8", "base64"), ("gb2312", "base64"), ("gb2312", "8bit")])
def test_the_page_in_a_web_archive_is_read(charset: str, coding: str) -> None:
    (page,) = read_bytes(archive(charset, coding), "a.mhtml", Given())
    assert isinstance(page, Page)
    assert STORY in page.text and page.headline == "桃子上市"


def test_a_web_archive_without_a_page_is_named() -> None:
    (problem,) = read_bytes(b"MIME-Version: 1.0\r\nContent-Type: image/png\r\n\r\nx", "a.mht", Given())
    assert isinstance(problem, Problem) and "save the page as HTML" in problem.words
