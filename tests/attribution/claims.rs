//! Who says a claim, where somebody reports what others say, and which sources can be asked again.

use recoupe::engine::Engine;
use recoupe::model::{Body, Claim, Holder, Lang, Stance};

/// What a text must and must not claim.
pub fn run(engine: &Engine) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut check = |holds: bool, text: &str, what: &str| {
        if !holds {
            wrong.push(format!("{text}\n  {what}"));
        }
    };
    let read = |lang: Lang, text: &str| engine.extract_line("text", lang, text).claims;
    let nested = [
        (Lang::Fr, "Sabine Roche assure que Paul Hervieu a nié avoir reçu la moindre enveloppe.", "Paul Hervieu"),
        (Lang::Fr, "Sabine Roche assure que Paul Hervieu a nié que le coffre ait été ouvert.", "Paul Hervieu"),
        (Lang::En, "Laura Finch said that Oliver Grant had denied that the ring was stolen.", "Oliver Grant"),
        (Lang::Es, "Elena Soto asegura que Raúl Mena negó haber recibido el sobre.", "Raúl Mena"),
    ];
    for (lang, text, denier) in nested {
        let claims = read(lang, text);
        let by = |c: &Claim| c.speaker.as_ref().map(|s| s.name.clone());
        let denied = claims.iter().find(|c| c.stance == Stance::Denied);
        check(denied.and_then(by).as_deref() == Some(denier), text, "must be denied by the inner source");
        let held = denied.is_some_and(|c| !c.factuality.so && c.factuality.by == Holder::Source);
        check(held, text, "must be held not to be so, by a source");
        let said = |c: &&Claim| matches!(&c.body, Body::Proposition(p) if p.affirmed) && c.stance != Stance::Denied;
        let others: Vec<_> = claims.iter().filter(said).filter(|c| by(c).as_deref() != Some(denier)).collect();
        // That somebody denies may be claimed; what he denies may not.
        let content = denied.map(|c| c.about.clone()).unwrap_or_default();
        let leaks = |c: &&&Claim| content.iter().filter(|t| c.about.contains(t)).count() * 2 > content.len();
        check(others.iter().find(leaks).is_none(), text, "what is denied must be nobody's assertion");
    }
    let sources = [
        ("De source policière, le tireur avait un complice.", true),
        ("Selon plusieurs témoins, la voiture roulait sans phares.", true),
        ("Une source proche du dossier affirme que le coffre était vide.", true),
        ("Selon le préfet, la voiture roulait sans phares.", false),
        ("Selon Paul Hervieu, la voiture roulait sans phares.", false),
    ];
    for (text, anonymous) in sources {
        let claims = read(Lang::Fr, text);
        let speaker = claims.iter().find_map(|c| c.speaker.as_ref());
        check(speaker.map(|s| s.anonymous) == Some(anonymous), text, "the source must be typed");
    }
    wrong
}
