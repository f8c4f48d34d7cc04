//! What people write, in many languages: the decision in the first line, a remark long enough to be wrapped, and how
//! their mail program introduces the quote.

/// One reply, as it was typed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reply {
    /// `approve`, `reject`, or nothing.
    pub(super) decision: Option<&'static str>,
    pub(super) first: &'static str,
    pub(super) remark: &'static str,
    pub(super) introduction: &'static str,
}

const fn reply(
    decision: Option<&'static str>,
    first: &'static str,
    remark: &'static str,
    introduction: &'static str,
) -> Reply {
    Reply { decision, first, remark, introduction }
}

const APPROVE: Option<&str> = Some("approve");
const REJECT: Option<&str> = Some("reject");

pub(super) const REPLIES: [Reply; 19] = [
    reply(
        APPROVE,
        "Approved, thanks",
        "The trip was worth it and the train was cheaper than the flight in October. From Monday on Omar looks after these.",
        "On Mon, Jan 5, 2026 at 10:00 AM Expense desk <expenses@corp.example> wrote:",
    ),
    reply(
        APPROVE,
        "Genehmigt",
        "Die Reise hat sich gelohnt und die Unterlagen sind vollständig. Bitte die Überweisung noch diese Woche auslösen.",
        "Am Mo., 5. Jan. 2026 um 10:00 Uhr schrieb Expense desk <expenses@corp.example>:",
    ),
    reply(
        APPROVE,
        "Approuvé",
        "Le déplacement était utile et les pièces jointes sont complètes. Réglez l'hôtel avant la fin de la semaine prochaine.",
        "Le lun. 5 janv. 2026 à 10:00, Expense desk <expenses@corp.example> a écrit :",
    ),
    reply(
        APPROVE,
        "Aprobado",
        "El viaje valió la pena y los comprobantes están completos. Páguese el hotel esta misma semana, señor Ibáñez.",
        "El lun, 5 ene 2026 a las 10:00, Expense desk (<expenses@corp.example>) escribió:",
    ),
    reply(
        APPROVE,
        "Approvato",
        "La trasferta è stata utile e le ricevute ci sono tutte. Il pagamento dell'albergo può partire già questa settimana.",
        "Il giorno lun 5 gen 2026 alle ore 10:00 Expense desk <expenses@corp.example> ha scritto:",
    ),
    reply(
        APPROVE,
        "Aprovado",
        "A viagem valeu a pena e os recibos estão todos aqui. O pagamento do hotel pode seguir já na próxima semana, João.",
        "Expense desk <expenses@corp.example> escreveu (segunda, 5/01/2026 à(s) 10:00):",
    ),
    reply(
        APPROVE,
        "Goedgekeurd",
        "De reis was de moeite waard en alle bonnetjes zijn erbij. Het hotel mag deze week nog betaald worden, zoals in januari.",
        "Op ma 5 jan 2026 om 10:00 schreef Expense desk <expenses@corp.example>:",
    ),
    reply(
        APPROVE,
        "Zatwierdzam",
        "Wyjazd był potrzebny, a wszystkie rachunki są załączone. Proszę zapłacić za hotel jeszcze w tym tygodniu.",
        "pon., 5 sty 2026 o 10:00 Expense desk <expenses@corp.example> napisał(a):",
    ),
    reply(
        REJECT,
        "Avslaget",
        "Kvittot från hotellet saknas och resan är längre än det som vi kom överens om i höstas. Skicka in det på nytt.",
        "Den mån 5 jan. 2026 kl 10:00 skrev Expense desk <expenses@corp.example>:",
    ),
    reply(
        REJECT,
        "Afvist",
        "Kvitteringen fra hotellet mangler, og rejsen er længere end det, som vi blev enige om. Send den igen, så ser jeg på det.",
        "Den man. 5. jan. 2026 kl. 10.00 skrev Expense desk <expenses@corp.example>:",
    ),
    reply(
        REJECT,
        "Avvist",
        "Kvitteringen fra hotellet mangler, og reisen er lengre enn det som vi ble enige om i høst. Send den på nytt.",
        "man. 5. jan. 2026 kl. 10:00 skrev Expense desk <expenses@corp.example>:",
    ),
    reply(
        REJECT,
        "Hylätty",
        "Hotellin kuitti puuttuu, ja matka on pidempi kuin syksyllä sovittiin. Lähettäkää se uudelleen, niin katson asiaa.",
        "ma 5. tammik. 2026 klo 10.00 Expense desk (expenses@corp.example) kirjoitti:",
    ),
    reply(
        APPROVE,
        "APPROVE",
        "Поездка была полезной, все чеки приложены. Оплатите гостиницу на этой неделе, об остальном поговорим в понедельник.",
        "пн, 5 янв. 2026 г. в 10:00, Expense desk <expenses@corp.example>:",
    ),
    reply(
        APPROVE,
        "APPROVE",
        "这次出差很有成效，票据齐全。请在本周内支付酒店费用。",
        "Expense desk <expenses@corp.example> 于2026年1月5日周一 10:00写道：",
    ),
    reply(
        APPROVE,
        "APPROVE",
        "這次出差很有成效，單據齊全。請在本週內支付飯店費用。",
        "Expense desk <expenses@corp.example> 於 2026年1月5日 週一 上午10:00寫道：",
    ),
    reply(
        APPROVE,
        "APPROVE",
        "出張の成果がありました。領収書もそろっています。今週中にホテル代を支払ってください。",
        "2026年1月5日(月) 10:00 Expense desk <expenses@corp.example>:",
    ),
    reply(
        APPROVE,
        "APPROVE",
        "출장은 유익했고 영수증도 모두 있습니다. 이번 주 안에 호텔비를 지급해 주세요.",
        "2026년 1월 5일 (월) 오전 10:00, Expense desk <expenses@corp.example>님이 작성:",
    ),
    reply(
        None,
        "Which project is this for, and who went along?",
        "I remember a fair in Hamburg in November, with three people from the sales team and one from engineering.",
        "On Mon, Jan 5, 2026 at 10:00 AM Expense desk <expenses@corp.example> wrote:",
    ),
    reply(
        None,
        "I can't approve it without a receipt.",
        "Der Beleg des Hotels fehlt nämlich, und für 390 € je Nacht müsste es schon einen geben, Grüße an Zoë.",
        "Am 05.01.26 um 10:00 schrieb Expense desk:",
    ),
];
