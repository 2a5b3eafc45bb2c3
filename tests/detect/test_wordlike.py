"""People whose names are ordinary words."""

from kg.detect.wordlike import people


def names(text: str) -> list[tuple[int, str]]:
    assert all(text[m.start : m.end] == m.text for m in people(text))
    return [(m.start, m.text) for m in people(text)]


def test_who_is_appointed_or_called_so_is_a_person():
    assert names("任命余地为庭长") == [(2, "余地")]
    assert names("管家叫高兴，是一名干部") == [(3, "高兴")]
    assert names("百姓拍手叫好的，是这条路") == []


def test_an_author_before_the_reporter():
    assert names("标题\n□高原 本报记者 曹瑾") == [(4, "高原")]


def test_a_post_before_and_speech_behind():
    assert names("负责人满意一边演示，一边说") == [(3, "满意")]
    assert names("职工满意度高") == []


def test_later_places_are_subjects_only():
    text = "管家叫高兴，是干部。高兴把材料拆开。大家很高兴。高兴地走了"
    assert names(text) == [(3, "高兴"), (10, "高兴")]
