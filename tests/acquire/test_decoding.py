"""The ladder of encodings, and what is said of bytes that do not fit."""

import codecs
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.acquire.decoding import decode, guess

SIMPLIFIED = "近日，青石县水利局启动清水河治理工程，沿河九个村的群众受益。\n第二批工程明年开工。\n" * 5
TRADITIONAL = "縣政府昨日召開記者會，宣布明年將投入三億元改善鄉鎮道路，並與各大學合作培訓人才。\n" * 5


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030", "gbk"])
def test_simplified_text_in_any_encoding(encoding: str) -> None:
    text, _, problems = decode(SIMPLIFIED.encode(encoding), "page.txt")
    assert text is not None
    assert text.removeprefix("\ufeff") == SIMPLIFIED
    assert problems == []


@pytest.mark.parametrize("encoding", ["utf-8", "big5", "utf-16"])
def test_traditional_text(encoding: str) -> None:
    assert decode(TRADITIONAL.encode(encoding), "page.txt")[0] == TRADITIONAL


def test_a_real_page_in_gb18030() -> None:
    page = next((Path(__file__).parent.parent.parent / "seeds").glob("*.txt")).read_text("utf-8")
    assert guess(page.encode("gb18030")) == "gb18030"


def test_wrong_bytes_are_counted_with_the_first_place() -> None:
    data = SIMPLIFIED.encode()
    text, encoding, problems = decode(data[:30] + b"\xff" + data[30:], "page.txt")
    assert encoding == "utf-8"
    assert text is not None and text.count("\ufffd") == 1
    assert [problem.reason for problem in problems] == ["wrong-bytes"]
    assert "byte 30" in problems[0].words and "1 characters" in problems[0].words


def test_the_encoding_of_the_user_is_the_only_one_tried() -> None:
    text, _, problems = decode(SIMPLIFIED.encode("gb18030"), "page.txt", "utf-8")
    assert text is None
    assert problems[0].reason == "encoding" and "--encoding" in problems[0].words
    assert decode(b"abc", "page.txt", "no-such")[2][0].reason == "encoding"


def test_controls_are_taken_out_and_counted_and_places_stay() -> None:
    text, _, problems = decode("清\x00水\x07河\n治理".encode(), "page.txt")
    assert text == "清\u200b水\u200b河\n治理"
    assert [problem.reason for problem in problems] == ["controls"]
    assert problems[0].words.startswith("page.txt: 2 ")


@pytest.mark.parametrize("data", [b"", b"  \n", codecs.BOM_UTF8, b"\x00\x00"])
def test_no_text_is_said_to_be_none(data: bytes) -> None:
    text, _, problems = decode(data, "page.txt")
    assert text is None or not text.strip("\ufeff\u200b")
    assert problems == [] or problems[0].reason in ("empty", "controls", "binary")


@pytest.mark.parametrize("data", [bytes(range(256)) * 40, b"\x7fELF\x02\x01\x01\x00" + b"\x00\x01\x02\x00\x90\xff" * 500])
def test_binary_data_are_left_out(data: bytes) -> None:
    text, _, problems = decode(data, "page.txt")
    assert text is None
    assert problems[0].reason in ("binary", "encoding")


@given(st.binary(max_size=300))
def test_any_bytes_give_text_or_a_problem(data: bytes) -> None:
    text, _, problems = decode(data, "page.txt")
    assert text is not None or problems
