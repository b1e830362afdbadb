//! A mail server of one test: takes letters over real sockets, with TLS when it is asked
//! to, and refuses, waits or breaks off as it is told.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use rcgen::{CertifiedKey, generate_simple_self_signed};
use rustls::ServerConfig;
use rustls::pki_types::PrivateKeyDer;
use tokio::io::{AsyncBufReadExt as _, AsyncRead, AsyncWrite, AsyncWriteExt as _, BufReader};
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio_rustls::TlsAcceptor;

/// A letter that it took.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Received {
    /// As the command `MAIL` has it.
    pub from: String,
    /// As the command `RCPT` has it.
    pub to: String,
    /// Head and body as they came, lines parted by `\n`.
    pub text: String,
    /// Whether the line was encrypted then.
    pub encrypted: bool,
    /// What `AUTH` said, if it was said.
    pub auth: Option<String>,
}

/// What it answers to a command instead of what it would.
type Answers = Arc<Mutex<BTreeMap<&'static str, &'static str>>>;

/// A mail server; gone when dropped.
pub struct MailServer {
    port: u16,
    certificate: String,
    answers: Answers,
    received: Arc<watch::Sender<Vec<Received>>>,
    task: tokio::task::JoinHandle<()>,
}

trait Stream: AsyncRead + AsyncWrite + Unpin + Send {}
impl<T: AsyncRead + AsyncWrite + Unpin + Send> Stream for T {}

impl MailServer {
    /// Starts one for `localhost`, which offers STARTTLS.
    pub async fn start() -> Self {
        Self::listening(false).await
    }

    /// Starts one that is encrypted from the first byte on.
    pub async fn start_encrypted() -> Self {
        Self::listening(true).await
    }

    async fn listening(at_once: bool) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let made = generate_simple_self_signed(vec!["localhost".to_owned()]).unwrap();
        let CertifiedKey { cert, key_pair } = made;
        let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
        let key = PrivateKeyDer::Pkcs8(key_pair.serialize_der().into());
        let config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![cert.der().clone()], key)
            .unwrap();
        let acceptor = TlsAcceptor::from(Arc::new(config));
        let answers = Answers::default();
        let received = Arc::new(watch::Sender::new(Vec::new()));
        let (told, kept) = (Arc::clone(&answers), Arc::clone(&received));
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (acceptor, told) = (acceptor.clone(), Arc::clone(&told));
                let kept = Arc::clone(&kept);
                tokio::spawn(async move {
                    let mut on = Session { answers: told, kept, ..Session::default() };
                    // What the other side breaks off is not looked at.
                    let _ended = if at_once {
                        match acceptor.accept(stream).await {
                            Ok(stream) => on.encrypted(Box::new(stream), true).await,
                            Err(error) => Err(error),
                        }
                    } else {
                        on.plain(Box::new(stream), &acceptor).await
                    };
                });
            }
        });
        Self { port, certificate: cert.pem(), answers, received, task }
    }

    /// Its port on `localhost`.
    pub const fn port(&self) -> u16 {
        self.port
    }

    /// What vouches for it, PEM.
    pub fn certificate(&self) -> &str {
        &self.certificate
    }

    /// Answers so to a command from now on: `EHLO`, `STARTTLS`, `AUTH`, `MAIL`, `RCPT`,
    /// `DATA`, `.` for the end of a letter. An empty answer breaks the line off.
    pub fn answer(&self, command: &'static str, answer: &'static str) {
        let mut answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        answers.insert(command, answer);
    }

    /// Takes everything again.
    pub fn take_all(&self) {
        self.answers.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// The letters that it took.
    pub fn received(&self) -> Vec<Received> {
        self.received.borrow().clone()
    }

    /// The same, once there are so many.
    pub async fn until(&self, count: usize) -> Vec<Received> {
        let mut all = self.received.subscribe();
        all.wait_for(|all| all.len() >= count).await.unwrap().clone()
    }
}

impl Drop for MailServer {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// One line to it.
#[derive(Default)]
struct Session {
    answers: Answers,
    kept: Arc<watch::Sender<Vec<Received>>>,
    is_encrypted: bool,
    auth: Option<String>,
    from: String,
    to: String,
}

impl Session {
    async fn plain(
        &mut self,
        stream: Box<dyn Stream>,
        acceptor: &TlsAcceptor,
    ) -> std::io::Result<()> {
        let Some(stream) = self.speak(stream, true).await? else { return Ok(()) };
        let stream = acceptor.accept(stream).await?;
        self.encrypted(Box::new(stream), false).await
    }

    async fn encrypted(&mut self, stream: Box<dyn Stream>, greets: bool) -> std::io::Result<()> {
        self.is_encrypted = true;
        self.speak(stream, greets).await.map(drop)
    }

    /// Until it is closed, or encryption is to begin.
    async fn speak(
        &mut self,
        stream: Box<dyn Stream>,
        greets: bool,
    ) -> std::io::Result<Option<Box<dyn Stream>>> {
        let mut stream = BufReader::new(stream);
        if greets {
            stream.write_all(b"220 localhost test\r\n").await?;
        }
        loop {
            let mut line = String::new();
            if stream.read_line(&mut line).await? == 0 {
                return Ok(None);
            }
            let line = line.trim_end();
            let verb = line.split([' ', ':']).next().unwrap_or_default().to_ascii_uppercase();
            let told = self.told(&verb);
            let usual = self.usual(&verb, line, told.is_none());
            let answer = told.unwrap_or(usual);
            if answer.is_empty() {
                return Ok(None);
            }
            stream.write_all(format!("{answer}\r\n").as_bytes()).await?;
            match verb.as_str() {
                "QUIT" => return Ok(None),
                "STARTTLS" if told.is_none() => return Ok(Some(stream.into_inner())),
                "DATA" if told.is_none() && !self.letter(&mut stream).await? => return Ok(None),
                _ => {}
            }
        }
    }

    fn told(&self, verb: &str) -> Option<&'static str> {
        self.answers.lock().unwrap_or_else(PoisonError::into_inner).get(verb).copied()
    }

    fn usual(&mut self, verb: &str, line: &str, taken: bool) -> &'static str {
        match verb {
            "EHLO" if self.is_encrypted => "250-localhost\r\n250 AUTH PLAIN LOGIN",
            "EHLO" => "250-localhost\r\n250 STARTTLS",
            "STARTTLS" => "220 go on",
            "AUTH" => {
                self.auth = Some(line.to_owned());
                "235 you are who you say"
            }
            "MAIL" if taken => {
                self.from = line.to_owned();
                "250 fine"
            }
            "RCPT" if taken => {
                self.to = line.to_owned();
                "250 fine"
            }
            "DATA" => "354 go on",
            "QUIT" => "221 bye",
            _ => "250 fine",
        }
    }

    /// Reads a letter to its end, and keeps it unless it is refused.
    async fn letter(&self, stream: &mut BufReader<Box<dyn Stream>>) -> std::io::Result<bool> {
        let mut text = String::new();
        loop {
            let mut line = String::new();
            if stream.read_line(&mut line).await? == 0 {
                return Ok(false);
            }
            match line.trim_end() {
                "." => break,
                line => {
                    text.push_str(line.strip_prefix('.').unwrap_or(line));
                    text.push('\n');
                }
            }
        }
        let told = self.told(".");
        if told.is_none() {
            let (from, to) = (self.from.clone(), self.to.clone());
            let (encrypted, auth) = (self.is_encrypted, self.auth.clone());
            let letter = Received { from, to, text, encrypted, auth };
            self.kept.send_modify(|all| all.push(letter));
        }
        let answer = told.unwrap_or("250 taken");
        stream.write_all(format!("{answer}\r\n").as_bytes()).await?;
        Ok(!answer.is_empty())
    }
}
