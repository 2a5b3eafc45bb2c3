"""`python -m tests.golden` writes the golden files anew; look at the difference as at code before committing it."""

from tests.golden import GOLDEN

for path, made in GOLDEN.items():
    path.write_text(made(), "utf-8")
