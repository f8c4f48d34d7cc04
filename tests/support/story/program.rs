//! How mail programs write answers: where they quote, and how.

use super::notice::Notice;

/// A mail program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Program {
    Thunderbird,
    Gmail,
    Outlook,
    OutlookOnTheWeb,
    Phone,
    AppleMail,
    GermanOutlook,
    WithoutQuote,
}

impl Program {
    /// By its name in a story.
    pub(super) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "in Thunderbird" => Self::Thunderbird,
            "in Gmail" => Self::Gmail,
            "in Outlook" => Self::Outlook,
            "in Outlook on the web" => Self::OutlookOnTheWeb,
            "on a phone" => Self::Phone,
            "in Apple Mail" => Self::AppleMail,
            "in German Outlook" => Self::GermanOutlook,
            "without a quote" => Self::WithoutQuote,
            _ => return None,
        })
    }
}

/// The bodies of an answer.
#[derive(Debug, Default)]
pub(super) struct Bodies {
    pub(super) text: Option<String>,
    pub(super) html: Option<String>,
}

/// What `program` makes of `typed` above a quote of `notice`.
pub(super) fn answer(program: Program, typed: &str, notice: &Notice) -> Bodies {
    let day = notice.date.format("%a, %b %-d, %Y at %-I:%M %p");
    let from = &notice.from;
    let quote = quoted(&notice.text);
    match program {
        Program::WithoutQuote => Bodies { text: Some(format!("{typed}\n")), html: None },
        Program::Thunderbird => {
            let on = notice.date.format("%d/%m/%Y %H:%M");
            Bodies { text: Some(format!("{typed}\n\nOn {on}, Expense desk wrote:\n{quote}\n")), html: None }
        }
        Program::Gmail => Bodies {
            text: Some(format!("{typed}\n\nOn {day} {from} wrote:\n\n{quote}\n")),
            html: Some(format!(
                "<div dir=\"ltr\">{}</div><br><div class=\"gmail_quote gmail_quote_container\">\
                 <div dir=\"ltr\" class=\"gmail_attr\">On {day} {} wrote:<br></div>\
                 <blockquote class=\"gmail_quote\" style=\"margin:0px 0px 0px 0.8ex\">{}</blockquote></div>",
                divs(typed),
                escaped(from),
                inside(&notice.html)
            )),
        },
        Program::AppleMail => {
            let head = format!("On {}, at {}, {from} wrote:", notice.date.format("%-d %b %Y"), "09:00");
            Bodies { text: Some(format!("{typed}\n\n> {head}\n> \n{quote}\n")), html: None }
        }
        Program::Phone => {
            let head = format!("On {}, at {}, {from} wrote:", notice.date.format("%-d %b %Y"), "09:00");
            Bodies {
                text: Some(format!("{typed}\n\nSent from my iPhone\n\n> {head}\n> \n> \u{feff}\n{quote}\n")),
                html: None,
            }
        }
        Program::Outlook => outlook(typed, notice, ["From", "Sent", "To", "Subject"]),
        Program::GermanOutlook => outlook(typed, notice, ["Von", "Gesendet", "An", "Betreff"]),
        Program::OutlookOnTheWeb => Bodies { text: None, html: Some(outlook_on_the_web(typed, notice)) },
    }
}

fn outlook(typed: &str, notice: &Notice, [from, sent, to, subject]: [&str; 4]) -> Bodies {
    let date = notice.date.format("%A, %B %-d, %Y %-I:%M %p");
    let text = format!(
        "{typed}\n\n{from}: {}\n{sent}: {date}\n{to}: {}\n{subject}: {}\n\n{}\n",
        notice.from, notice.to, notice.subject, notice.text
    );
    let paragraphs: String = typed
        .lines()
        .map(|line| format!("<p class=\"MsoNormal\">{}<o:p></o:p></p>", escaped(line)))
        .collect();
    let html = format!(
        "<html><body lang=\"EN-US\"><div class=\"WordSection1\">{paragraphs}<p class=\"MsoNormal\">&nbsp;</p><div>\
         <div style=\"border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0in 0in 0in\"><p class=\"MsoNormal\">\
         <b>{from}:</b> {} <br><b>{sent}:</b> {date}<br><b>{to}:</b> {}<br><b>{subject}:</b> {}</p></div></div>\
         {}</div></body></html>",
        escaped(&notice.from),
        escaped(&notice.to),
        escaped(&notice.subject),
        inside(&notice.html)
    );
    Bodies { text: Some(text), html: Some(html) }
}

fn outlook_on_the_web(typed: &str, notice: &Notice) -> String {
    let date = notice.date.format("%A, %B %-d, %Y %-I:%M %p");
    format!(
        "<html><body dir=\"ltr\"><div style=\"font-family:Calibri\">{}</div>\
         <hr style=\"display:inline-block;width:98%\" tabindex=\"-1\"><div id=\"divRplyFwdMsg\" dir=\"ltr\">\
         <font face=\"Calibri\"><b>From:</b> {}<br><b>Sent:</b> {date}<br><b>To:</b> {}<br><b>Subject:</b> {}</font>\
         <div>&nbsp;</div></div>{}</body></html>",
        divs(typed),
        escaped(&notice.from),
        escaped(&notice.to),
        escaped(&notice.subject),
        inside(&notice.html)
    )
}

fn quoted(text: &str) -> String {
    text.lines().map(|line| format!("> {line}")).collect::<Vec<_>>().join("\n")
}

fn divs(text: &str) -> String {
    text.lines().map(|line| format!("<div>{}</div>", escaped(line))).collect()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// What stands between `<body…>` and `</body>`.
fn inside(html: &str) -> &str {
    let begins = html.find("<body").and_then(|at| Some(at + html[at..].find('>')? + 1)).unwrap_or(0);
    let ends = html.rfind("</body>").unwrap_or(html.len());
    &html[begins..ends]
}
