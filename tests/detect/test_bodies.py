"""Bodies by division and function."""

from kg.detect import bodies


def found(text: str) -> set[tuple[str, str, str]]:
    return {(text[p.start : p.end], p.kind, p.by) for p in bodies.propose(text)}


def test_division_and_function_are_one_body():
    assert ("岚县行政审批服务管理局", "GovernmentBody", "division and function") in found("由岚县行政审批服务管理局牵头")


def test_level_and_function_are_one_body():
    names = {name for name, _, by in found("市工信局、县委、县人大常委会") if by == "level and function"}
    assert {"市工信局", "县委", "县人大常委会"} <= names


def test_other_bodies_keep_their_kind():
    assert ("县妇联", "Organization", "level and function") in found("会同县妇联走访")


def test_units_of_the_corps_are_bodies():
    assert ("一〇三团", "GovernmentBody", "corps") in found("新疆生产建设兵团第六师一〇三团的棉花")
    assert not [by for _, _, by in found("来了三个剧团和二团队") if by == "corps"]
