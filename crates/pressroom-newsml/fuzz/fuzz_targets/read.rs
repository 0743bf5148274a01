#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    pressroom_newsml::recognises(bytes);
    let _ = pressroom_newsml::read("a.xml", bytes);
    pressroom_newsml::lint("a.xml", bytes);
    let _ = pressroom_newsml::diff(("a.xml", bytes), ("b.xml", bytes));
});
