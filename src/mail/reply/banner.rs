//! The warning that a mail gateway writes above a mail from outside.
//!
//! Knows how it begins and how far it goes. Must not know what comes after it.

use super::pattern::Pattern;

const MOST_LINES: usize = 8;

static BEGINS: Pattern = Pattern::new(
    r"^[\s*_\[(<⚠️🛑❗!|\#=+-]* (?:
      (?:caution|warning|attention|alert|notice|be\ careful|beware|important|security\ (?:notice|warning|alert))\s*[:!\-–—*\]|.]+ .* \b(?:external\p{L}*|outside|links?|attachments?|sender|organi[sz]ation|phishing|unknown|suspicious)\b.*
    | (?:caution|warning|attention)[\s:!*]* | external\ (?:e-?mail|message|sender|mail|source)\b.* | external\s*[:\]!*\-–—|]+ .* | \[?ext(?:ernal|ern)?\]?
    | (?:this|the)\ (?:e-?mail|message|sender|mail)\b.{0,60}\b(?:originated|came|comes|sent|is|was)\b.{0,40}\b(?:outside|external|unknown)\b.*
    | you\ don['’]t\ often\ (?:get|receive)\ e-?mail\ from\b.* | (?:some\ people\ who\ received\ this\ message|learn\ why\ this\ is\ important)\b.*
    | zjqcmqryfpfptbanner(?:start|end)
    | (?:do\ not|don['’]t)\ click\b.* | (?:achtung|vorsicht|warnung|hinweis|externe\ e-?mail|externer\ absender)\b[\s:!*\-–—.]* .* \b(?:extern\p{L}*|außerhalb|absender|links?|anhäng\p{L}*|e-?mail)\b.* | extern(?:e\ (?:e-?mail|nachricht)|er\ absender)[\s:!.*]*
    | (?:diese\ (?:e-?mail|nachricht))\b.{0,60}\b(?:extern\p{L}*|außerhalb)\b.* | sie\ erhalten\ nicht\ (?:oft|häufig)\ e-?mails?\ von\b.*
    | (?:attention|prudence|avertissement|mise\ en\ garde)\s*[:!\-–—].*\b(?:externe|extérieur|expéditeur|liens?|pièces?)\b.* | (?:ce|cet)\ (?:message|courriel|e-?mail)\b.{0,60}\b(?:externe|extérieur|l['’]extérieur)\b.* | vous\ (?:ne\ recevez|n['’]obtenez)\ pas\ souvent\b.*
    | (?:atención|precaución|advertencia|aviso|cuidado|atenção|cautela|attenzione|avviso|let\ op|waarschuwing|opgelet|varning|obs|advarsel|bemærk|huomio|varoitus|uwaga|ostrzeżenie)\s*[:!\-–—].*\b(?:extern\p{L}*|esterno|esterna|zewnętrz\p{L}*|utanför|udefra|uden\ for|utenfor|buiten|ulkopuol\p{L}*|fora|fuera|enlaces|links?|organiza\p{L}*)\b.*
    ) $",
);
static CONTINUES: Pattern = Pattern::new(
    r"(?: zjqcmqryfpfptbanner )|\b(?: click | links? | attachments? | sender | recogni[sz]e | external | outside | organi[sz]ation | safe | trust(?:ed)? | phishing | suspicious | report | content | anhäng\p{L}* | absender\p{L}* | öffnen | klicken | liens? | pièces | expéditeur | enlaces | adjuntos | remitente | allegati | mittente | bijlagen | afzender | learn\ why )\b",
);
static RULE: Pattern = Pattern::new(r"^[\s\-_=*\#~]{5,}$");
static TAG: Pattern = Pattern::new(
    r"^\s*[\[*(]{1,2}\s*(?:external|extern|ext|externe|externo|esterno|caution|externer?\ absender|external\ (?:e-?mail|sender))\s*[\])*]{1,2}[\s:\-–—]*",
);

/// Over how many of these lines a warning goes.
pub(super) fn at(lines: &[&str]) -> Option<usize> {
    let first = lines.first()?;
    if !BEGINS.found_in(first) {
        return None;
    }
    let mut count = 1;
    while count < MOST_LINES {
        let goes_on = lines.get(count).is_some_and(|line| CONTINUES.found_in(line) || RULE.found_in(line));
        if !goes_on {
            break;
        }
        count += 1;
    }
    Some(count)
}

/// Where the text begins behind a tag on the same line: `[EXTERNAL] Approved`.
pub(super) fn tag(line: &str) -> Option<usize> {
    TAG.find(line)
        .map(|(_, end)| end)
        .filter(|end| line.get(*end..).is_some_and(|rest| !rest.trim().is_empty()))
}
