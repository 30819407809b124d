"""Our own ornament as pixels: just as much SVG as home.ornament writes, drawn with Pillow.

No general reader of SVG, and no library for one: those need cairo, which a wheel does not bring. What is not known
here is refused, so that a new way of drawing in home.ornament is noticed by the tests and not by visitors.
"""

import math
import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple
from xml.etree import ElementTree

from PIL import Image, ImageDraw

FINENESS = 2  # drawn larger and scaled down, which smooths the edges
STEPS = 14  # straight pieces of a curve
SMOOTH = math.cos(math.radians(30))  # two pieces that turn by less belong to one curve
SVG = "{http://www.w3.org/2000/svg}"

Point = tuple[float, float]
Style = dict[str, str]
INHERITED = ("fill", "stroke", "stroke-width", "stroke-dasharray")
NEUTRAL = {*INHERITED, "d", "transform", "id", "href", "stroke-linecap", "stroke-linejoin"}
SHAPES = {"rect": ("x", "y", "width", "height"), "circle": ("cx", "cy", "r")}


class Matrix(NamedTuple):
    """As in SVG: x' = ax + cy + e, y' = bx + dy + f."""

    a: float = 1
    b: float = 0
    c: float = 0
    d: float = 1
    e: float = 0
    f: float = 0

    def then(self, inner: "Matrix") -> "Matrix":
        return Matrix(
            self.a * inner.a + self.c * inner.b,
            self.b * inner.a + self.d * inner.b,
            self.a * inner.c + self.c * inner.d,
            self.b * inner.c + self.d * inner.d,
            self.a * inner.e + self.c * inner.f + self.e,
            self.b * inner.e + self.d * inner.f + self.f,
        )

    def points(self, points: list[Point]) -> list[Point]:
        return [(self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f) for x, y in points]

    @property
    def scale(self) -> float:
        return math.sqrt(abs(self.a * self.d - self.b * self.c))


def rasterise(svg: str, width: int, height: int, box: tuple[float, float, float, float]) -> Image.Image:
    """`width` × `height` pixels with transparency: what lies in `box` (left, top, width, height) of the drawing.

    The box is filled as `preserveAspectRatio="xMidYMid slice"` does: cropped, never stretched. Raises ValueError for
    an element, an attribute or a command that home.ornament does not use.
    """
    left, top, box_width, box_height = box
    scale = max(width / box_width, height / box_height) * FINENESS
    place = Matrix(
        scale,
        0,
        0,
        scale,
        (width * FINENESS - box_width * scale) / 2 - left * scale,
        (height * FINENESS - box_height * scale) / 2 - top * scale,
    )
    image = Image.new("RGBA", (width * FINENESS, height * FINENESS))
    root = ElementTree.fromstring(svg)  # noqa: S314 - our own drawing, never somebody's upload
    _Drawing(image, root).children(root, place, {name: root.get(name, "") for name in INHERITED})
    return image.resize((width, height), Image.Resampling.BOX)


class _Drawing:
    def __init__(self, image: Image.Image, root: ElementTree.Element) -> None:
        self.draw = ImageDraw.Draw(image)
        self.named = {element.get("id"): element for element in root.iter() if element.get("id")}

    def children(self, parent: ElementTree.Element, place: Matrix, style: Style) -> None:
        for element in parent:
            self.element(element, place, style)

    def element(self, element: ElementTree.Element, place: Matrix, style: Style) -> None:
        kind = element.tag.removeprefix(SVG)
        if kind == "defs":
            return
        unknown = set(element.keys()) - NEUTRAL - set(SHAPES.get(kind, ()))
        if unknown:
            raise ValueError(f"{kind} with {sorted(unknown)}")
        place = place.then(_transform(element.get("transform", "")))
        style = {name: element.get(name, style[name]) for name in INHERITED}
        if kind == "g":
            self.children(element, place, style)
        elif kind == "use":
            self.element(self.named[element.get("href", "").removeprefix("#")], place, style)
        elif kind == "path":
            self.paint([(place.points(line), closed) for line, closed in _lines(element.get("d", ""))], place, style)
        elif kind == "rect":
            x, y, width, height = (float(element.get(name, 0)) for name in SHAPES["rect"])
            corners = [(x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y)]
            self.paint([(place.points(corners), True)], place, style)
        elif kind == "circle":
            x, y, radius = (float(element.get(name, 0)) for name in SHAPES["circle"])
            turns = (2 * math.pi * step / 72 for step in range(73))
            ring = [(x + radius * math.cos(turn), y + radius * math.sin(turn)) for turn in turns]
            self.paint([(place.points(ring), True)], place, style)
        else:
            raise ValueError(kind)

    def paint(self, lines: list[tuple[list[Point], bool]], place: Matrix, style: Style) -> None:
        width = float(style["stroke-width"] or 1) * place.scale
        for line, closed in lines:
            if style["fill"] not in ("", "none"):
                self.draw.polygon(line, fill=style["fill"])
            if style["stroke"] in ("", "none"):
                continue
            if style["stroke-dasharray"]:
                lengths = [float(length) * place.scale for length in style["stroke-dasharray"].split()]
                for dash in _dashes(line, lengths):
                    self.stroke(dash, False, style["stroke"], width)
            else:
                self.stroke(line, closed, style["stroke"], width)

    def stroke(self, line: list[Point], closed: bool, colour: str, width: float) -> None:
        """With round joins and ends, as all our drawing has. Pillow's own wide lines leave slits in a tight curl."""
        half = max(width, 1) / 2
        directions = [_direction(*piece) for piece in pairwise(line)]
        first = directions[-1] if closed else None
        sides = [_side(before, after, half) for before, after in pairwise([first, *directions, None])]
        if closed:
            sides[-1] = sides[0]
        for (start, end), direction, (near, far) in zip(pairwise(line), directions, pairwise(sides), strict=True):
            plain = (-direction[1] * half, direction[0] * half)
            (x0, y0), (x1, y1), (a, b), (c, d) = start, end, near or plain, far or plain
            self.draw.polygon([(x0 + a, y0 + b), (x1 + c, y1 + d), (x1 - c, y1 - d), (x0 - a, y0 - b)], fill=colour)
        for (x, y), side in zip(line, sides, strict=True):
            if side is None:
                self.draw.ellipse((x - half, y - half, x + half, y + half), fill=colour)


def _direction(start: Point, end: Point) -> Point:
    length = math.hypot(end[0] - start[0], end[1] - start[1]) or 1
    return (end[0] - start[0]) / length, (end[1] - start[1]) / length


def _side(before: Point | None, after: Point | None, half: float) -> Point | None:
    """From a point of a line to the edge of its stroke; None at an end and at a corner, where a disc is wanted."""
    if before is None or after is None:
        return None
    cosine = before[0] * after[0] + before[1] * after[1]
    if cosine < SMOOTH:
        return None
    reach = half / (1 + cosine)
    return -(before[1] + after[1]) * reach, (before[0] + after[0]) * reach


def _transform(text: str) -> Matrix:
    matrix = Matrix()
    for name, arguments in re.findall(r"(\w+)\(([^)]*)\)", text):
        values = [float(number) for number in NUMBER.findall(arguments)]
        if name == "translate":
            step = Matrix(e=values[0], f=values[1] if len(values) > 1 else 0)
        elif name == "scale":
            step = Matrix(a=values[0], d=values[-1])
        elif name == "rotate" and len(values) == 1:
            turn = math.radians(values[0])
            step = Matrix(math.cos(turn), math.sin(turn), -math.sin(turn), math.cos(turn))
        else:
            raise ValueError(text)
        matrix = matrix.then(step)
    return matrix


NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)")
ARITY = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "A": 7, "Z": 0}


@lru_cache(maxsize=256)
def _lines(path: str) -> tuple[tuple[list[Point], bool], ...]:
    """A path's parts as chains of points, each with whether it is closed."""
    lines: list[tuple[list[Point], bool]] = []
    line: list[Point] = []
    for command, values in _commands(path):
        if command == "M":
            if len(line) > 1:
                lines.append((line, False))
            line = [(values[0], values[1])]
        elif command == "Z":
            lines.append(([*line, line[0]], True))
            line = line[:1]
        elif command == "C":
            line += _bezier(line[-1], values)
        elif command == "A":
            line += _arc(line[-1], values)
        else:
            line.append((values[0], values[1]))
    if len(line) > 1:
        lines.append((line, False))
    return tuple(lines)


def _commands(path: str) -> Iterator[tuple[str, list[float]]]:
    """Each command with its numbers, all made absolute; H, V and what follows M without a letter come as L."""
    x = y = start_x = start_y = 0.0
    for letter, text in re.findall(r"([A-Za-z])([^A-Za-z]*)", path):
        command = letter.upper()
        if command not in ARITY:
            raise ValueError(f"{letter} in {path}")
        numbers = [float(number) for number in NUMBER.findall(text)]
        size = ARITY[command]
        for values in [numbers[i : i + size] for i in range(0, len(numbers), size)] if size else [[]]:
            if len(values) != size:
                raise ValueError(f"{letter}{text} in {path}")
            if command == "Z":
                x, y = start_x, start_y
                yield "Z", []
                continue
            base_x, base_y = (x, y) if letter.islower() else (0.0, 0.0)
            if command == "H":
                values = [values[0] + base_x, y]
            elif command == "V":
                values = [x, values[0] + base_y]
            elif command == "A":
                values = [*values[:5], values[5] + base_x, values[6] + base_y]
            else:
                values = [value + (base_y if i % 2 else base_x) for i, value in enumerate(values)]
            x, y = values[-2:]
            if command == "M":
                start_x, start_y = x, y
            yield (command if command in "MCA" else "L"), values
            command = "L" if command == "M" else command


def _bezier(start: Point, values: list[float]) -> list[Point]:
    (x0, y0), (x1, y1, x2, y2, x3, y3) = start, values
    points = []
    for step in range(1, STEPS + 1):
        t = step / STEPS
        s = 1 - t
        p, q, r, u = s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t
        points.append((p * x0 + q * x1 + r * x2 + u * x3, p * y0 + q * y1 + r * y2 + u * y3))
    return points


def _arc(start: Point, values: list[float]) -> list[Point]:
    """Of a circle: our drawing has no ellipses. By the SVG specification, appendix B.2.4."""
    radius, other, _rotation, large, sweep, x, y = values
    if radius != other:
        raise ValueError("An arc of an ellipse")
    half_x, half_y = (start[0] - x) / 2, (start[1] - y) / 2
    half = math.hypot(half_x, half_y)
    if half == 0:
        return []
    radius = max(radius, half)
    away = math.sqrt(max(radius * radius / (half * half) - 1, 0)) * (-1 if large == sweep else 1)
    centre_x, centre_y = (start[0] + x) / 2 + away * half_y, (start[1] + y) / 2 - away * half_x
    begin = math.atan2(start[1] - centre_y, start[0] - centre_x)
    turn = math.atan2(y - centre_y, x - centre_x) - begin
    if sweep and turn < 0:
        turn += 2 * math.pi
    elif not sweep and turn > 0:
        turn -= 2 * math.pi
    angles = (begin + turn * step / (2 * STEPS) for step in range(1, 2 * STEPS + 1))
    return [(centre_x + radius * math.cos(angle), centre_y + radius * math.sin(angle)) for angle in angles]


def _dashes(line: list[Point], lengths: list[float]) -> Iterator[list[Point]]:
    """The drawn pieces of a line; `lengths` are drawn and left out by turns."""
    index, left = 0, lengths[0]
    dash = [line[0]]
    for (x0, y0), (x1, y1) in pairwise(line):
        length = math.hypot(x1 - x0, y1 - y0)
        gone = 0.0
        while length - gone > left:
            gone += left
            point = (x0 + (x1 - x0) * gone / length, y0 + (y1 - y0) * gone / length)
            if index % 2 == 0:
                yield [*dash, point]
            dash = [point]
            index += 1
            left = lengths[index % len(lengths)]
        left -= length - gone
        dash.append((x1, y1))
    if index % 2 == 0 and len(dash) > 1:
        yield dash
