//! Postfix: takes mail in as an MX and from the desk and its people as a submission server, and hands it to Dovecot.

use std::fs;
use std::net::TcpStream;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use super::folder::{Folder, free_port};
use super::process::{INSTALL, Process};
use super::waiting::held_until;
use super::{AUTHSERV_ID, BUSY, DOMAINS, REFUSED, Setup, certificates, dovecot};

const PROGRAM: &str = "/usr/sbin/postfix";
const START: Duration = Duration::from_secs(30);

/// Where SMTP is spoken.
#[derive(Clone, Copy, Debug)]
pub struct SmtpPorts {
    /// For other servers: mail that nobody vouches for.
    pub mx: u16,
    /// For people and the desk: STARTTLS, then AUTH.
    pub submission: u16,
    /// The same with TLS from the first byte.
    pub implicit: u16,
}

/// A running Postfix.
#[derive(Debug)]
pub(super) struct Postfix {
    pub(super) ports: SmtpPorts,
    pub(super) process: Process,
}

impl Postfix {
    pub(super) fn start(folder: &Folder, setup: &Setup) -> Self {
        assert!(Path::new(PROGRAM).exists(), "there is no {PROGRAM}: {INSTALL}");
        let ports = SmtpPorts { mx: free_port(), submission: free_port(), implicit: free_port() };
        // Only who knows this word can have a mail vouched for; it changes with every start.
        let word = folder.path().file_name().and_then(|name| name.to_str()).unwrap().to_owned();
        fs::create_dir_all(folder.path().join("postfix/queue")).unwrap();
        folder.write_settled("postfix/main.cf", &main(folder, setup));
        folder.write_settled("postfix/master.cf", &master(folder, ports));
        folder.write("postfix/recipients", &recipients());
        folder.write("postfix/owners", "/^([^+@]+)(\\+[^@]*)?@(.+)$/ $1@$3\n");
        folder.write("postfix/vouch", &vouch(&word));
        folder.write("postfix/headers", &headers(&word, setup.strips));
        Self { ports, process: launch(folder, ports) }
    }

    pub(super) fn start_again(&mut self, folder: &Folder) {
        self.process.stop();
        self.process = launch(folder, self.ports);
    }
}

fn launch(folder: &Folder, ports: SmtpPorts) -> Process {
    let pid_file = folder.path().join("postfix/queue/pid/master.pid");
    let _ = fs::remove_file(&pid_file);
    let output =
        Command::new(PROGRAM).arg("-c").arg(folder.path().join("postfix")).arg("start").output().unwrap();
    let process = Process::daemon(&pid_file);
    let SmtpPorts { mx, submission, implicit } = ports;
    let ready =
        || [mx, submission, implicit].iter().all(|port| TcpStream::connect(("127.0.0.1", *port)).is_ok());
    let complaint = || format!("{}\n{}", String::from_utf8_lossy(&output.stderr), folder.read("postfix.log"));
    let process = process.unwrap_or_else(|| panic!("Postfix does not start; it says:\n{}", complaint()));
    assert!(held_until(START, ready), "Postfix does not listen; it says:\n{}", complaint());
    process
}

fn main(folder: &Folder, setup: &Setup) -> String {
    let name = folder.path().file_name().and_then(|name| name.to_str()).unwrap();
    let folder = folder.name();
    let (certificate, key) = (certificates::CERTIFICATE, certificates::KEY);
    format!(
        "compatibility_level = 3.6
multi_instance_name = postfix-{name}
queue_directory = {folder}/postfix/queue
data_directory = {folder}/postfix/data
maillog_file = {folder}/postfix.log
maillog_file_prefixes = {folder}
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = {AUTHSERV_ID}
mydestination =
mynetworks =
relay_domains =
alias_maps =
local_recipient_maps =
virtual_mailbox_domains = {domains}
virtual_transport = {transport}
local_transport = error:no local mailboxes
default_transport = error:nothing leaves this machine
relay_transport = error:nothing leaves this machine
recipient_delimiter = +
message_size_limit = {limit}
header_checks = regexp:{folder}/postfix/headers
mime_header_checks =
nested_header_checks =
disable_dns_lookups = yes
smtpd_peername_lookup = no
smtpd_sasl_type = dovecot
smtpd_sasl_authenticated_header = yes
smtpd_sasl_path = {folder}/{auth}
smtpd_tls_cert_file = {folder}/{certificate}
smtpd_tls_key_file = {folder}/{key}
smtpd_tls_security_level = may
smtpd_tls_auth_only = yes
smtpd_sender_login_maps = regexp:{folder}/postfix/owners
smtpd_relay_restrictions = permit_sasl_authenticated, reject_unauth_destination
smtpd_recipient_restrictions = check_recipient_access texthash:{folder}/postfix/recipients
smtpd_error_sleep_time = 0
smtpd_client_connection_count_limit = 0
in_flow_delay = 0
queue_run_delay = 1s
minimal_backoff_time = 1s
maximal_backoff_time = 2s
",
        domains = DOMAINS.join(", "),
        transport = if setup.discards {
            "discard:".to_owned()
        } else {
            format!("lmtp:unix:{folder}/{}", dovecot::LMTP)
        },
        auth = dovecot::AUTH,
        limit = setup.message_size_limit,
    )
}

fn master(folder: &Folder, ports: SmtpPorts) -> String {
    let SmtpPorts { mx, submission, implicit } = ports;
    let people = format!(
        "  -o smtpd_sasl_auth_enable=yes
  -o smtpd_client_restrictions=permit_sasl_authenticated,reject
  -o smtpd_sender_restrictions=reject_sender_login_mismatch
  -o smtpd_data_restrictions=check_sasl_access,regexp:{}/postfix/vouch",
        folder.name()
    );
    format!(
        "127.0.0.1:{mx} inet n - n - - smtpd
127.0.0.1:{submission} inet n - n - - smtpd
  -o smtpd_tls_security_level=encrypt
{people}
127.0.0.1:{implicit} inet n - n - - smtpd
  -o smtpd_tls_wrappermode=yes
{people}
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
lmtp unix - - n - - lmtp
anvil unix - - n - 1 anvil
postlog unix-dgram n - n - 1 postlogd
"
    )
}

fn recipients() -> String {
    format!("{REFUSED} 550 5.1.1 There is no such mailbox\n{BUSY} 451 4.3.0 The mailbox is busy\n")
}

/// Notes with each mail whose login it came by.
fn vouch(word: &str) -> String {
    let results = "dmarc=pass header.from=$2; auth=pass smtp.auth=$1@$2";
    format!("/^([^@]+)@(.+)$/ PREPEND X-Vouched-{word}: {results}\n")
}

/// What a stranger wrote about authentication goes; what the submission service noted with its word stays.
/// Both kinds pass here, which is why the note needs the word.
fn headers(word: &str, strips: bool) -> String {
    let foreign = if strips { "/^Authentication-Results[[:space:]]*:/ IGNORE\n" } else { "" };
    format!(
        "{foreign}/^X-Vouched-{word}: (.*)$/ REPLACE Authentication-Results: {AUTHSERV_ID}; $1
"
    )
}
