"""Shadow print, justified spaces, invisible characters: what is left is what was meant, with its places."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.articles.printed import printed_lines, unshadowed
from tests.articles.by_hand import page

HAN = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=3, max_size=20)


def read(text: str) -> str:
    return printed_lines(page(text))[0].text


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("石桥深处邮路畅石桥深处邮路畅", "石桥深处邮路畅"),
        ("半半山山有有座座““云云上上芽芽””", "半山有座“云上芽”"),
        ("村民享受到了网村民享受到了网购购的便利的便利。。", "村民享受到了网购的便利。"),
        ("毁 湿 地 者 种 柳 还 债", "毁湿地者种柳还债"),
        ("收 19 条 措 施》，加 强 组 织 领", "收19条措施》，加强组织领"),
        ("9 月 9 日，全市稳就业", "9月9日，全市稳就业"),
        ("第三届宁 德 山 海 博 览 会 。", "第三届宁德山海博览会。"),
        ("（记者 王芳 李强）", "（记者 王芳 李强）"),
        ("赵伟 钱丽 摄", "赵伟 钱丽 摄"),
        ("“遥指杏花 醉美河东”", "“遥指杏花 醉美河东”"),
        ("郭　富 平原县绿缘花卉专业合作社理事长", "郭富 平原县绿缘花卉专业合作社理事长"),
        ("使用 App Store 下载", "使用App Store下载"),
        ("研究研究", "研究研究"),
    ],
)
def test_what_was_meant(printed: str, meant: str) -> None:
    assert read(printed) == meant


def test_places_lead_back_through_repair() -> None:
    source = page("　　山 山 水 水 画\n\n大大黄黄鱼鱼住住进进")
    for line in printed_lines(source):
        assert all(source.text[place] == char for char, place in zip(line.text, line.places, strict=True) if place >= 0)


def test_indent_gap_and_sheet() -> None:
    lines = printed_lines(page("　　甲乙丙\n\n\n丁戊己\n\f庚辛壬"))
    assert [(line.indent, line.gap, line.sheet) for line in lines] == [(True, 0, 0), (False, 2, 0), (False, 0, 1)]


def test_invisible_characters_are_passed_over() -> None:
    source = page("吕\u200b梁\ufeff市")
    line = printed_lines(source)[0]
    assert line.text == "吕梁市"
    assert [source.text[place] for place in line.places] == ["吕", "梁", "市"]


@given(HAN)
def test_doubling_is_undone(text: str) -> None:
    for doubled in (text + text, "".join(char * 2 for char in text)):
        keep = unshadowed(doubled)
        assert keep is not None
        kept = "".join(doubled[i] for i in keep)
        assert kept == text or kept * 2 == text or (text * 2 == doubled and len(kept) < len(doubled))


@given(st.text(max_size=60))
def test_any_line_can_be_read(text: str) -> None:
    source = page(text)
    for line in printed_lines(source):
        assert len(line.text) == len(line.places)
        assert all(source.text[place] == char for char, place in zip(line.text, line.places, strict=True) if place >= 0)
