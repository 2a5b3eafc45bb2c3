"""Pages in the way of county papers, written for the tests: index boxes, notices, letters, forecasts, headlines anywhere."""

import pytest

from kg.articles import split_page
from kg.records import Article
from tests.articles.by_hand import body, page


def set_in(width: int, *paragraphs: str) -> str:
    """Paragraphs as lines of a column, their indents lost."""
    lines: list[str] = []
    for text in paragraphs:
        lines.append(text[: width - 2])
        lines += [text[at : at + width] for at in range(width - 2, len(text), width)]
    return "\n".join(lines)


SOWING = set_in(
    17,
    "昨日上午，全县秋冬种暨高标准农田建设现场推进会在大石镇召开。县委副书记、县长范启明出席会议并讲话。",
    "会议指出，今年全县秋粮播种面积三十一万亩，目前已收获二十六万亩，丰收已成定局。各乡镇要抢抓晴好天气，确保颗粒归仓。",
    "范启明要求，高标准农田建设要倒排工期，确保年底前完成四万亩建设任务。",
)
HOSPITAL = set_in(
    17,
    "本报讯（记者 卢秀英）云溪县人民医院与省肿瘤医院签订医联体合作协议，今后每周二、周四将有省城专家到县坐诊。",
    "据介绍，合作期限为五年，省肿瘤医院将帮助县人民医院建设肿瘤内科，培养技术骨干十二名。",
)
LETTER = set_in(
    20,
    "编辑同志：",
    "我是城南新区的一名早班工人，每天六点半要到厂里上班，可是3路公交车首班六点四十才发车，冬天特别难熬。",
    "听说城北已经把首班车提前到了五点五十，我们盼着城南也能早发一班，解决上千名工人的难题。",
)


def read(*parts: str, blank: bool = False) -> tuple[Article, ...]:
    text = "\n".join(parts)
    return split_page(page(text.replace("\n", "\n\n") if blank else text))


@pytest.mark.parametrize("blank", [False, True])
def test_index_box_and_masthead_belong_to_no_headline(blank: bool) -> None:
    top = ["云溪日报", "YUNXI RIBAO", "2023年10月18日 星期三", "中共云溪县委主管主办", "今日导读"]
    index = ["秋粮颗粒归仓有保障 >>>2版", "小巷里的“红色管家” 3版", "古渡口的最后一名船工④"]
    heads = ["抢抓农时扩种增收", "确保高标准农田如期建成", "县人民医院牵手省肿瘤医院"]
    found = read(*top, *index, SOWING, *heads[:2], HOSPITAL, heads[2], blank=blank)
    assert [article.headline for article in found] == [" ".join(heads[:2]).replace(" ", ""), heads[2]]


@pytest.mark.parametrize("blank", [False, True])
def test_notices_begin_at_their_names(blank: bool) -> None:
    lost = "王秀芳遗失第二代居民身份证，证号后四位0428，声明作废。"
    dead = "云溪县政协原副主席、离休干部郑德厚同志，因病医治无效，于2022年6月6日5时20分逝世，享年91岁。"
    sky = "今天白天多云转晴，偏南风2到3级，气温18℃到29℃；今天夜间晴，气温16℃到19℃；明天晴间多云，最高气温31℃。"
    jobs = "本公司因业务发展需要，招聘会计一名、仓库管理员两名，要求高中以上文化程度，待遇面议。"
    names = ("遗失声明", "讣 告", "天气预报", "招 聘")
    parts = [line for name, text in zip(names, (lost, dead, sky, jobs), strict=True) for line in (name, set_in(16, text))]
    found = read(*parts, blank=blank)
    assert [article.headline for article in found] == ["遗失声明", "讣告", "天气预报", "招聘"]
    assert body(found[2]) == sky


def test_a_letter_keeps_its_closing_words_and_who_signs_it() -> None:
    found = read("公交车能不能早发一班", LETTER, "此致", "敬礼", "城南新区早班工人乔", "城北夜班车延长一小时", HOSPITAL)
    assert body(found[0]).split("\n")[-3:] == ["此致", "敬礼", "城南新区早班工人乔"]
    assert found[1].headline == "城北夜班车延长一小时"


def test_a_headline_that_asks_stands_alone_above_a_dateline() -> None:
    found = read(SOWING, "云溪：医院“合”了，专家谁来请？", HOSPITAL)
    assert [article.headline for article in found] == [None, "云溪：医院“合”了，专家谁来请？"]


def test_a_signature_that_wraps_is_the_end_of_its_article() -> None:
    found = read(SOWING + "（记者 付", "晓东 石敏）", "县人民医院牵手省肿瘤医院", HOSPITAL)
    assert body(found[0]).endswith("（记者 付晓东 石敏）")
    assert found[0].byline == ("付晓东", "石敏")


def test_a_lone_line_inside_an_article_without_a_headline_is_its_headline() -> None:
    first, _, rest = SOWING.partition("会议指出")
    (article,) = read(first.rstrip(), "秋冬种现场推进会召开", "会议指出" + rest)
    assert article.headline == "秋冬种现场推进会召开"


def test_a_dash_that_a_column_wraps_runs_on() -> None:
    column = set_in(16, "记者日前走访大殷镇杨家店村，请种植户、经纪人、加工商各列了一张清清楚楚的账单")
    (article,) = read(column + "\n——", set_in(16, "种植户说，今年每亩葡萄净剩两万元，比去年多出三千元，乡亲们都很高兴。"))
    assert body(article).split("\n")[0].endswith("账单——")


def test_a_headline_as_wide_as_the_column_is_no_first_line_where_those_are_set_in() -> None:
    told = set_in(17, "日前，" + HOSPITAL.replace("\n", "").partition("）")[2])
    found = read(SOWING, "县人民医院与省肿瘤医院共建医疗联盟", told)
    assert "县人民医院与省肿瘤医院共建医疗联盟" in [article.headline for article in found]


PLUMS = set_in(
    16,
    "立夏一过，云溪县石桥镇的青梅熟了。5月8日，在石桥镇梅岭村，梅农杜长福一家天不亮就上了山，赶在日头出来之前把果子摘下来。",
    "“今年雨水匀，果子比去年大。”杜长福说，他家八亩梅园预计收入六万元。镇里在村口设了两个收购点，当天采摘，当天发往省城。",
)
HELPERS = set_in(
    16,
    "本报讯（记者 卢秀英）5月6日，云溪县城关街道的志愿者走进柳林社区，为三十多位老人理发、量血压、修理家电。",
    "据了解，这支志愿服务队成立于2019年，现有队员五十二人，四年来开展活动一百二十余次。",
)


def test_reporter_and_correspondent_on_two_lines_sign_one_article_beside_one_that_nobody_signs() -> None:
    lost = "杜长福遗失云L3K215车辆营运证，声明作废。"
    found = read("青梅熟了", "本报记者 卢秀英", "通讯员 石 磊", PLUMS, "遗失声明", lost)
    assert [article.byline for article in found] == [("卢秀英", "石磊"), ()]


@pytest.mark.parametrize("note", ["（作者系云溪县第二中学教师）", "（来源：云溪发布）"])
def test_a_note_on_the_author_is_the_last_line_of_its_article(note: str) -> None:
    found = read("青梅熟了", PLUMS, note, "城关：志愿者进社区", HELPERS)
    assert [article.text.endswith(note) for article in found] == [True, False]
    assert [article.headline for article in found] == ["青梅熟了", "城关：志愿者进社区"]


def test_briefs_behind_triangles_are_no_captions() -> None:
    briefs = [
        "▲近日，云溪县税务局走进企业讲解税费优惠政策，受到企业欢迎。",
        "▲5月3日，云溪县图书馆举办少儿朗诵比赛，46名小选手参赛。",
        "▲连日来，云溪供电局对全县16条农网线路开展特巡，处理缺陷27处。",
    ]
    signed = [
        line for text, name in zip(briefs, ("石磊", "董洁", "郑毅"), strict=True) for line in (set_in(16, text), f"（{name}）")
    ]
    found = read("城关：志愿者进社区", HELPERS, "基层短波", *signed, "青梅熟了", "本报记者 卢秀英", PLUMS)
    assert [article.byline for article in found if article.headline] == [("卢秀英",), ("卢秀英",)]
    assert not any(article.kind == "caption" for article in found)


def test_a_county_above_a_headline_is_no_author() -> None:
    found = read("康县", "青梅鼓起山里人的腰包", "本报记者 卢秀英", PLUMS, "城关：志愿者进社区", HELPERS)
    assert (found[0].headline, found[0].subhead, found[0].byline) == ("青梅鼓起山里人的腰包", "康县", ("卢秀英",))


def test_the_lines_of_a_poem_are_the_body_below_its_author() -> None:
    verse = ["不是因为累", "是因为怀里抱着", "一整个夏天的雨", "梅子黄在枝头", "母亲站在树下", "把影子晒成", "一株老去的高粱"]
    long = ["　　今年雨水匀，果子比去年大，" + "乡亲们说起来都很高兴，" * 5 + f"来了{n}拨客商。" for n in range(2, 12)]
    found = read(
        "青梅熟了", "本报记者 卢秀英", *long[:5], "雨水（外一首）", "□ 石磊", *verse, "集市开了", "本报记者 董洁", *long[5:]
    )
    assert [article.headline for article in found] == ["青梅熟了", "雨水（外一首）", "集市开了"]
    assert found[1].text.endswith("\n".join(verse))


def test_headline_and_reporter_begin_an_article_that_speaks_of_the_same() -> None:
    market = set_in(
        16,
        "“慢点，这一筐是青梅！”5月9日清晨，石桥镇果品市场里人来人往，梅农和商贩讨价还价，一派忙碌。",
        "石桥镇果品市场去年建成，占地十二亩，有摊位六十个，每天成交青梅八万斤。",
    )
    found = read("青梅熟了", "□本报记者 卢秀英", PLUMS, "石桥：开市清晨梅满筐", "□本报记者 董洁", market)
    assert [article.byline for article in found] == [("卢秀英",), ("董洁",)]


@pytest.mark.parametrize(
    ("opening", "byline"),
    [
        ("本报讯 （石磊 董洁）", ("石磊", "董洁")),
        ("本报讯 记者石磊报道：", ("石磊",)),
        ("本报讯（县人民医院）", ()),
        ("淮河网讯（记者 石磊）", ("石磊",)),
        ("云溪县融媒体中心讯（记者 石磊 通讯员 董洁）", ("石磊", "董洁")),
        ("（记者 石磊）", ("石磊",)),
        ("记者 石磊 报道：", ("石磊",)),
    ],
)
def test_who_reports_may_stand_without_a_role_behind_the_dateline(opening: str, byline: tuple[str, ...]) -> None:
    (found,) = read("医疗下乡", f"　　{opening}5月7日，云溪县组织专家到石桥镇义诊，二百多位老人前来就诊。")
    assert found.byline == byline
