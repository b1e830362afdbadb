//! For the fuzz targets: everything that an import does before it meets a store.

use crate::ExchangeError;
use crate::prepare::take_apart;
use crate::unit::Body;
use crate::unpack::open_bytes;

/// What one unit of a file came to.
pub struct Seen {
    /// Where in the file.
    pub place: String,
    /// Resources it holds.
    pub resources: u64,
    /// Resources of it that are ready to be written; `None` when a store is
    /// needed to tell.
    pub ready: Option<Result<u64, ExchangeError>>,
}

/// Unpacks a file's content and takes it apart, line by line or as one text.
pub fn read(content: Vec<u8>, lines: bool) -> Vec<Seen> {
    let mut seen = Vec::new();
    let mut add = |place, resources, ready| {
        seen.push(Seen { place, resources, ready });
        true
    };
    match open_bytes(content) {
        Err(error) => drop(add(String::new(), 0, Some(Err(error.into())))),
        Ok(mut from) => take_apart(&mut *from, lines, &mut |unit| {
            let ready = match unit.body {
                Body::Ready(ready) => Some(Ok(ready.drafts.len() as u64)),
                Body::Failed(error) => Some(Err(error)),
                Body::Unresolved(_) | Body::Document { .. } => None,
            };
            add(unit.place, unit.resources, ready)
        }),
    }
    seen
}
