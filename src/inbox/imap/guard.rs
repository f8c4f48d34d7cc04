//! A stream that refuses, before the parser makes room for it, what is too large to be read.
//!
//! Knows where literals and lines end in what an IMAP server sends. Must not know what they mean.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use tokio::io::{AsyncRead, AsyncWrite, BufReader, ReadBuf};

/// The longest line outside of literals: a search answer with a million mails.
const LINE_BYTES: u64 = 16 * 1024 * 1024;

/// Read-ahead: fewer system calls than the parser's small reads.
const READ_AHEAD: usize = 64 * 1024;

/// A stream whose server cannot announce more than `literal_limit` bytes at once.
#[derive(Debug)]
pub(super) struct Guarded<S> {
    inner: BufReader<S>,
    literal_limit: u64,
    position: Position,
}

/// Where in the server's lines and literals (RFC 9051 §4.3) reading stands.
#[derive(Debug, Default)]
struct Position {
    literal_left: u64,
    line_length: u64,
    announcement: Announcement,
}

/// How much of `{123}` was seen at the end of the line so far.
#[derive(Clone, Copy, Debug, Default)]
enum Announcement {
    #[default]
    None,
    Digits(u64),
    Closed(u64),
}

impl<S: AsyncRead> Guarded<S> {
    /// Guards a stream that nothing was read from yet.
    pub(super) fn new(inner: S, literal_limit: u64) -> Self {
        Self {
            inner: BufReader::with_capacity(READ_AHEAD, inner),
            literal_limit,
            position: Position::default(),
        }
    }

    /// The stream itself. What the server sent ahead is dropped: before TLS starts nothing it says counts.
    pub(super) fn into_inner(self) -> S {
        self.inner.into_inner()
    }
}

impl Position {
    /// Follows what was read; fails at the first thing that is too large.
    fn follow(&mut self, mut bytes: &[u8], literal_limit: u64) -> io::Result<()> {
        while !bytes.is_empty() {
            if self.literal_left > 0 {
                let skip = usize::try_from(self.literal_left).unwrap_or(usize::MAX).min(bytes.len());
                self.literal_left -= skip as u64;
                bytes = bytes.get(skip..).unwrap_or_default();
            } else if let Some((byte, rest)) = bytes.split_first() {
                self.step(*byte, literal_limit)?;
                bytes = rest;
            }
        }
        Ok(())
    }

    fn step(&mut self, byte: u8, literal_limit: u64) -> io::Result<()> {
        self.line_length += 1;
        if self.line_length > LINE_BYTES {
            return Err(too_large("the server sent a line without end".to_owned()));
        }
        self.announcement = match (byte, self.announcement) {
            (b'{', _) => Announcement::Digits(0),
            (b'0'..=b'9', Announcement::Digits(size)) => {
                Announcement::Digits(size.saturating_mul(10).saturating_add(u64::from(byte - b'0')))
            }
            (b'}', Announcement::Digits(size)) => Announcement::Closed(size),
            (b'\r', closed @ Announcement::Closed(_)) => closed,
            (b'\n', Announcement::Closed(size)) if size > literal_limit => {
                return Err(too_large(format!("the server announced {size} bytes at once")));
            }
            (b'\n', Announcement::Closed(size)) => {
                self.literal_left = size;
                Announcement::None
            }
            _ => Announcement::None,
        };
        if byte == b'\n' {
            self.line_length = 0;
        }
        Ok(())
    }
}

fn too_large(why: String) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, why)
}

impl<S: AsyncRead + Unpin> AsyncRead for Guarded<S> {
    fn poll_read(self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        let before = buf.filled().len();
        ready!(Pin::new(&mut this.inner).poll_read(cx, buf))?;
        let fresh = buf.filled().get(before..).unwrap_or_default();
        Poll::Ready(this.position.follow(fresh, this.literal_limit))
    }
}

impl<S: AsyncRead + AsyncWrite + Unpin> AsyncWrite for Guarded<S> {
    fn poll_write(self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.get_mut().inner).poll_write(cx, buf)
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().inner).poll_flush(cx)
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().inner).poll_shutdown(cx)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_literal_over_the_limit_is_refused_wherever_the_reads_are_cut() {
        let answer = b"* 1 FETCH (UID 1 BODY[] {500000000}\r\n";
        for cut in 0..answer.len() {
            let mut position = Position::default();
            let (first, second) = answer.split_at(cut);
            position.follow(first, 100).unwrap();
            assert!(position.follow(second, 100).is_err(), "cut at {cut}");
        }
    }

    #[test]
    fn what_stands_inside_a_literal_announces_nothing() {
        let mut position = Position::default();
        position.follow(b"* 1 FETCH (BODY[] {14}\r\nx {500000000}\r", 100).unwrap();
        assert_eq!(position.literal_left, 0);
        position.follow(b"\n)\r\n", 100).unwrap();
        position.follow(b"* 2 FETCH (BODY[] {101}\r\n", 100).unwrap_err();
    }

    #[test]
    fn a_line_without_end_is_refused() {
        let mut position = Position { line_length: LINE_BYTES, ..Position::default() };
        assert!(position.follow(b"x", 100).is_err());
    }
}
