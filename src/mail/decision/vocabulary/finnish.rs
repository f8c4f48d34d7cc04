//! Finnish phrases beside a decision.
//!
//! Knows words. Must not know what follows from them.

use super::super::super::words::Language;
use super::{Class, Vocabulary};

pub(super) const VOCABULARY: Vocabulary = Vocabulary {
    language: Language::Finnish,
    anywhere: &[
        (
            Class::Retraction,
            "perun, peruutan, peruuta, peruutetaan, unohda, unohtakaa, muutin mieleni, muutin mieltäni, \
             vitsi, vitsailin, vitsailen, leikki, vahingossa, erehdyksessä, virhe minulta, minun virheeni, \
             väärä viesti, väärä sähköposti, väärään viestiin, odota, odottakaa, hetkinen, odotas, jätä \
             huomiotta, jättäkää huomiotta, tarkemmin ajateltuna, en sittenkään, sittenkään, sittenkin, liian \
             nopeasti, liian aikaisin, päinvastoin, seis, väärä hakemus, väärä pyyntö, väärä ketju, väärä \
             henkilö, väärä vastaanottaja, väärään, toiseen viestiin, toiseen hakemukseen, toiselle, jollekin \
             muulle, tarkoitin, älä maksa, älkää maksako, ei makseta, odotetaan, unohda mitä, odota vielä, \
             klikkasi, klikkasin, painoi, painoin, en ole lukenut, kuului toiseen, kuului toiselle, perun \
             tämän, perun sen, palaan tähän",
        ),
        (Class::Refusal, "hylät*, hylkä*, torju*, kiellä*, kieltäyd*, evät*, evätään"),
        (
            Class::Negation,
            "älä, älkää, ettei, eikä, emme, ette, eivät, enkä, ilman, mitään, kukaan, koskaan, ikinä, tuskin",
        ),
        (
            Class::Condition,
            "jos, mikäli, edellyttäen, edellytyksellä, edellytys, ehdolla, sillä ehdolla, ehdot, ehdollinen, \
             ehdollisesti, varauksella, varauksin, riippuen, riippuu, ellei, ellen, muuten, muutoin, siinä \
             tapauksessa, tapauksessa, olettaen, voimassa vain, sikäli, jollei, edellyttää",
        ),
        (
            Class::Moment,
            "kunhan, kunnes, heti kun, sen jälkeen, jälkeen, ennen, vasta, sitten kun, odotettaessa, odottaa, \
             saakka",
        ),
        (Class::Contrast, "mutta, kuitenkin, vaikka, sen sijaan"),
        (
            Class::Limit,
            "vain, ainoastaan, pelkästään, pelkkä, enintään, korkeintaan, maksimissaan, maksimi, max #, \
             osittain, osaksi, osan, osaa, puolet, puolikas, rajoit*, vähennet*, vähennä, sijasta, sijaan, \
             miinus, loput, ensimmäinen, ensimmäisen, toinen, toisen, pois lukien, poislukien, poista, \
             poistetaan, prosenttia, kolmasosa, kolmannes, neljäsosa, # max, # maksimissaan, # asti, ei \
             enempää, itse, pääosin, suurin piirtein, enimmäkseen, pääasiassa, suurimmaksi osaksi, \
             jokseenkin, paitsi, lukuun ottamatta, lukuunottamatta, poikkeuksena, puoliksi",
        ),
        (
            Class::Doubt,
            "ehkä, kenties, luultavasti, todennäköisesti, mahdollisesti, alustavasti, toistaiseksi, \
             periaatteessa, luulen, uskoisin, epäilen, epäröin, epävarma, tilapäisesti, melkein, \
             väliaikaisesti, katsotaan, oletan, en tiedä, teoriassa, toivottavasti tämä, luonnos, testi, \
             myöhemmin, peruttu, en ole nähnyt, en ole varma, en ole ihan varma, en ole vakuuttunut",
        ),
        (
            Class::Misgiving,
            "väärin, väärä, väärät, väärää, virheelli*, virhe, virheitä, puuttuu, puuttuvat, puutteelli*, ei \
             täsmää, eivät täsmää, ei pidä paikkaansa, epäselv*, epäilyttäv*, outo, outoa, korjaa, korjat*, \
             korjaus*, uudelleen, kahteen kertaan, liian kallis, liian suuri, liian korkea, yksityi*, omasta \
             pussista, omaan laskuun, omalla kustannuksella, maksaa itse, itse maksaa, hän maksaa, kolmesta, \
             neljästä, viidestä, miksi, vahvistettava, tarkistettava, poistettava, poistaa, jätä pois, ota \
             pois, otetaan pois, jätetään pois",
        ),
        (
            Class::Delegation,
            "delegoi*, päättä*, päätös, päätöksen, puolesta, kysy, kysykää, tarkista, varmista, keskustele, \
             siirrä, välitä, viimeinen sana, kysy ensin, anna _ päättää, anna _ tarkistaa",
        ),
        (Class::Need, "pitää, täytyy, tarvitaan, tarvitsee, vaatii, vaaditaan"),
        (Class::Too, "myös, odotetaan"),
        (Class::Approval, "hyväks*, suostumus*, luvan, allekirjoit*, vahvist*, puolta*"),
        (
            Class::Matter,
            "sisält*, sisälly*, maks*, maksaa, korva*, korvaus, voimassa, pätee, sisältyy, kata*, maksetaan",
        ),
        (
            Class::Future,
            "ensi kerralla, seuraavalla kerralla, jatkossa, tulevaisuudessa, vastaisuudessa, ensi vuonna, \
             ensikerralla, viime vuonna, viime kerralla",
        ),
        (
            Class::Invitation,
            "ilmoita, ilmoittakaa, kerro, kertokaa, ota yhteyttä, ottakaa yhteyttä, soita, soittakaa, \
             kirjoita, epäröi, epäröikö, tavoitettavissa, käytettävissä, laita viestiä, pistä viestiä, palaa \
             asiaan, puhutaan, jutellaan, kerro terveisiä",
        ),
        (
            Class::Trifle,
            "ongelma, ongelmaa, ongelmia, kysyttävää, kysymyksiä, huomautettavaa, huolta, huolia, \
             kommentteja, kiire, kiirettä, vastaan, epäilystäkään, epäilystä, muuta, lisättävää, hätää, \
             estettä, esteitä, muutoksia, vaivaa, viivytystä, huomautuksia",
        ),
        (Class::Request, "ole hyvä, olkaa hyvä, olisitko ystävällinen, kiitos jos"),
        (
            Class::Harmless,
            "älä epäröi, älkää epäröikö, älä unohda, älkää unohtako, muista, miksi ei, miksipä ei, ei kestä, \
             ei haittaa, ei hätää, ei mitään, ei paha, ei hassumpi, ei yhtään hassumpi, jos tarvitset, jos \
             tarvitsette, jos on kysyttävää, jos sinulla on, jos tulee kysyttävää, jos jotain, jos \
             mahdollista, jos tarpeen, tarvittaessa, vielä kerran, jälleen kerran, kerran vielä, ennen \
             kaikkea, ei vain, ilman muuta, ilman ongelmia, muutakin, hyvää matkaa, mitään ei puutu, ei \
             puutu, ei mitään väärää, ei ollut helppo, näin on, mahdollisimman pian, vasta nyt, vasta tänään, \
             pois tieltä, ilman sinua",
        ),
    ],
    at_home: &[
        (Class::Retraction, "peru"),
        (Class::Negation, "en, ei, et"),
        (Class::Condition, "ehto"),
        (Class::Moment, "asti, kun"),
        (Class::Contrast, "muttei"),
        (Class::Limit, "osa, alle #"),
        (Class::Need, "on pakko"),
        (Class::Too, "tulee"),
        (Class::Approval, "lupa"),
        (Class::Harmless, "hyvää, hyvin"),
    ],
};
