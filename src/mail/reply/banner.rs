//! The warning that a mail gateway writes above a mail from outside.
//!
//! Knows how it begins and how far it goes. Must not know what comes after it.

use super::pattern::Pattern;

const MOST_LINES: usize = 12;
/// A shorter line was not wrapped.
const SHORTEST_WRAPPED: usize = 50;
const LONGEST_HEADING: usize = 30;

/// Words that call for attention; what they warn of has to follow.
static ALARM: Pattern = Pattern::new(
    r"^ [^\p{L}\d>]* (?: caution|warning|attention|alert|notice|be\ careful|beware|important|security\ (?:notice|warning|alert|reminder)|e-?mail\ security|external|stop|danger|phishing\ alert|reminder|disclaimer|note|extern\p{L}*
      |achtung|vorsicht|warnung|hinweis|sicherheitshinweis|wichtig|prudence|avertissement|mise\ en\ garde|alerte|précaution|atención|precaución|advertencia|aviso|cuidado|alerta|importante|atenção|cautela|attenzione|avviso|avvertenza|let\ op|waarschuwing|opgelet|pas\ op|varning|obs|viktigt|advarsel|bemærk|forsigtig|merk|huomio|huom|varoitus|uwaga|ostrzeżenie|pozor|upozornění|upozornenie|figyelem|figyelmeztetés|atenție|avertisment|dikkat|uyarı|внимание|осторожно|предупреждение|увага|обережно|προσοχή|προειδοποίηση|注意|警告|외부|주의|תשומת\ לב|تنبيه|تحذير ) (?:[^\p{L}]|$)",
);
/// What gateways warn of.
static OUTSIDE: Pattern = Pattern::new(
    r"external\ (?:e-?mail|sender|mail|message|source|address|user|domain|party|organi[sz]ation|system|account) | external\s*$ | (?:outside|out\ side)\ (?:of\ )?(?:the\ |your\ |our\ |this\ )?\S*\s?\S*\s?(?:organi[sz]ation|company|network|university|corporation|firm|agency|system|group|institution|domain|e-?mail|tenant|enterprise|government|school|hospital|county|city|state|campus|business)
    | (?:originat\p{L}+|came|comes|sent|received|is)\ (?:from|by)\ (?:an?\ |the\ )?(?:outside|external|unknown|someone\ outside) | (?:do\ not|don['’]t|never|avoid|before|not)\ (?:click\p{L}*|open\p{L}*|respond|reply)\ .*(?:links?|attachments?) | links?\ (?:or|and)\ (?:open\ )?attachments? | unknown\ sender | unverified\ sender | suspicious\ (?:e-?mail|link|message|attachment) | (?:don['’]t|do\ not)\ often\ (?:get|receive)\ e-?mail | first\ time\ (?:you|sender) | could\ not\ (?:be\ )?verif(?:y|ied) .*(?:sender|identity)
    | non-\S+\ (?:e-?mail|sender|message|mail) | extern\p{L}*\ (?:e-?mail|nachricht|absender|quelle|mail|afzender|avsändare|afsender|avsender|nadawc\p{L}*|bericht|meddelande|kilde|källa|bron|lähettäj\p{L}*|avsändar\p{L}*) | (?:von|aus)\ (?:außerhalb|extern) | außerhalb\ (?:der|ihrer|unserer|des|ihres|unseres) | keine\ links | (?:links|anhänge)\ (?:oder|und|nur)
    | (?:e-?mail|message|courriel|expéditeur|source|origine|provenance)\ externe | (?:extérieur|dehors)\ (?:de|à|du) | de\ l['’]extérieur | (?:liens?|pièces?\ jointes?)\ (?:ou|et|ni) | expéditeur\ (?:inconnu|externe)
    | (?:correo|mensaje|remitente|origen|e-?mail|fuente|mensagem|remetente|origem|fonte|messaggio|mittente|posta|mesaj|expeditor)\ (?:electrónico\ )?(?:extern[oae]|estern[oae]) | (?:fuera|fora)\ d[ea] | (?:enlaces|links|anexos|adjuntos|allegati)\ (?:o|ou|ni|e|y|nem)
    | (?:all['’]esterno|dall['’]esterno|esterna|esterno)\ | buiten\ (?:de|uw|onze|het|je) | utanför\ | uden\ for\ | udefra | utenfor\ | fra\ en\ ekstern | (?:spoza|zewnętrz\p{L}*)\ | organisaation\ ulkopuol | ulkopuol\p{L}* | mimo\ (?:vaši|naši|organizaci|vašu|našu) | extern[íý]\p{L}* | külső\ | din\ (?:afara|exteriorul) | (?:dış|harici)\ | внешн\p{L}+ | зовнішн\p{L}+ | εξωτερικ\p{L}+ | εκτός\ | 外部 | 社外 | 외부 | خارج\p{L}* | חיצוני",
);
/// Sentences of a warning that need no word in front.
static CERTAIN: Pattern = Pattern::new(
    r"^ [^\p{L}\d>]* (?: (?:this|the)\ (?:e-?mail|message|sender|mail|communication)\ .*(?:originated|came|comes|sent|is|was|has\ been)\ .*(?:outside|external|unknown) | this\ (?:is\ an?\ )?external\ (?:e-?mail|message|sender)
      | external\ (?:e-?mail|message|sender|mail|source)\s*(?:[^\p{L}\s].*)?$ | extern(?:e\ (?:e-?mail|nachricht|mail)|er\ absender|al|o|e|a)?[^\p{L}\d]*$ | \[?ext(?:ernal|ern)?\][^\p{L}]*$ | (?:e-?mail|courriel|message|correo|messaggio)\ extern[eoa][^\p{L}]*$ | externí\ e-?mail[^\p{L}]*$
      | you\ don['’]t\ often\ (?:get|receive)\ e-?mail\ from | some\ people\ who\ received\ this\ message | learn\ why\ this\ is\ important | this\ sender\ (?:is|might|may)\ .*(?:impersonat|trust|unknown|verif) | this\ is\ the\ first\ time\ you | (?:use|exercise)\ (?:extreme\ )?caution\ (?:when|before|with|opening) | (?:please\ )?(?:do\ not|don['’]t|never|avoid)\ (?:click\p{L}*|open\p{L}*)\ .*(?:links?|attachments?) | (?:please\ )?(?:verify|check|confirm)\ (?:the\ |that\ the\ )?sender\ .*(?:click|links?|attachments?|open) | think\ before\ you\ click | the\ sender\ of\ this\ .*(?:is|could)\ .*(?:external|verif) | no\ external\ sender
      | external\s*\([^)]*@[^)]*\)$ | zjqcmqryfpfptbanner(?:start|end) | sophospsmartbannerend | be\ (?:careful|cautious)\ with\ this\ (?:message|e-?mail) | report\ (?:suspicious|this\ (?:e-?mail|message))\ .*$ | (?:original\ )?sender:\ \S+@\S+$ | powered\ by\ mimecast
      | (?:diese|die)\ (?:e-?mail|nachricht|mail)\ .*(?:extern|außerhalb) | sie\ erhalten\ nicht\ (?:oft|häufig)\ e-?mails?\ von | (?:öffnen|klicken)\ sie\ (?:keine|nicht|links|anhänge)\ | (?:ce|cet)\ (?:message|courriel|e-?mail|mail)\ .*(?:externe|extérieur) | vous\ (?:ne\ recevez|n['’]obtenez|n['’]avez|ne\ receviez)\ pas\ souvent | ne\ cliquez\ (?:pas|sur)
      | este\ (?:correo|mensaje|e-?mail)\ .*(?:fuera|extern) | no\ (?:suele|sueles)\ recibir | no\ haga\ clic | (?:este\ e-?mail|esta\ mensagem)\ .*(?:fora|extern) | (?:você|não)\ (?:não\ )?(?:costuma\ receber|recebe\ muitas|clique) | (?:questa|questo)\ (?:e-?mail|messaggio)\ .*(?:estern|fuori) | non\ (?:si\ ricevono|ricevi|fare\ clic|cliccare) | (?:deze|dit)\ (?:e-?mail|bericht|mail)\ .*(?:extern|buiten) | u\ ontvangt\ niet\ vaak | je\ ontvangt\ niet\ vaak | klik\ niet
      | (?:detta|det\ här|denna|dette|denne|den)\ (?:mejlet?|meddelandet?|e-?post\p{L}*|mail|e-?mail|meddelelse)\ .*(?:extern|ekstern|utanför|uden\ for|utenfor) | (?:ta|ten)\ (?:wiadomość|e-?mail)\ .*(?:zewnętrz|spoza) | tämä\ (?:viesti|sähköposti)\ .*(?:ulkopuol|ulkoi) | (?:tento|tato|táto)\ (?:e-?mail|zpráva|správa)\ .*(?:extern|mimo) | (?:это|данное)\ (?:письмо|сообщение)\ .*внешн
    )",
);
static BEGINS: Pattern = Pattern::any_of(&[&ALARM, &CERTAIN]);
static CONTINUES: Pattern = Pattern::new(
    r"click | links? | attachment | sender | recogni[sz]e | external | outside | organi[sz]ation | trusted | phishing | suspicious | (?:the\ )?content\ is\ safe | know\ the\ content | anhäng | absender | öffnen | klicken | liens | pièces | expéditeur | enlaces | adjuntos | remitente | allegati | mittente | bijlagen | afzender | bilagor | avsändar | załącznik | nadawc | learn\ why | report\ | banner(?:start|end)",
);
static RULE: Pattern = Pattern::new(r"^[\s\-_=*\#~+|!─━—–]{3,}$");
const RULES: [char; 13] = ['-', '_', '=', '*', '#', '~', '+', '|', '!', '─', '━', '—', '–'];
static TAG: Pattern = Pattern::new(
    r"^\s*[\[*(<{]{1,3}\s*(?:external|extern|ext|externe|externo|externa|esterno|caution|externer?\ absender|extern(?:al|e)[\s:-]{1,3}(?:e-?mail|sender|mail|message)|e-?mail\ externe|outside|non-\p{L}+|unverified|suspicious|ekstern|zewnętrzny|ulkoinen|внешнее|外部|社外)\s*[\])*>}]{1,3}[\s:\-–—]*",
);

/// Over how many of these lines a warning goes.
pub(super) fn at(lines: &[&str]) -> Option<usize> {
    let first = lines.first()?;
    if let Some(behind) = tag(first).and_then(|end| first.get(end..)) {
        // The tag and the whole warning in one line; else the tag stands before somebody's text.
        return CERTAIN.found_in(behind).then_some(1);
    }
    if first.starts_with(RULES) && RULE.found_in(first) {
        let inner = lines.get(1..).filter(|rest| rest.first().is_some_and(|line| !line.is_empty()));
        return inner.and_then(warning).map(|count| count + 1);
    }
    warning(lines)
}

fn warning(lines: &[&str]) -> Option<usize> {
    let first = lines.first()?;
    if !BEGINS.found_in(first) {
        return None;
    }
    let alarmed = ALARM.found_in(first) && (OUTSIDE.found_in(first) || warns_below(lines));
    if !alarmed && !CERTAIN.found_in(first) {
        return None;
    }
    let more = lines
        .windows(2)
        .take(MOST_LINES)
        .take_while(|pair| matches!(pair, [above, line] if goes_on(above, line)));
    Some(1 + more.count())
}

/// The warning was wrapped before it came to its point, or has a heading.
fn warns_below(lines: &[&str]) -> bool {
    let Some(first) = lines.first() else { return false };
    let wrapped = first.len() >= SHORTEST_WRAPPED && !ends_sentence(first);
    let heading =
        first.len() <= LONGEST_HEADING && (ends_sentence(first) || !first.contains(char::is_lowercase));
    let mut below = lines.iter().skip(1).filter(|line| !line.is_empty()).take(2);
    (wrapped || heading) && below.any(|line| OUTSIDE.found_in(line) || CERTAIN.found_in(line))
}

fn goes_on(above: &str, line: &str) -> bool {
    let small = line.starts_with(char::is_lowercase);
    let wrapped = small && above.len() >= SHORTEST_WRAPPED && !ends_sentence(above) && !RULE.found_in(above);
    !line.is_empty() && (wrapped || RULE.found_in(line) || CONTINUES.found_in(line) && !line.ends_with('?'))
}

fn ends_sentence(line: &str) -> bool {
    line.ends_with(['.', '!', '?', ':', '*', ')', ']', '|', '#', '。'])
}

/// Where the text begins behind a tag on the same line: `[EXTERNAL] Approved`.
pub(super) fn tag(line: &str) -> Option<usize> {
    if !line.trim_start().starts_with(['[', '*', '(', '<', '{']) {
        return None;
    }
    TAG.find(line)
        .map(|(_, end)| end)
        .filter(|end| line.get(*end..).is_some_and(|rest| !rest.trim().is_empty()))
}
