//! Two gates that fail at once, and each alone: honest replies of which one or two things are changed. Nothing may come of
//! any of them; what would be overlooked because something else is looked at first, or repaired by it, shows here.

use super::case::{Case, Must, Scene};
use super::chance::Chance;

/// So many pairs are tried; `COMBINATIONS` for another number.
const PAIRS: usize = 120;

/// A reply, piece by piece.
#[derive(Clone)]
struct Draft {
    on: Scene,
    server: String,
    from: String,
    more: String,
    to: String,
    subject: String,
    answers: String,
    text: String,
}

/// One thing that is wrong: the gate that must stop it, what it is called, and what it does.
struct Flip {
    gate: &'static str,
    name: &'static str,
    change: fn(&mut Draft),
}

const fn flip(gate: &'static str, name: &'static str, change: fn(&mut Draft)) -> Flip {
    Flip { gate, name, change }
}

const FLIPS: [Flip; 44] = [
    flip("vouched", "fail", |it| it.server = vouched("dmarc=fail header.from=corp.example")),
    flip("vouched", "none", |it| it.server = vouched("none")),
    flip("vouched", "another domain", |it| it.server = vouched("dmarc=pass header.from=evil.example")),
    flip("vouched", "malformed", |it| it.server = vouched("dmarc=pass header.from=corp.example x")),
    flip("vouched", "twice", |it| {
        it.server = vouched("dmarc=pass header.from=corp.example; dmarc=fail header.from=corp.example");
    }),
    flip("vouched", "not at all", |it| {
        it.server = "Return-Path: <maria@corp.example>\n{received}".to_owned()
    }),
    flip("vouched", "below", |it| {
        it.server = "{received}\n{stamp dmarc=pass header.from=corp.example}".to_owned();
    }),
    flip("vouched", "by a foreign server", |it| {
        it.server = it.server.replace("{server", "{server elsewhere")
    }),
    flip("vouched", "for an insider", |it| {
        it.server = vouched("dmarc=pass header.from=corp.example").replace("<maria@", "<sam@");
    }),
    flip("person", "colleague", |it| somebody(it, "tom")),
    flip("person", "requester", |it| somebody(it, "sam")),
    flip("person", "other approver", |it| somebody(it, "omar")),
    flip("person", "contact", |it| somebody(it, "boss")),
    flip("person", "approver who was not asked", |it| somebody(it, "ines")),
    flip("person", "two", |it| it.from.push_str("\nFrom: Sam Reed <sam@corp.example>")),
    flip("person", "two in one", |it| it.from.push_str(", sam@corp.example")),
    flip("person", "look-alike", |it| it.from = "From: Maria Lopez <m{u+0430}ria@corp.example>".to_owned()),
    flip("person", "subdomain", |it| it.from = "From: Maria Lopez <maria@mail.corp.example>".to_owned()),
    flip("person", "name only", |it| it.from = "From: \"maria@corp.example\" <x@evil.example>".to_owned()),
    flip("person", "space", |it| it.from = it.from.replace("From:", "From :")),
    flip("token", "guessed", |it| {
        it.to = "To: expenses+aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@corp.example".to_owned();
        it.answers = "X-None: none".to_owned();
    }),
    flip("token", "of another", |it| it.to = "To: expenses+{token of omar}@corp.example".to_owned()),
    flip("token", "two", |it| it.to.push_str(", expenses+{token of omar}@corp.example")),
    flip("token", "none", |it| {
        it.to = "To: expenses@corp.example".to_owned();
        it.answers = "X-None: none".to_owned();
    }),
    flip("token", "of another request's answer", |it| {
        it.answers = "{answers maria for the other}".to_owned()
    }),
    flip("machine", "auto-submitted", |it| it.more.push_str("Auto-Submitted: auto-replied\n")),
    flip("machine", "list", |it| it.more.push_str("List-Id: <all.corp.example>\n")),
    flip("machine", "precedence", |it| it.more.push_str("Precedence: bulk\n")),
    flip("machine", "vacation", |it| it.more.push_str("X-Autoreply: yes\n")),
    flip("machine", "null sender", |it| {
        it.server = it.server.replace("{server maria", "Return-Path: <>\n{server maria")
    }),
    flip("machine", "subject", |it| it.subject = "Subject: Automatic reply: {subject of maria}".to_owned()),
    flip("text", "negation", |it| it.text = "Do not approve".to_owned()),
    flip("text", "question", |it| it.text = "APPROVE?".to_owned()),
    flip("text", "both", |it| it.text = "APPROVE\n\nREJECT".to_owned()),
    flip("text", "condition", |it| it.text = "Approved if Tom agrees".to_owned()),
    flip("text", "empty", |it| it.text = String::new()),
    flip("text", "quoted", |it| it.text = "> APPROVE".to_owned()),
    flip("text", "look-alike", |it| it.text = "{u+0410}PPROVE".to_owned()),
    flip("text", "zero width", |it| it.text = "APP{u+200b}ROVE".to_owned()),
    flip("text", "undecodable", |it| it.text = "APPROVE {byte ff fe}".to_owned()),
    flip("state", "rejected", |it| it.on = Scene::Rejected),
    flip("state", "withdrawn", |it| it.on = Scene::Withdrawn),
    flip("state", "approved", |it| it.on = Scene::Approved),
    flip("state", "her own", |it| it.on = Scene::MariasOwn),
];

fn vouched(results: &str) -> String {
    format!("Return-Path: <maria@corp.example>\n{{stamp {results}}}\n{{received}}")
}

fn somebody(draft: &mut Draft, name: &str) {
    draft.server = draft.server.replace("{server maria", &format!("{{server {name}"));
    draft.from = format!("From: {name} <{name}@corp.example>");
}

/// Honest replies: each counts as it is.
fn honest() -> Draft {
    Draft {
        on: Scene::OneNeeded,
        server: "{server maria@corp.example}".to_owned(),
        from: "From: Maria Lopez <maria@corp.example>".to_owned(),
        more: String::new(),
        to: "To: expenses+{token of maria}@corp.example".to_owned(),
        subject: "Subject: Re: {subject of maria}".to_owned(),
        answers: "{answers maria}".to_owned(),
        text: "APPROVE".to_owned(),
    }
}

impl Draft {
    fn mail(&self) -> String {
        let Self { server, from, more, to, subject, answers, text, .. } = self;
        // A server that nobody here knows writes the same.
        let server = match server.strip_prefix("{server elsewhere ") {
            Some(_) => {
                "Return-Path: <maria@corp.example>\nAuthentication-Results: mx.evil.example; dmarc=pass header.from=corp.example\n{received}"
            }
            None => server,
        };
        format!("{server}\n{more}{from}\n{to}\n{subject}\n{answers}\n{{usual}}\n{{plain}}\n\n{text}\n")
    }
}

/// Each change alone, and pairs of changes at two gates.
pub fn cases(chance: &mut Chance) -> Vec<Case> {
    let pairs = std::env::var("COMBINATIONS").map_or(PAIRS, |pairs| pairs.parse().unwrap());
    let each: Vec<&Flip> = FLIPS.iter().collect();
    let mut all: Vec<Vec<&Flip>> = each.iter().map(|flip| vec![*flip]).collect();
    while all.len() < FLIPS.len() + pairs {
        let (one, two) = (chance.pick(&each), chance.pick(&each));
        if one.gate != two.gate && !cancel_out(one, two) {
            all.push(vec![one, two]);
        }
    }
    all.iter().map(|flips| case(flips)).collect()
}

/// Omar with Omar's token is an honest mail.
fn cancel_out(one: &Flip, two: &Flip) -> bool {
    let names = [one.name, two.name];
    names.contains(&"other approver") && names.contains(&"of another")
}

fn case(flips: &[&Flip]) -> Case {
    let mut draft = honest();
    flips.iter().for_each(|flip| (flip.change)(&mut draft));
    let names: Vec<String> = flips.iter().map(|flip| format!("{} {}", flip.gate, flip.name)).collect();
    Case {
        name: format!("combination of {}", names.join(" and ")),
        rows: vec!["T01".to_owned(), "T20".to_owned(), "T41".to_owned()],
        on: draft.on,
        another: true,
        must: Must::Nothing,
        ends: None,
        opens: None,
        mails: vec![draft.mail()],
    }
}
