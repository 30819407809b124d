import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from home.models import Synonyms

pytestmark = pytest.mark.django_db


def test_the_first_ones_are_there():
    assert Synonyms.objects.filter(language="kk", words__startswith="ерікті, волонтер").exists()
    assert {"kk", "ru", "en"} == set(Synonyms.objects.values_list("language", flat=True))


def test_words_are_kept_in_one_form():
    synonyms = Synonyms(language="kk", words=" Музей ;мұражай\n, музей,")
    synonyms.full_clean()
    synonyms.save()

    assert synonyms.words == "музей, мұражай"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("музей", "At least two words are needed."),
        ("музей, МУЗЕЙ", "At least two words are needed."),
        ("музей, көне мұражай", "Not a single word: көне мұражай"),
        ("музей, <b>", "Not a single word: <b>"),
    ],
)
def test_mistakes_are_told_beside_the_field(words, message):
    with override("en"):
        with pytest.raises(ValidationError) as raised:
            Synonyms(language="kk", words=words).full_clean()
        assert raised.value.message_dict == {"words": [message]}
