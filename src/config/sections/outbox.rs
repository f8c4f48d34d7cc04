//! `[outbox]`: where mail goes.

use secrecy::SecretString;

use super::later::unavailable_login;
use super::server::{Ports, Server, server};
use crate::config::keys;
use crate::config::reader::{Section, Value};
use crate::config::{Outbox, Smtp};

const SMTP: Ports = Ports { implicit: 465, starttls: 587, plain: 25, foreign: &[110, 143, 993, 995] };

#[derive(Clone, Copy)]
enum OutboxKind {
    Maildir,
    Smtp,
}

/// The outbox; none when it is missing or wrong.
pub(in crate::config) fn outbox(root: &Section<'_>) -> Option<Outbox> {
    let outbox = root.section("outbox", &keys::OUTBOX);
    let remedy =
        "write kind = \"smtp\" for a submission server, or kind = \"maildir\" for the embedded post office";
    let kind = outbox.required("kind", remedy, |value| {
        value.choice(&[("maildir", OutboxKind::Maildir), ("smtp", OutboxKind::Smtp)])
    });
    match kind? {
        OutboxKind::Maildir => {
            outbox.out_of_place(
                &keys::OUTBOX.besides(keys::OF_A_MAILDIR),
                "has no meaning with kind = \"maildir\"",
                "leave it out, or set kind = \"smtp\"",
            );
            Some(Outbox::Maildir {
                path: outbox.read("path", Value::path).unwrap_or_else(|| root.path("var/mail")),
            })
        }
        OutboxKind::Smtp => smtp(&outbox).map(Outbox::Smtp),
    }
}

fn smtp(outbox: &Section<'_>) -> Option<Smtp> {
    outbox.out_of_place(
        &["path"],
        "has no meaning with kind = \"smtp\"",
        "leave it out, or set kind = \"maildir\"",
    );
    unavailable_login(outbox);
    let mut server = server(outbox, &SMTP);
    let connections = outbox.read("connections", |value| value.whole(1..=64)).unwrap_or(4);
    let credentials = credentials(outbox, &mut server);
    Some(Smtp {
        host: server.host?,
        port: server.port,
        tls: server.tls,
        ca_file: server.ca_file,
        credentials,
        connections: usize::try_from(connections).unwrap_or(1),
    })
}

/// Login and password belong together; servers that trust this machine want neither.
fn credentials(outbox: &Section<'_>, server: &mut Server) -> Option<(String, SecretString)> {
    for (name, other) in [("username", "password"), ("password", "username")] {
        if outbox.has(name) && !outbox.has(other) && !outbox.has("oauth2") {
            outbox.fault(
                name,
                format!("stands without {other}"),
                format!("write {other} too, or leave both out"),
            );
        }
    }
    server.username.take().zip(server.password.take())
}
