//! What lettre speaks over: our own stream, with turns kept and replies bounded.
//!
//! Knows whose turn it is, and which replies lettre could not read. Must not know what the words mean.
//! lettre reads whatever is there and keeps it, even across STARTTLS: a reply too many would answer the next question.
//! So it gets one byte at a time here, and what follows a reply stays in this buffer, where it is noticed.
//! It also says a mail and the dot that ends it in two writes: what is said goes out when a reply is waited for.

use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, ready};

use lettre::transport::smtp::client::AsyncTokioStream;
use tokio::io::{AsyncBufRead, AsyncRead, AsyncWrite, BufReader, BufWriter, ReadBuf};
use tokio_rustls::TlsConnector;

use crate::wire::Stream;

/// One reply has no more bytes than this; lettre would read a line without an end for ever.
const REPLY_LIMIT: usize = 16 * 1024;

/// A stream that lettre speaks over while we can still reach it.
#[derive(Clone, Debug)]
pub(super) struct Channel(Arc<Mutex<State>>);

type Buffered = BufReader<BufWriter<Stream>>;

#[derive(Debug)]
struct State {
    /// `None` when TLS was begun and did not come about.
    stream: Option<Buffered>,
    heard: String,
}

impl Channel {
    pub(super) fn new(stream: Stream) -> Self {
        let stream = Some(buffered(stream));
        Self(Arc::new(Mutex::new(State { stream, heard: String::new() })))
    }

    /// Everything that was read since the last write: the reply to it.
    pub(super) fn heard(&self) -> String {
        self.lock().heard.clone()
    }

    /// Goes on inside TLS. What was slipped in behind the last reply in the clear ends it (RFC 3207 §4.2).
    pub(super) async fn secure(&self, connector: &TlsConnector, host: &str) -> io::Result<()> {
        let stream = self.lock().stream.take().ok_or(io::ErrorKind::NotConnected)?;
        if !stream.buffer().is_empty() {
            return Err(out_of_turn());
        }
        let secured = stream.into_inner().into_inner().secure(connector, host).await?;
        self.lock().stream = Some(buffered(secured));
        Ok(())
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn poll<T>(
        &self,
        act: impl FnOnce(Pin<&mut Buffered>, &mut String) -> Poll<io::Result<T>>,
    ) -> Poll<io::Result<T>> {
        let State { stream, heard } = &mut *self.lock();
        act(Pin::new(stream.as_mut().ok_or(io::ErrorKind::NotConnected)?), heard)
    }
}

impl AsyncRead for Channel {
    fn poll_read(self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        self.poll(|mut stream, heard| {
            if heard.len() >= REPLY_LIMIT {
                return Poll::Ready(Err(io::Error::other("a reply without an end")));
            }
            let before = buf.filled().len();
            loop {
                // What was read is handed on before more is waited for; what follows a line stays here until it is asked for.
                let has_some = buf.filled().len() > before;
                let at_rest =
                    buf.remaining() == 0 || buf.filled().ends_with(b"\n") || stream.buffer().is_empty();
                if has_some && at_rest || buf.remaining() == 0 {
                    return Poll::Ready(Ok(()));
                }
                if stream.buffer().is_empty() {
                    ready!(stream.as_mut().poll_flush(cx))?;
                }
                let Some(byte) = ready!(stream.as_mut().poll_fill_buf(cx))?.first() else {
                    return Poll::Ready(Err(io::Error::other("the server hung up")));
                };
                let (legible, read) = legible(heard, *byte);
                stream.as_mut().consume(usize::from(read));
                if let Some(byte) = legible {
                    heard.push(char::from(byte));
                    buf.put_slice(&[byte]);
                }
            }
        })
    }
}

impl AsyncWrite for Channel {
    fn poll_write(self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        self.poll(|stream, heard| {
            // What lies here answers nothing that was asked: one more reply, and every answer is another mail's.
            if !stream.buffer().is_empty() {
                return Poll::Ready(Err(out_of_turn()));
            }
            heard.clear();
            stream.poll_write(cx, bytes)
        })
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.poll(|stream, _| stream.poll_shutdown(cx))
    }
}

impl AsyncTokioStream for Channel {
    /// Nobody asks.
    fn peer_addr(&self) -> io::Result<SocketAddr> {
        Err(io::ErrorKind::Unsupported.into())
    }
}

/// What lettre gets to read next, after what it heard, and whether that is all there was to this byte.
///
/// It refuses replies without text, which RFC 5321 §4.2 wants taken, and other character sets than UTF-8; at an EHLO
/// line of nothing but blanks it panics.
fn legible(heard: &str, byte: u8) -> (Option<u8>, bool) {
    let column = heard.rsplit('\n').next().map_or(0, str::len);
    match (byte, column) {
        (b'\n', 3) => (Some(b' '), false),
        (b'\n', _) if !heard.ends_with('\r') => (Some(b'\r'), false),
        (b'\r', _) | (b' ', 4) => (None, true),
        (b'\n' | b' '..=b'~', _) => (Some(byte), true),
        _ => (Some(b'?'), true),
    }
}

fn buffered(stream: Stream) -> Buffered {
    BufReader::new(BufWriter::new(stream))
}

fn out_of_turn() -> io::Error {
    io::Error::other("the server spoke out of turn")
}

#[cfg(test)]
mod tests {
    use std::io::{ErrorKind, Read};
    use std::net::TcpListener;

    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::TcpStream;

    use super::*;

    #[tokio::test]
    async fn a_mail_and_its_dot_go_out_together_once_a_reply_is_waited_for() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let ours = TcpStream::connect(listener.local_addr().unwrap()).await.unwrap();
        let (mut server, _) = listener.accept().unwrap();
        let mut channel = Channel::new(Stream::Plain(ours));
        for part in ["Subject: one\r\n", ".\r\n"] {
            channel.write_all(part.as_bytes()).await.unwrap();
            channel.flush().await.unwrap();
        }
        server.set_nonblocking(true).unwrap();
        assert_eq!(server.read(&mut [0]).unwrap_err().kind(), ErrorKind::WouldBlock);
        let mut reply = [0];
        tokio::select! {
            biased;
            _ = channel.read(&mut reply) => panic!("nobody replied"),
            () = std::future::ready(()) => {}
        }
        server.set_nonblocking(false).unwrap();
        let mut heard = [0; 17];
        server.read_exact(&mut heard).unwrap();
        assert_eq!(&heard, b"Subject: one\r\n.\r\n");
    }
}
