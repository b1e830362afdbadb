//! The binary form of `COPY`, sent piece by piece: the server works on one while
//! the next is made.

use std::io::Cursor;
use std::pin::Pin;

use deadpool_postgres::ClientWrapper;
use futures_util::SinkExt as _;
use tokio_postgres::CopyInSink;

use crate::error::{Error, Result};
use crate::limits::PIECE_BYTES;

const SIGNATURE: &[u8] = b"PGCOPY\n\xff\r\n\0";
/// No flag is set and nothing follows the head.
const HEAD: [u8; 8] = [0; 8];
/// In place of a number of columns.
const END: i16 = -1;

/// Rows on their way into a table.
pub struct Rows {
    piece: Vec<u8>,
    sink: Pin<Box<CopyInSink<Cursor<Vec<u8>>>>>,
}

impl Rows {
    /// None yet, for the table that the statement names.
    pub async fn into(client: &ClientWrapper, sql: &str) -> Result<Self> {
        let statement = client.prepare_cached(sql).await?;
        let sink = Box::pin(client.copy_in(&statement).await?);
        let mut rows = Self { piece: Vec::with_capacity(PIECE_BYTES), sink };
        rows.piece.extend_from_slice(SIGNATURE);
        rows.piece.extend_from_slice(&HEAD);
        Ok(rows)
    }

    /// Adds a row; each value as the server sends it.
    pub async fn add<const N: usize>(&mut self, values: [&[u8]; N]) -> Result<()> {
        let columns = i16::try_from(N).map_err(|_| Error::Damaged("a row of too many columns"))?;
        self.piece.extend_from_slice(&columns.to_be_bytes());
        for value in values {
            let bytes = i32::try_from(value.len());
            let bytes = bytes.map_err(|_| Error::Damaged("a value that is too long"))?;
            self.piece.extend_from_slice(&bytes.to_be_bytes());
            self.piece.extend_from_slice(value);
        }
        if self.piece.len() >= PIECE_BYTES {
            let next = Vec::with_capacity(self.piece.capacity());
            let piece = std::mem::replace(&mut self.piece, next);
            self.sink.send(Cursor::new(piece)).await?;
        }
        Ok(())
    }

    /// Waits until the server has them all.
    pub async fn finish(mut self) -> Result<()> {
        self.piece.extend_from_slice(&END.to_be_bytes());
        self.sink.send(Cursor::new(self.piece)).await?;
        self.sink.as_mut().finish().await?;
        Ok(())
    }
}
