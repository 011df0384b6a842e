"""Names of persons in public text, known by the word before them: `rumah Bapak Slamet`, `Sdr. Budi`, `bu Tini`. Pure.

A name is a word with a capital after such a title. What is no name stays: `Ibu hamil`, `Bapak-bapak`, `Ibu PKK`,
`Pak RW`, `Gang Pak Kasim` (a street bears the name). Written small, a name is only known after a house or a plot:
`depan rumah pak slamet`.
"""

import re

COVERED = "[nama ditutup]"


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_TITLE = r"(?:bapak|ibu|bpk|sdr|sdri|saudara|saudari|almarhumah|almarhum|alm|pak|bu)"
_HINT = re.compile(rf"\b{_TITLE}\b", re.IGNORECASE)
_CALLED = re.compile(
    rf"(?P<before>\b[\w.]+\s+)?\b(?P<title>{_TITLE})\b(?P<gap>(?:\.\s?|\s){{1,2}})"
    rf"(?P<name>(?:(?:(?!{_TITLE}\b)[^\W\d_][\w'’-]*\.?)(?:\s+|$|(?=[^\w\s])|(?<=\.))){{1,4}})",
    re.IGNORECASE,
)

# Streets and buildings that bear somebody's name; there the name is the address.
_BEARERS = _words("jalan jl jln gang gg lorong jembatan masjid musala musholla mushola langgar makam pasar tk sd")
# What a person owns: after these a name may be written small.
_OWNED = _words(
    "rumah rmh warung toko kios bengkel kandang tanah lahan sawah kebun tegalan pekarangan halaman garasi milik"
)
_DEGREES = _words("h hj haji hajjah hajah drs dra ir dr prof kh gus ust ustadz ustaz r rr rm")
# Words after a title that name no person: offices, groups, states of life.
_NO_NAME = _words("""
    rt rw pkk lurah camat ketua wakil sekretaris bendahara kader guru kepala kades dukuh kadus kasi kasun modin kamituwo
    wali walikota wakilnya bupati gubernur presiden menteri dewan anggota dprd babinsa bhabinkamtibmas hansip linmas
    satpam polisi tentara tni polri dokter bidan perawat mantri posyandu dasawisma dasa kelurahan kecamatan desa kota
    hamil menyusui melahirkan nifas bersalin rumah tangga anak bayi balita janda lansia pengajian jamaah majelis arisan
    senam bekerja petani tani nelayan pedagang sopir tukang penjual warga pengurus tokoh takmir imam dhe de
    kiai kyai pendeta romo suster pertiwi kandung angkat tiri asuh muda tua dan atau di ke dari yang yth para
    untuk dengan sudah belum akan juga saja ini itu tersebut kami kita saya mereka beserta serta bersama dalam pada
    adalah tidak bisa dapat agar supaya karena saat ketika setiap sering sekitar setempat sekalian semua polsek polres
    jentik jumantik sampah kebersihan pembina pkh umkm lpmk bkm kpps bpd pendamping penyuluh panitia koordinator
    """)
# Words that end a name: places and small words.
_AFTER = _words("""
    rt rw no nomor gang gg jalan jl jln kel kec kelurahan kecamatan blok dusun desa kampung kota depan samping belakang
    sebelah utara selatan barat timur dekat sampai ke dari di dan atau yang sudah belum tidak ada air got saluran lampu
    paving pos balai masjid musala musholla warung rumah toko sekolah sungai kali jembatan sawah makam lapangan
    """)


def holds_name(text: str) -> bool:
    """Say whether the name of a person seems to stand in a text."""
    return cover_names(text) != text


def cover_names(text: str) -> str:
    """Cover the names of persons: `rumah Bapak [nama ditutup]`; the title stays."""
    return _CALLED.sub(_covered, text) if _may_call(text.casefold()) and _HINT.search(text) else text


def _may_call(small: str) -> bool:
    """Say whether the letters of a title stand in a text of small letters; ten times as fast as asking for words."""
    return "pak" in small or "bu" in small or "sdr" in small or "bpk" in small or "saudar" in small or "alm" in small


def _covered(found: re.Match[str]) -> str:
    words = re.findall(r"\S+\s*", found["name"])
    before = (found["before"] or "").strip(" .").lower()
    kept = _length(words, small=before in _OWNED, loud=found["title"].isupper() and len(found["title"]) > 2)
    if not kept or before in _BEARERS:
        return found[0]
    last = words[kept - 1]
    end = last[len(last.rstrip(" \t\r\n.")) :]
    return f"{found['before'] or ''}{found['title']}{found['gap']}{COVERED}{end}{''.join(words[kept:])}"


def _length(words: list[str], *, small: bool, loud: bool) -> int:
    """Count the words that are the name; 0 where there is none. Degrees alone (`H.`) are no name.

    `small`: it may be written without a capital, then one word counts. `loud`: all is in capitals, then two count.
    """
    count = named = 0
    for word in words:
        bare = word.strip(" \t\r\n.,;'’").lower()
        if not count and bare in _DEGREES:
            count += 1
            continue
        if bare in (_AFTER if named else _NO_NAME) or not (word[0].isupper() or (small and not named)):
            break
        count, named = count + 1, named + 1
        ends = "\n" in word or (len(bare) > 2 and word.rstrip().endswith("."))
        if ends or (loud and named == 2) or not word[0].isupper():
            break
    return count if named else 0
