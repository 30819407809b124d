"""Small one-coloured drawings that the style sheets use as masks, so that a theme gives them its colour.

`python -m home.ornament` writes them to site/static/ornament. A page has one motif in everything: see `motif_for`.
"""

from collections.abc import Iterator
from hashlib import sha256

from home.ornament.covers import hero_svg
from home.ornament.motifs import CREST, FOOT, HORN, PETAL, TULIP_HEAD, WAVE, flower, quartered

MOTIFS = ("horn", "foot", "wave", "petal", "tulip")
QUARTERS = (0, 90, 180, 270)
DIAMOND = "M0-22L22 0L0 22L-22 0Z"


def motif_for(seed: str) -> str:
    """The motif of whatever `seed` names, evenly spread and always the same."""
    return MOTIFS[sha256(seed.encode()).digest()[2] % len(MOTIFS)]


def medallion_svg(motif: str) -> str:
    """Square, for empty states and beside the titles of pages."""
    return _sheet("-130 -130 260 260", _MEDALLIONS[motif](), 8)


def unfinished_svg(done: int) -> str:
    """The horns' medallion with only `done` of its four quarters sewn: the rest is chalk on the felt."""
    horns = [f'<path d="{HORN}" transform="rotate({angle}) translate(0-68)"' for angle in QUARTERS]
    sewn = "".join(f"{horn}/>" for horn in horns[4 - done :])
    chalk = "".join(f'{horn} stroke-width="3" stroke-dasharray="5 7"/>' for horn in horns[: 4 - done])
    return _sheet("-130 -130 260 260", f'{sewn}{chalk}<path d="{DIAMOND}"/>', 8)


def band_svg(motif: str) -> str:
    """One length of a woven band, 64 × 40, that joins on to itself."""
    return _sheet("0 0 64 40", _BANDS[motif], 4, 'width="64" height="40" ')


def sprites() -> Iterator[tuple[str, str]]:
    """Every file of site/static/ornament that is generated: its name, and what it holds."""
    for motif in MOTIFS:
        yield f"medallion-{motif}.svg", medallion_svg(motif)
        yield f"band-{motif}.svg", band_svg(motif)
    yield "missing.svg", unfinished_svg(3)
    yield "unfinished.svg", unfinished_svg(2)
    yield "hero.svg", hero_svg()


def _sheet(box: str, drawing: str, width: float, size: str = "") -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size}viewBox="{box}" fill="none" stroke="#000" '
        f'stroke-width="{width:g}" stroke-linecap="round" stroke-linejoin="round">{drawing}</svg>\n'
    )


def _around(line: str, angles: tuple[int, ...], place: str) -> str:
    first, *others = angles
    turns = "".join(f'<use href="#a" transform="rotate({angle})"/>' for angle in others)
    return f'<g id="a"><path d="{line}" transform="rotate({first}) {place}"/></g>{turns}'


def _rays(angles: tuple[int, ...], start: int, end: int) -> str:
    return "".join(f'<path d="M0-{start}V-{end}" transform="rotate({angle})"/>' for angle in angles)


_MEDALLIONS = {
    "horn": lambda: quartered(),
    "foot": lambda: (
        _around(FOOT, QUARTERS, "translate(0-72)") + _rays((45, 135, 225, 315), 46, 74) + f'<path d="{DIAMOND}"/>'
    ),
    "wave": lambda: (
        f'<g stroke-width="6">{_around(CREST, (0, 60, 120, 180, 240, 300), "scale(1.3) translate(30-58)")}</g>'
        '<circle r="26"/>'
    ),
    "petal": lambda: (
        f'<g stroke-width="3.5">{_around(PETAL, (0, 45, 90, 135, 180, 225, 270, 315), "scale(2.1)")}</g>'
        + _rays((22, 67, 112, 157, 202, 247, 292, 337), 98, 122)
        + '<circle r="14"/>'
    ),
    "tulip": lambda: (
        _around(TULIP_HEAD, (0, 60, 120, 180, 240, 300), "translate(0-44)")
        + _rays((30, 90, 150, 210, 270, 330), 96, 120)
        + f'<path d="{DIAMOND}"/>'
    ),
}
_BANDS = {
    "horn": (
        '<path d="M32 36V20C32 10 38 4 46 4A9 9 0 0 1 46 22A4.5 4.5 0 0 1 46 13M32 36V20C32 10 26 4 18 4A9 9 0 0 0 18 '
        '22A4.5 4.5 0 0 0 18 13"/><path d="M-12 36H12M52 36H76M0 14L7 25L0 36L-7 25ZM64 14L71 25L64 36L57 25Z"/>'
    ),
    "foot": (
        f'<path d="{FOOT}" transform="translate(32 20) scale(.4)" stroke-width="8.5"/>'
        '<path d="M0 10L7 20L0 30L-7 20ZM64 10L71 20L64 30L57 20Z"/>'
    ),
    "wave": "".join(
        f'<path d="{WAVE}" transform="translate({x} 20) scale(.53)" stroke-width="7.5"/>' for x in (-32, 32, 96)
    ),
    "petal": (
        f'<g transform="translate(32 20) scale(.34)" stroke-width="9">{flower()}</g>'
        '<path d="M0 12L6 20L0 28L-6 20ZM64 12L70 20L64 28L58 20Z" stroke-width="3"/>'
    ),
    "tulip": (
        f'<path d="{TULIP_HEAD}" transform="translate(32 34) scale(.4)" stroke-width="9"/>'
        f'<path d="{TULIP_HEAD}" transform="translate(0 6) scale(.4-.4)" stroke-width="9"/>'
        f'<path d="{TULIP_HEAD}" transform="translate(64 6) scale(.4-.4)" stroke-width="9"/>'
    ),
}
