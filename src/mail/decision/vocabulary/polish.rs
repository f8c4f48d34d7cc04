//! Polish phrases beside a decision.
//!
//! Knows words. Must not know what follows from them.

use super::super::super::words::Language;
use super::{Class, Vocabulary};

pub(super) const VOCABULARY: Vocabulary = Vocabulary {
    language: Language::Polish,
    anywhere: &[
        (
            Class::Retraction,
            "wycofuję, cofam, odwołuję, zapomnij, proszę zapomnieć, anuluj, anuluję, proszę anulować, \
             zmieniłem zdanie, zmieniłam zdanie, zmiana decyzji, żartuję, żartowałem, żartowałam, przez \
             pomyłkę, pomyłka, omyłkowo, pomyliłem, pomyliłam, mój błąd, zły mail, zła wiadomość, nie ten \
             mail, czekaj, poczekaj, proszę czekać, proszę poczekać, chwileczkę, zaczekaj, zignoruj, proszę \
             zignorować, po namyśle, jednak nie, na odwrót, za szybko, za wcześnie, zły wniosek, zły wątek, \
             złą wiadomość, złej wiadomości, nie ten wniosek, nie ten wątek, nie do tego, pomyliłam wnioski, \
             pomyliłem wnioski, do innego, do innej, dla kogoś innego, innego wniosku, innego maila, miałam \
             na myśli, miałem na myśli, chciałam napisać, chciałem napisać, nie płaćcie, nie płacić, nie \
             płać, nie wypłacać, poczekajcie, zaczekajcie, czekajcie, wstrzyma*, zapomnijcie, zignorujcie, \
             kliknął, kliknęła, kliknęłam, kliknąłem, nie czytałam, nie czytałem, to było do, to było dla, \
             wycofuję się, wrócę do tego",
        ),
        (Class::Refusal, "odrzuc*, odmawia*, odmow*, odmów*, sprzeciw*, odrzuć"),
        (Class::Negation, "nie, nigdy, żaden, żadna, żadne, żadnych, nikt, nic, nigdzie, wcale, brak"),
        (
            Class::Condition,
            "jeśli, jesli, jeżeli, jezeli, o ile, pod warunkiem, warunek, warunki, warunkiem, warunkowo, \
             warunkowa, warunkowe, chyba że, w przypadku, w razie, zakładając, zależnie, zależy, w przeciwnym \
             razie, dopóki, z zastrzeżeniem, zastrzeżeniem, ważne do, ważne tylko, uzależnion*",
        ),
        (
            Class::Moment,
            "kiedy, po otrzymaniu, po akceptacji, po zatwierdzeniu, po dostarczeniu, po konsultacji, zanim, \
             dopiero, jak tylko, skoro tylko, najpierw, w oczekiwaniu",
        ),
        (Class::Contrast, "lecz, jednak, jednakże, natomiast, choć, chociaż"),
        (
            Class::Limit,
            "tylko, jedynie, wyłącznie, maksymalnie, maksimum, max #, najwyżej, co najwyżej, do #, do kwoty, \
             do wysokości, częściowo, częściowa, część, połowa, połowę, połowy, ograniczon*, ograniczy*, \
             limitu, zmniejsz*, obniż*, zamiast, minus, pomniejszon*, reszta, resztę, pierwszy, pierwszą, \
             drugi, drugą, usuń, usunąć, wykreśl*, procent, procentów, jedną trzecią, jedna trzecia, ćwierć, \
             # maks, # max, # maksymalnie, nie więcej niż, po odjęciu, bez taksówki, bez kolacji, w \
             większości, w dużej mierze, zasadniczo, mniej więcej, w ogólności, w przeważającej, po części, \
             oprócz, prócz, z wyjątkiem, wyjątkiem, z wyłączeniem, w połowie, połowicznie",
        ),
        (
            Class::Doubt,
            "chyba, prawdopodobnie, ewentualnie, wstępnie, tymczasowo, w zasadzie, na razie, myślę, sądzę, \
             wątpię, wątpliwość, prawie, niepewny, niby, właściwie, zobaczymy, przypuszczam, nie wiem, \
             teoretycznie, mam nadzieję że to, szkic, test, próba, później, anulowane, nie jestem pew*, nie \
             mam pewności",
        ),
        (
            Class::Misgiving,
            "błęd*, błędn*, zły, zła, złe, niepoprawn*, nieprawidłow*, niekompletn*, niepełn*, brakuje, \
             brakują, nie zgadza się, się nie zgadza, nie zgadzają, niejasn*, podejrzan*, dziwn*, wątpliw*, \
             poprawić, poprawcie, popraw, do poprawy, poprawki, skoryg*, ponownie złoży*, zduplikowan*, \
             podwójn*, za drogo, za drogie, za wysok*, prywatn*, osobist*, własny koszt, własnej kieszeni, na \
             swój koszt, płaci sam, płaci sama, zapłaci sam, zapłaci sama, sam płaci, sam zapłaci, sama \
             zapłaci, z trzech, z czterech, z pięciu, dlaczego, czemu, do potwierdzenia, do sprawdzenia, do \
             wyjaśnienia, usun*, usunię*, do usunięcia",
        ),
        (
            Class::Delegation,
            "deleguję, delegować, decyduje, zdecyduje, decyzja, decyzję, decyzji, w imieniu, zapytaj, proszę \
             zapytać, spytaj, skonsultuj, konsultacji, przekazuję do, przekaż, przekazać do, ustal z, \
             ostatnie słowo, niech _ zdecyduje, niech _ potwierdzi, niech _ sprawdzi, zapytajcie, spytajcie, \
             zapytać, pogadaj z, porozmawiaj z, uzgodnij z",
        ),
        (
            Class::Need,
            "musi, muszą, powinien, powinna, powinno, trzeba, potrzeba, potrzebuje, wymaga, czeka, czekamy, \
             należy",
        ),
        (Class::Too, "również, także, potrzebna, potrzebny"),
        (
            Class::Approval,
            "zatwierdz*, akcept*, zaakcept*, zgoda, zgody, zgodę, zgadza, zgodzi, podpis*, potwierdz*, \
             aprobat*, autoryz*",
        ),
        (
            Class::Matter,
            "płacim*, płacić, płać, zapłac*, płatność, płatności, zwrot*, zwróc*, ważne, obowiązuje, obejm*, \
             wliczon*, pokry*, rozlicz*, płaci, płaćcie, wypłac*, przelew*",
        ),
        (
            Class::Future,
            "następnym razem, nastepnym razem, na przyszłość, w przyszłości, przyszłości, na drugi raz, \
             kolejnym razem, w przyszłym, w zeszłym roku, ostatnim razem, w zeszłym miesiącu",
        ),
        (
            Class::Invitation,
            "daj znać, dajcie znać, daj mi znać, proszę dać znać, dać znać, proszę o kontakt, zadzwoń, proszę \
             dzwonić, proszę zadzwonić, napisz, proszę pisać, proszę napisać, skontaktuj, proszę się \
             kontaktować, do dyspozycji, dyspozycji, powiedz, odezwij, porozmawiamy, pogadamy, pozdrów",
        ),
        (
            Class::Trifle,
            "problemu, problemów, problemy, pytań, pytania, pytanie, uwag, uwagi, zastrzeżeń, zastrzeżenia, \
             obaw, sprawy, sprawa, wątpliwości, wątpienia, zmian, pośpiechu, komentarza, przeciwwskazań, \
             przeszkód, zwłoki, więcej, do dodania",
        ),
        (Class::Request, "proszę, prosze, prosimy, poproszę"),
        (
            Class::Harmless,
            "nie ma problemu, nie ma sprawy, nie ma za co, nie zapomnij, nie zapomnieć, proszę nie zapomnieć, \
             nie wahaj, proszę się nie wahać, nie martw, nie ma pośpiechu, czemu nie, dlaczego nie, nic nie \
             szkodzi, nic przeciwko, nie mam nic przeciwko, nie mam uwag, nie mam pytań, nie mam zastrzeżeń, \
             w razie pytań, w razie potrzeby, w razie wątpliwości, w razie problemów, w przypadku pytań, \
             jeśli masz pytania, jeśli są pytania, jeśli będą pytania, jeśli coś, jeśli trzeba, jeśli to \
             możliwe, jeśli możliwe, jeśli będzie potrzeba, jeszcze raz, raz jeszcze, do widzenia, do \
             zobaczenia, do jutra, do usłyszenia, nie tylko, bez wątpienia, nie ma przeszkód, to nie problem, \
             od razu, nie brakuje niczego, niczego nie brakuje, nic nie brakuje, nie było łatwo, niezły, nie \
             jest zły, nie jest złe, wszystko się zgadza, jak tylko możliwe, dopiero teraz, dopiero dziś, \
             dopiero dzisiaj, bez ciebie, bez pana, bez pani",
        ),
    ],
    at_home: &[
        (Class::Retraction, "żart, moment"),
        (Class::Negation, "bez, ani"),
        (Class::Condition, "inaczej, gdyby"),
        (Class::Moment, "gdy, aż"),
        (Class::Contrast, "poza, ale"),
        (Class::Limit, "limit"),
        (Class::Doubt, "może"),
        (Class::Need, "też"),
        (Class::Trifle, "problem"),
        (Class::Harmless, "no, a więc, po prostu, po południu, po powrocie"),
    ],
};
