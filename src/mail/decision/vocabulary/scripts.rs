//! Text beside a decision in letters that are not Latin.
//!
//! Knows thanks, and the few fragments that limit something. Must not know the Latin languages.

/// Thanks, as they stand beside a word.
const THANKS: &[&str] = &[
    "спасибо",
    "благодарю",
    "благодаря",
    "дякую",
    "хвала",
    "ευχαριστώ",
    "谢谢",
    "謝謝",
    "多谢",
    "感谢",
    "ありがとう",
    "ありがとうございます",
    "감사합니다",
    "شكرا",
    "شكراً",
    "תודה",
];

/// Negations, conditions and limits; parts of words, because some of these scripts write without blanks.
const LIMITS: &[&str] = &[
    "не ",
    "нет",
    "если",
    "только",
    "кроме",
    "но ",
    "отмен",
    "отклон",
    "ошиб",
    "подожд",
    "услови",
    "якщо",
    "лише",
    "але ",
    "тільки",
    "δεν",
    "όχι",
    "μην",
    "αν ",
    "μόνο",
    "αλλά",
    "εκτός",
    "απορρ",
    "λάθος",
    "不",
    "没",
    "沒",
    "无",
    "無",
    "如果",
    "若",
    "只",
    "仅",
    "僅",
    "但",
    "除",
    "取消",
    "拒",
    "等",
    "前提",
    "条件",
    "條件",
    "ない",
    "なし",
    "ません",
    "もし",
    "ただし",
    "だけ",
    "のみ",
    "場合",
    "却下",
    "けど",
    "않",
    "안 ",
    "없",
    "만약",
    "만 ",
    "단,",
    "거부",
    "취소",
    "لا ",
    "إذا",
    "לא",
    "רק",
];

/// Whether a letter belongs to a script that the vocabularies are not written in.
pub(in crate::mail::decision) fn is_foreign(c: char) -> bool {
    // Latin ends with Latin Extended-B and IPA, and has the additional block for Vietnamese; µ, ª and º are no words.
    c.is_alphabetic() && !matches!(c, '\0'..='\u{2af}' | '\u{300}'..='\u{36f}' | '\u{1e00}'..='\u{1eff}')
}

/// Whether a word thanks.
pub(in crate::mail::decision) fn is_thanks(word: &str) -> bool {
    THANKS.contains(&word)
}

/// Whether a text, in small letters, has something that may limit what was said.
pub(in crate::mail::decision) fn may_limit(text: &str) -> bool {
    let ended = format!("{text} ");
    LIMITS.iter().any(|fragment| ended.contains(fragment))
}
