//! The header that Outlook and forwarding programs write above the old mail: From, Sent, To, Subject.
//!
//! Knows its labels in two dozen languages. Must not know what comes after it.

use super::pattern::Pattern;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Label {
    From,
    Date,
    To,
    Subject,
    Other,
}

const FROM: &[&str] = &[
    "from",
    "von",
    "de",
    "expéditeur",
    "da",
    "mittente",
    "van",
    "fra",
    "från",
    "lähettäjä",
    "od",
    "nadawca",
    "feladó",
    "de la",
    "expeditorul",
    "expeditor",
    "šalje",
    "saatja",
    "kimden",
    "gönderen",
    "от",
    "отправитель",
    "от кого",
    "від",
    "від кого",
    "από",
    "από το",
    "من",
    "发件人",
    "寄件者",
    "寄件人",
    "差出人",
    "送信元",
    "送信者",
    "から",
    "보낸 사람",
    "보낸사람",
    "remitente",
    "remetente",
    "afzender",
    "absender",
    "avsändare",
    "afsender",
    "avsender",
];
const DATE: &[&str] = &[
    "sent",
    "date",
    "gesendet",
    "datum",
    "envoyé",
    "envoyé le",
    "le",
    "enviado",
    "enviado el",
    "fecha",
    "enviada em",
    "enviado em",
    "enviada",
    "data",
    "inviato",
    "data invio",
    "verzonden",
    "verstuurd",
    "sendt",
    "dato",
    "skickat",
    "lähetetty",
    "päiväys",
    "päivämäärä",
    "pvm",
    "wysłano",
    "wysłane",
    "odesláno",
    "odoslané",
    "dátum",
    "elküldve",
    "küldve",
    "trimis",
    "dată",
    "poslano",
    "gönderilen",
    "gönderildi",
    "gönderme tarihi",
    "tarih",
    "отправлено",
    "дата",
    "відправлено",
    "надіслано",
    "αποστολή",
    "στάλθηκε",
    "ημερομηνία",
    "تم الإرسال",
    "التاريخ",
    "发送时间",
    "日期",
    "時間",
    "寄件日期",
    "送信日時",
    "日付",
    "日時",
    "보낸 날짜",
    "날짜",
];
const TO: &[&str] = &[
    "to",
    "an",
    "à",
    "pour",
    "destinataire",
    "para",
    "a",
    "destinatario",
    "aan",
    "til",
    "till",
    "vastaanottaja",
    "do",
    "adresat",
    "komu",
    "pre",
    "címzett",
    "către",
    "destinatarul",
    "destinatar",
    "prima",
    "kime",
    "alıcı",
    "кому",
    "προς",
    "إلى",
    "收件人",
    "收件者",
    "宛先",
    "送信先",
    "받는 사람",
    "받는사람",
    "empfänger",
];
const SUBJECT: &[&str] = &[
    "subject",
    "betreff",
    "objet",
    "sujet",
    "asunto",
    "assunto",
    "oggetto",
    "onderwerp",
    "emne",
    "ämne",
    "aihe",
    "temat",
    "předmět",
    "predmet",
    "tárgy",
    "subiect",
    "subiectul",
    "naslov",
    "konu",
    "тема",
    "θέμα",
    "الموضوع",
    "主题",
    "主題",
    "主旨",
    "件名",
    "제목",
];
const OTHER: &[&str] = &[
    "cc",
    "bcc",
    "kopie",
    "kopie (cc)",
    "copie à",
    "kopi",
    "kopia",
    "kopio",
    "dw",
    "kópia",
    "másolat",
    "másolatot kap",
    "bilgi",
    "копия",
    "копія",
    "抄送",
    "副本",
    "참조",
    "reply-to",
    "importance",
    "priority",
    "attachments",
    "wichtigkeit",
    "antwort an",
    "anlagen",
    "κοιν.",
    "κοινοποίηση",
];
/// All of them, with what they label.
const LABELS: [(&[&str], Label); 5] = [
    (FROM, Label::From),
    (DATE, Label::Date),
    (TO, Label::To),
    (SUBJECT, Label::Subject),
    (OTHER, Label::Other),
];

const LONGEST_LABEL: usize = 40;
const MOST_LINES: usize = 16;

static ADDRESS: Pattern = Pattern::new(r"[\w.+=%-]+@[\w-]+(?:\.[\w-]+)+");

/// Over how many of these lines a header goes.
pub(super) fn at(lines: &[&str]) -> Option<usize> {
    let first = lines.first()?;
    let begins = label(first).is_some_and(|label| label != Label::Other);
    if !begins {
        return None;
    }
    if in_one_line(first) {
        return Some(1);
    }
    let mut found = Found::default();
    let mut end = 0;
    let mut between = 0;
    for (index, line) in lines.iter().take(MOST_LINES).enumerate() {
        match label(line) {
            Some(label) => {
                found.add(label, line);
                end = index + 1;
                between = 0;
            }
            // A value on its own line, a long list of recipients, blank lines between paragraphs.
            None if between < 2 => {
                between += 1;
                found.addressed |= between == 1 && index == end && ADDRESS.found_in(line);
            }
            None => break,
        }
    }
    found.is_header().then_some(end)
}

#[derive(Default)]
struct Found {
    from: bool,
    date: bool,
    to: bool,
    subject: bool,
    addressed: bool,
}

impl Found {
    fn add(&mut self, label: Label, line: &str) {
        self.addressed |= ADDRESS.found_in(line);
        match label {
            Label::From => self.from = true,
            Label::Date => self.date = true,
            Label::To => self.to = true,
            Label::Subject => self.subject = true,
            Label::Other => {}
        }
    }

    /// Somebody's own list (`From: Berlin, To: Hamburg, Date: …`) has no address and no subject.
    fn is_header(&self) -> bool {
        let kinds = [self.from, self.date, self.to, self.subject].into_iter().filter(|found| *found).count();
        kinds >= 3 && (self.subject || self.addressed) || kinds == 2 && self.from && self.addressed
    }
}

/// What a line labels: `*Von:* Sam`, `De : Sam`, `发件人：Sam`.
fn label(line: &str) -> Option<Label> {
    let line = line.trim_start_matches(['*', '_', ' ', '|']);
    let end = line.find([':', '：']).filter(|end| *end <= LONGEST_LABEL)?;
    named(line.get(..end)?)
}

fn named(name: &str) -> Option<Label> {
    let name = name.trim_matches(['*', '_', ' ', '|']).to_lowercase();
    LABELS.iter().find(|(names, _)| names.contains(&name.as_str())).map(|(_, label)| *label)
}

/// The whole header flowed into one line, as some telephones and new wrapping leave it.
fn in_one_line(line: &str) -> bool {
    let mut found = Found::default();
    let mut rest = line;
    while let Some((before, after)) = rest.split_once([':', '：']) {
        let words = before.rsplitn(3, ' ').take(2).collect::<Vec<_>>();
        let two = words.iter().rev().copied().collect::<Vec<_>>().join(" ");
        if let Some(label) = named(&two).or_else(|| words.first().and_then(|word| named(word))) {
            found.add(label, after);
        }
        rest = after;
    }
    found.from && found.is_header() && found.date && (found.subject || found.to)
}
