//! The side navigation of a record, with counts of what the reader may see.

use hygie_synthesis::Kind;

use super::group::Group;
use super::path::Path;
use crate::Page;

/// What the page that is shown is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Here {
    /// The synthesis, the person's home.
    Synthesis,
    /// The timeline, of one group or of everything.
    Timeline(Option<Group>),
    /// Who looked.
    Access,
    /// A note being written.
    Note,
    /// The apps that can be started.
    Apps,
    /// The way in of the person.
    Invitations,
    /// Who sees the record, as the person decides.
    Sharing,
    /// Who takes care of the person.
    Care,
    /// Who acts for the person by law.
    Representatives,
    /// What who acts for the person holds.
    Acting,
    /// None of them: a page that is closed to the reader.
    Closed,
    /// An entry.
    Entry,
}

/// For whom the navigation is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Reader {
    /// The person whose record it is.
    Person,
    /// Who acts for the person.
    Delegate,
    /// A health professional, who may write notes.
    Professional,
    /// One who does not see the Patient, whom a note would have to name.
    WithoutIdentity,
    /// A secretary: identity and appointments.
    Secretary,
}

/// One entry of the navigation.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct SideLink {
    /// Its name.
    pub(crate) words: String,
    /// How many entries; empty when none is told.
    pub(crate) count: String,
    /// Its address.
    pub(crate) href: String,
    /// Whether it is the page shown.
    pub(crate) current: bool,
    /// Name of its icon; empty for none.
    pub(crate) icon: &'static str,
}

/// Lists of entries, set apart.
pub(crate) fn side(
    page: &Page,
    path: &Path,
    reader: Reader,
    here: Here,
    counts: &[(Kind, usize)],
) -> Vec<Vec<SideLink>> {
    let link = |key: &str, href: String, at: Here, icon| SideLink {
        words: page.t(key),
        href,
        current: here == at,
        count: String::new(),
        icon,
    };
    let total: usize = counts.iter().map(|(_, count)| count).sum();
    let everything = SideLink {
        count: page.number(&total.to_string()),
        ..link("side-timeline", path.timeline(), Here::Timeline(None), "")
    };
    let home = path.synthesis().to_owned();
    if reader == Reader::Delegate {
        return vec![delegated(page, path, here, home)];
    }
    let looked = |icon| link("side-access", path.access(), Here::Access, icon);
    if reader == Reader::Person {
        let documents = Group::Documents;
        let href = path.group(documents.name());
        return vec![vec![
            link("side-home", home, Here::Synthesis, "house"),
            SideLink {
                current: matches!(here, Here::Timeline(group) if group != Some(documents)),
                ..link("side-everything", path.timeline(), Here::Timeline(None), "list")
            },
            link("group-documents", href, Here::Timeline(Some(documents)), "file-text"),
            link("side-can-see", path.sharing(), Here::Sharing, "users"),
            looked("eye"),
        ]];
    }
    let first = if reader == Reader::Secretary { "side-identity" } else { "side-synthesis" };
    let mut lists = vec![
        vec![link(first, home, Here::Synthesis, ""), everything],
        groups(page, path, here, counts),
        vec![looked("")],
    ];
    if reader == Reader::Professional {
        let note = link("side-note", path.new_note(), Here::Note, "notebook-pen");
        lists.push(vec![note, link("side-apps", path.apps(), Here::Apps, "")]);
    }
    let mut desk = vec![link("side-care", path.care(), Here::Care, "")];
    if matches!(reader, Reader::Professional | Reader::Secretary) {
        desk.push(link("side-invitations", path.invitations(), Here::Invitations, ""));
        let href = path.representatives();
        desk.push(link("side-representatives", href, Here::Representatives, ""));
    }
    lists.push(desk);
    lists.retain(|list| !list.is_empty());
    lists
}

/// What who acts for the person can use: they read, and neither see who looked nor decide
/// on these pages.
fn delegated(page: &Page, path: &Path, here: Here, home: String) -> Vec<SideLink> {
    let link = |key: &str, href: String, current: bool, icon| SideLink {
        words: page.t(key),
        href,
        current,
        count: String::new(),
        icon,
    };
    let documents = Group::Documents;
    let of_all = matches!(here, Here::Timeline(group) if group != Some(documents));
    let of_documents = here == Here::Timeline(Some(documents));
    vec![
        link("side-home", home, here == Here::Synthesis, "house"),
        link("side-record", path.timeline(), of_all, "list"),
        link("group-documents", path.group(documents.name()), of_documents, "file-text"),
        link("side-acting", path.acting(), here == Here::Acting, "users"),
    ]
}

/// Groups that hold something.
fn groups(page: &Page, path: &Path, here: Here, counts: &[(Kind, usize)]) -> Vec<SideLink> {
    let of = |group: Group| -> usize {
        counts.iter().filter(|(kind, _)| group.kinds().has(*kind)).map(|(_, count)| count).sum()
    };
    let shown = Group::ALL.into_iter().map(|group| (group, of(group)));
    let shown = shown.filter(|(group, count)| *count > 0 || here == Here::Timeline(Some(*group)));
    shown
        .map(|(group, count)| SideLink {
            words: page.t(&format!("group-{}", group.name())),
            count: page.number(&count.to_string()),
            href: path.group(group.name()),
            current: here == Here::Timeline(Some(group)),
            icon: "",
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use hygie_base::RecordNo;
    use hygie_synthesis::Kind;

    use super::{Here, Path, Reader, side};
    use crate::Lang;
    use crate::page::promises::sample;

    fn words(reader: Reader, here: Here) -> Vec<String> {
        let path = Path::of(RecordNo::from_u64(0xabc).unwrap());
        let counts = [(Kind::Result, 412), (Kind::Report, 900), (Kind::Vaccination, 3)];
        let lists = side(&sample(Lang::Fr), &path, reader, here, &counts);
        let line = |link: &super::SideLink| {
            format!("{}{} {}", if link.current { "*" } else { "" }, link.words, link.count)
        };
        lists.iter().flatten().map(|link| line(link).trim().replace('\u{202f}', " ")).collect()
    }

    #[test]
    fn each_reader_has_what_concerns_them() {
        assert_eq!(
            words(Reader::Professional, Here::Synthesis),
            [
                "*Synthèse",
                "Chronologie 1 315",
                "Résultats 1 312",
                "Vaccins 3",
                "Qui a consulté",
                "Écrire une note",
                "Applications",
                "Prise en charge",
                "Accès de la personne",
                "Représentants légaux",
            ]
        );
        assert!(!words(Reader::Secretary, Here::Access).contains(&"Écrire une note".to_owned()));
        assert_eq!(
            words(Reader::Delegate, Here::Acting),
            ["Accueil", "Le dossier", "Documents", "*Ce qui vous est confié"]
        );
        assert_eq!(
            words(Reader::Person, Here::Timeline(None)),
            ["Accueil", "*Mon dossier", "Documents", "Qui peut voir", "Qui a consulté"]
        );
    }
}
