#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    pressroom_ninjs::recognises(bytes);
    let _ = pressroom_ninjs::read("a", bytes);
});
