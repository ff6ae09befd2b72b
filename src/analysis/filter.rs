//! Which deals and leads a figure or the board looks at.

use super::basis::{Basis, IdSet};
use super::path::Path;
use crate::domain::dataset::Dataset;
use crate::domain::id::Id;
use crate::domain::records::{customer, deal, deal_line, lead, rep, Table};
use crate::domain::row::Row;

/// Conditions that all must hold; what is empty or `None` asks nothing.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct DealFilter {
    /// In this pipeline.
    pub pipeline: Option<Id>,
    /// Of one of these reps.
    pub owners: Vec<Id>,
    /// Of a rep of this team or of one below it.
    pub team: Option<Id>,
    /// The customer is in this region (a lead: the lead itself).
    pub region: Option<Id>,
    /// The customer is of this tier.
    pub tier: Option<Id>,
    /// A line of the deal sells this product.
    pub product: Option<Id>,
    /// It came from this source.
    pub source: Option<Id>,
}

impl DealFilter {
    /// All of a pipeline.
    pub fn pipeline(id: Id) -> DealFilter {
        DealFilter { pipeline: Some(id), ..DealFilter::default() }
    }

    /// All of a rep.
    pub fn owner(id: Id) -> DealFilter {
        DealFilter { owners: vec![id], ..DealFilter::default() }
    }

    /// Makes it ready to ask about many records.
    pub fn prepare<'a, 'd>(&'a self, basis: &'a Basis<'d>) -> Prepared<'a, 'd> {
        Prepared { filter: self, basis, teams: self.team.map(|team| basis.team_tree(team)) }
    }
}

/// A filter that is ready to ask.
pub struct Prepared<'a, 'd> {
    filter: &'a DealFilter,
    basis: &'a Basis<'d>,
    teams: Option<IdSet>,
}

impl Prepared<'_, '_> {
    /// Whether a deal belongs to a figure: its responsible rep counts (see `analysis`), and the team frozen with the credit.
    pub fn counts(&self, path: &Path) -> bool {
        let (rep, team) = path.responsible;
        self.pipeline(path) && self.person(rep, team) && self.deal(path.row)
    }

    /// Like [`Prepared::counts`], whatever the pipeline: for figures that look at one pipeline's past.
    pub fn counts_anywhere(&self, path: &Path) -> bool {
        let (rep, team) = path.responsible;
        self.person(rep, team) && self.deal(path.row)
    }

    /// Whether a deal is shown on the board: its owner counts, as the card shows it.
    pub fn shows(&self, path: &Path) -> bool {
        self.pipeline(path) && self.shows_row(path.row)
    }

    /// The same of a deal that is known to be in the pipeline.
    pub fn shows_row(&self, row: &Row) -> bool {
        self.person(row.link(deal::OWNER), None) && self.deal(row)
    }

    /// Whether a lead belongs. Leads have no tier and no product: a filter by those takes none.
    /// A lead that names no pipeline belongs to the first one.
    pub fn takes_lead(&self, row: &Row) -> bool {
        let filter = self.filter;
        let pipeline = row.link(lead::PIPELINE).or_else(|| self.basis.first_pipeline());
        filter.tier.is_none()
            && filter.product.is_none()
            && filter.pipeline.is_none_or(|p| pipeline == Some(p))
            && filter.region.is_none_or(|r| row.link(lead::REGION) == Some(r))
            && filter.source.is_none_or(|s| row.link(lead::SOURCE) == Some(s))
            && self.person(row.link(lead::OWNER), None)
    }

    fn pipeline(&self, path: &Path) -> bool {
        self.filter.pipeline.is_none_or(|p| path.pipeline() == Some(p))
    }

    fn person(&self, who: Option<Id>, frozen: Option<Id>) -> bool {
        let owners = &self.filter.owners;
        if !owners.is_empty() && !who.is_some_and(|who| owners.contains(&who)) {
            return false;
        }
        let Some(teams) = &self.teams else { return true };
        let team = frozen.or_else(|| self.basis.data.get(Table::Rep, who?)?.link(rep::TEAM));
        team.is_some_and(|team| teams.contains(&team))
    }

    fn deal(&self, row: &Row) -> bool {
        let (filter, data) = (self.filter, self.basis.data);
        if filter.source.is_some_and(|s| row.link(deal::SOURCE) != Some(s)) {
            return false;
        }
        if filter.region.is_some() || filter.tier.is_some() {
            let Some(buyer) = data.follow(Table::Deal, row, deal::CUSTOMER) else { return false };
            if filter.region.is_some_and(|r| buyer.link(customer::REGION) != Some(r))
                || filter.tier.is_some_and(|t| buyer.link(customer::TIER) != Some(t))
            {
                return false;
            }
        }
        filter.product.is_none_or(|p| products(data, row.id).contains(&p))
    }
}

/// The products of a deal's lines, each once.
pub fn products(data: &Dataset, deal: Id) -> Vec<Id> {
    let mut found: Vec<Id> = (data.referring(Table::DealLine, deal_line::DEAL, deal))
        .filter_map(|line| line.link(deal_line::PRODUCT))
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}
