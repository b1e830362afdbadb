//! Whether the place of the attachments can be used.

use hygie_base::SystemRng;
use hygie_blobs_s3::S3Blobs;

use crate::config::Source;
use crate::console::{Console, counted};
use crate::stores::{Place, S3Options, check_key_file};

/// Says what was found; false when it could not be used. Makes the mark of a
/// bucket that has none.
pub async fn check(place: &Place, source: &Source, console: &dyn Console) -> bool {
    let options = match place {
        Place::Folder => {
            console.line(&format!("Attachments: in the data folder ({source})."));
            return true;
        }
        Place::S3(options) => options,
    };
    console.line(&format!("Attachments: {} ({source}).", options.address));
    let checked = [server(options, console), keys(options, console), authorities(options, console)];
    checked == [true; 3] && reach(options, console).await
}

fn server(options: &S3Options, console: &dyn Console) -> bool {
    match options.server() {
        Ok(server) => {
            let region = options.region.as_deref().unwrap_or("none named");
            console.line(&format!("Server: {server}, region: {region}."));
            true
        }
        Err(error) => refused(&error, console),
    }
}

fn keys(options: &S3Options, console: &dyn Console) -> bool {
    let Some(path) = &options.key_file else {
        console.line("Credentials: none named.");
        return true;
    };
    match check_key_file(path) {
        Ok(()) => {
            console.line(&format!("Credentials: {}, for its owner only.", path.display()));
            true
        }
        Err(error) => refused(&format!("{error:#}"), console),
    }
}

fn authorities(options: &S3Options, console: &dyn Console) -> bool {
    let Some(path) = &options.ca else {
        console.line("Certificates of the S3 server: none named.");
        return true;
    };
    match options.authorities() {
        Ok(number) => {
            let number = counted(number as u64, "authority");
            console.line(&format!("Certificates of the S3 server: {}, {number}.", path.display()));
            true
        }
        Err(error) => refused(&error, console),
    }
}

async fn reach(options: &S3Options, console: &dyn Console) -> bool {
    match S3Blobs::open(options, &SystemRng).await {
        Ok(opened) => {
            let mark = opened.mark();
            console.line(&format!("Reached: the bucket, which refuses to overwrite; mark {mark}."));
            true
        }
        Err(error) => refused(&error, console),
    }
}

fn refused(error: &dyn std::fmt::Display, console: &dyn Console) -> bool {
    console.error(&error.to_string());
    false
}
