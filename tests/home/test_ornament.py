from itertools import product
from xml.etree import ElementTree

import pytest
from django.urls import reverse

from home.ornament import COMPOSITIONS, PALETTES, cover_svg

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


@pytest.mark.parametrize(("width", "height"), [(0, 10), (10, 0), (-1, 10)])
def test_cover_refuses_a_size_that_is_none(width, height):
    with pytest.raises(ValueError, match="above zero"):
        cover_svg("a", width, height)


def test_cover_stays_light_for_a_poor_phone():
    assert max(len(cover_svg(seed, 640, 360)) for seed in SEEDS) < 16_000


def test_ornament_is_served_as_a_picture_that_may_be_kept(client):
    response = client.get(reverse("home:ornament", args=["2b1c6c1e-7c39-4d7c-9f9e-0d5b5d6c2f11"]))

    assert response.status_code == 200
    assert response["Content-Type"] == "image/svg+xml"
    assert response["Cache-Control"] == "public, max-age=2592000"
    assert response["Content-Security-Policy"] == "default-src 'none'"
    assert parse(response.content).tag == f"{SVG}svg"


def test_ornament_answers_to_no_other_seed(client, db):
    assert client.get("/ornament/anything.svg").status_code == 404
