//! The line between a text and the mail below it: `-----Original Message-----`.
//!
//! Knows what mail programs write there, for replies and for forwarded mail. Must not know what comes after it.

use super::pattern::Pattern;
use super::{block, header_line};

static WORDS: Pattern = Pattern::new(
    r"^ [\s\-\u{2010}\u{2011}–—_=*<]* (?:
      original(?:\ |-)?(?:message|mail|e-?mail|nachricht|meddelande)? | (?:reply|replied|forwarded|fwd)\ (?:message|mail) | forwarded\ by\ .{1,60}
    | (?:ursprüngliche|weitergeleitete|antwort)\ (?:nachricht|e-?mail|mail)
    | (?:oprindelig|videresendt|opprinnelig)\ (?:meddelelse|besked|melding|e-?mail) | (?:ursprungligt|vidarebefordrat)\ (?:meddelande|brev)
    | message\ (?:d['’]origine|original|transféré|réexpédié|transmis) | e-?mail\ d['’]origine
    | mensaje\ (?:original|reenviado) | mensagem\ (?:original|encaminhada|reencaminhada) | messaggio\ (?:originale|inoltrato)
    | (?:oorspronkelijk|doorgestuurd)\ bericht | (?:alkuperäinen|välitetty)\ viesti
    | (?:oryginalna|przekazana|przesłana)\ wiadomość | wiadomość\ (?:oryginalna|przekazana) | treść\ przekazanej\ wiadomości
    | (?:původní|přeposlaná|pôvodná|preposlaná)\ (?:zpráva|správa) | (?:eredeti|továbbított)\ üzenet | mesaj(?:ul)?\ (?:original|inițial|redirecționat|retransmis)
    | (?:исходное|пересылаемое|пересланное|переадресованное)\ (?:сообщение|письмо) | (?:початкове|переслане|оригінальне)\ повідомлення
    | (?:αρχικό|προωθημένο)\ μήνυμα | (?:orijinal|özgün|iletilen|yönlendirilmiş)\ (?:mesaj|ileti)
    | 原始邮件 | 原始郵件 | 转发邮件 | 转发的邮件 | 轉寄郵件 | 回复的原邮件 | 元のメッセージ | 転送メッセージ | 원본\ ?메(?:일|시지) | 전달된\ 메시지
    ) \s* [\s\-\u{2010}\u{2011}–—_=*>]* :? \s* $",
);
static DASHED: Pattern =
    Pattern::new(r"(?: ^[\s*]* [-\u{2010}\u{2011}–—_=]{1,} | [-\u{2010}\u{2011}–—_=]{2,}[\s*>]*$ )");
static FORWARDED: Pattern = Pattern::new(
    r"^ [\s>*_-]* (?: begin\ forwarded\ message | anfang\ der\ weitergeleiteten\ (?:nachricht|e-?mail) | début\ du\ (?:message|courriel|e-?mail)\ (?:réexpédié|transféré|transmis)
    | (?:inicio|comienzo)\ del\ mensaje\ reenviado | inizio\ (?:del\ )?messaggio\ inoltrato | (?:início|inicio)\ da\ mensagem\ (?:re)?encaminhada
    | begin\ (?:van\ het\ )?doorgestuurd(?:e)?\ (?:e-mail)?bericht | start\ på\ videresendt\ (?:besked|melding|e-?mail) | (?:start\ på\ )?videresendt\ (?:besked|melding)
    | (?:början\ på\ )?vidarebefordrat\ (?:brev|mejl|meddelande) | välitetty\ viesti(?:\ alkaa)? | välitetyn\ viestin\ alku
    | początek\ przekazywanej\ wiadomości | (?:začátek|začiatok)\ (?:přeposlané|preposlanej|preposielanej)\ (?:zprávy|správy|e-?mailu?) | (?:a\ )?továbbított\ (?:levél|üzenet)\ kezdete
    | începutul\ mesajului\ redirecționat | inici\ del\ missatge\ reenviat | započni\ proslijeđenu\ poruku
    | начало\ (?:переадресованного|пересылаемого)\ (?:сообщения|письма) | початок\ (?:переспрямованого\ )?(?:повідомлення|листа).{0,30}
    | αρχή\ προωθημένου\ μηνύματος | (?:yönlendirilen|iletilen)\ (?:ileti|iletinin|mesajın)\ başlangıcı | 开始转发的(?:邮件|信息) | 開始轉寄(?:的)?郵件 | 転送されたメッセージ | 전달된\ 메시지의\ 시작
    ) \s* [:：]? [\s*_-]* $",
);
static RULE: Pattern = Pattern::new(r"^(?: _{10,} | -{20,} | ={20,} | [-\u{2010}–—]{3,}\s*$ )$");

/// Over how many of these lines a separator goes.
pub(super) fn at(lines: &[&str]) -> Option<usize> {
    let first = lines.first()?;
    let long = first.len() > 160 || first.is_empty();
    if long {
        return None;
    }
    let words = WORDS.found_in(first) && (DASHED.found_in(first) || followed_by_header(lines));
    let forwarded = FORWARDED.found_in(first) && (first.ends_with([':', '：']) || followed_by_header(lines));
    let rule = RULE.found_in(first) && followed_by_header(lines);
    (words || forwarded || rule).then_some(1)
}

fn followed_by_header(lines: &[&str]) -> bool {
    let Some(next) =
        (1..lines.len().min(4)).find(|next| lines.get(*next).is_some_and(|line| !line.is_empty()))
    else {
        return false;
    };
    let rest = lines.get(next..).unwrap_or_default();
    block::at(rest).is_some() || header_line::at(rest, |_| false).is_some()
}
