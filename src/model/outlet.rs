//! Outlets: what the user says of who publishes.

use crate::text::fold;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;

/// How far the user trusts an outlet, from A (most) to F (least). It is carried to the report and
/// never decides who is right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub enum Reliability {
    /// Most.
    A,
    /// Second.
    B,
    /// Third.
    C,
    /// Fourth.
    D,
    /// Fifth.
    E,
    /// Least.
    F,
}

impl fmt::Display for Reliability {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self:?}")
    }
}

/// What the user says of one outlet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outlet {
    /// The name that reports use.
    pub name: String,
    /// Hosts that it publishes on, each with all that ends in `.` and the host.
    pub domains: Vec<String>,
    /// The agency or group that it takes its texts from; outlets of one group do not confirm each
    /// other.
    pub group: Option<String>,
    /// How far it is trusted.
    pub reliability: Option<Reliability>,
}

impl Outlet {
    /// The outlet of an article with this source and URL: the one with the longest domain that the
    /// URL's host lies in, or the source where it is a host itself; else the one of this name.
    pub fn of<'a>(outlets: &'a [Outlet], source: &str, url: Option<&str>) -> Option<&'a Outlet> {
        let place = url.and_then(host).unwrap_or(source).to_lowercase();
        let within = |domain: &str| {
            let domain = domain.to_lowercase();
            place.strip_suffix(&domain).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
        };
        let length = |o: &Outlet| o.domains.iter().filter(|d| within(d)).map(String::len).max();
        let by_domain = outlets.iter().filter_map(|o| Some((length(o)?, o))).max_by_key(|&(length, _)| length);
        let name = fold(source);
        by_domain.map(|(_, o)| o).or_else(|| outlets.iter().find(|o| fold(&o.name) == name))
    }
}

/// The host of a URL, without `www.`, port and user.
pub fn host(url: &str) -> Option<&str> {
    let (_, rest) = url.split_once("://")?;
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = authority.rsplit('@').next()?.split(':').next()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    (!host.is_empty()).then_some(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_domain_names_the_outlet_and_then_its_name() {
        let outlet =
            |name: &str, domain: &str| Outlet { name: name.into(), domains: vec![domain.into()], ..Outlet::default() };
        let outlets = [outlet("Le Val", "val.example"), outlet("Le Val Sport", "sport.val.example")];
        let of = |source: &str, url: Option<&str>| Outlet::of(&outlets, source, url).map(|o| o.name.as_str());
        assert_eq!(of("x", Some("https://www.val.example/a")), Some("Le Val"));
        assert_eq!(of("x", Some("https://m.Sport.VAL.example:8080/a")), Some("Le Val Sport"));
        assert_eq!(of("x", Some("https://rival.example/a")), None, "a host ends in a domain at a dot only");
        assert_eq!(of("actu.val.example", None), Some("Le Val"));
        assert_eq!(of("le val", Some("https://elsewhere.example/a")), Some("Le Val"));
    }
}
