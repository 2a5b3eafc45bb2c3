"""What axe-core finds on a page that is open in a browser."""

from importlib.resources import files

from playwright.sync_api import Page

_AXE = (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")


def grave_faults(page: Page) -> list[str]:
    """What axe-core calls serious or critical: the rule and the element."""
    page.evaluate(_AXE)
    found = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
    return [
        f"{v['id']}: {node['html'][:160]}"
        for v in found["violations"]
        if v["impact"] in ("serious", "critical")
        for node in v["nodes"]
    ]
