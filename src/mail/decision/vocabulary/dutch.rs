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
             annuleren, van gedachten veranderd, bedacht me, me bedacht, grapje, geintje, per ongeluk, per \
             abuis, vergissing, foutje, mijn fout, verkeerde mail, verkeerde e mail, verkeerd bericht, \
             verkeerde bericht, wacht, wacht even, wachten, momentje, negeer, bij nader inzien, toch niet, \
             liever niet, bij nader, te snel, te vroeg, juist niet, verkeerde aanvraag, verkeerd verzoek, \
             verkeerde draad, verkeerde persoon, verkeerde knop, verkeerde thread, verkeerde verzoek, \
             verkeerde declaratie, voor een ander, voor een andere, voor iemand anders, een andere mail \
             bedoeld, ik bedoelde, bedoelde, niet betalen, nog niet betalen, nog even wachten, even wachten, \
             vergeet wat, vergeet mijn, stop de, houd vast, aanhouden, kom erop terug, kom hierop terug, kom \
             daarop terug, kom er op terug, geklikt, gedrukt, was voor een ander, was voor een andere, trek \
             dit in, trek het in",
        ),
        (
            Class::Refusal,
            "afgekeur*, afkeur*, keur af, keur het af, keur dit af, afgewez*, afwijz*, wijs af, wijs het af, \
             weiger*, geweiger*, bezwaar tegen",
        ),
        (Class::Negation, "niet, niets, geen, nooit, nee, neen, zonder, niemand, nergens, geenszins, nimmer"),
        (
            Class::Condition,
            "indien, mits, tenzij, wanneer, op voorwaarde, onder voorwaarde, onder de voorwaarde, voorwaarde, \
             voorwaarden, onder voorbehoud, voorbehoud, voorwaardelijk, afhankelijk, zolang, ingeval, in \
             geval, gesteld dat, aangenomen, vooropgesteld, geldig tot, in afwachting",
        ),
        (
            Class::Moment,
            "wacht op, wachten op, zodra, nadat, voordat, totdat, na ontvangst, na akkoord, na goedkeuring, \
             na overleg, na controle, bij ontvangst",
        ),
        (Class::Contrast, "maar, echter, hoewel, alhoewel, doch, niettemin, evenwel"),
        (
            Class::Limit,
            "alleen, slechts, uitsluitend, maximaal, hooguit, hoogstens, ten hoogste, tot #, tot maximaal, \
             tot een bedrag, max #, maximum, deels, gedeeltelijk, voor een deel, een deel, helft, de helft, \
             half, halve, beperkt, beperk, limiet, verminder*, verlaag*, minus, in plaats, exclusief, excl, \
             de rest, de eerste, het eerste, de tweede, het tweede, met de uitzondering, weglaten, schrappen, \
             geschrapt, eraf halen, procent, een derde, twee derde, een kwart, # max, # maximaal, # maximum, \
             niet meer dan, zelf, grotendeels, voor het grootste deel, over het algemeen, min of meer, in \
             grote lijnen, merendeels, behalve, uitgezonderd, met uitzondering",
        ),
        (
            Class::Doubt,
            "misschien, wellicht, waarschijnlijk, mogelijk, vermoedelijk, voorlopig, in principe, vooralsnog, \
             voor nu, denk ik, ik denk, geloof ik, twijfel, twijfels, tijdelijk, bijna, eventueel, eigenlijk, \
             we zullen zien, zien we, even zien, neem ik aan, ik neem aan, geen idee, weet ik niet, weet het \
             niet, in theorie, weet niet zeker, concept, test, een test, geannuleerd, nog nog niet gezien, \
             niet gelezen, niet zeker, niet helemaal zeker, onzeker, niet overtuigd",
        ),
        (
            Class::Misgiving,
            "fout, foute, fouten, foutief, verkeerd*, onjuist*, incorrect*, onvolledig*, incompleet, \
             ontbreekt, ontbreken, er mist, mist nog, klopt niet, kloppen niet, klopt iets niet, onduidelijk, \
             niet duidelijk, verdacht*, vreemd, raar, twijfelachtig, corrigeer, corrigeren, aanpassen, \
             herzien, opnieuw indienen, dubbel, te duur, te hoog, privé, privékosten, persoonlijk*, eigen \
             rekening, eigen zak, eigen kosten, betaalt hij zelf, betaalt zij zelf, betaalt ze zelf, van de \
             drie, van drie, van de vier, van vier, van de vijf, waarom, te bevestigen, te controleren, \
             eruit, eraf",
        ),
        (
            Class::Delegation,
            "delegeer, delegeren, beslist, beslis, beslissen, beslissing, overleg met, overleg eerst, vraag \
             aan, vraag het, vraag even, navragen, doorsturen naar, doorgestuurd naar, check bij, check met, \
             laatste woord, vraag eerst, eerst vragen, laat _ beslissen, laat _ kijken, laat _ controleren, \
             beslist daarover, nog naar kijken, ernaar kijken, laten kijken",
        ),
        (Class::Need, "moet, moeten, dient, dienen, nodig, wacht op, wachten op"),
        (Class::Too, "eveneens"),
        (
            Class::Approval,
            "goedkeur*, goedgekeur*, keurt goed, keur goed, akkoord, toestemming, instemm*, autoris*, fiat, \
             handtekening, tekent, bevestig*",
        ),
        (
            Class::Matter,
            "betaal*, betalen, betaling, betaald, vergoed*, geldig, geldt, accepteer*, toegestaan, \
             inbegrepen, inclusief, gedekt, dekken, declar*, betaalt, overmaken",
        ),
        (
            Class::Future,
            "volgende keer, de volgende keer, een volgende keer, in de toekomst, in het vervolg, het vervolg, \
             voortaan, toekomst, volgend jaar, vorig jaar, vorige keer, vorige maand",
        ),
        (
            Class::Invitation,
            "laat me weten, laat het me weten, laat het weten, laat maar weten, laat weten, laat ons weten, \
             hoor het graag, hoor ik het, bel me, bel mij, bel gerust, mail me, mail gerust, neem contact, \
             contact op, geef een seintje, geef me een seintje, seintje, aarzel, beschikbaar, bereikbaar, \
             vraag gerust, praten we, doe hem de groeten, doe haar de groeten",
        ),
        (
            Class::Trifle,
            "probleem, problemen, vraag, vragen, bezwaar, bezwaren, bedenkingen, opmerking, opmerkingen, \
             zorgen, haast, twijfel, twijfels, punt, aanvullingen, moeite, reden, aanmerkingen, wijzigingen, \
             commentaar, verdere, toe te voegen, spoed, uitstel",
        ),
        (Class::Request, "alsjeblieft, alstublieft, aub, svp, graag"),
        (
            Class::Harmless,
            "aarzel niet, niet vergeten, vergeet niet, niet erg, niet slecht, niet nodig, niets aan toe te \
             voegen, niets op tegen, waarom niet, als je nog, als u nog, als je vragen, als u vragen, als er \
             nog, als er vragen, als er iets, als je iets, als u iets, indien nodig, indien gewenst, indien \
             mogelijk, als het nodig, als nodig, zo nodig, als altijd, bij vragen, mocht je nog, mocht u nog, \
             tot ziens, tot morgen, tot straks, tot dan, tot snel, tot gauw, tot volgende week, tot maandag, \
             nogmaals, nog een keer, niet alleen, wacht niet, zonder meer, zonder twijfel, geen dank, geen \
             punt, maar natuurlijk, maar graag, niets mis, niets ontbreekt, niet fout, foutloos, een andere \
             keer, niet makkelijk, niet eenvoudig, we zien elkaar, mist niets, niet verkeerd, zodra mogelijk, \
             zodra het kan, nu pas, daarom, zonder jou, zonder u",
        ),
    ],
    at_home: &[
        (Class::Retraction, "moment"),
        (Class::Condition, "als, anders"),
        (Class::Moment, "tot, eerst"),
        (Class::Contrast, "op de"),
        (Class::Limit, "enkel, deel"),
        (Class::Delegation, "namens"),
        (Class::Too, "zou, ook"),
        (Class::Approval, "teken*"),
        (Class::Trifle, "dank"),
        (Class::Harmless, "en, kan er"),
    ],
};
