//! Files to import: no content breaks unpacking or taking apart, and what is
//! refused says where and why.
#![no_main]

use hygie_exchange::fuzzing::read;
use libfuzzer_sys::fuzz_target;

// First byte: whether the file is read line by line. The rest: the file, plain
// or packed as its first bytes say.
fuzz_target!(|file: &[u8]| {
    let Some((first, content)) = file.split_first() else { return };
    for unit in read(content.to_vec(), first % 2 == 1) {
        match unit.ready {
            Some(Ok(ready)) => assert_eq!(ready, unit.resources),
            Some(Err(error)) => {
                assert!(!error.to_string().is_empty() && !error.code().row().name.is_empty());
            }
            None => assert!(unit.resources > 0),
        }
    }
});
