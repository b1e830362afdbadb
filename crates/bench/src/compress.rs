//! What zstd does with the sample's resources, one by one and without a dictionary.

use zstd::bulk::{Compressor, Decompressor};

use crate::{megabytes_per_second, timed};

const LEVEL: i32 = 3;

/// Rates on one core, in megabytes of JSON a second.
pub(crate) struct Rates {
    /// Compressing.
    pub(crate) pack: u128,
    /// Decompressing.
    pub(crate) unpack: u128,
    /// Compressed size, in per cent of the JSON.
    pub(crate) percent: usize,
}

/// Compresses and decompresses each resource.
pub(crate) fn rates(resources: &[&[u8]]) -> anyhow::Result<Rates> {
    let bytes: usize = resources.iter().map(|resource| resource.len()).sum();
    let mut compressor = Compressor::new(LEVEL)?;
    let (packed, pack) = timed(|| {
        let pack = |resource: &&[u8]| Ok(compressor.compress(resource)?);
        resources.iter().map(pack).collect::<anyhow::Result<Vec<_>>>()
    })?;
    let mut decompressor = Decompressor::new()?;
    let (_, unpack) = timed(|| {
        let unpack = |(packed, resource): (&Vec<u8>, &&[u8])| {
            Ok(decompressor.decompress(packed, resource.len())?.len())
        };
        packed.iter().zip(resources).map(unpack).collect::<anyhow::Result<Vec<_>>>()
    })?;
    let small: usize = packed.iter().map(Vec::len).sum();
    Ok(Rates {
        pack: megabytes_per_second(bytes, pack),
        unpack: megabytes_per_second(bytes, unpack),
        percent: small * 100 / bytes.max(1),
    })
}
