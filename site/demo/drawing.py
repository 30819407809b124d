"""The demo's pictures, drawn when it is loaded: calm shapes in the colours of the site's ornaments.

Wagtail scales raster pictures only, so these are drawn with Pillow where home.ornament draws SVG.
"""

import io
import math
import random
from collections.abc import Callable, Iterable

from PIL import Image, ImageDraw

WIDTH, HEIGHT = 1600, 900
FINENESS = 2  # drawn larger and scaled down, which smooths the edges

NIGHT, DEEP, SKY, TEAL = "#12213d", "#1d3f66", "#8fc3d1", "#0b6480"
CREAM, SAND, GOLD, RED, GREEN = "#f3efe2", "#dfd8c4", "#d99a1c", "#b9343c", "#1e5a45"
SPINES = (NIGHT, DEEP, TEAL, CREAM, SAND, GOLD, RED, GREEN)

Point = tuple[float, float]


class Sheet:
    """A canvas in the units of the finished picture."""

    def __init__(self, ground: str) -> None:
        self._image = Image.new("RGB", (WIDTH * FINENESS, HEIGHT * FINENESS), ground)
        self._draw = ImageDraw.Draw(self._image)

    def png(self) -> bytes:
        small = self._image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
        file = io.BytesIO()
        # Few colours are used, so a palette loses nothing that the eye sees and a third of the size remains.
        small.quantize(64, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
        return file.getvalue()

    def box(self, left: float, top: float, width: float, height: float, fill: str, radius: float = 0) -> None:
        corners = [value * FINENESS for value in (left, top, left + width, top + height)]
        self._draw.rounded_rectangle(corners, radius=radius * FINENESS, fill=fill)

    def disc(
        self, x: float, y: float, radius: float, fill: str | None, outline: str | None = None, width: int = 0
    ) -> None:
        corners = [value * FINENESS for value in (x - radius, y - radius, x + radius, y + radius)]
        self._draw.ellipse(corners, fill=fill, outline=outline, width=width * FINENESS)

    def shape(self, points: Iterable[Point], fill: str) -> None:
        self._draw.polygon([(x * FINENESS, y * FINENESS) for x, y in points], fill=fill)

    def line(self, points: Iterable[Point], colour: str, width: float) -> None:
        scaled = [(x * FINENESS, y * FINENESS) for x, y in points]
        thickness = round(width * FINENESS)
        self._draw.line(scaled, fill=colour, width=thickness, joint="curve")
        for x, y in (scaled[0], scaled[-1]):
            radius = thickness / 2
            self._draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=colour)

    def horns(self, x: float, y: float, size: float, colour: str, width: float) -> None:
        """Қошқар мүйіз, the ram's horns, standing on (x, y) and `size` high."""
        for side in (-1, 1):
            stem = [(x, y), (x + side * 0.02 * size, y - 0.45 * size)]
            curl = []
            for step in range(41):
                angle = math.pi - step / 40 * 2.6 * math.pi
                radius = (0.26 - 0.2 * step / 40) * size
                curl.append(
                    (x + side * (0.28 * size + math.cos(angle) * radius), y - 0.6 * size - math.sin(angle) * radius)
                )
            self.line([*stem, *curl], colour, width)

    def band(self, y: float, height: float, ground: str, colour: str) -> None:
        """A woven band across the whole sheet."""
        self.box(0, y, WIDTH, height, ground)
        count = 16
        for index in range(count):
            self.horns((index + 0.5) * WIDTH / count, y + height * 0.88, height * 0.82, colour, height / 14)

    def sun(self, x: float, y: float, radius: float) -> None:
        self.disc(x, y, radius * 1.5, None, SAND, 5)
        self.disc(x, y, radius * 1.25, None, SAND, 5)
        self.disc(x, y, radius, GOLD)
        self.disc(x, y, radius * 0.86, None, CREAM, 5)
        self.horns(x, y + radius * 0.55, radius * 1.15, CREAM, radius / 14)


def steppe() -> Sheet:
    sheet = Sheet(CREAM)
    sheet.sun(1080, 430, 190)
    for row, colour in enumerate((SKY, TEAL, GREEN, DEEP)):
        base, swing = 470 + row * 90, 46 - row * 6
        ridge = [(x, base + math.sin(x / 260 + row * 1.7) * swing) for x in range(0, WIDTH + 1, 8)]
        sheet.shape([*ridge, (WIDTH, HEIGHT), (0, HEIGHT)], colour)
    sheet.band(800, 100, NIGHT, GOLD)
    return sheet


def library() -> Sheet:
    dice = random.Random("library")
    sheet = Sheet(SAND)
    for shelf in range(3):
        floor = 290 + shelf * 285
        x = 70.0
        while x < WIDTH - 130:
            width, height = dice.randint(26, 62), dice.randint(150, 225)
            colour = dice.choice([spine for spine in SPINES if spine != SAND])
            sheet.box(x, floor - height, width, height, colour, 4)
            label = GOLD if colour in (NIGHT, DEEP, TEAL, GREEN, RED) else RED
            sheet.box(x + 6, floor - height + 26, width - 12, 10, label)
            sheet.box(x + 6, floor - 40, width - 12, 6, label)
            x += width + 5
            if dice.random() < 0.09:
                x += 46
        sheet.box(40, floor, WIDTH - 80, 18, DEEP)
    return sheet


def archive() -> Sheet:
    sheet = Sheet(TEAL)
    for shelf in range(2):
        floor = 300 + shelf * 270
        for index in range(9):
            colour = (SAND, CREAM, SAND, GOLD)[(index + shelf * 3) % 4]
            left = 70 + index * 164
            sheet.box(left, floor - 200, 148, 200, colour, 5)
            sheet.box(left + 34, floor - 150, 80, 48, CREAM if colour != CREAM else SAND, 4)
            sheet.line([(left + 46, floor - 132), (left + 102, floor - 132)], DEEP, 4)
            sheet.line([(left + 46, floor - 118), (left + 86, floor - 118)], DEEP, 4)
            sheet.disc(left + 74, floor - 46, 13, DEEP)
        sheet.box(40, floor, WIDTH - 80, 16, NIGHT)
    sheet.box(0, 690, WIDTH, 210, NIGHT)
    for side in (-1, 1):
        page = [(800, 660), (800 + side * 330, 636), (800 + side * 372, 830), (800, 856)]
        sheet.shape(page, CREAM)
        for line in range(6):
            y = 684 + line * 25
            sheet.line([(800 + side * 30, y), (800 + side * (300 + line * 4), y - 20)], SKY, 4)
    sheet.line([(800, 660), (800, 856)], SAND, 6)
    return sheet


def museum() -> Sheet:
    sheet = Sheet(DEEP)
    for index in range(3):
        x = 300 + index * 500
        sheet.disc(x, 330, 200, CREAM)
        sheet.box(x - 200, 330, 400, 400, CREAM)
        sheet.disc(x, 330, 176, SAND)
        sheet.box(x - 176, 330, 352, 376, SAND)
        sheet.box(x - 120, 600, 240, 130, NIGHT, 6)
        sheet.box(x - 140, 580, 280, 26, GOLD, 4)
    sheet.shape([(230, 580), (250, 460), (350, 460), (370, 580)], CREAM)
    sheet.disc(300, 462, 50, CREAM)
    sheet.disc(300, 452, 28, NIGHT)
    sheet.line([(322, 440), (392, 300)], RED, 9)
    sheet.shape([(722, 570), (756, 430), (844, 430), (878, 570)], GOLD)
    sheet.disc(800, 432, 44, GOLD)
    sheet.box(786, 320, 28, 90, RED, 10)
    sheet.disc(800, 574, 16, NIGHT)
    sheet.disc(1300, 470, 104, TEAL)
    sheet.disc(1300, 470, 86, None, GOLD, 8)
    sheet.horns(1300, 530, 120, CREAM, 9)
    sheet.band(800, 100, NIGHT, SAND)
    return sheet


def school() -> Sheet:
    sheet = Sheet(SAND)
    sheet.box(300, 90, 1000, 400, GOLD, 10)
    sheet.box(322, 112, 956, 356, GREEN, 6)
    for index, colour in enumerate((SAND, CREAM, SAND)):
        sheet.horns(560 + index * 240, 410, 220, colour, 11)
    sheet.box(0, 560, WIDTH, 340, TEAL)
    for row in range(2):
        size = 1 + row * 0.4
        for column in range(4):
            x = 800 + (column - 1.5) * 350 * size
            y = 590 + row * 120
            sheet.box(x - 105 * size, y, 210 * size, 30 * size, CREAM, 5)
            sheet.box(x - 92 * size, y + 30 * size, 14 * size, 80 * size, NIGHT)
            sheet.box(x + 78 * size, y + 30 * size, 14 * size, 80 * size, NIGHT)
            sheet.box(x - 40 * size, y - 12 * size, 80 * size, 12 * size, (RED, GOLD)[(row + column) % 2], 3)
    return sheet


def city() -> Sheet:
    dice = random.Random("city")
    sheet = Sheet(CREAM)
    sheet.sun(520, 330, 170)
    for colour, low, high in ((SKY, 150, 330), (TEAL, 90, 260), (DEEP, 50, 190)):
        x = -20.0
        while x < WIDTH:
            width, height = dice.randint(60, 130), dice.randint(low, high)
            sheet.box(x, 640 - height, width, height, colour)
            if colour == DEEP:
                for window in range(int(height / 34)):
                    sheet.box(x + 14, 652 - height + window * 34, width - 28, 8, GOLD)
            x += width + dice.randint(4, 40)
    sheet.disc(1225, 305, 95, RED)
    sheet.box(1130, 300, 190, 340, NIGHT)
    sheet.box(1130, 300, 190, 30, GOLD)
    sheet.box(0, 640, WIDTH, 260, TEAL)
    for row in range(7):
        for index in range(9):
            x = index * 200 + (row % 2) * 100 - 60
            sheet.line([(x, 672 + row * 30), (x + 70 - row * 4, 672 + row * 30)], SKY, 5)
    return sheet


def circles() -> Sheet:
    sheet = Sheet(GREEN)
    for ring in range(6):
        sheet.disc(800, 450, 420 - ring * 34, None, "#1a5040", 8)
    people = 12
    for index in range(people):
        angle = index / people * 2 * math.pi
        x, y = 800 + math.cos(angle) * 420, 450 + math.sin(angle) * 300
        colour = (CREAM, GOLD, SKY, RED)[index % 4]
        sheet.disc(x, y - 54, 32, colour)
        sheet.disc(x, y + 26, 46, colour)
        sheet.box(x - 46, y + 26, 92, 44, colour, 8)
    sheet.disc(800, 450, 150, NIGHT)
    sheet.disc(800, 450, 130, None, GOLD, 6)
    sheet.horns(800, 540, 180, CREAM, 12)
    return sheet


def forum() -> Sheet:
    sheet = Sheet(NIGHT)
    sheet.disc(800, 120, 620, DEEP)
    sheet.box(560, 110, 480, 200, CREAM, 8)
    sheet.horns(800, 280, 150, RED, 10)
    sheet.box(500, 330, 600, 36, GOLD, 6)
    for row in range(5):
        radius = 380 + row * 115
        seats = 13 + row * 4
        for seat in range(seats):
            angle = math.pi * (0.1 + 0.8 * seat / (seats - 1))
            x, y = 800 + math.cos(angle) * radius * 1.5, 190 + math.sin(angle) * radius * 0.78
            colour = (CREAM, GOLD, SKY, SAND, RED)[(seat * 3 + row) % 5]
            sheet.disc(x, y, 17 + row * 2, colour)
            sheet.disc(x, y + 36 + row * 3, 24 + row * 3, colour)
            sheet.box(x - 60, y + 44 + row * 3, 120, 34, DEEP if row % 2 else TEAL, 6)
    return sheet


PICTURES: dict[str, Callable[[], Sheet]] = {
    drawing.__name__: drawing for drawing in (steppe, library, archive, museum, school, city, circles, forum)
}


def png(key: str) -> bytes:
    return PICTURES[key]().png()
