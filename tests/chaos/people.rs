//! Everybody at work: requesters hand in their reports, and people answer what the desk writes to them, all at once.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use countersign::config::{self, Smtp, Tls};
use countersign::outbox::{Carrier, Outbox, Parcel, Verdict};
use tokio::sync::Semaphore;
use tokio::task::JoinSet;

use super::letters::Notice;
use super::mailbox::{Mailbox, message_id};
use super::office::{BOSS, DESK, FINANCE, IT, MARIA, OMAR, Office};
use super::plan::{Plan, REQUESTERS};

/// How often people look into their mailboxes.
const LOOK: Duration = Duration::from_millis(20);

/// The people and what they have done.
pub struct People {
    pub plans: Arc<Vec<Plan>>,
    pub mailboxes: BTreeMap<&'static str, Mailbox>,
    /// How many more reports may be handed in.
    leave: Arc<Semaphore>,
    /// The Message-IDs of what was handed in or answered and taken by the server.
    sent: Arc<Mutex<BTreeSet<String>>>,
    _work: JoinSet<()>,
}

impl People {
    /// Lets everybody begin; the first report is handed in when there is leave to.
    pub fn at_work(office: &Office, plans: Vec<Plan>) -> Self {
        let plans = Arc::new(plans);
        let (leave, sent) = (Arc::new(Semaphore::new(0)), Arc::<Mutex<BTreeSet<String>>>::default());
        let mut mailboxes = BTreeMap::new();
        let mut work = JoinSet::new();
        for who in REQUESTERS.into_iter().chain([MARIA, OMAR, BOSS, FINANCE, IT]) {
            let mailbox = Mailbox::at(office.servers.maildir(who, "INBOX"));
            mailboxes.insert(who, mailbox.clone());
            let person = Person {
                who,
                mailbox,
                outbox: outbox(office, who),
                plans: plans.clone(),
                sent: sent.clone(),
            };
            let requester = person.clone();
            work.spawn(requester.hand_in(leave.clone()));
            work.spawn(person.answer());
        }
        Self { plans, mailboxes, leave, sent, _work: work }
    }

    /// How many reports there is no leave for yet.
    pub fn give_leave(&self, reports: usize) {
        self.leave.add_permits(reports);
    }

    /// What was sent so far.
    pub fn sent(&self) -> BTreeSet<String> {
        self.sent.lock().unwrap().clone()
    }

    /// How many mails come to the desk in all.
    pub fn mails(&self) -> usize {
        self.plans.iter().map(Plan::mails).sum()
    }
}

#[derive(Clone)]
struct Person {
    who: &'static str,
    mailbox: Mailbox,
    outbox: Arc<Outbox>,
    plans: Arc<Vec<Plan>>,
    sent: Arc<Mutex<BTreeSet<String>>>,
}

impl Person {
    async fn hand_in(self, leave: Arc<Semaphore>) {
        for plan in self.plans.iter().filter(|plan| plan.requester == self.who) {
            leave.acquire().await.unwrap().forget();
            self.send(DESK, plan.report()).await;
        }
    }

    /// Answers each notice once, however many copies of it come.
    async fn answer(self) {
        let mut read = BTreeSet::new();
        loop {
            for letter in self.mailbox.letters() {
                if let Some(mut notice) = letter.notice.filter(|_| read.insert(letter.id)) {
                    // Mail programs encode what is not ASCII.
                    notice.subject.retain(|c| c.is_ascii());
                    self.answer_one(&notice).await;
                }
            }
            tokio::time::sleep(LOOK).await;
        }
    }

    async fn answer_one(&self, notice: &Notice) {
        let about = self.plans.iter().find(|plan| {
            let shop = plan.shop();
            notice.text.contains(&shop) || notice.subject.contains(&shop)
        });
        if let Some(words) = about.and_then(|plan| plan.answer(self.who, notice)) {
            self.send(&notice.reply_to, notice.answer(self.who, &words)).await;
        }
    }

    /// Sends until the server has taken it, as mail programs do: always the same bytes.
    async fn send(&self, to: &str, mail: String) {
        let id = message_id(mail.as_bytes()).unwrap();
        let parcel = Parcel {
            sender: Some(self.who.parse().unwrap()),
            recipient: to.parse().unwrap(),
            bytes: mail.into_bytes(),
        };
        loop {
            match self.outbox.deliver(&parcel).await {
                Verdict::Delivered => break,
                Verdict::Later(_) | Verdict::Down(_) => tokio::time::sleep(LOOK * 10).await,
                Verdict::Never(why) => panic!("a mail of {} is refused: {why}", self.who),
            }
        }
        self.sent.lock().unwrap().insert(id);
    }
}

fn outbox(office: &Office, who: &str) -> Arc<Outbox> {
    let user = office.servers.user(who);
    let account = Smtp {
        host: "localhost".to_owned(),
        port: office.servers.smtp().submission,
        tls: Tls::StartTls,
        ca_file: Some(office.servers.ca_file()),
        credentials: Some((user.address.clone(), user.password.into())),
        connections: 2,
    };
    Arc::new(Outbox::new(&config::Outbox::Smtp(account), '+', "corp.example").unwrap())
}
