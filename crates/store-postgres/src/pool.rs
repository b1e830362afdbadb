//! The readers: a few connections, each read bounded in time.

use std::time::Duration;

use deadpool_postgres::Pool;
use hygie_store::StoreError;
use tokio::time::{Instant, timeout_at};
use tokio_postgres::Row;
use tokio_postgres::types::ToSql;

use crate::connect::Connection;
use crate::error::{Error, Result};

/// A connection lent for one read.
pub struct Reader {
    pool: Pool,
    connection: Option<Connection>,
    deadline: Instant,
}

impl Reader {
    /// Waits for a connection. What is read with it has so much time in all.
    pub async fn get(pool: &Pool, time: Duration) -> std::result::Result<Self, StoreError> {
        if pool.is_closed() {
            return Err(StoreError::Closed);
        }
        let deadline = Instant::now() + time;
        let mut reader = Self { pool: pool.clone(), connection: None, deadline };
        reader.connect().await?;
        Ok(reader)
    }

    async fn connect(&mut self) -> Result<()> {
        let got = timeout_at(self.deadline, self.pool.get()).await;
        self.connection = Some(got.map_err(|_| Error::Late)??);
        Ok(())
    }

    /// The rows of a prepared statement. A connection that turns out to be gone,
    /// as after a restart of the server, is replaced once.
    pub async fn query(&mut self, sql: &str, params: &[&(dyn ToSql + Sync)]) -> Result<Vec<Row>> {
        match self.once(sql, params).await {
            Err(error) if error.ends_connection() && !matches!(error, Error::Late) => {
                self.connect().await?;
                self.once(sql, params).await
            }
            done => done,
        }
    }

    async fn once(&mut self, sql: &str, params: &[&(dyn ToSql + Sync)]) -> Result<Vec<Row>> {
        let Some(client) = &self.connection else { return Err(Error::Late) };
        let asked = async {
            let statement = client.prepare_cached(sql).await?;
            Ok(client.query(&statement, params).await?)
        };
        let done = timeout_at(self.deadline, asked).await.unwrap_or(Err(Error::Late));
        if done.as_ref().is_err_and(Error::ends_connection) {
            // Back in the pool it would be handed out again.
            self.connection.take().map(Connection::take);
        }
        done
    }
}
