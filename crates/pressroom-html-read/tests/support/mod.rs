use pressroom_core::Block;
use serde_json::Value;

/// The blocks as JSON, without their places.
pub fn without_spans(blocks: Vec<Block>) -> Value {
    let mut json = serde_json::to_value(blocks).unwrap();
    strip(&mut json);
    json
}

fn strip(json: &mut Value) {
    match json {
        Value::Object(fields) => {
            fields.shift_remove("span");
            fields.values_mut().for_each(strip);
        }
        Value::Array(values) => values.iter_mut().for_each(strip),
        _ => {}
    }
}
