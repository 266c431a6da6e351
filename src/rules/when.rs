//! How a conflict rule compares, and which results of a comparison are its own.

use crate::model::{Clash, Cue};
use schemars::JsonSchema;
use serde::Deserialize;

/// The way in which a rule compares two claims; each is one file of the comparing stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Comparator {
    /// Two figures of one measure whose intervals do not meet.
    Figures,
    /// None of something against some of it.
    Presence,
    /// A rise against a fall.
    Direction,
    /// One event on two dates.
    Dates,
    /// A clause against its negation.
    Negation,
    /// A clause against one with the opposite word.
    Opposites,
    /// A claim against its denial by the one concerned.
    Denial,
    /// A figure against a higher one of a later state.
    Later,
    /// Two results of one match or ballot.
    Score,
    /// A sentence against a near copy.
    Drift,
    /// Parts against their total.
    Parts,
    /// The headline's figure against the text's.
    Title,
    /// A weekday against its date.
    Weekday,
    /// A name against another spelling of it.
    Spelling,
    /// A figure against a lower one of a later state.
    Revision,
    /// A lower figure of a later day that only repeats what others gave before.
    Stale,
    /// One version of an article against another.
    Edit,
    /// A statement held for more or less certain, or planned, or a source's: against the same as a plain fact.
    Commitment,
    /// Before something against after it.
    Order,
    /// Who did it to whom, the other way round.
    Swap,
    /// An accusation told with its denial, and without.
    Missing,
    /// Who holds an office, and what somebody is.
    Roles,
    /// The words between quotation marks, and whose they are.
    Quotes,
    /// All against some, one alone against others too.
    Reach,
    /// One event in two places.
    Places,
    /// One enumeration with another member.
    Members,
    /// Figures of one topic that count different things.
    Unlike,
}

impl Comparator {
    /// Every comparator, in the order of the documentation.
    pub const ALL: [Comparator; 27] = [
        Comparator::Figures,
        Comparator::Presence,
        Comparator::Direction,
        Comparator::Dates,
        Comparator::Negation,
        Comparator::Opposites,
        Comparator::Denial,
        Comparator::Later,
        Comparator::Score,
        Comparator::Drift,
        Comparator::Parts,
        Comparator::Title,
        Comparator::Weekday,
        Comparator::Spelling,
        Comparator::Revision,
        Comparator::Stale,
        Comparator::Edit,
        Comparator::Commitment,
        Comparator::Order,
        Comparator::Swap,
        Comparator::Missing,
        Comparator::Roles,
        Comparator::Quotes,
        Comparator::Reach,
        Comparator::Places,
        Comparator::Members,
        Comparator::Unlike,
    ];

    /// The word that stands for it in rule files.
    pub fn word(self) -> &'static str {
        match self {
            Comparator::Figures => "figures",
            Comparator::Presence => "presence",
            Comparator::Direction => "direction",
            Comparator::Dates => "dates",
            Comparator::Negation => "negation",
            Comparator::Opposites => "opposites",
            Comparator::Denial => "denial",
            Comparator::Later => "later",
            Comparator::Score => "score",
            Comparator::Drift => "drift",
            Comparator::Parts => "parts",
            Comparator::Title => "title",
            Comparator::Weekday => "weekday",
            Comparator::Spelling => "spelling",
            Comparator::Revision => "revision",
            Comparator::Stale => "stale",
            Comparator::Edit => "edit",
            Comparator::Commitment => "commitment",
            Comparator::Order => "order",
            Comparator::Swap => "swap",
            Comparator::Missing => "missing",
            Comparator::Roles => "roles",
            Comparator::Quotes => "quotes",
            Comparator::Reach => "reach",
            Comparator::Places => "places",
            Comparator::Members => "members",
            Comparator::Unlike => "unlike",
        }
    }
}

/// What a comparator's result must be for the rule to take it. A list that is not given accepts
/// all.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct When {
    /// Dimensions of units; `money` stands for every currency.
    pub dimensions: Option<Vec<String>>,
    /// Ways in which figures fail to meet.
    pub clashes: Option<Vec<Clash>>,
    /// What the speaker of the claim that is denied does with it.
    pub cues: Option<Vec<Cue>>,
    /// Axes of opposites, by the names of `rules/concepts.toml`.
    pub axes: Option<Vec<String>>,
}

impl When {
    /// True when figures of this dimension (`count`, `money-EUR`) are the rule's.
    pub fn accepts_dimension(&self, dimension: &str) -> bool {
        self.dimensions
            .as_ref()
            .is_none_or(|list| list.iter().any(|d| d == dimension || d == "money" && dimension.starts_with("money-")))
    }

    /// True when figures that clash in this way are the rule's.
    pub fn accepts_clash(&self, clash: Clash) -> bool {
        self.clashes.as_ref().is_none_or(|list| list.contains(&clash))
    }

    /// True when claims made with this cue are the rule's.
    pub fn accepts_cue(&self, cue: Cue) -> bool {
        self.cues.as_ref().is_none_or(|list| list.contains(&cue))
    }

    /// True when opposites on this axis are the rule's.
    pub fn accepts_axis(&self, axis: &str) -> bool {
        self.axes.as_ref().is_none_or(|list| list.iter().any(|a| a == axis))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_that_is_not_given_accepts_all() {
        let all = When::default();
        assert!(all.accepts_dimension("length") && all.accepts_clash(Clash::Part));
        assert!(all.accepts_cue(Cue::Accuse) && all.accepts_axis("verdict"));
    }

    #[test]
    fn a_list_accepts_its_own_and_money_every_currency() {
        let text = "dimensions = [\"count\", \"money\"]\nclashes = [\"bound\"]\ncues = [\"accuse\"]\naxes = [\"vote\"]";
        let when: When = toml::from_str(text).unwrap();
        assert!(when.accepts_dimension("money-EUR") && when.accepts_dimension("count"));
        assert!(!when.accepts_dimension("length") && !when.accepts_dimension("moneybag"));
        assert!(when.accepts_clash(Clash::Bound) && !when.accepts_clash(Clash::Exact));
        assert!(when.accepts_cue(Cue::Accuse) && !when.accepts_cue(Cue::Assert));
        assert!(when.accepts_axis("vote") && !when.accepts_axis("verdict"));
    }
}
