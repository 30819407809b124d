"""A woven border around an empty sheet of any size, for certificates and whatever else is to look solemn."""

from collections.abc import Iterator
from hashlib import sha256

from home.ornament.felt import PALETTES, Palette, define, felt, lay
from home.ornament.motifs import FOOT, HORN, flower, quartered

# (line, how wide it is, how far its middle lies below the origin), in the units of motifs.py
LINES = ((HORN, 104, 4), (FOOT, 84, 0), (flower(), 124, 0))
MARGIN, BAND = 0.25, 1.0  # of the band's breadth


def frame_svg(seed: str, width: int, height: int) -> str:
    """Return an SVG document of `width` × `height` pixels whose middle is clear, the same for the same arguments.

    The band is a fourteenth of the shorter side; text has `width` and `height` less three such bands each.
    """
    if width <= 0 or height <= 0:
        raise ValueError("A frame needs a width and a height above zero.")
    dice = sha256(seed.encode()).digest()
    palette = PALETTES[dice[0] % len(PALETTES)]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        f'fill="none" stroke-linecap="round" stroke-linejoin="round">'
        f"{''.join(_woven(palette, LINES[dice[1] % len(LINES)], width, height))}</svg>"
    )


def _woven(palette: Palette, figure: tuple[str, int, int], width: float, height: float) -> Iterator[str]:
    line, breadth, drop = figure
    band = min(width, height) / 14
    near, scale = band * (MARGIN + BAND / 2), band * 0.74 / 100
    for inset, thickness in ((near, band), (near - band / 2, band / 14), (near + band / 2, band / 14)):
        colour = palette.ground if thickness == band else palette.cord
        yield (
            f'<rect x="{inset:g}" y="{inset:g}" width="{width - 2 * inset:g}" height="{height - 2 * inset:g}" '
            f'stroke="{colour}" stroke-width="{thickness:g}" stroke-linejoin="miter"/>'
        )
    yield define("line", line) + felt("figure", "line", palette.figure, palette.cord, palette.ground, 8)
    yield define("ears", quartered()) + felt("corner", "ears", palette.figure, palette.accent, palette.ground, 9)
    for x, y in ((near, near), (width - near, near), (near, height - near), (width - near, height - near)):
        yield lay("corner", x, y, band * 0.9 / 250)
    # Each side is drawn as the top one and turned about the middle: the figures' feet point inwards, as many as fit.
    for turn in (0, 90, 180, 270):
        length, depth = (width, height) if turn % 180 == 0 else (height, width)
        room = length - 2 * near - band
        count = max(int(room / (breadth * scale * 1.15)), 0)
        figures = (
            lay("figure", (index + 0.5 - count / 2) * room / count, near - depth / 2 - drop * scale, scale)
            for index in range(count)
        )
        yield f'<g transform="translate({width / 2:g} {height / 2:g}) rotate({turn})">{"".join(figures)}</g>'
