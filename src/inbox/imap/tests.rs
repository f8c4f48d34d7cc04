//! A server on loopback that plays a script: what real servers do on bad days.

use std::future;

use chrono::TimeDelta;
use secrecy::SecretString;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

use super::checked::Checked;
use super::*;
use crate::config::Tls;
use crate::inbox::{Configured, Inbox, Kind};
use crate::wire;

const LIMIT: u64 = 1_000;

/// One exchange: the command expected, without its tag, and everything said in answer, with `TAG` for the tag.
type Exchange = (&'static str, &'static str);

/// The lines that have no tag: those that the server asked for.
const UNTAGGED: [&str; 2] = ["DONE", "AGRlc2sAc2VzYW1l"];

const GREETING: &str = "* OK ready\r\n";
const CAPABLE: Exchange =
    ("CAPABILITY", "* CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR IDLE MOVE UIDPLUS\r\nTAG OK done\r\n");
const LOGIN: Exchange = ("AUTHENTICATE PLAIN AGRlc2sAc2VzYW1l", "TAG OK in\r\n");
const DELIMITER: Exchange = ("LIST \"\" \"\"", "* LIST (\\Noselect) \".\" \"\"\r\nTAG OK done\r\n");
const SELECT: Exchange = (
    "SELECT \"INBOX\"",
    "* 2 EXISTS\r\n* OK [UIDVALIDITY 17] v\r\n* OK [PERMANENTFLAGS (\\Seen \\*)] f\r\nTAG OK [READ-WRITE] in\r\n",
);
const SEARCH: Exchange = ("UID SEARCH 1:2 UNDELETED SINCE 31-Dec-2025", "* SEARCH 5 4\r\nTAG OK done\r\n");
const SIZES: Exchange = (
    "UID FETCH 4:5 (UID INTERNALDATE RFC822.SIZE)",
    "* 1 FETCH (UID 4 INTERNALDATE \"02-Jan-2026 10:00:00 +0000\" RFC822.SIZE 3)\r\n\
     * 2 FETCH (UID 5 INTERNALDATE \"02-Jan-2026 11:00:00 +0000\" RFC822.SIZE 4)\r\nTAG OK done\r\n",
);
const BODIES: Exchange = (
    "UID FETCH 4:5 (UID BODY.PEEK[]<0.1001>)",
    "* 1 FETCH (UID 4 BODY[]<0> {3}\r\none)\r\n* 2 FETCH (UID 5 BODY[]<0> {4}\r\nfour)\r\nTAG OK done\r\n",
);
const NOOP: Exchange = ("NOOP", "TAG OK done\r\n");
const IS_4_THERE: Exchange = ("UID SEARCH UID 4", "* SEARCH 4\r\nTAG OK done\r\n");
const IS_5_GONE: Exchange = ("UID SEARCH UID 5", "* SEARCH\r\nTAG OK done\r\n");
const ARE_4_AND_5_THERE: Exchange = ("UID SEARCH UID 4:5", "* SEARCH 4 5 6\r\nTAG OK done\r\n");
const NOTHING_NEW: [Exchange; 2] =
    [NOOP, ("UID SEARCH UID 6:* UNDELETED SINCE 31-Dec-2025", "* SEARCH 5\r\nTAG OK done\r\n")];

fn since() -> DateTime<Utc> {
    "2026-01-01T12:00:00Z".parse().unwrap()
}

fn now() -> DateTime<Utc> {
    since() + TimeDelta::days(2)
}

fn place(uid: u32) -> Place {
    Place { mailbox: "INBOX;UIDVALIDITY=17".to_owned(), key: uid.to_string() }
}

/// A script's beginning, up to the selected folder, and what follows.
fn selected(rest: &[Exchange]) -> Vec<Exchange> {
    [CAPABLE, LOGIN, CAPABLE, DELIMITER, SELECT].into_iter().chain(rest.iter().copied()).collect()
}

/// A script's beginning, up to two mails handed out, and what follows.
fn fetched(rest: &[Exchange]) -> Vec<Exchange> {
    selected(&[SEARCH, SIZES, BODIES]).into_iter().chain(rest.iter().copied()).collect()
}

/// Ends what the server says: from here on it says a byte every few seconds, for ever.
const DRIP: &str = "DRIP";

async fn drip(socket: &mut BufReader<TcpStream>) {
    for byte in b"* OK still here\r\n".iter().cycle() {
        if socket.write_all(&[*byte]).await.is_err() {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_secs(5)).await;
    }
}

async fn play(socket: TcpStream, greeting: &str, script: &[Exchange]) {
    let mut socket = BufReader::new(socket);
    if greeting == DRIP {
        return drip(&mut socket).await;
    }
    socket.write_all(greeting.as_bytes()).await.unwrap();
    let mut tag = String::new();
    for (expected, answer) in script {
        let mut line = String::new();
        socket.read_line(&mut line).await.unwrap();
        let mut command = line.trim_end();
        if !UNTAGGED.contains(expected) {
            let (new, rest) = command.split_once(' ').unwrap_or_else(|| panic!("no {expected}: {line:?}"));
            tag = new.to_owned();
            command = rest;
        }
        assert_eq!(command, *expected);
        let said = answer.trim_end_matches(DRIP);
        socket.write_all(said.replace("TAG", &tag).as_bytes()).await.unwrap();
        if said != *answer {
            return drip(&mut socket).await;
        }
    }
    // The script is over: the connection ends. What the other side still says is its own affair.
}

/// A server that plays one script a connection, and a mailbox on it.
async fn server(greeting: &'static str, scripts: Vec<Vec<Exchange>>) -> (Mailbox, JoinHandle<()>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let playing = tokio::spawn(async move {
        for script in scripts {
            let (socket, _) = listener.accept().await.unwrap();
            play(socket, greeting, &script).await;
        }
    });
    (Mailbox::new(settings(port), LIMIT).unwrap(), playing)
}

fn settings(port: u16) -> Imap {
    Imap {
        host: "127.0.0.1".to_owned(),
        port,
        tls: Tls::None,
        ca_file: None,
        username: "desk".to_owned(),
        password: SecretString::from("sesame"),
        folder: "INBOX".to_owned(),
        processed: "Processed".to_owned(),
        quarantine: "Quarantine".to_owned(),
        poll_every: std::time::Duration::ZERO,
        idle: true,
        since: None,
    }
}

impl Mailbox {
    async fn uids(&mut self) -> Result<Vec<String>, InboxError> {
        let batch = self.next_batch(&Postponed::default(), now(), since()).await?;
        Ok(batch.mails.into_iter().map(|mail| mail.place.key).collect())
    }
}

/// What goes wrong with the first batch after this script.
async fn fault(script: Vec<Exchange>) -> InboxError {
    let (mut mailbox, playing) = server(GREETING, vec![script]).await;
    let error = mailbox.uids().await.unwrap_err();
    assert!(mailbox.session.is_none(), "a session that failed was kept");
    playing.await.unwrap();
    error
}

#[tokio::test]
async fn mails_are_handed_out_once_in_the_order_of_their_arrival() {
    let (mut mailbox, playing) = server(GREETING, vec![fetched(&NOTHING_NEW)]).await;
    let batch = mailbox.next_batch(&Postponed::default(), now(), since()).await.unwrap();
    let contents: Vec<_> = batch.mails.iter().map(|mail| mail.content.clone()).collect();
    assert_eq!(contents, [Content::Whole(b"one".to_vec()), Content::Whole(b"four".to_vec())]);
    assert_eq!(batch.mails[0].place, place(4));
    assert_eq!(batch.mails[0].at.to_rfc3339(), "2026-01-02T10:00:00+00:00");
    assert!(mailbox.uids().await.unwrap().is_empty());
    playing.await.unwrap();
}

#[tokio::test]
async fn after_a_lost_connection_mails_that_were_not_filed_come_again() {
    let lost = fetched(&[("NOOP", "* BYE restarting\r\n")]);
    let (mut mailbox, playing) = server(GREETING, vec![lost, fetched(&[])]).await;
    assert_eq!(mailbox.uids().await.unwrap(), ["4", "5"]);
    let error = mailbox.uids().await.unwrap_err();
    assert!(error.to_string().contains("restarting") && !error.is_permanent(), "{error}");
    assert_eq!(mailbox.uids().await.unwrap(), ["4", "5"]);
    playing.await.unwrap();
}

#[tokio::test]
async fn a_refused_search_is_not_an_empty_mailbox() {
    let error = fault(selected(&[(SEARCH.0, "TAG NO [SERVERBUG] not today\r\n")])).await;
    assert!(matches!(error, InboxError::Refused { command: "UID SEARCH", .. }), "{error}");
}

#[tokio::test]
async fn a_goodbye_in_the_middle_of_a_search_is_not_an_empty_mailbox() {
    let error = fault(selected(&[(SEARCH.0, "* SEARCH\r\n* BYE shutting down\r\n")])).await;
    assert!(matches!(error, InboxError::Connection { .. }), "{error}");
}

#[tokio::test]
async fn a_fetch_that_breaks_off_hands_out_nothing() {
    let error = fault(selected(&[SEARCH, SIZES, (BODIES.0, "* 1 FETCH (UID 4 BODY[]<0> {3}\r\none)\r\n")]));
    assert!(matches!(error.await, InboxError::Connection { .. }));
}

#[tokio::test]
async fn a_select_without_an_answer_is_not_an_empty_mailbox() {
    let error = fault(vec![CAPABLE, LOGIN, CAPABLE, DELIMITER, (SELECT.0, "")]).await;
    assert!(matches!(error, InboxError::Connection { .. }), "{error}");
}

#[tokio::test]
async fn a_folder_without_uidvalidity_is_not_read() {
    let bare = (SELECT.0, "* 2 EXISTS\r\nTAG OK [READ-WRITE] in\r\n");
    let error = fault(vec![CAPABLE, LOGIN, CAPABLE, DELIMITER, bare]).await;
    assert!(error.to_string().contains("UIDVALIDITY"), "{error}");
}

#[tokio::test]
async fn a_missing_or_read_only_folder_is_the_operators_to_mend() {
    for answer in ["TAG NO no such folder\r\n", "* OK [UIDVALIDITY 1] v\r\nTAG OK [READ-ONLY] in\r\n"] {
        let error = fault(vec![CAPABLE, LOGIN, CAPABLE, DELIMITER, (SELECT.0, answer)]).await;
        assert!(error.is_permanent() && error.to_string().ends_with("check inbox.folder"), "{error}");
    }
}

#[tokio::test]
async fn a_wrong_password_needs_the_operator_and_a_busy_server_only_time() {
    let wrong = fault(vec![CAPABLE, (LOGIN.0, "TAG NO [AUTHENTICATIONFAILED] wrong\r\n")]).await;
    let text = wrong.to_string();
    assert!(text.starts_with("login as desk refused by 127.0.0.1:"), "{text}");
    assert!(text.ends_with("check inbox.username and inbox.password") && wrong.is_permanent(), "{text}");
    let busy = fault(vec![CAPABLE, (LOGIN.0, "TAG NO [UNAVAILABLE] later\r\n")]).await;
    assert!(!busy.is_permanent(), "{busy}");
}

#[tokio::test]
async fn login_follows_what_the_server_offers() {
    let waits = ("CAPABILITY", "* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\nTAG OK done\r\n");
    let asked = ("AUTHENTICATE PLAIN", "+ \r\n");
    let old = ("CAPABILITY", "* CAPABILITY IMAP4rev1\r\nTAG OK done\r\n");
    let refused = "TAG NO enough\r\n";
    for script in
        [vec![old, ("LOGIN \"desk\" \"sesame\"", refused)], vec![waits, asked, ("AGRlc2sAc2VzYW1l", refused)]]
    {
        assert!(matches!(fault(script).await, InboxError::Login { .. }));
    }
    let disabled = ("CAPABILITY", "* CAPABILITY IMAP4rev1 LOGINDISABLED\r\nTAG OK done\r\n");
    assert!(fault(vec![disabled]).await.is_permanent());
}

#[tokio::test]
async fn a_server_that_is_logged_in_already_is_refused() {
    let (mut mailbox, playing) = server("* PREAUTH welcome\r\n", vec![vec![]]).await;
    let error = mailbox.uids().await.unwrap_err();
    assert!(matches!(error, InboxError::Protocol { .. }), "{error}");
    playing.await.unwrap();
}

#[test]
fn a_password_is_never_sent_in_the_clear_beyond_loopback() {
    let beyond = Imap { host: "mx.corp.example".to_owned(), ..settings(143) };
    assert!(Mailbox::new(beyond, LIMIT).unwrap_err().is_permanent());
    let loopback = Imap { host: "::1".to_owned(), ..settings(143) };
    Mailbox::new(loopback, LIMIT).unwrap();
}

#[tokio::test]
async fn a_literal_of_500_megabytes_is_refused_before_there_is_room_for_it() {
    let huge = (BODIES.0, "* 1 FETCH (UID 4 BODY[]<0> {500000000}\r\n");
    let error = fault(selected(&[SEARCH, SIZES, huge])).await;
    assert!(error.to_string().contains("announced 500000000 bytes"), "{error}");
}

#[tokio::test]
async fn errors_never_repeat_what_a_mail_says() {
    let odd = (BODIES.0, "* 1 FETCH (UID 4 BODY[]<0> {6}\r\nsecret) and worse\r\nTAG OK done\r\n");
    let error = fault(selected(&[SEARCH, SIZES, odd])).await;
    assert!(!error.to_string().contains("secret") && !format!("{error:?}").contains("secret"), "{error}");
}

#[tokio::test]
async fn an_answer_that_the_parser_panics_on_is_an_error() {
    let odd = (SIZES.0, "* 1 FETCH (UID 4 INTERNALDATE NIL RFC822.SIZE 3)\r\nTAG OK done\r\n");
    let error = fault(selected(&[SEARCH, odd])).await;
    assert!(matches!(error, InboxError::Protocol { .. }), "{error}");
}

#[tokio::test]
async fn a_mail_larger_than_the_server_said_is_over_the_limit_all_the_same() {
    let body = "x".repeat(995);
    let answer = format!("* 1 FETCH (UID 4 BODY[]<0> {{1001}}\r\nA: b\r\n{body})\r\nTAG OK done\r\n");
    let lying: Exchange = (BODIES.0, answer.leak());
    let (mut mailbox, playing) =
        server(GREETING, vec![selected(&[SEARCH, SIZES, lying, NOOP, IS_5_GONE])]).await;
    let batch = mailbox.next_batch(&Postponed::default(), now(), since()).await.unwrap();
    assert!(matches!(batch.mails[0].content, Content::TooLarge { size: 1001, .. }), "{batch:?}");
    playing.await.unwrap();
}

#[tokio::test]
async fn of_a_mail_over_the_limit_only_the_header_is_asked_for() {
    let sizes = (
        SIZES.0,
        "* 1 FETCH (UID 4 INTERNALDATE \"02-Jan-2026 10:00:00 +0000\" RFC822.SIZE 1001)\r\nTAG OK done\r\n",
    );
    let header = (
        "UID FETCH 4 (UID BODY.PEEK[HEADER]<0.65536>)",
        "* 1 FETCH (UID 4 BODY[HEADER]<0> {8}\r\nA: b\r\n\r\n)\r\nTAG OK done\r\n",
    );
    let (mut mailbox, playing) =
        server(GREETING, vec![selected(&[SEARCH, sizes, NOOP, IS_5_GONE, header])]).await;
    let batch = mailbox.next_batch(&Postponed::default(), now(), since()).await.unwrap();
    let header = b"A: b\r\n\r\n".to_vec();
    assert_eq!(batch.mails[0].content, Content::TooLarge { size: 1001, header });
    playing.await.unwrap();
}

#[tokio::test]
async fn mail_from_before_the_desk_began_is_left_alone_and_counted() {
    let old = (
        SIZES.0,
        "* 1 FETCH (UID 4 INTERNALDATE \"01-Jan-2026 11:59:59 +0000\" RFC822.SIZE 3)\r\n\
         * 2 FETCH (UID 5 INTERNALDATE \"01-Jan-2026 12:00:00 +0000\" RFC822.SIZE 4)\r\nTAG OK done\r\n",
    );
    let body =
        ("UID FETCH 5 (UID BODY.PEEK[]<0.1001>)", "* 2 FETCH (UID 5 BODY[] \"four\")\r\nTAG OK done\r\n");
    let (mut mailbox, playing) = server(GREETING, vec![selected(&[SEARCH, old, body])]).await;
    let batch = mailbox.next_batch(&Postponed::default(), now(), since()).await.unwrap();
    assert_eq!((batch.mails.len(), batch.left_alone), (1, 1));
    assert_eq!(batch.mails[0].place, place(5));
    playing.await.unwrap();
}

#[tokio::test]
async fn the_first_look_at_a_large_mailbox_goes_down_window_by_window() {
    let large = (SELECT.0, "* 5001 EXISTS\r\n* OK [UIDVALIDITY 17] v\r\nTAG OK [READ-WRITE] in\r\n");
    let script = vec![
        CAPABLE,
        LOGIN,
        CAPABLE,
        DELIMITER,
        large,
        ("UID SEARCH 2:5001 UNDELETED SINCE 31-Dec-2025", "* SEARCH 5\r\nTAG OK done\r\n"),
        // An expunge moved mail 5 down meanwhile: it is found twice and handed out once.
        ("UID SEARCH 1:1 UNDELETED SINCE 31-Dec-2025", "* SEARCH 4 5\r\nTAG OK done\r\n"),
        SIZES,
        BODIES,
    ];
    let (mut mailbox, playing) = server(GREETING, vec![script]).await;
    let batch = mailbox.next_batch(&Postponed::default(), now(), since()).await.unwrap();
    assert_eq!((batch.mails.len(), batch.left_alone), (2, 4_999));
    playing.await.unwrap();
}

#[tokio::test]
async fn a_mail_that_the_server_cannot_read_does_not_keep_the_others() {
    let refused = (BODIES.0, "TAG NO [SERVERBUG] corrupted\r\n");
    let singly = [
        ("UID FETCH 5 (UID BODY.PEEK[]<0.1001>)", "* 2 FETCH (UID 5 BODY[] \"four\")\r\nTAG OK done\r\n"),
        ("UID FETCH 4 (UID BODY.PEEK[]<0.1001>)", "TAG NO [SERVERBUG] corrupted\r\n"),
    ];
    let script = selected(&[SEARCH, SIZES, refused, singly[0], singly[1], NOOP, IS_4_THERE]);
    let (mut mailbox, playing) = server(GREETING, vec![script]).await;
    assert_eq!(mailbox.uids().await.unwrap(), ["5"]);
    playing.await.unwrap();
}

const SIZE_OF_4: Exchange = (
    "UID FETCH 4 (UID INTERNALDATE RFC822.SIZE)",
    "* 1 FETCH (UID 4 INTERNALDATE \"02-Jan-2026 10:00:00 +0000\" RFC822.SIZE 3)\r\nTAG OK done\r\n",
);
const BODY_OF_4: &str = "UID FETCH 4 (UID BODY.PEEK[]<0.1001>)";
const HEADER_OF_4: &str = "UID FETCH 4 (UID BODY.PEEK[HEADER]<0.65536>)";
const REFUSED: &str = "TAG NO [UNAVAILABLE] later\r\n";

/// The mails of the next batch at that time: UID and content.
async fn next(inbox: &mut Inbox, at: DateTime<Utc>) -> Vec<(Place, Content)> {
    let mails = inbox.next_batch(at, since()).await.unwrap().mails;
    mails.into_iter().map(|mail| (mail.place, mail.content)).collect()
}

/// What is never handed out is asked for at growing intervals, and set aside in the end.
async fn mail_4_is_set_aside(rounds: Vec<Exchange>) {
    let (mailbox, playing) = server(GREETING, vec![selected(&rounds)]).await;
    let mut inbox = Inbox::of(Configured(Kind::Imap(Box::new(mailbox))));
    assert_eq!(next(&mut inbox, now()).await, [(place(5), Content::Whole(b"four".to_vec()))]);
    let mut at = now();
    for minutes in [1, 8] {
        at += TimeDelta::minutes(minutes);
        assert_eq!(inbox.next_due(), Some(at));
        assert_eq!(next(&mut inbox, at).await, []);
    }
    at += TimeDelta::hours(1);
    assert_eq!(inbox.next_due(), Some(at));
    assert_eq!(next(&mut inbox, at).await, [(place(4), Content::OutOfReach { header: Vec::new() })]);
    playing.await.unwrap();
}

#[tokio::test]
async fn a_mail_that_the_server_refuses_to_hand_out_is_asked_for_again_and_then_set_aside() {
    let other =
        ("UID FETCH 5 (UID BODY.PEEK[]<0.1001>)", "* 2 FETCH (UID 5 BODY[] \"four\")\r\nTAG OK done\r\n");
    let refused = [(BODY_OF_4, REFUSED), NOOP, IS_4_THERE];
    let mut script = vec![SEARCH, SIZES, (BODIES.0, REFUSED), other];
    script.extend(refused);
    for _ in 0..2 {
        script.push(SIZE_OF_4);
        script.extend(refused);
    }
    script.extend([SIZE_OF_4, (HEADER_OF_4, REFUSED), NOOP, IS_4_THERE]);
    mail_4_is_set_aside(script).await;
}

#[tokio::test]
async fn a_mail_that_is_left_out_of_the_answer_is_asked_for_again_and_then_set_aside() {
    let without = "* 1 FETCH (UID 4 BODY[]<0> NIL)\r\nTAG OK done\r\n";
    let only_5 = "* 1 FETCH (UID 4 BODY[]<0> NIL)\r\n* 2 FETCH (UID 5 BODY[] \"four\")\r\nTAG OK done\r\n";
    let mut script = vec![SEARCH, SIZES, (BODIES.0, only_5), NOOP, IS_4_THERE];
    for _ in 0..2 {
        script.extend([SIZE_OF_4, (BODY_OF_4, without), NOOP, IS_4_THERE]);
    }
    script.extend([SIZE_OF_4, (HEADER_OF_4, "TAG OK done\r\n"), NOOP, IS_4_THERE]);
    mail_4_is_set_aside(script).await;
}

#[tokio::test]
async fn a_mail_whose_size_nobody_knows_is_asked_for_again_and_then_set_aside() {
    let size_of_5 =
        "* 2 FETCH (UID 5 INTERNALDATE \"02-Jan-2026 11:00:00 +0000\" RFC822.SIZE 4)\r\nTAG OK done\r\n";
    let other =
        ("UID FETCH 5 (UID BODY.PEEK[]<0.1001>)", "* 2 FETCH (UID 5 BODY[] \"four\")\r\nTAG OK done\r\n");
    let mut script = vec![SEARCH, (SIZES.0, size_of_5), NOOP, IS_4_THERE, other];
    for _ in 0..2 {
        script.extend([(SIZE_OF_4.0, REFUSED), NOOP, IS_4_THERE]);
    }
    script.extend([(SIZE_OF_4.0, REFUSED), NOOP, IS_4_THERE, (HEADER_OF_4, REFUSED), NOOP, IS_4_THERE]);
    mail_4_is_set_aside(script).await;
}

#[tokio::test]
async fn a_server_that_hands_out_nothing_for_a_while_is_asked_again_for_all_of_it() {
    let body_of_5 = "UID FETCH 5 (UID BODY.PEEK[]<0.1001>)";
    let throttled = [(body_of_5, REFUSED), (BODY_OF_4, REFUSED)];
    let first =
        selected(&[SEARCH, SIZES, (BODIES.0, REFUSED), throttled[0], throttled[1], NOOP, ARE_4_AND_5_THERE]);
    let left_out = selected(&[SEARCH, SIZES, (BODIES.0, "TAG OK done\r\n"), NOOP, ARE_4_AND_5_THERE]);
    for script in [first, left_out] {
        let handed_out = [
            SEARCH,
            SIZES,
            (BODY_OF_4, "* 1 FETCH (UID 4 BODY[] \"one\")\r\nTAG OK done\r\n"),
            (body_of_5, "* 2 FETCH (UID 5 BODY[] \"four\")\r\nTAG OK done\r\n"),
        ];
        let (mut mailbox, playing) = server(GREETING, vec![script, selected(&handed_out)]).await;
        mailbox.uids().await.unwrap_err();
        assert_eq!(mailbox.uids().await.unwrap(), ["4"]);
        assert_eq!(mailbox.uids().await.unwrap(), ["5"]);
        playing.await.unwrap();
    }
}

#[tokio::test]
async fn a_mail_that_breaks_the_connection_keeps_no_other_and_is_asked_for_three_times() {
    let one = "UID FETCH 4 (UID BODY.PEEK[]<0.1001>)";
    let header = "UID FETCH 4 (UID BODY.PEEK[HEADER]<0.65536>)";
    let broken = "* 1 FETCH (UID 4 BODY[]<0> {3}\r\n";
    let other: Exchange =
        ("UID FETCH 5 (UID BODY.PEEK[]<0.1001>)", "* 2 FETCH (UID 5 BODY[] \"four\")\r\nTAG OK done\r\n");
    let scripts = vec![
        selected(&[
            SEARCH,
            SIZES,
            (BODIES.0, "* 2 FETCH (UID 5 BODY[]<0> {4}\r\nfour)\r\n* 1 FETCH (UID 4 "),
        ]),
        selected(&[SEARCH, SIZES, other, (one, broken)]),
        selected(&[SEARCH, SIZES, other, (one, broken)]),
        selected(&[SEARCH, SIZES, other, (header, "* 1 FETCH (UID 4 ")]),
        selected(&[SEARCH, SIZES, other]),
    ];
    let (mut mailbox, playing) = server(GREETING, scripts).await;
    mailbox.uids().await.unwrap_err();
    for _ in 0..3 {
        assert_eq!(mailbox.uids().await.unwrap(), ["5"]);
        mailbox.uids().await.unwrap_err();
    }
    assert_eq!(mailbox.uids().await.unwrap(), ["5"]);
    let last = mailbox.next_batch(&Postponed::default(), now(), since()).await.unwrap().mails;
    assert_eq!(
        (last[0].place.clone(), &last[0].content),
        (place(4), &Content::OutOfReach { header: Vec::new() })
    );
    playing.await.unwrap();
}

#[tokio::test]
async fn filing_makes_the_folder_below_inbox_where_the_server_wants_it_there() {
    let script = fetched(&[
        ("LIST \"\" \"Processed\"", "TAG OK none\r\n"),
        ("LIST \"\" \"INBOX.Processed\"", "TAG OK none\r\n"),
        ("CREATE \"Processed\"", "TAG NO below INBOX only\r\n"),
        ("CREATE \"INBOX.Processed\"", "TAG OK made\r\n"),
        ("UID MOVE 4:5 \"INBOX.Processed\"", "* 1 EXPUNGE\r\n* 1 EXPUNGE\r\nTAG OK moved\r\n"),
        ("LIST \"\" \"Quarantine\"", "* LIST () \".\" Quarantine\r\nTAG OK one\r\n"),
        ("UID MOVE 6 \"Quarantine\"", "TAG OK moved\r\n"),
    ]);
    let (mut mailbox, playing) = server(GREETING, vec![script]).await;
    mailbox.uids().await.unwrap();
    let moves = [
        (place(6), Destination::Quarantine),
        (place(5), Destination::Processed),
        (place(4), Destination::Processed),
        (Place { mailbox: "INBOX;UIDVALIDITY=16".to_owned(), key: "9".to_owned() }, Destination::Processed),
    ];
    mailbox.file(&moves).await.unwrap();
    playing.await.unwrap();
}

/// A folder that is not there and cannot be made.
const UNMAKEABLE: [Exchange; 4] = [
    ("LIST \"\" \"Quarantine\"", "TAG OK none\r\n"),
    ("LIST \"\" \"INBOX.Quarantine\"", "TAG OK none\r\n"),
    ("CREATE \"Quarantine\"", "TAG NO no\r\n"),
    ("CREATE \"INBOX.Quarantine\"", "TAG NO [NOPERM] never\r\n"),
];
const PROCESSED: Exchange = ("LIST \"\" \"Processed\"", "* LIST () \".\" Processed\r\nTAG OK one\r\n");

#[tokio::test]
async fn a_folder_that_cannot_be_made_is_the_operators_to_mend() {
    let (mut mailbox, playing) = server(GREETING, vec![fetched(&UNMAKEABLE)]).await;
    mailbox.uids().await.unwrap();
    let settings = mailbox.settings.clone();
    let session = mailbox.session.as_mut().unwrap();
    let error = session.folder(Destination::Quarantine, &settings).await.unwrap_err();
    assert!(error.is_permanent() && error.to_string().contains("[NOPERM] never"), "{error}");
    playing.await.unwrap();
}

#[tokio::test]
async fn a_folder_that_cannot_be_made_keeps_only_the_mail_that_goes_there() {
    let mut script = fetched(&[PROCESSED, ("UID MOVE 4 \"Processed\"", "TAG OK moved\r\n")]);
    script.extend(UNMAKEABLE);
    script.extend([("NOOP", "TAG OK done\r\n"), ("UID SEARCH UID 5", "* SEARCH 5\r\nTAG OK done\r\n")]);
    let (mut mailbox, playing) = server(GREETING, vec![script]).await;
    mailbox.uids().await.unwrap();
    let moves = [(place(5), Destination::Quarantine), (place(4), Destination::Processed)];
    assert_eq!(mailbox.file(&moves).await.unwrap(), [place(5)]);
    assert!(mailbox.session.is_some());
    playing.await.unwrap();
}

#[tokio::test]
async fn a_mail_that_the_server_does_not_move_keeps_no_other_and_waits_beyond_the_connection() {
    let refused = "TAG NO [SERVERBUG] cannot copy\r\n";
    let lost = fetched(&[
        PROCESSED,
        ("UID MOVE 4:5 \"Processed\"", refused),
        NOOP,
        ARE_4_AND_5_THERE,
        PROCESSED,
        ("UID MOVE 4 \"Processed\"", refused),
        ("UID MOVE 5 \"Processed\"", "* 2 EXPUNGE\r\nTAG OK moved\r\n"),
        ("NOOP", "* BYE restarting\r\n"),
    ]);
    let next = selected(&[
        (SEARCH.0, "* SEARCH 4 6\r\nTAG OK done\r\n"),
        (
            "UID FETCH 6 (UID INTERNALDATE RFC822.SIZE)",
            "* 2 FETCH (UID 6 INTERNALDATE \"02-Jan-2026 10:00:00 +0000\" RFC822.SIZE 3)\r\nTAG OK done\r\n",
        ),
        ("UID FETCH 6 (UID BODY.PEEK[]<0.1001>)", "* 2 FETCH (UID 6 BODY[] \"six\")\r\nTAG OK done\r\n"),
        (
            "UID FETCH 4 (UID INTERNALDATE RFC822.SIZE)",
            "* 1 FETCH (UID 4 INTERNALDATE \"02-Jan-2026 10:00:00 +0000\" RFC822.SIZE 3)\r\nTAG OK done\r\n",
        ),
        ("UID FETCH 4 (UID BODY.PEEK[]<0.1001>)", "* 1 FETCH (UID 4 BODY[] \"one\")\r\nTAG OK done\r\n"),
    ]);
    let (mailbox, playing) = server(GREETING, vec![lost, next]).await;
    let mut inbox = Inbox::of(Configured(Kind::Imap(Box::new(mailbox))));
    let keys = |batch: Batch| batch.mails.into_iter().map(|mail| mail.place.key).collect::<Vec<_>>();
    inbox.next_batch(now(), since()).await.unwrap();
    let moves = [(place(4), Destination::Processed), (place(5), Destination::Processed)];
    let left = inbox.file(&moves).await.unwrap();
    assert_eq!(left, [place(4)]);
    let later = now() + TimeDelta::hours(1);
    inbox.postpone(left.into_iter().map(|place| (place, later)));
    inbox.next_batch(now(), since()).await.unwrap_err();
    assert_eq!(keys(inbox.next_batch(now(), since()).await.unwrap()), ["6"], "4 is not even asked for");
    assert_eq!(inbox.next_due(), Some(later));
    assert_eq!(keys(inbox.next_batch(later, since()).await.unwrap()), ["4"]);
    playing.await.unwrap();
}

#[tokio::test]
async fn a_refused_move_of_mail_that_is_gone_is_no_error() {
    let script = fetched(&[
        ("LIST \"\" \"Processed\"", "* LIST () \".\" Processed\r\nTAG OK one\r\n"),
        ("UID MOVE 4 \"Processed\"", "TAG NO no such message\r\n"),
        ("NOOP", "* 1 EXPUNGE\r\nTAG OK done\r\n"),
        ("UID SEARCH UID 4", "* SEARCH\r\nTAG OK done\r\n"),
    ]);
    let (mut mailbox, playing) = server(GREETING, vec![script]).await;
    mailbox.uids().await.unwrap();
    mailbox.file(&[(place(4), Destination::Processed)]).await.unwrap();
    playing.await.unwrap();
}

fn offering(capabilities: &'static str, rest: &[Exchange]) -> Vec<Exchange> {
    let offer = ("CAPABILITY", capabilities);
    [offer, LOGIN, offer, DELIMITER, SELECT].into_iter().chain(rest.iter().copied()).collect()
}

#[tokio::test]
async fn without_move_mail_is_copied_and_exactly_that_mail_expunged() {
    let capabilities = "* CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR UIDPLUS\r\nTAG OK done\r\n";
    let script = offering(
        capabilities,
        &[
            ("LIST \"\" \"Processed\"", "* LIST () \".\" Processed\r\nTAG OK one\r\n"),
            ("UID COPY 4 \"Processed\"", "TAG OK [COPYUID 9 4 1] copied\r\n"),
            ("UID STORE 4 +FLAGS.SILENT (\\Deleted)", "TAG OK stored\r\n"),
            ("UID EXPUNGE 4", "* 1 EXPUNGE\r\nTAG OK expunged\r\n"),
        ],
    );
    let (mut mailbox, playing) = server(GREETING, vec![script]).await;
    mailbox.file(&[(place(4), Destination::Processed)]).await.unwrap();
    playing.await.unwrap();
}

#[tokio::test]
async fn without_move_and_uidplus_mail_is_flagged_and_not_found_again() {
    let capabilities = "* CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR\r\nTAG OK done\r\n";
    let script = offering(
        capabilities,
        &[
            ("UID STORE 4 +FLAGS.SILENT (\\Seen $CountersignFiled)", "TAG OK stored\r\n"),
            ("UID STORE 5 +FLAGS.SILENT (\\Seen \\Flagged $CountersignFiled)", "TAG OK stored\r\n"),
            (
                "UID SEARCH 1:2 UNDELETED UNKEYWORD $CountersignFiled SINCE 31-Dec-2025",
                "* SEARCH\r\nTAG OK done\r\n",
            ),
        ],
    );
    let (mut mailbox, playing) = server(GREETING, vec![script]).await;
    mailbox.file(&[(place(4), Destination::Processed), (place(5), Destination::Quarantine)]).await.unwrap();
    assert!(mailbox.uids().await.unwrap().is_empty());
    playing.await.unwrap();
}

#[tokio::test]
async fn mail_that_comes_before_the_server_is_idling_ends_the_wait() {
    let script = fetched(&[
        NOTHING_NEW[0],
        NOTHING_NEW[1],
        ("IDLE", "* 3 EXISTS\r\n+ idling\r\n"),
        ("DONE", "TAG OK idled\r\n"),
    ]);
    let (mut mailbox, playing) = server(GREETING, vec![script]).await;
    mailbox.uids().await.unwrap();
    mailbox.uids().await.unwrap();
    mailbox.wait(future::pending()).await.unwrap();
    assert!(mailbox.session.is_some());
    playing.await.unwrap();
}

#[tokio::test]
async fn a_nudge_ends_the_wait_and_keeps_the_connection() {
    let script = fetched(&[
        ("IDLE", "+ idling\r\n* OK still here\r\n"),
        ("DONE", "TAG OK idled\r\n"),
        NOTHING_NEW[0],
        NOTHING_NEW[1],
    ]);
    let (mut mailbox, playing) = server(GREETING, vec![script]).await;
    mailbox.uids().await.unwrap();
    mailbox.wait(future::ready(())).await.unwrap();
    assert!(mailbox.uids().await.unwrap().is_empty());
    playing.await.unwrap();
}

#[tokio::test]
async fn a_server_that_leaves_while_idling_is_an_error() {
    for farewell in ["+ idling\r\n", "+ idling\r\n* BYE idle too long\r\n"] {
        let (mut mailbox, playing) = server(GREETING, vec![fetched(&[("IDLE", farewell)])]).await;
        mailbox.uids().await.unwrap();
        let error = mailbox.wait(future::pending()).await.unwrap_err();
        assert!(matches!(error, InboxError::Connection { .. }), "{error}");
        playing.await.unwrap();
    }
}

#[tokio::test]
async fn a_server_that_refuses_to_idle_is_polled() {
    let script = fetched(&[("IDLE", "TAG NO not now\r\n"), NOTHING_NEW[0], NOTHING_NEW[1]]);
    let (mut mailbox, playing) = server(GREETING, vec![script]).await;
    mailbox.uids().await.unwrap();
    mailbox.wait(future::pending()).await.unwrap();
    assert!(mailbox.uids().await.unwrap().is_empty());
    mailbox.wait(future::pending()).await.unwrap();
    playing.await.unwrap();
}

#[tokio::test]
async fn a_wait_that_is_given_up_leaves_no_half_used_connection() {
    let idle = fetched(&[("IDLE", "+ idling\r\n")]);
    let (mut mailbox, playing) = server(GREETING, vec![idle, fetched(&[])]).await;
    mailbox.uids().await.unwrap();
    {
        let mut wait = std::pin::pin!(mailbox.wait(future::pending()));
        assert!(futures_util::poll!(&mut wait).is_pending());
    }
    assert!(mailbox.session.is_none());
    assert_eq!(mailbox.uids().await.unwrap(), ["4", "5"]);
    playing.await.unwrap();
}

#[tokio::test]
async fn a_server_that_says_nothing_is_not_waited_for() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let stream = wire::dial("127.0.0.1", listener.local_addr().unwrap().port()).await.unwrap();
    let mut connection = Checked::new(stream, "silent:143", LIMIT);
    let patience = std::time::Duration::from_millis(1);
    let error = connection.command("NOOP", patience, |_| ()).await.unwrap_err();
    assert!(matches!(error, InboxError::Connection { .. }), "{error}");
}

const GIBIBYTES: Exchange = (
    SIZES.0,
    "* 1 FETCH (UID 4 INTERNALDATE \"02-Jan-2026 10:00:00 +0000\" RFC822.SIZE 1073741824)\r\n\
     * 2 FETCH (UID 5 INTERNALDATE \"02-Jan-2026 11:00:00 +0000\" RFC822.SIZE 4294967295)\r\nTAG OK done\r\n",
);
const HEADERS: &str = "UID FETCH 4:5 (UID BODY.PEEK[HEADER]<0.65536>)";

#[tokio::test]
async fn of_mails_of_gibibytes_only_the_headers_are_asked_for() {
    let headers = (
        HEADERS,
        "* 1 FETCH (UID 4 BODY[HEADER]<0> \"A: 1\")\r\n* 2 FETCH (UID 5 BODY[HEADER]<0> \"A: 2\")\r\nTAG OK done\r\n",
    );
    let (mut mailbox, playing) = server(GREETING, vec![selected(&[SEARCH, GIBIBYTES, headers])]).await;
    let mails = mailbox.next_batch(&Postponed::default(), now(), since()).await.unwrap().mails;
    assert_eq!(mails[0].content, Content::TooLarge { size: 1 << 30, header: b"A: 1".to_vec() });
    assert_eq!(mails[1].content, Content::TooLarge { size: u64::from(u32::MAX), header: b"A: 2".to_vec() });
    playing.await.unwrap();
}

/// Each with a byte every five seconds, so that the server is never silent.
#[tokio::test(start_paused = true)]
async fn a_server_that_drips_is_given_up_in_time_wherever_it_begins() {
    for (greeting, script) in [
        (DRIP, vec![]),
        (GREETING, vec![(CAPABLE.0, DRIP)]),
        (GREETING, vec![CAPABLE, (LOGIN.0, DRIP)]),
        (GREETING, selected(&[(SEARCH.0, DRIP)])),
        (GREETING, selected(&[SEARCH, (SIZES.0, DRIP)])),
        (GREETING, selected(&[SEARCH, SIZES, (BODIES.0, "* 1 FETCH (UID 4 BODY[]<0> {1000}\r\nDRIP")])),
        // What a mail is said to measure buys the server no time.
        (
            GREETING,
            selected(&[SEARCH, GIBIBYTES, (HEADERS, "* 1 FETCH (UID 4 BODY[HEADER]<0> {60000}\r\nDRIP")]),
        ),
    ] {
        let (mut mailbox, playing) = server(greeting, vec![script]).await;
        let began = tokio::time::Instant::now();
        let error = mailbox.uids().await.unwrap_err();
        assert!(matches!(error, InboxError::Connection { .. }), "{error}");
        assert!(began.elapsed() < std::time::Duration::from_secs(100), "{error}: {:?}", began.elapsed());
        playing.await.unwrap();
    }
}

#[tokio::test(start_paused = true)]
async fn a_server_that_drips_while_idling_is_asked_in_time_whether_it_lives() {
    let (mut mailbox, playing) = server(GREETING, vec![fetched(&[("IDLE", "+ idling\r\nDRIP")])]).await;
    mailbox.uids().await.unwrap();
    let began = tokio::time::Instant::now();
    mailbox.wait(future::pending()).await.unwrap_err();
    assert!(began.elapsed() < std::time::Duration::from_secs(11 * 60), "{:?}", began.elapsed());
    playing.await.unwrap();
}

const MARKED: &str = "OR OR HEADER To \"expenses+\" HEADER Cc \"expenses+\" \
    OR HEADER In-Reply-To \".countersign@corp.example\" HEADER References \".countersign@corp.example\"";

/// A server with many mails, some of them with a mark, that answers whatever the desk asks. More can come.
struct Crowded {
    mails: std::collections::BTreeSet<u32>,
    marked: Vec<u32>,
    /// What it says when it is asked for marks; with `TAG`.
    refusal: Option<&'static str>,
    commands: Vec<String>,
}

impl Crowded {
    fn answer(&mut self, command: &str) -> String {
        self.commands.push(command.to_owned());
        let scripted = [CAPABLE, LOGIN, DELIMITER].into_iter().find(|(expected, _)| *expected == command);
        if let Some((_, answer)) = scripted {
            return answer.to_owned();
        }
        if command.starts_with("SELECT") {
            return SELECT.1.replace("* 2 EXISTS", &format!("* {} EXISTS", self.mails.len()));
        }
        let fetched = |set: &str, item: &dyn Fn(u32) -> String| {
            let ranges = set.split(',').map(|range| range.split_once(':').unwrap_or((range, range)));
            let uids = ranges.flat_map(|(from, to)| from.parse::<u32>().unwrap()..=to.parse().unwrap());
            let lines = uids.map(|uid| format!("* {uid} FETCH (UID {uid} {})\r\n", item(uid)));
            lines.collect::<String>() + "TAG OK done\r\n"
        };
        let found = |uids: Vec<u32>| {
            let listed: String = uids.iter().map(|uid| format!(" {uid}")).collect();
            format!("* SEARCH{listed}\r\nTAG OK done\r\n")
        };
        if let Some(range) = command.strip_suffix(MARKED) {
            let range = range.trim_start_matches("UID SEARCH UID ").trim_end();
            let (from, to) = range.split_once(':').unwrap_or((range, range));
            let (from, to): (u32, u32) = (from.parse().unwrap(), to.parse().unwrap());
            let hits = self.marked.iter().copied().filter(|uid| (from..=to).contains(uid)).collect();
            return self.refusal.map_or_else(|| found(hits), str::to_owned);
        }
        if let Some(rest) = command.strip_prefix("UID SEARCH UID ") {
            let from: u32 = rest.split_once(':').unwrap().0.parse().unwrap();
            return found(self.mails.range(from..).copied().collect());
        }
        if command.starts_with("UID SEARCH 1:") {
            return found(self.mails.iter().copied().collect());
        }
        if let Some(set) = command.strip_prefix("UID FETCH ") {
            let (set, items) = set.split_once(' ').unwrap();
            return match items.contains("RFC822.SIZE") {
                true => {
                    fetched(set, &|_| "INTERNALDATE \"02-Jan-2026 10:00:00 +0000\" RFC822.SIZE 3".to_owned())
                }
                false => fetched(set, &|_| "BODY[]<0> {3}\r\none".to_owned()),
            };
        }
        assert_eq!(command, "NOOP");
        format!("* {} EXISTS\r\nTAG OK done\r\n", self.mails.len())
    }
}

type Shared = std::sync::Arc<std::sync::Mutex<Crowded>>;

async fn crowded(mails: u32, marked: &[u32], refusal: Option<&'static str>) -> (Mailbox, Shared) {
    let crowd =
        Crowded { mails: (1..=mails).collect(), marked: marked.to_vec(), refusal, commands: Vec::new() };
    let crowd = Shared::new(crowd.into());
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let mut mailbox = Mailbox::new(settings(listener.local_addr().unwrap().port()), LIMIT).unwrap();
    mailbox.set_marks(Marks { to: "expenses+".to_owned(), answers: ".countersign@corp.example".to_owned() });
    let serving = crowd.clone();
    tokio::spawn(async move {
        loop {
            let (socket, _) = listener.accept().await.unwrap();
            let mut socket = BufReader::new(socket);
            socket.write_all(GREETING.as_bytes()).await.unwrap();
            let mut line = String::new();
            while socket.read_line(&mut line).await.is_ok_and(|read| read > 0) {
                let (tag, command) = line.trim_end().split_once(' ').unwrap();
                let answer = serving.lock().unwrap().answer(command);
                if answer.is_empty() {
                    break;
                }
                socket.write_all(answer.replace("TAG", tag).as_bytes()).await.unwrap();
                line.clear();
            }
        }
    });
    (mailbox, crowd)
}

fn numbers(uids: &[String]) -> Vec<u32> {
    uids.iter().map(|uid| uid.parse().unwrap()).collect()
}

#[tokio::test]
async fn of_many_mails_those_with_a_mark_are_handed_out_first_and_each_once() {
    let (mut mailbox, crowd) = crowded(1_000, &[700, 1_000], None).await;
    let mut all = numbers(&mailbox.uids().await.unwrap());
    let expected: Vec<u32> = [700, 1_000].into_iter().chain(1..=126).collect();
    assert_eq!(all, expected);
    // One comes in the middle of it, and goes before all that wait.
    crowd.lock().unwrap().mails.insert(1_001);
    crowd.lock().unwrap().marked.push(1_001);
    let second = numbers(&mailbox.uids().await.unwrap());
    assert_eq!(second, [1_001].into_iter().chain(127..=253).collect::<Vec<_>>());
    all.extend(second);
    loop {
        let batch = mailbox.uids().await.unwrap();
        if batch.is_empty() {
            break;
        }
        all.extend(numbers(&batch));
    }
    let rest = &all[256..];
    assert!(rest.is_sorted(), "{rest:?}");
    all.sort_unstable();
    assert_eq!(all, (1..=1_001).collect::<Vec<_>>());
    let asked: Vec<String> =
        crowd.lock().unwrap().commands.iter().filter(|command| command.ends_with(MARKED)).cloned().collect();
    let ranges: Vec<&str> = asked.iter().filter_map(|command| command.split(' ').nth(3)).collect();
    assert_eq!(ranges, ["1:700", "701:1000", "1001"], "no mail is looked into twice");
}

#[tokio::test]
async fn very_many_mails_are_looked_into_bit_by_bit_from_the_newest_on() {
    let (mut mailbox, crowd) = crowded(5_000, &[700, 4_999], None).await;
    let mut firsts = Vec::new();
    for _ in 0..3 {
        firsts.push(numbers(&mailbox.uids().await.unwrap())[0]);
        crowd.lock().unwrap().commands.retain(|command| command.ends_with(MARKED));
    }
    assert_eq!(firsts, [4_999, 128, 700]);
    let windows = crowd.lock().unwrap().commands.len();
    assert_eq!(windows, 3 + 3 + 1, "of 700 each, and without what is handed out");
}

#[tokio::test]
async fn without_room_only_mails_with_a_mark_are_handed_out_and_the_others_wait_in_their_order() {
    let (mut mailbox, crowd) = crowded(5_000, &[700, 4_999], None).await;
    mailbox.admit(Room { any: 3, marked: 9, again: None });
    assert_eq!(numbers(&mailbox.uids().await.unwrap()), [4_999, 1, 2]);
    mailbox.admit(Room { any: 0, marked: 1, again: None });
    let batch = mailbox.next_batch(&Postponed::default(), now(), since()).await.unwrap();
    assert_eq!((batch.mails.len(), &batch.mails[0].place, batch.waiting), (1, &place(700), 4_996));
    // One comes, and another; there is room for one.
    crowd.lock().unwrap().mails.extend([5_001, 5_002, 5_003]);
    crowd.lock().unwrap().marked.extend([5_002, 5_003]);
    assert_eq!(numbers(&mailbox.uids().await.unwrap()), [5_002]);
    mailbox.admit(Room { any: 0, marked: 0, again: None });
    assert!(mailbox.uids().await.unwrap().is_empty());
    // Who was put off is looked into again.
    mailbox.admit(Room { any: 0, marked: 2, again: None });
    let mut postponed = Postponed::default();
    postponed.add([(place(5), now()), (place(5_002), now())]);
    let batch = mailbox.next_batch(&postponed, now(), since()).await.unwrap();
    let found: Vec<&str> = batch.mails.iter().map(|mail| mail.place.key.as_str()).collect();
    assert_eq!(found, ["5002", "5003"]);
    mailbox.admit(Room { any: 200, marked: 2, again: None });
    assert_eq!(numbers(&mailbox.uids().await.unwrap()), (3..=130).collect::<Vec<_>>());
}

#[tokio::test]
async fn few_mails_that_have_no_room_are_looked_into() {
    let (mut mailbox, _crowd) = crowded(5, &[4], None).await;
    mailbox.admit(Room { any: 0, marked: 9, again: None });
    assert_eq!(numbers(&mailbox.uids().await.unwrap()), [4]);
    assert!(mailbox.uids().await.unwrap().is_empty());
    mailbox.admit(Room { any: 9, marked: 9, again: None });
    assert_eq!(numbers(&mailbox.uids().await.unwrap()), [1, 2, 3, 5]);
}

#[tokio::test]
async fn where_nobody_can_tell_answers_from_other_mail_all_wait_for_room() {
    let (mut mailbox, _crowd) = crowded(5, &[4], Some("TAG NO too slow\r\n")).await;
    mailbox.admit(Room { any: 0, marked: 9, again: None });
    assert!(mailbox.uids().await.unwrap().is_empty());
    mailbox.admit(Room::FOR_ALL);
    assert_eq!(numbers(&mailbox.uids().await.unwrap()), [1, 2, 3, 4, 5]);
}

#[tokio::test]
async fn few_mails_are_not_looked_into() {
    let (mut mailbox, crowd) = crowded(128, &[128], None).await;
    assert!(numbers(&mailbox.uids().await.unwrap()).is_sorted());
    assert!(!crowd.lock().unwrap().commands.iter().any(|command| command.ends_with(MARKED)));
}

#[tokio::test]
async fn a_server_that_cannot_look_for_marks_keeps_the_order() {
    for refusal in ["TAG NO too slow\r\n", "TAG BAD what?\r\n"] {
        let (mut mailbox, crowd) = crowded(300, &[300], Some(refusal)).await;
        let mut all = Vec::new();
        for _ in 0..3 {
            all.extend(numbers(&mailbox.uids().await.unwrap()));
        }
        assert_eq!(all, (1..=300).collect::<Vec<_>>());
        let asked = crowd.lock().unwrap().commands.iter().filter(|command| command.ends_with(MARKED)).count();
        assert_eq!(asked, 1);
    }
}

#[tokio::test]
async fn a_server_that_breaks_off_when_it_looks_for_marks_is_asked_three_times() {
    let (mut mailbox, _) = crowded(300, &[300], Some("")).await;
    for _ in 0..3 {
        mailbox.uids().await.unwrap_err();
    }
    assert_eq!(numbers(&mailbox.uids().await.unwrap()), (1..=128).collect::<Vec<_>>());
}
