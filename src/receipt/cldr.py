#!/usr/bin/env python3
"""Writes what CLDR knows about prices, for src/receipt: how currencies are written, and what stands for thousands.

    npm install cldr-core@48.2.0 cldr-numbers-full@48.2.0
    python3 src/receipt/cldr.py node_modules src/receipt

marks.tsv: a line a currency, its code, its symbols, its names in small letters. A mark on several lines means one of
them, what it is usually, or what is worth most, first: that is why the lines are in the order of FIRST.
magnitudes.txt: words and letters behind a number that make it thousands, millions or more.
tests/price-formats.tsv, for the tests: how prices are laid out; a line a format, with the locales that use it.
"""
import collections
import json
import pathlib
import re
import sys

# What a mark means that several share: the worthiest of the crowns, yuan before yen.
FIRST = """USD EUR GBP CHF CAD AUD NZD SGD CNY HKD TWD JPY DKK NOK SEK ISK INR PKR KRW PHP BYN RUB OMR QAR SAR AED MAD RON MDL XAF
           XOF PGK ZMW""".split()
# Currencies whose names are taken from every language, beside those of the countries where it is spoken: the most
# traded, and those that are worth more than any of them.
EVERYWHERE = """USD EUR JPY GBP CNY AUD CAD CHF HKD SGD SEK KRW NOK NZD INR MXN TWD ZAR BRL DKK PLN THB ILS IDR CZK AED TRY
                HUF SAR RUB KWD BHD OMR JOD""".split()
# In use until lately: on receipts, if no longer in shops.
LATELY = {"BGN": "BG"}
# Litres, articles and countries rather than money.
NOT_MONEY = {"LT", "LS", "FR", "Vote $"}
# Minutes, miles and articles rather than thousands.
NOT_MAGNITUDES = {"min", "mile", "miles", "vote", "mie", "ming", "mill", "tri", "mìle", "míle"}
INVISIBLE = re.compile("[\u00ad\u061c\u200b-\u200f\u2060\ufeff]")

HEAD = "# CLDR 48.2.0 (Unicode License v3); made by src/receipt/cldr.py"

root, target = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
core, main = root / "cldr-core", root / "cldr-numbers-full" / "main"


def read(path):
    return json.loads(path.read_text(encoding="utf-8"))


def well_known():
    levels = read(core / "coverageLevels.json")["effectiveCoverageLevels"]
    return {locale for locale, level in levels.items() if level in ("modern", "moderate")}


def in_use():
    """Currencies by country."""
    regions = read(core / "supplemental/currencyData.json")["supplemental"]["currencyData"]["region"]
    used = collections.defaultdict(set)
    for country, history in regions.items():
        for code, facts in (item for entry in history for item in entry.items()):
            if "_to" not in facts and facts.get("_tender") != "false":
                used[country].add(code)
    for code, country in LATELY.items():
        used[country].add(code)
    return used


def countries():
    """The country that each locale is for."""
    likely = read(core / "supplemental/likelySubtags.json")["supplemental"]["likelySubtags"]

    def of(locale):
        parts = locale.split("-")
        named = [part for part in parts[1:] if re.fullmatch("[A-Z]{2}", part)]
        full = likely.get("-".join(parts[:2])) or likely.get(parts[0]) or ""
        return named[0] if named else full.split("-")[-1]

    return of


def plain(text):
    """As a reader of prices sees it: blanks are blanks, what nobody sees is gone."""
    return re.sub(r"\s+", " ", INVISIBLE.sub("", text).replace("’", "'").replace("ʻ", "'").replace("ʼ", "'").replace("‘", "'")).strip()


def is_mark(text, code):
    looks_like_another_code = re.fullmatch("[A-Z]{3,4}", text) and "CF" not in text
    is_one_small_letter = re.fullmatch(r"[^A-Z\W]\.?|P\.", text)
    return text and text not in NOT_MONEY | {code} and not looks_like_another_code and not is_one_small_letter and not re.search(r"[\d\[\]()|]", text)


def families(english):
    """Currencies by what they are in English: dollars, pounds, crowns."""
    family = {code: facts["displayName"].split()[-1] for code, facts in english.items()}
    return {code: {"Rupee": "Rupee", "Króna": "Krona", "Krone": "Krona"}.get(word, word) for code, word in family.items()}


def nouns(names, family):
    """Words of one language that five currencies of one family share: dollar, dollars, rupee; not *islands*."""
    users = collections.defaultdict(set)
    for code, words in ((code, name.split()) for code, all in names.items() for name in all):
        for word in words:
            users[word].add(code)
    is_noun = lambda word, codes: len(word) > 2 and word.isalpha() and len({family[code] for code in codes}) == 1
    return {word: codes for word, codes in users.items() if len(codes) >= 4 and is_noun(word, codes)}


def marks():
    used, country_of = in_use(), countries()
    live = set().union(*used.values())
    modern = well_known()
    spoken = collections.defaultdict(set)
    locales = sorted(path.name for path in main.iterdir())
    for locale in locales:
        spoken[locale.split("-")[0]] |= used[country_of(locale)]
    family = families(read(main / "en/currencies.json")["main"]["en"]["numbers"]["currencies"])
    symbols, names = collections.defaultdict(set), collections.defaultdict(set)
    for locale in locales:
        table = read(main / locale / "currencies.json")["main"][locale]["numbers"]["currencies"]
        own = used[country_of(locale)]
        local = {}
        for code in live & table.keys():
            for kind, text in table[code].items():
                text = plain(text)
                if kind.startswith("symbol"):
                    if (locale in modern or code in own) and is_mark(text, code):
                        symbols[code].add(text)
                elif is_mark(text, code):
                    local.setdefault(code, set()).add(text.lower())
        if locale in modern:
            for code in spoken[locale.split("-")[0]] | set(EVERYWHERE):
                names[code] |= local.get(code, set())
            for word, codes in nouns(local, family).items():
                for code in codes:
                    names[code].add(word)
    order = sorted(live, key=lambda code: (FIRST.index(code) if code in FIRST else len(FIRST), code))
    lines = ["\t".join([code, "|".join(sorted(symbols[code])), "|".join(sorted(names[code]))]) for code in order]
    write("marks.tsv", [HEAD, *lines])


def magnitudes():
    """Short and long, of numbers and of money: `K`, `million`, `тыс.`, `万`."""
    words = set()
    for locale in sorted(well_known() & {path.name for path in main.iterdir()}):
        numbers = read(main / locale / "numbers.json")["main"][locale]["numbers"]
        for kind in (kind for kind in numbers if kind.startswith(("decimalFormats", "currencyFormats"))):
            for length in ("short", "long"):
                forms = numbers[kind].get(length, {})
                for pattern in (forms.get("decimalFormat") or forms.get("standard") or {}).values():
                    for part in pattern.split(";"):
                        word = plain(re.sub(r"[0¤']", "", part)).strip(" .-").lower()
                        words.add(word.split(" ")[0])
    is_short = lambda word: re.fullmatch("[a-zа-я]{1,2}|[\u0000-\u052f]", word)
    words = {word for word in words - NOT_MAGNITUDES if word.isprintable() and word[:1].isalpha() and not is_short(word)}
    write("magnitudes.txt", [HEAD, *sorted(words)])


def formats():
    """The zero, the mark of thousands, the decimal mark, digits from which thousands are marked, the patterns."""
    digits = read(core / "supplemental/numberingSystems.json")["supplemental"]["numberingSystems"]
    users = collections.defaultdict(list)
    for locale in sorted(well_known() & {path.name for path in main.iterdir()}):
        numbers = read(main / locale / "numbers.json")["main"][locale]["numbers"]
        for system in (kind.rsplit("-", 1)[1] for kind in numbers if kind.startswith("symbols")):
            marks, money = numbers[f"symbols-numberSystem-{system}"], numbers[f"currencyFormats-numberSystem-{system}"]
            zero, *_, nine = digits[system]["_digits"]
            if ord(nine) != ord(zero) + 9:
                continue
            group, decimal = (marks.get(f"currency{key.title()}", marks[key]) for key in ("group", "decimal"))
            for kind in ("standard", "standard-alphaNextToNumber"):
                if kind in money:
                    pattern = money[kind].split(";")[0]
                    users[zero, group, decimal, numbers["minimumGroupingDigits"], pattern].append(locale)
    lines = ["\t".join([*form, " ".join(locales[:3])]) for form, locales in sorted(users.items())]
    write("../../tests/price-formats.tsv", [HEAD, *lines])


def write(name, lines):
    (target / name).write_text("\n".join(lines) + "\n", encoding="utf-8")


marks()
magnitudes()
formats()
