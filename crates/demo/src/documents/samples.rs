//! A letter and a report for the tests.

use super::{
    Address, BiologyReport, Block, Chapter, Code, Flag, Head, Identifier, Letter, Organisation,
    Outcome, Patient, Place, Professional, Sex, Table,
};
use crate::calendar::{Day, Moment};
use crate::codes::{document, lab};

const AMBULATORY: Code = Code::setting("AMBULATOIRE", "Ambulatoire");

fn address(street: &str, postcode: &str, town: &str) -> Address {
    Address { street: street.into(), postcode: postcode.into(), town: town.into() }
}

pub(super) fn patient() -> Patient {
    Patient {
        birth_name: "Kervella".into(),
        used_name: Some("Le Goff".into()),
        given: vec!["Soizic".into(), "Marie".into()],
        used_given: None,
        birth: Day::of(1950, 3, 12),
        sex: Sex::Female,
        birthplace: Place { insee: "29232".into(), name: "Quimper".into() },
        ins: Some("250032923200136".into()),
        local: Some(Identifier { root: "1.2.250.1.999.1".into(), value: "800123456".into() }),
        address: address("12 rue des Lilas", "44000", "Nantes"),
        phone: Some("06 39 98 10 20".into()),
    }
}

fn cardiologist() -> Professional {
    Professional {
        civility: "MME",
        title: "Dr",
        given: "Anaïs".into(),
        family: "Préhaut".into(),
        role: Code::role("G15_10/SM04", "Médecin - Cardiologie et maladies vasculaires (SM)"),
        trade: "Cardiologue".into(),
        number: "889900000017".into(),
        organisation: Organisation {
            name: "Centre hospitalier de l’Estuaire".into(),
            unit: Some("Service de cardiologie – Unité d’hospitalisation complète".into()),
            finess: "990000016".into(),
            address: address("1 boulevard de la Loire", "44600", "Saint-Nazaire"),
            phone: "02 61 91 10 01".into(),
            setting: Code::setting("ETABLISSEMENT", "Etablissement de santé"),
            facility: Code::facility("SA01", "Etablissement public de santé"),
        },
    }
}

fn generalist() -> Professional {
    Professional {
        civility: "M",
        title: "Dr",
        given: "Loïc".into(),
        family: "Tanguy".into(),
        role: Code::role("G15_10/SM26", "Médecin - Qualifié en Médecine Générale (SM)"),
        trade: "Médecin généraliste".into(),
        number: "889900000025".into(),
        organisation: Organisation {
            name: "Cabinet médical des Tilleuls".into(),
            unit: None,
            finess: "990000024".into(),
            address: address("8 place du Marché", "44000", "Nantes"),
            phone: "02 61 91 10 02".into(),
            setting: AMBULATORY,
            facility: Code::facility("SA08", "Cabinet de groupe"),
        },
    }
}

fn biologist() -> Professional {
    Professional {
        civility: "M",
        given: "Hervé".into(),
        family: "Quéméneur".into(),
        role: Code::role("G15_10/SM03", "Médecin - Biologie médicale (SM)"),
        trade: "Biologiste médical".into(),
        number: "889900000033".into(),
        organisation: Organisation {
            name: "Laboratoire de biologie médicale du Sillon".into(),
            unit: None,
            finess: "990000032".into(),
            address: address("3 rue du Port", "44600", "Saint-Nazaire"),
            phone: "02 61 91 10 03".into(),
            setting: AMBULATORY,
            facility: Code::facility("SA25", "Laboratoire de biologie médicale"),
        },
        ..cardiologist()
    }
}

fn moment(day: i64, hour: i64, minute: i64) -> Moment {
    Day::of(2026, 11, day).at(hour, minute)
}

fn head() -> Head {
    Head {
        id: "1.2.250.1.999.2.41.1".into(),
        set_id: "1.2.250.1.999.2.41".into(),
        version: 1,
        kind: Code::document(document::HOSPITAL),
        title: "Compte rendu d’hospitalisation".into(),
        created: moment(20, 15, 5),
        patient: patient(),
        author: cardiologist(),
        recipient: Some(generalist()),
        act: Code::document(document::HOSPITAL),
        encounter: Code::encounter("IMP", "Hospitalisation (établissement, y compris HAD)"),
        from: moment(12, 21, 40),
        until: Some(moment(20, 11, 0)),
    }
}

pub(super) fn letter() -> Letter {
    let heading = |text: &str| Block::Heading(text.into());
    let text = |text: &str| Block::Paragraph(text.into());
    let body = vec![
        text("Cher confrère,"),
        text(
            "Votre patiente, Mme Soizic LE GOFF, âgée de 76 ans, a été hospitalisée dans le \
             service du 12 au 20 novembre 2026 pour une décompensation cardiaque globale.",
        ),
        heading("Antécédents"),
        Block::Bullets(vec![
            "HTA traitée depuis 2009, diabète de type 2 (HbA1c à 7,4 % en septembre).".into(),
            "FA permanente sous apixaban, CHA₂DS₂-VA à 5 ; cholécystectomie en 1998.".into(),
            "Tabagisme sevré en 2001 (20 PA). Pas d’allergie connue.".into(),
        ]),
        heading("Histoire de la maladie"),
        text(
            "Dyspnée d’effort NYHA III depuis trois semaines, orthopnée, prise de poids de 5 kg. \
             À l’entrée : PA 152/88 mmHg, FC 104/min, SpO₂ 91 % en air ambiant, crépitants \
             bilatéraux à mi-champs, œdèmes des membres inférieurs. ECG : FA rapide sans trouble \
             de la repolarisation. ETT : FEVG 38 %, PAPS 52 mmHg, VCI 24 mm peu compliante.",
        ),
        heading("Biologie de sortie"),
        Block::Results(results()),
        heading("Traitement de sortie"),
        Block::Table(treatment()),
        heading("Conduite à tenir"),
        Block::Bullets(vec![
            "Ionogramme sanguin et créatininémie à J7, puis à 1 mois.".into(),
            "Surveillance du poids (poids de sortie : 68 kg) ; consulter si prise ≥ 2 kg en 3 jours."
                .into(),
            "Consultation de cardiologie avec ETT le 8 janvier 2027.".into(),
        ]),
        text("Bien confraternellement,"),
    ];
    let subject = "hospitalisation du 12 au 20 novembre 2026".into();
    let signature = "Document signé électroniquement le 20/11/2026 à 15:05".into();
    Letter { head: head(), subject, body, signature }
}

fn treatment() -> Table {
    let columns = [("Médicament", 40), ("Posologie", 34), ("Remarque", 26)];
    let rows = [
        ["Furosémide 40 mg, comprimé", "1 cp matin", "Introduit"],
        ["Bisoprolol 2,5 mg, comprimé", "1 cp matin", "→ 5 mg si toléré"],
        ["Dapagliflozine 10 mg, comprimé", "1 cp matin", "Introduit"],
        ["Apixaban 5 mg, comprimé", "1 cp matin et soir", "Poursuivi"],
        ["Metformine 1 000 mg, comprimé", "1 cp matin et soir", "Poursuivi, DFG > 45"],
    ];
    Table {
        columns: columns.map(|(title, share)| (title.to_owned(), share)).to_vec(),
        rows: rows.iter().map(|row| row.map(str::to_owned).to_vec()).collect(),
    }
}

fn results() -> Vec<Outcome> {
    vec![
        Outcome::measured(lab::SODIUM, 138.0),
        Outcome::measured(lab::POTASSIUM, 5.3),
        Outcome::measured(lab::CREATININE_F, 98.0),
        Outcome::measured(lab::NT_PROBNP, 1840.0),
    ]
}

pub(super) fn report() -> BiologyReport {
    let head = Head {
        id: "1.2.250.1.999.2.42.1".into(),
        set_id: "1.2.250.1.999.2.42".into(),
        kind: Code::document(document::LABORATORY),
        title: "Compte rendu d’examens de biologie médicale".into(),
        author: biologist(),
        act: Code::loinc("18719-5", "Biochimie"),
        encounter: Code::encounter("AMB", "Ambulatoire (hors établissement)"),
        from: moment(19, 7, 10),
        until: Some(moment(19, 13, 30)),
        ..head()
    };
    let blood = Outcome::measured(lab::HB_F, 11.2);
    let urine = Outcome::worded(lab::URINE_CULTURE, "Culture stérile", Flag::Normal);
    BiologyReport {
        head,
        prescriber: generalist(),
        prescribed: Day::of(2026, 11, 17),
        sampled: moment(19, 7, 45),
        chapters: vec![
            Chapter {
                code: Code::loinc("18719-5", "Biochimie"),
                title: "Biochimie".into(),
                results: results(),
            },
            Chapter {
                code: Code::loinc("18723-7", "Hématologie"),
                title: "Hématologie".into(),
                results: vec![blood],
            },
            Chapter {
                code: Code::loinc("18725-2", "Microbiologie"),
                title: "Microbiologie".into(),
                results: vec![urine],
            },
        ],
        comment: Some("Anémie modérée, à confronter aux antécédents.".into()),
    }
}
