//! Light, dark, or as the machine says.

/// The colours of the pages.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Theme {
    /// As the browser prefers.
    #[default]
    Auto,
    /// Dark ink on paper.
    Light,
    /// Light ink on a dark ground.
    Dark,
}

impl Theme {
    /// Every theme, the default first.
    pub const ALL: &[Self] = &[Self::Auto, Self::Light, Self::Dark];

    /// Name in the cookie, in the form and in `data-theme`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The theme of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|theme| theme.name() == name)
    }
}
