//! Notices by mail, from the program that serves to a mail server on a socket.

use hygie_testkit::MailServer;

use super::server::Server;
use super::world::World;

/// Names the server in the configuration.
fn name(world: &World, server: &MailServer, more: &str) {
    let ca = world.file("mail.pem", server.certificate());
    let port = server.port();
    world.file(
        "data/hygie.toml",
        format!(
            "[mail]\nserver = 'localhost:{port}'\nfrom = 'Hygie <avis@hopital.example>'\nca = '{}'\n{more}",
            ca.display()
        ),
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_server_is_checked_and_told() {
    let world = World::new();
    let server = MailServer::start().await;
    name(&world, &server, "");
    let told = world.hygie(["config", "print"]).done();
    let port = server.port();
    assert!(told.contains(&format!("server = \"localhost:{port}\"\n")), "{told}");
    assert!(told.contains("encryption = \"starttls\"\n"), "{told}");
    let told = world.hygie(["config", "check"]);
    assert!(told.out.contains(&format!("Mail: localhost:{port} was reached.")), "{}", told.out);
    server.answer("EHLO", "250 localhost");
    let told = world.hygie(["config", "check"]);
    assert_eq!(told.code, Some(1));
    assert!(told.err.contains("it offers no encryption"), "{}", told.err);
    name(&world, &server, "user = 'a'\npassword_file = 'none'\n");
    let said = world.hygie(["serve", "--listen", "127.0.0.1:0"]).refused();
    assert!(said.contains("the password file") && said.contains("none"), "{said}");
    assert_eq!(server.received(), []);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_house_serves_without_its_mail_server() {
    let world = World::new();
    let mail = MailServer::start().await;
    name(&world, &mail, "");
    drop(mail);
    let server = Server::start(&world, &["serve"]);
    assert_eq!(server.get("/readyz", &[]).status, 200);
    let (code, _, log) = server.stop();
    assert_eq!(code, Some(0), "{log}");
    assert!(!log.contains("ERROR"), "{log}");
}
