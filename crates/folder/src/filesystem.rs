//! Which file systems a data folder may not be on: those where another machine
//! may hold the lock, or where a sync need not reach a disk.

use std::path::Path;

use crate::FolderError;
use crate::error::failed;

/// Numbers from statfs(2) and the kernel's `magic.h`, and from the
/// sources of those that are not in the kernel.
const NETWORK: &[(u32, &str)] = &[
    (0x0000_6969, "NFS"),
    (0x0000_517b, "SMB"),
    (0xff53_4d42, "CIFS"),
    (0xfe53_4d42, "SMB2"),
    (0x0000_564c, "NCP"),
    (0x0102_1997, "9P"),
    // sshfs, GlusterFS, s3fs and virtiofs cannot be told from each other.
    (0x6573_5546, "FUSE"),
    (0x6573_5543, "FUSE control"),
    (0x00c3_6400, "Ceph"),
    (0x5346_414f, "AFS"),
    (0x6b41_4653, "AFS"),
    (0x7375_7245, "Coda"),
    (0x0bd0_0bd0, "Lustre"),
    (0x7461_636f, "OCFS2"),
    (0x0116_1970, "GFS2"),
    (0x4750_4653, "GPFS"),
    (0x1983_0326, "BeeGFS"),
    (0xaad7_aaea, "PanFS"),
    (0x786f_4256, "VirtualBox shared folder"),
];

/// The kind of network file system that this number of `statfs` stands for, or
/// `None` for a local one.
pub fn network_kind(magic: u32) -> Option<&'static str> {
    NETWORK.iter().find(|(number, _)| *number == magic).map(|(_, kind)| *kind)
}

/// Refuses network file systems.
pub fn refuse_network(path: &Path) -> Result<(), FolderError> {
    let stat = rustix::fs::statfs(path).map_err(failed("look at the file system of", path))?;
    let magic = u32::try_from(stat.f_type & 0xffff_ffff).unwrap_or(0);
    match network_kind(magic) {
        Some(kind) => Err(FolderError::Network { path: path.to_owned(), kind }),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::network_kind;

    #[test]
    fn network_file_systems_are_told_from_local_ones() {
        let check = |magic, expect| assert_eq!(network_kind(magic), expect, "{magic:#x}");
        check(0x6969, Some("NFS"));
        check(0xff53_4d42, Some("CIFS"));
        check(0xfe53_4d42, Some("SMB2"));
        check(0x6573_5546, Some("FUSE"));
        check(0x00c3_6400, Some("Ceph"));
        check(0x0102_1997, Some("9P"));
        check(0x5346_414f, Some("AFS"));
        check(0x0bd0_0bd0, Some("Lustre"));
        // ext4, XFS, Btrfs, tmpfs, ZFS, F2FS, overlayfs, bcachefs.
        for local in [
            0xef53,
            0x5846_5342,
            0x9123_683e,
            0x0102_1994,
            0x2fc1_2fc1,
            0xf2f5_2010,
            0x794c_7630,
            0xca45_1a4e,
        ] {
            check(local, None);
        }
    }
}
