//! Slavic languages.
//!
//! A row each; what the columns mean stands in the parent.

use super::Language;

pub(super) const ROWS: &[Language] = &[
    Language {
        // pl
        leads: "w dniu|dnia|w wiadomości|wiadomość napisana przez|użytkownik|o",
        wrote: "napisał|napisała|napisał(a)|napisali|pisze|napisano|wiadomość napisana przez|przesłał|\
            naskrobał",
        from: "od|nadawca",
        sent: "wysłano|wysłane|wysłany|data wysłania",
        date: "data",
        to: "do|adresat",
        subject: "temat",
        other: "dw|udw|kopia|ważność|załączniki",
        separators: "oryginalna wiadomość|wiadomość oryginalna|wiadomość pierwotna|przekazana wiadomość|\
            wiadomość przekazana|przesłana wiadomość|treść przekazanej wiadomości|\
            treść oryginalnej wiadomości|wiadomość przesłana dalej",
        forwards: "początek przekazywanej wiadomości|początek przekazanej wiadomości|\
            początek przesłanej wiadomości|rozpoczęcie przekazywanej wiadomości",
        devices: "wysłane z|wysłano z|wysłany z|wysłana z|wysłane ze|wysłano ze|z mojego",
        programs: "wysłane za pomocą|wysłano za pomocą|wysłane przy użyciu|wysłane przez|pobierz|uzyskaj",
        ..Language::NONE
    },
    Language {
        // cs
        leads: "dne|v|dnia",
        wrote: "napsal|napsala|napsal(a)|napsali|píše",
        from: "od|odesílatel",
        sent: "odesláno|posláno|odeslané",
        date: "datum",
        to: "komu|adresát|pro",
        subject: "předmět",
        other: "kopie|důležitost|přílohy|skrytá",
        separators: "původní zpráva|původní e-mail|přeposlaná zpráva|předaná zpráva|původní email|\
            originální zpráva",
        forwards: "začátek přeposlané zprávy|začátek přeposílané zprávy|přeposlaná zpráva|\
            začátek předané zprávy",
        devices: "odesláno z mého|odesláno z|odesláno ze|posláno z mého|posláno z|z mého",
        programs: "odesláno pomocí|odesláno přes|získejte|stáhněte si|získat",
        ..Language::NONE
    },
    Language {
        // sk
        leads: "dňa|dna|v|používateľ",
        wrote: "napísal|napísala|napísal(a)|napísal/a|napísali|píše|napisal(a)",
        from: "od|odosielateľ",
        sent: "odoslané|odoslaná|poslané",
        date: "dátum",
        to: "komu|pre|príjemca",
        subject: "predmet",
        other: "kópia|dôležitosť|prílohy",
        separators: "pôvodná správa|preposlaná správa|pôvodný e-mail|odoslaná správa",
        forwards: "začiatok preposlanej správy|začiatok preposielanej správy|preposlaná správa|\
            začiatok preposlaného e-mailu",
        devices: "odoslané z môjho|odoslané z|odoslané zo|poslané z môjho",
        programs: "odoslané pomocou|získajte|stiahnuť",
        ..Language::NONE
    },
    Language {
        // hr
        leads: "dana|u|na dan|dne",
        wrote: "napisao|napisala|napisao/la|napisao je|je napisao|je napisao/la|je napisala|piše|napisao(la)\
            napisao|napisala|napisao/la|napisao je|je napisao|je napisao/la|je napisala|piše|napisao(la)",
        from: "šalje|od|pošiljatelj",
        sent: "poslano|poslato",
        date: "datum",
        to: "prima|za|primatelj",
        subject: "naslov|predmet",
        other: "kopija|važnost",
        separators: "izvorna poruka|originalna poruka|proslijeđena poruka|prosleđena poruka",
        forwards: "započni proslijeđenu poruku|početak proslijeđene poruke|proslijeđena poruka",
        devices: "poslano s mog|poslano s|poslano sa|poslato sa mog|poslato sa",
        programs: "poslano putem|preuzmite",
        ..Language::NONE
    },
    Language {
        // sl
        leads: "dne|v",
        wrote: "je napisal|je napisala|je oseba|napisal/-a|napisal|piše|je napisal/a|napisala",
        from: "od|pošiljatelj",
        sent: "poslano",
        date: "datum",
        to: "za|prejemnik",
        subject: "zadeva",
        other: "kp",
        separators: "izvirno sporočilo|posredovano sporočilo",
        devices: "poslano z|poslano iz",
        ..Language::NONE
    },
    Language {
        // sr
        leads: "дана",
        wrote: "је написао|је написала|написао|написала је|пише",
        from: "од|шаље",
        sent: "послато",
        date: "датум",
        to: "за|прима",
        subject: "наслов|предмет",
        separators: "изворна порука|прослеђена порука",
        ..Language::NONE
    },
    Language {
        // ru
        leads: "в|во|пользователь|от|на",
        wrote: "написал|написала|написал(а)|написали|написал (-а)|писал|писал(а)|пишет|пишете|написано|\
            сообщил|писала",
        from: "от|отправитель|от кого|кто",
        sent: "отправлено|отправлен|послано|дата отправки",
        date: "дата|когда",
        to: "кому|получатель",
        subject: "тема",
        other: "копия|важность|вложения|ответить",
        separators: "исходное сообщение|исходное письмо|первоначальное сообщение|оригинальное сообщение|\
            пересылаемое сообщение|пересланное сообщение|пересылаемое письмо|пересланное письмо|\
            переадресованное сообщение|перенаправленное сообщение|конец пересылаемого сообщения|\
            конец переадресованного сообщения",
        forwards: "начало переадресованного сообщения|начало пересылаемого сообщения|\
            начало пересланного сообщения|начало переадресованного письма|начало пересылаемого письма|\
            пересылаемое сообщение",
        devices: "отправлено с моего|отправлено с|отправлено со|отправлено из|послано с|с моего|отправлено от\
            отправлено с моего|отправлено с|отправлено со|отправлено из|послано с|с моего|отправлено от",
        programs: "отправлено через|отправлено при помощи|отправлено с помощью|скачать|получить|получите",
        ..Language::NONE
    },
    Language {
        // uk
        leads: "у|в|від|на",
        wrote: "написав|написала|пише|написав(-ла)|написав(ла)|написали|написав (-ла)",
        from: "від|від кого|відправник",
        sent: "відправлено|надіслано|надісл.",
        date: "дата",
        to: "кому|одержувач|до",
        subject: "тема",
        other: "копія|важливість|вкладення",
        separators: "початкове повідомлення|вихідне повідомлення|оригінальне повідомлення|переслане повідомлення|\
            переадресоване повідомлення|перенаправлене повідомлення",
        forwards: "початок переспрямованого повідомлення|початок листа, що пересилається|\
            початок пересланого повідомлення|початок переадресованого повідомлення|\
            початок повідомлення, що пересилається",
        devices: "надіслано з мого|надіслано з|надіслано із|відправлено з мого|відправлено з",
        programs: "надіслано за допомогою|завантажте|отримати",
        ..Language::NONE
    },
    Language {
        // bg
        leads: "на|в",
        wrote: "написа|написал|написала|пише|е написал|е написала",
        from: "от|подател",
        sent: "изпратено|изпратена",
        date: "дата",
        to: "до|получател",
        subject: "относно|тема",
        other: "копие",
        separators: "оригинално съобщение|първоначално съобщение|препратено съобщение",
        forwards: "начало на препратеното съобщение",
        devices: "изпратено от моя|изпратено от",
        ..Language::NONE
    },
];
