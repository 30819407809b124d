"""How the picture looks: the words on the felt of the page's ornament, beside them its cover or the ornament itself."""

import io
from dataclasses import astuple, dataclass
from hashlib import sha256

from PIL import Image, ImageDraw

from home.ornament import band_svg, cover_svg, motif_for
from home.ornament.covers import palette_for
from home.sharing.raster import rasterise
from home.sharing.words import set_line, set_title

WIDTH, HEIGHT = 1200, 630
# Raise it when the same card comes to look otherwise: the addresses change with it, and no one keeps the old drawing.
EDITION = 1

HEAVIEST = 120_000  # bytes; some messengers leave out what is slow to come

WORDS_WIDTH, MARGIN = 730, 64  # pixels
BAND = 40  # how thick the woven band between the words and the picture is
PICTURE = (WIDTH - WORDS_WIDTH - BAND, HEIGHT)
TITLE_SIZES = (76, 68, 61, 55, 50, 45)
TITLE_TOP = 158
MARK = (  # of templates/components/mark.html
    '<svg xmlns="http://www.w3.org/2000/svg" fill="none" stroke="{colour}" stroke-width="5"><path d="'
    "M32 56V26C32 14 38 8 46 8A11 11 0 0 1 46 30A6.5 6.5 0 0 1 46 17"
    "M32 56V26C32 14 26 8 18 8A11 11 0 0 0 18 30A6.5 6.5 0 0 0 18 17"
    'M5 40V49C15 46 25 48 32 56C39 48 49 46 59 49V40"/></svg>'
)


@dataclass(frozen=True)
class Card:
    """All that is drawn, in the language of the page."""

    seed: str
    title: str
    label: str  # what kind of page it is; may be empty
    date: str  # may be empty
    organisation: str
    cover: str  # names the photograph and its focal point; '' without one

    @property
    def name(self) -> str:
        """Of the file: another one whenever the drawing is another."""
        fingerprint = sha256(repr((EDITION, astuple(self))).encode()).hexdigest()[:16]
        return f"{fingerprint}.{'jpg' if self.cover else 'png'}"


def draw(card: Card, photograph: Image.Image | None) -> bytes:
    """In the format that the card's name says; `photograph`, if any, is already of the size of PICTURE."""
    palette = palette_for(card.seed)
    sheet = Image.new("RGB", (WIDTH, HEIGHT), palette.ground)
    beside = photograph or rasterise(cover_svg(card.seed, 1600, 900), *PICTURE, (0, 0, 1600, 900))
    sheet.paste(beside.convert("RGB"), (WORDS_WIDTH + BAND, 0))
    _weave(sheet, card.seed)
    _write(sheet, card)
    return _jpeg(sheet) if card.cover else _png(sheet)


def _png(sheet: Image.Image) -> bytes:
    """Five colours and what lies between them: a palette loses nothing that the eye sees, and weighs a third."""
    file = io.BytesIO()
    sheet.quantize(128, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
    return file.getvalue()


def _jpeg(sheet: Image.Image) -> bytes:
    for quality in range(84, 30, -6):
        file = io.BytesIO()
        sheet.save(file, "JPEG", quality=quality, optimize=True, progressive=True)
        if file.tell() <= HEAVIEST:
            break
    return file.getvalue()


def _weave(sheet: Image.Image, seed: str) -> None:
    """The band of the page's motif, from top to bottom between the words and the picture."""
    palette = palette_for(seed)
    pen = ImageDraw.Draw(sheet)
    pen.rectangle((WORDS_WIDTH, 0, WORDS_WIDTH + BAND, HEIGHT), fill=palette.cord)
    length = round(64 * BAND / 40)
    band = band_svg(motif_for(seed)).replace("#000", palette.ground)
    piece = rasterise(band, length, BAND, (0, 0, 64, 40)).rotate(90, expand=True)
    for y in range(0, HEIGHT, length):
        sheet.paste(piece, (WORDS_WIDTH, y), piece)


def _write(sheet: Image.Image, card: Card) -> None:
    palette = palette_for(card.seed)
    pen = ImageDraw.Draw(sheet)
    width = WORDS_WIDTH - 2 * MARGIN + 16
    mark = rasterise(MARK.format(colour=palette.cord), 60, 60, (0, 0, 64, 64))
    sheet.paste(mark, (MARGIN - 4, 52), mark)
    name = set_line(card.organisation, width - 72, (28, 25, 22), 600)
    pen.text((MARGIN + 72, 92), name.text, palette.figure, name.font, anchor="ls")

    foot = HEIGHT - MARGIN
    for note, weight in ((card.date, 500), (card.label, 600)):
        if note:
            line = set_line(note, width, (30, 27, 24), weight)
            pen.text((MARGIN, foot), line.text, palette.figure, line.font, anchor="ls")
            foot -= 42
    title = set_title(card.title, width, foot - TITLE_TOP, TITLE_SIZES)
    for number, line in enumerate(title.lines):
        baseline = TITLE_TOP + round(title.font.size * 0.86) + number * title.leading
        pen.text((MARGIN, baseline), line, palette.figure, title.font, anchor="ls")
