//! The document types of the DMP.

/// A document type: its place in the list of those known (JDV_J07 and the table of
/// classes ASS_X16 of the Agence du numérique en santé).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct DocType(u8);

impl DocType {
    /// How many there are.
    pub const COUNT: usize = TYPES.len();

    /// Every type, by code.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..).zip(TYPES).map(|(place, _)| Self(place))
    }

    /// The type of this code (LOINC, or TRE_A05 where LOINC has none).
    pub fn parse(code: &str) -> Option<Self> {
        let place = TYPES.binary_search_by(|(known, _)| (*known).cmp(code)).ok()?;
        u8::try_from(place).ok().map(Self)
    }

    /// Its code.
    pub fn code(self) -> &'static str {
        TYPES.get(self.place()).map_or("", |(code, _)| code)
    }

    /// Code of its class (JDV_J57), such as 10 for reports.
    pub fn class(self) -> u8 {
        TYPES.get(self.place()).map_or(0, |(_, class)| *class)
    }

    /// Its place in [`DocType::all`].
    pub fn place(self) -> usize {
        usize::from(self.0)
    }
}

/// Code and class, in the order of the bytes of the code.
const TYPES: [(&str, u8); 102] = [
    ("11369-6", 52),
    ("11488-4", 10),
    ("11490-0", 10),
    ("11502-2", 10),
    ("11505-5", 10),
    ("11506-3", 10),
    ("11526-1", 10),
    ("15507-7", 10),
    ("15508-5", 10),
    ("18748-4", 31),
    ("18761-7", 11),
    ("18776-5", 44),
    ("28653-4", 10),
    ("29274-8", 10),
    ("34112-3", 10),
    ("34133-9", 11),
    ("34749-2", 10),
    ("34794-8", 10),
    ("34842-5", 11),
    ("34874-8", 10),
    ("34875-5", 10),
    ("47420-5", 10),
    ("51969-4", 10),
    ("52040-3", 31),
    ("55115-0", 42),
    ("56445-0", 11),
    ("57055-6", 11),
    ("57057-2", 11),
    ("57075-4", 11),
    ("57828-6", 42),
    ("57832-8", 42),
    ("57833-6", 42),
    ("59283-2", 10),
    ("59284-0", 95),
    ("60568-3", 10),
    ("60591-5", 11),
    ("60593-1", 43),
    ("61357-0", 42),
    ("67851-6", 10),
    ("68599-0", 11),
    ("68817-6", 11),
    ("70004-7", 10),
    ("74207-2", 11),
    ("74465-6", 90),
    ("75468-9", 42),
    ("75482-0", 10),
    ("75492-9", 10),
    ("75496-0", 10),
    ("77436-4", 10),
    ("77604-7", 44),
    ("78489-2", 11),
    ("78513-9", 10),
    ("78601-2", 10),
    ("80565-5", 45),
    ("80771-9", 44),
    ("80788-3", 44),
    ("80820-4", 11),
    ("83836-7", 11),
    ("83869-8", 44),
    ("83901-9", 11),
    ("83981-1", 10),
    ("85208-7", 10),
    ("86531-1", 95),
    ("87273-9", 52),
    ("88348-8", 11),
    ("89235-6", 11),
    ("89601-9", 52),
    ("93024-8", 10),
    ("96173-0", 52),
    ("96349-6", 10),
    ("96874-3", 52),
    ("ATTEST-ASS-COMPL", 95),
    ("ATTEST-DROITS-AM", 95),
    ("ATTEST-HEBGT", 95),
    ("ATTEST-RESID", 95),
    ("AUTORIS-SOINS", 95),
    ("BIL_AUTO", 10),
    ("CERT_DECL", 52),
    ("DISP_AUT", 43),
    ("DOCPAT01", 11),
    ("DOCPAT02", 42),
    ("DOCPAT03", 10),
    ("DOCPAT04", 31),
    ("DOCPAT05", 10),
    ("DOCPAT06", 10),
    ("DOCPAT07", 52),
    ("DOCPAT08", 11),
    ("DOCPAT09", 95),
    ("EXPPAT_1", 90),
    ("EXPPAT_2", 90),
    ("EXPPAT_3", 90),
    ("IMG-KOS", 31),
    ("PRESC-AAT", 42),
    ("PRESC-BIO", 42),
    ("PRESC-INF", 42),
    ("PRESC-KINE", 42),
    ("PRESC-ORTHOPHO", 42),
    ("PRESC-ORTHOPTIE", 42),
    ("PRESC-PEDI", 42),
    ("PROT_ALD", 44),
    ("REMB", 60),
    ("SYNTH", 11),
];

#[cfg(test)]
mod tests {
    use super::{DocType, TYPES};

    #[test]
    fn codes_lead_to_their_types() {
        assert!(TYPES.is_sorted() && DocType::COUNT == 102);
        for kind in DocType::all() {
            assert_eq!(DocType::parse(kind.code()), Some(kind));
        }
        assert_eq!(DocType::parse("60591-5").map(DocType::class), Some(11));
        assert_eq!(DocType::parse("0-0"), None);
        let classes: std::collections::BTreeSet<u8> = DocType::all().map(DocType::class).collect();
        assert_eq!(classes.len(), 11);
    }
}
