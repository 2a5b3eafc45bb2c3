"""What was taken from npm is what its lock says, and asks nobody else."""

from hashlib import sha512
from pathlib import Path

from kg.views.serve_pages import SITE

VENDOR = SITE / "vendor"


def locked() -> dict[str, str]:
    rows = [line.split("\t") for line in (VENDOR / "vendor.lock").read_text("utf-8").splitlines()]
    return {name: value for name, kind, value in rows if kind == "sha512"}


def test_every_file_is_the_one_of_the_lock() -> None:
    files = {path.name for path in VENDOR.iterdir()} - {"vendor.lock", "LICENSE.yasgui.txt"}
    assert files == set(locked()) - {"tarball"}
    for name in files:
        assert sha512((VENDOR / name).read_bytes()).hexdigest() == locked()[name]


def test_the_lock_names_version_and_licence() -> None:
    assert "@zazuko/yasgui\t4.6.2\tMIT" in (VENDOR / "vendor.lock").read_text("utf-8")
    assert "MIT License" in (VENDOR / "LICENSE.yasgui.txt").read_text("utf-8")


def test_no_page_or_style_names_another_site() -> None:
    for path in sorted(p for p in Path(SITE).rglob("*") if p.suffix in (".html", ".css", ".js") and p.parent.name != "vendor"):
        assert "http://" not in path.read_text("utf-8") and "https://" not in path.read_text("utf-8"), path
