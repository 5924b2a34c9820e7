//! A short name for a text that has none.

use std::fmt::Write;

use sha2::{Digest, Sha256};

/// The first 24 hexadecimal digits of the SHA-256 of a text: enough that two texts of any collection differ.
pub(super) fn short_hash(text: &str) -> String {
    let hash = Sha256::digest(text.as_bytes());
    hash.iter().take(12).fold(String::new(), |mut digits, byte| {
        let _ = write!(digits, "{byte:02x}");
        digits
    })
}
