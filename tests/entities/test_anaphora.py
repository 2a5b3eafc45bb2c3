"""Anaphors: 该局, 集团, 全县, 他, 张董事长 point to what they stand for."""

import pytest

from kg.entities import resolve_page
from kg.records import Article, Mention, Part
from tests.entities.by_hand import at, referents_of


def pointed(marked: str, word: str, paper: str | None = "吕梁日报") -> str | None:
    """The name of what the last occurrence of a word stands for."""
    text = marked
    for referent in referents_of(marked, paper=paper):
        plain = "".join(part.split("|")[0] for part in text.replace("}", "{").split("{"))
        where = plain.rindex(word)
        if any(r.anaphor and r.start <= where < r.end for r in referent.references):
            return referent.name
    return None


@pytest.mark.parametrize(
    ("marked", "word", "name"),
    [
        ("{岚县审批局|G}改革。今年，该局办件提速", "该局", "岚县审批局"),
        ("{岚县教育局|G}和{鸿远公司|E}签约，该局牵头", "该局", "岚县教育局"),
        ("{岚县教育局|G}牵头，会同{岚县民政局|G}检查，该局督办", "该局", "岚县教育局"),
        ("{岚县教育局|G}联合{岚县公安局|G}、{岚县民政局|G}检查，该局督办", "该局", "岚县教育局"),
        ("{岚县教育局|G}邀请{岚县公安局|G}讲课，该局督办", "该局", "岚县教育局"),
        ("{鸿远公司|E}成立。{鸿远公司掘进队|E}进尺百米。该公司受表彰", "该公司", "鸿远公司"),
        ("{鸿远集团|E}成立。集团董事长{沙海澜|P}说", "集团", "鸿远集团"),
        ("{坝上薯丰合作社|E}分红，合作社流转土地", "合作社", "坝上薯丰合作社"),
        ("{岚县|County}产土豆，全县种植五万亩", "全县", "岚县"),
        ("{岚县|County}产土豆，我县加工", "我县", "岚县"),
        ("{岚县|County}产土豆。县里建库", "县里", "岚县"),
        ("{吕梁市|Prefecture}发布：全市增绿", "全市", "吕梁市"),
        ("{岚县|County}{岚城镇|Township}修渠，全镇受益", "全镇", "岚城镇"),
        ("{岚县|County}{岚城镇|Township}修渠，镇长到场", "镇长", "岚城镇"),
        ("{岚县|County}产土豆，副县长调研", "县长", "岚县"),
        ("{沙海澜|P}是董事长。村民都说沙董事长好", "沙董事长", "沙海澜"),
        ("{阚大川|P}种地。他今年丰收", "他", "阚大川"),
        ("{田美娟|P}扶着{石大勇|P}。他笑了", "他", "石大勇"),
        ("{石向东|P}宣布开工。{田高升|P}致辞，他表示满意", "他", "田高升"),
    ],
)
def test_an_anaphor_points_to_its_thing(marked: str, word: str, name: str) -> None:
    assert pointed(marked, word) == name


@pytest.mark.parametrize(
    ("marked", "word"),
    [
        ("{岚县教育局|G}开会。各公司参加", "公司"),
        ("{鸿远公司|E}开会。子公司参加", "公司"),
        ("{阚大川|P}种地。他们丰收", "他"),
        ("全县丰收", "全县"),
        ("{岚县|County}市场长期向好", "市场"),
    ],
)
def test_other_words_point_to_nothing(marked: str, word: str) -> None:
    assert pointed(marked, word) is None


def test_a_speakers_he_is_somebody_else() -> None:
    assert pointed("{阚大川|P}种地。{石二勇|P}说：“他勤快。”", "他") == "阚大川"


def test_anaphors_are_no_names() -> None:
    for referent in referents_of("{岚县审批局|G}改革，该局提速", paper="吕梁日报"):
        assert "该局" not in referent.names


def test_a_name_inside_another_ones_is_not_pointed_to() -> None:
    text = "南阳学院附属小学开学，公司向学校捐书"
    whole, inner = (Mention(0, n, "Organization", text[:n], "hand") for n in (8, 4))
    article = Article("a", "a.txt", "news", text, (Part("body", 0, len(text)),), (), ((1, 1),))
    found = resolve_page([article], [(whole, inner)])[0]
    assert at(found, text.index("学校")).name == "南阳学院附属小学"


def test_a_firm_is_not_its_own_team() -> None:
    text = "鸿远公司掘进队进尺百米。该公司受表彰"
    whole, inner = (Mention(0, n, "Enterprise", text[:n], "hand") for n in (7, 4))
    article = Article("a", "a.txt", "news", text, (Part("body", 0, len(text)),), (), ((1, 1),))
    found = resolve_page([article], [(whole, inner)])[0]
    assert at(found, text.index("该公司")).name == "鸿远公司"
