//! What work in the background says when it fails: once in the log, until it goes well again.

/// The reason that was said last.
#[derive(Default)]
pub struct Said(Option<String>);

impl Said {
    /// The reason, where it is another one than was said; none when all went well.
    pub fn news(&mut self, why: Option<String>) -> Option<&str> {
        let known = self.0 == why;
        self.0 = why;
        self.0.as_deref().filter(|_| !known)
    }
}

#[cfg(test)]
mod tests {
    use super::Said;

    #[test]
    fn a_reason_is_said_once_until_it_goes_well_again() {
        let mut said = Said::default();
        let mut news = |why: Option<&str>| said.news(why.map(str::to_owned)).map(str::to_owned);
        assert_eq!(news(None), None);
        assert_eq!(news(Some("a")).as_deref(), Some("a"));
        assert_eq!(news(Some("a")), None);
        assert_eq!(news(Some("b")).as_deref(), Some("b"));
        assert_eq!(news(None), None);
        assert_eq!(news(Some("b")).as_deref(), Some("b"));
    }
}
