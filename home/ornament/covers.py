"""Covers, so that a page without a picture still has a face of its own.

A composition only says where the motifs lie. Pure functions of their arguments: the same seed gives the same bytes on
every machine, so the result may be cached.
"""

from collections.abc import Callable, Iterable
from hashlib import sha256

from home.ornament.felt import PALETTES, Palette, define, felt, lay, use
from home.ornament.motifs import FOOT, HORN, TULIP, WAVE, flower, quartered

# Compositions are laid out on this sheet; another proportion is cropped from its middle, never stretched.
WIDTH, HEIGHT = 1600, 900


def palette_for(seed: str) -> Palette:
    """The colours of the cover of whatever `seed` names."""
    return PALETTES[sha256(seed.encode()).digest()[0] % len(PALETTES)]


def cover_svg(seed: str, width: int, height: int) -> str:
    """Return an SVG document of `width` × `height` pixels, the same for the same arguments.

    The seed never reaches the document: it comes from an address that anybody can type.
    """
    if width <= 0 or height <= 0:
        raise ValueError("A cover needs a width and a height above zero.")
    dice = sha256(seed.encode()).digest()
    palette = palette_for(seed)
    compose = COMPOSITIONS[dice[1] % len(COMPOSITIONS)]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'preserveAspectRatio="xMidYMid slice" fill="none" stroke-linecap="round" stroke-linejoin="round">'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{palette.ground}"/>{"".join(compose(palette, dice[2:]))}</svg>'
    )


def hero_svg() -> str:
    """The medallion alone, without a ground, for the night of the home page."""
    palette = Palette(ground="#12213d", shade="#21365f", figure="#efe9d8", cord="#d99a1c", accent="#b9343c")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 -350 {WIDTH} {WIDTH}" fill="none" stroke-linecap="round" '
        f'stroke-linejoin="round">{"".join(_medallion(palette, bytes([0, 1])))}</svg>\n'
    )


def _medallion(palette: Palette, dice: bytes) -> Iterable[str]:
    """One great tört qulaq (four ears), its centre off the sheet's, in rings of echoing stitches."""
    x, y, scale = ((800, 450, 3.3), (1090, 450, 3.6), (500, 450, 3.6), (800, 900, 5.2))[dice[0] % 4]
    turn = 45 * (dice[1] % 2)
    yield define("line", quartered())
    echoes = []
    for ring in range(6, -1, -1):
        echoes += [use("line", palette.shade, 30 + 13 * ring), use("line", palette.ground, 27 + 13 * ring)]
    yield define("echo", "".join(echoes))
    yield felt("felt", "line", palette.figure, palette.cord, palette.ground, 9)
    yield lay("echo", x, y, scale, turn)
    yield lay("felt", x, y, scale, turn)
    yield define(
        "core", f'<path d="M0-13L13 0L0 13L-13 0Z" fill="{palette.accent}" stroke="{palette.cord}" stroke-width="3"/>'
    )
    yield lay("core", x, y, scale, turn)


def _field(palette: Palette, dice: bytes) -> Iterable[str]:
    """A net of diamonds, every other row dark, each diamond holding one motif."""
    line, size, halves = (
        (HORN, 0.55, (150, 180, 225)),
        (FOOT, 0.55, (150, 180, 225)),
        (quartered(), 0.29, (225, 300, 450)),
        (flower(), 0.5, (180, 225, 300)),
    )[dice[0] % 4]
    half = halves[dice[1] % 3]
    yield define("line", line)
    yield felt("light", "line", palette.figure, palette.cord, palette.ground, 8)
    yield felt("dark", "line", palette.figure, palette.accent, palette.ground, 8)
    for row in range(-1, HEIGHT // half + 2):
        odd = row % 2
        for column in range(-2 + row % 2, WIDTH // half + 3, 2):
            x, y = column * half, row * half
            fill = palette.shade if odd else palette.ground
            yield (
                f'<path d="M{x} {y - half}l{half} {half}l-{half} {half}l-{half}-{half}z" fill="{fill}" '
                f'stroke="{palette.cord}" stroke-width="5"/>'
            )
            yield lay("dark" if odd else "light", x, y, half / 50 * size, 180 if odd and line == HORN else 0)


def _bands(palette: Palette, dice: bytes) -> Iterable[str]:
    """A basqur, the woven girth of a yurt: one wide band of figures between narrow ones of water and of teeth."""
    line = (HORN, FOOT, flower())[dice[0] % 3]
    yield define("line", line) + define("wave", WAVE)
    yield felt("light", "line", palette.figure, palette.cord, palette.shade, 9)
    yield felt("dark", "line", palette.figure, palette.accent, palette.shade, 9)
    yield define("water", use("wave", palette.cord, 9))
    yield f'<path d="M0 250H1600V650H0Z" fill="{palette.shade}"/>'
    for index in range(6):
        odd = index % 2
        yield lay("dark" if odd else "light", index * 320, 450, 3.2, 180 if odd and line == HORN else 0)
    for edge, inward in ((250, 1), (650, -1)):
        yield f'<path d="M0 {edge}H1600" stroke="{palette.cord}" stroke-width="10"/>'
        yield f'<path d="{_teeth(edge - 22 * inward, -34 * inward)}" fill="{palette.accent}"/>'
        for index in range(12):
            yield lay("water", index * 144 + 8, edge - 140 * inward, 1.2, flip="" if inward == 1 else "y")


def _dawn(palette: Palette, dice: bytes) -> Iterable[str]:
    """A flower rising like the sun behind rows of water."""
    x = (800, 430, 1170)[dice[0] % 3]
    rows = 2 + dice[1] % 2
    top = HEIGHT - rows * 124
    yield define("line", flower(12)) + define("wave", WAVE)
    yield felt("sun", "line", palette.figure, palette.cord, palette.ground, 4.5)
    for name, crest in (("near", palette.cord), ("far", palette.figure)):
        yield define(name, use("wave", palette.ground, 20) + use("wave", crest, 8))
    for ring in range(7):
        yield f'<circle cx="{x}" cy="{top}" r="{486 + ring * 58}" stroke="{palette.shade}" stroke-width="6"/>'
    yield f'<circle cx="{x}" cy="{top}" r="434" fill="{palette.shade}"/>'
    yield lay("sun", x, top, 5.6)
    yield f'<circle cx="{x}" cy="{top}" r="92" fill="{palette.accent}" stroke="{palette.cord}" stroke-width="16"/>'
    for row in range(rows):
        y = top + 62 + row * 124
        yield f'<path d="M0 {y}H1600V900H0Z" fill="{palette.shade if row % 2 else palette.ground}"/>'
        for index in range(9):
            yield lay("near" if row % 2 else "far", index * 216 + (row % 2) * 108 - 60, y - 46, 1.8)


def _steppe(palette: Palette, dice: bytes) -> Iterable[str]:
    """Tulips standing on a row of water, tall and short by turns."""
    yield define("line", TULIP) + define("wave", WAVE)
    yield felt("light", "line", palette.figure, palette.cord, palette.ground, 9)
    yield felt("dark", "line", palette.cord, palette.accent, palette.ground, 9)
    yield define("water", use("wave", palette.cord, 9))
    for ring in range(6):
        yield f'<circle cx="800" cy="900" r="{880 - ring * 110}" stroke="{palette.shade}" stroke-width="8"/>'
    for index in range(6):
        height = (dice[1 + index] % 4) * 44
        flip = "x" if (index + dice[0]) % 2 else ""
        yield lay("dark" if index % 3 == dice[0] % 3 else "light", index * 304 + 40, 300 + height, 2.8, flip=flip)
    yield f'<path d="M0 776H1600V900H0Z" fill="{palette.shade}"/>'
    yield f'<path d="M0 776H1600" stroke="{palette.cord}" stroke-width="10"/>'
    for index in range(12):
        yield lay("water", index * 144 + 8, 840, 1.2)


COMPOSITIONS: tuple[Callable[[Palette, bytes], Iterable[str]], ...] = (_medallion, _field, _bands, _dawn, _steppe)


def _teeth(y: float, depth: float) -> str:
    """A row of triangles (tumarsha, the amulet) standing on `y`."""
    return f"M0 {y:g}" + "".join(f"l20 {depth:g}l20 {-depth:g}" for _ in range(WIDTH // 40)) + "Z"
