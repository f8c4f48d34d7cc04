//! Italian phrases beside a decision.
//!
//! Knows words. Must not know what follows from them.

use super::super::super::words::Language;
use super::{Class, Vocabulary};

pub(super) const VOCABULARY: Vocabulary = Vocabulary {
    language: Language::Italian,
    anywhere: &[
        (
            Class::Retraction,
            "mi rimangio, ci ripenso, ci ho ripensato, ho cambiato idea, cambiato idea, dimentica, \
             dimenticate, lascia perdere, lasci perdere, lasciate perdere, annulla, annullate, annullare, \
             annulli, scherzo, scherzavo, sto scherzando, per errore, per sbaglio, errore mio, ho sbagliato, \
             mi sono sbagliato, mi sono sbagliata, mail sbagliata, messaggio sbagliato, email sbagliata, \
             aspetta, aspetti, aspettate, un attimo, un momento, ignora, ignori, ignorate, ripensandoci, al \
             contrario, troppo presto, non tenere conto, come non detto, richiesta sbagliata, sbagliato \
             richiesta, sbagliato mail, sbagliato messaggio, sbagliato persona, persona sbagliata, pratica \
             sbagliata, destinatario sbagliato, per un altro, per un'altra, per altra, per qualcun altro, \
             volevo dire, intendevo, non pagate, non pagare, non paghi, dimenticate quello, fermate, fermi \
             tutti, bloccate, sospend*, cliccato, premuto, non l'ho ancora, era per un altro, era per \
             un'altra, ritiro quanto, torno sulla",
        ),
        (
            Class::Refusal,
            "respint*, resping*, rifiut*, nego, negato, negata, disapprov*, mi oppongo, declino",
        ),
        (Class::Negation, "non, nessun, nessuno, nessuna, neanche, nemmeno, neppure, senza, né"),
        (
            Class::Condition,
            "purché, purche, a condizione, a patto, condizione, condizioni, condizionato, condizionata, \
             qualora, nel caso, in caso, salvo che, salvo, a meno, subordinato, subordinata, dipende, ammesso \
             che, sempre che, supponendo, altrimenti, finché, fintanto, previa, previo, in attesa, valido \
             fino, valida fino, valido solo, con riserva, riserva, a seconda",
        ),
        (
            Class::Moment,
            "quando, appena, non appena, una volta che, finché non, al ricevimento, alla ricezione",
        ),
        (Class::Contrast, "però, tuttavia, a parte, sebbene, anche se, escluso, esclusa, esclusi, escluse"),
        (
            Class::Limit,
            "soltanto, solamente, unicamente, esclusivamente, massimo, al massimo, max #, fino a #, fino a, \
             limite, limitato, limitata, limitatamente, parzialmente, parziale, in parte, una parte, metà, la \
             metà, ridotto, ridurre, riduci, riduca, meno #, invece, al posto, il resto, il primo, la prima, \
             il secondo, la seconda, con l'eccezione, togliere, togliete, togli, levare, levate, per cento, \
             un terzo, due terzi, un quarto, # massimo, # al massimo, non più di, meno la, meno il, meno le, \
             meno i, meno l', a grandi linee, nel complesso, in gran parte, per lo più, più o meno, in linea \
             generale, in buona parte, eccetto, tranne, ad eccezione, a eccezione",
        ),
        (
            Class::Doubt,
            "forse, probabilmente, magari, provvisoriamente, provvisorio, in linea di principio, in linea di \
             massima, per ora, per il momento, credo, penso, dubbio, dubito, temporaneamente, quasi, \
             eventualmente, in teoria, vediamo, vedremo, si vedrà, suppongo, presumo, boh, non saprei, spero \
             che sia, bozza, prova, una prova, più tardi, annullato, non l'ho letto, non ho ancora visto, non \
             sono sicur*, non sono convint*",
        ),
        (
            Class::Misgiving,
            "sbagliat*, errat*, scorrett*, incomplet*, inesatt*, manca, mancano, mancante, non torna, non \
             tornano, non quadra, non quadrano, non mi convince, non è chiaro, sospett*, dubbios*, stran*, \
             correggere, correggete, correggi, corregga, rifare, da rivedere, rivedere, doppion*, troppo \
             caro, troppo alto, privat*, personale, personali, a suo carico, carico suo, tasca sua, di tasca, \
             suo conto, lo paga lui, la paga lui, li paga lui, paga lui, paga lei, pagherà lui, su tre, su \
             quattro, su cinque, di tre, dei tre, delle tre, perché così, perché tanto, come mai, da \
             confermare, da verificare, da togliere, va tolto, va tolta, vanno tolti, vanno tolte, tolto, \
             tolta, tolti, tolte",
        ),
        (
            Class::Delegation,
            "delego, delegare, decida, decidere, decisione, per conto di, a nome di, chiedi a, chieda a, \
             chiedete a, senta, sentire, parla con, parli con, consulta, consultare, inoltro a, inoltrare a, \
             ultima parola, chiedete prima, chiedi prima, chiedere prima, chiedete conferma, chiedere a, deve \
             decidere, faccia decidere, fate decidere, sentite, confermi",
        ),
        (Class::Need, "deve, devono, dovrebbe, servono, bisogna, occorre, aspettare"),
        (
            Class::Approval,
            "approv*, autorizz*, benestare, consenso, firmare, firmi, conferm*, l'ok di, nulla osta",
        ),
        (
            Class::Matter,
            "paghiamo, paghia*, pagare, pagate, paghi, pagamento, rimbors*, accett*, valido, valida, inclus*, \
             compres*, copert*, copri*, addebit*, cifre, bonifico",
        ),
        (
            Class::Future,
            "la prossima volta, prossima volta, in futuro, futuro, d'ora in poi, l'anno prossimo, in avanti, \
             l'anno scorso, l'ultima volta, il mese scorso",
        ),
        (
            Class::Invitation,
            "fammi sapere, mi faccia sapere, fatemi sapere, facci sapere, dimmi, mi dica, ditemi, chiamami, \
             mi chiami, chiamatemi, contattami, mi contatti, contattatemi, scrivimi, mi scriva, a \
             disposizione, disponibile, esitare, esiti, esitate, parliamo, parleremo, salutalo, salutala",
        ),
        (
            Class::Trifle,
            "problema, problemi, domanda, domande, obiezione, obiezioni, dubbio, dubbi, commento, commenti, \
             osservazione, osservazioni, preoccupazione, preoccupazioni, fretta, da aggiungere, da obiettare, \
             da dire, contrario, in contrario, urgenza, modifiche, riserve, indugio, esitazione, esitazioni",
        ),
        (Class::Request, "per favore, per cortesia, per piacere, prego, cortesemente"),
        (
            Class::Harmless,
            "non esitare, non esiti, non esitate, non dimenticare, non dimenticate, non dimentichi, non ti \
             preoccupare, non si preoccupi, non preoccuparti, non c'è problema, non ci sono problemi, nessun \
             problema, perché no, di niente, di nulla, se hai bisogno, se ha bisogno, se serve, se \
             necessario, se possibile, se hai domande, se ha domande, se ci sono domande, in caso di domande, \
             in caso di dubbi, in caso di necessità, in caso di bisogno, ancora una volta, una volta di più, \
             non male, senz'altro, senza dubbio, a dopo, a presto, ci vediamo dopo, prima possibile, prima di \
             tutto, nulla in contrario, niente da aggiungere, ma certo, ma certamente, anche per me, grazie \
             anche, per un'altra volta, non manca nulla, non manca niente, niente di sbagliato, vediamoci, ci \
             vediamo, non è facile, non facile, ci vedremo, non appena possibile, appena possibile, senza di \
             te, senza di lei",
        ),
    ],
    at_home: &[
        (Class::Retraction, "ritiro, anzi"),
        (Class::Negation, "niente, nulla, mai, no"),
        (Class::Condition, "se"),
        (Class::Moment, "dopo, prima, fino, poi"),
        (Class::Contrast, "pero, ma"),
        (Class::Limit, "solo"),
        (Class::Delegation, "decide, senti"),
        (Class::Need, "serve"),
        (Class::Too, "anche, pure"),
        (Class::Approval, "firma"),
        (Class::Matter, "paga"),
        (Class::Trifle, "altro"),
    ],
};
