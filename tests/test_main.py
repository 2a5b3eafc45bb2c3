"""The command line as its users meet it: one line for what is wrong, results on standard output, the promised exit status."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SEED = ROOT / "seeds" / "004_0a1844253d7518dc.txt"
OTHER = ROOT / "seeds" / "000_054aeb858a9d46d9.txt"


def kg(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kg", *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8")
    assert "Traceback" not in done.stderr, done.stderr
    return done


def test_a_missing_path_is_named_and_nothing_is_left_behind(tmp_path: Path) -> None:
    done = kg("build", tmp_path / "nowhere", "-o", tmp_path / "out")
    assert done.returncode == 2
    assert "nowhere" in done.stderr
    assert not (tmp_path / "out" / "graph.ttl").exists()


def test_bad_inputs_are_named_and_the_build_goes_on(tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "good.txt").write_bytes(SEED.read_bytes())
    (pages / "gb.txt").write_bytes(OTHER.read_text("utf-8").encode("gb18030"))
    (pages / "again.txt").write_bytes(SEED.read_bytes())
    (pages / "empty.txt").write_bytes(b"")
    (pages / "picture.txt").write_bytes(bytes(range(256)) * 40)
    done = kg("build", pages, "-o", tmp_path / "out", "-j", 1)
    assert done.returncode == 1
    assert "empty.txt" in done.stderr
    assert "picture.txt" in done.stderr
    assert "stands in again.txt too" in done.stderr
    rows = (tmp_path / "out" / "articles.jsonl").read_text("utf-8").splitlines()
    assert {json.loads(row)["source"] for row in rows} == {"again.txt", "gb.txt"}


def test_copies_of_one_name_keep_the_first(tmp_path: Path) -> None:
    for folder in ("paper", "backup"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "02.txt").write_bytes(SEED.read_bytes())
    line = json.dumps({"source": "某某日报", "text": "本报讯9月3日，岚县城关镇召开秋收现场会。"}, ensure_ascii=False)
    (tmp_path / "more.jsonl").write_text(f"{line}\n{line}\n", "utf-8")
    done = kg("build", tmp_path / "paper", tmp_path / "backup", tmp_path / "more.jsonl", "-o", tmp_path / "out", "-j", 1)
    assert done.returncode == 1
    assert "stands in 02.txt too" in done.stderr
    rows = [json.loads(row) for row in (tmp_path / "out" / "articles.jsonl").read_text("utf-8").splitlines()]
    alone = kg("build", SEED, "-o", tmp_path / "alone", "-j", 1)
    assert alone.returncode == 0
    once = [json.loads(row) for row in (tmp_path / "alone" / "articles.jsonl").read_text("utf-8").splitlines()]
    assert [row["text"] for row in rows] == [row["text"] for row in once] + ["本报讯9月3日，岚县城关镇召开秋收现场会。"]


def test_bad_usage_has_exit_status_2(tmp_path: Path) -> None:
    assert kg("build").returncode == 2
    assert kg("query", tmp_path, "SELECT * WHERE { ?s ?p ?o }").returncode == 2
    assert "there is no build here" in kg("explain", tmp_path, "岚县").stderr
    assert "there is no build here" in kg("decide", tmp_path, "list").stderr


@pytest.mark.parametrize(
    ("option", "value"), [("--date", "2025-13-45"), ("--base", "foo"), ("--base", "https://example.org/a b/")]
)
def test_a_setting_that_can_only_fail_is_named_before_anything_is_read(tmp_path: Path, option: str, value: str) -> None:
    done = kg("build", "seeds", "-o", tmp_path / "out", option, value)
    assert done.returncode == 2
    assert done.stderr.strip().startswith(f"kg: {option} {value}")


def test_help_names_every_command_of_the_contract() -> None:
    text = kg("--help").stdout
    for command in ("build", "query", "explain", "export", "view", "serve", "decide", "validate", "score", "check", "rules"):
        assert command in text


@pytest.mark.parametrize("form", ["table", "csv", "json"])
def test_a_saved_query_prints_to_standard_output(built: Path, form: str) -> None:
    done = kg("query", built, "--saved", "posts", "--format", form)
    assert done.returncode == 0
    assert "局长" in done.stdout


def test_a_query_that_cannot_be_parsed_is_one_line(built: Path) -> None:
    done = kg("query", built, "SELECT WHERE {")
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) <= 3


def test_the_saved_queries_are_listed(built: Path) -> None:
    listed = kg("query", built).stdout
    assert len(listed.splitlines()) >= 12
    assert "谁在哪里任什么职" in listed


def test_explain_leads_to_the_printed_line(built: Path) -> None:
    done = kg("explain", built, "岚县")
    assert done.returncode == 0
    assert "000_054aeb858a9d46d9.txt" in done.stdout


def test_score_counts_against_gold(built: Path) -> None:
    done = kg("score", built, "--gold", ROOT / "tests" / "gold" / "seed_004.json", "--sources", ROOT / "seeds")
    assert done.returncode == 0
    assert "entities   all" in done.stdout


def test_validate_says_that_all_is_well(built: Path) -> None:
    assert kg("validate", built).returncode == 0


def test_check_needs_no_model_and_no_build() -> None:
    assert kg("check").returncode == 0


def test_a_second_build_at_the_same_time_says_so(built: Path, tmp_path: Path) -> None:
    from kg.graph import only_builder

    with only_builder(tmp_path):
        done = kg("build", SEED, "-o", tmp_path)
    assert done.returncode == 2
    assert "another build is writing here" in done.stderr


def test_rules_are_listed_with_their_precision() -> None:
    done = kg("rules", "--gold", ROOT / "tests" / "gold" / "seed_004.json", "--examples")
    assert done.returncode == 0
    assert len([line for line in done.stdout.splitlines() if "right" in line]) > 10
    assert "    + " in done.stdout
