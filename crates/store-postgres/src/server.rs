//! What a server says of itself, and whether an acknowledged commit is safe on it.

use hygie_store::StoreError;
use tokio_postgres::error::SqlState;

use crate::error::{Error, Result};
use crate::limits::READ_TIME;
use crate::pack::{count, value};
use crate::pool::Reader;
use crate::{Options, connect};

const SERVER: &str = "SELECT current_setting('server_version'), current_database()::text,
    coalesce((SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()), false)";
/// The session's own values: they are what our commits go by.
const SETTINGS: &str = "SELECT current_setting('synchronous_commit'),
    coalesce(current_setting('synchronous_standby_names', true), ''),
    current_setting('fsync') = 'on', current_setting('full_page_writes') = 'on'";
/// Users without `pg_read_all_stats` see the rows and little in them: rows are
/// counted. A copy of the whole server that is under way is no standby.
const STANDBYS: &str = "SELECT count(*) FROM pg_stat_replication
    WHERE coalesce(application_name, '') <> 'pg_basebackup'";

/// What is known of a server before a store is opened on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Server {
    /// Its version, as it words it.
    pub version: String,
    /// The database that was reached.
    pub database: String,
    /// Whether the way to it is encrypted.
    pub tls: bool,
    /// How commits become safe there.
    pub replication: Replication,
}

/// How commits become safe on a server: on its own disk and on others'.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replication {
    /// Standbys that follow now; `None` when the user may not know.
    pub standbys: Option<u64>,
    /// The session's `synchronous_commit`.
    pub synchronous_commit: String,
    /// Standbys that must have a commit before it is acknowledged.
    pub synchronous_standby_names: String,
    /// Whether the server waits for its disk.
    pub fsync: bool,
    /// Whether a page that was half written at a loss of power can be mended.
    pub full_page_writes: bool,
}

impl Server {
    /// Asks the server of these options, and neither makes nor opens a store.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] with what to mend, as for
    /// [`crate::PostgresStore::open`].
    pub async fn look(options: &Options) -> std::result::Result<Self, StoreError> {
        let pool = connect::pool(options, 1)?;
        let first = pool.get().await.map_err(Error::from)?;
        connect::check(&first).await?;
        drop(first);
        let mut db = Reader::get(&pool, READ_TIME).await?;
        let rows = db.query(SERVER, &[]).await?;
        let row = rows.first().ok_or(Error::Damaged("the server said nothing of itself"))?;
        let (version, database, tls) = (value(row, 0), value(row, 1), value(row, 2));
        let replication = replication(&mut db).await?;
        Ok(Self { version: version?, database: database?, tls: tls?, replication })
    }
}

impl Replication {
    /// Whether other servers are meant to have what is committed here.
    pub fn has_replicas(&self) -> bool {
        self.standbys.is_some_and(|standbys| standbys > 0)
            || !self.synchronous_standby_names.is_empty()
    }

    /// Settings by which an acknowledged commit can be lost, and what to set.
    pub fn faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        let commit = self.synchronous_commit.as_str();
        if commit == "off" || (commit == "local" && self.has_replicas()) {
            faults.push(format!(
                "synchronous_commit is {commit} in our sessions: a commit is acknowledged before \
                 it is safe. Hygie asks for `on`: something between it and the server, such as a \
                 connection pooler, drops that. Set synchronous_commit = on on the server, or let \
                 it through"
            ));
        }
        match self.standbys {
            Some(standbys) if standbys > 0 && self.synchronous_standby_names.is_empty() => {
                let follow = match standbys {
                    1 => "1 standby follows".to_owned(),
                    several => format!("{several} standbys follow"),
                };
                faults.push(format!(
                    "{follow} the server and none must have a commit before it is acknowledged: \
                     what was acknowledged last is lost when a standby takes over. Set \
                     synchronous_standby_names on the server, for example 'ANY 1 (*)'"
                ));
            }
            _ => {}
        }
        let disk = [(self.fsync, "fsync"), (self.full_page_writes, "full_page_writes")];
        for (_, setting) in disk.iter().filter(|(on, _)| !on) {
            faults.push(format!(
                "{setting} is off on the server: a loss of power can damage the database. Set \
                 {setting} = on"
            ));
        }
        faults
    }
}

/// Asks how commits become safe on the server.
pub async fn replication(db: &mut Reader) -> Result<Replication> {
    let rows = db.query(SETTINGS, &[]).await?;
    let row = rows.first().ok_or(Error::Damaged("the server did not tell its settings"))?;
    let standbys = match db.query(STANDBYS, &[]).await {
        Ok(rows) => rows.first().map(|row| count(row, 0)).transpose()?,
        Err(Error::Sql(error)) if is_secret(&error) => None,
        Err(error) => return Err(error),
    };
    Ok(Replication {
        standbys,
        synchronous_commit: value(row, 0)?,
        synchronous_standby_names: value::<String>(row, 1)?.trim().to_owned(),
        fsync: value(row, 2)?,
        full_page_writes: value(row, 3)?,
    })
}

/// Whether the user may not look, or the server has nothing to look at.
fn is_secret(error: &tokio_postgres::Error) -> bool {
    [&SqlState::INSUFFICIENT_PRIVILEGE, &SqlState::UNDEFINED_TABLE]
        .into_iter()
        .any(|state| error.code() == Some(state))
}

#[cfg(test)]
mod tests {
    use super::Replication;

    /// Words that the faults of a server begin with.
    #[track_caller]
    fn check(
        standbys: Option<u64>,
        commit: &str,
        names: &str,
        disk: (bool, bool),
        expect: &[&str],
    ) {
        let server = Replication {
            standbys,
            synchronous_commit: commit.to_owned(),
            synchronous_standby_names: names.to_owned(),
            fsync: disk.0,
            full_page_writes: disk.1,
        };
        let faults = server.faults();
        assert_eq!(faults.len(), expect.len(), "{faults:?}");
        for (fault, start) in faults.iter().zip(expect) {
            assert!(fault.starts_with(start), "{fault}");
        }
    }

    #[test]
    fn what_can_lose_a_commit_is_a_fault() {
        let sound = (true, true);
        check(Some(0), "on", "", sound, &[]);
        check(Some(0), "local", "", sound, &[]);
        check(None, "on", "", sound, &[]);
        check(Some(2), "on", "ANY 1 (*)", sound, &[]);
        check(Some(0), "on", "*", sound, &[]);
        check(Some(0), "off", "", sound, &["synchronous_commit is off"]);
        check(None, "local", "*", sound, &["synchronous_commit is local"]);
        check(Some(1), "on", "", sound, &["1 standby follows"]);
        check(Some(2), "local", "", sound, &["synchronous_commit is local", "2 standbys follow"]);
        check(Some(0), "on", "", (false, false), &["fsync is off", "full_page_writes is off"]);
    }
}
