"""Write the migration that brings the last revision to the tables as they are now.

python -m scripts.new_migration "add visits"   # the next number
python -m scripts.new_migration --first        # 0001 anew; only until the first release
"""

import sys
import tempfile
from pathlib import Path

from alembic import command

from storage.engine import open_engine
from storage.schema import alembic_config, migrate, revisions

MIGRATIONS = Path(__file__).parent.parent / "storage" / "migrations"


def main(words: list[str]) -> int:
    """Write one migration file; exit status 2 on wrong use."""
    if len(words) != 1 or words[0] in ("-h", "--help"):
        print(__doc__)
        return 2
    if words == ["--first"]:
        if len(revisions()) > 1:
            print("0001 is not the only one any more: name what the next one does")
            return 2
        for old in (MIGRATIONS / "versions").glob("0001_*.py"):
            old.unlink()
    number = f"{len(revisions()) + 1:04}"
    message = "the tables" if words == ["--first"] else words[0]
    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine(f"sqlite:///{folder}/empty.db", bytes(32), writer=True)
        with engine.connect() as conn, conn.begin():
            if revisions():
                migrate(conn, "head")
            config = alembic_config(str(MIGRATIONS))
            config.attributes["connection"] = conn
            command.revision(config, message, autogenerate=True, rev_id=number)
        engine.dispose()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
