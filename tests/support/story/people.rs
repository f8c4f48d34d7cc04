//! What people do in a story: write to the desk, and answer what they received.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::letter::Letter;
use super::notice::Notice;
use super::program::{self, Program};
use super::script::Step;
use super::world::World;

static PLACEHOLDER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\{(\S+?)('s message id|'s code(?: of \d+ minutes ago)?|'s code in \d+ minutes?)?\}").unwrap()
});

pub(super) async fn writes(world: &mut World, step: &Step, found: &Captures<'_>) -> Result<(), String> {
    let letter = filled(world, Letter::read(&step.block)?)?;
    let header = header(world, &found[1], world.config.desk.address.to_string(), found[2].to_owned());
    world.send(&found[1], &letter, &header).await;
    Ok(())
}

pub(super) async fn answers(world: &mut World, step: &Step, found: &Captures<'_>) -> Result<(), String> {
    let from = &found[1];
    let owner = world.address(found.get(2).map_or(from, |owner| owner.as_str()));
    let about = found.get(5).map(|it| format!("[{}]", it.as_str()));
    let matching = |notice: &&Notice| {
        let on_topic = about.as_ref().is_none_or(|about| notice.subject.contains(about));
        notice.owner == owner && notice.kind == found[4] && on_topic
    };
    let mut all = world.notices.iter().filter(matching);
    let notice = if found.get(3).is_some() { all.next() } else { all.next_back() };
    let notice = notice.ok_or_else(|| format!("{owner} has received no {}", &found[4]))?.clone();
    let program = match found.get(6) {
        Some(name) => Program::named(name.as_str()).ok_or("no mail program is called so")?,
        None => Program::Thunderbird,
    };
    let mut letter = filled(world, Letter::read(&step.block)?)?;
    if letter.html.is_none() {
        let typed = letter.text.take().unwrap_or_default();
        let bodies = program::answer(program, typed.trim_end(), &notice);
        (letter.text, letter.html) = (bodies.text, bodies.html);
    }
    let to = notice.reply_to.clone().unwrap_or_else(|| world.config.desk.address.to_string());
    let mut header = header(world, from, to, format!("Re: {}", notice.subject));
    let references = notice.references.iter().chain([&notice.message_id]).cloned().collect::<Vec<_>>();
    header.push(("In-Reply-To", notice.message_id.clone()));
    header.push(("References", references.join(" ")));
    world.send(from, &letter, &header).await;
    Ok(())
}

fn header(world: &World, from: &str, to: String, subject: String) -> Vec<(&'static str, String)> {
    let (count, now) = (world.written.len() + 1, world.clock.now());
    vec![
        ("Message-ID", format!("<mail-{count}@client.example>")),
        ("Date", now.format("%a, %d %b %Y %H:%M:%S +0000").to_string()),
        ("From", world.address(from)),
        ("To", to),
        ("Subject", subject),
    ]
}

/// Puts reply addresses and Message-IDs where a story names them: `{maria}`, `{maria's message id}`.
fn filled(world: &World, mut letter: Letter) -> Result<Letter, String> {
    let fill = |text: &str| -> Result<String, String> {
        let mut filled = text.to_owned();
        for found in PLACEHOLDER.captures_iter(text) {
            let secret = match found.get(2).map(|what| what.as_str()) {
                Some("'s message id") => world.newest(&found[1], None)?.message_id.clone(),
                Some(code) => world.code(&found[1], code)?,
                None => world.reply_address(&found[1])?,
            };
            filled = filled.replace(&found[0], &secret);
        }
        Ok(filled)
    };
    for (_, value) in &mut letter.set {
        *value = fill(value)?;
    }
    for line in &mut letter.headers {
        *line = fill(line)?;
    }
    letter.raw = letter.raw.as_deref().map(fill).transpose()?;
    letter.text = letter.text.as_deref().map(fill).transpose()?;
    letter.html = letter.html.as_deref().map(fill).transpose()?;
    Ok(letter)
}
