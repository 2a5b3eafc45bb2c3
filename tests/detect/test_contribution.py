"""The table of what network and grammars contribute can be made."""

import json
from pathlib import Path

from tests.benchmarks import contribution

TEXT = "本报讯（记者 王晓燕）7月9日，岚县应急管理局局长李建军来到岚城镇，检查《岚县防汛应急预案》落实情况。"
ENTITIES = [("Person", "王晓燕"), ("Person", "李建军"), ("Place", "岚县"), ("GovernmentBody", "岚县应急管理局")]


def test_every_class_has_figures_for_every_way(tmp_path: Path):
    entities = [{"id": f"e{n}", "type": kind, "name": name, "names": [name]} for n, (kind, name) in enumerate(ENTITIES)]
    gold = {"source": "a", "articles": [{"id": "a", "kind": "news", "text": TEXT, "byline": ["王晓燕"], "entities": entities}]}
    path = tmp_path / "gold.json"
    path.write_text(json.dumps(gold, ensure_ascii=False), "utf-8")
    head, _, every, *rest = contribution.table([path])
    assert [cell.strip() for cell in head.split("|")[2:-1]] == list(contribution.WAYS)
    assert every.count("/") == 2 * len(contribution.WAYS) and len(rest) == 13
    person = next(line for line in rest if line.startswith("| Person "))
    assert person.split("|")[-2].strip() == "1.00 / 1.00 / 1.00"
