//! Addresses on this server to which a form may lead back.

use crate::limits::NEXT_BYTES;

/// The address if it is a path of ours, else `/`: never another host, never a
/// page that would log out or in again.
pub(crate) fn local(next: &str) -> &str {
    let clean = next.len() <= NEXT_BYTES
        && next.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    let path = next.split(['?', '#']).next().unwrap_or_default();
    let is_ours = path.starts_with('/') && !path.starts_with("//");
    let is_door = matches!(path, "/login" | "/logout" | "/lock" | "/language" | "/theme" | "/keys");
    if clean && is_ours && !is_door { next } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::{NEXT_BYTES, local};

    #[test]
    fn only_our_own_paths_are_followed() {
        for ours in ["/", "/people", "/records/0a1b?type=Condition#x", "/account"] {
            assert_eq!(local(ours), ours);
        }
        for other in [
            "",
            "people",
            "//evil.example",
            "https://evil.example",
            "/\\evil.example",
            "/a\nb",
            "/a\u{e9}",
            "javascript:alert(1)",
            "/login",
            "/login?next=/login",
            "/logout",
            "/lock",
            " /",
        ] {
            assert_eq!(local(other), "/", "{other:?}");
        }
    }

    #[test]
    fn addresses_have_a_length() {
        let most = format!("/{}", "a".repeat(NEXT_BYTES - 1));
        assert_eq!(local(&most), most);
        assert_eq!(local(&format!("{most}a")), "/");
    }
}
