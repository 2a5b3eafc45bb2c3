"""PDF by geometry: reading order, columns, headlines; and what cannot be read."""

import io
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from kg.acquire import read_pages
from kg.acquire.blocks import Drawn
from kg.acquire.layout import read_sheet
from kg.acquire.pdf import halves_apart
from kg.acquire.plain import lines_of
from kg.acquire.strips import Glyph
from kg.articles import split_page
from kg.records import Page, Problem
from tests.articles.by_hand import assert_maps_back
from tests.pagegen.page import generate
from tests.pagegen.pdf import print_pdf

PDF_EXACT, PDF_SAME = 0.96, 36  # share of articles read character for character; pages that give the same articles as their dump


def read(tmp_path: Path, data: bytes) -> Page | Problem:
    path = tmp_path / "page.pdf"
    path.write_bytes(data)
    (found,) = read_pages([path])
    return found


def squash(text: str) -> str:
    return "".join(text.split())


def texts(glyphs: list[Glyph], *drawn: Drawn) -> list[str]:
    return [text for text, _ in read_sheet(glyphs, 0, drawn)]


def set_line(text: str, x: float, y: float, size: float = 10.0) -> list[Glyph]:
    return [Glyph(char, x + n * size, y, x + (n + 1) * size, y + size, size) for n, char in enumerate(text)]


def test_columns_are_read_one_after_the_other_below_their_headline() -> None:
    glyphs = set_line("清水河治理工程启动", 0, 0, 22)
    for row in range(4):
        glyphs += set_line(f"左栏第{row}行文字说明", 0, 40 + row * 14) + set_line(f"右栏第{row}行文字说明", 110, 40 + row * 14)
    lines = [text for text, _ in read_sheet(glyphs, 0)]
    assert lines == [
        "清水河治理工程启动",
        *(f"左栏第{r}行文字说明" for r in range(4)),
        *(f"右栏第{r}行文字说明" for r in range(4)),
    ]


def test_two_articles_side_by_side_keep_their_headlines() -> None:
    glyphs = set_line("河清了", 0, 0, 22) + set_line("校新了", 130, 0, 22)
    for row in range(4):
        glyphs += set_line(f"河第{row}行的文字说明", 0, 40 + row * 14) + set_line(f"校第{row}行的文字说明", 130, 40 + row * 14)
    lines = [text for text, _ in read_sheet(glyphs, 0)]
    assert lines.index("河清了") < lines.index("河第0行的文字说明") < lines.index("校新了") < lines.index("校第0行的文字说明")


def test_shadow_print_is_taken_off() -> None:
    glyphs = set_line("清水河治理", 0, 0, 20) + set_line("清水河治理", 1.5, 1.5, 20)
    assert [text for text, _ in read_sheet(glyphs, 0)] == ["清水河治理"]


def test_an_upright_headline_is_one_line() -> None:
    glyphs = [Glyph(char, 0, n * 24, 20, n * 24 + 20, 20) for n, char in enumerate("清水河治理")]
    glyphs += set_line("正文第一行的文字在旁边说明", 60, 0) + set_line("正文第二行的文字在旁边说明", 60, 14)
    assert "清水河治理" in [text for text, _ in read_sheet(glyphs, 0)]


def test_two_upright_lines_are_read_from_the_right() -> None:
    glyphs = [Glyph(char, 30, n * 24, 50, n * 24 + 20, 20) for n, char in enumerate("清水河治理")]
    glyphs += [Glyph(char, 0, n * 24, 20, n * 24 + 20, 20) for n, char in enumerate("两岸人欢笑")]
    glyphs += set_line("正文第一行的文字在旁边说明", 80, 0) + set_line("正文第二行的文字在旁边说明", 80, 14)
    assert texts(glyphs)[:2] == ["清水河治理", "两岸人欢笑"]


def test_letters_that_tell_how_others_are_pronounced_are_left_out() -> None:
    glyphs = set_line("正文第一行的文字说明", 0, 20) + set_line("正文第二行的文字说明", 0, 40)
    assert texts(glyphs + set_line("zhengwen", 0, 15, 4)) == ["正文第一行的文字说明", "正文第二行的文字说明"]


def test_a_drawn_line_parts_what_stands_below_it() -> None:
    glyphs = set_line("上面文章的一行文字", 0, 0) + set_line("下面文章的一行文字", 0, 16)
    assert texts(glyphs) == ["上面文章的一行文字", "下面文章的一行文字"]
    assert texts(glyphs, Drawn(0, 13, 90, 13.5)) == ["上面文章的一行文字", "", "下面文章的一行文字"]


def test_what_stands_in_a_box_is_read_together() -> None:
    glyphs: list[Glyph] = []
    for row in range(6):
        glyphs += set_line(f"左栏第{row}行文字说明", 0, row * 14) + set_line(f"框里第{row}行文字说明", 112, row * 14)
        glyphs += set_line(f"右栏第{row}行文字说明", 224, row * 14)
    for border in (
        (),
        (Drawn(105, -7, 211, 91),),
        (Drawn(105, -7, 211, 91), Drawn(104, -8, 212, 92)),
    ):  # a double border, and a shade
        lines = texts(glyphs, Drawn(106, -6, 210, 90), *border)
        at = [lines.index(f"框里第{row}行文字说明") for row in range(6)]
        assert at == list(range(at[0], at[0] + 6))
        assert lines[at[0] - 1] == lines[at[-1] + 1] == ""


def test_a_line_in_a_heavy_face_counts_as_larger() -> None:
    head = [replace(glyph, bold=True) for glyph in set_line("清水河治理工程启动", 0, 0)]
    rows = read_sheet(head + set_line("正文第一行的文字说明", 0, 14) + set_line("正文第二行的文字说明", 0, 28), 0)
    sizes = [box.size for _, box in rows if box]
    assert sizes[0] > 1.1 * sizes[1]


def set_apart(words: str, gap: float) -> list[Glyph]:
    """Words of one line with white between them that the file has no letter for."""
    found: list[Glyph] = []
    for word in words.split():
        found += set_line(word, found[-1].x1 + gap if found else 0.0, 0)
    return found


def test_half_a_space_between_names_is_one() -> None:
    assert texts(set_apart("本报记者 董晓梅 通讯员 石磊", 2.2)) == ["本报记者 董晓梅 通讯员 石磊"]


def test_letters_set_apart_evenly_are_one_word() -> None:
    assert texts(set_apart("沧 浪 桥 始 建 于 何 年", 2.6)) == ["沧浪桥始建于何年"]


def test_a_space_may_hold_all_the_slack_of_a_line() -> None:
    first = set_line("本报讯（通讯员", 0, 0)
    space = Glyph(" ", 70, 0, 72.5, 10, 10)
    assert texts([*first, space, *set_line("董晓梅）今年", 90, 0)]) == ["本报讯（通讯员 董晓梅）今年"]


def test_a_headline_set_wide_is_one_line() -> None:
    glyphs = [Glyph(char, 20 + n * 70, 0, 50 + n * 70, 30, 30) for n, char in enumerate("薯香满坡")]
    glyphs += set_line("正文第一行的文字说明", 0, 50) + set_line("正文第二行的文字说明", 0, 64)
    assert next(text.replace(" ", "") for text in texts(glyphs)) == "薯香满坡"


def test_a_narrow_headline_holds_the_columns_together_over_whose_middle_it_stands() -> None:
    glyphs = set_line("清水河治理", 100, 0, 22) + set_line("本报记者 董晓梅 石磊", 105, 30)
    for column in range(3):
        for row in range(5):
            glyphs += set_line(f"第{column}栏第{row}行文字", column * 110, 52 + row * 13)
    below = [f"第{column}栏第{row}行文字" for column in range(3) for row in range(5)]
    assert texts(glyphs) == ["清水河治理", "本报记者 董晓梅 石磊", *below]


def test_radicals_that_fonts_name_for_letters_are_read_as_letters(tmp_path: Path) -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(400, 300))
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    for row, text in enumerate(
        ("⾦秋⼗⽉，清⽔河两岸稻⾹阵阵，乡亲们都在地⾥忙活。", "今年雨⽔匀，稻⼦⽐去年要重，⼀亩地多打了⼀百多⽄。")
    ):
        canvas.setFont("STSong-Light", 12)
        canvas.drawString(20, 250 - 16 * row, text)
    canvas.save()
    page = read(tmp_path, out.getvalue())
    assert isinstance(page, Page)
    assert "金秋十月" in page.text and "一百多斤" in page.text


@pytest.mark.parametrize("quarters", [0, 1, 2, 3])
@pytest.mark.parametrize("declared", [True, False], ids=["by /Rotate", "as drawn"])
def test_a_sheet_on_its_side_is_read_upright(tmp_path: Path, quarters: int, declared: bool) -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(400, 300))
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    rows = [f"第{row}行说的是清水河边的一座小桥。" for row in range(5)]
    canvas.translate(*((0, 0), (300, 0), (400, 300), (0, 400))[quarters])
    canvas.rotate(90 * quarters)
    canvas.setFont("STSong-Light", 12)
    for number, text in enumerate(rows):
        canvas.drawString(20, 250 - 16 * number, text)
    if quarters % 2:
        canvas.setPageSize((300, 400))
    if declared:
        canvas.setPageRotation(90 * quarters)
    canvas.save()
    page = read(tmp_path, out.getvalue())
    assert isinstance(page, Page) and page.text.split() == rows


def test_a_dash_that_is_one_sign_of_the_font_keeps_both_its_letters() -> None:
    dash = Glyph("—", 10, 0, 30, 10, 10.0)
    halves = halves_apart([*set_line("前", 0, 0), dash, dash, *set_line("后", 30, 0)])
    assert texts(halves) == ["前——后"] and [g.x0 for g in halves] == [0, 10, 20, 30]


def bag(text: str) -> str:
    """What is printed, whatever the order: a headline may be read before or after its kicker."""
    return "".join(sorted(squash(text)))


def test_pages_as_pdf_are_read_at_least_as_well_as_the_dump(tmp_path: Path) -> None:
    """Forty generated pages no rule was fitted to, each as PDF and as dump."""
    right = {"pdf": 0, "dump": 0}
    same = wanted = 0
    for seed in range(800_000, 800_040):
        made = generate(seed, plain=True)
        page = read(tmp_path, print_pdf(made))
        assert isinstance(page, Page)
        assert page.form == "layout"
        articles = split_page(page)
        assert_maps_back(articles, page)
        dump = split_page(Page("made.txt", "", made.text, lines_of(made.text)))
        found = {"pdf": {bag(article.text) for article in articles}, "dump": {bag(article.text) for article in dump}}
        for k in range(len(made.answers)):
            meant = bag("".join(line for frame in made.frames if frame.owner == k for line in frame.plain or frame.lines))
            wanted += 1
            for form in right:
                right[form] += meant in found[form]
        same += found["pdf"] == found["dump"]
    print(f"{wanted} articles: PDF {right['pdf']}, dump {right['dump']} exact; {same} of 40 pages the same")
    assert right["pdf"] >= right["dump"]
    assert right["pdf"] >= PDF_EXACT * wanted
    assert same >= PDF_SAME


def test_every_printed_character_of_a_pdf_is_read(tmp_path: Path) -> None:
    made = generate(5, plain=True)
    page = read(tmp_path, print_pdf(made))
    assert isinstance(page, Page)
    wanted = sorted("".join(frame_line for frame in made.frames for frame_line in (frame.plain or frame.lines)))
    assert sorted(squash(page.text)) == [char for char in wanted if not char.isspace()]


def drawn(text: str = "") -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(300, 300))
    canvas.rect(20, 20, 200, 200, fill=1)
    canvas.drawString(10, 10, text)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def test_a_pdf_without_a_text_layer(tmp_path: Path) -> None:
    found = read(tmp_path, drawn("12"))
    assert isinstance(found, Problem)
    assert found.reason == "no-text-layer" and "sheet 1" in found.words


def test_a_broken_and_a_locked_pdf(tmp_path: Path) -> None:
    found = read(tmp_path, b"%PDF-1.7\nnothing more")
    assert isinstance(found, Problem) and found.reason == "broken"
    out = io.BytesIO()
    canvas = Canvas(out, encrypt="secret")
    canvas.drawString(10, 10, "words " * 20)
    canvas.save()
    found = read(tmp_path, out.getvalue())
    assert isinstance(found, Problem) and found.reason == "locked"


def test_sheets_follow_each_other_and_do_not_mix(tmp_path: Path) -> None:
    merged = pypdfium2.PdfDocument.new()
    for seed in (5, 14):
        merged.import_pages(pypdfium2.PdfDocument(print_pdf(generate(seed, plain=True))))
    out = io.BytesIO()
    merged.save(out)
    page = read(tmp_path, out.getvalue())
    assert isinstance(page, Page)
    assert sorted({line.box.sheet for line in page.lines if line.box}) == [0, 1]
    sheets = {line.number: line.box.sheet for line in page.lines if line.box}
    for article in split_page(page):
        assert len({sheets[number] for first, last in article.lines for number in range(first, last + 1)}) == 1
