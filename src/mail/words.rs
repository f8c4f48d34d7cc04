//! The words that decide.
//!
//! Knows which single words people may write instead of APPROVE and REJECT. Must not know sentences.

/// Words that approve and words that reject, beside `APPROVE`, `APPROVED`, `REJECT` and `REJECTED`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// Further words that approve.
    pub approve: Vec<String>,
    /// Further words that reject.
    pub reject: Vec<String>,
}

/// Words that mean nothing else, alone on a line, in any of the languages.
const APPROVE: [&str; 37] = [
    "genehmigt",
    "genehmige",
    "freigegeben",
    "bewilligt", // German
    "approuvé",
    "approuvée",
    "approuve",
    "j'approuve", // French
    "aprobado",
    "aprobada",
    "apruebo", // Spanish
    "approvato",
    "approvata",
    "approvo", // Italian
    "aprovado",
    "aprovada",
    "aprovo",      // Portuguese
    "goedgekeurd", // Dutch
    "zatwierdzam",
    "zatwierdzone",
    "zatwierdzono",
    "zaakceptowane",
    "akceptuję", // Polish
    "godkänd",
    "godkänt",
    "godkänner",
    "godkännes", // Swedish
    "godkendt",
    "godkendes", // Danish
    "godkjent",
    "godkjennes",
    "godkjenner", // Norwegian
    "hyväksytty",
    "hyväksyn",
    "hyväksytään",
    "hyvaksytty",
    "hyvaksyn", // Finnish
];
const REJECT: [&str; 30] = [
    "abgelehnt",
    "zurückgewiesen", // German
    "refusé",
    "refusée",
    "rejeté",
    "rejetée", // French
    "rechazado",
    "rechazada",
    "rechazo", // Spanish
    "respinto",
    "respinta",
    "rifiutato",
    "rifiutata", // Italian
    "rejeitado",
    "rejeitada",
    "recusado",
    "recusada",
    "reprovado", // Portuguese
    "afgekeurd",
    "afgewezen", // Dutch
    "odrzucam",
    "odrzucone",
    "odrzucono", // Polish
    "avslaget",
    "avslås", // Swedish
    "afvist", // Danish
    "avvist", // Norwegian
    "hylätty",
    "hylkään",
    "hylätään", // Finnish
];

impl Default for Words {
    /// The words shipped for the larger languages.
    fn default() -> Self {
        let owned = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        Self { approve: owned(&APPROVE), reject: owned(&REJECT) }
    }
}
