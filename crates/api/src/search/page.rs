//! Pages of a list.

use hygie_base::Code;
use hygie_gate::Asker;
use hygie_http::Fault;

use crate::cursor::{CURSOR, Cursor};
use crate::limits::{LARGEST_PAGE, PAGE};
use crate::parameters::Parameters;
use crate::state::Api;

/// Which stretch of a list.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Page {
    pub offset: usize,
    pub count: usize,
    /// The `_count` of the request.
    pub asked: Option<u32>,
}

impl Page {
    /// Reads `_count` and the cursor; gives back the other parameters, those of
    /// the first page where there is a cursor.
    ///
    /// # Errors
    /// When one of them cannot be read.
    pub fn read(
        api: &Api,
        asker: &Asker,
        path: &str,
        parameters: &Parameters,
    ) -> Result<(Self, Parameters), Fault> {
        let cursor = match parameters.as_slice() {
            [(name, text)] if name == CURSOR => Cursor::open(text, &api.cursors, &asker.id, path)?,
            _ => Cursor { offset: 0, parameters: parameters.clone() },
        };
        let mut page = Self { offset: cursor.offset, count: PAGE, asked: None };
        let mut rest = Parameters::new();
        for (name, value) in cursor.parameters {
            match name.as_str() {
                "_count" => page = page.counted(&value)?,
                CURSOR => {
                    let why = "_cursor stands alone: take the next link as it is";
                    return Err(Fault::new(Code::Usage).because(why));
                }
                _ => rest.push((name, value)),
            }
        }
        Ok((page, rest))
    }

    fn counted(self, text: &str) -> Result<Self, Fault> {
        let plain = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let count = if plain { text.parse::<u32>().ok() } else { None };
        match (count, self.asked) {
            (Some(asked), None) => {
                let count = usize::try_from(asked).unwrap_or(LARGEST_PAGE).min(LARGEST_PAGE);
                Ok(Self { count, asked: Some(asked), ..self })
            }
            (_, Some(_)) => Err(Fault::new(Code::Usage).because("_count may stand once")),
            (None, _) => Err(Fault::new(Code::Usage).because("_count is a whole number")),
        }
    }

    /// The same without any of the list.
    pub const fn of_none(self) -> Self {
        Self { count: 0, ..self }
    }

    /// Where it ends.
    pub const fn end(&self) -> usize {
        self.offset.saturating_add(self.count)
    }

    /// The address of the next page, when there is one.
    ///
    /// # Errors
    /// When the cursor cannot be sealed.
    pub fn next(
        &self,
        api: &Api,
        asker: &Asker,
        path: &str,
        rest: &Parameters,
        total: usize,
    ) -> Result<Option<String>, Fault> {
        if self.count == 0 || self.end() >= total {
            return Ok(None);
        }
        let mut parameters = rest.clone();
        parameters.extend(self.asked.map(|count| ("_count".to_owned(), count.to_string())));
        let cursor = Cursor { offset: self.end(), parameters };
        let text = cursor.seal(&api.cursors, &asker.id, path, &*api.app.rng)?;
        Ok(Some(format!("{}/{path}?{CURSOR}={text}", api.base)))
    }
}
