//! The authorities that people can complain to: EU, EEA, the United Kingdom and Switzerland.

use crate::platforms::guide::Authority;

/// The European Data Protection Board's list of its members, as public code recorded it on 2026-09-03; that
/// they answer over https, and the two outside the EEA, from a second list of 2026-06.
const CHECKED: &str = "2026-09-03";

const fn authority(country: &'static str, name: &'static str, url: &'static str) -> Authority {
    Authority { country, name, url, checked: CHECKED }
}

/// The authorities stand in the order of their country codes; the page sorts them by name.
#[rustfmt::skip] // A table reads better with one authority per line.
pub static AUTHORITIES: &[Authority] = &[
    authority("AT", "Österreichische Datenschutzbehörde", "https://www.dsb.gv.at/"),
    authority("BE", "Autorité de protection des données / Gegevensbeschermingsautoriteit", "https://www.autoriteprotectiondonnees.be/"),
    authority("BG", "Комисия за защита на личните данни (КЗЛД)", "https://www.cpdp.bg/"),
    authority("CH", "EDÖB / PFPDT / IFPDT", "https://www.edoeb.admin.ch/"),
    authority("CY", "Γραφείο Επιτρόπου Προστασίας Δεδομένων Προσωπικού Χαρακτήρα", "https://www.dataprotection.gov.cy/"),
    authority("CZ", "Úřad pro ochranu osobních údajů", "https://uoou.gov.cz/"),
    authority("DE", "Die Bundesbeauftragte für den Datenschutz und die Informationsfreiheit", "https://www.bfdi.bund.de/"),
    authority("DK", "Datatilsynet", "https://www.datatilsynet.dk/"),
    authority("EE", "Andmekaitse Inspektsioon", "https://www.aki.ee/"),
    authority("ES", "Agencia Española de Protección de Datos", "https://www.aepd.es/"),
    authority("FI", "Tietosuojavaltuutetun toimisto", "https://tietosuoja.fi/"),
    authority("FR", "Commission nationale de l’informatique et des libertés (CNIL)", "https://www.cnil.fr/"),
    authority("GB", "Information Commissioner’s Office", "https://ico.org.uk/"),
    authority("GR", "Αρχή Προστασίας Δεδομένων Προσωπικού Χαρακτήρα", "https://www.dpa.gr/"),
    authority("HR", "Agencija za zaštitu osobnih podataka", "https://azop.hr/"),
    authority("HU", "Nemzeti Adatvédelmi és Információszabadság Hatóság", "https://www.naih.hu/"),
    authority("IE", "Data Protection Commission", "https://www.dataprotection.ie/"),
    authority("IS", "Persónuvernd", "https://www.personuvernd.is/"),
    authority("IT", "Garante per la protezione dei dati personali", "https://www.garanteprivacy.it/"),
    authority("LI", "Datenschutzstelle", "https://www.datenschutzstelle.li/"),
    authority("LT", "Valstybinė duomenų apsaugos inspekcija", "https://vdai.lrv.lt/"),
    authority("LU", "Commission nationale pour la protection des données", "https://cnpd.public.lu/"),
    authority("LV", "Datu valsts inspekcija", "https://www.dvi.gov.lv/"),
    authority("MT", "Information and Data Protection Commissioner", "https://idpc.org.mt/"),
    authority("NL", "Autoriteit Persoonsgegevens", "https://autoriteitpersoonsgegevens.nl/"),
    authority("NO", "Datatilsynet", "https://www.datatilsynet.no/"),
    authority("PL", "Urząd Ochrony Danych Osobowych", "https://uodo.gov.pl/"),
    authority("PT", "Comissão Nacional de Proteção de Dados", "https://www.cnpd.pt/"),
    authority("RO", "Autoritatea Națională de Supraveghere a Prelucrării Datelor cu Caracter Personal", "https://www.dataprotection.ro/"),
    authority("SE", "Integritetsskyddsmyndigheten", "https://www.imy.se/"),
    authority("SI", "Informacijski pooblaščenec", "https://www.ip-rs.si/"),
    authority("SK", "Úrad na ochranu osobných údajov", "https://dataprotection.gov.sk/"),
];
