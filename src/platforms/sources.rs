//! The sources of what the guide says. One line per source, in the order of their first use.

use crate::platforms::guide::Source;

const fn source(id: &'static str, name: &'static str, said: &'static str, url: &'static str) -> Source {
    Source { id, name, said, url, checked: "2026-11-22" }
}

/// A source that was read, or read again, later than the others.
const fn later(id: &'static str, name: &'static str, said: &'static str, url: &'static str) -> Source {
    Source { id, name, said, url, checked: "2026-11-26" }
}

/// Every source of the guide. A source that is only known through somebody else names both.
#[rustfmt::skip] // A table reads better with one source per line.
pub static SOURCES: &[Source] = &[
    source("metro", "Metro", "2025-04", "https://www.metronieuws.nl/in-het-nieuws/2025/04/instagram-meta-ai-bezwaar-maken/"),
    source("ap-meta", "Autoriteit Persoonsgegevens, via Privacy-web", "2025-05-26", "https://privacy-web.nl/en/nieuws/ap-laatste-kans-om-bezwaar-te-maken-bij-meta"),
    source("consumentenbond", "Consumentenbond", "2025-04", "https://www.consumentenbond.nl/digitaalgids/digitaalgids-uitgelicht/meta-gaat-ai-trainen-met-onze-data"),
    source("itmagazine", "itmagazine.ch 84744", "", ""),
    source("meta-privacy-center", "Meta, Privacy Center: cabi-net/corporate-aesthetics", "2026-03-23", "https://github.com/cabi-net/corporate-aesthetics"),
    source("mgillion", "mgillion.be", "2025-05-08", "https://www.mgillion.be/articles/08-05-2025"),
    source("prosieben", "ProSieben Newstime", "2025-05", "https://www.prosieben.de/serien/newstime/news/meta-ki-so-stoppen-sie-die-nutzung-ihrer-daten-bei-facebook-instagram-und-whatsapp-540833"),
    source("tg24", "Sky TG24", "2025-05-27", "https://tg24.sky.it/tecnologia/2025/05/27/meta-opposizione-dati-personali"),
    source("antyweb", "Antyweb", "2025-04", "https://antyweb.pl/to-juz-sie-dzieje-ai-facebooka-czyta-twoje-posty-ale-pokazemy-jak-go-powstrzymac"),
    source("lebigdata", "lebigdata.fr", "2025", ""),
    source("hart", "Hart van Nederland", "2025-04", "https://www.hartvannederland.nl/tech/ai/artikelen/meta-gaat-jouw-fotos-en-posts-gebruiken-voor-ai-zo-stop-je-dat"),
    source("frankwatching", "Frankwatching", "2025-04-28", "https://www.frankwatching.com/archive/2024/06/11/instagram-facebook-gaan-jouw-fotos-gebruiken-voor-ai-zo-maak-je-bezwaar"),
    source("iphoned", "iPhoned", "", "https://www.iphoned.nl/tips/bezwaar-maken-meta-ai-facebook-instagram/"),
    source("hart-may", "Hart van Nederland", "", "https://www.hartvannederland.nl/tech/ai/artikelen/meta-facebook-instagram-ai-bezwaar-maken-voor-27-mei"),
    source("linkedin-help", "LinkedIn Help a6278444", "", "https://www.linkedin.com/help/linkedin/answer/a6278444"),
    source("linkedin-notice", "LinkedIn, European Regional Privacy Notice: OpenTermsArchive/pga-versions", "2026-08-21", "https://github.com/OpenTermsArchive/pga-versions"),
    later("iphoned-linkedin", "iPhoned", "2025-10-02", "https://www.iphoned.nl/nieuws/zet-gegevens-delen-voor-ai-op-linkedin-uit/"),
    source("sonntagsblatt", "Sonntagsblatt", "2025-10-24", "https://www.sonntagsblatt.de/artikel/medien/linkedin-nutzt-eure-daten-fuers-ki-training-so-bleibt-eure-privatsphaere-geschuetzt"),
    source("tg24-linkedin", "Sky TG24", "2025-10-30", "https://tg24.sky.it/tecnologia/2025/10/30/linkedin-dati-ai"),
    source("wirtualnemedia", "Wirtualne Media", "2025", "https://www.wirtualnemedia.pl/zmiany-na-linkedin-eksperci-apeluja-odznacz-to-w-ustawieniach,7201613501598304a"),
    later("ap-linkedin", "Autoriteit Persoonsgegevens, via Security.NL", "2025-09-24", "https://www.security.nl/posting/905970/AP+zeer+bezorgd+over+AI-training+LinkedIn+en+adviseert+gebruikers+op-out"),
    source("clubic", "Clubic", "2025", "https://www.clubic.com/actualite-580495-sur-linkedin-vos-donnees-pour-entrainer-une-ia-c-est-le-nouveau-prix-a-payer-pour-decrocher-un-job.html"),
    source("eldestape", "El Destape", "2025-10-06", "https://www.eldestapeweb.com/tecnologia/inteligencia-artificial/linkedin-confirmo-cuando-comenzara-a-entrenar-su-ia-con-tus-publicaciones-2025106192427"),
    source("payload", "payload.pl", "", "https://spolecznosc.payload.pl/kontrowersyjna-zmiana-na-linkedin-twoje-cv-i-posty-posluza-do-trenowania-ai-chyba-iz-sie-sprzeciwisz-33929074.html"),
    source("linkedin-faq", "LinkedIn Help a5538339", "", "https://www.linkedin.com/help/linkedin/answer/a5538339"),
    later("dpc-linkedin", "Data Protection Commission, via irishlegal.com", "2025-11-07", ""),
    source("dutchcowboys", "Dutch Cowboys", "2025-09-19", "https://www.dutchcowboys.nl/socialmedia/linkedin-gaat-je-data-gewoon-gebruiken-om-ai-te-trainen"),
    source("manelrodero", "manelrodero.github.io", "2024-06-04", ""),
    source("robot-one", "robot-one.github.io", "2024-05-25", ""),
    source("noyb", "noyb", "2025-05-14", ""),
    source("verbraucherzentrale", "Verbraucherzentrale", "", "https://www.verbraucherzentrale.de/aktuelle-meldungen/digitale-welt/meta-ai-bei-facebook-instagram-und-whatsapp-so-widersprechen-sie-95646"),
    source("gazetaprawna", "Gazeta Prawna", "2025-04", "https://www.gazetaprawna.pl/firma-i-prawo/artykuly/9779956,wpisy-na-facebooku-i-instagramie-jednak-nakarmia-sztuczna-inteligencje.html"),
    source("codigonuevo", "Código Nuevo", "2025-04", "https://www.codigonuevo.com/planes/tecnologia/asi-puedes-pedirle-a-meta-que-no-utilice-tus-datos-para-entrenar-a-su-ia-GX2110932"),
    source("taenk", "Forbrugerrådet Tænk", "", ""),
    source("meta-policy", "Meta, Privacy Policy (EU): OpenTermsArchive/pga-versions", "2026-07-23", "https://github.com/OpenTermsArchive/pga-versions"),
    source("digitalrightswatch", "Digital Rights Watch", "2025-11", ""),
    source("gdpr", "General Data Protection Regulation, (EU) 2016/679", "2016-04-27", "https://eur-lex.europa.eu/eli/reg/2016/679/oj"),
    source("court", "Rechtbank Amsterdam, via Security.NL 892058", "2025-06", ""),
    source("vivdunstan", "vivdunstan.dreamwidth.org", "2025-05", "https://vivdunstan.dreamwidth.org/594879.html"),
    source("koeln", "Oberlandesgericht Köln, 15 UKl 2/25", "2025-05-23", ""),
    source("dpc", "Data Protection Commission", "2025-05-21", "https://www.dataprotection.ie/en/news-media/latest-news/dpc-statement-meta-ai"),
    later("dpc-report", "Data Protection Commission, AI Insights Report", "2026-09", ""),
    later("cnil", "CNIL, via Archimag", "2025-10-16", ""),
    source("datenanfragen", "Datenanfragen.de, Supervisory data protection authorities", "2019-02-07", "https://github.com/datenanfragen/website"),
    Source { id: "edpb", name: "European Data Protection Board", said: "", url: "https://www.edpb.europa.eu/about-edpb/about-edpb/members_en", checked: "2026-09-03" },
    later("x-notes", "Grok (xAI / SpaceXAI), notes in public code", "2026-10-02", ""),
    later("fdpic-x", "EDÖB / PFPDT / IFPDT", "2025-03-20", "https://www.edoeb.admin.ch/en/conclusion-investigation-x-grok"),
    source("x-french", "Grok/X Recon Notes, notes in public code", "2026-09-23", ""),
    source("makeuseof", "MakeUseOf", "", "https://www.makeuseof.com/opt-out-x-grok-ai-data-training"),
    source("taiuru", "taiuru.co.nz", "2024-10", "https://www.taiuru.co.nz/x-formerly-twitter-is-allowing-3rd-parties-to-train-ai-on-its-data/"),
    later("x-labels", "X, its own translations: DzikStar/X-SCRAPER", "2025-07-01", "https://github.com/DzikStar/X-SCRAPER"),
    later("x-help", "X Help, About Grok", "2026-09-02", "https://help.x.com/en/using-x/about-grok"),
    source("ai-data-use", "AI Data Use Index, Grok on X", "", "https://www.productionai.institute/ai-data-use/grok-on-x"),
    source("techlicious", "Techlicious", "2024", "https://techlicious.com/tip/stop-x-formerly-twitter-from-using-your-data-to-train-its-ai"),
    source("x-policy", "X, Privacy Policy: OpenTermsArchive/pga-versions", "2026-07-16", "https://github.com/OpenTermsArchive/pga-versions"),
    source("dpc-x", "Data Protection Commission", "2025-04-11", ""),
    source("youtube", "YouTube Data API, videoTrainability", "", "https://developers.google.com/youtube/v3"),
    source("youtube-help", "YouTube Help 15509944", "", "https://support.google.com/youtube/answer/15509944"),
    source("techcrunch", "TechCrunch, via bestofai.com", "2024-12", "https://bestofai.com/article/youtube-will-now-let-creators-opt-into-third-party-ai-training-techcrunch"),
    source("clubic-youtube", "Clubic", "", "https://www.clubic.com/actualite-548012-pour-vous-proposer-de-meilleures-videos-et-modeles-d-ia-youtube-veut-se-servir-des-votres.html"),
    source("threads-policy", "Threads, Supplemental Privacy Policy: ConductAtlas", "2026", "https://conductatlas.com/platform/threads/threads-privacy-policy/threads-and-instagram-account-linkage/"),
    source("code-verify", "Meta, Code Verify: facebookincubator/meta-code-verify", "2026-05", "https://github.com/facebookincubator/meta-code-verify"),
    source("messenger-app", "Messenger for Android, in public code", "", ""),
    later("ai-settings", "AI privacy settings check, notes in public code", "2026-10-02", "https://github.com/RachaelQuisel/ai-privacy-settings-check"),
    later("gemini-help", "Google, Gemini Apps Help 13278892", "", "https://support.google.com/gemini/answer/13278892"),
    later("github-terms", "GitHub, Terms of Service, section J: OpenTermsArchive/contrib-versions", "", "https://github.com/OpenTermsArchive/contrib-versions"),
    later("tiktok-policy", "TikTok, Privacy Policy (EEA): OpenTermsArchive/pga-versions", "2026-08-20", "https://github.com/OpenTermsArchive/pga-versions"),
    later("quora-help", "Quora Help 15205064557844", "", ""),
    later("ebay-consumers", "Verbraucherzentrale Sachsen, giga.de", "2025-04", ""),
    later("grammarly-policy", "Grammarly, Privacy Policy", "2026-08-15", ""),
    later("figma-help", "Figma Help 17725942479127", "", "https://help.figma.com/hc/en-us/articles/17725942479127"),
    later("other-policies", "policies of Snapchat, Twitch, Reddit and Spotify: OpenTermsArchive/pga-versions; help pages of Mistral, Pinterest, Tumblr, Adobe and Slack; joindeleteme.com about Perplexity", "2026-08", ""),
];
