//! What the commands share. The examples `extract` and `evaluate` are commands too, each with the part of this that it needs.
#![allow(dead_code, reason = "each command uses a part of it")]

pub mod articles;
pub mod inputs;
pub mod printer;
pub mod progress;
pub mod resume;
pub mod settings;
pub mod target;
pub mod terminal;
