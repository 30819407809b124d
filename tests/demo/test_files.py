import io
import zipfile

import pytest
from defusedxml import ElementTree
from PIL import Image

from demo import drawing, handout
from demo.content import read

TEXT = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"


@pytest.mark.parametrize("key", sorted(drawing.PICTURES))
def test_picture_is_small_and_always_the_same(key):
    content = drawing.png(key)

    assert Image.open(io.BytesIO(content)).size == (1600, 900)
    assert len(content) < 80_000
    assert content == drawing.png(key)


def test_every_picture_of_the_content_is_drawn():
    assert {entry["key"] for entry in read("pictures")["pictures"]} == set(drawing.PICTURES)


def test_worksheet_holds_its_questions():
    content = handout.worksheet("Дереккөз & біз", ["1. Бұл не?", "2. Кім?"], "kk")

    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert parts.testzip() is None
        document = ElementTree.fromstring(parts.read("word/document.xml"))
    texts = [element.text for element in document.iter(TEXT)]
    assert [text for text in texts if not text.startswith("_")] == ["Дереккөз & біз", "1. Бұл не?", "2. Кім?"]
