//! A serving program, and plain HTTP requests to it.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::os::unix::process::CommandExt as _;
use std::process::{Child, Stdio};

use serde_json::Value;

use super::world::World;

/// A program that serves until it is told to stop.
pub struct Server {
    child: Ended,
    out: BufReader<std::process::ChildStdout>,
    /// What it said before it served.
    pub said: Vec<String>,
    pub port: u16,
}

/// A process that a test does not leave behind.
struct Ended(Child);

impl Ended {
    fn complaint(&mut self) -> String {
        let mut text = String::new();
        let mut err = self.0.stderr.take().expect("a pipe");
        err.read_to_string(&mut text).expect("text");
        text
    }
}

impl Drop for Ended {
    fn drop(&mut self) {
        // It may have ended already.
        let _killed = self.0.kill();
        let _status = self.0.wait();
    }
}

/// What an HTTP request was answered.
pub struct Got {
    pub status: u16,
    pub body: String,
}

impl Got {
    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).expect("JSON")
    }
}

impl Server {
    /// Starts a command that serves on a port of the system's choice.
    pub fn start(world: &World, words: &[&str]) -> Self {
        let mut command = world.command(words.iter().chain(&["--listen", "127.0.0.1:0"]));
        command.process_group(0).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = Ended(command.spawn().expect("the program starts"));
        let mut out = BufReader::new(child.0.stdout.take().expect("a pipe"));
        let mut said = Vec::new();
        loop {
            let mut line = String::new();
            if out.read_line(&mut line).expect("a line") == 0 {
                panic!("it ended before it served: {said:?} {}", child.complaint());
            }
            let line = line.trim_end();
            said.push(line.to_owned());
            if let Some(address) = line.strip_prefix("Serving ") {
                let port = address.rsplit(':').next().and_then(|port| port.parse().ok());
                return Self { child, out, said, port: port.expect("a port") };
            }
        }
    }

    /// One request on a connection of its own.
    pub fn get(&self, path: &str, headers: &[(&str, &str)]) -> Got {
        self.send("GET", path, headers, "")
    }

    pub fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Got {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("it listens");
        let mut head = format!(
            "{method} {path} HTTP/1.1\r\nHost: localhost:{}\r\nConnection: close\r\nContent-Length: {}\r\n",
            self.port,
            body.len()
        );
        for (name, value) in headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        stream.write_all(format!("{head}\r\n{body}").as_bytes()).expect("it reads");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("it answers");
        let (head, body) = answer.split_once("\r\n\r\n").expect("a head");
        let status = head.split(' ').nth(1).and_then(|it| it.parse().ok()).expect("a status");
        Got { status, body: body.to_owned() }
    }

    /// Sends it a signal.
    pub fn signal(&self, signal: rustix::process::Signal) {
        let pid = rustix::process::Pid::from_child(&self.child.0);
        rustix::process::kill_process(pid, signal).expect("it runs");
    }

    /// Tells it to stop, and tells its exit code, the rest of what it said and its log.
    pub fn stop(mut self) -> (Option<i32>, String, String) {
        self.signal(rustix::process::Signal::TERM);
        let mut out = String::new();
        self.out.read_to_string(&mut out).expect("text");
        let err = self.child.complaint();
        (self.child.0.wait().expect("it ends").code(), out, err)
    }
}
