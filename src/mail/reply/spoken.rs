//! Words that limit or take back what was said above them: nobody's name, telephone or disclaimer begins so.
//!
//! Knows words only. What is better left as typed where one stands, is the business of those who ask.

use super::pattern::Pattern;

static LIMITS: Pattern = Pattern::new(
    r"(?: ^|[^\p{L}] ) (?: but|only|unless|until|except|excluding|without|if|provided|not|never|don['’]t|won['’]t|can['’]t|instead|mistake|accident
      | aber|nur|nicht|kein\p{L}*|ohne|außer|ausser|wenn|falls|sofern|sobald|solange|bevor|versehen\p{L}* | mais|seulement|uniquement|sauf|sans|jamais|erreur
      | pero|sino|solo|sólo|solamente|sin|excepto|salvo|nunca|hasta | però|soltanto|senza|tranne|eccetto|errore | maar|alleen|niet|geen|zonder|behalve|tenzij|mits
      | somente|apenas|sem|exceto|não|até | tylko|nie|bez|jeśli|jeżeli|oprócz | bara|endast|inte|utan|kun|ikke|uden|hvis|medmindre|unntatt | vain|mutta|ilman | pouze|pokud|kromě | csak|kivéve
      | но|только|не|без|если|кроме|тільки|якщо ) (?: [^\p{L}]|$ )",
);

/// Whether a line has one of them.
pub(super) fn limits(line: &str) -> bool {
    LIMITS.found_in(line)
}
