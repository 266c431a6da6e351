#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| recoupe_fuzz::timed(recoupe_fuzz::gzip, data));
