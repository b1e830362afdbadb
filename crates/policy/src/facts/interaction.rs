//! What is asked for.

/// What is asked for: the rows of the DMP's functional matrix (PDT-INF-526 v1.8),
/// what is done with an organisation's own entries, and what only the person's
/// space knows.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Interaction {
    /// TD0.1, authenticate.
    Authenticate,
    /// TD0.2, test existence and authorisation status.
    TestExistence,
    /// TD0.3, declare oneself authorised.
    DeclareAuthorised,
    /// TD0.3, remove one's own authorisation.
    RemoveAuthorisation,
    /// TD0.3, remove one's own standing as médecin traitant.
    RemoveTreating,
    /// TD0.4, list the records that one is authorised for.
    ListAuthorised,
    /// TD0.5, search a patient without INS.
    SearchWithoutIns,
    /// TD0.9, contextual access by the web.
    WebAccess,
    /// TD1.3a, read administrative data.
    ReadAdministrative,
    /// TD1.6, list authorised and blocked professionals.
    ListProfessionals,
    /// TD2.1, feed.
    Feed,
    /// TD2.2, feed by a secretary.
    FeedBySecretary,
    /// TD3.1, search metadata.
    SearchMetadata,
    /// TD3.1, search a document's reference.
    SearchReference,
    /// TD3.2, read a document that is not masked.
    Read,
    /// TD3.2, read a document masked to professionals.
    ReadMasked,
    /// TD3.2, read a document invisible to the patient or the legal representatives.
    ReadInvisible,
    /// TD3.2, read an archived document.
    ReadArchived,
    /// TD3.2, read an obsolete version.
    ReadObsolete,
    /// TD3.2, read a deleted document.
    ReadDeleted,
    /// TD3.3a, mask to professionals.
    Mask,
    /// TD3.3a, unmask to professionals.
    Unmask,
    /// TD3.3b, make visible to the patient.
    MakeVisible,
    /// TD3.3d, archive.
    Archive,
    /// TD3.3d, unarchive.
    Unarchive,
    /// TD3.3c, delete.
    Delete,
    /// Read identity and appointments that the own organisation keeps.
    OwnReadAdministrative,
    /// Read what else the own organisation keeps.
    OwnRead,
    /// Search in what the own organisation keeps.
    OwnSearch,
    /// Write what the own organisation keeps.
    OwnWrite,
    /// Say who may see what: consent, block, oppose, delegate, share.
    Share,
    /// Change how the person logs in, or their contacts.
    ChangeCredentials,
    /// Close the shared record.
    Close,
    /// Open it again, or for the first time after an opposition.
    Reopen,
    /// Take a copy away: export, download, print.
    Export,
    /// Read who looked (CSP, R.1111-43).
    ReadTraces,
}

impl Interaction {
    /// Every interaction.
    pub const ALL: [Self; 36] = [
        Self::Authenticate,
        Self::TestExistence,
        Self::DeclareAuthorised,
        Self::RemoveAuthorisation,
        Self::RemoveTreating,
        Self::ListAuthorised,
        Self::SearchWithoutIns,
        Self::WebAccess,
        Self::ReadAdministrative,
        Self::ListProfessionals,
        Self::Feed,
        Self::FeedBySecretary,
        Self::SearchMetadata,
        Self::SearchReference,
        Self::Read,
        Self::ReadMasked,
        Self::ReadInvisible,
        Self::ReadArchived,
        Self::ReadObsolete,
        Self::ReadDeleted,
        Self::Mask,
        Self::Unmask,
        Self::MakeVisible,
        Self::Archive,
        Self::Unarchive,
        Self::Delete,
        Self::OwnReadAdministrative,
        Self::OwnRead,
        Self::OwnSearch,
        Self::OwnWrite,
        Self::Share,
        Self::ChangeCredentials,
        Self::Close,
        Self::Reopen,
        Self::Export,
        Self::ReadTraces,
    ];

    /// Row of the functional matrix, from 0, in the order of its file; `None` for
    /// what the matrix does not know.
    pub fn row(self) -> Option<usize> {
        let row = self as usize;
        (row < Self::ROWS).then_some(row)
    }

    /// Rows of the functional matrix.
    pub const ROWS: usize = 26;
}
