"""How well, and how fast, Kazakh words find each other: `python -m tests.bench.kazakh --treebank DIR`.

DIR holds the .conllu files of UD_Kazakh-KTB, which are no part of this repository. Two word types belong together when
they share a lemma; one finds the other when a key of the query is a key of the index. Prints a table; asserts nothing.
"""

import argparse
import re
import statistics
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path

from home.search.kazakh import index_keys, query_keys

Pairs = set[tuple[int, int]]

PARTS_OF_SPEECH = {"NOUN", "PROPN", "ADJ", "VERB"}
WORD = re.compile("[абвгдеёжзийклмнопрстуфхцчшщъыьэюяәғқңөұүһі-]+")
ROUNDS = 7

# Loanwords' letters are written in more than one way; these are the commonest.
LOANS = {"ц": "ts", "ъ": "", "ь": ""}


def alphabet(cyrillic: str, typed: str, pairs: str = "") -> dict[int, str]:
    """One letter for one letter, then pairs such as `ш=sh`."""
    singles = dict(zip(cyrillic, typed, strict=True))
    return str.maketrans(LOANS | singles | dict(pair.split("=") for pair in pairs.split()))


ALPHABETS = {
    "as it is spelled": {},
    "without Kazakh letters": str.maketrans("әғқңөұүһі", "агкноуухи"),
    "without them, ы for і": str.maketrans("әғқңөұүһі", "агкноуухы"),
    "Latin of 2021": alphabet(
        "аәбвгғдежзийкқлмнңоөпрстуұүфхһшыіэ", "aäbvgğdejziikqlmnñoöprstuūüfhhşyıe", "ё=io ю=iu я=ia ч=tş щ=şş"
    ),
    "Latin of 2018": alphabet(
        "аәбвгғдежзийкқлмнңоөпрстуұүфхһыіэ", "aábvgǵdejzııkqlmnńoóprstýuúfhhyie", "ш=sh ё=ıo ю=ıý я=ıa ч=ch щ=shsh"
    ),
    "plain ASCII": alphabet(
        "аәбвгғдезийкқлмнңоөпрстуұүфһыіэ",
        "aabvggdeziykqlmnnooprstuuufhyie",
        "ж=zh х=kh ш=sh ё=yo ю=yu я=ya ч=ch щ=shch",
    ),
    "plain ASCII, k for қ": alphabet(
        "аәбвгғдежзийкқлмнңоөпрстуұүфхһыіэ", "aabvggdejziikklmnnooprstuuufhhiie", "ш=sh ё=yo ю=yu я=ya ч=ch щ=sh"
    ),
}


def lemmas_of_types(directory: Path) -> dict[str, set[str]]:
    lemmas: dict[str, set[str]] = defaultdict(set)
    for path in sorted(directory.glob("*.conllu")):
        for line in path.read_text(encoding="utf-8").splitlines():
            fields = line.split("\t")
            if len(fields) == 10 and fields[3] in PARTS_OF_SPEECH and WORD.fullmatch(fields[1].lower()):
                lemmas[fields[1].lower()].add(fields[2].lower())
    return lemmas


def belonging(types: list[str], lemmas: dict[str, set[str]]) -> Pairs:
    of_lemma: dict[str, list[int]] = defaultdict(list)
    for number, word in enumerate(types):
        for lemma in lemmas[word]:
            of_lemma[lemma].append(number)
    return {(one, other) for members in of_lemma.values() for one in members for other in members if one != other}


def finding(queries: Iterable[str], index: dict[str, list[int]]) -> Pairs:
    return {
        (one, other)
        for one, query in enumerate(queries)
        for key in query_keys(query)
        for other in index.get(key, ())
        if one != other
    }


def figures(found: Pairs, right: Pairs) -> tuple[float, float, float]:
    precision, recall = len(found & right) / len(found), len(found & right) / len(right)
    return precision, recall, 2 * precision * recall / (precision + recall)


def words_a_second(keys_of: Callable[[str], frozenset[str]], words: list[str]) -> float:
    """Of processor time, which other work on the machine disturbs less than the clock on the wall."""
    rates = []
    for _ in range(ROUNDS):
        started = time.process_time()
        for word in words:
            keys_of(word)
        rates.append(len(words) / (time.process_time() - started))
    return statistics.median(rates)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--treebank", type=Path, required=True)
    lemmas = lemmas_of_types(parser.parse_args().treebank)
    types = sorted(lemmas)
    if not types:
        raise SystemExit("No .conllu file with a word in it.")
    started = time.process_time()
    index_keys("кітап"), query_keys("китап")
    print(f"{len(types):,} types; the tables took {time.process_time() - started:.2f} s")

    index: dict[str, list[int]] = defaultdict(list)
    for number, word in enumerate(types):
        for key in index_keys(word):
            index[key].append(number)
    right = belonging(types, lemmas)
    spelled = finding(types, index)
    print(f"{'typed':24} {'P':>6} {'R':>6} {'F1':>6} {'of the right spelling':>24} {'words/s':>9} {'keys':>5}")
    for name, letters in ALPHABETS.items():
        queries = [word.translate(letters) for word in types]
        found = finding(queries, index)
        precision, recall, f1 = figures(found, right)
        rate = words_a_second(query_keys, queries)
        keys = statistics.mean(len(query_keys(query)) for query in queries)
        share = len(found & spelled) / len(spelled)
        print(f"{name:24} {precision:6.3f} {recall:6.3f} {f1:6.3f} {share:24.1%} {rate:9,.0f} {keys:5.1f}")
    keys = statistics.mean(len(index_keys(word)) for word in types)
    print(f"{'indexing':24} {words_a_second(index_keys, types):55,.0f} {keys:5.1f}")


if __name__ == "__main__":
    main()
