//! What no person wrote below a text: disclaimers, virus scanners, mailing lists, ticket systems.
//!
//! Knows how they begin and what lawyers speak of. Must not know what stands above them.

use std::sync::LazyLock;

use regex::{RegexSet, RegexSetBuilder};

use super::pattern::Pattern;

const MOST_LINES: usize = 14;
const SHORTEST_DISCLAIMER: usize = 110;

/// What disclaimers speak of, a subject each.
const SUBJECTS: [&str; 5] = [
    r"confidential|privileged|proprietary|sensitive information|vertraulich|rechtlich geschützt|confidentiel|confidencial|confidencia|riservat|confidenzial|vertrouwelijk|fortrolig|konfidensiel|konfidentiell|sekretess|luottamuksel|poufn|důvěrn|dôvern|bizalmas|confiden[tț]ial|gizli|конфиденциальн|конфіденційн|εμπιστευτικ|机密|機密|保密|기밀|سري",
    r"intended|addressee|recipient|empfänger|adressat|bestimmt|destinataire|destinatari|destinatár|destinad|destinat|geadresseerde|bestemd|modtager|mottaker|mottagare|avsedd|avsett|vastaanottaj|tarkoitettu|adresat|przeznaczon|příjemc|adresát|címzett|alıcı|адресат|получател|одержувач|παραλήπτ|收件人|受信者|宛先|수신",
    r"unauthori[sz]ed|prohibited|unlawful|disclos|disseminat|distribut|copying|reliance|unbefugt|untersagt|nicht gestattet|weitergabe|interdit|divulgation|prohibid|proibid|vietat|verboden|openbaarmaking|ulovlig|förbjud|zabronion|kielletty|zakázán|tilos|interzis|yasak|запрещ|заборон|απαγορεύ|禁止|금지",
    r"delete|destroy|notify|in error|by mistake|received this|löschen|vernichten|irrtümlich|benachrichtigen|supprim|détrui|par erreur|avis(?:er|ar)|elimin|borr(?:ar|e)|por error|por engano|cancell|per errore|verwijder|vergissing|slet|fejl|radera|misstag|usun|omyłk|poista|smaž|omylem|törölj|téved|șterge|eroare|siliniz|удал|ошиб|видал|помилк|διαγρά|删除|刪除|削除|삭제",
    r"liab|virus|warrant|opinions|views|contract|monitored|haft|gewähr|responsab|opinion|aansprakelijk|ansvar|odpowiedzialno|vastuu|odpovědnost|felelős|răspunde|sorumlu|ответственн|відповідальн|ευθύν|病毒|責任|책임",
];
static LEGAL: LazyLock<Option<RegexSet>> =
    LazyLock::new(|| RegexSetBuilder::new(SUBJECTS).case_insensitive(true).build().ok());

/// Any of them: what is typed rarely has one.
static ANY_SUBJECT: Pattern = Pattern::built(|| SUBJECTS.join("|").replace(' ', r"\ "));

/// Sentences that nobody types, whatever follows them.
static CERTAIN: Pattern = Pattern::new(
    r"^[\s*_\[(<]* (?:
      confidentiality\ (?:notice|note|statement|warning|clause) | privileged\ (?:and|&)\ confidential
    | this\ (?:e-?mail|message|communication|transmission|electronic\ mail)\ (?:transmission\ |message\ )?(?:\(including\ .+\)\ )?(?:(?:and|may|contains?|including|was)\ .* | is\ (?:[^\s:?]+\ ){0,6})(?:confidential|privileged|intended|legally|proprietary|viruses|recipient|addressee|monitored)
    | (?:the\ )?(?:information|contents?|material)\ (?:contained\ |transmitted\ |provided\ )?(?:in|of|by|with)\ this\ (?:e-?mail|message|communication|electronic|transmission)
    | if\ you\ (?:are\ not\ the\ (?:intended|named|addressee)|have\ received\ this\ (?:e-?mail|message|communication|transmission)\ (?:in\ error|by\ mistake))
    | (?:p\s)?(?:please\ )?(?:consider|think\ of|think\ about|save|protect|respect)\ .*(?:environment|paper|planet|trees?)\ .*(?:print|e-?mail) | (?:think|save\ paper).*before\ (?:you\ )?print | (?:p\s)?before\ (?:you\ )?print(?:ing)?\ .*(?:environment|planet|trees?|necessary|need) | (?:.{0,40}[:!,.]\s)?(?:please\ )?(?:do\ not|don['’]t)\ print\ this\ (?:e-?mail|message) | (?:denk|denkt\ u)\ aan\ het\ milieu | tänk\ på\ miljön | tænk\ på\ miljøet | tenk\ på\ miljøet | ajattele\ ympäristöä | zanim\ wydrukujesz | (?:než|predtým\ ako)\ (?:vytisknete|vytlačíte) | rispetta\ l['’]ambiente
    | registered\ (?:office|in\ england|address)\s*:? .* \p{Lu} | company\ (?:registration|reg\.?)\ (?:no|number)
    | diese\ (?:e-?mail|nachricht|mail)\ (?:\(.+\)\ )?(?:und|ist|kann|enthält|könnte)\ .*(?:vertraulich|rechtlich|adressat|empfänger|bestimmt|viren) | vertraulichkeitshinweis | der\ inhalt\ dieser\ (?:e-?mail|nachricht) | (?:bitte\ )?(?:denken|prüfen)\ sie\ .*(?:umwelt|drucken|ausdruck)
    | (?:geschäftsführ(?:er|erin|ung)|sitz\ der\ gesellschaft|handelsregister|vorstand|aufsichtsrat(?:svorsitzender?)?|ust-?id(?:nr)?\.?|registergericht)\s*:\s*\S | amtsgericht\ \S+,?\ hr[ab] | hr[ab]\ \d+
    | (?:ce|cet)\ (?:message|courriel|courrier|e-?mail|mail)\ (?:électronique\ )?(?:et|est|peut|contient|ainsi)\ .*(?:confidentiel|destinataire|pièces?|destiné|usage) | avis\ de\ confidentialité | (?:le\ contenu|l['’]information\ contenue)\ .*(?:de|dans)\ ce\ (?:message|courriel) | pensez\ à\ (?:l['’]environnement|la\ planète) | avant\ d['’]imprimer | (?:s['’]il\ vous\ plaît\ )?n['’]imprimez
    | (?:este|el\ contenido\ de\ este|la\ información\ contenida\ en\ este)\ (?:mensaje|correo|e-?mail)\ .*(?:confidencial|destinatario|destinad|adjuntos?|dirigid) | aviso\ (?:de\ confidencialidad|de\ privacidad|de\ confidencialidade)(?:[^\p{L}]|$) | antes\ de\ imprimir
    | (?:questo|il\ presente|il\ contenuto\ di\ questo|le\ informazioni\ contenute\ in)\ .*(?:messaggio|e-?mail|comunicazione)\ .*(?:riservat|confidenzial|destinatari|allegat|esclusiv) | avviso\ di\ riservatezza | informativa\ (?:sulla\ )?privacy | prima\ di\ stampare
    | (?:esta|este|o\ conteúdo\ desta|as\ informações\ contidas\ nesta)\ (?:mensagem|e-?mail|correio)\ .*(?:confidencia|destinatári|destina|anexos?)
    | (?:dit|deze|de\ informatie\ in\ d\p{L}+)\ (?:bericht|e-?mail|mail|e-?mailbericht)\ .*(?:vertrouwelijk|bestemd|geadresseerde|bijlagen?) | (?:denne|dette)\ (?:e-?mail|mail|e-?post|meddelelse|melding)\p{L}*\ .*(?:fortrolig|konfidensiel|beregnet|modtager|mottaker)
    | (?:detta|denna)\ (?:meddelande|e-?post\p{L}*|mejl|mail)\ .*(?:konfidentiel|avsed|avsett|mottagare|sekretess) | tämä\ (?:viesti|sähköposti)\p{L}*\ .*(?:luottamuksel|tarkoitettu|vastaanottaj)
    | (?:ta|niniejsza|treść\ tej)\ wiadomoś\p{L}*\ .*(?:poufn|przeznaczon|adresat|zastrzeżon) | (?:tato|táto)\ (?:zpráva|správa|e-?mail)\p{L}*\ .*(?:důvěrn|dôvern|určen) | (?:это|данное|настоящее)\ (?:сообщение|письмо)\ .*(?:конфиденциальн|предназначен)
    | \S.{0,40}\s?www\.(?:avast|avg)\.com\s*(?:<.*)?$ | <?https?://(?:www\.|\w+\.)?(?:avast|avg)\.com/\S*$ | <\#[\dA-F]{8}-[\dA-F-]{20,}>$ | [_*=-]{4,}\s.*(?:eset|nod32|virus).*\s[_*=-]{4,}$ | the\ (?:e-?mail\ |message\ )(?:has\ been|was)\ (?:checked|scanned)\ (?:by|for)\ (?:.*\ )?(?:eset|nod32|avast|avg|norton|kaspersky|sophos|virus\p{L}*|antivirus|mail\ security) | virus-?free\.(?:\s|$) | (?:no\ virus\ found|checked\ by\ avg|scanned\ by\ \S+|this\ (?:e-?mail|message)\ (?:has\ been|was)\ (?:scanned|checked|sent)\ (?:by|for|from|with|using)) | avast\ logo | (?:virenfrei\. |diese\ e-?mail\ wurde\ von\ \S+\ (?:auf|geprüft)) | l['’]absence\ de\ virus | (?:cet\ e-?mail|ce\ courrier)\ a\ été\ vérifié | este\ (?:correo|mensaje)\ .*ha\ sido\ (?:comprobado|analizado) | deze\ e-?mail\ is\ gecontroleerd | (?:garanzia\ )?privi?\ di\ virus\.
    | to\ (?:unsubscribe|stop\ receiving|opt\ out|manage\ your|update\ your|view\ this|post\ to\ this)\ .*\S*(?:from|this|send|visit|click|group|email|e-mail|list|preferences|subscription|mailing|,|discussion|topic|ticket|https?:) | (?:click\ here\ to\ )?unsubscribe(?:\ (?:here|instantly|from\ this\ list))?\s*[:<(|].*
    | you\ (?:are\ receiv(?:ing|ed)|received|have\ received|'re\ receiving)\ this\ (?:e-?mail|message|notification|because).*\ because | you\ received\ this\ because
    | (?:reply\ to\ this\ (?:e-?mail|message)\ (?:directly|to)|view\ (?:it\ on\ github|this\ (?:ticket|thread|issue|topic|discussion|e-?mail)\ (?:online|here|at|on|in))|manage\ your\ (?:notification|email|subscription)) 
    | (?:please\ )?do\ not\ (?:remove|delete|change|edit)\ .*(?:line|id|subject|number|code|tracking) | (?:this\ (?:e-?mail|message)\ is\ a\ service\ from|delivered\ by\ zendesk|powered\ by\ (?:zendesk|freshdesk|freescout|help\ ?scout|kayako|otrs|zammad|osticket|intercom|front))
    | \[?ref:_?[\w.]{10,}:ref\]? | \[?(?:ticket|case|thread|conversation|message)[\s_-]?(?:id|\#|no\.?|number|ref)\s*[:\#]?\s*[\w-]{3,}\]?\s*$ | \{\#?[A-Z]{2,8}[-\#:]\d+\}\s*$
    )",
);
/// What says so of the whole mail: people set conditions in the same words, `This message is only valid if …`.
static STATED: Pattern = Pattern::new(
    r"^[\s*_\[(<]* (?: this|diese|ce|cet|este|esta|questo|dit|deze|denne|dette|detta|denna|tämä|ta|tato|táto|это|данное|настоящее )\s .*
      [^\p{L}] (?: if|unless|until|once|valid|wenn|falls|sofern|gültig|si|valable|válid[oa]|se|valid[oa]|als|mits|geldig|om|hvis|gyldig|jos|jeśli|ważna|pokud|если ) [^\p{L}]",
);
/// A heading that says what follows it; lawyers' words or a link to them have to.
static DISCLAIMER: Pattern = Pattern::new(
    r"^[\s*_\[(<]* (?: (?:e-?mail\s)?disclaimer | haftungsausschluss | rechtlicher\ hinweis | aviso\ legal ) \s* (?:[:.*_–—-]|$) | ^[\s*_\[(<]* (?:legal|confidentiality|privacy|e-?mail)\ disclaimer",
);
static LINK: Pattern = Pattern::new(r"https?:// | www\.");
/// Headings that people write as well; lawyers' words have to follow.
static HEADING: Pattern = Pattern::new(
    r"^[\s*_\[(<-]* (?: (?:confidential(?:ity)?|privacy|legal|privileged|important|security|notice|warning|attention|caution|hinweis|wichtig|vertraulich|avertissement|confidentiel|aviso|importante|avviso|let\ op|please\ note|p\.?s\.?\ legal) (?:\s(?:notice|note|statement|information|warning|hinweis))? \s* (?:[:.!*_–—-]|$) )",
);

/// How most of these begin.
static OPENS: Pattern = Pattern::any_of(&[&CERTAIN, &DISCLAIMER, &HEADING]);

/// Whether a footer begins with the first of these lines; `anew` tells that a paragraph does.
pub(super) fn begins(lines: &[&str], anew: bool) -> bool {
    let Some(line) = lines.first() else { return false };
    if line.len() < 8 {
        return false;
    }
    let opens = OPENS.found_in(line);
    if opens && is_certain(lines, line) {
        return true;
    }
    if !anew {
        return false;
    }
    let headed = opens && HEADING.found_in(line);
    let subjects = if is_long_enough(lines) && paragraph(lines).any(|line| ANY_SUBJECT.found_in(line)) {
        subjects(lines)
    } else {
        0
    };
    subjects >= 3 || subjects >= 2 && headed || headed && heads(lines)
}

fn is_certain(lines: &[&str], line: &str) -> bool {
    let conditional = || STATED.found_in(line) && subjects(lines) < 2;
    CERTAIN.found_in(line) && !conditional() || DISCLAIMER.found_in(line) && is_borne_out(lines)
}

/// Whether a heading's paragraph, or the one below it, speaks as lawyers do.
fn is_borne_out(lines: &[&str]) -> bool {
    let legal =
        |lines: &[&str]| paragraph(lines).any(|line| ANY_SUBJECT.found_in(line) || LINK.found_in(line));
    legal(lines) || below(lines).is_some_and(legal)
}

/// Whether a heading stands alone above a paragraph of lawyers' words.
fn heads(lines: &[&str]) -> bool {
    below(lines).is_some_and(|paragraph| subjects(paragraph) >= 2)
}

/// The lines from the paragraph below a heading on.
fn below<'a>(lines: &'a [&'a str]) -> Option<&'a [&'a str]> {
    const MOST_BLANK: usize = 3;
    let rest = lines.get(1..)?;
    let blank = rest.iter().take(MOST_BLANK).take_while(|line| line.is_empty()).count();
    rest.get(blank..).filter(|_| blank < MOST_BLANK)
}

fn paragraph<'a>(lines: &'a [&'a str]) -> impl Iterator<Item = &'a str> {
    lines.iter().copied().take(MOST_LINES).take_while(|line| !line.is_empty())
}

fn is_long_enough(lines: &[&str]) -> bool {
    paragraph(lines).map(str::len).sum::<usize>() >= SHORTEST_DISCLAIMER
}

/// Of how many of the subjects a paragraph speaks.
fn subjects(lines: &[&str]) -> u32 {
    let Some(legal) = LEGAL.as_ref() else { return 0 };
    let mut found = 0_u8;
    for line in paragraph(lines) {
        found = legal.matches(line).iter().fold(found, |found, subject| found | 1 << subject);
    }
    found.count_ones()
}
