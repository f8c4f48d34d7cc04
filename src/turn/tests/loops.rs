//! Machines without any sign of it, and two desks: mail is carried between them until nobody writes any more.

use super::*;

const TICKETS: &str = "tickets@corp.example";

/// How a ticket system answers.
#[derive(Clone, Copy, Debug)]
struct Habit {
    /// With `Re:` and the ids of what it answers, to its reply address; else with a new subject, to the desk.
    threads: bool,
    quotes: bool,
    text: &'static str,
}

/// All that a ticket system may do.
fn habits() -> impl Iterator<Item = Habit> {
    let texts = [
        "Thank you. Your ticket has been opened.",
        "Rejected: this address is not monitored.",
        "Status",
        "Help",
        "APPROVE",
        "AMOUNT unknown",
    ];
    texts.into_iter().flat_map(|text| {
        let each = [(false, false), (false, true), (true, false), (true, true)];
        each.into_iter().map(move |(threads, quotes)| Habit { threads, quotes, text })
    })
}

impl Habit {
    /// Answers a notice; gives header fields, the address and the text.
    fn answer(self, notice: &Sent, count: usize) -> (String, String, String) {
        let body = notice.raw.split_once("\r\n\r\n").map_or("", |(_, body)| body);
        let quote: String = body.lines().map(|line| format!("> {line}\r\n")).collect();
        let quote = if self.quotes { quote } else { String::new() };
        let text = format!("{}\r\n\r\n{quote}", self.text);
        if !self.threads {
            return (format!("Subject: Ticket {count} was opened\r\n"), DESK.to_owned(), text);
        }
        let to = if notice.reply_to.is_empty() { DESK } else { &notice.reply_to };
        let fields = format!("Subject: Re: {}\r\nIn-Reply-To: <{}>\r\n", notice.subject, notice.message_id);
        (fields, to.to_owned(), text)
    }
}

/// Lets a ticket system answer each mail that it gets; gives how many it got until nobody wrote any more.
async fn until_quiet(bench: &mut Bench, habit: Habit, first: Vec<Sent>) -> usize {
    let mut waiting: Vec<Sent> = first.into_iter().filter(|it| it.person == TICKETS).collect();
    let mut got = 0;
    while let Some(notice) = waiting.pop() {
        got += 1;
        assert!(got < 20, "{habit:?} goes on");
        let (fields, to, text) = habit.answer(&notice, got);
        bench.pass(TimeDelta::seconds(20));
        bench.mail(TICKETS, &to, &fields, &text).await;
        waiting.extend(bench.sent().await.into_iter().filter(|it| it.person == TICKETS));
    }
    got
}

#[tokio::test]
async fn a_loop_with_a_ticket_system_ends_after_three_mails() {
    for habit in habits() {
        let mut bench = Bench::new();
        bench.mail(TICKETS, DESK, "Subject: New ticket\r\n", "Please have a look.").await;
        let first = bench.sent().await;
        let got = until_quiet(&mut bench, habit, first).await;
        assert!((1..=3).contains(&got), "{habit:?}: {got}");
    }
}

#[tokio::test]
async fn a_ticket_system_that_reports_an_amount_and_quotes_us_opens_few_requests() {
    for habit in habits().filter(|habit| habit.quotes) {
        let mut bench = Bench::new();
        bench.mail(TICKETS, DESK, "Subject: New ticket\r\n", "Total: 2,400.00 USD").await;
        let first = bench.sent().await;
        let got = until_quiet(&mut bench, habit, first).await;
        assert!(got <= 4, "{habit:?}: {got}");
    }
}

/// Puts a desk's mail into the other's mailbox, as a server does that vouches for it; `bare` without the fields that say
/// that a machine wrote it.
async fn carry(mail: &Sent, to: &mut Bench, bare: bool) {
    let raw = if bare {
        let marks = ["Auto-Submitted:", "X-Auto-Response-Suppress:", "X-Countersign-", "Precedence:"];
        let kept = |line: &&str| !marks.iter().any(|mark| line.starts_with(mark));
        mail.raw.split_inclusive("\r\n").filter(kept).collect()
    } else {
        mail.raw.clone()
    };
    to.take(format!("{VOUCHED}Received: by mx.corp.example\r\n{raw}")).await;
}

#[tokio::test]
async fn between_two_desks_one_mail_goes() {
    for bare in [false, true] {
        let other = CONFIG.replace("expenses@", "travel@").replace("[desk]\n", "[desk]\nprefix = \"TRIP\"\n");
        let with_desk = |config: &str, desk: &str| {
            format!("{config}\n[[approvers]]\nname = \"A desk\"\nemail = \"{desk}\"\n")
        };
        let mut here = Bench::with(&with_desk(CONFIG, "travel@corp.example"));
        let mut there = Bench::with(&with_desk(&other, DESK));
        let mut waiting = pending(&mut here, "2,400.00 USD").await;
        let mut carried = 0;
        while let Some(mail) = waiting.pop() {
            let (to, desk) = if mail.person == DESK { (&mut here, "here") } else { (&mut there, "there") };
            if mail.person != DESK && mail.person != "travel@corp.example" {
                continue;
            }
            carried += 1;
            assert!(carried <= 1, "bare {bare}: still writing to {desk}");
            carry(&mail, to, bare).await;
            to.pass(TimeDelta::minutes(5));
            to.settle().await;
            waiting.extend(to.sent().await);
        }
        assert!(carried > 0);
    }
}

#[tokio::test]
async fn who_misunderstands_three_times_still_decides_and_still_reports() {
    let mut bench = Bench::new();
    let asked = pending(&mut bench, "2,400.00 USD").await;
    let mut reply_to = only(&asked, "approval_request", "maria@corp.example").reply_to.clone();
    for expected in [1, 1, 1, 0] {
        bench.mail("maria@corp.example", &reply_to, "", "I will look at it tomorrow").await;
        let sent = bench.sent().await;
        assert_eq!(sent.len(), expected);
        reply_to = sent.first().map_or(reply_to, |it| it.reply_to.clone());
    }
    bench.mail("maria@corp.example", &reply_to, "", "APPROVE").await;
    assert_eq!(bench.request(1).state, State::Approved);
    bench.sent().await;
    bench.mail("maria@corp.example", DESK, "Subject: hm\r\n", "Please see the taxi.").await;
    only(&bench.sent().await, "amount_needed", "maria@corp.example");
    for _ in 0..3 {
        bench.mail("sam@corp.example", DESK, "Subject: taxi\r\n", "I forgot the receipt").await;
    }
    assert_eq!(bench.sent().await.len(), 3);
    bench.mail("sam@corp.example", DESK, "Subject: taxi\r\n", "Total: 30.00 USD").await;
    only(&bench.sent().await, "approved", "sam@corp.example");
}

#[tokio::test]
async fn ten_photos_that_nobody_can_read_are_ten_reports() {
    let mut bench = Bench::new();
    for number in 0..10 {
        let fields = format!(
            "Subject: scan {number}\r\nMIME-Version: 1.0\r\nContent-Type: image/png; name=scan{number}.png\r\n\
             Content-Disposition: attachment; filename=scan{number}.png\r\n"
        );
        bench.mail("sam@corp.example", DESK, &fields, &format!("no picture {number}")).await;
    }
    let asked = bench.sent().await.iter().filter(|it| it.kind == "amount_needed").count();
    assert_eq!(asked, 10);
}

#[tokio::test]
async fn a_flood_of_reports_stops_neither_decisions_of_their_sender_nor_anybody_else() {
    let mut bench = Bench::new();
    let asked = pending(&mut bench, "2,400.00 USD").await;
    let reply_to = only(&asked, "approval_request", "maria@corp.example").reply_to.clone();
    for number in 0..1_000 {
        let subject = format!("Subject: taxi {number}\r\n");
        bench.mail("maria@corp.example", DESK, &subject, "Total: 1.00 USD").await;
    }
    let approved = bench.sent().await.iter().filter(|it| it.kind == "approved").count();
    assert_eq!(approved, 60);
    bench.mail("sam@corp.example", DESK, "Subject: taxi\r\n", "Total: 2.00 USD").await;
    only(&bench.sent().await, "approved", "sam@corp.example");
    bench.mail("maria@corp.example", &reply_to, "", "APPROVE").await;
    assert_eq!(bench.request(1).state, State::Approved);
}

#[tokio::test]
async fn sixty_answers_do_not_stop_a_report_of_the_same_person() {
    let mut bench = Bench::new();
    for number in 0..60 {
        let text = format!("Total: {}.00 USD", 2_000 + number);
        bench.mail("sam@corp.example", DESK, &format!("Subject: case {number}\r\n"), &text).await;
    }
    bench.settle().await;
    bench.pass(TimeDelta::minutes(5));
    bench.settle().await;
    let asked = bench.sent().await;
    let mine = asked.iter().filter(|it| it.kind == "approval_request" && it.person == "maria@corp.example");
    let mut answered = 0;
    for notice in mine {
        bench.mail("maria@corp.example", &notice.reply_to, "", "APPROVE").await;
        answered += 1;
    }
    assert_eq!(answered, 60);
    bench.sent().await;
    bench.mail("maria@corp.example", DESK, "Subject: taxi\r\n", "Total: 3.00 USD").await;
    only(&bench.sent().await, "approved", "maria@corp.example");
}
