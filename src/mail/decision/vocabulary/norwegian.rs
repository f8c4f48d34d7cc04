//! Norwegian phrases beside a decision.
//!
//! Knows words. Must not know what follows from them.

use super::super::super::words::Language;
use super::{Class, Vocabulary};

pub(super) const VOCABULARY: Vocabulary = Vocabulary {
    language: Language::Norwegian,
    anywhere: &[
        (
            Class::Retraction,
            "jeg trekker tilbake, trekker tilbake, trekker det tilbake, ta tilbake, tar tilbake, tar det \
             tilbake, glem det, angrer, angret, ombestemt, ombestemte, tuller, tulla, kødder, spøk, ved en \
             feil, feiltakelse, feiltagelse, min feil, feil e post, feil epost, feil mail, feil melding, \
             avvent, et øyeblikk, se bort fra, ignorer, ved nærmere ettertanke, nei vent, for raskt, for \
             fort, for tidlig, tvert imot, stopp, avbryt, kanseller*, tilbakekall*, likevel ikke, feil sak, \
             feil tråd, feil forespørsel, feil søknad, feil person, feil knapp, feil mottaker, annen e post, \
             annen epost, annen mail, annen tråd, annen sak, noen andre, jeg mente, mente, ikke betal, ikke \
             betale, betal ikke, vent med, hold tilbake, tullet, glem hva, trekker _ tilbake, klikket, \
             trykket, trykte, gjaldt en annen, gjaldt et annet, var til en annen, kommer tilbake til dette",
        ),
        (Class::Refusal, "avvis*, avslag, avslå, avslår, avslås, avslått, nekte*, underkjen*"),
        (Class::Negation, "ikke, nei, aldri, ingen, intet, ingenting, uten, verken, neppe, ikkje"),
        (
            Class::Condition,
            "hvis, dersom, såfremt, forutsatt, under forutsetning, forutsetning, betingelse, betingelser, \
             betinget, vilkår, på betingelse, med forbehold, forbehold, avhengig, avhenger, med mindre, så \
             lenge, ellers, i tilfelle, gyldig til, gjelder kun, gjelder bare, i så fall",
        ),
        (
            Class::Moment,
            "venter på, når, etter at, inntil, så snart, først, etter mottak, etter godkjenning, i påvente, \
             avventer, mot kvittering",
        ),
        (Class::Contrast, "imidlertid, selv om, selvom, til tross, derimot, foruten"),
        (
            Class::Limit,
            "kun, utelukkende, høyst, maks, maks #, max #, maksimalt, maksimum, opptil, opp til, inntil #, \
             delvis, en del, deler av, halvparten, halve, begrens*, reduser*, i stedet, istedenfor, minus, \
             eksklusive, ekskl, resten, den første, det første, den andre, det andre, ta ut, fjern, fjernes, \
             stryk, trekkes fra, prosent, en tredjedel, to tredjedeler, en fjerdedel, # max, # maks, # høyst, \
             ikke mer enn, selv, stort sett, for det meste, hovedsakelig, i hovedsak, mer eller mindre, i det \
             store og hele, i store trekk, unntatt, bortsett fra, med unntak",
        ),
        (
            Class::Doubt,
            "kanskje, sannsynligvis, trolig, antakelig, antagelig, muligens, eventuelt, foreløpig, inntil \
             videre, i prinsippet, tror jeg, jeg tror, tviler, midlertidig, nesten, visstnok, vi får se, får \
             vi se, antar jeg, jeg antar, vet ikke, ingen anelse, i teorien, håper jeg, utkast, kladd, test, \
             en test, senere, annullert, skal bekreftes, ikke sikker, ikke helt sikker, usikker, ikke \
             overbevist",
        ),
        (
            Class::Misgiving,
            "feil, feilaktig*, ukorrekt*, ufullstendig*, mangler, stemmer ikke, uklart, uklar, mistenk*, \
             merkelig*, tvilsom*, rettes, korriger*, gjør om, på nytt, duplikat, dobbelt, for dyrt, for dyr, \
             for høyt, for høy, privat*, egen regning, egen lomme, egne penger, betaler han, betaler hun, \
             står han for, av tre, av fire, av fem, ut av tre, hvorfor, å bekrefte, må ut, skal ut, må vekk, \
             må fjernes, skal fjernes",
        ),
        (
            Class::Delegation,
            "delegerer, deleger, bestem*, beslutt*, beslutning, avgjør*, på vegne, spør, sjekk med, snakk \
             med, hør med, videresend til, send videre, avklar med, siste ord, siste ordet, spør først, spør \
             _ først, la _ bestemme, la _ se, la _ sjekke",
        ),
        (Class::Need, "krever, kreves, trenger, venter på, behøves"),
        (Class::Approval, "godkjen*, attester*, samtykke*, tillatelse, underskrift, signer*, bekreft*"),
        (
            Class::Matter,
            "betal*, betaling, refunder*, gyldig, gjelder, aksepter*, inkluder*, dekk*, dekkes, utbetal*",
        ),
        (
            Class::Future,
            "neste gang, til neste gang, i fremtiden, fremtiden, framtiden, fremover, framover, heretter, \
             neste år, i fjor, forrige gang",
        ),
        (
            Class::Invitation,
            "si fra, si ifra, bare si fra, bare si ifra, gi beskjed, gi meg beskjed, gi meg lyd, gi lyd, ring \
             meg, kontakt meg, ta kontakt, skriv til meg, nøl, la meg vite, tilgjengelig, kom tilbake til, \
             snakker vi, prater vi, hils",
        ),
        (
            Class::Trifle,
            "problem, problemer, spørsmål, innvending, innvendinger, bekymring, bekymringer, kommentar, \
             kommentarer, hast, merknader, stress, tvil, endringer, årsak, hindringer, å tilføye, behov, \
             hastverk, forsinkelse",
        ),
        (Class::Request, "vennligst, vær så snill, vær snill"),
        (
            Class::Harmless,
            "nøl ikke, ikke nøl, glem ikke, ikke glem, husk, ikke glemme, intet å tilføye, ikke noe imot, \
             ikke noe problem, hvorfor ikke, ikke dårlig, ikke verst, ingen årsak, hvis du har spørsmål, hvis \
             dere har spørsmål, hvis det er spørsmål, hvis det er noe, hvis du trenger, hvis dere trenger, \
             hvis nødvendig, hvis mulig, om nødvendig, dersom du har spørsmål, ved spørsmål, ved behov, enda \
             en gang, nok en gang, en gang til, ikke bare, ikke minst, uten tvil, uten videre, uten \
             problemer, når som helst, først og fremst, bare bra, bare hyggelig, bare å, vi ses, men \
             selvfølgelig, men gjerne, ingenting mangler, mangler ingenting, ingen feil, ikke feil, ikke \
             lett, ikke enkelt, før det på, føres på, så snart som mulig, først nu, først nå, først i dag, \
             derfor, uten deg",
        ),
    ],
    at_home: &[
        (Class::Retraction, "glem, vent"),
        (Class::Condition, "om"),
        (Class::Moment, "innen, da, før, etter"),
        (Class::Contrast, "dog, men"),
        (Class::Limit, "bare"),
        (Class::Need, "må"),
        (Class::Too, "skal, bør, også"),
        (Class::Invitation, "ring, kontakt"),
        (Class::Trifle, "mer, sak"),
    ],
};
