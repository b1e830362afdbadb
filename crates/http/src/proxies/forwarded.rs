//! The header `Forwarded` (RFC 7239, section 4).

use std::net::{IpAddr, SocketAddr};

/// One element: what one proxy says of the hop before it.
#[derive(Default, Debug, PartialEq, Eq)]
pub(super) struct Element {
    /// `for`: who made the request.
    pub(super) by_whom: Option<String>,
    pub(super) proto: Option<String>,
    pub(super) host: Option<String>,
}

/// The elements of one line, left to right; `None` when it cannot be read. A
/// client's own unfinished quotation in front would swallow what a proxy wrote
/// behind it, so nothing of such a line counts.
pub(super) fn elements(line: &str) -> Option<Vec<Element>> {
    let mut elements = Vec::new();
    let mut rest = line;
    loop {
        let (element, after) = element(rest)?;
        elements.push(element);
        match after.strip_prefix(',') {
            Some(after) => rest = after,
            None if after.is_empty() => return Some(elements),
            None => return None,
        }
    }
}

/// One element, and what comes after it.
fn element(text: &str) -> Option<(Element, &str)> {
    let mut element = Element::default();
    let mut rest = text.trim_start();
    loop {
        let next = rest.trim_start();
        if next.is_empty() || next.starts_with(',') {
            return Some((element, next));
        }
        if let Some(after) = next.strip_prefix(';') {
            rest = after;
            continue;
        }
        let (name, after) = next.split_once('=')?;
        let (value, after) = value(after)?;
        let kept = match name.trim().to_ascii_lowercase().as_str() {
            "for" => Some(&mut element.by_whom),
            "proto" => Some(&mut element.proto),
            "host" => Some(&mut element.host),
            name if is_token(name) => None,
            _ => return None,
        };
        // Each parameter at most once in an element.
        if let Some(kept) = kept
            && kept.replace(value).is_some()
        {
            return None;
        }
        rest = after.trim_start();
        if !(rest.is_empty() || rest.starts_with([',', ';'])) {
            return None;
        }
    }
}

/// A token, or what stands in quotation marks.
fn value(text: &str) -> Option<(String, &str)> {
    let Some(quoted) = text.strip_prefix('"') else {
        let end = text.find([',', ';', ' ', '\t']).unwrap_or(text.len());
        let (value, after) = text.split_at_checked(end)?;
        let plain = !value.is_empty() && !value.contains(['"', '\\', '=']);
        return plain.then(|| (value.to_owned(), after));
    };
    let mut value = String::new();
    let mut chars = quoted.chars();
    loop {
        match chars.next()? {
            '"' => return Some((value, chars.as_str())),
            '\\' => value.push(chars.next()?),
            other => value.push(other),
        }
    }
}

fn is_token(text: &str) -> bool {
    let symbol = |byte| b"!#$%&'*+-.^_`|~".contains(&byte);
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || symbol(byte))
}

/// The address of a node, with or without its port; `None` for a name that
/// hides it (`unknown`, `_proxy`) and for whatever else is none.
pub(super) fn node(text: &str) -> Option<IpAddr> {
    let text = text.trim();
    let bare = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(text);
    let address = bare.parse::<IpAddr>().ok();
    let address = address.or_else(|| Some(text.parse::<SocketAddr>().ok()?.ip()));
    address.map(|address| address.to_canonical())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn element(by_whom: &str, proto: &str, host: &str) -> Element {
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Element { by_whom: some(by_whom), proto: some(proto), host: some(host) }
    }

    #[test]
    fn elements_are_read_as_the_rfc_writes_them() {
        let check = |line: &str, expect: &[Element]| {
            assert_eq!(elements(line).as_deref(), Some(expect), "{line}");
        };
        check("for=192.0.2.43", &[element("192.0.2.43", "", "")]);
        check("For=\"[2001:db8:cafe::17]:4711\"", &[element("[2001:db8:cafe::17]:4711", "", "")]);
        check("for=192.0.2.60;proto=http;by=203.0.113.43", &[element("192.0.2.60", "http", "")]);
        check(
            "for=192.0.2.43, for=198.51.100.17 ; host=\"a,b;\\\"c\"",
            &[element("192.0.2.43", "", ""), element("198.51.100.17", "", "a,b;\"c")],
        );
        check("", &[element("", "", "")]);
        check("for=_hidden,;", &[element("_hidden", "", ""), element("", "", "")]);
    }

    #[test]
    fn what_cannot_be_read_counts_for_nothing() {
        for line in [
            "for=\"192.0.2.43",
            "for=\"a\\",
            "for",
            "for=",
            "for=a b",
            "for=a;for=b",
            "for=\"a\"b",
            "=a",
            "f r=a",
            "for=a=b",
            "for=\", for=192.0.2.1",
        ] {
            assert_eq!(elements(line), None, "{line}");
        }
    }

    proptest::proptest! {
        #[test]
        fn what_is_quoted_is_read_back(values in proptest::collection::vec("[ -~]{0,20}", 1..5)) {
            let quoted = |value: &String| value.replace('\\', "\\\\").replace('"', "\\\"");
            let line: Vec<_> =
                values.iter().map(|value| format!("for=\"{}\";by=_x", quoted(value))).collect();
            let read = elements(&line.join(", ")).expect("it can be read");
            let read: Vec<_> = read.into_iter().filter_map(|element| element.by_whom).collect();
            assert_eq!(read, values);
        }

        #[test]
        fn any_line_is_read_or_refused(line in "(for|host|proto|[;,=\" a1.\\\\\\[\\]:])*") {
            let read = elements(&line).unwrap_or_default();
            assert!(read.len() <= line.matches(',').count() + 1);
        }
    }

    #[test]
    fn nodes_are_addresses_with_or_without_ports() {
        let check = |text: &str, expect: Option<&str>| {
            assert_eq!(node(text), expect.map(|text| text.parse().unwrap()), "{text}");
        };
        check("192.0.2.43", Some("192.0.2.43"));
        check(" 192.0.2.43:80 ", Some("192.0.2.43"));
        check("[2001:db8::1]", Some("2001:db8::1"));
        check("[2001:db8::1]:80", Some("2001:db8::1"));
        check("2001:db8::1", Some("2001:db8::1"));
        check("::ffff:192.0.2.1", Some("192.0.2.1"));
        for none in ["", "unknown", "_a", "192.0.2", "192.0.2.1:x", "[192.0.2.1", "a.example"] {
            check(none, None);
        }
    }
}
