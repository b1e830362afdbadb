//! A line to a server, over which letters go one after the other.

use lettre::transport::smtp::Error;
use lettre::transport::smtp::client::AsyncSmtpConnection;
use lettre::transport::smtp::commands::{Data, Mail, Rcpt, Rset};
use tokio::time::timeout;

use crate::letter::{Letter, Sender, formatted};
use crate::limits::STEP_TIME;

/// Why a letter was not sent.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum NotSent {
    /// The server says that this address takes no mail, and will not.
    #[error("the address takes no mail")]
    Recipient,
    /// It does not take this letter now.
    #[error("the server does not take this letter now")]
    Letter,
    /// It takes none now, or is not there.
    #[error("the mail server takes no mail: {0}")]
    Away(&'static str),
}

/// A line to a server.
pub struct Line<'a> {
    pub(crate) on: AsyncSmtpConnection,
    pub(crate) from: &'a Sender,
}

impl Line<'_> {
    /// Hands one letter over. Once this is done, the server answers for it.
    ///
    /// # Errors
    /// Why not. After [`NotSent::Recipient`] and [`NotSent::Letter`] the line goes on.
    pub async fn send(&mut self, letter: &Letter) -> Result<(), NotSent> {
        let bytes = formatted(letter, self.from)?;
        let from = Mail::new(Some(self.from.address().clone()), Vec::new());
        within("it refuses the sender", self.on.command(from)).await?;
        let to = Rcpt::new(letter.to.inner().clone(), Vec::new());
        if let Err(refused) = self.step(|on| Box::pin(on.command(to))).await {
            return self.refused(refused, NotSent::Recipient).await;
        }
        if let Err(refused) = self.step(|on| Box::pin(on.command(Data))).await {
            return self.refused(refused, NotSent::Letter).await;
        }
        match self.step(|on| Box::pin(async move { on.message(&bytes).await })).await {
            Ok(()) => Ok(()),
            Err(Refused::Lost) => Err(NotSent::Away("the line broke")),
            Err(_) => Err(NotSent::Letter),
        }
    }

    /// Ends it; what the server says of that is nothing to us.
    pub async fn quit(mut self) {
        let _ended = timeout(STEP_TIME, self.on.quit()).await;
    }

    async fn step<'on>(
        &'on mut self,
        step: impl FnOnce(&'on mut AsyncSmtpConnection) -> Step<'on>,
    ) -> Result<(), Refused> {
        match timeout(STEP_TIME, step(&mut self.on)).await {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(error)) if error.is_permanent() => Err(Refused::Lasting),
            Ok(Err(error)) if error.is_transient() => Err(Refused::ForNow),
            Ok(Err(_)) | Err(_) => Err(Refused::Lost),
        }
    }

    /// Makes the line free for the next letter.
    async fn refused(&mut self, refused: Refused, lasting: NotSent) -> Result<(), NotSent> {
        let lost = NotSent::Away("the line broke");
        if matches!(refused, Refused::Lost) {
            return Err(lost);
        }
        within("the line broke", self.on.command(Rset)).await?;
        Err(if matches!(refused, Refused::Lasting) { lasting } else { NotSent::Letter })
    }
}

type Step<'a> = std::pin::Pin<
    Box<
        dyn Future<Output = Result<lettre::transport::smtp::response::Response, Error>> + Send + 'a,
    >,
>;

/// How a step was refused.
enum Refused {
    /// 5yz (RFC 5321, 4.2.1).
    Lasting,
    /// 4yz.
    ForNow,
    /// No answer that is one.
    Lost,
}

/// What comes of a step within its time.
pub(crate) async fn within<T>(
    what: &'static str,
    step: impl Future<Output = Result<T, Error>>,
) -> Result<T, NotSent> {
    match timeout(STEP_TIME, step).await {
        Ok(Ok(done)) => Ok(done),
        Ok(Err(_)) => Err(NotSent::Away(what)),
        Err(_) => Err(NotSent::Away("it takes too long to answer")),
    }
}
