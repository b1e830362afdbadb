//! Cookies: one of the session, one by which the log-in knows a device, one while
//! somebody is at a log-in provider, three of
//! choices that name nobody, one of the step of a guided tour, which names
//! somebody fictional.
//!
//! Where browsers hold the origin for trustworthy (HTTPS, or this very machine)
//! each is `Secure` and carries the prefix `__Host-`, which browsers only take
//! from that host and path (RFC 6265bis, 4.1.3.2). On plain HTTP elsewhere such a
//! cookie would be dropped, so it goes without.

use axum::http::header::{COOKIE, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::Response;
use hygie_base::{ExposeSecret as _, SecretString};
use hygie_http::Config;

use crate::limits::{BACK_SECONDS, CHOICE_SECONDS, DEVICE_SECONDS};

/// The language chosen.
pub(crate) const LANGUAGE: &str = "hygie-language";
/// The colours chosen.
pub(crate) const THEME: &str = "hygie-theme";
/// Whether single keys do something: `off` or absent.
pub(crate) const KEYS: &str = "hygie-keys";

/// The step of a guided tour: `key.step`.
pub(crate) const TOUR: &str = "hygie-tour";

/// How this server's cookies are named and marked.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Jar {
    trusted: bool,
}

impl Jar {
    /// As the public address asks.
    pub(crate) fn of(config: &Config) -> Self {
        let host = config.public_host();
        let name =
            if host.starts_with('[') { host } else { host.split(':').next().unwrap_or(host) };
        let own = name == "localhost" || name == "127.0.0.1" || name.starts_with("[::1]");
        Self { trusted: config.is_https() || own }
    }

    /// Name of the session's cookie.
    pub(crate) const fn session_name(self) -> &'static str {
        if self.trusted { "__Host-hygie" } else { "hygie" }
    }

    /// Gives the browser its session, until the browser closes.
    pub(crate) fn begin(self, response: &mut Response, cookie: &SecretString) {
        let name = self.session_name();
        self.set(response, &format!("{name}={}", cookie.expose_secret()), true);
    }

    /// Takes the session from the browser.
    pub(crate) fn end(self, response: &mut Response) {
        self.set(response, &format!("{}=; Max-Age=0", self.session_name()), true);
    }

    /// Name of the cookie by which the log-in knows a device.
    pub(crate) const fn device_name(self) -> &'static str {
        if self.trusted { "__Host-hygie-device" } else { "hygie-device" }
    }

    /// Gives the browser what its device carries from a log-in to the next.
    pub(crate) fn remember(self, response: &mut Response, carried: &SecretString) {
        let (name, carried) = (self.device_name(), carried.expose_secret());
        self.set(response, &format!("{name}={carried}; Max-Age={DEVICE_SECONDS}"), true);
    }

    /// Name of the cookie that carries a log-in that was begun at a provider, sealed.
    pub(crate) const fn provider_name(self) -> &'static str {
        if self.trusted { "__Host-hygie-provider" } else { "hygie-provider" }
    }

    /// Gives the browser the log-in that it began, for as long as that waits.
    pub(crate) fn await_back(self, response: &mut Response, cookie: &SecretString) {
        let (name, cookie) = (self.provider_name(), cookie.expose_secret());
        self.set(response, &format!("{name}={cookie}; Max-Age={BACK_SECONDS}"), true);
    }

    /// Takes that from the browser.
    pub(crate) fn came_back(self, response: &mut Response) {
        self.set(response, &format!("{}=; Max-Age=0", self.provider_name()), true);
    }

    /// What the browser keeps or holds under that name.
    pub(crate) fn get<'a>(self, headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
        get(headers, &self.named(name))
    }

    /// Keeps a choice for a year.
    pub(crate) fn choose(self, response: &mut Response, name: &str, value: &str) {
        let name = self.named(name);
        self.set(response, &format!("{name}={value}; Max-Age={CHOICE_SECONDS}"), false);
    }

    /// Keeps something that is no secret until the browser closes.
    pub(crate) fn hold(self, response: &mut Response, name: &str, value: &str) {
        let name = self.named(name);
        self.set(response, &format!("{name}={value}"), false);
    }

    /// Takes from the browser what it holds under that name.
    pub(crate) fn drop(self, response: &mut Response, name: &str) {
        let name = self.named(name);
        self.set(response, &format!("{name}=; Max-Age=0"), false);
    }

    fn named(self, name: &str) -> String {
        if self.trusted { format!("__Host-{name}") } else { name.to_owned() }
    }

    fn set(self, response: &mut Response, pair: &str, secret: bool) {
        let secure = if self.trusted { "; Secure" } else { "" };
        let text = format!("{pair}; Path=/; HttpOnly; SameSite=Lax{secure}");
        // Names and values are ours: hexadecimal, base64, words of a list or keys of personas.
        if let Ok(mut value) = HeaderValue::from_str(&text) {
            value.set_sensitive(secret);
            response.headers_mut().append(SET_COOKIE, value);
        }
    }
}

/// The value of a cookie that came with a request.
pub(crate) fn get<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let lines = headers.get_all(COOKIE).iter().filter_map(|line| line.to_str().ok());
    let mut pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.split_once('='));
    pairs.find(|(found, _)| found.trim() == name).map(|(_, value)| value.trim())
}

#[cfg(test)]
mod tests {
    use axum::response::{IntoResponse, Response};
    use hygie_http::Config;

    use super::{COOKIE, HeaderMap, Jar, LANGUAGE, SET_COOKIE, TOUR, get};

    fn jar(public_url: &str) -> Jar {
        Jar::of(&Config {
            public_url: public_url.to_owned(),
            listen: ([127, 0, 0, 1], 8080).into(),
            demo: false,
            organisation: String::new(),
            organisation_name: String::new(),
        })
    }

    #[test]
    fn the_address_decides_on_the_prefix() {
        let check = |url: &str, expect: &str| {
            let mut response: Response = ().into_response();
            jar(url).begin(&mut response, &"abc".to_owned().into());
            assert_eq!(response.headers().get(SET_COOKIE).unwrap(), expect, "{url}");
        };
        let host = "__Host-hygie=abc; Path=/; HttpOnly; SameSite=Lax; Secure";
        check("https://hygie.example", host);
        check("http://localhost:8080", host);
        check("http://127.0.0.1:8080", host);
        check("http://[::1]:8080", host);
        check("http://ward.example:8080", "hygie=abc; Path=/; HttpOnly; SameSite=Lax");
        check("http://localhost.example", "hygie=abc; Path=/; HttpOnly; SameSite=Lax");
    }

    #[test]
    fn a_device_is_remembered_for_a_year() {
        let check = |url: &str, expect: &str| {
            let mut response: Response = ().into_response();
            jar(url).remember(&mut response, &"abc".to_owned().into());
            assert_eq!(response.headers().get(SET_COOKIE).unwrap(), expect, "{url}");
        };
        let rest = "abc; Max-Age=31536000; Path=/; HttpOnly; SameSite=Lax";
        check("https://hygie.example", &format!("__Host-hygie-device={rest}; Secure"));
        check("http://ward.example:8080", &format!("hygie-device={rest}"));
    }

    #[test]
    fn a_choice_is_bound_to_its_host() {
        let check = |url: &str, name: &str, secure: &str| {
            let mut response: Response = ().into_response();
            jar(url).choose(&mut response, LANGUAGE, "en");
            jar(url).hold(&mut response, TOUR, "nurse.1");
            jar(url).drop(&mut response, TOUR);
            let set = response.headers().get_all(SET_COOKIE).iter();
            let set: Vec<&str> = set.map(|value| value.to_str().unwrap()).collect();
            let rest = format!("; Path=/; HttpOnly; SameSite=Lax{secure}");
            let expect = [
                format!("{name}-language=en; Max-Age=31536000{rest}"),
                format!("{name}-tour=nurse.1{rest}"),
                format!("{name}-tour=; Max-Age=0{rest}"),
            ];
            assert_eq!(set, expect, "{url}");
            let mut headers = HeaderMap::new();
            headers.insert(COOKIE, format!("{name}-language=en; x=y").parse().unwrap());
            assert_eq!(jar(url).get(&headers, LANGUAGE), Some("en"));
            assert_eq!(jar(url).get(&headers, TOUR), None);
        };
        check("https://hygie.example", "__Host-hygie", "; Secure");
        check("http://localhost:8080", "__Host-hygie", "; Secure");
        check("http://ward.example:8080", "hygie", "");
        // One that a page of a sister host could have set counts for nothing.
        let mut headers = HeaderMap::new();
        headers.insert(COOKIE, "hygie-language=en".parse().unwrap());
        assert_eq!(jar("https://hygie.example").get(&headers, LANGUAGE), None);
    }

    #[test]
    fn cookies_are_found_by_their_whole_name() {
        let check = |lines: &[&str], expect| {
            let mut headers = HeaderMap::new();
            for line in lines {
                headers.append(COOKIE, line.parse().unwrap());
            }
            assert_eq!(get(&headers, "hygie"), expect, "{lines:?}");
        };
        check(&[], None);
        check(&["a=1; hygie=x=y; b=2"], Some("x=y"));
        check(&["xhygie=1; hygie2=2"], None);
        check(&["a=1", "hygie=3"], Some("3"));
        check(&["hygie"], None);
    }
}
