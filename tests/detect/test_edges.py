"""Other edges: branches, clauses that go on, departments, short forms."""

from kg.detect import edges
from kg.detect.proposals import Proposal
from kg.detect.scene import Scene


def found(text: str, *names: tuple[str, str]) -> set[tuple[str, str]]:
    network = [Proposal(text.index(n), text.index(n) + len(n), kind, "network", 0.9) for n, kind in names]
    scene = Scene(text, network)
    return {(text[p.start : p.end], p.by) for p in edges.propose(scene, network)}


def test_a_body_ends_where_the_clause_goes_on():
    text = "岚县行政审批局便联合住建局上门服务"
    assert ("岚县行政审批局", "edge") in found(text, ("岚县行政审批局便联合住建局", "GovernmentBody"))


def test_a_branch_belongs_to_its_bank():
    assert ("中国人民银行霍州市支行", "edge") in found("走访中国人民银行霍州市支行。", ("中国人民银行", "Enterprise"))


def test_a_name_can_begin_behind_a_verb():
    assert ("矿泉水厂", "edge") in found("利用优质水资源建设矿泉水厂。", ("优质水资源建设矿泉水厂", "Program"))


def test_a_department_is_part_of_its_body():
    names = found("海门区第三人民医院急诊科护士长", ("海门区第三人民医院", "Organization"))
    assert {("海门区第三人民医院急诊科", "part"), ("急诊科", "part alone")} <= names


def test_a_short_form_is_found_where_it_stands_alone():
    text = "福建云上芽茶业有限公司成立了。云上芽的茶好，福建云上芽也好。"
    names = found(text, ("福建云上芽茶业有限公司", "Enterprise"))
    assert {("云上芽", "short form"), ("福建云上芽", "short form")} <= names


def test_a_village_may_lose_its_tail():
    assert ("伍家台", "short form") in found("走进伍家台村，伍家台的茶好。", ("伍家台村", "Village"))


def test_a_phase_in_brackets_belongs_to_the_project():
    assert ("寨沟乡村旅游（三期）建设项目", "edge") in found("推进寨沟乡村旅游（三期）建设项目。", ("寨沟乡村旅游", "Program"))
