//! Nothing rests on how a database sorts text.

use hygie_testkit::postgres::database;
use tokio_postgres::NoTls;

use super::open;

/// Columns and columns of indexes that have a collation.
const COLLATED: &str = "SELECT c.relname || '.' || a.attname FROM pg_attribute a
    JOIN pg_class c ON c.oid = a.attrelid
    WHERE c.relnamespace = current_schema()::regnamespace AND a.attcollation <> 0";
const COLUMNS: &str = "SELECT count(*) FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
    WHERE c.relnamespace = current_schema()::regnamespace AND a.attnum > 0";

/// A database with a collation is not refused, nor one whose collation has
/// another version than its indexes were made with: that would be of concern if
/// a column of ours were text.
#[tokio::test]
async fn no_column_has_a_collation() {
    let address = database().await;
    open(&address).await;
    let (client, connection) = tokio_postgres::connect(&address, NoTls).await.unwrap();
    tokio::spawn(connection);
    let collated = client.query(COLLATED, &[]).await.unwrap();
    let collated: Vec<String> = collated.iter().map(|row| row.get(0)).collect();
    assert_eq!(collated, Vec::<String>::new());
    let columns: i64 = client.query_one(COLUMNS, &[]).await.unwrap().get(0);
    assert!(columns > 40, "the tables were looked at: {columns}");
}
