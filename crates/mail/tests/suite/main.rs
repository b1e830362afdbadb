//! Letters over real sockets, to a server that takes them or does not.
#![expect(clippy::unwrap_used, reason = "test code: what fails here fails the test")]

use hygie_base::{SecretString, Timestamp};
use hygie_mail::{Address, Encryption, Letter, Mailer, MailerError, NotSent, Options, Sender};
use hygie_testkit::MailServer;

fn options(server: &MailServer, encryption: Encryption) -> Options {
    Options {
        host: "localhost".to_owned(),
        port: server.port(),
        encryption,
        authorities: Some(server.certificate().to_owned()),
        user: None,
        from: Sender::parse("Hôpital <avis@hopital.example>").unwrap(),
    }
}

fn mailer(server: &MailServer, encryption: Encryption) -> Mailer {
    Mailer::open(options(server, encryption)).unwrap()
}

fn letter(to: &str) -> Letter {
    Letter {
        to: Address::parse(to).unwrap(),
        subject: "Un avis\r\nBcc: x@y.fr".to_owned(),
        text: "Une ligne.\n.\nUne autre, très longue : ".to_owned() + &"é".repeat(500) + "\n",
        id: "stable".to_owned(),
        at: Timestamp(1_795_353_360_123),
    }
}

#[tokio::test]
async fn letters_go_over_each_kind_of_line() {
    for (encryption, at_once) in
        [(Encryption::None, false), (Encryption::StartTls, false), (Encryption::Tls, true)]
    {
        let server =
            if at_once { MailServer::start_encrypted().await } else { MailServer::start().await };
        let mailer = mailer(&server, encryption);
        let mut line = mailer.connect().await.unwrap();
        for to in ["a@b.fr", "c@d.fr"] {
            line.send(&letter(to)).await.unwrap();
        }
        line.quit().await;
        let all = server.received();
        let to: Vec<&str> = all.iter().map(|one| &*one.to).collect();
        assert_eq!(to, ["RCPT TO:<a@b.fr>", "RCPT TO:<c@d.fr>"]);
        for one in &all {
            assert_eq!(one.encrypted, encryption != Encryption::None);
            assert_eq!((&*one.from, &one.auth), ("MAIL FROM:<avis@hopital.example>", &None));
            let (head, body) = one.text.split_once("\n\n").unwrap();
            assert!(head.contains("Message-ID: <stable@hopital.example>"), "{head}");
            assert!(head.contains("Auto-Submitted: auto-generated"), "{head}");
            assert!(head.contains("Date: "), "{head}");
            assert!(!head.lines().any(|line| line.starts_with("Bcc")), "{head}");
            assert!(one.text.is_ascii() && one.text.lines().all(|line| line.len() <= 78));
            assert!(!body.contains("x@y.fr"));
        }
    }
}

#[tokio::test]
async fn a_user_says_who_they_are_over_an_encrypted_line() {
    let server = MailServer::start().await;
    let user = Some(("hygie".to_owned(), SecretString::from("secret".to_owned())));
    let with = Options { user, ..options(&server, Encryption::StartTls) };
    let mailer = Mailer::open(with).unwrap();
    let mut line = mailer.connect().await.unwrap();
    line.send(&letter("a@b.fr")).await.unwrap();
    // PLAIN: nothing, the name and the password, parted by zeros.
    assert_eq!(server.received()[0].auth.as_deref(), Some("AUTH PLAIN AGh5Z2llAHNlY3JldA=="));
    server.answer("AUTH", "535 no");
    let refused = mailer.connect().await.map(drop);
    assert_eq!(refused, Err(NotSent::Away("it refuses the user and password")));
}

#[tokio::test]
async fn each_refusal_is_told_apart_and_the_line_goes_on() {
    let server = MailServer::start().await;
    let mailer = mailer(&server, Encryption::StartTls);
    let mut line = mailer.connect().await.unwrap();
    for (command, answer, told) in [
        ("RCPT", "550 5.1.1 nobody", NotSent::Recipient),
        ("RCPT", "451 greylisted", NotSent::Letter),
        ("DATA", "554 no", NotSent::Letter),
        (".", "554 5.7.1 looks bad", NotSent::Letter),
        (".", "452 full", NotSent::Letter),
    ] {
        server.answer(command, answer);
        assert_eq!(line.send(&letter("a@b.fr")).await, Err(told), "{command} {answer}");
        server.take_all();
        line.send(&letter("c@d.fr")).await.unwrap();
    }
    assert_eq!(server.received().len(), 5);
    server.answer("MAIL", "550 not you");
    let refused = line.send(&letter("a@b.fr")).await;
    assert_eq!(refused, Err(NotSent::Away("it refuses the sender")), "no fault of the address");
}

#[tokio::test]
async fn a_server_that_breaks_off_is_away() {
    let server = MailServer::start().await;
    let mailer = mailer(&server, Encryption::StartTls);
    for command in ["MAIL", "RCPT", "DATA", "."] {
        let mut line = mailer.connect().await.unwrap();
        server.answer(command, "");
        let broken = line.send(&letter("a@b.fr")).await;
        assert!(matches!(broken, Err(NotSent::Away(_))), "{command} {broken:?}");
        server.take_all();
    }
    for command in ["EHLO", "STARTTLS"] {
        server.answer(command, "");
        assert!(matches!(mailer.connect().await.map(drop), Err(NotSent::Away(_))), "{command}");
        server.take_all();
    }
    drop(server);
    let away = mailer.connect().await.map(drop);
    assert_eq!(away, Err(NotSent::Away("it cannot be reached")));
}

#[tokio::test]
async fn nothing_is_sent_in_clear_where_encryption_was_chosen() {
    let server = MailServer::start().await;
    server.answer("EHLO", "250 localhost");
    let refused = mailer(&server, Encryption::StartTls).connect().await.map(drop);
    assert_eq!(refused, Err(NotSent::Away("it offers no encryption")));
    server.take_all();
    // Another authority than the one that vouches for it.
    let other = MailServer::start().await;
    let authorities = Some(other.certificate().to_owned());
    let with = Options { authorities, ..options(&server, Encryption::StartTls) };
    let refused = Mailer::open(with).unwrap().connect().await.map(drop);
    assert_eq!(refused, Err(NotSent::Away("it cannot be reached with encryption")));
    assert_eq!(server.received(), []);
    let with = Options { authorities: Some("x".into()), ..options(&server, Encryption::Tls) };
    assert_eq!(Mailer::open(with).map(drop), Err(MailerError::Authorities));
}

/// A server that takes the line and says nothing holds nobody up.
#[tokio::test]
async fn a_server_that_says_nothing_is_away() {
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let server = MailServer::start().await;
    let port = listener.local_addr().unwrap().port();
    let with = Options { port, ..options(&server, Encryption::StartTls) };
    let mailer = Mailer::open(with).unwrap();
    let asked = tokio::spawn(async move { mailer.connect().await.map(drop) });
    let (_held, _) = listener.accept().await.unwrap();
    tokio::time::pause();
    let away = asked.await.unwrap();
    assert_eq!(away, Err(NotSent::Away("it takes too long to answer")));
}
