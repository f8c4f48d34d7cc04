//! Danish phrases beside a decision.
//!
//! Knows words. Must not know what follows from them.

use super::super::super::words::Language;
use super::{Class, Vocabulary};

pub(super) const VOCABULARY: Vocabulary = Vocabulary {
    language: Language::Danish,
    anywhere: &[
        (
            Class::Retraction,
            "jeg trækker tilbage, trækker tilbage, trækker det tilbage, trække tilbage, glem det, fortryder, \
             fortrudt, ændret mening, skifter mening, skiftet mening, spøg, laver sjov, for sjov, ved en \
             fejl, fejltagelse, en fejl, min fejl, forkert mail, forkerte mail, forkert besked, afvent, et \
             øjeblik, lige et øjeblik, se bort fra, ignorer, ved nærmere eftertanke, nej vent, for hurtigt, \
             for tidligt, tværtimod, annuller*, tilbagekald*, alligevel ikke, forkert sag, forkert tråd, \
             forkert anmodning, forkert person, forkert knap, forkert modtager, anden mail, anden tråd, anden \
             sag, anden anmodning, en anden, nogen anden, jeg mente, mente, betal ikke, ikke betale, vent \
             lige, vent med, hold igen, glem hvad, trækker _ tilbage, klikkede, klikket, trykkede, trykket \
             på, var til en anden, vender tilbage om",
        ),
        (Class::Refusal, "afvis*, afslag, afslå, afslår, afslås, afslået, nægte*, underkend*"),
        (Class::Negation, "ikke, nej, aldrig, ingen, intet, ingenting, uden, hverken, næppe"),
        (
            Class::Condition,
            "hvis, såfremt, forudsat, under forudsætning, forudsætning, betingelse, betingelser, betinget, på \
             betingelse, med forbehold, forbehold, afhængig, afhænger, medmindre, så længe, ellers, i \
             tilfælde, gyldig til, gælder kun, i så fald, under forbehold",
        ),
        (
            Class::Moment,
            "venter på, når, efter at, indtil, førend, så snart, først, efter modtagelse, efter godkendelse, \
             afventer, mod kvittering",
        ),
        (Class::Contrast, "imidlertid, selvom, selv om, trods, derimod"),
        (
            Class::Limit,
            "kun, udelukkende, højst, maks, maks #, max #, maksimalt, maksimum, op til, delvist, delvis, en \
             del, del af, halvdelen, halv, halve, begræns*, reducer*, nedsæt*, i stedet, minus, eksklusive, \
             ekskl, resten, den første, det første, den anden, det andet, tag ud, fjern, fjernes, trækkes \
             fra, procent, en tredjedel, to tredjedele, en fjerdedel, # max, # maks, # højst, ikke mere end, \
             selv, stort set, for det meste, hovedsageligt, overvejende, mere eller mindre, i det store hele, \
             i store træk, undtagen, bortset fra, med undtagelse, på nær",
        ),
        (
            Class::Doubt,
            "måske, sandsynligvis, formentlig, formodentlig, muligvis, eventuelt, foreløbig, foreløbigt, \
             indtil videre, i princippet, tror jeg, jeg tror, tvivler, midlertidigt, næsten, vistnok, vi får \
             se, må vi se, får vi se, går jeg ud fra, ved ikke, ingen anelse, i teorien, håber jeg, kladde, \
             udkast, test, en test, senere, annulleret, skal bekræftes, ikke sikker, ikke helt sikker, \
             usikker, ikke overbevist",
        ),
        (
            Class::Misgiving,
            "forkert, forkerte, fejl, fejlagtig*, ukorrekt*, ufuldstændig*, mangler, stemmer ikke, passer \
             ikke, uklart, uklar, mistænk*, mærkelig*, underlig*, tvivlsom*, rettes, ret til, korriger*, lav \
             om, på ny, dublet, dobbelt, for dyrt, for dyr, for højt, for høj, privat*, egen regning, egen \
             lomme, egne penge, betaler han, betaler hun, står han for, af tre, af fire, af fem, ud af tre, \
             hvorfor, at bekræfte, skal ud, skal væk, skal fjernes",
        ),
        (
            Class::Delegation,
            "delegerer, uddeleger*, beslut*, bestem*, beslutning, på vegne, spørg, tjek med, tal med, snak \
             med, hør med, videresend til, send videre, aftal med, sidste ord, spørg først, spørg _ først, \
             lad _ bestemme, lad _ kigge, lad _ tjekke",
        ),
        (Class::Need, "kræver, kræves, behøver, venter på, behov"),
        (Class::Too, "ligeledes"),
        (
            Class::Approval,
            "godkend*, godkent, attester*, samtykke*, tilladelse, underskrift, underskriv*, bekræft*",
        ),
        (
            Class::Matter,
            "betal*, betaling, refunder*, gyldig, gyldigt, gælder, accepter*, inkluder*, dæk*, dækkes, \
             udbetal*",
        ),
        (
            Class::Future,
            "næste gang, til næste gang, i fremtiden, fremtiden, fremover, fremadrettet, næste år, herefter, \
             sidste år, sidste gang",
        ),
        (
            Class::Invitation,
            "sig til, sig bare til, giv besked, giv mig besked, giv lyd, giv endelig, ring til mig, ring \
             endelig, kontakt mig, skriv til mig, skriv, tøv, lad mig vide, lad os vide, til rådighed, vend \
             tilbage, snakker vi, taler vi, hils",
        ),
        (
            Class::Trifle,
            "problem, problemer, spørgsmål, indvending, indvendinger, bekymring, bekymringer, kommentar, \
             kommentarer, hast, bemærkninger, stress, tvivl, ændringer, mere, årsag, hindringer, at tilføje, \
             behov, travlt, forsinkelse",
        ),
        (Class::Request, "venligst, vær venlig, vær så venlig"),
        (
            Class::Harmless,
            "tøv ikke, glem ikke, husk, ikke glemme, intet at tilføje, intet imod, ikke noget imod, ikke \
             noget problem, hvorfor ikke, ikke dårligt, ikke værst, ingen årsag, hvis du har spørgsmål, hvis \
             i har spørgsmål, hvis der er spørgsmål, hvis der er noget, hvis der er, hvis nødvendigt, hvis \
             muligt, hvis du har brug, hvis du mangler, hvis det er nødvendigt, ved spørgsmål, om nødvendigt, \
             ved behov, endnu en gang, en gang til, ikke kun, ikke mindst, uden tvivl, uden videre, uden \
             problemer, når som helst, først og fremmest, en del år, vi ses, ingen tvivl, men selvfølgelig, \
             men gerne, lige først, intet mangler, mangler intet, ingen fejl, mangler ikke, en anden gang, \
             ikke let, ikke nemt, ikke forkert, så snart som muligt, først nu, først i dag, derfor, uden dig",
        ),
    ],
    at_home: &[
        (Class::Retraction, "glem, sjov, vent, stop"),
        (Class::Negation, "ej"),
        (Class::Moment, "inden, da, før, efter"),
        (Class::Contrast, "dog, men"),
        (Class::Limit, "bare"),
        (Class::Too, "skal, bør, må, også"),
        (Class::Invitation, "ring, kontakt"),
    ],
};
