//! What the handlers stand on.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use hygie_accounts::Party;
use hygie_http::{App, Cursors, Fault};

use crate::cookies::Jar;
use crate::faults::{Faulted, of_account};
use crate::people::Finds;
use crate::providers::Providers;
use crate::regulation::Asked;

/// The services and the little that pages remember, in memory alone.
pub(crate) struct Web {
    /// The services.
    pub(crate) app: Arc<App>,
    /// What each session last searched for.
    pub(crate) finds: Finds,
    /// By which traits each session last looked for whom a call is about.
    pub(crate) callers: Finds<Asked>,
    /// What each administrator's session last looked for among accounts.
    pub(crate) sought: Finds,
    /// Where older pages of lists begin.
    pub(crate) cursors: Cursors,
    /// Contexts of requests whose fault is about to be rendered.
    pub(crate) faulted: Faulted,
    /// Log-in providers that are offered.
    pub(crate) providers: Providers,
    /// How cookies are named and marked.
    pub(crate) jar: Jar,
    /// Who relies on passkeys; none where browsers have none under our address.
    pub(crate) party: Option<Party>,
    /// Once true, always true.
    claimed: AtomicBool,
}

impl Web {
    /// Over these services.
    pub(crate) fn new(app: Arc<App>, providers: Providers) -> Self {
        let jar = Jar::of(&app.config);
        let party = Party::of(&app.config.public_url).ok();
        let (finds, callers, faulted) = Default::default();
        let cursors = Cursors::new(&*app.rng);
        Self {
            app,
            finds,
            callers,
            sought: Finds::default(),
            cursors,
            faulted,
            providers,
            jar,
            party,
            claimed: AtomicBool::new(false),
        }
    }

    /// Forgets whom a session looked for.
    pub(crate) fn forget(&self, session: &str) {
        self.finds.forget(session);
        self.callers.forget(session);
    }

    /// Whether a first account was made.
    pub(crate) async fn is_claimed(&self) -> Result<bool, Fault> {
        if self.claimed.load(Ordering::Acquire) {
            return Ok(true);
        }
        let claimed = self.app.accounts.is_claimed().await.map_err(of_account)?;
        if claimed {
            self.claimed.store(true, Ordering::Release);
        }
        Ok(claimed)
    }
}
