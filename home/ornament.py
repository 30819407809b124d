"""Covers drawn from Kazakh felt work, so that a page without a picture still has a face of its own.

A syrmak is cut from two felts laid over each other: the figure of one fills the hole in the other, a cord covers the
seam, and rows of stitches echo the contour. The drawing follows that: every motif is one open line, painted several
times with ever thinner strokes (echo, cord, figure, stitch), and a composition only says where the lines lie.

Pure functions of their arguments: the same seed gives the same bytes on every machine, so the result may be
cached.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import sha256

# Compositions are laid out on this sheet; another proportion is cropped from its middle, never stretched.
WIDTH, HEIGHT = 1600, 900


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

# The lines, each about 100 units across and centred on the origin.
HORN = (
    "M0 50V6C0-20 6-40 28-40A21.5 21.5 0 0 1 28 3A15 15 0 0 1 28-27A8.5 8.5 0 0 1 28-10"
    "M0 50V6C0-20-6-40-28-40A21.5 21.5 0 0 0-28 3A15 15 0 0 0-28-27A8.5 8.5 0 0 0-28-10"
    "M0 36C4 18 22 14 29 24A8 8 0 0 1 18 34M0 36C-4 18-22 14-29 24A8 8 0 0 0-18 34"
)  # қошқар мүйіз, the ram's horns: plenty
FOOT = (
    "M0 20C-4-4-14-16-26-12A14 14 0 0 0-22 16C-10 16-2 28 0 46C2 28 10 16 22 16A14 14 0 0 0 26-12C14-16 4-4 0 20Z"
    "M-24 2H-20M24 2H20M0-8V-24M0-24C-10-24-20-30-22-44C-12-46-4-42 0-34C4-42 12-46 22-44C20-30 10-24 0-24Z"
)  # түйе табан, the camel's foot: a safe journey
WAVE = "M-60 26H60M-60 26C-26 26-30-26 2-26A21 21 0 0 1 2 16A14.5 14.5 0 0 1 2-13A7.5 7.5 0 0 1 2 2"  # су, water
PETAL = "M0-14C17-25 17-42 0-54C-17-42-17-25 0-14Z"
TULIP = (
    "M0 190V-4M0-4C-32-6-36-46-28-70C-20-60-10-54-9-46C-12-60-6-72 0-80"
    "C6-72 12-60 9-46C10-54 20-60 28-70C36-46 32-6 0-4Z"
    "M0-20V-40M-14-26C-18-34-20-42-20-50M14-26C18-34 20-42 20-50"
    "M0 120C0 76 16 62 34 62A15 15 0 0 1 34 92A9 9 0 0 1 34 74"
    "M0 160C0 116-16 102-34 102A15 15 0 0 0-34 132A9 9 0 0 0-34 114"
)  # қызғалдақ, the steppe tulip


def cover_svg(seed: str, width: int, height: int) -> str:
    """Return an SVG document of `width` × `height` pixels, the same for the same arguments.

    The seed never reaches the document: it comes from an address that anybody can type.
    """
    if width <= 0 or height <= 0:
        raise ValueError("A cover needs a width and a height above zero.")
    dice = sha256(seed.encode()).digest()
    palette = PALETTES[dice[0] % len(PALETTES)]
    compose = COMPOSITIONS[dice[1] % len(COMPOSITIONS)]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'preserveAspectRatio="xMidYMid slice" fill="none" stroke-linecap="round" stroke-linejoin="round">'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{palette.ground}"/>{"".join(compose(palette, dice[2:]))}</svg>'
    )


def _medallion(palette: Palette, dice: bytes) -> Iterable[str]:
    """One great tört qulaq (four ears), its centre off the sheet's, in rings of echoing stitches."""
    x, y, scale = ((800, 450, 3.3), (1090, 450, 3.6), (500, 450, 3.6), (800, 900, 5.2))[dice[0] % 4]
    turn = 45 * (dice[1] % 2)
    yield _define("line", _quartered())
    echoes = []
    for ring in range(6, -1, -1):
        echoes += [_use("line", palette.shade, 30 + 13 * ring), _use("line", palette.ground, 27 + 13 * ring)]
    yield _define("echo", "".join(echoes))
    yield _felt("felt", "line", palette.figure, palette.cord, palette.ground, 9)
    yield _lay("echo", x, y, scale, turn)
    yield _lay("felt", x, y, scale, turn)
    yield _define(
        "core", f'<path d="M0-13L13 0L0 13L-13 0Z" fill="{palette.accent}" stroke="{palette.cord}" stroke-width="3"/>'
    )
    yield _lay("core", x, y, scale, turn)


def _field(palette: Palette, dice: bytes) -> Iterable[str]:
    """A net of diamonds, every other row dark, each diamond holding one motif."""
    line, size, halves = (
        (HORN, 0.55, (150, 180, 225)),
        (FOOT, 0.55, (150, 180, 225)),
        (_quartered(), 0.29, (225, 300, 450)),
        (_flower(), 0.5, (180, 225, 300)),
    )[dice[0] % 4]
    half = halves[dice[1] % 3]
    yield _define("line", line)
    yield _felt("light", "line", palette.figure, palette.cord, palette.ground, 8)
    yield _felt("dark", "line", palette.figure, palette.accent, palette.ground, 8)
    for row in range(-1, HEIGHT // half + 2):
        odd = row % 2
        for column in range(-2 + row % 2, WIDTH // half + 3, 2):
            x, y = column * half, row * half
            fill = palette.shade if odd else palette.ground
            yield (
                f'<path d="M{x} {y - half}l{half} {half}l-{half} {half}l-{half}-{half}z" fill="{fill}" '
                f'stroke="{palette.cord}" stroke-width="5"/>'
            )
            yield _lay("dark" if odd else "light", x, y, half / 50 * size, 180 if odd and line == HORN else 0)


def _bands(palette: Palette, dice: bytes) -> Iterable[str]:
    """A basqur, the woven girth of a yurt: one wide band of figures between narrow ones of water and of teeth."""
    line = (HORN, FOOT, _flower())[dice[0] % 3]
    yield _define("line", line) + _define("wave", WAVE)
    yield _felt("light", "line", palette.figure, palette.cord, palette.shade, 9)
    yield _felt("dark", "line", palette.figure, palette.accent, palette.shade, 9)
    yield _define("water", _use("wave", palette.cord, 9))
    yield f'<path d="M0 250H1600V650H0Z" fill="{palette.shade}"/>'
    for index in range(6):
        odd = index % 2
        yield _lay("dark" if odd else "light", index * 320, 450, 3.2, 180 if odd and line == HORN else 0)
    for edge, inward in ((250, 1), (650, -1)):
        yield f'<path d="M0 {edge}H1600" stroke="{palette.cord}" stroke-width="10"/>'
        yield f'<path d="{_teeth(edge - 22 * inward, -34 * inward)}" fill="{palette.accent}"/>'
        for index in range(12):
            yield _lay("water", index * 144 + 8, edge - 140 * inward, 1.2, flip="" if inward == 1 else "y")


def _dawn(palette: Palette, dice: bytes) -> Iterable[str]:
    """A flower rising like the sun behind rows of water."""
    x = (800, 430, 1170)[dice[0] % 3]
    rows = 2 + dice[1] % 2
    top = HEIGHT - rows * 124
    yield _define("line", _flower(12)) + _define("wave", WAVE)
    yield _felt("sun", "line", palette.figure, palette.cord, palette.ground, 4.5)
    for name, crest in (("near", palette.cord), ("far", palette.figure)):
        yield _define(name, _use("wave", palette.ground, 20) + _use("wave", crest, 8))
    for ring in range(7):
        yield f'<circle cx="{x}" cy="{top}" r="{486 + ring * 58}" stroke="{palette.shade}" stroke-width="6"/>'
    yield f'<circle cx="{x}" cy="{top}" r="434" fill="{palette.shade}"/>'
    yield _lay("sun", x, top, 5.6)
    yield f'<circle cx="{x}" cy="{top}" r="92" fill="{palette.accent}" stroke="{palette.cord}" stroke-width="16"/>'
    for row in range(rows):
        y = top + 62 + row * 124
        yield f'<path d="M0 {y}H1600V900H0Z" fill="{palette.shade if row % 2 else palette.ground}"/>'
        for index in range(9):
            yield _lay("near" if row % 2 else "far", index * 216 + (row % 2) * 108 - 60, y - 46, 1.8)


def _steppe(palette: Palette, dice: bytes) -> Iterable[str]:
    """Tulips standing on a row of water, tall and short by turns."""
    yield _define("line", TULIP) + _define("wave", WAVE)
    yield _felt("light", "line", palette.figure, palette.cord, palette.ground, 9)
    yield _felt("dark", "line", palette.cord, palette.accent, palette.ground, 9)
    yield _define("water", _use("wave", palette.cord, 9))
    for ring in range(6):
        yield f'<circle cx="800" cy="900" r="{880 - ring * 110}" stroke="{palette.shade}" stroke-width="8"/>'
    for index in range(6):
        height = (dice[1 + index] % 4) * 44
        flip = "x" if (index + dice[0]) % 2 else ""
        yield _lay("dark" if index % 3 == dice[0] % 3 else "light", index * 304 + 40, 300 + height, 2.8, flip=flip)
    yield f'<path d="M0 776H1600V900H0Z" fill="{palette.shade}"/>'
    yield f'<path d="M0 776H1600" stroke="{palette.cord}" stroke-width="10"/>'
    for index in range(12):
        yield _lay("water", index * 144 + 8, 840, 1.2)


COMPOSITIONS: tuple[Callable[[Palette, bytes], Iterable[str]], ...] = (_medallion, _field, _bands, _dawn, _steppe)


def _define(name: str, line: str) -> str:
    shape = line if line.startswith("<") else f'<path d="{line}"/>'
    return f'<defs><g id="{name}">{shape}</g></defs>'


def _felt(name: str, line: str, figure: str, cord: str, stitch: str, width: float) -> str:
    """Cut one motif for `_lay`: the cord shows as a rim around the figure, the stitches run along its middle."""
    return _define(
        name,
        _use(line, cord, width + 5)
        + _use(line, figure, width)
        + _use(line, stitch, width / 9, ' stroke-dasharray="2.6 3"'),
    )


def _use(name: str, colour: str, thickness: float, more: str = "") -> str:
    return f'<use href="#{name}" stroke="{colour}" stroke-width="{thickness:g}"{more}/>'


def _lay(name: str, x: float, y: float, scale: float, turn: float = 0, flip: str = "") -> str:
    """Place a defined shape; `flip` mirrors it ("x" left to right, "y" upside down)."""
    across, down = (-scale if flip == "x" else scale), (-scale if flip == "y" else scale)
    rotate = f" rotate({turn:g})" if turn else ""
    return f'<use href="#{name}" transform="translate({x:g} {y:g}){rotate} scale({across:g} {down:g})"/>'


def _quartered(scale: float = 1) -> str:
    """Four pairs of horns around a diamond."""
    turns = "".join(f'<path d="{HORN}" transform="rotate({angle}) translate(0-68)"/>' for angle in (0, 90, 180, 270))
    sprouts = "".join(
        f'<path d="M0-22V-56M-9-40L0-50L9-40" transform="rotate({angle})"/>' for angle in (45, 135, 225, 315)
    )
    return f'<g transform="scale({scale:g})">{turns}{sprouts}<path d="M0-22L22 0L0 22L-22 0Z"/></g>'


def _flower(petals: int = 8, scale: float = 1) -> str:
    """A ring of petals, with a seed on a stalk between each two."""
    step = 360 / petals
    ring = "".join(f'<path d="{PETAL}" transform="rotate({index * step:g})"/>' for index in range(petals))
    seeds = "".join(f'<path d="M0-46V-58" transform="rotate({(index + 0.5) * step:g})"/>' for index in range(petals))
    return f'<g transform="scale({scale:g})">{ring}{seeds}</g>'


def _teeth(y: float, depth: float) -> str:
    """A row of triangles (tumarsha, the amulet) standing on `y`."""
    return f"M0 {y:g}" + "".join(f"l20 {depth:g}l20 {-depth:g}" for _ in range(WIDTH // 40)) + "Z"
