//! The authorities that people can complain to: EU, EEA, the United Kingdom and Switzerland.

use crate::platforms::guide::Authority;

const fn authority(country: &'static str, name: &'static str, url: &'static str, checked: &'static str) -> Authority {
    Authority { country, name, url, checked }
}

/// The authorities are those of the European Data Protection Board's list of its members, as public code recorded it on 2026-09-03;
/// that they answer over https, and the two outside the EEA, come from a second list of 2026-06.
/// They stand in the order of their country codes; the page sorts them by name.
#[rustfmt::skip] // A table reads better with one authority per line.
pub static AUTHORITIES: &[Authority] = &[
    authority("AT", "Österreichische Datenschutzbehörde", "https://www.dsb.gv.at/", "2026-09-03"),
    authority("BE", "Autorité de protection des données / Gegevensbeschermingsautoriteit", "https://www.autoriteprotectiondonnees.be/", "2026-09-03"),
    authority("BG", "Комисия за защита на личните данни (КЗЛД)", "https://www.cpdp.bg/", "2026-09-03"),
    authority("CH", "EDÖB / PFPDT / IFPDT", "https://www.edoeb.admin.ch/", "2026-09-03"),
    authority("CY", "Γραφείο Επιτρόπου Προστασίας Δεδομένων Προσωπικού Χαρακτήρα", "https://www.dataprotection.gov.cy/", "2026-09-03"),
    authority("CZ", "Úřad pro ochranu osobních údajů", "https://uoou.gov.cz/", "2026-09-03"),
    authority("DE", "Die Bundesbeauftragte für den Datenschutz und die Informationsfreiheit", "https://www.bfdi.bund.de/", "2026-09-03"),
    authority("DK", "Datatilsynet", "https://www.datatilsynet.dk/", "2026-09-03"),
    authority("EE", "Andmekaitse Inspektsioon", "https://www.aki.ee/", "2026-09-03"),
    authority("ES", "Agencia Española de Protección de Datos", "https://www.aepd.es/", "2026-09-03"),
    authority("FI", "Tietosuojavaltuutetun toimisto", "https://tietosuoja.fi/", "2026-09-03"),
    authority("FR", "Commission nationale de l’informatique et des libertés (CNIL)", "https://www.cnil.fr/", "2026-09-03"),
    authority("GB", "Information Commissioner’s Office", "https://ico.org.uk/", "2026-09-03"),
    authority("GR", "Αρχή Προστασίας Δεδομένων Προσωπικού Χαρακτήρα", "https://www.dpa.gr/", "2026-09-03"),
    authority("HR", "Agencija za zaštitu osobnih podataka", "https://azop.hr/", "2026-09-03"),
    authority("HU", "Nemzeti Adatvédelmi és Információszabadság Hatóság", "https://www.naih.hu/", "2026-09-03"),
    authority("IE", "Data Protection Commission", "https://www.dataprotection.ie/", "2026-09-03"),
    authority("IS", "Persónuvernd", "https://www.personuvernd.is/", "2026-09-03"),
    authority("IT", "Garante per la protezione dei dati personali", "https://www.garanteprivacy.it/", "2026-09-03"),
    authority("LI", "Datenschutzstelle", "https://www.datenschutzstelle.li/", "2026-09-03"),
    authority("LT", "Valstybinė duomenų apsaugos inspekcija", "https://vdai.lrv.lt/", "2026-09-03"),
    authority("LU", "Commission nationale pour la protection des données", "https://cnpd.public.lu/", "2026-09-03"),
    authority("LV", "Datu valsts inspekcija", "https://www.dvi.gov.lv/", "2026-09-03"),
    authority("MT", "Information and Data Protection Commissioner", "https://idpc.org.mt/", "2026-09-03"),
    authority("NL", "Autoriteit Persoonsgegevens", "https://autoriteitpersoonsgegevens.nl/", "2026-09-03"),
    authority("NO", "Datatilsynet", "https://www.datatilsynet.no/", "2026-09-03"),
    authority("PL", "Urząd Ochrony Danych Osobowych", "https://uodo.gov.pl/", "2026-09-03"),
    authority("PT", "Comissão Nacional de Proteção de Dados", "https://www.cnpd.pt/", "2026-09-03"),
    authority("RO", "Autoritatea Națională de Supraveghere a Prelucrării Datelor cu Caracter Personal", "https://www.dataprotection.ro/", "2026-09-03"),
    authority("SE", "Integritetsskyddsmyndigheten", "https://www.imy.se/", "2026-09-03"),
    authority("SI", "Informacijski pooblaščenec", "https://www.ip-rs.si/", "2026-09-03"),
    authority("SK", "Úrad na ochranu osobných údajov", "https://dataprotection.gov.sk/", "2026-09-03"),
];
