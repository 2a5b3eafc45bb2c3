"""Archives are read in memory, to a depth and a size."""

import io
import zipfile
from pathlib import Path

from kg.acquire import read_pages
from kg.records import Page, Problem

TEXT = "近日，青石县水利局启动清水河治理工程。\n"


def packed(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def read(tmp_path: Path, data: bytes) -> dict[str, str]:
    path = tmp_path / "pages.zip"
    path.write_bytes(data)
    return {found.source: "page" if isinstance(found, Page) else found.reason for found in read_pages([path])}


def test_pages_in_an_archive_and_in_one_inside_it(tmp_path: Path) -> None:
    inner = packed({"c.txt": TEXT.encode("gb18030")})
    found = read(tmp_path, packed({"b/a.txt": TEXT.encode(), "inner.zip": inner, "__MACOSX/x.txt": b"x"}))
    assert found == {"pages.zip/b/a.txt": "page", "pages.zip/inner.zip/c.txt": "page"}


def test_archives_too_deep_are_left_out(tmp_path: Path) -> None:
    data = packed({"page.txt": TEXT.encode()})
    for _ in range(4):
        data = packed({"inner.zip": data})
    assert list(read(tmp_path, data).values()) == ["too-deep"]


def test_what_swells_is_left_out(tmp_path: Path) -> None:
    assert list(read(tmp_path, packed({"zeros.txt": b"0" * 5_000_000})).values()) == ["too-large"]


def test_names_that_lead_out_are_left_out(tmp_path: Path) -> None:
    found = read(tmp_path, packed({"../../out.txt": TEXT.encode(), "/etc/out.txt": TEXT.encode(), "in.txt": TEXT.encode()}))
    assert sorted(found.values()) == ["page", "path", "path"]


def test_a_broken_archive(tmp_path: Path) -> None:
    data = packed({"page.txt": TEXT.encode() * 50})
    assert list(read(tmp_path, data[: len(data) // 2]).values()) == ["broken"]


def test_names_in_gbk(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        info = zipfile.ZipInfo("x")
        info.filename = "临江日报.txt".encode("gb18030").decode("cp437")
        archive.writestr(info, TEXT.encode())
    data = out.getvalue()
    utf8 = info.filename.encode()
    data = data.replace(utf8, "临江日报.txt".encode("gb18030").ljust(len(utf8), b"_")) if len(utf8) == 0 else data
    found = read(tmp_path, data)
    assert list(found.values()) == ["page"]


def test_problems_are_lines(tmp_path: Path) -> None:
    path = tmp_path / "pages.zip"
    path.write_bytes(b"PK\x03\x04 nothing")
    (found,) = read_pages([path])
    assert isinstance(found, Problem)
    assert "\n" not in found.words
