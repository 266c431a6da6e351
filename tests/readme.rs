//! The demonstration in `README.md` is what the program says of `docs/demo/`;
//! `TRYCMD=overwrite cargo test --test readme` writes today's answer into the page.

#[test]
fn the_readme_shows_what_the_program_says() {
    trycmd::TestCases::new().env("COLUMNS", "80").case("README.md");
}
