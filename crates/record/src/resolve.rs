//! Which record a resource goes to, and where resources are.

use hygie_base::RecordNo;
use hygie_seal::Locator;
use hygie_store::{IdToken, limits::PAGE_ROWS};

use crate::predicted::Prediction;
use crate::{RecordError, Records};

/// Where a resource's current version is, or will be.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Located {
    /// Nowhere.
    Absent,
    /// In a durable commit.
    Durable(Locator),
    /// In a commit that is still under way.
    Predicted(Prediction),
}

impl Located {
    pub const fn locator(&self) -> Option<Locator> {
        match *self {
            Self::Absent => None,
            Self::Durable(locator) => Some(locator),
            Self::Predicted(prediction) => Some(prediction.at),
        }
    }
}

impl Records {
    /// Where these resources are, commits under way included, in the order asked.
    pub(crate) async fn locate_all(
        &self,
        resources: &[(&str, &str)],
    ) -> Result<Vec<Located>, RecordError> {
        let tokens: Vec<IdToken> =
            resources.iter().map(|(resource_type, id)| self.id_token(resource_type, id)).collect();
        // First what is under way, then what is durable: a commit that ends in
        // between is seen as one of the two.
        let predicted = self.predicted.of(&tokens);
        let mut rows = Vec::with_capacity(tokens.len());
        for tokens in tokens.chunks(PAGE_ROWS) {
            rows.extend(self.store.locate(tokens).await?);
        }
        let mut located = Vec::with_capacity(tokens.len());
        for ((predicted, row), (resource_type, id)) in predicted.iter().zip(rows).zip(resources) {
            located.push(match (predicted, row) {
                (Some(prediction), _) => Located::Predicted(*prediction),
                (None, None) => Located::Absent,
                (None, Some(sealed)) => {
                    Located::Durable(self.open_locator(resource_type, id, &sealed)?)
                }
            });
        }
        Ok(located)
    }

    /// Where one resource's current version is.
    pub(crate) async fn locate(
        &self,
        resource_type: &str,
        id: &str,
    ) -> Result<Option<Locator>, RecordError> {
        let token = self.id_token(resource_type, id);
        let row = self.store.locate(&[token]).await?.into_iter().next().flatten();
        row.map(|sealed| self.open_locator(resource_type, id, &sealed)).transpose()
    }

    /// The sealed locator of a resource at this place.
    pub(crate) fn seal_locator(
        &self,
        resource_type: &str,
        id: &str,
        at: &Locator,
    ) -> Result<Vec<u8>, RecordError> {
        self.with_index(|index| index.seal_id_locator(resource_type, id, at))
            .map_err(|_| RecordError::Seal)
    }

    /// Where the sealed locator of a resource leads.
    pub(crate) fn open_locator(
        &self,
        resource_type: &str,
        id: &str,
        sealed: &[u8],
    ) -> Result<Locator, RecordError> {
        self.with_index(|index| index.open_id_locator(resource_type, id, sealed))
            .map_err(|_| RecordError::damaged(RecordNo::REGISTRY, 0, "the locator of a resource"))
    }
}
