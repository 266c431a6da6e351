//! The command line. All of it is in the library's `cli`.

fn main() {}
