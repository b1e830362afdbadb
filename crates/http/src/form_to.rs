//! Where a form of one answer may lead beside our own pages.

/// An origin to which the forms of an answer may be sent too; put among the answer's
/// extensions by the handler. For what somebody does by pressing a button that says
/// where it leads, such as ending a session elsewhere.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FormTo(String);

impl FormTo {
    /// The origin of an address over HTTP; `None` when it has none that can stand in
    /// a header.
    pub fn of(address: &str) -> Option<Self> {
        let (scheme, rest) = address.split_once("://")?;
        let host = rest.split(['/', '?', '#']).next().filter(|host| !host.is_empty())?;
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b".-:[]".contains(&byte);
        let fits = matches!(scheme, "https" | "http") && host.bytes().all(plain);
        fits.then(|| Self(format!("{scheme}://{host}")))
    }

    pub(crate) fn origin(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderMap;

    use super::FormTo;
    use crate::headers::secure;

    #[test]
    fn an_origin_is_scheme_and_host() {
        let of = |address: &str| FormTo::of(address).map(|to| to.0);
        assert_eq!(of("https://p.example/a?b").as_deref(), Some("https://p.example"));
        assert_eq!(of("http://127.0.0.1:80").as_deref(), Some("http://127.0.0.1:80"));
        for wrong in [
            "",
            "p.example",
            "https://",
            "ftp://p/",
            "https://a b/",
            "https://a;x/",
            "https://a@b/",
            "https://*/",
            "javascript://a",
        ] {
            assert_eq!(of(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn it_is_added_for_forms_alone() {
        let policy = |to: Option<&FormTo>| {
            let mut headers = HeaderMap::new();
            secure(&mut headers, true, to);
            headers["content-security-policy"].to_str().unwrap().to_owned()
        };
        let ours = policy(None);
        let to = FormTo::of("https://p.example/end").unwrap();
        let with = ours.replace("form-action 'self';", "form-action 'self' https://p.example;");
        assert_ne!(with, ours);
        assert_eq!(policy(Some(&to)), with);
    }
}
