import re
from collections import Counter
from itertools import product
from pathlib import Path
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.urls import reverse

from home.ornament import cover_svg, frame_svg
from home.ornament.covers import COMPOSITIONS
from home.ornament.felt import PALETTES
from home.ornament.sprites import MOTIFS, motif_for, sprites
from tests.home import factories

STATIC = Path(settings.BASE_DIR) / "site/static/ornament"
SVG = "{http://www.w3.org/2000/svg}"
SEEDS = [f"page {n}" for n in range(200)]


def parse(markup: str | bytes) -> ElementTree.Element:
    return ElementTree.fromstring(markup)  # noqa: S314 -- our own drawing


def parse_drawing(parts) -> ElementTree.Element:
    return parse(f'<svg xmlns="http://www.w3.org/2000/svg">{"".join(parts)}</svg>')


def ground(cover: str) -> str:
    return parse(cover).find(f"{SVG}rect").get("fill")


def test_cover_is_the_same_for_the_same_seed():
    assert cover_svg("a", 640, 360) == cover_svg("a", 640, 360)


def test_cover_differs_between_seeds():
    covers = {cover_svg(seed, 640, 360) for seed in SEEDS}

    # Two pages may meet by chance, but a list of news must not look like one picture repeated.
    assert len(covers) > len(SEEDS) // 2


def test_cover_uses_every_palette():
    assert {ground(cover_svg(seed, 640, 360)) for seed in SEEDS} == {palette.ground for palette in PALETTES}


def test_cover_has_the_size_asked_for():
    root = parse(cover_svg("a", 1200, 630))

    assert (root.tag, root.get("width"), root.get("height")) == (f"{SVG}svg", "1200", "630")


def test_cover_never_repeats_the_seed():
    seed = '"><script>alert(1)</script>'

    cover = cover_svg(seed, 640, 360)

    assert {element.tag.removeprefix(SVG) for element in parse(cover).iter()} <= {
        "svg", "defs", "g", "path", "rect", "circle", "use",
    }  # fmt: skip


def test_cover_holds_nothing_that_the_content_security_policy_would_strip():
    for seed in SEEDS:
        attributes = {name for element in parse(cover_svg(seed, 640, 360)).iter() for name in element.attrib}
        assert attributes.isdisjoint({"style", "onload", "onclick", "class"})


@pytest.mark.parametrize(("palette", "compose"), list(product(PALETTES, COMPOSITIONS)))
def test_composition_draws_only_in_its_palette(palette, compose):
    for first, second in product(range(12), range(6)):
        root = parse_drawing(compose(palette, bytes([first, second, *range(30)])))
        used = {element.get(name) for element in root.iter() for name in ("fill", "stroke")} - {None}
        assert used <= {palette.ground, palette.shade, palette.figure, palette.cord, palette.accent}


@pytest.mark.parametrize("compose", COMPOSITIONS)
def test_composition_uses_only_what_it_has_defined(compose):
    for first, second in product(range(12), range(6)):
        root = parse_drawing(compose(PALETTES[0], bytes([first, second, *range(30)])))
        defined = {element.get("id") for element in root.iter(f"{SVG}g")} - {None}
        assert {element.get("href").removeprefix("#") for element in root.iter(f"{SVG}use")} <= defined


@pytest.mark.parametrize("draw", [cover_svg, frame_svg])
@pytest.mark.parametrize(("width", "height"), [(0, 10), (10, 0), (-1, 10)])
def test_drawing_refuses_a_size_that_is_none(draw, width, height):
    with pytest.raises(ValueError, match="above zero"):
        draw("a", width, height)


def test_cover_stays_light_for_a_poor_phone():
    assert max(len(cover_svg(seed, 640, 360)) for seed in SEEDS) < 16_000


@pytest.mark.parametrize(("width", "height"), [(1123, 794), (794, 1123), (300, 300), (300, 12), (1, 1)])
def test_frame_fits_a_sheet_of_any_size(width, height):
    for seed in SEEDS[:30]:
        frame = frame_svg(seed, width, height)
        root = parse(frame)
        assert (root.get("width"), root.get("height")) == (str(width), str(height))
        assert frame == frame_svg(seed, width, height)
        for rect in root.findall(f"{SVG}rect"):
            x, y, w, h = (float(rect.get(name)) for name in ("x", "y", "width", "height"))
            assert x > 0
            assert y > 0
            assert (round(2 * x + w, 1), round(2 * y + h, 1)) == (width, height)


def test_frame_has_as_many_figures_on_a_side_as_on_the_opposite():
    sides = parse(frame_svg("a", 1123, 794)).findall(f"{SVG}g")

    top, right, bottom, left = (len(side) for side in sides)
    assert top == bottom > right == left > 5


def test_frame_differs_between_seeds():
    assert len({frame_svg(seed, 400, 300) for seed in SEEDS}) > 10


@pytest.mark.parametrize(("name", "drawing"), list(sprites()))
def test_sprite_is_what_the_module_draws(name, drawing):
    assert (STATIC / name).read_text() == drawing  # else: python -m home.ornament site/static/ornament


@pytest.mark.parametrize(("name", "drawing"), list(sprites()))
def test_sprite_is_light_and_refers_only_to_itself(name, drawing):
    root = parse(drawing)
    names = [element.get("id") for element in root.iter() if element.get("id")]

    assert len(names) == len(set(names))
    assert {element.get("href").removeprefix("#") for element in root.iter(f"{SVG}use")} <= set(names)
    assert len(drawing) < 3_500


def test_motifs_are_spread_over_pages():
    drawn = Counter(motif_for(seed) for seed in SEEDS)

    assert set(drawn) == set(MOTIFS)
    assert max(drawn.values()) < len(SEEDS) / 3


def test_style_knows_every_motif():
    css = (STATIC.parent / "css/foundation.css").read_text()

    assert set(re.findall(r'\[data-motif="(\w+)"\]', css)) == set(MOTIFS) - {MOTIFS[0]}


@pytest.mark.django_db
def test_page_has_one_motif_in_all_its_languages(client):
    home = factories.make_home()
    about = factories.make_page(home, slug="about")
    factories.translated(home, "ru")
    factories.translated(about, "ru")

    drawn = {
        BeautifulSoup(client.get(path).content, "html.parser").body["data-motif"]
        for path in ("/kk/about/", "/ru/about-ru/")
    }

    assert drawn == {motif_for(str(about.translation_key))}


def test_ornament_is_served_as_a_picture_that_may_be_kept(client):
    response = client.get(reverse("home:ornament", args=["2b1c6c1e-7c39-4d7c-9f9e-0d5b5d6c2f11"]))

    assert response.status_code == 200
    assert response["Content-Type"] == "image/svg+xml"
    assert response["Cache-Control"] == "public, max-age=2592000"
    assert response["Content-Security-Policy"] == "default-src 'none'"
    assert parse(response.content).tag == f"{SVG}svg"


def test_ornament_answers_to_no_other_seed(client, db):
    assert client.get("/ornament/anything.svg").status_code == 404
