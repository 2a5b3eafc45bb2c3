"""Bylines, datelines, furniture, 上接/下转 in all their forms, and what looks like them."""

import pytest

from kg.articles import marks
from kg.articles.furniture import rule_of as furniture
from kg.articles.issue import issue


@pytest.mark.parametrize(
    ("line", "names", "how"),
    [
        ("□ 本报记者 高明 王丽华", ("高明", "王丽华"), "marked"),
        ("■ 记者 赵强", ("赵强",), "marked"),
        ("本报记者 李影", ("李影",), "roles"),
        ("本报记者 齐放 通讯员 师文", ("齐放", "师文"), "roles"),
        ("（通讯员 余味 本报记者 章明）", ("余味", "章明"), "roles"),
        ("（季红 吴凡）", ("季红", "吴凡"), "names"),
        ("□ 文/本报记者 乌日娜 图/通讯员 高树", ("乌日娜", "高树"), "marked"),
        ("本报记者 迪丽努尔·艾合买提 江山", ("迪丽努尔·艾合买提", "江山"), "roles"),
        ("赵雪梅", ("赵雪梅",), "names"),
        ("⊙赵雪梅", ("赵雪梅",), "marked"),
        ("（图文：通讯员 赵雪梅）", ("赵雪梅",), "roles"),
        ("本报记者 王建国李志强", ("王建国", "李志强"), "roles"),
        ("（记者 董 洁）", ("董洁",), "roles"),
        ("（董 洁 马云峰）", ("董洁", "马云峰"), "names"),
        ("本报记者 董 洁 通讯员 马云峰", ("董洁", "马云峰"), "roles"),
        ("淮河晚报记者 董 洁", ("董洁",), "roles"),
        ("定边县融媒体中心记者 马云峰", ("马云峰",), "roles"),
        ("（县融媒体中心 马云峰）", ("马云峰",), "roles"),
        ("记者 斯琴格日乐", ("斯琴格日乐",), "roles"),
        ("（记者董洁通讯员马云峰）", ("董洁", "马云峰"), "roles"),
        ("（记者季红实习生吴凡）", ("季红", "吴凡"), "roles"),
    ],
)
def test_bylines(line: str, names: tuple[str, ...], how: str) -> None:
    found = marks.byline(line)
    assert found is not None
    assert (found.names, found.how) == (names, how)


@pytest.mark.parametrize(
    "line",
    [
        "茶银行",
        "会前，高明一行到煤矿调度指挥中心",
        "在便民服务中心，记者遇到了来办",
        "县融媒体中心的小记者王小婷拍",
        "本报记者在现场看到，车间里一派忙碌。",
        "走读长三角·江东",
        "黄河岸边的“背篓医生”",
        "编织品牌",
        "是根本",
        "佳县：黄河",
        "钱花在哪？记者对照",
        "康县",
        "金塔县",
        "（作者系金塔县第三中学教师）",
        "作者单位：金塔县水务局",
    ],
)
def test_what_is_no_byline(line: str) -> None:
    assert marks.byline(line) is None


@pytest.mark.parametrize(
    "line",
    [
        "2024年5月8日 星期三",
        "２０２４年５月８日　星期三",
        "第1版",
        "第3版 综合新闻",
        "04 区域新闻",
        "A2版 要闻",
        "要闻",
        "一线传真",
        "责任编辑 孟晓 视觉编辑 韩露",
        "责编：马梅 美编：苏航",
        "■本版责编 陈默  ■美编 池鱼",
        "编辑 陈默 校对 池鱼 美编 苏航",
        "新闻热线：0350—30×××18",
        "■投稿邮箱：jjb@example.cn",
        "本报网址：www.example.cn",
        "农历甲辰年四月初一",
        "本版图片除署名外由通讯员提供",
        "广告许可证：6100004000××× 零售价：1.00元",
        "——",
        "12",
        "2023.4.12 星期三 编辑/董洁 版式/马云峰 校对/石磊",
        "2023-04-12 星期三",
        "A03 2023-04-12",
        "2023/4/12 A03",
        "二〇二三年四月十二日 星期三",
        "2023年4月12日 癸卯年闰二月廿二",
        "癸卯年闰二月廿二",
        "执行编辑：董洁 版面编辑：马云峰",
        "一审：董洁 二审：马云峰 三审：石磊",
        "编辑 董洁 一审 马云峰 二审 石磊",
        "社长：董洁 总编辑：马云峰",
        "地址：金塔县解放路8号 邮编：735300 电话：0937-4420001",
        "本报地址：酒泉市肃州区解放路18号",
        "总编室：2612345 记者部：2612346",
        "电话：2612345 广告部：2612346",
        "酒泉日报印刷厂承印 零售每份1.00元",
        "酒泉日报社出版 国内统一刊号：CN62-0011",
        "本报法律顾问：董洁",
        "每周一、三、五出版",
        "金塔报",
        "■ 肃州新闻",
        "文化·教育",
        "金塔时报 要闻 2",
        "金塔县融媒体中心主办",
        "准印证号：（甘）0600018",
        "http://www.jtxw.example",
        "微信公众号：今日金塔",
        "编辑 卞秋实 禹丹 组版 郝青",
        "责编 卞秋实 电话 0999－36×××21",
        "第7版 记者热线13x9999xx20",
        "文旅专刊 6 2025年3月4日 责编 卞秋实 版式 禹丹",
        "主办：云水县作家协会　云水日报社",
        "天气预报：今夜到明天晴　西南风2～3级　11℃～25℃",
        "各镇工业短讯",
        "……………………",
        "公告·互动",
        "影像·乡村",
        "LEGAL",
        "晨报热线：0999-6200123",
        "本版电话：0999-8390012 E-mail：bianji@example.cn",
        "刊登声明请加微信：13800000000",
        "来信请寄：石门路18号《读者之声》收",
    ],
)
def test_furniture(line: str) -> None:
    assert furniture(line) is not None


@pytest.mark.parametrize(
    "line",
    [
        "（上接1版）确保每一个符合条",
        "康造的，上面贴着一张小小的二维码，一扫就能看到",
        "本报讯（记者 王芳）扫一扫耳",
        "版权服务站，登记一件纹样最快当天办结，",
        "本报5月24日二版刊发的《一片红茶的三",
        "区域教育品牌提升工程",
        "全市稳就业促增收推进会召开",
        "编辑部的故事开讲了。",
        "2024年，全县实现地区生产总值",
        "值班长努尔兰是全站唯一的女",
        "编辑同志：",
        "情况通报",
        "地址选好了，乡亲们却犯了难",
        "总编室里的一堂党课",
        "三审之后，案子终于有了结果",
        "每周三出诊的老中医",
        "编辑部来了年轻人",
        "编辑 卞秋实的一天",
        "记者热线响了一整夜",
        "主办：云水县农业农村局",
        "……",
        "一条短讯牵出一桩好事",
        "阿依·古丽",
        "服务热线12345解民忧",
        "来信请求修桥的是三位老人",
        "欢迎家长来校做客",
    ],
)
def test_what_is_no_furniture(line: str) -> None:
    assert furniture(line) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("本报讯（记者 王芳）近日", "本报讯"),
        ("本报晋中9月28日讯（记者 郝明）", "本报晋中9月28日讯"),
        ("本报朔州5 月6日电（记者", "本报朔州5月6日电"),
        ("本报伊宁讯（记者", "本报伊宁讯"),
        ("新华社北京5月1日电", "新华社北京5月1日电"),
        ("晚报讯（记者 石艳）骑着马", "晚报讯"),
        ("都市报讯 记者石艳报道", "都市报讯"),
        ("日报讯息灵通", None),
        ("本报记者 齐放 通讯员 师文", None),
        ("本报从即日起", None),
    ],
)
def test_datelines(text: str, found: str | None) -> None:
    match = marks.dateline(text)
    assert (match.group() if match else None) == found


def test_turns_of_a_page() -> None:
    assert marks.continued_from("（上接1版）确保每一个") is not None
    assert marks.continued_from("（上接 1 版）为了让") is not None
    assert marks.continued_from("上接村里的水管") is None
    assert marks.continued_on("提高到43% 。（下转3版）") is not None
    assert marks.continued_on("由盈转亏的版本") is None


def test_photographers() -> None:
    assert marks.photographers("紫黑透亮的李子挂满枝头。 冯凯 白鹏 摄") == ("冯凯", "白鹏")
    assert marks.photographers("本报记者 张雯 摄") == ("张雯",)
    assert marks.photographers("他一直在摄影。") == ()


def test_issue_from_furniture() -> None:
    assert issue(["临江日报 2025年9月10日 星期三", "第2版"]) == ("临江日报", "2025-09-10")
    assert issue(["第2版", "2025年13月40日"]) == (None, None)


def test_the_paper_of_a_county_is_known_by_its_name_alone() -> None:
    assert issue(["金塔报", "2023年4月12日 星期三"]) == ("金塔报", "2023-04-12")
    assert issue(["情况通报", "海报"]) == (None, None)


@pytest.mark.parametrize(
    "line", ["（作者系金塔县第三中学教师）", "（指导老师：董洁）", "指导老师：董洁", "指导教师：董洁 马云峰"]
)
def test_notes_that_close_an_article(line: str) -> None:
    assert marks.closes(line)


@pytest.mark.parametrize("line", ["指导员：董洁", "指导老师：他走进教室，放下书包。", "（右图）"])
def test_what_closes_no_article(line: str) -> None:
    assert not marks.closes(line)


def test_a_line_of_text_is_no_furniture_because_it_begins_with_a_word_of_it() -> None:
    assert furniture("新闻热线：0351-4281234") == ("contact", True)
    assert furniture("热线受理中心接到河畔花园小区居民") is None
    assert furniture("扫一扫关注我们") == ("service", True)
    assert furniture("扫码看更多") == furniture("公益广告 讲文明 树新风") == ("service", True)
    assert furniture("扫码看病不用排队") is None
    assert furniture("扫一扫耳标，出生、防疫、屠") is None


def test_degrees_broken_over_two_lines_are_no_credit() -> None:
    assert marks.signed_photo("茶农在采茶。 赵雪 摄")
    assert not marks.signed_photo("要在零下四十摄氏度到一百四十摄")


def test_a_turn_may_stand_before_the_signature() -> None:
    found = marks.continued_on("群众说好。（下转3版）（记者 王芳）")
    assert found is not None and found.group() == "（下转3版）"
    assert marks.opens_onto("（下转3版）（记者 王芳）") and not marks.opens_onto("（转自新华社）")


def test_bare_names_after_the_last_sentence_sign_a_brief() -> None:
    assert marks.signed_by_name("首周接诊一百人。（王芳 李强）")
    assert not marks.signed_by_name("本报将继续关注。（长沙晚报）")
    assert not marks.signed_by_name("首周接诊一百人。（完）")
    assert not marks.signed_by_name("首周接诊一百人（王芳）")


def test_a_long_name_alone_behind_its_role_is_a_byline_and_words_are_none() -> None:
    found = marks.byline("（本报记者 额尔登陶格套）")
    assert found is not None and found.names == ("额尔登陶格套",)
    assert marks.byline("（图片由林海雪摄）") is None
