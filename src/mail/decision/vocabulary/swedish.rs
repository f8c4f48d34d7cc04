//! Swedish phrases beside a decision.
//!
//! Knows words. Must not know what follows from them.

use super::super::super::words::Language;
use super::{Class, Vocabulary};

pub(super) const VOCABULARY: Vocabulary = Vocabulary {
    language: Language::Swedish,
    anywhere: &[
        (
            Class::Retraction,
            "jag tar tillbaka, tar tillbaka, ta tillbaka, glöm det, glöm, ångrar, ångrade, ångrat, ändrat \
             mig, skojar, skämtar, skoja bara, skämt, av misstag, misstag, mitt fel, fel mejl, fel mail, fel \
             meddelande, vänta, avvakta, ett ögonblick, bortse, ignorera, strunta i, vid närmare eftertanke, \
             hellre inte, nej vänta, för snabbt, för tidigt, tvärtom, stoppa, avbryt, återkalla*, makulera, \
             fel ärende, fel tråd, fel begäran, fel ansökan, fel person, fel knapp, fel mottagare, annat \
             mejl, annat mail, annan tråd, annat ärende, annan begäran, någon annan, jag menade, menade, \
             betala inte, inte betala, vänta med, håll inne, stoppa betalningen, eller nej, glöm vad, \
             återkommer om, klickade, klickat, tryckte, var till en annan, var till ett annat, gällde ett \
             annat, gällde en annan",
        ),
        (
            Class::Refusal,
            "avslag, avslår, avslå, avslås, avslag*, avvis*, nekad, nekat, nekas, nekar, avböj*, underkän*",
        ),
        (Class::Negation, "inte, icke, nej, aldrig, ingen, inga, inget, ingenting, varken, knappast"),
        (
            Class::Condition,
            "ifall, förutsatt, under förutsättning, förutsättning, förutsätter, villkor, villkorat, \
             villkorligt, på villkor, med förbehåll, förbehåll, beroende, beror, såvida, så länge, annars, i \
             fall, i händelse, giltigt till, gäller till, gäller bara, gäller endast, med reservation, i \
             väntan",
        ),
        (
            Class::Moment,
            "väntar på, inväntar, efter att, efter det, innan, tills, så snart, så fort, efter godkännande, \
             efter kontroll, mot kvitto",
        ),
        (Class::Contrast, "dock, emellertid, trots, fastän, bortsett, däremot"),
        (
            Class::Limit,
            "endast, enbart, max #, maximalt, maximum, högst, upp till, till och med, som mest, delvis, en \
             del, halva, hälften, halv, begränsa*, begränsat, minska*, sänk*, i stället, istället, minus, \
             exklusive, exkl, resten, den första, det första, den andra, det andra, med undantag av, ta bort, \
             stryk, stryks, dra av, procent, en tredjedel, två tredjedelar, en fjärdedel, # max, # högst, \
             inte mer än, själv, i stort sett, till stor del, huvudsakligen, i huvudsak, mestadels, mer eller \
             mindre, på det stora hela, utom, förutom, undantaget, med undantag",
        ),
        (
            Class::Doubt,
            "kanske, antagligen, förmodligen, troligen, möjligen, eventuellt, preliminärt, tills vidare, i \
             princip, tror jag, jag tror, tvekar, tillfälligt, nästan, tveksam, vi får se, får se, antar jag, \
             jag antar, vet inte, ingen aning, i teorin, hoppas jag, utkast, test, ett test, senare, \
             annullerad, ska bekräftas, skall bekräftas, inte säker, inte helt säker, osäker, inte övertygad",
        ),
        (
            Class::Misgiving,
            "felaktig*, inkorrekt*, fel, ofullständig*, saknas, saknar, stämmer inte, stämmer ej, oklart, \
             oklar, misstänk*, konstig*, tveksam*, rätta till, korrigera*, ändra, gör om, på nytt, dubblett, \
             dubbelt, för dyrt, för dyr, för högt, för hög, privat*, egen bekostnad, egen ficka, eget konto, \
             betalar han, betalar hon, står han för, står hon för, får han stå, av tre, av fyra, av fem, av \
             de tre, varför, att bekräfta, att kontrollera, ska bort, måste bort, tas bort, ska ut",
        ),
        (
            Class::Delegation,
            "delegerar, delegera, besluta*, bestäm*, beslut, å vägnar, på uppdrag, kolla med, stäm av med, \
             hör med, prata med, vidarebefordra till, skicka vidare, sista ordet, fråga först, fråga _ först, \
             låt _ bestämma, låt _ kolla, låt _ titta, prata först",
        ),
        (Class::Need, "måste, behöver, behövs, krävs, väntar på, inväntar"),
        (Class::Too, "skall"),
        (
            Class::Approval,
            "godkän*, attest*, samtyck*, medgivande, underskrift, signera*, skriva under, bekräft*, \
             tillstyrk*",
        ),
        (
            Class::Matter,
            "betala*, betalas, betalning, ersätt*, giltig, giltigt, gäller, accepter*, ingår, inkludera*, \
             täck*, utbetal*",
        ),
        (
            Class::Future,
            "nästa gång, till nästa gång, i framtiden, framtiden, framöver, fortsättningsvis, nästa år, \
             hädanefter, förra året, förra gången, i fjol",
        ),
        (
            Class::Invitation,
            "hör av dig, hör av er, hör gärna av, hör bara av, höra av, säg till, säg bara till, meddela, \
             ring mig, ring gärna, kontakta mig, kontakta, mejla, maila, tveka, nås på, finns här, \
             tillgänglig, återkom, pratar vi, talar vi, hälsa",
        ),
        (
            Class::Trifle,
            "problem, frågor, invändning, invändningar, bekymmer, kommentar, kommentarer, brådska, fara, \
             synpunkter, oro, stress, tvekan, tvivel, ändringar, mer, konstigheter, orsak, hinder, besvär, \
             dröjsmål, att tillägga, behov",
        ),
        (Class::Request, "snälla, vänligen, var god, tack för att"),
        (
            Class::Harmless,
            "tveka inte, glöm inte, inte glömma, inget att tillägga, inget emot, inte emot, varför inte, inte \
             dåligt, inte illa, ingen orsak, ingen fara, om du undrar, om du har frågor, om ni har frågor, om \
             något, om det är något, om det behövs, om möjligt, om så önskas, om du behöver, om ni behöver, \
             vid frågor, vid behov, en gång till, än en gång, ännu en gång, inte bara, utan tvekan, utan \
             vidare, utan problem, när som helst, då så, vi ses då, inte minst, se till, först och främst, \
             bara bra, bara att köra, bara roligt, nej då, hör av dig om, men visst, men självklart, men \
             gärna, inget saknas, saknas inget, inget fel, inte fel, inte lätt, ses vi, så snart som möjligt, \
             så fort som möjligt, först nu, först idag, därför, utan dig, kom ihåg",
        ),
    ],
    at_home: &[
        (Class::Retraction, "stopp"),
        (Class::Negation, "utan, ej"),
        (Class::Condition, "om"),
        (Class::Moment, "när, då, sedan, först"),
        (Class::Contrast, "men"),
        (Class::Limit, "bara, del av, blott"),
        (Class::Delegation, "fråga"),
        (Class::Too, "ska, bör, också, även"),
        (Class::Invitation, "ring"),
        (Class::Trifle, "fråga"),
    ],
};
