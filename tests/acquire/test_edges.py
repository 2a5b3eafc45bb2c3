"""Furniture of web pages is told from sentences that speak of the same things."""

import pytest

from kg.acquire.edges import edges, is_furniture
from kg.acquire.tree import Row


@pytest.mark.parametrize(
    "line",
    [
        "村里开通了公众号，村民扫二维码就能办事。",
        "“扫一扫就能缴费，方便得很。”丁家坪村的何小满说。",
        "镇里给每户发了二维码门牌。",
        "镇网信办的工作人员讲解ICP备案手续怎样办理。",
        "“请关注我们的公众号，每天都有招工消息。”镇长周大山说。",
        "三家网店因未经授权使用“柳湾蜜桃”商标被责令整改。",
        "该县帮助企业办理版权所有人登记。",
        "青禾县客户端上线半年，用户超过三万。",
        "关注留守儿童的志愿者越来越多。",
        "下一条路修到哪里，村民说了算。",
        "时间：3月5日上午9点",
        "来源于山泉的水灌溉着千亩良田。",
        "点击鼠标就能卖桃，这让老周很高兴。",
    ],
)
def test_sentences_are_no_furniture(line: str) -> None:
    assert not is_furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        "扫一扫，关注青禾融媒公众号",
        "长按识别二维码关注“青禾发布”公众号。",
        "欢迎关注青禾日报微信公众号！",
        "更多精彩内容，请扫描二维码。",
        "版权所有 青禾日报社",
        "未经授权不得转载。",
        "本网站内容未经许可不得转载，违者必究。",
        "青ICP备12000000号-1",
        "发布时间：2024-04-10 09:26",
        "时间：2024年4月10日",
        "责任编辑：何小满",
        "青禾日报 2024年04月10日 第2版",
        "【打印】",
        "阅读 327",
    ],
)
def test_lines_of_the_site_are_furniture(line: str) -> None:
    assert is_furniture(line)


def cut(*texts: str) -> list[str]:
    rows = [Row(text, 0, None) for text in texts]
    start, end = edges(rows, 0, len(rows))
    return list(texts[start:end])


def test_a_list_of_other_articles_is_cut_whatever_their_length() -> None:
    other = "下一篇：青禾县召开全县春季农业生产暨高标准农田建设现场推进会议"
    assert cut("桃子红了。", "卖桃子的人多了。", other, "他们说好。") == ["桃子红了。", "卖桃子的人多了。"]


def test_a_short_sentence_does_not_cut_the_article() -> None:
    assert cut("桃子红了。", "上一条路修了三年。", "这一条只用了半年。") == [
        "桃子红了。",
        "上一条路修了三年。",
        "这一条只用了半年。",
    ]


def test_comments_below_an_article_are_cut_but_not_a_comment_of_the_paper() -> None:
    assert cut("桃子红了。", "卖桃子的人多了。", "评论", "写得真好。") == ["桃子红了。", "卖桃子的人多了。"]
    assert cut("桃子红了。", "评论员文章：果农要有账本", "写得真好。") == ["桃子红了。", "评论员文章：果农要有账本", "写得真好。"]


def test_a_notice_keeps_its_telephone_and_who_signs_it() -> None:
    notice = ("镇卫生院开展义诊。", "时间：6月3日上午8点", "联系电话：0000-123456", "柳湾镇人民政府")
    assert cut(*notice) == list(notice)
