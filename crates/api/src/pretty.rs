//! JSON for people to read, on `_pretty=true`.

use hygie_fhir::json::Json;

/// The text with line ends and two blanks a level.
pub(crate) fn pretty(json: &Json) -> Vec<u8> {
    let mut out = Vec::new();
    write(json, 0, &mut out);
    out.push(b'\n');
    out
}

/// Recursion is as deep as the value, which the parser's depth limit bounds.
fn write(json: &Json, level: usize, out: &mut Vec<u8>) {
    match json {
        Json::Array(items) if !items.is_empty() => {
            out.push(b'[');
            for (at, item) in items.iter().enumerate() {
                line(at, level + 1, out);
                write(item, level + 1, out);
            }
            end(level, out);
            out.push(b']');
        }
        Json::Object(object) if !object.is_empty() => {
            out.push(b'{');
            for (at, (name, value)) in object.iter().enumerate() {
                line(at, level + 1, out);
                Json::string(name).write(out);
                out.extend_from_slice(b": ");
                write(value, level + 1, out);
            }
            end(level, out);
            out.push(b'}');
        }
        flat => flat.write(out),
    }
}

fn line(at: usize, level: usize, out: &mut Vec<u8>) {
    if at > 0 {
        out.push(b',');
    }
    end(level, out);
}

fn end(level: usize, out: &mut Vec<u8>) {
    out.push(b'\n');
    out.resize(out.len() + 2 * level, b' ');
}

#[cfg(test)]
mod tests {
    use hygie_fhir::json::parse;

    use super::pretty;

    #[test]
    fn the_value_stays_the_same() {
        let text = r#"{"a":[1.50,{}],"b":{"c":"d\n"},"e":[]}"#;
        let json = parse(text.as_bytes(), &Default::default()).unwrap();
        let laid_out = pretty(&json);
        assert_eq!(parse(&laid_out, &Default::default()).unwrap(), json);
        let expect = "{\n  \"a\": [\n    1.50,\n    {}\n  ],\n  \"b\": {\n    \"c\": \"d\\n\"\n  },\n  \"e\": []\n}\n";
        assert_eq!(String::from_utf8(laid_out).unwrap(), expect);
    }
}
