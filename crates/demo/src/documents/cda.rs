//! CDA R2 with the header that French exchange asks for (CI-SIS, structuration
//! minimale): level 1 around a PDF, level 3 with results that machines read.

mod biology;
mod header;
mod xml;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::letter::Letter;
use super::report::BiologyReport;
use xml::{Element, element};

/// Content profile of a scanned or printed document (IHE XDS-SD).
const XDS_SD: &str = "1.3.6.1.4.1.19376.1.2.20";
/// Sharing laboratory reports (IHE PaLM XD-LAB), and the French model CR-BIO.
const LABORATORY_REPORT: [&str; 2] = ["1.3.6.1.4.1.19376.1.3.3", "1.2.250.1.213.1.1.1.55"];

/// The letter as a CDA R2 of level 1 that carries its PDF.
pub fn cda_level_1(letter: &Letter, pdf: &[u8]) -> String {
    let text = element("text")
        .with("mediaType", "application/pdf")
        .with("representation", "B64")
        .says(STANDARD.encode(pdf));
    let body = element("nonXMLBody").holds([text]);
    document(header::elements(&letter.head, &[XDS_SD], None), body)
}

/// The report as a CDA R2 of level 3: a section for each chapter, results coded.
pub fn cda_level_3(report: &BiologyReport) -> String {
    let header = header::elements(&report.head, &LABORATORY_REPORT, Some(report));
    document(header, biology::body(report))
}

fn document(header: Vec<Element>, body: Element) -> String {
    element("ClinicalDocument")
        .with("xmlns", "urn:hl7-org:v3")
        .with("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance")
        .with("xmlns:lab", "urn:oid:1.3.6.1.4.1.19376.1.3.2")
        .holds(header)
        .holds([element("component").holds([body])])
        .written()
}

#[cfg(test)]
mod tests;
