//! Files as other programs leave, move and take them.

use std::time::UNIX_EPOCH;

use super::*;

const NOW: DateTime<Utc> = DateTime::UNIX_EPOCH;

struct Desk {
    root: tempfile::TempDir,
    maildir: Maildir,
}

fn desk(limit: u64) -> Desk {
    let root = tempfile::tempdir().unwrap();
    let address: Address = "expenses@corp.example".parse().unwrap();
    let maildir = Maildir::open(root.path(), &address, limit).unwrap();
    Desk { root, maildir }
}

impl Desk {
    fn path(&self, name: &str) -> PathBuf {
        self.root.path().join("expenses@corp.example").join(name)
    }

    fn deliver(&self, name: &str, bytes: &[u8], second: u64) {
        let path = self.path(name);
        fs::write(&path, bytes).unwrap();
        let file = File::options().write(true).open(&path).unwrap();
        file.set_modified(UNIX_EPOCH + Duration::from_secs(second)).unwrap();
    }

    async fn keys(&mut self) -> Vec<String> {
        let batch = self.maildir.next_batch(&[], NOW).await.unwrap();
        batch.mails.into_iter().map(|mail| mail.place.key).collect()
    }

    async fn file(&mut self, key: &str, destination: Destination) {
        let place = Place { mailbox: "expenses@corp.example".to_owned(), key: key.to_owned() };
        self.maildir.file(&[(place, destination)]).await.unwrap();
    }
}

#[tokio::test]
async fn mails_come_oldest_first_and_once_while_in_flight() {
    let mut desk = desk(100);
    desk.deliver("new/b", b"second", 2);
    desk.deliver("cur/c:2,S", b"first", 1);
    desk.deliver("new/a", b"third", 3);
    assert_eq!(desk.keys().await, ["c", "b", "a"]);
    assert!(desk.keys().await.is_empty());
    desk.maildir.forget();
    assert_eq!(desk.keys().await.len(), 3);
}

#[tokio::test]
async fn a_mail_arrived_when_its_file_was_written_and_may_come_again() {
    let mut desk = desk(100);
    desk.deliver("new/a", b"x", 7);
    let now = DateTime::from_timestamp(9, 0).unwrap();
    let mails = desk.maildir.next_batch(&[], now).await.unwrap().mails;
    assert_eq!(mails[0].at, DateTime::from_timestamp(7, 0).unwrap());
    let early = DateTime::from_timestamp(5, 0).unwrap();
    let again = desk.maildir.next_batch(&[mails[0].place.clone()], early).await.unwrap().mails;
    assert_eq!((again.len(), again[0].at), (1, early));
    assert!(desk.keys().await.is_empty());
}

#[tokio::test]
async fn what_is_no_mail_is_passed_over() {
    let mut desk = desk(100);
    desk.deliver("new/.hidden", b"x", 1);
    desk.deliver("cur/trashed:2,ST", b"x", 1);
    desk.deliver("tmp/half", b"x", 1);
    fs::create_dir(desk.path("new/folder")).unwrap();
    std::os::unix::fs::symlink("/etc/passwd", desk.path("new/link")).unwrap();
    assert!(desk.keys().await.is_empty());
}

#[tokio::test]
async fn a_mail_over_the_limit_is_handed_out_as_its_header() {
    let mut desk = desk(20);
    desk.deliver("new/fits", b"Subject: a\r\n\r\n123456", 1);
    desk.deliver("new/large", b"Subject: a\r\n\r\n1234567", 2);
    let mails = desk.maildir.next_batch(&[], NOW).await.unwrap().mails;
    assert_eq!(mails[0].content, Content::Whole(b"Subject: a\r\n\r\n123456".to_vec()));
    let header = b"Subject: a\r\n\r\n".to_vec();
    assert_eq!(mails[1].content, Content::TooLarge { size: 21, header });
}

#[tokio::test]
async fn filed_mail_goes_into_subfolders_that_mail_programs_know() {
    let mut desk = desk(100);
    desk.deliver("new/good", b"x", 1);
    desk.deliver("new/bad", b"x", 2);
    assert_eq!(desk.keys().await.len(), 2);
    desk.file("good", Destination::Processed).await;
    fs::rename(desk.path("new/bad"), desk.path("cur/bad:2,FS")).unwrap();
    desk.file("bad", Destination::Quarantine).await;
    assert!(desk.path(".Processed/cur/good:2,S").is_file());
    assert!(desk.path(".Quarantine/cur/bad:2,S").is_file());
    assert!(desk.path(".Quarantine/maildirfolder").is_file());
    assert!(desk.keys().await.is_empty());
}

#[tokio::test]
async fn mail_that_is_gone_is_no_error_and_a_path_is_no_key() {
    let mut desk = desk(100);
    desk.file("gone", Destination::Processed).await;
    fs::write(desk.path("cur/../outside"), b"x").unwrap();
    desk.file("../outside", Destination::Processed).await;
    assert!(desk.path("outside").is_file());
}

#[tokio::test]
async fn a_batch_is_bounded() {
    let mut desk = desk(100);
    for n in 0..BATCH_MAILS + 1 {
        desk.deliver(&format!("new/{n:03}"), b"x", 1);
    }
    assert_eq!(desk.keys().await.len(), BATCH_MAILS);
    assert_eq!(desk.keys().await, [format!("{BATCH_MAILS:03}")]);
}

#[tokio::test]
async fn of_many_mails_those_with_a_mark_are_handed_out_first_also_when_they_come_later() {
    let mut desk = desk(1_000);
    desk.maildir.set_marks(Marks { to: "expenses+".to_owned(), answers: ".countersign@x".to_owned() });
    for n in 0..3 * BATCH_MAILS {
        desk.deliver(&format!("new/{n:03}"), b"To: expenses@corp.example\n\nx", 1);
    }
    desk.deliver("new/reply", b"In-Reply-To: <a.countersign@x>\n\nx", 9);
    let mut all = desk.keys().await;
    assert_eq!(all[..2], ["reply", "000"]);
    desk.deliver("new/again", b"To: expenses+t@corp.example\n\nx", 10);
    let second = desk.keys().await;
    assert_eq!(second[..2], ["again", "127"]);
    all.extend(second);
    for _ in 0..2 {
        all.extend(desk.keys().await);
    }
    let distinct: HashSet<_> = all.iter().collect();
    assert_eq!((all.len(), distinct.len()), (3 * BATCH_MAILS + 2, 3 * BATCH_MAILS + 2));
}

#[tokio::test]
async fn without_room_only_mails_with_a_mark_are_handed_out_and_waited_for() {
    let mut desk = desk(1_000);
    desk.maildir.set_marks(Marks { to: "expenses+".to_owned(), answers: ".countersign@x".to_owned() });
    for n in 0..5 {
        desk.deliver(&format!("new/{n}"), b"To: expenses@corp.example\n\nx", n);
    }
    desk.maildir.admit(Room { any: 2, marked: 9, again: None });
    assert_eq!(desk.keys().await, ["0", "1"]);
    desk.maildir.admit(Room { any: 0, marked: 9, again: None });
    assert!(desk.keys().await.is_empty());
    let (unfinished, path) = (desk.path("tmp/reply"), desk.path("new/reply"));
    let (waited, ()) = tokio::join!(desk.maildir.wait(std::future::pending()), async {
        tokio::fs::write(&unfinished, b"In-Reply-To: <a.countersign@x>\n\nx").await.unwrap();
        tokio::fs::rename(unfinished, path).await.unwrap();
    });
    waited.unwrap();
    assert_eq!(desk.keys().await, ["reply"]);
    desk.maildir.admit(Room::FOR_ALL);
    assert_eq!(desk.keys().await, ["2", "3", "4"]);
}

#[tokio::test]
async fn waiting_ends_with_a_new_file_or_a_nudge() {
    let mut desk = desk(100);
    desk.maildir.wait(std::future::ready(())).await.unwrap();
    let path = desk.path("new/late");
    let (waited, ()) = tokio::join!(desk.maildir.wait(std::future::pending()), async {
        tokio::fs::write(path, b"x").await.unwrap();
    });
    waited.unwrap();
    assert_eq!(desk.keys().await, ["late"]);
}

#[test]
fn an_address_with_a_slash_is_refused() {
    let address: Address = "../../etc@corp.example".parse().unwrap();
    let root = tempfile::tempdir().unwrap();
    assert!(Maildir::open(root.path(), &address, 1).unwrap_err().is_permanent());
}
