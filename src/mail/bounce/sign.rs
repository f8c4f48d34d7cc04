//! By what a report of a mail's fate is recognised.
//!
//! Knows what mail servers of all generations put into subjects and texts. Must not know what exactly they report.
//! A person may write of an undelivered mail, or forward the report of one: then the subject says so, and no server sends it.

use super::prose::{has_code, names_fault};
use super::returned::is_returned;
use super::{MOST_PARTS, media_type};
use crate::mail::kind::{Phrases, Signs, Title, start};
use crate::mail::reply::Pattern;

const LONGEST_LOOK: usize = 4_000;
/// A server's text begins with what it has to say.
const LONGEST_OPENING: usize = 600;

/// Nobody but a server writes these.
static CERTAIN: Phrases = Phrases::new(
    "undelivered mail returned to sender | delivery status notification (failure) | delivery status notification (delay) | \
     delivery status notification(failure) | delivery status notification (mail delivery delayed) | mail delivery failed: returning message to sender | returned mail: see transcript for details | \
     returned mail: user unknown | returned mail: host unknown | returned mail: cannot send | returned mail: service unavailable | \
     returned mail: unable to mail | returned mail: warning | returned mail: delivery | returned mail: response error | mail system error - returned mail | undelivered message returned to sender | \
     mail delivery failed: returning | warning: message delayed | warning: could not send message for past | undeliverable mail: | undeliverable: | undeliverable message: | unzustellbar: | nicht zustellbar: | non remis: | non remis : | \
     no se puede entregar: | no entregado: | non recapitabile: | impossibile recapitare: | não é possível entregar: | não foi possível entregar: | não entregue: | \
     onbestelbaar: | niet bezorgd: | niet te bezorgen: | niet leverbaar: | går inte att leverera: | går ej att leverera: | kan ikke leveres: | ikke leveret: | ikke levert: | \
     ei voitu toimittaa: | ei voi toimittaa: | toimitus epäonnistui: | niedostarczone: | nie można dostarczyć: | nelze doručit: | nedoručitelné: | nedoručiteľné: | nemožno doručiť: | kézbesíthetetlen: | nelivrabil: | \
     недоставлено: | не удалось доставить: | не доставлено: | не вдалося доставити: | αδύνατη η παράδοση: | teslim edilemedi: | teslim edilemez: | \
     配信不能: | 配信できません: | 未传递: | 无法传递: | 無法傳遞: | 未送达: | 배달되지 않음: | 전달할 수 없음: | \
     系统退信 | delivery delayed: | zustellung verzögert: | remise différée: | remise retardée: | message delayed:",
);
/// Servers write these, and people might.
static LIKELY: Phrases = Phrases::new(
    "undeliver | non-deliver | nondeliver | non deliver | not deliver | delivery status | delivery fail | delivery has failed | delivery report | delivery notification | \
     delivery problem | delivery incomplete | delivery delayed | delivery error | delivery unsuccessful | delivery subsystem | delivery notice | delivery attempt | failed delivery | failed to deliver | fail to deliver | failure delivery | \
     failure notice | failure notification | returned mail | returned to sender | returned message | returned email | returned e-mail | mail returned | mail error | mail failure | mail system error | mail delivery | message delivery | email delivery | e-mail delivery | \
     message delayed | message not delivered | message could not be | mail could not be | could not be delivered | couldn't be delivered | cannot be delivered | can't be delivered | was not delivered | wasn't delivered | has not been delivered | unable to deliver | \
     message undelivered | message status | message rejected | was rejected | been rejected | mail rejected | message blocked | error sending | error delivering | there was an error sending your mail | user unknown | unknown user | unknown recipient | recipient unknown | mailbox full | mailbox unavailable | over quota | bounce | permanent error | permanent delivery | warning: | sorry, your message | address not found | \
     automatically rejected mail | rejected mail | non remis | unzustellbar | nicht zustellbar | nicht zugestellt | nicht ausgeliefert | zustellung | zustellbericht | fehler bei der | unzustellbare | niet bestelbaar | onbestelbaar | niet afgeleverd | niet bezorgd | aflevering | bezorging | \
     échec de | échec d' | non distribu | n'a pas pu être | avis de non | message non | no se puede entregar | no entregado | no se pudo | no se ha podido | notificación de estado | correo devuelto | error de entrega | mancato recapito | mancata consegna | non recapit | impossibile recapitare | errore di consegna | notifica di stato | \
     não entregue | não foi entregue | não é possível entregar | não foi possível entregar | falha na entrega | falha de entrega | aviso de não | notificação de | går inte att leverera | olevererbar | ej levererat | leveransfel | leveransrapport | kan ikke leveres | ikke leveret | ikke levert | leveringsfejl | leveringsfeil | ei voitu toimittaa | ei voi toimittaa | toimitus | \
     niedostarcz | nie można dostarczyć | nie dostarczono | zwrot | nelze doručit | nedoruč | nedoruci | kézbesít | sikertelen | nelivr | недостав | не достав | не удалось | не вдалося | ошибка доставки | teslim edil | iletilemedi | αδύνατη | αποτυχία | \
     退信 | 退回 | 未送达 | 无法送达 | 投递失败 | 投遞失敗 | 无法投递 | 無法傳遞 | 無法送達 | 配信不能 | 配信エラー | 配信失敗 | 送信エラー | 送信できません | 送信失敗 | 不達 | 届きません | 반송 | 전송 실패 | 전달되지",
);
static TEXT: Pattern = Pattern::new(
    r"(?: (?:could\s+not|couldn['’]t|cannot|can\s?not|can['’]t|was\s+not|wasn['’]t|were\s+not|has\s+not|not)\s+(?:yet\s+)?(?:be\s+|been\s+)?(?:successfully\s+)?(?:deliver|sent\b|process|relay|accept) | unable\s+to\s+(?:deliver|send|relay) | (?:failed|failure|error|problem|trouble)\s+(?:to\s+deliver|delivering|in\s+delivery) | deliver\p{L}*\s+(?:to\s+.{1,120}?\s+)?(?:has\s+|have\s+)?(?:been\s+)?(?:fail|delay|unsuccess|abort|suspend)\p{L}*
    | did(?:\s+not|n['’]t)\s+reach | undeliver(?:able|ed) | no\s+such\s+(?:user|address|recipient|mailbox|domain|person) | (?:user|recipient|host|domain|address|mailbox|account)\s+(?:is\s+|was\s+|name\s+is\s+|address\s+)?(?:unknown|not\s+found|not\s+known|does\s+not\s+exist|doesn['’]t\s+exist|rejected|unavailable|disabled|full|invalid|not\s+listed) | unknown\s+(?:user|recipient|address|local) | invalid\s+(?:recipient|address|mailbox)
    | (?:mailbox|inbox|quota)\s+(?:is\s+|has\s+|size\s+)*(?:full|exceeded|over) | over\s+(?:its\s+)?quota | exceeded\s+(?:the\s+|its\s+|storage\s+)*(?:quota|size|allocation) | returned\s+to\s+(?:the\s+)?sender | returning\s+(?:your|the)\s+(?:message|mail) | permanent\s+(?:fatal\s+)?(?:error|failure) | fatal\s+errors | qmail-send | mail\s+delivery\s+(?:software|system|subsystem) | not\s+listed\s+in | still\s+being\s+retried | relay(?:ing)?\s+(?:access\s+)?(?:denied|not\s+permitted) | was\s+rejected | has\s+been\s+(?:rejected|blocked|delayed)
    | nicht\s+(?:zugestellt|ausgeliefert|zustellen|zustellbar|erreicht) | unzustellbar | n['’](?:a|ont)\s+(?:pas\s+pu\s+être|pas\s+été)\s+(?:remis|distribu|délivr|livr|envoy|achemin)\p{L}* | non\s+(?:distribu|remis)\p{L}* | no\s+(?:se\s+)?(?:pudo|ha\s+podido|puede|pudieron)\s+(?:ser\s+)?(?:entreg|envi)\p{L}* | non\s+(?:è\s+stato|è\s+possibile|può\s+essere)\s+.{0,20}(?:consegn|recapit)\p{L}* | impossibile\s+(?:recapit|consegn)\p{L}* | não\s+(?:pôde|foi|pode|pôde\s+ser|foi\s+possível)\s+.{0,10}(?:entreg|envi)\p{L}*
    | niet\s+(?:(?:kunnen\s+)?worden\s+)?(?:afgeleverd|bezorgd|bestelbaar) | (?:inte|ikke)\s+(?:kunde\s+)?(?:lever|bli\s+lever|blive\s+lever)\p{L}* | ei\s+voit?u?\s+toimittaa | nie\s+(?:został\p{L}*|mogł\p{L}*|można|udało\s+się)\s+(?:być\s+)?(?:dostarcz)\p{L}* | (?:nelze|nebylo\s+možné|nebola?)\s+doruč\p{L}* | не\s+(?:может|могло|удалось|был\p{L}*|доставлен\p{L}*)\s*(?:быть\s+)?(?:доставл\p{L}*)? | недоставлен\p{L}* | teslim\s+edileme\p{L}*
    | 配信できま | 配信されませ | 送信できま | 届きませ | 配達でき | あて先 | 宛先不明 | 退信 | 退回 | 无法(?:投递|送达|发送|到达) | 無法(?:傳遞|傳送|送達|投遞) | 未能(?:送达|投递) | 投递失败 | 전달(?:하지|되지|할\s수) | 배달(?:되지|할\s수|하지) | 반송 )",
);

/// A reader's or an absent person's machine writes reports too; those say nothing about delivery.
pub(super) fn is_bounce(signs: &Signs<'_>, has_status: bool) -> bool {
    let report = report_type(signs);
    let server = signs.is_from_server();
    if report == Some(Report::Other) || signs.announces_absence() && !has_status && !server {
        return false;
    }
    let by_hand = signs.title.answers() && !server && !signs.is_null_sender();
    let structure = report == Some(Report::Delivery) || has_status && !by_hand;
    structure
        || ["x-failed-recipients", "x-ms-exchange-message-is-ndr", "x-dsncontext"]
            .iter()
            .any(|it| signs.header.has(it))
        || is_announced(signs, server)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Report {
    Delivery,
    Other,
}

fn report_type(signs: &Signs<'_>) -> Option<Report> {
    let kind = signs.header.first("content-type").unwrap_or_default().to_ascii_lowercase();
    if kind.contains("disposition-notification") || kind.contains("feedback-report") {
        return Some(Report::Other);
    }
    (kind.contains("multipart/report") && kind.contains("delivery-status")).then_some(Report::Delivery)
}

/// Whether subject, sender and text tell of it together.
fn is_announced(signs: &Signs<'_>, server: bool) -> bool {
    let certain = is_certain(&signs.title);
    let likely = certain || !signs.title.answers() && signs.title.contains(&LIKELY);
    if !likely && !server && !signs.is_null_sender() {
        return false;
    }
    let opening = start(signs.text.trim_start(), if server { LONGEST_LOOK } else { LONGEST_OPENING });
    let tells = || TEXT.found_in(opening) || has_code(opening);
    let null = signs.is_null_sender();
    // Without a server's name a person may be complaining; only servers bring a reply code or the mail itself along.
    let brings = || {
        signs.is_from_machine()
            || has_code(start(signs.text, LONGEST_LOOK))
            || returns_a_mail(signs)
            || returns_inline(signs.text)
    };
    certain
        || server && (likely || tells() || names_fault(opening))
        // An absent person's machine has a null sender too.
        // So has a list's moderator, who lets a list speak.
        || null && (likely || tells() && !signs.opens_with_absence() && !signs.header.has("list-id"))
        || likely && TEXT.found_in(opening) && brings()
}

/// Whether a mail tells of a fault as servers do, though it comes from a person's address.
pub(in super::super) fn tells_of_a_fault(signs: &Signs<'_>) -> bool {
    let opening = start(signs.text.trim_start(), LONGEST_OPENING);
    !signs.title.answers() && signs.title.contains(&LIKELY) && TEXT.found_in(opening)
}

fn is_certain(title: &Title) -> bool {
    !title.answers() && title.starts_with(&CERTAIN)
}

/// Whether the subject says that a mail failed, and not that it is late.
pub(super) fn announces_failure(subject: &str) -> bool {
    ["fail", "undeliver", "returned", "unzustellbar", "échec", "non remis"]
        .iter()
        .any(|word| subject.contains(word))
}

fn returns_inline(text: &str) -> bool {
    static FIELD: Pattern = Pattern::new(r"(?m)^[\s>]*(?:received|message-id|return-path):\s");
    FIELD.found_in(start(text, 2 * LONGEST_LOOK))
}

fn returns_a_mail(signs: &Signs<'_>) -> bool {
    let parts = signs.message.iter().flat_map(|message| message.parts.iter().take(MOST_PARTS));
    parts.skip(1).any(|part| is_returned(&media_type(part)))
}
