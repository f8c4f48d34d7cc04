//! What can be made wrong with the world on purpose: each promise has one that breaks it, so that it is known to be watched.

use super::promises::Promise;

/// A world that is not as it should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mutation {
    /// The mailbox files a mail that the desk never saw.
    UnreadMailIsFiled,
    /// The mailbox never hands some mails out.
    MailIsOverlooked,
    /// The server vouches for mail that somebody else wrote.
    ForgedMailIsVouchedFor,
    /// The disk turns an approval into a rejection.
    DecisionIsRewritten,
    /// The desk does not know that two addresses are one person.
    AliasIsForgotten,
    /// The disk loses the deadline of an open request.
    DeadlineIsLost,
    /// The outgoing server says that it took a mail, and throws it away.
    MailIsSwallowed,
    /// The outgoing server makes two of one.
    MailIsDoubled,
    /// The outgoing server changes what it was given.
    MailIsChanged,
    /// A level of escalation stands twice in the desk's configuration.
    LevelIsDoubled,
    /// The disk changes an entry of the log.
    LogIsRewritten,
    /// The outgoing server copies a reply address into another mail.
    MailIsLeaked,
    /// The mailbox hands out all mail, whatever room there is.
    RoomIsIgnored,
}

/// All of them, each with the promise that it breaks.
pub const ALL: [(Mutation, Promise); 13] = [
    (Mutation::UnreadMailIsFiled, Promise::NothingLost),
    (Mutation::MailIsOverlooked, Promise::NothingLost),
    (Mutation::ForgedMailIsVouchedFor, Promise::Quorum),
    (Mutation::DecisionIsRewritten, Promise::DecidedOnce),
    (Mutation::AliasIsForgotten, Promise::RequesterNeverCounts),
    (Mutation::DeadlineIsLost, Promise::Deadline),
    (Mutation::MailIsSwallowed, Promise::Delivered),
    (Mutation::MailIsDoubled, Promise::DeliveredOnce),
    (Mutation::MailIsChanged, Promise::SameMail),
    (Mutation::LevelIsDoubled, Promise::EscalatedOnce),
    (Mutation::LogIsRewritten, Promise::Audit),
    (Mutation::MailIsLeaked, Promise::Secrets),
    (Mutation::RoomIsIgnored, Promise::Rate),
];
