"""Articles of a page that names no author: a short headline between two stories, and a section heading inside one."""

import itertools

import pytest

from kg.articles import split_page
from tests.articles.by_hand import page

STORIES = {
    "豆角进城": (
        "清晨六点，柳树沟村的扁豆地里已经站满了人。村民郝玉兰把刚摘下来的豆角码进筐里，笑着说今年的收成比去年多了三成。",
        "据村党支部书记梁守业介绍，全村种植扁豆二百六十亩，合作社统一供种、统一收购，每斤保底价两元四角。",
    ),
    "操场上的环保课": (
        "东河街道中心小学的操场上热闹非凡，一场以垃圾分类为主题的运动会正在举行。孩子们把写着电池、果皮的沙包送进不同颜色的桶里。",
        "班主任常丽萍介绍，学校把分类知识编成了十六个游戏，每周五下午开展一次。",
    ),
    "六分钟的护送": (
        "县交警大队城区中队民警巡逻至滨河路时，发现一辆三轮车停在路边，车上老人面色苍白。",
        "民警聂海峰得知老人胸口发闷，用警车开道，六分钟便把老人送到县人民医院，老人脱离了危险。",
    ),
    "水价听证会": (
        "县发展和改革局六月十一日召开城区居民生活用水价格听证会，二十一名听证代表参加。",
        "根据方案，一级水价拟由每立方米一元九角调整为二元三角，低保户每月免收五立方米水费。",
    ),
}
SECTIONS = (
    (
        "深山里的卫生室",
        "早上八点，石盘沟村卫生室的门已经开了。村医姚桂林给第一位病人量血压，边量边叮嘱少吃咸菜。",
        "姚桂林今年五十四岁，在山里走了三十年，四个自然村二百多位老人的病情都记在他的本子上。",
        "药箱变成了车",
        "前些年出诊全靠两条腿，一个药箱背到天黑。去年县卫生健康局给他配了一辆巡诊车，车上有心电图机和检测仪。",
        "有了车，姚桂林每月能把四个村走上两遍，高血压病人的随访率从六成提高到九成七。",
    ),
    (
        "老街有了新模样",
        "走进南关老街，青石板路面平整干净，沿街铺面挂上了统一的木质招牌，几家老字号门前排起了队。",
        "去年三月，县住房和城乡建设局启动老街改造，整修房屋一百一十六间，管线全部入地。",
        "老手艺回来了",
        "在街口，六十八岁的铜匠秦满堂正给一把铜壶收口。老街改造后，他免租金租下一间铺面，带了两个徒弟。",
        "像秦满堂这样回到老街的手艺人已有二十三位，木版年画、纸扎、糖人都有了自己的铺子。",
    ),
)
WIDTHS = (14, 18, 22, 26)


def lines_of(paras: tuple[str, ...], width: int) -> list[str]:
    return [("　　" + para)[at : at + width] for para in paras for at in range(0, len(para) + 2, width)]


def test_two_short_stories_are_two_articles() -> None:
    """On most pages: one headline of five letters is no proof."""
    right = tried = 0
    for width, (one, other) in itertools.product(WIDTHS, itertools.permutations(STORIES, 2)):
        lines = [one, *lines_of(STORIES[one], width), other, *lines_of(STORIES[other], width)]
        right += [article.headline for article in split_page(page("\n".join(lines)))] == [one, other]
        tried += 1
    assert tried == 48 and right >= 32


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("told", SECTIONS)
def test_one_section_heading_does_not_part_a_story(told: tuple[str, ...], width: int) -> None:
    lines = [told[0], *lines_of(told[1:3], width), told[3], *lines_of(told[4:], width)]
    (article,) = split_page(page("\n".join(lines)))
    assert article.headline == told[0]


BRIEFS = {
    "白杨乡开展消防演练": "六月八日，白杨乡组织辖区十二家企业开展消防演练，一百二十余人参加，现场讲解灭火器使用方法。",
    "北关村修通环村路": "近日，北关村三点二公里的环村水泥路正式通车，三百多户村民出行难题得到解决。",
    "县图书馆延长开放时间": "即日起，县图书馆夏季开放时间延长到晚上九点，周一照常开放。",
}


@pytest.mark.parametrize("label", ["简讯", "【一句话新闻】", "乡镇简讯"])
def test_briefs_below_their_label_are_articles(label: str) -> None:
    lines = [line for headline, text in BRIEFS.items() for line in (headline, *lines_of((text,), 18))]
    found = split_page(page("\n".join([label, *lines])))
    assert [article.headline for article in found] == list(BRIEFS)
