//! Dutch phrases beside a decision.
//!
//! Knows words. Must not know what follows from them.

use super::super::super::words::Language;
use super::{Class, Vocabulary};

pub(super) const VOCABULARY: Vocabulary = Vocabulary {
    language: Language::Dutch,
    anywhere: &[
        (
            Class::Retraction,
            "trek ik terug, ik trek, intrekken, trek in, vergeet dat, vergeet het, laat maar, annuleer, \
             annuleren, van gedachten veranderd, bedacht me, me bedacht, grapje, geintje, per ongeluk, \
             per abuis, vergissing, foutje, mijn fout, verkeerde mail, verkeerde e mail, \
             verkeerd bericht, verkeerde bericht, wacht, wacht even, wachten, momentje, negeer, \
             bij nader inzien, toch niet, liever niet, bij nader, te snel, te vroeg, juist niet",
        ),
        (
            Class::Refusal,
            "afgekeur*, afkeur*, keur af, keur het af, keur dit af, afgewez*, afwijz*, wijs af, \
             wijs het af, weiger*, geweiger*, bezwaar tegen",
        ),
        (Class::Negation, "niet, niets, geen, nooit, nee, neen, zonder, niemand, nergens, geenszins, nimmer"),
        (
            Class::Condition,
            "indien, mits, tenzij, wanneer, op voorwaarde, onder voorwaarde, onder de voorwaarde, \
             voorwaarde, voorwaarden, onder voorbehoud, voorbehoud, voorwaardelijk, afhankelijk, zolang, \
             ingeval, in geval, gesteld dat, aangenomen, vooropgesteld, geldig tot, in afwachting",
        ),
        (
            Class::Moment,
            "wacht op, wachten op, zodra, nadat, voordat, totdat, na ontvangst, na akkoord, \
             na goedkeuring, na overleg, na controle, bij ontvangst",
        ),
        (
            Class::Contrast,
            "maar, echter, behalve, uitgezonderd, met uitzondering, hoewel, alhoewel, doch, niettemin, \
             evenwel",
        ),
        (
            Class::Limit,
            "alleen, slechts, uitsluitend, maximaal, hooguit, hoogstens, ten hoogste, tot #, \
             tot maximaal, tot een bedrag, max #, maximum, deels, gedeeltelijk, voor een deel, een deel, \
             helft, de helft, half, halve, beperkt, beperk, limiet, verminder*, verlaag*, minus, \
             in plaats, exclusief, excl, de rest, de eerste, het eerste, de tweede, het tweede",
        ),
        (
            Class::Doubt,
            "misschien, wellicht, waarschijnlijk, mogelijk, vermoedelijk, voorlopig, in principe, \
             vooralsnog, voor nu, denk ik, ik denk, geloof ik, twijfel, twijfels, tijdelijk, bijna, \
             onzeker, eventueel, eigenlijk",
        ),
        (
            Class::Delegation,
            "delegeer, delegeren, beslist, beslis, beslissen, beslissing, overleg met, overleg eerst, \
             vraag aan, vraag het, vraag even, navragen, doorsturen naar, doorgestuurd naar, check bij, \
             check met",
        ),
        (Class::Need, "moet, moeten, dient, dienen, nodig, eveneens, ontbreekt, wacht op, wachten op"),
        (
            Class::Approval,
            "goedkeur*, goedgekeur*, keurt goed, keur goed, akkoord, toestemming, instemm*, autoris*, \
             fiat, handtekening, tekent, bevestig*",
        ),
        (
            Class::Matter,
            "betaal*, betalen, betaling, betaald, vergoed*, boeken, geboekt, koop, kopen, bestel*, \
             geldig, geldt, accepteer*, toegestaan, oké, oke, zeker, inbegrepen, inclusief, gedekt, \
             dekken, dit is, dat is, het is, mogelijk, klopt, declar*, prima",
        ),
        (
            Class::Future,
            "volgende keer, de volgende keer, een volgende keer, in de toekomst, in het vervolg, \
             het vervolg, voortaan, toekomst, volgend jaar",
        ),
        (
            Class::Invitation,
            "laat me weten, laat het me weten, laat het weten, laat maar weten, laat weten, \
             laat ons weten, hoor het graag, hoor ik het, bel me, bel mij, bel gerust, mail me, \
             mail gerust, neem contact, contact op, geef een seintje, geef me een seintje, seintje, \
             aarzel, beschikbaar, bereikbaar, vraag gerust",
        ),
        (
            Class::Trifle,
            "probleem, problemen, vraag, vragen, bezwaar, bezwaren, bedenkingen, opmerking, opmerkingen, \
             zorgen, haast, twijfel, twijfels, punt, aanvullingen, moeite, reden, aanmerkingen, \
             wijzigingen, commentaar, verdere, toe te voegen, spoed, uitstel",
        ),
        (Class::Request, "alsjeblieft, alstublieft, aub, svp, graag"),
        (
            Class::Harmless,
            "aarzel niet, niet vergeten, vergeet niet, niet erg, niet slecht, niet nodig, \
             niets aan toe te voegen, niets op tegen, waarom niet, als je nog, als u nog, als je vragen, \
             als u vragen, als er nog, als er vragen, als er iets, als je iets, als u iets, \
             indien nodig, indien gewenst, indien mogelijk, als het nodig, als nodig, zo nodig, \
             als altijd, bij vragen, mocht je nog, mocht u nog, tot ziens, tot morgen, tot straks, \
             tot dan, tot snel, tot gauw, tot volgende week, tot maandag, nogmaals, nog een keer, \
             niet alleen, wacht niet, zonder meer, zonder twijfel, geen dank, geen punt, \
             maar natuurlijk, maar graag",
        ),
    ],
    at_home: &[
        (Class::Retraction, "moment"),
        (Class::Condition, "als, anders"),
        (Class::Moment, "tot, eerst"),
        (Class::Contrast, "op de"),
        (Class::Limit, "enkel, deel"),
        (Class::Delegation, "namens"),
        (Class::Need, "zou, ook"),
        (Class::Approval, "teken*"),
        (Class::Matter, "boek, ok, kan, wil"),
        (Class::Trifle, "dank"),
        (Class::Harmless, "en, kan er"),
    ],
};
