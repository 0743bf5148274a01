#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    pressroom_nitf::recognises(bytes);
    let _ = pressroom_nitf::read("a", bytes);
});
