//! A browser as far as a provider sees one: it follows redirections and keeps
//! cookies. Whom it logs in as, and how strongly, it tells in headers.

use std::collections::BTreeMap;

use openidconnect::url::Url;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// Redirections that it follows.
const MOST: usize = 12;

pub struct Agent {
    cookies: BTreeMap<String, String>,
    headers: String,
}

impl Agent {
    pub fn new(account: &str, acr: &str) -> Self {
        let headers = format!("X-Account: {account}\r\nX-Acr: {acr}\r\n");
        Self { cookies: BTreeMap::new(), headers }
    }

    /// Goes to an address and on, until it is sent to `back`: the query there.
    pub async fn go(&mut self, url: &str, back: &str) -> String {
        let mut url = Url::parse(url).unwrap();
        for _ in 0..MOST {
            let (status, location, body) = self.ask("GET", &url, "").await;
            let location = location.unwrap_or_else(|| panic!("{url}: {status} {body}"));
            if let Some(query) = location.strip_prefix(back) {
                return query.trim_start_matches('?').to_owned();
            }
            url = url.join(&location).unwrap();
        }
        panic!("it is sent around in circles: {url}");
    }

    /// One request: its status, where it leads, and its body.
    pub async fn ask(
        &mut self,
        method: &str,
        url: &Url,
        body: &str,
    ) -> (u16, Option<String>, String) {
        let host = format!("{}:{}", url.host_str().unwrap(), url.port().unwrap());
        let cookies: Vec<_> =
            self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let path = &url[openidconnect::url::Position::BeforePath..];
        let kind = if body.starts_with('{') {
            "application/json"
        } else {
            "application/x-www-form-urlencoded"
        };
        let head = format!(
            "{method} {path} HTTP/1.1\r\nHost: {host}\r\nCookie: {}\r\n{}Content-Type: {kind}\r\n\
             Content-Length: {}\r\nConnection: close\r\n\r\n{body}",
            cookies.join("; "),
            self.headers,
            body.len()
        );
        let mut stream = TcpStream::connect(&host).await.unwrap();
        stream.write_all(head.as_bytes()).await.unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).await.unwrap();
        let answer = String::from_utf8(answer).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        let mut location = None;
        for line in head.lines() {
            let Some((name, value)) = line.split_once(": ") else { continue };
            match name.to_ascii_lowercase().as_str() {
                "location" => location = Some(value.to_owned()),
                "set-cookie" => {
                    let (name, value) = value.split(';').next().unwrap().split_once('=').unwrap();
                    self.cookies.insert(name.to_owned(), value.to_owned());
                    self.cookies.retain(|_, value| !value.is_empty());
                }
                _ => {}
            }
        }
        (head.split(' ').nth(1).unwrap().parse().unwrap(), location, body.to_owned())
    }
}
