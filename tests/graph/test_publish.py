"""A build is published whole or not at all, and one at a time."""

import multiprocessing
from pathlib import Path

import pytest

from kg.graph.publish import OutputError, new_release, only_builder, published, release


def publish(out: Path, name: str, text: str) -> None:
    with only_builder(out), new_release(out, name) as fresh:
        (fresh / "graph.ttl").write_text(text)


def test_the_files_of_the_contract_stand_in_the_folder(tmp_path: Path) -> None:
    publish(tmp_path, "r1", "one")
    assert (tmp_path / "graph.ttl").read_text() == "one"


def test_a_later_build_replaces_an_earlier_one(tmp_path: Path) -> None:
    publish(tmp_path, "r1", "one")
    publish(tmp_path, "r2", "two")
    publish(tmp_path, "r2", "two again")
    assert (tmp_path / "graph.ttl").read_text() == "two again"


def test_a_failed_build_leaves_the_last_one_as_it_was(tmp_path: Path) -> None:
    publish(tmp_path, "r1", "one")
    with pytest.raises(RuntimeError), only_builder(tmp_path), new_release(tmp_path, "r2") as fresh:
        (fresh / "graph.ttl").write_text("half")
        raise RuntimeError
    assert (tmp_path / "graph.ttl").read_text() == "one"
    assert not list((tmp_path / ".releases").glob("building-*"))


def test_left_overs_of_a_killed_build_are_removed(tmp_path: Path) -> None:
    (tmp_path / ".releases" / "building-dead").mkdir(parents=True)
    publish(tmp_path, "r1", "one")
    assert [p.name for p in (tmp_path / ".releases").iterdir()] == ["r1"]


def test_a_reader_keeps_the_release_it_opened(tmp_path: Path) -> None:
    publish(tmp_path, "r1", "one")
    opened = release(tmp_path)
    publish(tmp_path, "r2", "two")
    assert (opened / "graph.ttl").read_text() == "one"


def _hold(out: Path, ready: object, done: object) -> None:
    with only_builder(out):
        ready.set()  # type: ignore[attr-defined]
        done.wait(30)  # type: ignore[attr-defined]


def test_a_second_build_into_one_folder_says_so_and_stops(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    ready, done = context.Event(), context.Event()
    holder = context.Process(target=_hold, args=(tmp_path, ready, done))
    holder.start()
    try:
        assert ready.wait(30)
        with pytest.raises(OutputError, match=f"process {holder.pid}"), only_builder(tmp_path):
            pass
    finally:
        done.set()
        holder.join()
    with only_builder(tmp_path):
        pass


def test_a_folder_without_a_build_is_named(tmp_path: Path) -> None:
    assert published(tmp_path) is None
    with pytest.raises(OutputError, match="there is no build here"):
        release(tmp_path)
