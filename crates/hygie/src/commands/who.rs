//! Which record a command means.

use anyhow::bail;
use hygie_base::RecordNo;
use hygie_record::Permit;

use crate::session::Session;

/// The one record of a Patient id, `system|value`, or record number.
pub async fn one(session: &Session, permit: &Permit, named: &str) -> anyhow::Result<RecordNo> {
    // Nothing, and a system alone, name nobody.
    let found = if named.is_empty() || named.ends_with('|') {
        Vec::new()
    } else {
        session.records.find_patient(permit, named).await?
    };
    match found.as_slice() {
        [record] => return Ok(*record),
        [] => {}
        several => bail!(
            "{} records answer to that: name one by its Patient id or record number",
            several.len()
        ),
    }
    if named.len() == 16
        && let Ok(number) = u64::from_str_radix(named, 16)
        && let Some(record) = RecordNo::from_u64(number)
        && session.records.has_record(permit, record).await?
    {
        return Ok(record);
    }
    bail!("no record here answers to that: give a Patient id, system|value, or a record number")
}
