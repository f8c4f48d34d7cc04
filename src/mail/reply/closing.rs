//! What stands below a text without being part of it: signatures, telephones, disclaimers, footers.
//!
//! Knows how they begin. Must not know what stands above them.

use super::Part;
use super::pattern::Pattern;

/// How far what begins here goes.
pub(super) enum Closing {
    /// Until a quote begins, or to the end.
    ToEnd(Part),
    /// This line only.
    Line(Part),
}

const LONGEST_MOBILE: usize = 120;
const MOST_LINES: usize = 10;
const SHORTEST_DISCLAIMER: usize = 120;

/// What disclaimers speak of; three of these in one paragraph are one.
static LEGAL: [Pattern; 5] = [
    Pattern::new(
        r"confidential|privileged|proprietary|vertraulich|rechtlich\ geschützt|confidentiel|confidencial|riservat|vertrouwelijk|fortrolig|konfidensiel|konfidentiell|sekretess|luottamuksel|poufn|důvěrn|конфиденциальн",
    ),
    Pattern::new(
        r"intended|addressee|recipient|empfänger|adressat|bestimmt|destinataire|destinatari|destinad|geadresseerde|bestemd|modtager|mottaker|mottagare|avsedd|vastaanottaj|tarkoitettu|adresat|przeznaczon|příjemc|адресат",
    ),
    Pattern::new(
        r"unauthori[sz]ed|prohibited|unlawful|disclos|disseminat|distribut|copying|reliance|unbefugt|untersagt|nicht\ gestattet|weitergabe|interdit|divulgation|prohibid|proibid|vietat|verboden|openbaarmaking|ulovlig|förbjud|zabronion|kielletty|запрещ",
    ),
    Pattern::new(
        r"delete|destroy|notify|in\ error|by\ mistake|received\ this|löschen|vernichten|irrtümlich|benachrichtigen|supprim|détrui|par\ erreur|avis(?:er|ar)|elimin|borr(?:ar|e)|por\ error|cancell|per\ errore|verwijder|vergissing|slet|fejl|radera|misstag|usun|omyłk|poista|удал",
    ),
    Pattern::new(
        r"liab|virus|warrant|opinions|views|contract|monitored|haft|gewähr|responsab|opinion|aansprakelijk|ansvar|odpowiedzialno|vastuu|ответственн",
    ),
];

static DELIMITER: Pattern = Pattern::new(r"^(?: -- | —\s* )$");
static RULE: Pattern = Pattern::new(
    r"^(?: _{2,} | -{3,} | ={4,} | \*{3,} | (?:\*\s){2,}\* | (?:\.\s?){4,} | ~{3,} | [─━–—_]{3,} )$",
);
static MOBILE: Pattern = Pattern::new(
    r"^[\s*_(]* (?:
      sent\ (?:from|via|by|with|using|on)\ (?:my\ |the\ |a\ |an\ )? (?:\S+\ ){0,2} (?:iphone|ipad|ipod|galaxy|samsung|android|blackberry|huawei|xiaomi|pixel|nokia|motorola|oneplus|lg|htc|sony|phone|mobile|smartphone|tablet|handheld|handy|outlook|mail|gmail|yahoo!?|proton\ ?mail|protonmail|spark|windows|mac|macbook|thunderbird|hey|aol|k-9|fairemail|newton|mailbird|email|webmail|device|watch|nine) \b.*
    | sent\ from\ my\ \S+(?:\ \S+)?
    | get\ (?:the\ )?(?:outlook|bluemail|spark)\b.* | (?:(?:von|van|de|da|fra|från)\ )?outlook\ (?:for|für|pour|para|per|voor|för|til|till)\ (?:ios|android|mac)\b.{0,60} | \S+(?:\ \S+)?\ from\ mobile | from\ my\ (?:iphone|ipad|phone|mobile|android|blackberry)\b.*
    | (?:von|vom|auf)\ mein\p{L}*\ .{2,40}\ (?:gesendet|geschickt|verschickt)\b.* | (?:gesendet|verschickt|geschickt)\ (?:von|mit|aus|via)\ .{2,60} | diese\ nachricht\ wurde\ von\ .{2,60}gesendet.* | holen\ sie\ sich\ outlook.* | outlook\ für\ (?:ios|android).*
    | envoyé(?:e)?\ (?:de|depuis|à\ partir\ de|par|avec)\b.{2,60} | (?:télécharger|obtenez|téléchargez)\ outlook.*
    | enviado\ (?:desde|con|por|mediante)\ .{2,60} | (?:obtener|obtén)\ outlook.* | enviado\ (?:do|da|a\ partir|pelo|via)\b.{2,60} | (?:obter|obtenha|baixe)\ o?\ ?outlook.*
    | inviato\ (?:da|dal|dall|con|tramite)\b.{2,60} | (?:scarica|ottieni)\ outlook.*
    | (?:verzonden|verstuurd)\ (?:vanaf|met|vanuit|via|van)\ .{2,60} | outlook\ voor\ .* | (?:download|haal)\ outlook.*
    | sendt\ (?:fra|med|via)\ .{2,60} | (?:hent|få|last\ ned)\ outlook.* | skickat\ (?:från|med|via)\ .{2,60} | skaffa\ outlook.*
    | lähetetty\ .{2,60} | hanki\ outlook.* | wysłan[eoay]\ (?:z|ze|za\ pomocą|przy)\ .{2,60} | pobierz\ outlook.*
    | odesláno\ (?:z|ze)\ .{2,60} | odoslané\ (?:z|zo)\ .{2,60} | trimis\ (?:de\ pe|din|cu)\ .{2,60} | .{2,50}\ (?:készülékről|iphone-ról)\ küldve
    | στάλθηκε\ από\ .{2,60} | отправлено\ (?:с|из)\ .{2,60} | надіслано\ (?:з|із)\ .{2,60} | (?:iphone|ipad|android).{0,20}(?:gönderildi|önderildi).* | أُ?رسلت\ من.* | احصل\ على\ outlook.*
    | (?:從|从)(?:我的)?.{1,30}(?:傳送|发送|發送|传送) | 发自我的.{1,30} | iphoneから送信 | .{0,20}から送信 | (?:내\ )?.{1,20}에서\ 보냄
    ) [\s*_.)]* $",
);
static TEXT_AFTER_ALL: Pattern = Pattern::new(r"^sent\ from\ my\ (?:desk|office|house|home|view|side)\b");
static FOOTER: Pattern = Pattern::new(
    r"^[\s*_\[(]* (?:
      (?:confidentiality|privacy|legal|privileged|disclaimer|important|security)\ ?(?:notice|note|statement|disclaimer|information|warning)?\s*[:\-–—.*]+ .* | disclaimer\b.{0,20} | confidential(?:ity)?(?:\ notice)?
    | (?:this|the\ information\ (?:contained\ )?in\ this|the\ contents?\ of\ this|information\ in\ this) \ (?:e-?mail|message|communication|electronic|transmission)\b.{0,160} \b (?:confidential|privileged|intended|legally|proprietary|viruses|recipient|addressee|attachments?|monitored) \b.*
    | (?:this\ (?:e-?mail|message)\ and|if\ you\ (?:are\ not|have\ received|received)|any\ unauthori[sz]ed|unless\ otherwise)\b.{0,160}\b(?:confidential|intended|error|mistake|prohibited|recipient|addressee|attachments?)\b.*
    | please\ (?:consider|think\ of)\ .{0,40}environment.* | (?:registered\ (?:office|in)|company\ registration)\b.* | (?:think|save)\b.{0,20}\bbefore\ (?:you\ )?print.*
    | diese\ (?:e-?mail|nachricht|mail)\b.{0,160}\b(?:vertraulich\p{L}*|rechtlich|adressat\p{L}*|empfänger\p{L}*|anhäng\p{L}*|bestimmt|viren)\b.* | (?:vertraulichkeitshinweis|haftungsausschluss|hinweis\ zum\ datenschutz)\b.*
    | der\ inhalt\ dieser\ (?:e-?mail|nachricht)\b.* | (?:geschäftsführer|geschäftsführung|sitz\ der\ gesellschaft|amtsgericht|handelsregister|vorstand|aufsichtsrat(?:svorsitzender)?)\p{L}*\s*:?.*
    | (?:ce|le\ contenu\ de\ ce|l['’]information\ contenue\ dans\ ce)\ (?:message|courriel|courrier|e-?mail|mail)\b.{0,160}\b(?:confidentiel\p{L}*|destinataire\p{L}*|pièces?|destiné\p{L}*|usage)\b.* | avis\ de\ confidentialité.* | pensez\ à\ l['’]environnement.*
    | (?:este|el\ contenido\ de\ este|la\ información\ contenida\ en\ este)\ (?:mensaje|correo|e-?mail)\b.{0,160}\b(?:confidencial\p{L}*|destinatario\p{L}*|destinad\p{L}*|adjuntos?|dirigid\p{L}*)\b.* | (?:aviso\ (?:legal|de\ confidencialidad|de\ privacidad)|antes\ de\ imprimir)\b.*
    | (?:questo|il\ presente|il\ contenuto\ di\ questo|le\ informazioni\ contenute)\b.{0,40}(?:messaggio|e-?mail|comunicazione)\b.{0,160}\b(?:riservat\p{L}*|confidenzial\p{L}*|destinatari\p{L}*|allegat\p{L}*|esclusiv\p{L}*)\b.* | (?:avviso\ di\ riservatezza|informativa\ privacy|prima\ di\ stampare)\b.*
    | (?:esta|este|o\ conteúdo\ d\p{L}+|as\ informações\ contidas)\ .{0,20}(?:mensagem|e-?mail)\b.{0,160}\b(?:confidencia\p{L}*|destinatári\p{L}*|destina\p{L}*|anexos?)\b.* | aviso\ de\ confidencialidade.*
    | (?:dit|deze|de\ informatie\ in\ d\p{L}+)\ (?:bericht|e-?mail|mail)\b.{0,160}\b(?:vertrouwelijk\p{L}*|bestemd|geadresseerde\p{L}*|bijlagen?)\b.* | (?:denne|dette)\ (?:e-?mail|mail|e-?post|meddelelse|melding)\p{L}*\b.{0,160}\b(?:fortrolig\p{L}*|konfidensiel\p{L}*|beregnet|modtager\p{L}*|mottaker\p{L}*)\b.*
    | (?:detta|denna)\ (?:meddelande|e-?post\p{L}*|mejl|mail)\b.{0,160}\b(?:konfidentiel\p{L}*|avsedd?|avsett|mottagare\p{L}*|sekretess\p{L}*)\b.* | tämä\ (?:viesti|sähköposti)\b.{0,160}\b(?:luottamuksel\p{L}*|tarkoitettu|vastaanottaj\p{L}*)\b.*
    | (?:ta|niniejsza|treść\ tej)\ wiadomoś\p{L}*\b.{0,160}\b(?:poufn\p{L}*|przeznaczon\p{L}*|adresat\p{L}*|zastrzeżon\p{L}*)\b.*
    | virus-?free\b.* | (?:no\ virus\ found|checked\ by\ avg|scanned\ by|this\ (?:e-?mail|message)\ (?:has\ been|was)\ (?:scanned|checked)).* | (?:virenfrei|diese\ e-?mail\ wurde\ (?:von|auf)).* | l['’]absence\ de\ virus.*
    | (?:to\ )?unsubscribe\b.{0,120} | you\ received\ this\ message\ because\ you\ are\ subscribed.* | you\ are\ receiving\ this.*
    | .{1,60}\ mailing\ list | https?://\S+/(?:mailman|listinfo|unsubscribe)\S*
    ) $",
);

/// What begins at the first of these lines; `below_text` tells whether something was written above it.
pub(super) fn begins(lines: &[&str], below_text: bool) -> Option<Closing> {
    let line = *lines.first()?;
    if DELIMITER.found_in(line) {
        return Some(Closing::ToEnd(Part::Signature));
    }
    if line.len() <= LONGEST_MOBILE && MOBILE.found_in(line) && !is_text(line) {
        // Above the text on some telephones; then only the line itself.
        return Some(if below_text {
            Closing::ToEnd(Part::Signature)
        } else {
            Closing::Line(Part::Signature)
        });
    }
    if FOOTER.found_in(line) || below_text && is_disclaimer(lines) {
        return Some(Closing::ToEnd(Part::Footer));
    }
    if RULE.found_in(line) {
        return Some(if below_text { Closing::ToEnd(Part::Signature) } else { Closing::Line(Part::Banner) });
    }
    None
}

/// Whether a paragraph is lawyers' talk, however it begins.
fn is_disclaimer(lines: &[&str]) -> bool {
    let paragraph = lines.iter().take(MOST_LINES).take_while(|line| !line.is_empty());
    let mut joined = String::new();
    for line in paragraph {
        joined.push_str(line);
        joined.push(' ');
    }
    joined.len() >= SHORTEST_DISCLAIMER && LEGAL.iter().filter(|words| words.found_in(&joined)).count() >= 3
}

fn is_text(line: &str) -> bool {
    TEXT_AFTER_ALL.found_in(line) || line.ends_with('?')
}
