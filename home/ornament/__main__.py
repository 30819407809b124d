"""`python -m home.ornament site/static/ornament` writes the sprites there."""

import sys
from pathlib import Path

from home.ornament.sprites import sprites

folder = Path(sys.argv[1])
for name, drawing in sprites():
    (folder / name).write_text(drawing)
