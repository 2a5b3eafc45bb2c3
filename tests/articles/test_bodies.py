"""The questions asked of a boundary, and their weights as data."""

from kg.articles.bodies import Cut, is_caption, questions, signature, weighed
from kg.articles.cohesion import affinity, cohesion, grams
from kg.articles.columns import units
from kg.articles.printed import printed_lines
from kg.lexicon import rows
from tests.articles.by_hand import page

RIVER = "青石县水利局启动清水河治理工程，清水河疏浚十二公里，沿河九个村的群众受益，局长何平介绍说。"
SCHOOL = "白塔镇中心小学新教学楼启用，八百名学生搬进教室，校长孙静介绍说，孩子们有了图书室。"


def answers(text: str) -> dict[str, float]:
    found = units(printed_lines(page(text)))
    words = [grams(unit.text) for unit in found]
    return questions(found, Cut(0, len(found) - 1, 0, words[0], words[-1], words[-1]))


def test_every_question_has_a_weight_and_words() -> None:
    asked = answers(f"{RIVER}\n{SCHOOL}")
    known = {row["rule"]: row for row in rows("pages/boundaries.tsv")}
    assert set(asked) == set(known)
    assert all(float(row["weight"]) or row["weight"] in ("0", "0.0", "-0.0") for row in known.values())
    assert all(row["words"] for row in known.values())
    assert all(reason.name.startswith("boundary/") and reason.words for reason in weighed(asked))


def test_a_dateline_decides_alone() -> None:
    text = f"{RIVER}\n本报讯（记者 李强）{SCHOOL}"
    asked = answers(text)
    assert asked["dateline"] == 1.0
    assert sum(reason.weight for reason in weighed(asked)) > 5


def test_one_story_coheres_and_two_do_not() -> None:
    assert cohesion(grams(RIVER * 4), grams("清水河治理工程计划两年完成，沿河群众盼了多年，何平说" * 3)) > 0
    assert cohesion(grams(RIVER * 4), grams(SCHOOL * 3)) < 0


def test_what_several_bodies_say_draws_a_headline_to_none() -> None:
    bodies = [grams(RIVER), grams(SCHOOL)]
    own, other = affinity(grams("清水河治理启动"), bodies)
    assert own > 2 > other
    assert max(affinity(grams("介绍说"), bodies)) < 1.5


def test_captions_and_signatures() -> None:
    assert is_caption("茶农在采茶。 赵雪 摄")
    assert is_caption("▲群众在服务大厅办事。")
    assert not is_caption("他三十年坚持摄影，拍下了家乡的变化。")
    assert signature("圆了多年的梦。（本报记者 赵雪）")
    assert not signature("圆了多年的梦。（县级）")
