//! Every limit of this crate, by name. Each is tested at n and n + 1.

/// Members of an object up to this many are compared one by one when looking
/// for a repeated name; above, an ordered set is kept beside. Measured: most
/// FHIR objects have two to six members, where the comparison costs nothing.
pub(crate) const MEMBERS_COMPARED: usize = 16;

/// Bytes of the packed definitions when opened.
pub(crate) const DEFINITIONS_BYTES: usize = 4 << 20;

/// Elements of one type: validation marks those it met in one 64-bit word.
pub(crate) const ELEMENTS: usize = 64;

/// Faults of one resource reported at most; validation stops there.
pub const ISSUES: usize = 50;

/// Objects within one another in a resource that is validated. As many as JSON
/// may nest at all by default, so that text read with the default limits never
/// meets it; values built by hand may.
pub const OBJECT_DEPTH: usize = 64;

/// Characters of a `string` or `markdown`
/// (<https://hl7.org/fhir/R4/datatypes.html#string>: 1 MB).
pub const STRING_CHARACTERS: usize = 1 << 20;

/// Elements within one another in a narrative.
pub const XHTML_DEPTH: usize = 128;

/// What one JSON text may hold.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct JsonLimits {
    /// Bytes of the whole text.
    pub bytes: usize,
    /// Arrays and objects within one another; the outermost counts as one.
    pub depth: usize,
    /// Values in all: scalars, arrays, objects. Bounds the memory of a parsed
    /// text, which a flood of tiny values multiplies by about twenty.
    pub values: usize,
    /// Bytes of one number's text.
    pub number_bytes: usize,
    /// Bytes of one string, and of one member's name, unescaped.
    pub string_bytes: usize,
}

impl JsonLimits {
    /// What a bundle of a whole record needs: the largest Synthea bundles are
    /// near 100 MB, and attachments travel inside them in base64.
    pub const DEFAULT: Self = Self {
        bytes: 128 << 20,
        depth: 64,
        values: 4_000_000,
        number_bytes: 128,
        string_bytes: 64 << 20,
    };
}

impl Default for JsonLimits {
    fn default() -> Self {
        Self::DEFAULT
    }
}

/// Parameters in one search.
pub const SEARCH_PARAMETERS: usize = 64;

/// Values of one search parameter, divided by commas.
pub const SEARCH_VALUES: usize = 256;

/// Bytes of one search parameter's name, modifier included.
pub const SEARCH_NAME_BYTES: usize = 128;

/// Bytes of all values of one search parameter: 256 absolute URLs fit.
pub const SEARCH_VALUE_BYTES: usize = 32 << 10;

/// Keys that one search is sorted by.
pub const SEARCH_SORT_KEYS: usize = 8;

/// References that one condition of a search follows in a row, forwards or
/// backwards.
pub const SEARCH_HOPS: usize = 3;

/// Lists that one `_list` names.
pub const SEARCH_LISTS: usize = 16;

/// Brackets within one another in a `_filter`.
pub const FILTER_DEPTH: usize = 16;

/// Tests of one `_filter`.
pub const FILTER_TESTS: usize = 64;

/// Bytes of a text that count in the order of a search.
pub const SORT_TEXT_BYTES: usize = 200;

/// Digits of a decimal that searches compare; R4 asks for 18. Further digits of
/// a stored value are cut off.
pub const DECIMAL_DIGITS: usize = 36;

/// Characters of the longest indexed beginning of a name.
pub const BLIND_PREFIX_CHARS: usize = 12;

/// Index terms of one resource; names beyond are left out.
pub const BLIND_TERMS: usize = 512;

/// Terms of one resource in one index that an operator added; one with more has
/// a single term, by which every search comes to it.
pub const INDEX_TERMS: usize = 256;

/// Operations of one patch.
pub const PATCH_OPERATIONS: usize = 1000;
/// Bytes of all values that one patch puts in their places, copies included.
pub const PATCH_COPY_BYTES: usize = 32 << 20;
/// Values, of any sort, that one patch puts in their places: a tree of tiny ones
/// takes thirty times its text in memory.
pub const PATCH_COPY_VALUES: usize = 500_000;
/// Bytes of one path of a FHIRPath Patch.
pub const PATCH_PATH_BYTES: usize = 1024;

/// Entries of one bundle.
pub const BUNDLE_ENTRIES: usize = 100_000;
