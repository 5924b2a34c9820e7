//! What the programs that measure whole runs share: texts without end, a model by lot, and what the kernel says of the process.
#![allow(dead_code, unreachable_pub, reason = "each program uses a part of it")]

pub mod process;
#[path = "../../tests/support/text.rs"]
pub mod text;
#[path = "../../tests/support/tiny.rs"]
pub mod tiny;
