//! Tables of the policy: nothing breaks their readers, what is taken has an edition, and
//! what is refused is refused at a line that is there.
#![no_main]

use hygie_policy::limits::FIELD_BYTES;
use hygie_policy::tables::{
    DocumentMatrix, FunctionalMatrix, ResourceTypes, SocialRoles, TableError,
};
use libfuzzer_sys::fuzz_target;

fn check(bytes: &[u8], read: Result<&str, TableError>) {
    match read {
        Ok(edition) => assert!((1..=FIELD_BYTES).contains(&edition.len())),
        Err(error) => {
            let lines = bytes.split(|byte| *byte == b'\n').count();
            assert!(error.line <= lines, "{error}");
        }
    }
}

fuzz_target!(|bytes: &[u8]| {
    let table = FunctionalMatrix::parse(bytes);
    check(bytes, table.as_ref().map(FunctionalMatrix::edition).map_err(Clone::clone));
    let table = DocumentMatrix::parse(bytes);
    check(bytes, table.as_ref().map(DocumentMatrix::edition).map_err(Clone::clone));
    let table = SocialRoles::parse(bytes);
    check(bytes, table.as_ref().map(SocialRoles::edition).map_err(Clone::clone));
    let table = ResourceTypes::parse(bytes);
    check(bytes, table.as_ref().map(ResourceTypes::edition).map_err(Clone::clone));
});
