//! Pages of a list.

use hygie_base::Code;
use hygie_gate::Asker;
use hygie_http::Fault;

use crate::cursor::{CURSOR, Cursor};
use crate::limits::{LARGEST_PAGE, PAGE};
use crate::parameters::Parameters;
use crate::state::Api;

/// Which stretch of a list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Page {
    /// Where the page before ended; `None` on the first.
    pub from: Option<String>,
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
        let mut page = Self { from: None, count: PAGE, asked: None };
        let given = match parameters.as_slice() {
            [(name, text)] if name == CURSOR => {
                let cursor = Cursor::open(text, &api.cursors, &asker.id, path)?;
                page.from = Some(cursor.mark);
                cursor.parameters
            }
            _ => parameters.clone(),
        };
        let mut rest = Parameters::new();
        for (name, value) in given {
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

    /// Where it begins, read from its text.
    ///
    /// # Errors
    /// When the text says no place of this sort of list.
    pub fn begin<T>(&self, read: impl Fn(&str) -> Option<T>) -> Result<Option<T>, Fault> {
        let why = "this page is not known any more: search again from the beginning";
        let Some(text) = &self.from else { return Ok(None) };
        read(text).map(Some).ok_or_else(|| Fault::new(Code::Usage).because(why))
    }

    /// The address of the page that goes on from `mark`.
    ///
    /// # Errors
    /// When the cursor cannot be sealed.
    pub fn next(
        &self,
        api: &Api,
        asker: &Asker,
        path: &str,
        rest: &Parameters,
        mark: Option<String>,
    ) -> Result<Option<String>, Fault> {
        let Some(mark) = mark else { return Ok(None) };
        let mut parameters = rest.clone();
        parameters.extend(self.asked.map(|count| ("_count".to_owned(), count.to_string())));
        let text =
            Cursor { mark, parameters }.seal(&api.cursors, &asker.id, path, &*api.app.rng)?;
        Ok(Some(format!("{}/{path}?{CURSOR}={text}", api.base)))
    }
}
