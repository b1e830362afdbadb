//! A server that misbehaves: it answers every request as it is told.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// What to answer: from the method, the path and how many came before.
type Answer = dyn Fn(&str, &str, usize) -> Vec<u8> + Send + Sync;

/// The server; gone when dropped.
pub struct Fake {
    pub address: SocketAddr,
    asked: Arc<AtomicUsize>,
    task: tokio::task::JoinHandle<()>,
}

impl Fake {
    pub async fn start(
        answer: impl Fn(&str, &str, usize) -> Vec<u8> + Send + Sync + 'static,
    ) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let address = listener.local_addr().unwrap();
        let asked = Arc::new(AtomicUsize::new(0));
        let (answer, count): (Arc<Answer>, _) = (Arc::new(answer), Arc::clone(&asked));
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, Arc::clone(&answer), Arc::clone(&count)));
            }
        });
        Self { address, asked, task }
    }

    pub fn asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }

    pub fn endpoint(&self) -> Option<String> {
        Some(format!("http://{}", self.address))
    }
}

impl Drop for Fake {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// Answers one request on each connection; an empty answer closes it.
async fn serve(mut stream: TcpStream, answer: Arc<Answer>, asked: Arc<AtomicUsize>) {
    let (read, mut write) = stream.split();
    let mut read = BufReader::new(read);
    let (mut first, mut length) = (String::new(), 0);
    read.read_line(&mut first).await.unwrap();
    loop {
        let mut line = String::new();
        if read.read_line(&mut line).await.unwrap() == 0 || line == "\r\n" {
            break;
        }
        if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().unwrap();
        }
    }
    read.read_exact(&mut vec![0; length]).await.unwrap();
    let mut words = first.split(' ');
    let (method, path) = (words.next().unwrap(), words.next().unwrap());
    let bytes = answer(method, path, asked.fetch_add(1, Ordering::SeqCst));
    // Whoever asked may have gone.
    drop(write.write_all(&bytes).await);
}

/// An answer with a body.
pub fn answer(status: &str, body: &str) -> Vec<u8> {
    let length = body.len();
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Length: {length}\r\nETag: \"e\"\r\nConnection: close\r\n\r\n"
    );
    format!("{head}{body}").into_bytes()
}

/// An error as S3 servers have them.
pub fn error(status: &str, code: &str) -> Vec<u8> {
    answer(status, &format!("<Error><Code>{code}</Code><Key>hidden</Key></Error>"))
}
