//! What the integration tests share. Each test file takes the part that it needs.
#![allow(dead_code, unused_imports, unreachable_pub, reason = "each test file uses a part of it")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may stop at once when its world is not as expected"
)]

pub mod servers;
pub mod signing;
