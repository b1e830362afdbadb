//! Commands on a folder that another process owns: asked over its owner-only
//! Unix socket, answered line by line.
//!
//! One JSON object a line. The owner says [`Say::Ready`]; the asker sends one
//! [`Ask`]; the owner answers any number of [`Say`] and ends with [`Say::Exit`].

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use anyhow::{Context as _, bail};
use hygie_folder::check_peer;
use serde::{Deserialize, Serialize};
use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::unix::OwnedWriteHalf;
use tokio::net::{UnixListener, UnixStream};
use tokio::sync::{mpsc, watch};
use tokio::task::{JoinHandle, JoinSet};
use tokio::time::{sleep, timeout};

use crate::args::Command;
use crate::commands;
use crate::console::{Console, Exit};
use crate::session::Session;

/// Bytes of one line of either side; longer texts travel in parts. The paths
/// of an import must fit: an operating system's arguments take 2 MiB.
const LINE_BYTES: u64 = 8 << 20;
/// Bytes of a text that travel in one part.
const PART_BYTES: usize = 256 << 10;
/// Commands answered at once; more wait.
const COMMANDS: usize = 8;
/// Steps in which an act's progress is told.
const STEPS: u64 = 1000;
/// How long an asker may take to ask, or to take in what it is told. One that
/// is stopped for longer is taken for gone and does not hold the owner up.
const PATIENCE: Duration = Duration::from_secs(30);
/// How long it may still take to ask once the owner has done its own work.
const LAST_CALL: Duration = Duration::from_secs(1);

/// What is asked.
#[derive(Serialize, Deserialize)]
struct Ask {
    /// Version of the asking program; the owner answers its own version only.
    version: String,
    /// Where relative paths start.
    from: PathBuf,
    command: Command,
}

/// What is answered.
#[derive(Serialize, Deserialize)]
enum Say {
    /// The owner listens. Until it says so nothing of the command has happened.
    Ready,
    /// A part of a line whose rest follows.
    Part(String),
    Line(String),
    Error(String),
    Progress {
        done: u64,
        whole: u64,
        what: String,
    },
    ProgressEnd,
    Exit(u8),
}

/// Asks the owner of a folder, at the other end of `stream`, to run a command.
/// `None` when it ended before it had listened: the folder may be free now.
pub async fn ask(
    stream: std::os::unix::net::UnixStream,
    command: &Command,
    console: &dyn Console,
) -> anyhow::Result<Option<Exit>> {
    stream.set_nonblocking(true)?;
    let (read, mut write) = UnixStream::from_std(stream)?.into_split();
    let mut lines = BufReader::new(read);
    match next_line(&mut lines).await {
        Ok(Some(line)) if matches!(serde_json::from_slice(&line), Ok(Say::Ready)) => {}
        Ok(Some(_)) => bail!("the process that owns the data folder is of another version"),
        // Ended, or reset by its end.
        Ok(None) | Err(_) => return Ok(None),
    }
    let from = std::env::current_dir().context("the current folder cannot be read")?;
    let version = env!("CARGO_PKG_VERSION").to_owned();
    let mut line = serde_json::to_vec(&Ask { version, from, command: command.clone() })
        .context("a path that is not UTF-8 cannot be sent to the owner of the data folder")?;
    anyhow::ensure!(line.len() as u64 <= LINE_BYTES, "too many paths: name folders instead");
    line.push(b'\n');
    let gone = "the process that owns the data folder ended before it had answered";
    write.write_all(&line).await.context(gone)?;
    let mut text = String::new();
    loop {
        let line = next_line(&mut lines).await.context(gone)?.context(gone)?;
        match serde_json::from_slice(&line).context("the owner's answer cannot be read")? {
            Say::Ready => {}
            Say::Part(part) => text.push_str(&part),
            Say::Line(part) => console.line(&(std::mem::take(&mut text) + &part)),
            Say::Error(text) => console.error(&text),
            Say::Progress { done, whole, what } => console.progress(done, whole, &what),
            Say::ProgressEnd => console.progress_end(),
            Say::Exit(0) => return Ok(Some(Exit::Done)),
            Say::Exit(_) => return Ok(Some(Exit::Refused)),
        }
    }
}

async fn next_line(
    from: &mut (impl tokio::io::AsyncBufRead + Unpin),
) -> anyhow::Result<Option<Vec<u8>>> {
    let mut line = Vec::new();
    from.take(LINE_BYTES + 1).read_until(b'\n', &mut line).await?;
    match line.pop() {
        None => Ok(None),
        Some(b'\n') => Ok(Some(line)),
        Some(_) if line.len() as u64 >= LINE_BYTES => bail!("a line over {LINE_BYTES} bytes"),
        Some(_) => bail!("a line was cut off"),
    }
}

/// Answers other commands while this process owns the folder.
pub struct Server {
    task: JoinHandle<()>,
    stop: watch::Sender<bool>,
}

impl Server {
    /// Starts to answer.
    pub fn start(session: &Arc<Session>) -> anyhow::Result<Self> {
        let listener = session.folder.listen(&session.lock)?;
        listener.set_nonblocking(true)?;
        let listener = UnixListener::from_std(listener)?;
        let (stop, stopped) = watch::channel(false);
        let task = tokio::spawn(serve(Arc::clone(session), listener, stopped));
        Ok(Self { task, stop })
    }

    /// Takes no further command and waits for those that are being answered.
    pub async fn stop(self) {
        let _ = self.stop.send(true);
        let _ = self.task.await;
    }
}

async fn serve(session: Arc<Session>, listener: UnixListener, mut stopped: watch::Receiver<bool>) {
    let mut running = JoinSet::new();
    loop {
        tokio::select! {
            accepted = listener.accept(), if running.len() < COMMANDS => {
                let Ok((stream, _)) = accepted else { continue };
                let (session, stopped) = (Arc::clone(&session), stopped.clone());
                running.spawn(async move {
                    // An asker that went away has nobody to be told.
                    let _ = answer(&session, stream, stopped).await;
                });
            }
            Some(_) = running.join_next(), if !running.is_empty() => {}
            _ = stopped.changed() => break,
        }
    }
    while running.join_next().await.is_some() {}
}

async fn answer(
    session: &Arc<Session>,
    stream: UnixStream,
    mut stopped: watch::Receiver<bool>,
) -> anyhow::Result<()> {
    check_peer(&stream)?;
    let (read, mut write) = stream.into_split();
    tell(&mut write, &Say::Ready).await?;
    let mut read = BufReader::new(read);
    let last_call = async {
        if stopped.wait_for(|stopped| *stopped).await.is_ok() {
            sleep(LAST_CALL).await;
        }
    };
    let line = tokio::select! {
        line = timeout(PATIENCE, next_line(&mut read)) => line??.context("nothing was asked")?,
        () = last_call => bail!("nothing was asked"),
    };
    let ask: Ask = serde_json::from_slice(&line).context("the question cannot be read")?;
    let (to, mut from) = mpsc::unbounded_channel();
    let console = Socket { to, told: AtomicU64::new(u64::MAX) };
    let work = async {
        let exit = if ask.version == env!("CARGO_PKG_VERSION") {
            match commands::on_session(session, ask.command, &ask.from, &console).await {
                Ok(exit) => exit,
                Err(error) => {
                    console.error(&format!("hygie: {error:#}"));
                    Exit::Refused
                }
            }
        } else {
            console.error("hygie: the process that owns the data folder is of another version");
            Exit::Refused
        };
        console.say(Say::Exit(exit.number()));
        drop(console);
    };
    let speak = async {
        while let Some(say) = from.recv().await {
            tell(&mut write, &say).await?;
        }
        anyhow::Ok(())
    };
    let ((), spoken) = tokio::join!(work, speak);
    spoken
}

async fn tell(to: &mut OwnedWriteHalf, say: &Say) -> anyhow::Result<()> {
    let mut line = serde_json::to_vec(say)?;
    line.push(b'\n');
    Ok(timeout(PATIENCE, to.write_all(&line)).await??)
}

/// A console at the other end of the socket.
struct Socket {
    to: mpsc::UnboundedSender<Say>,
    /// The step of progress that was told last.
    told: AtomicU64,
}

impl Socket {
    fn say(&self, say: Say) {
        // The command goes on when its asker has gone: nothing is half-done.
        let _ = self.to.send(say);
    }
}

impl Console for Socket {
    fn line(&self, text: &str) {
        let mut rest = text;
        while rest.len() > PART_BYTES {
            let (part, after) = rest.split_at(rest.floor_char_boundary(PART_BYTES));
            self.say(Say::Part(part.to_owned()));
            rest = after;
        }
        self.say(Say::Line(rest.to_owned()));
    }

    fn error(&self, text: &str) {
        self.say(Say::Error(text.to_owned()));
    }

    fn progress(&self, done: u64, whole: u64, what: &str) {
        let step = done.saturating_mul(STEPS) / whole.max(1);
        if self.told.swap(step, Ordering::Relaxed) != step {
            self.say(Say::Progress { done, whole, what: what.to_owned() });
        }
    }

    fn progress_end(&self) {
        self.say(Say::ProgressEnd);
    }
}
