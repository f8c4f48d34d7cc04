//! The built program and its disk: what it does when nothing can be stored, copies of the database while it runs, what
//! comes back from them, and what is erased when its time has come.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may stop at once"
)]

mod copies;
mod faults;
mod office;
mod retention;
