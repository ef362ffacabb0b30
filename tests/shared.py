"""Where data lies that some tests use and the project does not hold: schemas, samples of others.

It is the folder `shared` beside the project, or what `DAUYS_SHARED_DIR` names.
"""

import os
from pathlib import Path

DATA = Path(os.environ.get("DAUYS_SHARED_DIR") or Path(__file__).parents[2] / "shared") / "data"
