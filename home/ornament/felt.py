"""How a line becomes felt: its colours, and the strokes that are painted over each other."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Palette:
    """Felt colours: `ground` carries all, `figure` lies on it, `cord` is the seam, `accent` is used sparingly."""

    ground: str
    shade: str
    figure: str
    cord: str
    accent: str


PALETTES = (
    Palette(ground="#12213d", shade="#1b2f55", figure="#e9e4d4", cord="#d99a1c", accent="#b9343c"),
    Palette(ground="#0b6480", shade="#0a5770", figure="#f3efe2", cord="#f2bd4f", accent="#12213d"),
    Palette(ground="#8c1f2d", shade="#7a1826", figure="#f1d9b0", cord="#12213d", accent="#e3a63a"),
    Palette(ground="#ece7d8", shade="#dfd8c4", figure="#1d3f66", cord="#b9343c", accent="#d99a1c"),
    Palette(ground="#d79a2b", shade="#c98c1f", figure="#14264a", cord="#f6ecd2", accent="#9a2431"),
    Palette(ground="#1e5a45", shade="#19503d", figure="#efe6cb", cord="#e0a83c", accent="#12213d"),
)


def define(name: str, line: str) -> str:
    shape = line if line.startswith("<") else f'<path d="{line}"/>'
    return f'<defs><g id="{name}">{shape}</g></defs>'


def felt(name: str, line: str, figure: str, cord: str, stitch: str, width: float) -> str:
    """Cut one motif for `lay`: the cord shows as a rim around the figure, the stitches run along its middle."""
    return define(
        name,
        use(line, cord, width + 5)
        + use(line, figure, width)
        + use(line, stitch, width / 9, ' stroke-dasharray="2.6 3"'),
    )


def use(name: str, colour: str, thickness: float, more: str = "") -> str:
    return f'<use href="#{name}" stroke="{colour}" stroke-width="{thickness:g}"{more}/>'


def lay(name: str, x: float, y: float, scale: float, turn: float = 0, flip: str = "") -> str:
    """Place a defined shape; `flip` mirrors it ("x" left to right, "y" upside down)."""
    across, down = (-scale if flip == "x" else scale), (-scale if flip == "y" else scale)
    rotate = f" rotate({turn:g})" if turn else ""
    return f'<use href="#{name}" transform="translate({x:g} {y:g}){rotate} scale({across:g} {down:g})"/>'
