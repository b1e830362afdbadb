//! The binary form of `COPY`, sent in one piece.

use std::io::Cursor;
use std::pin::pin;

use deadpool_postgres::ClientWrapper;
use futures_util::SinkExt as _;

use crate::error::{Error, Result};

const SIGNATURE: &[u8] = b"PGCOPY\n\xff\r\n\0";
/// No flag is set and nothing follows the head.
const HEAD: [u8; 8] = [0; 8];
/// In place of a number of columns.
const END: i16 = -1;

/// Rows as the server takes them.
pub struct Rows(Vec<u8>);

impl Rows {
    /// None, with room for rows of so many bytes each.
    pub fn of(bytes: impl Iterator<Item = usize>) -> Self {
        let mut text = Vec::with_capacity(SIGNATURE.len() + HEAD.len() + bytes.sum::<usize>());
        text.extend_from_slice(SIGNATURE);
        text.extend_from_slice(&HEAD);
        Self(text)
    }

    /// Adds a row; each value as the server sends it.
    pub fn add<const N: usize>(&mut self, values: [&[u8]; N]) -> Result<()> {
        let columns = i16::try_from(N).map_err(|_| Error::Damaged("a row of too many columns"))?;
        self.0.extend_from_slice(&columns.to_be_bytes());
        for value in values {
            let bytes = i32::try_from(value.len());
            let bytes = bytes.map_err(|_| Error::Damaged("a value that is too long"))?;
            self.0.extend_from_slice(&bytes.to_be_bytes());
            self.0.extend_from_slice(value);
        }
        Ok(())
    }

    /// Sends them into the table that the statement names.
    pub async fn send(mut self, client: &ClientWrapper, sql: &str) -> Result<()> {
        self.0.extend_from_slice(&END.to_be_bytes());
        let statement = client.prepare_cached(sql).await?;
        let mut sink = pin!(client.copy_in(&statement).await?);
        sink.send(Cursor::new(self.0)).await?;
        sink.finish().await?;
        Ok(())
    }
}
