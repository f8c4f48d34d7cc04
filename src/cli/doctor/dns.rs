//! DNS, where signatures are verified: whether the configured server answers at all.

use super::report::Finding;
use crate::config::Config;
use crate::resolver::{self, Answer, DnsServer};

/// Where a domain says what to do with forged mail (RFC 7489 §6.1).
const POLICY: &str = "_dmarc";

pub(super) async fn examine(config: &Config) -> Finding {
    let Some(dkim) = config.authentication.dkim() else {
        return Finding::skipped("dns", "does not apply: no signature is verified");
    };
    let name = format!("{POLICY}.{}", config.desk.address.domain());
    let server = match dkim.dns {
        DnsServer::System => "the system's DNS server".to_owned(),
        DnsServer::At(address) => format!("the DNS server {address}"),
    };
    let mut answers = resolver::ask(dkim.dns, vec![name.clone()]).await;
    match answers.remove(&name) {
        Some(Answer::Texts(texts)) if !texts.is_empty() => {
            Finding::ok("dns", format!("{server} answers, and {name} has a policy"))
        }
        Some(Answer::Texts(_) | Answer::Nothing) => Finding::ok(
            "dns",
            format!("{server} answers; {name} has no policy yet: others cannot tell your forged mail"),
        ),
        Some(Answer::Unknown(why)) => {
            Finding::fail("dns", format!("{server}: {why}: check authentication.dns"))
        }
        None => Finding::fail("dns", format!("{server} does not answer: check authentication.dns")),
    }
}
