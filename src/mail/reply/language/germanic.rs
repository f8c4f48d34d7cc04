//! Germanic languages.
//!
//! A row each; what the columns mean stands in the parent.

use super::Language;

pub(super) const ROWS: &[Language] = &[
    Language {
        // en
        leads: "on|at|excerpts from|in message|in article|in a message dated",
        wrote: "wrote|writes|excerpts from|said|says|has written|sent|sent the following|sent this message",
        from: "from|sender",
        sent: "sent|sent at|date sent|sent on",
        date: "date",
        to: "to|recipient|recipients",
        subject: "subject",
        other: "cc|bcc|reply-to|reply to|importance|priority|attachments|organization|newsgroups|message-id|\
            when|where|required|sensitivity",
        separators: "original message|original mail|original email|original e-mail|originalmessage|\
            original-message|original message follows|original appointment|reply message|\
            replied message|forwarded message|forwarded mail|forwarded email|forward message|\
            forwarded message follows|forwarded letter|begin forwarded message|end of original message|\
            previous message|quoted message",
        forwards: "begin forwarded message|start of forwarded message|forwarded message",
        devices: "sent from my|sent from|sent via my|sent on my|sent using my|written on my|typed on my|\
            from my",
        programs: "sent via|sent with|sent by|sent using|sent through|sent on|get|download|secured with|\
            connected by|powered by|sent securely with|composed with",
        endings: "from mobile",
    },
    Language {
        // de
        leads: "am",
        wrote: "schrieb|schrieben|geschrieben|schreibt|sagte",
        from: "von|absender",
        sent: "gesendet|gesendet am|gesendet um|verschickt",
        date: "datum",
        to: "an|empfänger",
        subject: "betreff|betr|betr.",
        other: "kopie|kopie (cc)|wichtigkeit|antwort an|anlagen|anhänge|priorität|blindkopie",
        separators: "ursprüngliche nachricht|ursprüngliche mail|ursprüngliche e-mail|urspruengliche nachricht|\
            original-nachricht|originalnachricht|original nachricht|original-mail|\
            weitergeleitete nachricht|weitergeleitete e-mail|weitergeleitete mail|antwort nachricht|\
            ende der kundennachricht|ende der weitergeleiteten nachricht",
        forwards: "anfang der weitergeleiteten nachricht|anfang der weitergeleiteten e-mail|\
            weitergeleitete nachricht",
        devices: "von meinem|von meiner|vom meinem|gesendet von meinem|gesendet von meiner|gesendet vom|\
            gesendet von|diese nachricht wurde von meinem|mit meinem",
        programs: "gesendet mit|gesendet über|gesendet aus|gesendet via|verschickt mit|von|holen sie sich|\
            laden sie|diese nachricht wurde von|diese nachricht wurde mit|diese e-mail wurde von",
        endings: "gesendet|geschickt|verschickt|versendet|geschrieben",
    },
    Language {
        // nl
        leads: "op",
        wrote: "schreef|schreven|het volgende geschreven|geschreven|schrijft",
        from: "van|afzender",
        sent: "verzonden|verstuurd|verzonden op",
        date: "datum",
        to: "aan|geadresseerde",
        subject: "onderwerp|betreft",
        other: "kopie|urgentie|bijlagen",
        separators: "oorspronkelijk bericht|origineel bericht|oorspronkelijke e-mail|doorgestuurd bericht|\
            doorgestuurde bericht",
        forwards: "begin doorgestuurd bericht|begin van doorgestuurd bericht|\
            begin van het doorgestuurde bericht|doorgestuurd bericht",
        devices: "verzonden vanaf mijn|verstuurd vanaf mijn|verzonden van mijn|verstuurd van mijn|\
            verzonden met mijn|verstuurd met mijn|verzonden vanaf|verstuurd vanaf|verzonden vanuit|\
            verstuurd vanuit|vanaf mijn",
        programs: "verzonden met|verstuurd met|verzonden via|verstuurd via|outlook voor|download|haal",
        endings: "verzonden|verstuurd",
    },
    Language {
        // da
        leads: "den",
        wrote: "skrev|skrev følgende|har skrevet|skriver",
        from: "fra|afsender",
        sent: "sendt",
        date: "dato",
        to: "til|modtager",
        subject: "emne",
        other: "kopi|prioritet|vedhæftede filer",
        separators: "oprindelig meddelelse|oprindelig besked|oprindelig mail|oprindelig e-mail|\
            original meddelelse|videresendt meddelelse|videresendt besked|videresendt mail",
        forwards: "start på videresendt besked|begynd videresendt besked|videresendt besked|\
            videresendt meddelelse",
        devices: "sendt fra min|sendt fra mit|sendt fra|fra min",
        programs: "sendt med|sendt via|hent|få",
        ..Language::NONE
    },
    Language {
        // nb
        leads: "på",
        wrote: "skrev|skrev følgende|har skrevet",
        from: "fra|avsender",
        sent: "sendt",
        date: "dato",
        to: "til|mottaker",
        subject: "emne",
        other: "kopi|prioritet|vedlegg",
        separators: "opprinnelig melding|opprinnelig e-post|original melding|videresendt melding|\
            videresendt e-post",
        forwards: "start på videresendt melding|videresendt melding|begynnelse på videresendt melding",
        devices: "sendt fra min|sendt fra",
        programs: "last ned|skaff deg",
        ..Language::NONE
    },
    Language {
        // sv
        leads: "den",
        wrote: "skrev|skrev följande|har skrivit|skriver",
        from: "från|avsändare",
        sent: "skickat|skickades",
        date: "datum",
        to: "till|mottagare",
        subject: "ämne",
        other: "kopia|prioritet|bilagor",
        separators: "ursprungligt meddelande|originalmeddelande|ursprungligt mejl|vidarebefordrat meddelande|\
            vidarebefordrat brev|vidarebefordrat mejl",
        forwards: "vidarebefordrat brev|början på vidarebefordrat brev|börja vidarebefordrat meddelande|\
            vidarebefordrat mejl|början på vidarebefordrat meddelande|början på vidarebefordrat mejl|\
            vidarebefordrat meddelande",
        devices: "skickat från min|skickat från mitt|skickat från|sänt från min|skickades från min|från min\
            skickat från min|skickat från mitt|skickat från|sänt från min|skickades från min|från min",
        programs: "skickat med|skickat via|skaffa|hämta|hämta outlook",
        ..Language::NONE
    },
    Language {
        // is
        leads: "þann|hinn",
        wrote: "skrifaði|ritaði",
        from: "frá",
        sent: "sent",
        date: "dags|dagsetning",
        to: "til",
        subject: "efni",
        separators: "upprunaleg skilaboð|framsend skilaboð",
        devices: "sent úr",
        ..Language::NONE
    },
    Language {
        // af
        leads: "op",
        wrote: "het geskryf|geskryf",
        from: "van",
        sent: "gestuur",
        to: "aan",
        subject: "onderwerp",
        separators: "oorspronklike boodskap",
        ..Language::NONE
    },
];
