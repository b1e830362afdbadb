//! What an operation is called with (<https://hl7.org/fhir/R4/operations.html#request>):
//! parameters of the address, or a Parameters resource, or the one resource that
//! it takes.

use axum::extract::{FromRequest as _, Request};
use axum::http::Method;
use axum::http::header::CONTENT_TYPE;
use hygie_base::Code;
use hygie_fhir::json::{Json, Object, parse};
use hygie_fhir::limits::JsonLimits;
use hygie_http::{Fault, Raw};

use crate::call::unknown;
use crate::fault::at;
use crate::format::sends_json;
use crate::limits::RESOURCE_BYTES;
use crate::own_url::make_relative;
use crate::parameters::Parameters;

/// The arguments of one call.
#[derive(Default)]
pub(crate) struct Arguments {
    /// Those that are plain values, as text, in the order they came.
    pub plain: Parameters,
    /// Those that are resources, by name; `resource` for one sent by itself.
    pub resources: Vec<(String, Json)>,
}

impl Arguments {
    /// Reads them off a request whose address was read already.
    ///
    /// # Errors
    /// When the body is none that an operation takes.
    pub async fn read(plain: Parameters, request: Request, base: &str) -> Result<Self, Fault> {
        let mut arguments = Self { plain, resources: Vec::new() };
        if request.method() != Method::POST {
            return Ok(arguments);
        }
        let headers = request.headers().clone();
        let Raw(body) = Raw::from_request(request, &()).await?;
        if body.is_empty() {
            return Ok(arguments);
        }
        if headers.contains_key(CONTENT_TYPE) {
            sends_json(&headers)?;
        }
        if body.len() > RESOURCE_BYTES {
            let why = format!("bytes of one resource: at most {RESOURCE_BYTES}");
            return Err(Fault::new(Code::TooLarge).because(why));
        }
        let mut json = parse(&body, &JsonLimits::default())?;
        make_relative(&mut json, base);
        if json.resource_type() == Some("Parameters") {
            arguments.take(json)?;
        } else {
            arguments.resources.push(("resource".to_owned(), json));
        }
        Ok(arguments)
    }

    fn take(&mut self, mut parameters: Json) -> Result<(), Fault> {
        let list = parameters.as_object_mut().and_then(|object| object.remove("parameter"));
        let Some(Json::Array(list)) = list else { return Ok(()) };
        for (n, mut parameter) in list.into_iter().enumerate() {
            let wrong = |why| at(Code::InvalidResource, &format!("Parameters.parameter[{n}]"), why);
            let name = parameter.str("name").map(str::to_owned);
            let name = name.ok_or_else(|| wrong("a parameter has a name"))?;
            let object = parameter.as_object_mut();
            if let Some(resource) = object.and_then(|object| object.remove("resource")) {
                self.resources.push((name, resource));
                continue;
            }
            let members = parameter.as_object().into_iter().flat_map(Object::iter);
            let value = members.filter(|(member, _)| member.starts_with("value")).find_map(plain);
            let why = "a parameter is a plain value or a resource here";
            self.plain.push((name, value.ok_or_else(|| wrong(why))?));
        }
        Ok(())
    }

    /// Takes a plain value out.
    ///
    /// # Errors
    /// When it stands twice.
    pub fn one(&mut self, name: &str) -> Result<Option<String>, Fault> {
        let found = self.plain.iter().position(|(own, _)| own == name);
        let value = found.map(|at| self.plain.remove(at).1);
        if self.plain.iter().any(|(own, _)| own == name) {
            return Err(Fault::new(Code::Usage).because(format!("{name} may stand once")));
        }
        Ok(value)
    }

    /// Takes a yes or no out.
    ///
    /// # Errors
    /// When it stands twice or is neither.
    pub fn flag(&mut self, name: &str) -> Result<bool, Fault> {
        match self.one(name)?.as_deref() {
            None | Some("false") => Ok(false),
            Some("true") => Ok(true),
            Some(_) => {
                Err(Fault::new(Code::Usage).because(format!("{name} is either true or false")))
            }
        }
    }

    /// Takes a number out.
    ///
    /// # Errors
    /// When it stands twice or is no number above 0.
    pub fn number(&mut self, name: &str) -> Result<Option<usize>, Fault> {
        let Some(text) = self.one(name)? else { return Ok(None) };
        let number = text.parse().ok().filter(|number| *number > 0);
        let why = format!("{name} is a whole number above 0");
        number.map(Some).ok_or_else(|| Fault::new(Code::Usage).because(why))
    }

    /// Takes a resource out.
    pub fn resource(&mut self, name: &str) -> Option<Json> {
        let at = self.resources.iter().position(|(own, _)| own == name)?;
        Some(self.resources.remove(at).1)
    }

    /// # Errors
    /// When something is left that the operation does not know.
    pub fn end(&self) -> Result<(), Fault> {
        let resources = self.resources.iter().map(|(name, _)| name);
        match self.plain.iter().map(|(name, _)| name).chain(resources).next() {
            Some(name) => Err(unknown(name)),
            None => Ok(()),
        }
    }
}

/// A primitive value as text.
fn plain((_, value): (&str, &Json)) -> Option<String> {
    match value {
        Json::Bool(yes) => Some(yes.to_string()),
        Json::String(text) | Json::Number(text) => Some(text.to_string()),
        Json::Null | Json::Array(_) | Json::Object(_) => None,
    }
}
