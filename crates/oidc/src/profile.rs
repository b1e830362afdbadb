//! What a kind of provider is asked for, and how its claims are read.

use crate::Algorithm;

/// A kind of provider.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Profile {
    /// Any provider: issuer, subject and a name to show.
    Generic,
    /// Pro Santé Connect: professionals, with their activities.
    ProSanteConnect,
    /// FranceConnect and its like: persons, with the traits of their identity.
    FranceConnect,
}

/// The issuer of Pro Santé Connect in production, and in its sandbox
/// (bac à sable), each with the host that the browser is sent to.
const PSC: [(&str, &str); 2] = [
    ("https://auth.esw.esante.gouv.fr/auth/realms/esante-wallet", "wallet.esw.esante.gouv.fr"),
    (
        "https://auth.bas.psc.esante.gouv.fr/auth/realms/esante-wallet",
        "wallet.bas.psc.esante.gouv.fr",
    ),
];

impl Profile {
    /// Every profile, in the order of the enum.
    pub const ALL: [Self; 3] = [Self::Generic, Self::ProSanteConnect, Self::FranceConnect];

    /// Its name in the configuration.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Generic => "generic",
            Self::ProSanteConnect => "pro-sante-connect",
            Self::FranceConnect => "franceconnect",
        }
    }

    /// The profile of this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.name() == name)
    }

    /// Scopes that are asked for when the configuration names none.
    pub const fn scopes(self) -> &'static [&'static str] {
        match self {
            Self::Generic => &["openid", "profile"],
            Self::ProSanteConnect => &["openid", "scope_all"],
            Self::FranceConnect => &[
                "openid",
                "given_name",
                "family_name",
                "preferred_username",
                "birthdate",
                "gender",
                "birthplace",
                "birthcountry",
            ],
        }
    }

    /// Strengths of log-in that are asked for, and one of which must be answered,
    /// when the configuration names none. None: any will do.
    pub const fn acr_values(self) -> &'static [&'static str] {
        match self {
            Self::Generic => &[],
            Self::ProSanteConnect | Self::FranceConnect => &["eidas1"],
        }
    }

    /// Algorithms that are taken when the configuration names none.
    pub const fn algorithms(self) -> &'static [Algorithm] {
        match self {
            Self::Generic => {
                &[Algorithm::Rs256, Algorithm::Ps256, Algorithm::Es256, Algorithm::Es384]
            }
            Self::ProSanteConnect => &[Algorithm::Rs256],
            Self::FranceConnect => &[Algorithm::Es256, Algorithm::Rs256],
        }
    }

    /// Whether the end of a session here is to lead to the end of the one there when
    /// the configuration says nothing: the terms of both ask for it.
    pub const fn ends_there(self) -> bool {
        matches!(self, Self::ProSanteConnect | Self::FranceConnect)
    }

    /// The issuer when the configuration names none.
    pub const fn issuer(self) -> Option<&'static str> {
        match self {
            Self::ProSanteConnect => Some(PSC[0].0),
            Self::Generic | Self::FranceConnect => None,
        }
    }

    /// Where the provider tells of itself, after its issuer.
    pub(crate) const fn well_known(self) -> &'static str {
        match self {
            Self::ProSanteConnect => "/.well-known/wallet-openid-configuration",
            Self::Generic | Self::FranceConnect => "/.well-known/openid-configuration",
        }
    }

    /// The host beside the issuer's that a provider of this kind is known to use.
    pub(crate) fn host(self, issuer: &str) -> Option<&'static str> {
        let is_it = |(one, _): &&(&str, &str)| issuer.trim_end_matches('/') == *one;
        let known = PSC.iter().find(is_it).filter(|_| self == Self::ProSanteConnect);
        known.map(|(_, host)| *host)
    }
}

#[cfg(test)]
mod tests {
    use super::{PSC, Profile};

    #[test]
    fn names_lead_back() {
        for one in Profile::ALL {
            assert_eq!(Profile::parse(one.name()), Some(one));
        }
        assert_eq!(Profile::parse("psc"), None);
    }

    #[test]
    fn the_browser_s_host_goes_with_its_issuer() {
        for (issuer, host) in PSC {
            assert_eq!(Profile::ProSanteConnect.host(issuer), Some(host));
        }
        assert_eq!(Profile::ProSanteConnect.host("https://auth.esw.esante.gouv.fr.example"), None);
        assert_eq!(Profile::Generic.host(PSC[0].0), None);
    }
}
