//! The line that introduces a quote: `On Mon, 5 Jan 2026 at 10:00, Sam <sam@corp.example> wrote:`.
//!
//! Knows these lines in two dozen languages, wrapped or not, and by their shape where the language is unknown.
//! Must not know what comes after them.

use super::pattern::Pattern;

const MOST_LINES: usize = 4;
const LONGEST: usize = 500;
const LONGEST_TEXT_BEFORE: usize = 200;

static LEAD: Pattern = Pattern::new(
    r"^ (?: [-\u{2010}–—*_]{2,}\s* )? (?: on | at | in\ message | am | le | el | en | il | in\ data | em | no\ dia | op | den | på | pe
    | dnia | w\ dniu | dne | dňa | dna | în | στις | vào | в | у | fra | från | wiadomość | ma | tir | man | ons | tor | fre | lør | søn | mån | tis | lör | sön
    | v | вт | пн | ср | чт | пт | сб | вс | в | di | do | mo | mi | fr | sa | so | ke | ti | to | la | su
    | 在 | 于 | 於 | في | بتاريخ )\b",
);
static DATE_FIRST: Pattern = Pattern::new(
    r"^ (?: \p{L}{2,12}\.?,?\s )? (?: (?:d\.|den|kl\.)\s )? (?: \d{1,4}[./\s年-] | (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s\d )",
);
static VERB: Pattern = Pattern::new(
    r"(?: \b(?: wrote | writes | said | says | sent | schrieb | schrieben | geschrieben | a\s+écrit | a\s+dit | escribió | escribieron
    | escribio | ha\s+escrit | ha\s+scritto | escreveu | schreef | skrev | kirjoitti | napisał | napisała | napisal | napsal | napsala
    | napísal | napísala | pisze | napisana | írta | a\s+scris | έγραψε | yazdı | написал | написала | написав | написала | пишет | пише | viết )\b
    | ^quoting | ^zitat\ von | ^citando\ a | ^citazione | napisał\(a\) | كتب | 写道 | 寫道 | のメッセージ | 書きました | 작성 )",
);
static DATE: Pattern = Pattern::new(
    r"(?: \d{1,4}\s?[./年-]\s?\d{1,2}\s?[./月-]\s?\d{1,4} | \b\d{1,2}[:.h]\d{2}\b | \b(?:19|20)\d\d\b )",
);
static ADDRESS: Pattern = Pattern::new(r"[\w.+=%-]+@[\w-]+(?:\.[\w-]+)+");
static MARKED_ADDRESS: Pattern = Pattern::new(r"[<(\[][\s]*(?:mailto:)?[\w.+=%-]+@[\w-]+(?:\.[\w-]+)+");
static ENDS: Pattern = Pattern::new(r"(?: [:：][\s*_]* | \b\s*[-–—]{2,} )$");
static IN_DASHES: Pattern = Pattern::new(
    r"^[-–—]{2,} \s* \S.{0,200} \b(?:wrote|writes|schrieb|a\s+écrit|escribió|ha\s+scritto|escreveu)\s*[-–—]{2,}$",
);
static MID_LINE: Pattern = Pattern::new(
    r"\s (?-i: On | Am | Le | El | Il | Em | Op | Den | Dnia | W\ dniu | Dne | Dňa | În | Στις | Vào ) \s+ (?: \p{L}+[.,]?,?\s+ ){0,2} \d{1,4}",
);

/// Over how many of these lines an introduction goes; `quoted_after` tells whether a prefixed quote follows it.
pub(super) fn at(lines: &[&str], quoted_after: impl Fn(usize) -> bool) -> Option<usize> {
    let first = *lines.first()?;
    let mut joined = String::new();
    for (index, line) in lines.iter().take(MOST_LINES).enumerate() {
        if line.is_empty() || joined.len() + line.len() > LONGEST {
            return None;
        }
        if index > 0 {
            joined.push(' ');
        }
        joined.push_str(line);
        let count = index + 1;
        if ENDS.found_in(line) {
            return introduces(first, &joined, count, &quoted_after).then_some(count);
        }
        let address_only = count == 1 && joined.ends_with('>') && quoted_after(1);
        if address_only && DATE_FIRST.found_in(first) && MARKED_ADDRESS.found_in(first) {
            return Some(1);
        }
    }
    None
}

fn introduces(first: &str, joined: &str, count: usize, quoted_after: &impl Fn(usize) -> bool) -> bool {
    let dated = DATE.found_in(joined);
    let addressed = ADDRESS.found_in(joined);
    let says = VERB.found_in(joined);
    if IN_DASHES.found_in(joined) {
        return true;
    }
    let proven = dated || addressed;
    let first_proven = count == 1 || DATE.found_in(first) || ADDRESS.found_in(first);
    let begins = LEAD.found_in(first) || DATE_FIRST.found_in(first);
    let with_verb = says && proven && (begins || first_proven);
    // Russian, Japanese and others write no verb, and there are languages that we do not know.
    let by_shape = dated && MARKED_ADDRESS.found_in(joined) && (begins || first_proven);
    let only_quoted = says && count == 1 && quoted_after(count);
    with_verb || by_shape || only_quoted
}

/// Where an introduction begins behind text on the same line, and over how many lines it goes.
pub(super) fn behind_text(raw: &str, following: &[&str]) -> Option<(usize, usize)> {
    let (start, _) = MID_LINE.find(raw.get(..raw.floor_char_boundary(LONGEST))?)?;
    if start == 0 || start > LONGEST_TEXT_BEFORE || raw.get(..start)?.trim().is_empty() {
        return None;
    }
    let line = raw.trim_start();
    if LEAD.found_in(line) || DATE_FIRST.found_in(line) {
        return None;
    }
    let rest = raw.get(start..)?.trim();
    let mut lines = vec![rest];
    lines.extend(following.iter().take(MOST_LINES - 1));
    let count = at(&lines, |_| false)?;
    Some((start, count))
}
