"""Letters and their replies, poems beside prose, and words that stand where names stand: on pages written for the tests."""

import pytest

from kg.articles import marks, split_page
from kg.articles.columns import units
from kg.articles.printed import printed_lines
from tests.articles.by_hand import body, page

WIDTH = 18


def set_in(*paras: str, width: int = WIDTH) -> list[str]:
    """Paragraphs as lines of a column."""
    found: list[str] = []
    for para in paras:
        text = "　　" + para
        found += [text[at : at + width] for at in range(0, len(text), width)]
    return found


LETTER = [
    "路灯坏了谁来修",
    *set_in(
        "编辑同志：",
        "我家住在白杨县东关社区。小区北门的路灯坏了三个多月，晚上出门看不清路，老人摔倒过两次。"
        "物业说归城管管，城管又说不归他们管。请问，路灯坏了到底该找谁？",
    ),
    "白杨县　居民　孟庆余",
]
REPLY = [
    "答复",
    *set_in(
        "孟庆余读者：",
        "接到来信后，我局派人到小区北门查看。这一段路灯的线路已经老化，目前换了电缆一百二十米、灯头九个，路灯已经亮了。"
        "今后如遇路灯损坏，请拨打服务热线。",
    ),
    "白杨县城市管理局",
]


def test_a_reply_is_an_article_of_its_own_and_both_keep_who_signs_them() -> None:
    letter, reply = split_page(page("\n".join([*LETTER, *REPLY])))
    assert letter.headline == "路灯坏了谁来修" and body(letter).endswith("该找谁？\n白杨县 居民 孟庆余")
    assert (
        reply.headline == "答复" and body(reply).startswith("孟庆余读者：") and body(reply).endswith("热线。\n白杨县城市管理局")
    )


@pytest.mark.parametrize("signed", ["村民 孟庆余等", "业主 孟庆余等12户", "读者　孟庆余等人"])
def test_one_may_sign_for_others(signed: str) -> None:
    news = ["柿子上了网", *set_in("本报讯（记者 白玲）白杨县的柿子今年卖到了南方，日均发货三千箱，合作社添了两条分拣线。")]
    letter, other = split_page(page("\n".join([*LETTER[:-1], signed, *news])))
    assert body(letter).endswith("该找谁？\n" + signed.replace("　", " ")) and other.headline == "柿子上了网"


def test_offices_sign_a_notice_below_its_closing_words() -> None:
    notice = set_in("因桥面维修，滨河路自九月六日至十月二十日实行半幅封闭，过往车辆请减速慢行，服从现场交警指挥。")
    offices = ["特此公告", "白杨县公安局交通管理大队", "白杨县公路养护服务中心"]
    news = ["柿子上了网", *set_in("本报讯（记者 白玲）白杨县的柿子今年卖到了南方，日均发货三千箱，合作社添了两条分拣线。")]
    one, other = split_page(page("\n".join(["滨河路施工公告", *notice, *offices, *news])))
    assert body(one).endswith("\n".join(offices)) and other.headline == "柿子上了网"


def test_the_line_above_the_next_text_of_a_letter_is_no_signature() -> None:
    heading = ["物业怎么说", *set_in("小区物业经理康向东告诉记者，北门外的路灯不在物业的管理范围之内。")]
    (letter,) = split_page(page("\n".join([*LETTER[:-1], *heading])))
    assert "物业怎么说" in body(letter)


PROSE = set_in(
    "麦子熟的时候，父亲总要到地头站一站。他不说话，只把一穗麦子放在掌心里搓，吹去麦芒，数一数有多少粒。",
    "那时候我不懂，以为他在算收成。后来我也站在了地头，才知道他是在跟土地说话。",
    width=14,
)
VERSE = [
    "雾从沟底升起",
    "漫过石墙",
    "漫过梯田",
    "爷爷的烟袋锅",
    "一明一暗",
    "像一颗早起的星",
    "羊群出了栅栏",
    "铃声撒了一路",
    "露水湿了鞋",
]


def test_lines_of_a_poem_are_not_run_together() -> None:
    found = split_page(page("\n".join([*PROSE, "山村的早晨", "□孟庆余", *VERSE])))
    poem = next(article for article in found if article.headline == "山村的早晨")
    assert body(poem) == "\n".join(VERSE) and poem.byline == ("孟庆余",)


def test_a_narrow_column_below_a_byline_is_prose() -> None:
    text = "今年入夏以来白杨县东关社区的老年食堂每天中午为八十多位老人送去热饭热菜"
    lines = [text[at : at + 6] for at in range(0, len(text), 6)]
    found = units(printed_lines(page("\n".join(["老年食堂开饭了", "□孟庆余", *lines]))))
    assert found[-1].kind == "para" and len(found[-1].lines) == len(lines)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("采摘忙 摄", None),
        ("答复 文", None),
        ("春耕忙 文/图", None),
        ("晒秋忙　孟小龙 摄", ("孟小龙",)),
        ("赛龙舟 摄影 孟小龙", ("孟小龙",)),
        ("孟小龙 文/摄", ("孟小龙",)),
        ("白露 文/图", ("白露",)),
        ("普布次仁 摄", ("普布次仁",)),
    ],
)
def test_what_a_picture_shows_is_no_name(line: str, names: tuple[str, ...] | None) -> None:
    found = marks.byline(line)
    assert (found.names if found else None) == names


@pytest.mark.parametrize("line", ["地址：白杨县新华街十八号　新闻热线：0935-6102345", "社长：孟庆余", "白杨新闻中心主办"])
def test_a_foot_line_is_furniture(line: str) -> None:
    found = units(printed_lines(page("\n".join([*PROSE, line]))))
    assert found[-1].kind == "furniture"


NOTICE = """关于转让旧设备的公告
受委托，现对轧花厂闲置的三台旧设备公开转让，有意者请于6月2日前到厂
里看样。"""


def test_an_office_alone_below_a_notice_signs_it() -> None:
    signed = "联系电话：0999-8390000\n河湾县诚达拍卖有限公司\n"
    lost = "遗失声明\n本人不慎将河湾县林业局发的林权证遗失，证号为0420117，现声明作废。申有田\n"
    first, second = split_page(page(NOTICE + signed + lost))
    assert first.text.endswith("河湾县诚达拍卖有限公司")
    assert second.headline == "遗失声明"


def test_an_office_above_an_article_begins_its_headline() -> None:
    story = "\n河湾县林业局\n送苗到田头\n本报讯（记者 申有田）4月3日，河湾县林业局把两千株果苗送到田头。\n"
    assert "".join(split_page(page(NOTICE + story))[-1].headline.split()) == "河湾县林业局送苗到田头"
