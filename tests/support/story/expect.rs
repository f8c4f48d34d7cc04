//! What a story expects, beside what came.

use super::notice::Notice;

/// A line of `expect:`, for one person.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Expected {
    person: String,
    kind: String,
    subject: String,
    /// What must stand in the text (`true`), or must not.
    words: Vec<(bool, String)>,
}

/// Compares all that came with all that is expected.
pub(super) fn compare(block: &[String], came: &[Notice]) -> Result<Vec<String>, String> {
    let mut left: Vec<&Notice> = came.iter().collect();
    let mut faults = Vec::new();
    for expected in read(block)? {
        let same = |notice: &&Notice| {
            label(&notice.owner) == expected.person
                && notice.kind == expected.kind
                && notice.subject == expected.subject
        };
        match left.iter().position(same) {
            Some(at) => faults.extend(words(&expected, left.remove(at))),
            None => {
                faults.push(format!("  - {}", line(&[&expected.person], &expected.kind, &expected.subject)))
            }
        }
    }
    faults.extend(left.iter().map(|notice| {
        let text: String = notice.text.lines().map(|line| format!("\n        | {line}")).collect();
        format!("  + {}{text}", line(&[label(&notice.owner)], &notice.kind, &notice.subject))
    }));
    Ok(faults)
}

fn words(expected: &Expected, notice: &Notice) -> Vec<String> {
    let (text, html) = (flat(&notice.text), flat(&countersign::mail::render(&notice.html).text));
    let wrong = expected
        .words
        .iter()
        .filter(|(has, words)| text.contains(&flat(words)) != *has || html.contains(&flat(words)) != *has);
    let told = wrong.map(|(has, words)| {
        let verb = if *has { "lacks" } else { "has" };
        let shown: String = notice.text.lines().map(|line| format!("\n        | {line}")).collect();
        format!("  ! {}'s {} {verb}: {words}{shown}", expected.person, expected.kind)
    });
    told.collect()
}

/// The block as it would have to be, with the words that the story looks for.
pub(super) fn written(block: &[String], came: &[Notice]) -> Vec<String> {
    let old = read(block).unwrap_or_default();
    let mut lines = vec!["expect:".to_owned()];
    let mut left: Vec<&Notice> = came.iter().collect();
    while let Some(first) = left.first().copied() {
        let wanted = |notice: &Notice| {
            let same = |it: &&Expected| label(&notice.owner) == it.person && notice.kind == it.kind;
            old.iter().find(same).map(|it| it.words.clone()).unwrap_or_default()
        };
        let alike = |notice: &Notice| {
            notice.kind == first.kind && notice.subject == first.subject && wanted(notice) == wanted(first)
        };
        let people: Vec<&str> =
            left.iter().filter(|notice| alike(notice)).map(|notice| label(&notice.owner)).collect();
        lines.push(format!("    {}", line(&people, &first.kind, &first.subject)));
        for (has, words) in wanted(first) {
            lines.push(format!("        {}: {words}", if has { "has" } else { "lacks" }));
        }
        left.retain(|notice| !alike(notice));
    }
    if came.is_empty() {
        lines.push("    nothing".to_owned());
    }
    lines
}

fn read(block: &[String]) -> Result<Vec<Expected>, String> {
    let mut all: Vec<Vec<Expected>> = Vec::new();
    for text in block.iter().map(|line| line.trim()).filter(|line| !line.is_empty() && *line != "nothing") {
        if let Some((has, words)) = text
            .strip_prefix("has: ")
            .map(|words| (true, words))
            .or_else(|| text.strip_prefix("lacks: ").map(|words| (false, words)))
        {
            for expected in all.last_mut().ok_or("`has:` stands below the mail that it is about")? {
                expected.words.push((has, words.to_owned()));
            }
            continue;
        }
        let line = text.split_once(": ").and_then(|(people, rest)| {
            let (kind, subject) = rest.split_once(' ')?;
            Some((people, kind, subject.strip_prefix('"')?.strip_suffix('"')?))
        });
        let (people, kind, subject) =
            line.ok_or_else(|| format!("not `person: kind \"subject\"`: {text}"))?;
        let expected = |person: &str| Expected {
            person: person.to_owned(),
            kind: kind.to_owned(),
            subject: subject.to_owned(),
            words: Vec::new(),
        };
        all.push(people.split(", ").map(expected).collect());
    }
    Ok(all.into_iter().flatten().collect())
}

fn line(people: &[&str], kind: &str, subject: &str) -> String {
    format!("{}: {kind} \"{subject}\"", people.join(", "))
}

/// A person as stories call them.
pub(super) fn label(address: &str) -> &str {
    address.strip_suffix("@corp.example").unwrap_or(address)
}

/// Text without its line breaks, which fold wherever they like, and without the colons that only plain text needs.
fn flat(text: &str) -> String {
    let words = text.split_whitespace().filter(|word| !matches!(*word, "|" | "-"));
    words.map(|word| word.trim_end_matches(':')).collect::<Vec<_>>().join(" ")
}
