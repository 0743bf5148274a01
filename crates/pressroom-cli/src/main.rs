//! The `pressroom` command.
fn main() {}
