"""Works that are not called 项目 or 工程: what is being built is one, what only stands there is a place."""

import pytest

from kg.detect.structure import ensure
from kg.records import Mention


def programs(text: str, *kept: tuple[str, str]) -> list[str]:
    given = [Mention(text.index(n), text.index(n) + len(n), kind, n, "test", 0.9) for n, kind in kept]
    found = ensure(text, given)
    assert all(text[m.start : m.end] == m.text for m in found)
    return sorted({m.text for m in found if m.kind == "Program"})


@pytest.mark.parametrize(("said", "work"), [
    ("昨日合龙", True), ("主桥于6月18日顺利合龙", True), ("总投资1.2亿元", True), ("全线通车", True),
    ("两岸灯火通明", False), ("自9月5日起封闭", False), ("通车的日子近了", False), ("旁的市场开工", False),
    ("1958年动工", False), ("建成通车", True), ("建成新的样板", False),
])  # fmt: skip
def test_a_bridge_is_a_work_while_it_is_built(said: str, work: bool) -> None:
    assert programs(f"碧沙河大桥{said}。", ("碧沙河大桥", "Place")) == (["碧沙河大桥"] if work else [])


def test_what_is_done_to_something_is_a_work_where_it_begins_or_ends() -> None:
    assert programs("柿子洼路改造于5月开工，由某公司承建") == ["柿子洼路改造"]
    assert programs("碧沙镇中心小学扩建由县教育局实施", ("碧沙镇中心小学", "Organization")) == ["碧沙镇中心小学扩建"]
    assert programs("今年以来，村里的公厕改造全部完成，农村道路改造启动") == []  # nobody's in particular
    assert programs("碧沙镇中心小学扩建的消息传开", ("碧沙镇中心小学", "Organization")) == []
    assert programs("他们加快道路改造，由此受益") == []
    assert programs("公司忙着改造完成的厂房") == []


def test_a_new_seat_of_a_hospital_is_a_work_under_both_names() -> None:
    hospital = ("碧沙县中医院", "Organization")
    assert programs("碧沙县中医院新院区6月竣工。新院区占地百亩", hospital) == ["新院区", "碧沙县中医院新院区"]
    assert programs("碧沙县中医院新院区来了新大夫", hospital) == []
