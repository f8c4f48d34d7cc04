//! One paper of a submission: the mail's own text, a mail inside it, a file. What it shows, and what machines read in it.
//!
//! Knows that what nobody sees never lowers what everybody sees. Must not know the other papers.

use rust_decimal::Decimal;

use super::claim::{Claim, Doubt, is_same, largest, place};
use super::currency::Read;
use super::home::Home;
use super::invoice::Invoice;
use super::page::{Figure, Page};
use super::schema::Total;
use super::sheet::Table;
use super::{Candidate, Source, Stated};
use crate::approval::Money;

/// What kind of paper it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// The mail itself.
    Body,
    /// A mail that it brings.
    Mail,
    /// A file.
    File,
}

/// One paper.
#[derive(Clone, Debug)]
pub(super) struct Paper<'a> {
    /// What kind.
    pub(super) kind: Kind,
    /// Its text as it is.
    pub(super) text: &'a str,
    /// What it shows: its text, and its HTML twin.
    pub(super) pages: Vec<(Source, Page)>,
    /// Its rows as an expense table.
    pub(super) table: Option<Table>,
    /// The file is nothing but a table.
    pub(super) is_table: bool,
    /// Electronic invoices.
    pub(super) invoices: Vec<Invoice>,
    /// Structured data.
    pub(super) orders: Vec<Total>,
    /// Its text was recognised in a picture.
    pub(super) recognised: bool,
    /// What was not read of it.
    pub(super) left_out: Option<&'a str>,
}

/// What the parts of a paper are called beside its name.
const EMBEDDED: &str = "embedded invoice";
const ROWS: &str = "sum of its rows";
/// What nobody sees.
pub(super) const STRUCTURED: &str = "structured data that no reader sees";

impl Paper<'_> {
    /// Where it stands.
    pub(super) fn source(&self) -> &Source {
        self.pages.first().map_or(&Source::Text, |(source, _)| source)
    }

    /// What it says is the total.
    pub(super) fn claim(&self, home: Home<'_>) -> Option<Claim> {
        let seen = self.seen(home);
        let claim = match self.invoice(home) {
            Some(invoice) => Some(self.with_invoice(seen, invoice, home)),
            None => self.with_orders(seen, home),
        };
        let mut claim = claim?;
        if self.recognised {
            claim.candidate.recognised = true;
            let name = place(self.source());
            claim = claim
                .doubted(Doubt::Unseen(format!("{name} is a picture, and its digits may be read wrong")));
        }
        Some(claim)
    }

    /// What a reader sees as the total.
    fn seen(&self, home: Home<'_>) -> Option<Claim> {
        let pages = self.pages.iter().filter_map(|(source, page)| Claim::of_page(source, page, home));
        let pages: Vec<Claim> = pages.collect();
        let page = largest(&pages, "the parts name different totals", home);
        let Some(table) = self.table.as_ref().map(|table| self.of_table(table)) else { return page };
        match page {
            Some(page) if !self.is_table && (page.doubt.is_none() || page.agrees(&table)) => Some(page),
            Some(page) if !self.is_table && home.compare(page.money(), table.money()).is_gt() => Some(page),
            // A table has its own word for its total; where it has none, the page may know of more.
            Some(page)
                if table.candidate.part.is_some()
                    && page.is_called_total
                    && home.compare(page.money(), table.money()).is_gt() =>
            {
                let why = format!("its rows add up to {}, but it names {}", table.money(), page.said());
                Some(page.doubted(Doubt::Firm(why)))
            }
            Some(_) | None => Some(table),
        }
    }

    fn of_table(&self, table: &Table) -> Claim {
        let mut candidate = Candidate::new(table.money, table.label.clone(), self.source().clone());
        candidate.part = table.is_sum.then_some(ROWS);
        let why = if table.is_sum {
            "the rows of its table come to it"
        } else {
            "a row of its table calls it that"
        };
        candidate.why = why.to_owned();
        let doubt = table.doubt.as_ref().map(|why| Doubt::Firm(format!("{}: {why}", place(self.source()))));
        Claim { is_unnamed: table.is_unnamed, doubt, ..Claim::sure(candidate) }
    }

    /// What its electronic invoices state together.
    fn invoice(&self, home: Home<'_>) -> Option<Claim> {
        let (back, due): (Vec<&Invoice>, Vec<&Invoice>) =
            self.invoices.iter().partition(|invoice| invoice.stated.is_refund);
        let all = if due.is_empty() { &back } else { &due };
        let monies: Vec<Money> = all.iter().map(|invoice| invoice.stated.money).collect();
        let first = all.first()?;
        let name = place(self.source());
        let money =
            home.sum(&monies).or(monies.iter().copied().max_by(|one, other| home.compare(*one, *other)))?;
        let label = if all.len() == 1 {
            first.stated.label.clone()
        } else {
            format!("sum of {} invoices", all.len())
        };
        let mut candidate = Candidate::new(money, label, self.source().clone());
        candidate.part = (!self.is_bare()).then_some(EMBEDDED);
        candidate.why = "an electronic invoice states it".to_owned();
        let alike = monies.iter().all(|money| money.currency == first.stated.money.currency);
        let doubt = if let Some(refund) = back.first() {
            Some(format!("{name} is a credit note over {}: it gives money back", refund.stated.money))
        } else if let Some(why) = all.iter().find_map(|invoice| invoice.doubt.clone()) {
            Some(format!("{name}: {why}"))
        } else if !alike {
            Some(format!("{name} has invoices in different currencies"))
        } else {
            self.conversion(money, home).map(|more| format!("{name} states {money} and {more}"))
        };
        let doubt = doubt.map(Doubt::Firm);
        let is_refund = due.is_empty();
        Some(Claim { is_unnamed: first.is_unnamed, is_refund, doubt, ..Claim::sure(candidate) })
    }

    /// A total in another currency that is worth more than the conversion of this one could be.
    fn conversion(&self, money: Money, home: Home<'_>) -> Option<Money> {
        let mut others = self.invoices.iter().flat_map(|invoice| &invoice.conversions).copied();
        others.find(|other| !home.is_about_or_less(*other, money, Decimal::new(2, 1)))
    }

    /// The page beside the invoice that is embedded in it. The larger counts; what explains the difference settles it.
    fn with_invoice(&self, seen: Option<Claim>, invoice: Claim, home: Home<'_>) -> Claim {
        if self.is_bare() {
            return invoice;
        }
        let name = place(self.source());
        let Some(seen) = seen else {
            let why = format!(
                "{name} shows no amount, though the invoice embedded in it states {}",
                invoice.money()
            );
            return invoice.doubted(Doubt::Firm(why));
        };
        let invoice = if invoice.is_unnamed {
            invoice.clone().with(in_currency_of(&seen, invoice.money()))
        } else {
            invoice
        };
        if seen.agrees(&invoice) {
            let Claim { doubt, is_refund, .. } = invoice.clone();
            return Claim { doubt, is_refund, is_unnamed: false, ..seen.with(invoice.money()) };
        }
        let is_more = home.compare(invoice.money(), seen.money()).is_gt();
        if is_more && (self.shows(invoice.money()) || self.explains(&seen)) {
            return invoice;
        }
        let why = format!(
            "{name} shows {}, but the invoice embedded in it states {}",
            seen.money(),
            invoice.money()
        );
        if is_more { invoice.doubted(Doubt::Firm(why)) } else { seen.with_firm(why) }
    }

    /// Structured data beside what is seen: it confirms that, or makes it doubtful where it is more.
    fn with_orders(&self, seen: Option<Claim>, home: Home<'_>) -> Option<Claim> {
        let Some(machine) = self.order(seen.as_ref(), home) else { return seen };
        let name = place(self.source());
        let Some(mut seen) = seen else {
            let why = format!("{name} names {} only in {STRUCTURED}", machine.money());
            return Some(machine.doubted(Doubt::Unseen(why)));
        };
        if seen.agrees(&machine) {
            // Two readers of the same amount; a currency that no reader sees may only make it more.
            if seen.is_unnamed && !machine.is_unnamed && machine.money().currency != seen.money().currency {
                let why =
                    format!("{name} shows no currency, and {STRUCTURED} names {}", machine.money().currency);
                let is_more = home.compare(machine.money(), seen.money()).is_gt();
                return Some(
                    if is_more { seen.with(machine.money()) } else { seen }.doubted(Doubt::Unseen(why)),
                );
            }
            if matches!(seen.doubt, Some(Doubt::Open(_))) && !machine.is_unnamed {
                seen.doubt = None;
            }
            return Some(seen);
        }
        let is_same_number = is_same(seen.money().value, machine.money().value);
        if home.compare(machine.money(), seen.money()).is_gt() || is_same_number {
            let why = format!("{name} shows {}, but {STRUCTURED} states {}", seen.money(), machine.money());
            let is_more = home.compare(machine.money(), seen.money()).is_gt();
            return Some(if is_more { machine.doubted(Doubt::Firm(why)) } else { seen.with_firm(why) });
        }
        Some(seen)
    }

    /// The total of its structured data: of several orders the sum, unless what is seen is the largest of them.
    fn order(&self, seen: Option<&Claim>, home: Home<'_>) -> Option<Claim> {
        let claim = |order: &Total| {
            let money = match seen {
                Some(seen) if order.is_unnamed => in_currency_of(seen, order.money),
                Some(_) | None => order.money,
            };
            let mut candidate = Candidate::new(money, order.label.clone(), self.source().clone());
            candidate.part = Some(STRUCTURED);
            candidate.why = "data for machines states it".to_owned();
            Claim { is_unnamed: order.is_unnamed, ..Claim::sure(candidate) }
        };
        let claims: Vec<Claim> = self.orders.iter().map(claim).collect();
        let largest = claims.iter().max_by(|one, other| home.compare(one.money(), other.money()))?.clone();
        let numbered = self.orders.iter().enumerate().all(|(place, order)| {
            let before = self.orders.iter().take(place);
            !order.number.is_empty() && before.into_iter().all(|other| other.number != order.number)
        });
        let monies: Vec<Money> = claims.iter().map(Claim::money).collect();
        match home.sum(&monies) {
            Some(sum) if claims.len() > 1 && numbered => Some(largest.with(sum)),
            Some(_) | None => Some(largest),
        }
    }

    /// A file that people cannot read anyway.
    fn is_bare(&self) -> bool {
        self.text.trim().is_empty() && self.kind == Kind::File && !self.recognised && self.left_out.is_none()
    }

    /// Whether some amount on it is this one.
    pub(super) fn shows(&self, money: Money) -> bool {
        let alike = |figure: &Figure| match figure.currency {
            Read::Named(currency) | Read::Taken(currency) => currency == money.currency,
            Read::Unnamed => true,
        };
        self.figures().any(|it| alike(it) && it.value.is_some_and(|value| is_same(value, money.value)))
    }

    /// All that is printed on it.
    pub(super) fn figures(&self) -> impl Iterator<Item = &Figure> {
        self.pages.iter().flat_map(|(_, page)| &page.figures)
    }

    /// Whether its invoice has this amount as well, as what is left to pay.
    pub(super) fn explains(&self, claim: &Claim) -> bool {
        let alike = |invoice: &&Invoice| {
            claim.is_unnamed || invoice.is_unnamed || invoice.stated.money.currency == claim.money().currency
        };
        let others = self.invoices.iter().filter(alike).flat_map(|invoice| &invoice.other_totals);
        others.into_iter().any(|value| is_same(*value, claim.money().value))
    }

    /// What its invoices state.
    pub(super) fn stated(&self) -> impl Iterator<Item = &Stated> {
        self.invoices.iter().map(|invoice| &invoice.stated)
    }

    /// All that could be the total on it.
    pub(super) fn possible(&self, home: Home<'_>) -> Vec<Candidate> {
        let mut found = Vec::new();
        for (source, page) in &self.pages {
            found.extend(Claim::all_of_page(source, page, home));
        }
        found.extend(self.table.as_ref().map(|table| self.of_table(table)));
        found.extend(self.invoice(home));
        found.extend(self.order(None, home));
        let recognised = self.recognised;
        found.into_iter().map(|claim| Candidate { recognised, ..claim.candidate }).collect()
    }
}

impl Claim {
    fn with_firm(mut self, why: String) -> Self {
        self.doubt = Some(Doubt::Firm(why));
        self
    }
}

/// An amount without a currency is in the one of the amount beside it.
fn in_currency_of(claim: &Claim, money: Money) -> Money {
    Money::new(money.value, claim.money().currency)
}
