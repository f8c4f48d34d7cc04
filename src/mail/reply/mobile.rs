//! The line that a telephone or a mail program writes below a text: `Sent from my iPhone`.
//!
//! Knows how such lines are built in any language and the names of devices and programs.
//! Must not know where in a mail it stands.

use super::language::alternatives;
use super::pattern::Pattern;
use super::spoken;

const LONGEST: usize = 240;
const MOST_WORDS: usize = 16;
const MOST_UNKNOWN_WORDS: usize = 3;
const MOST_WORDS_BEFORE: usize = 7;

static BEGINS: Pattern = Pattern::built(|| {
    let programs = alternatives(|row| row.programs);
    format!(r"^ [\s*_\[(<.–—-]* (?: (?:{}) | {programs} ) [\s:]", alternatives(|row| row.devices))
});
static PERSONAL: Pattern =
    Pattern::built(|| format!(r"^ [\s*_\[(<.–—-]* (?:{}) [\s'’]*", alternatives(|row| row.devices)));
/// Where no blank stands between the words and the name.
static UNSPACED: Pattern = Pattern::new(
    r"^ [\s*_\[(<]* (?: (?:從|从|发自|發自|来自)\s?(?:我的)?.+(?:傳送|发送|發送|传送|寄出)? | (?:发自|發自|来自)我的.+ | נשלח\ מה?-?.+ | inviato\ dall['’].+ | [A-Z\p{Katakana}ー\s]{2,24}(?:から|より)送信(?:されました|しました)?。? )$",
);
static ENDS: Pattern = Pattern::built(|| format!(r"(?:{}) [\s*_.!)\]>]* $", alternatives(|row| row.endings)));
static BRANDS: Pattern = Pattern::new(
    r"(?: ^|[^\p{L}] ) (?: iphone|ipad|ipod|i-phone|i-pad|apple\ watch|galaxy|samsung|android|black\ ?berry|huawei|honor|xiaomi|redmi|oppo|vivo|realme|pixel|nokia|lumia|motorola|moto|oneplus|htc|sony|xperia|droid|palm|treo|nexus|verizon|at&t|t-mobile|sprint|vodafone
      | (?: (?-i:Mail|App|HEY|Nine|Spark|Edison|Alto|Front|Polymail|Canary|Boxer|Missive|Shortwave|Sparrow|Inbox|Acompli|Touchdown|Windows|LG|Z10|Q10) ) (?:[^\p{L}]|$)
      | outlook|hotmail|gmail|googlemail|yahoo|aol|proton|tutanota|tuta|thunderbird|k-9|fairemail|newton|mailbird|airmail|bluemail|typeapp|superhuman|mailspring|postbox|zoho|zimbra|mailbox|webmail|roundcube|horde|em\ client|front\ app|cloudmagic|mymail|aqua\ mail|type\ mail|workspace\ one|libero|gmx|web\.de|freemail|t-online|mail\.ru|mail\.com|yandex|яндекс|рамблер|почт|orange|sfr|free\ mobile|bouygues|qq|foxmail|163|网易|網易|钉钉|naver|네이버|daum|icloud|email\.cz|seznam\p{L}*|onet|interia|wp\.pl|virgilio|tiscali|rediff\p{L}*|inbox\.lv
      )",
);
/// A telephone by its kind; people speak of these as well, so that little may follow.
static KINDS: Pattern = Pattern::new(
    r"(?: ^|[^\p{L}] ) (?: (?:smart|mobile?\ |mobiele\ |mobil|cell\ ?|tele|i|handy|celu|tablet|andro)[-\ ]?(?:ph|f)o[on]\p{L}* | phone|mobile|mobil\p{L}*|smartphone|tablet\p{L}*|handheld|handy|handset|ordinateur|ordenador|computador|macbook|mac|pc|laptop|notebook|device|celular|móvil|téléphone|teléfono|telefon\p{L}*|telemóvel|telemovel|portable|cellulare|puhelim\p{L}*|телефон\p{L}*|смартфон\p{L}*|устройств\p{L}*|планшет\p{L}*|手机|手機|携帯|スマートフォン|휴대전화|스마트폰|wireless|network | (?:windows|mac|ios)\ (?:mail|phone|10|11) )
      (?: \W* $ | [.,;:!)\]–-] | (?:\s\S+){1,2} $ | \s (?:please|so|excuse|sorry|with|using|via|running|-|on\ the) \s )",
);
static PLACES: Pattern = Pattern::new(
    r"^ (?: desk|office|house|home|view|side|hotel|room|seat|bank|boss|account|own|personal|private|work|end|lawyer|assistant|colleague|team )(?:[^\p{L}]|$)",
);
/// Product lines that no table of beginnings holds.
static PRODUCTS: Pattern = Pattern::new(
    r"^ [\s*_\[(<]* (?: (?:yahoo|aol)!?\ mail.*(?:on|for|sur|auf|para|su|op|на)\ (?:android|iphone|ios|ipad).* | (?:[\p{L}]{2,4}\s)?outlook\ (?:for|für|pour|para|per|voor|för|til|till|dla|pro|для)\ (?:ios|android|mac|windows|iphone).*
    | yahoo\ mail:\ search.* | (?:please\ )?(?:excuse|forgive|pardon|apologies\ for|sorry\ for)\ (?:any\ |the\ |my\ )?(?:typos|brevity|spelling|typing|errors|fat\ fingers?)(?:\ (?:and|or|&)\ \S+)?[\s.,!–-]*(?:$|(?:sent|typed|written)\ ).* | (?:sent|typed|written)\ (?:with|by)\ (?:my\ )?(?:thumbs?|one\ thumb).* | (?:blackberry|iphone)\ (?:email|e-mail|mail) ) [\s*_.)]* $",
);
/// How all of these lines begin that don't end so.
static OPENS: Pattern = Pattern::any_of(&[&BEGINS, &PRODUCTS]);
/// What people beg pardon for there, also in a sentence of its own.
static EXCUSE: Pattern = Pattern::new(
    r"(?: excus\p{L}* | forgive | pardon\p{L}* | apolog\p{L}* | sorry | ignore | (?:not|n['’]t)\ mind | entschuldig\p{L}* | verzeih\p{L}* | disculp\p{L}* | perdon\p{L}* | scus\p{L}* | desculp\p{L}* | excuus )
      [^.;]{0,60}? (?: typos? | brevity | brief\p{L}* | short\p{L}* | terse\p{L}* | errors? | mistakes? | spelling | typing | auto-?correct\p{L}* | fingers? | \p{L}*fehler\p{L}* | kürze | fautes? | erreurs? | brièveté | errores | brevedad | erros | brevidade | errori | refusi | \p{L}*fouten )",
);

/// Whether a line is one of these.
pub(super) fn found(line: &str) -> bool {
    if line.len() > LONGEST || line.ends_with('?') || line.ends_with(':') {
        return false;
    }
    let opens = OPENS.found_in(line);
    if let Some((_, end)) = opens.then(|| BEGINS.find(line)).flatten() {
        return names_device(line, line.get(end..).unwrap_or_default()) && !says_more(line);
    }
    let ends = line.len() < 160 && (!line.is_ascii() || line.ends_with(['t', 'e', 'd', '.']));
    opens && PRODUCTS.found_in(line)
        || !line.is_ascii() && UNSPACED.found_in(line)
        || ends
            && ENDS.found_in(line)
            && (BRANDS.found_in(line) || KINDS.found_in(line))
            && line.split_whitespace().count() <= 9
}

/// Whether a line begs pardon for how it was typed.
pub(super) fn is_excuse(line: &str) -> bool {
    EXCUSE.found_in(line)
}

/// Whether somebody went on in the same line: `Sent from my phone, but don't pay it yet`.
fn says_more(line: &str) -> bool {
    let (start, end) = EXCUSE.find(line).unwrap_or((line.len(), line.len()));
    [line.get(..start), line.get(end..)].into_iter().flatten().any(spoken::limits)
}

fn names_device(line: &str, rest: &str) -> bool {
    if rest.split_whitespace().count() > MOST_WORDS {
        return false;
    }
    let early = |(start, _): &(usize, usize)| {
        line.get(..*start).is_some_and(|before| before.split_whitespace().count() <= MOST_WORDS_BEFORE)
    };
    if BRANDS.find(line).filter(early).is_some() {
        return true;
    }
    let Some(name) = PERSONAL.find(line).and_then(|(_, end)| line.get(end..)) else { return false };
    let unknown = name.split_whitespace().count() <= MOST_UNKNOWN_WORDS && !name.contains([',', ';', ':']);
    KINDS.find(line).filter(early).is_some()
        || unknown && line.len() < 60 && is_possessive(line) && !name.is_empty() && !PLACES.found_in(name)
}

/// `Sent from my Zyx`: a device that nobody heard of; `Sent from Berlin` is text.
fn is_possessive(line: &str) -> bool {
    static POSSESSIVE: Pattern = Pattern::new(
        r"(?:^|\s) (?: my | mein\p{L}* | mon | ma | mi | meu | minha | mio | mia | mijn | min | mit | mitt | mojego | mého | môjho | mog | моего | мого | моя )\s",
    );
    POSSESSIVE.found_in(line)
}
