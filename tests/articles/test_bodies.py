"""The questions asked of a boundary, and their weights as data."""

import itertools

from kg.articles.bodies import asked, find_bodies, is_caption, sheet_of
from kg.articles.boundaries import BARE_DOUBT, DOUBT, odds, signature, weighed
from kg.articles.cohesion import affinity, cohesion, grams
from kg.articles.columns import Unit, units
from kg.articles.printed import printed_lines
from kg.lexicon import rows
from tests.articles.by_hand import page
from tests.pagegen.stories import stories

RIVER = "青石县水利局启动清水河治理工程，清水河疏浚十二公里，沿河九个村的群众受益，局长何平介绍说。"
SCHOOL = "白塔镇中心小学新教学楼启用，八百名学生搬进教室，校长孙静介绍说，孩子们有了图书室。"


def set_in(text: str, width: int = 12) -> str:
    return "\n".join(text[at : at + width] for at in range(0, len(text), width))


def answers(text: str) -> dict[str, float]:
    sheet = sheet_of(units(printed_lines(page(text))))
    return asked(sheet, 0, len(sheet.paras) - 1)[0]


def test_every_question_has_a_weight_and_words() -> None:
    known = {row["rule"]: row for row in rows("pages/boundaries.tsv")}
    plain = answers(f"{set_in(RIVER)}\n{set_in(SCHOOL)}")
    assert {"always", "adjoining", "cohesion", "letters-before", "letters-behind"} < set(plain) < set(known)
    parted = answers(f"{set_in(RIVER)}\n校园添新楼\n□本报记者 李强\n{set_in(SCHOOL)}")
    assert {"one-float", "byline", "byline-and-float", "letters-of-floats"} < set(parted) < set(known)
    assert all(row["words"] and abs(float(row["weight"])) <= 20 for row in known.values())
    assert all(reason.name.startswith("boundary/") and reason.words for reason in weighed(parted))


def test_words_are_not_compared_where_no_words_could_cut() -> None:
    told = [story for story in stories(True) if len(story.paragraphs) > 5][:20]
    sheet = sheet_of(units(printed_lines(page("\n".join(set_in(text) for story in told for text in story.paragraphs)))))
    find_bodies(sheet)
    skipped = [place for place, (found, _) in sheet.answered.items() if not found]
    assert len(skipped) > 0.2 * len(sheet.answered)
    assert all(asked(sheet, *place)[1] < -BARE_DOUBT for place in skipped)


def test_a_dateline_decides_alone() -> None:
    found = answers(f"{set_in(RIVER)}\n{set_in('本报讯（记者 李强）' + SCHOOL)}")
    assert found["dateline"] == 1.0
    assert odds(found) == sum(reason.weight for reason in weighed(found)) > 5


def test_a_line_that_begins_with_a_turn_belongs_to_what_stands_above_it() -> None:
    assert odds(answers(f"{set_in(RIVER)}\n（下转3版）（记者 李强）")) < -5


def test_one_story_coheres_and_two_do_not() -> None:
    told = [story for story in stories(True) if len(story.paragraphs) > 5][:60]
    halves = [(grams("".join(story.paragraphs[:3])), grams("".join(story.paragraphs[3:]))) for story in told]
    one = sum(cohesion(first, rest) > 0 for first, rest in halves)
    two = sum(cohesion(first, rest) < 0 for (first, _), (_, rest) in itertools.pairwise(halves))
    assert len(halves) == 60
    assert one > 50 and two > 50


def test_what_several_bodies_say_draws_a_headline_to_none() -> None:
    bodies = [grams(RIVER), grams(SCHOOL)]
    own, other = affinity(grams("清水河治理启动"), bodies)
    assert own > 2 > other
    assert max(affinity(grams("介绍说"), bodies)) < 1.5


def test_the_words_that_close_a_letter_stay_with_it() -> None:
    assert odds(answers(f"{set_in(RIVER)}\n此致（下转8版）")) < -DOUBT


def photos(*paras: str) -> set[int]:
    lines = printed_lines(page("\n".join(paras)))
    return sheet_of([Unit("para", [line], line.width) for line in lines]).photo


def test_captions_that_are_signed_each_for_itself_are_no_picture_story() -> None:
    assert photos(RIVER, "▲茶农在采茶，新芽正好。 赵雪 摄", "图为学生在教室里读书。 王芳 摄", SCHOOL) == {1, 2}
    assert photos(RIVER, "▲茶农在采茶，新芽正好。", "图为学生在教室里读书。 王芳 摄", SCHOOL) == set()


def test_a_caption_without_a_credit_in_the_column_of_an_article_is_its_paragraph() -> None:
    assert photos(RIVER, f"图为{RIVER[:-3]}。", RIVER) == set()
    assert photos(RIVER, "图为水利局的工人在清理淤泥。", RIVER) == {1}
    assert photos(RIVER, f"图为{RIVER[:-8]}。 王芳 摄", RIVER) == {1}


def test_captions_and_signatures() -> None:
    assert is_caption("茶农在采茶。 赵雪 摄")
    assert is_caption("▲群众在服务大厅办事。")
    assert not is_caption("他三十年坚持摄影，拍下了家乡的变化。")
    assert not is_caption("本报讯（记者 王芳）茶农在采茶。 赵雪 摄")
    assert signature("圆了多年的梦。（本报记者 赵雪）")
    assert not signature("圆了多年的梦。（县级）")
