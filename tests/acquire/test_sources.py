"""Files, folders and what else a path may be: each is read, or named with the reason it is not."""

import os
import socket
from pathlib import Path

import pytest

from kg.acquire import read_pages
from kg.acquire.plain import from_name, lines_of
from kg.acquire.sources import shown
from kg.records import Page, Problem

TEXT = "近日，青石县水利局启动清水河治理工程。\n\n群众受益。\n"


def only(*sources: Path, **options: str) -> Page | Problem:
    (found,) = read_pages(sources, **options)
    return found


def reason(*sources: Path) -> str:
    found = only(*sources)
    assert isinstance(found, Problem)
    assert found.words.startswith(found.source) and "\n" not in found.words
    return found.reason


def test_a_text_file_is_a_page_with_all_its_lines(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text(TEXT, "utf-8")
    page = only(path)
    assert isinstance(page, Page)
    assert (page.source, page.form, page.text) == ("page.txt", "dump", TEXT)
    assert [page.text[line.start : line.end] for line in page.lines] == TEXT.splitlines()
    assert [line.number for line in page.lines] == [1, 2, 3]


def test_folders_are_read_in_the_order_of_their_names(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/y.txt", ".hidden.txt", "README.md", "notes.yaml", "b.json", "b.csv"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(TEXT, "utf-8")
    assert [page.source for page in read_pages([tmp_path])] == ["b.txt", "a/y.txt", "a/z.txt"]


def test_paper_and_date_of_the_name_yield_to_the_user(tmp_path: Path) -> None:
    path = tmp_path / "临江日报_2025-09-10_02.txt"
    path.write_text(TEXT, "utf-8")
    page = only(path)
    assert isinstance(page, Page) and (page.paper, page.date) == ("临江日报", "2025-09-10")
    page = only(path, paper="青原日报", date="2024-01-02")
    assert isinstance(page, Page) and (page.paper, page.date) == ("青原日报", "2024-01-02")


@pytest.mark.parametrize(
    ("name", "paper", "date"),
    [
        ("临江日报/20250910.txt", "临江日报", "2025-09-10"),
        ("2025年9月10日第2版.pdf", None, "2025-09-10"),
        ("000_054aeb858a9d46d9.txt", None, None),
        ("20251340.txt", None, None),
        ("content_20250312_104.htm", None, "2025-03-12"),
        ("html/2025-03/12/content_7.htm", None, "2025-03-12"),
        ("临江日报20250312A03.pdf", "临江日报", "2025-03-12"),
        ("c/202404/t20240410_221.html", None, "2024-04-10"),
        ("2024/0410/7.html", None, "2024-04-10"),
        ("2025112.htm", None, None),
        ("2023/12/31.html", None, None),
        ("2025-03/content_7.htm", None, None),
        ("page.txt", None, None),
    ],
)
def test_names_of_files(name: str, paper: str | None, date: str | None) -> None:
    assert from_name(name) == (paper, date)


def test_what_is_no_ordinary_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link.txt").symlink_to(tmp_path / "page.txt")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "socket"))
        assert reason(tmp_path / "socket") == "not-a-file"
    assert reason(tmp_path / "pipe") == "not-a-file"
    assert reason(tmp_path / "link.txt") == "link"
    assert reason(Path("/dev/zero")) == "not-a-file"
    assert reason(tmp_path / "gone.txt") == "missing"


def test_a_link_to_a_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "page.txt").write_text(TEXT, "utf-8")
    (tmp_path / "pages" / "loop").symlink_to(tmp_path / "pages")
    assert [found.source for found in read_pages([tmp_path / "pages"])] == ["page.txt"]


def test_empty_files_empty_folders_and_binary_ones(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "blank.txt").write_bytes(b" \n\n")
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 20)
    (tmp_path / "book.docx").write_bytes(b"not really")
    (tmp_path / "none").mkdir()
    assert reason(tmp_path / "empty.txt") == "empty"
    assert reason(tmp_path / "blank.txt") == "empty"
    assert reason(tmp_path / "binary.txt") in ("binary", "encoding")
    assert reason(tmp_path / "book.docx") == "unknown-kind"
    assert reason(tmp_path / "none") == "empty"


def test_what_is_called_a_page_and_is_none(tmp_path: Path) -> None:
    (tmp_path / "page.pdf").write_bytes(bytes(range(256)) * 20)
    (tmp_path / "README.md").write_text("# newskg\n\nReads pages of newspapers and gives a graph.\n" * 5, "utf-8")
    (tmp_path / "program.txt").write_text("def read(path):\n    # 读一页\n    return open(path).read()\n" * 5, "utf-8")
    (tmp_path / "program.py").write_text("# 近日，青石县水利局启动清水河治理工程。\n", "utf-8")
    (tmp_path / "page.html").write_text("<html><body><p>" + "English prose only. " * 30 + "</p></body></html>", "utf-8")
    assert reason(tmp_path / "page.pdf") == "broken"
    assert reason(tmp_path / "README.md") == "not-chinese"
    assert reason(tmp_path / "program.txt") == "not-chinese"
    assert reason(tmp_path / "program.py") == "unknown-kind"
    assert reason(tmp_path / "page.html") == "not-chinese"


def test_a_device_is_named_as_it_was_given() -> None:
    found = only(Path("/dev/null"))
    assert isinstance(found, Problem)
    assert found.words.startswith("/dev/null: ")


def test_a_bad_file_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "b.txt").write_text(TEXT, "utf-8")
    assert [type(found) for found in read_pages([tmp_path])] == [Problem, Page]


def test_names_are_shown_on_one_line() -> None:
    assert shown("a\nb\udcff.txt") == "a\\nb\\xff.txt" or shown("a\nb\udcff.txt") == "a\\nb\\udcff.txt"


def test_a_picture_is_named_with_the_way_to_read_it(tmp_path: Path) -> None:
    (tmp_path / "page.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    found = only(tmp_path / "page.png")
    assert isinstance(found, Problem) and "--ocr" in found.words


def test_every_line_break_ends_a_line() -> None:
    lines = lines_of("甲\r\n乙\r丙\u2028丁\n")
    assert [(line.number, line.end - line.start) for line in lines] == [(1, 1), (2, 1), (3, 1), (4, 1)]
