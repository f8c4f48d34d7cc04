//! Filing mails: out of the folder that is read, into `Processed` or `Quarantine`.
//!
//! Knows MOVE, its substitutes, and how the folders come to be. Must not know why a mail goes where.

use async_imap::imap_proto::{MailboxDatum, NameAttribute, Response};

use super::checked::PATIENCE;
use super::mailbox_name::{encoded, quoted};
use super::session::Session;
use super::uid_set::sets;
use crate::config::Imap;
use crate::inbox::{BATCH_MAILS, Destination, InboxError, Place};

/// Marks filed mail on a server that offers neither MOVE nor UID EXPUNGE.
pub(super) const FILED_KEYWORD: &str = "$CountersignFiled";

/// The folders that mail is filed in, as the server knows them, once they are known to be there.
#[derive(Debug)]
pub(super) struct Folders {
    delimiter: Option<char>,
    processed: Option<String>,
    quarantine: Option<String>,
    /// Whether it was said already that mail cannot leave the folder.
    said_stuck: bool,
}

impl Folders {
    pub(super) fn new(delimiter: Option<char>) -> Self {
        Self { delimiter, processed: None, quarantine: None, said_stuck: false }
    }

    /// What stands between the levels of folder names.
    pub(super) fn delimiter(&self) -> Option<char> {
        self.delimiter
    }

    fn known(&mut self, destination: Destination) -> &mut Option<String> {
        match destination {
            Destination::Processed => &mut self.processed,
            Destination::Quarantine => &mut self.quarantine,
        }
    }

    /// The names to try: as configured, and below INBOX, where some servers want all folders.
    fn names(&self, configured: &str) -> Vec<String> {
        let plain = encoded(configured, self.delimiter);
        match self.delimiter {
            Some(delimiter) if !plain.starts_with(&format!("INBOX{delimiter}")) => {
                let below = format!("INBOX{delimiter}{plain}");
                vec![plain, below]
            }
            Some(_) | None => vec![plain],
        }
    }
}

/// Mails that the server refuses to file: they stay where they are.
#[derive(Debug)]
pub(super) struct Left {
    pub(super) uids: Vec<u32>,
    pub(super) why: InboxError,
}

impl Left {
    /// Tells the operator.
    pub(super) fn say(&self, mailbox: &str) {
        let (mails, why) = (sets(&self.uids).join(","), &self.why);
        tracing::warn!(mailbox, mails, %why, "mail {mails} of {mailbox} was dealt with and stays there for now: {why}");
    }
}

impl Session {
    /// Files mails of this generation of the folder; the others are gone with it.
    pub(super) async fn file(
        &mut self,
        moves: &[(Place, Destination)],
        settings: &Imap,
    ) -> Result<Vec<Left>, InboxError> {
        let mut left = Vec::new();
        for destination in [Destination::Processed, Destination::Quarantine] {
            let here = moves.iter().filter(|(_, to)| *to == destination);
            let uids: Vec<u32> = here.filter_map(|(place, _)| self.uid(place)).collect();
            for uids in uids.chunks(BATCH_MAILS) {
                left.extend(self.file_some(uids, destination, settings).await?);
            }
        }
        Ok(left)
    }

    /// One mail that the server cannot file must not keep the others: after a refusal each is filed singly.
    async fn file_some(
        &mut self,
        uids: &[u32],
        destination: Destination,
        settings: &Imap,
    ) -> Result<Option<Left>, InboxError> {
        let set = sets(uids).join(",");
        let Some(mut why) = self.try_to_file(&set, destination, settings).await? else { return Ok(None) };
        // Somebody may have taken the folder away.
        *self.folders.known(destination) = None;
        let mut left = Vec::new();
        for uid in self.left_of(uids).await? {
            if !matches!(why, InboxError::Destination { .. }) {
                let Some(refusal) = self.try_to_file(&uid.to_string(), destination, settings).await? else {
                    continue;
                };
                why = refusal;
            }
            left.push(uid);
        }
        Ok(Some(Left { uids: left, why }).filter(|left| !left.uids.is_empty()))
    }

    /// Files these mails. Gives the server's refusal, if some of them may be left.
    async fn try_to_file(
        &mut self,
        set: &str,
        destination: Destination,
        settings: &Imap,
    ) -> Result<Option<InboxError>, InboxError> {
        if !self.can_move() {
            return self.mark(set, destination).await;
        }
        let folder = match self.folder(destination, settings).await {
            Ok(folder) => quoted(&folder),
            Err(error @ InboxError::Destination { .. }) => return Ok(Some(error)),
            Err(error) => return Err(error),
        };
        if self.offered.r#move {
            return self.refusal("UID MOVE", &format!("UID MOVE {set} {folder}")).await;
        }
        let delete = format!("UID STORE {set} +FLAGS.SILENT (\\Deleted)");
        for (name, command) in [("UID COPY", format!("UID COPY {set} {folder}")), ("UID STORE", delete)] {
            if let Some(refusal) = self.refusal(name, &command).await? {
                return Ok(Some(refusal));
            }
        }
        // RFC 4315 §2.1: of all deleted mails, exactly these; a plain EXPUNGE would take other people's too.
        self.connection.demand("UID EXPUNGE", &format!("UID EXPUNGE {set}"), |_| ()).await?;
        Ok(None)
    }

    /// Without MOVE and UID EXPUNGE mail stays where it is, flagged.
    async fn mark(&mut self, set: &str, destination: Destination) -> Result<Option<InboxError>, InboxError> {
        if !std::mem::replace(&mut self.folders.said_stuck, true) {
            let server = self.connection.server();
            tracing::warn!(
                server,
                keywords = self.keywords,
                "{server} offers neither MOVE nor UIDPLUS: mail that was dealt with stays in the folder, flagged as seen"
            );
        }
        let keyword = if self.keywords { FILED_KEYWORD } else { "" };
        let flags = match destination {
            Destination::Processed => format!("\\Seen {keyword}"),
            Destination::Quarantine => format!("\\Seen \\Flagged {keyword}"),
        };
        let command = format!("UID STORE {set} +FLAGS.SILENT ({})", flags.trim_end());
        self.refusal("UID STORE", &command).await
    }

    /// Runs a command that may be refused.
    async fn refusal(&mut self, name: &'static str, command: &str) -> Result<Option<InboxError>, InboxError> {
        let answer = self.connection.command(command, PATIENCE, |_| ()).await?;
        Ok(if answer.accepted() { None } else { Some(self.connection.refused(name, answer)) })
    }

    /// The folder's name on the server; made, if it is not there.
    pub(super) async fn folder(
        &mut self,
        destination: Destination,
        settings: &Imap,
    ) -> Result<String, InboxError> {
        if let Some(name) = self.folders.known(destination) {
            return Ok(name.clone());
        }
        let configured = match destination {
            Destination::Processed => &settings.processed,
            Destination::Quarantine => &settings.quarantine,
        };
        let names = self.folders.names(configured);
        let name = match self.existing(&names).await? {
            Some(name) => name,
            None => self.create(configured, &names).await?,
        };
        Ok(self.folders.known(destination).insert(name).clone())
    }

    async fn existing(&mut self, names: &[String]) -> Result<Option<String>, InboxError> {
        for name in names {
            let mut there = false;
            let on = |response: &Response<'_>| {
                if let Response::MailboxData(MailboxDatum::List(list)) = response {
                    there |= list.name == *name && !list.name_attributes.iter().any(is_no_folder);
                }
            };
            self.connection.demand("LIST", &format!("LIST \"\" {}", quoted(name)), on).await?;
            if there {
                return Ok(Some(name.clone()));
            }
        }
        Ok(None)
    }

    async fn create(&mut self, configured: &str, names: &[String]) -> Result<String, InboxError> {
        let mut refusal = String::new();
        for name in names {
            let command = format!("CREATE {}", quoted(name));
            let answer = self.connection.command(&command, PATIENCE, |_| ()).await?;
            // RFC 5530 §3: somebody else was faster.
            if answer.accepted() || answer.text.to_ascii_uppercase().starts_with("[ALREADYEXISTS]") {
                tracing::info!(folder = configured, "made the folder {configured:?} in the mailbox");
                return Ok(name.clone());
            }
            refusal = answer.text;
        }
        Err(InboxError::Destination {
            folder: configured.to_owned(),
            server: self.connection.server().to_owned(),
            answer: refusal,
        })
    }
}

/// RFC 9051 §7.3.1: a name in the hierarchy that holds no mail.
fn is_no_folder(attribute: &NameAttribute<'_>) -> bool {
    *attribute == NameAttribute::NoSelect
        || matches!(attribute, NameAttribute::Extension(name) if name.eq_ignore_ascii_case("\\NonExistent"))
}
