//! Asking DNS for texts.
//!
//! Knows DNS servers, and the difference between "there is none" and "nobody could say". Must not know what a text
//! means. Keeps nothing: the server that is asked has a cache, and whoever asks again wants to know anew.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::time::Duration;

use futures_util::future::join_all;
use hickory_resolver::TokioResolver;
use hickory_resolver::config::{
    ConnectionConfig, NameServerConfig, ResolveHosts, ResolverConfig, ResolverOpts,
};
use hickory_resolver::net::runtime::TokioRuntimeProvider;
use hickory_resolver::net::{DnsError, NetError};
use hickory_resolver::proto::op::ResponseCode;
use hickory_resolver::proto::rr::{Name, RData};
use hickory_resolver::system_conf::read_system_conf;
use tokio::time::timeout;

/// How long a server may take for one answer.
const PATIENCE: Duration = Duration::from_secs(3);

/// How often it is asked again when it does not answer.
const RETRIES: usize = 1;

/// How long all of it may take, also with several servers and a change to TCP: other mail waits meanwhile.
const LONGEST: Duration = Duration::from_secs(8);

/// The longest text that is read, in bytes.
const MAX_TEXT: usize = 16 * 1024;

/// Which DNS server is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DnsServer {
    /// Those of the machine, as `/etc/resolv.conf` names them at that moment.
    System,
    /// This one alone.
    At(SocketAddr),
}

/// What DNS says about a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Its texts, each as a whole.
    Texts(Vec<Vec<u8>>),
    /// There is no text at this name, or no such name.
    Nothing,
    /// Nobody could say, for now: why.
    Unknown(String),
}

/// The answers, by name.
pub type Answers = BTreeMap<String, Answer>;

/// Asks for the texts at some names, all at once.
pub async fn ask(server: DnsServer, names: Vec<String>) -> Answers {
    if names.is_empty() {
        return Answers::new();
    }
    let resolver = match resolver(server) {
        Ok(resolver) => resolver,
        Err(why) => return names.into_iter().map(|name| (name, unknown(&why))).collect(),
    };
    let texts = names.into_iter().map(async |name| {
        let answer = timeout(LONGEST, texts(&resolver, &name)).await;
        let answer = answer.unwrap_or_else(|_| Answer::Unknown("DNS does not answer".to_owned()));
        (name, answer)
    });
    join_all(texts).await.into_iter().collect()
}

fn resolver(server: DnsServer) -> Result<TokioResolver, NetError> {
    let config = match server {
        DnsServer::System => read_system_conf()?.0,
        DnsServer::At(address) => {
            let (mut udp, mut tcp) = (ConnectionConfig::udp(), ConnectionConfig::tcp());
            (udp.port, tcp.port) = (address.port(), address.port());
            let server = NameServerConfig::new(address.ip(), true, vec![udp, tcp]);
            ResolverConfig::from_parts(None, Vec::new(), vec![server])
        }
    };
    let mut options = ResolverOpts::default();
    options.timeout = PATIENCE;
    options.attempts = RETRIES;
    options.cache_size = 0;
    options.use_hosts_file = ResolveHosts::Never;
    TokioResolver::builder_with_config(config, TokioRuntimeProvider::default()).with_options(options).build()
}

async fn texts(resolver: &TokioResolver, name: &str) -> Answer {
    let Ok(mut name) = Name::from_ascii(name) else { return Answer::Nothing };
    name.set_fqdn(true);
    let found = match resolver.txt_lookup(name).await {
        Ok(found) => found,
        Err(NetError::Dns(DnsError::NoRecordsFound(none))) if is_certain(none.response_code) => {
            return Answer::Nothing;
        }
        Err(error) => return unknown(&error),
    };
    let whole = |data: &RData| if let RData::TXT(text) = data { Some(text.txt_data.concat()) } else { None };
    let texts = found.answers().iter().filter_map(|record| whole(&record.data));
    Answer::Texts(texts.filter(|text| text.len() <= MAX_TEXT).collect())
}

/// Whether a server that gave no record says that there is none (RFC 2308 §2).
fn is_certain(code: ResponseCode) -> bool {
    code == ResponseCode::NXDomain || code == ResponseCode::NoError
}

fn unknown(error: &NetError) -> Answer {
    Answer::Unknown(format!("DNS: {error}"))
}
