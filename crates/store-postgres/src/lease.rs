//! The lease of a log. Each node writes its traces to a log of its own, so that
//! nodes do not wait for each other's numbers. Nothing rests on the lease: two
//! nodes that write one log collide on its primary key and try again. A node
//! that ends without letting go loses its log to the next one that opens.

use std::time::Duration;

use deadpool_postgres::Pool;
use hygie_base::LogNo;
use hygie_base::fail::{Point, hit};
use tokio::task::JoinHandle;
use tokio_postgres::Client;

use crate::error::{Error, Result};
use crate::limits::{LEASE_SECONDS, READ_TIME, RENEWALS};
use crate::pack::{log, log_to_sql};
use crate::pool::Reader;

/// One node looks for a log at a time.
pub const LOCK: &str = "SELECT pg_advisory_xact_lock(x'48796c65'::integer)";
pub const TAKE: &str = "UPDATE logs SET holder = $1, until = now() + make_interval(secs => $2)
    WHERE number = (
        SELECT number FROM logs WHERE until IS NULL OR until < now() ORDER BY number LIMIT 1
    ) RETURNING number";
pub const ADD: &str = "INSERT INTO logs (number, next, holder, until)
    SELECT coalesce(max(number) + 1, 0), 0, $1, now() + make_interval(secs => $2) FROM logs
    RETURNING number";
/// Also one that was lost and that nobody has.
pub const RENEW: &str = "UPDATE logs SET holder = $2, until = now() + make_interval(secs => $3)
    WHERE number = $1 AND (holder = $2 OR until IS NULL OR until < now())";
pub const LET_GO: &str = "UPDATE logs SET holder = NULL, until = NULL
    WHERE number = $1 AND holder = $2";

/// A log that is ours.
pub struct Lease {
    log: LogNo,
    holder: [u8; 16],
    renewing: JoinHandle<()>,
}

impl Lease {
    /// Takes a log that nobody has, or makes one, and keeps it by the pool.
    pub async fn take(client: &mut Client, pool: &Pool, holder: [u8; 16]) -> Result<Self> {
        let transaction = client.transaction().await?;
        transaction.query(LOCK, &[]).await?;
        let holder_bytes = &holder[..];
        let mut rows = transaction.query(TAKE, &[&holder_bytes, &LEASE_SECONDS]).await?;
        if rows.is_empty() {
            rows = transaction.query(ADD, &[&holder_bytes, &LEASE_SECONDS]).await?;
        }
        hit(Point::StoreCommit)?;
        transaction.commit().await?;
        let row = rows.first().ok_or(Error::Damaged("a log that was just made is gone"))?;
        let log = log(row, 0)?;
        let renewing = tokio::spawn(renew(pool.clone(), log, holder));
        Ok(Self { log, holder, renewing })
    }

    pub const fn log(&self) -> LogNo {
        self.log
    }

    /// Lets go of the log. When that fails the next node waits until its time is over.
    pub async fn end(&self, pool: &Pool) {
        self.renewing.abort();
        if let Ok(mut db) = Reader::get(pool, READ_TIME).await {
            let holder = &self.holder[..];
            drop(db.query(LET_GO, &[&log_to_sql(self.log), &holder]).await);
        }
    }
}

impl Drop for Lease {
    fn drop(&mut self) {
        self.renewing.abort();
    }
}

async fn renew(pool: Pool, log: LogNo, holder: [u8; 16]) {
    let mut turns = tokio::time::interval(Duration::from_secs_f64(LEASE_SECONDS / RENEWALS));
    // The first turn comes at once, and it was just taken.
    turns.tick().await;
    loop {
        turns.tick().await;
        // One that fails is followed by another before the time is over.
        if let Ok(mut db) = Reader::get(&pool, READ_TIME).await {
            let holder = &holder[..];
            drop(db.query(RENEW, &[&log_to_sql(log), &holder, &LEASE_SECONDS]).await);
        }
    }
}
