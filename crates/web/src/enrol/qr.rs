//! A QR code as the path of an SVG, so that no address of it exists and the
//! policy of the pages needs no exception.

use std::fmt::Write as _;

use qrcodegen::{QrCode, QrCodeEcc};

/// Modules of white around it (ISO/IEC 18004, 9.1).
const QUIET: i32 = 4;

/// A code, ready for a template.
pub(crate) struct Qr {
    /// Modules of a side, the quiet zone included.
    pub(crate) side: i32,
    /// One square for each dark module.
    pub(crate) path: String,
}

impl Qr {
    /// The code of this text; none when it is too long for any.
    pub(crate) fn of(text: &str) -> Option<Self> {
        let code = QrCode::encode_text(text, QrCodeEcc::Medium).ok()?;
        let mut path = String::new();
        for y in 0..code.size() {
            for x in (0..code.size()).filter(|x| code.get_module(*x, y)) {
                // Writing to memory does not fail.
                let _done = write!(path, "M{} {}h1v1h-1z", x + QUIET, y + QUIET);
            }
        }
        Some(Self { side: code.size() + 2 * QUIET, path })
    }
}

#[cfg(test)]
mod tests {
    use super::Qr;

    #[test]
    fn a_code_has_its_corners_and_its_quiet_zone() {
        let qr = Qr::of("otpauth://totp/Hygie:a").unwrap();
        assert_eq!((qr.side - 8 - 17) % 4, 0, "a size of the standard");
        let end = qr.side - 5;
        for corner in ["M4 4h".to_owned(), format!("M{end} 4h"), format!("M4 {end}h")] {
            assert!(qr.path.contains(&corner), "{corner}");
        }
        assert!(!qr.path.contains("M3 ") && !qr.path.contains(" 3h"), "quiet around it");
        assert!(Qr::of(&"é".repeat(10_000)).is_none());
    }
}
