//! A TCP proxy that a test can make fail: it cuts connections, refuses new ones,
//! or holds back what is on its way, as a network does.

use std::net::SocketAddr;
use std::sync::Arc;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

/// What the proxy does with what passes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Way {
    /// Lets it pass.
    Open,
    /// Keeps connections and passes nothing on.
    Held,
    /// Cuts every connection, the new ones too.
    Cut,
}

/// A proxy in front of one server; gone when dropped.
pub struct Proxy {
    address: SocketAddr,
    way: Arc<watch::Sender<Way>>,
    task: tokio::task::JoinHandle<()>,
}

impl Proxy {
    /// Starts one in front of the server at this address.
    pub async fn start(server: SocketAddr) -> Self {
        Self::start_at("127.0.0.1", server).await
    }

    /// Starts one that is reached at another address of this machine.
    pub async fn start_at(here: &str, server: SocketAddr) -> Self {
        let listener = TcpListener::bind((here, 0)).await.unwrap();
        let address = listener.local_addr().unwrap();
        let way = Arc::new(watch::Sender::new(Way::Open));
        let ways = Arc::clone(&way);
        let task = tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                tokio::spawn(pass(client, server, ways.subscribe()));
            }
        });
        Self { address, way, task }
    }

    /// Where it listens.
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// Lets everything pass, what was held back too.
    pub fn open(&self) {
        self.way.send_replace(Way::Open);
    }

    /// Holds back what is on its way.
    pub fn hold(&self) {
        self.way.send_replace(Way::Held);
    }

    /// Cuts every connection and refuses new ones.
    pub fn cut(&self) {
        self.way.send_replace(Way::Cut);
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.task.abort();
        self.cut();
    }
}

async fn pass(client: TcpStream, server: SocketAddr, mut way: watch::Receiver<Way>) {
    if *way.borrow() == Way::Cut {
        return;
    }
    let Ok(server) = TcpStream::connect(server).await else { return };
    let ((from_client, to_client), (from_server, to_server)) =
        (client.into_split(), server.into_split());
    let ways = way.clone();
    let cut = async {
        // An error says that the proxy is gone.
        drop(way.wait_for(|way| *way == Way::Cut).await);
    };
    tokio::select! {
        () = cut => {}
        () = copy(from_client, to_server, ways.clone()) => {}
        () = copy(from_server, to_client, ways) => {}
    }
}

async fn copy(mut from: OwnedReadHalf, mut to: OwnedWriteHalf, mut way: watch::Receiver<Way>) {
    let mut buffer = vec![0; 64 << 10];
    loop {
        let read = match from.read(&mut buffer).await {
            Ok(0) | Err(_) => return,
            Ok(read) => read,
        };
        if way.wait_for(|way| *way != Way::Held).await.is_err() {
            return;
        }
        let Some(bytes) = buffer.get(..read) else { return };
        if to.write_all(bytes).await.is_err() {
            return;
        }
    }
}
