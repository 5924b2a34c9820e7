//! What the targets share with the tests, which run the seeds and all that was found.

#[path = "../../tests/support/check.rs"]
pub(crate) mod check;
#[path = "../../tests/support/targets.rs"]
#[allow(dead_code, reason = "each program is one of the targets")]
pub(crate) mod targets;
#[path = "../../tests/support/tiny.rs"]
pub(crate) mod tiny;
