//! What is known around an amount: the sum with others, and what whoever decides should know first.

use chrono::{DateTime, TimeDelta, Utc};
use proptest::prelude::*;

use super::super::*;
use super::{Case, address, money, policy, start, words};

fn known(others: &[(u64, &str)]) -> Context {
    let other = |(number, amount): &(u64, &str)| Other { number: *number, amount: money(amount) };
    Context { others: Others::of(&policy(), others.iter().map(other)), ..Context::default() }
}

fn opened(
    policy: &Policy,
    number: u64,
    amount: Option<Money>,
    context: Context,
    now: DateTime<Utc>,
) -> Request {
    let submission = Submission {
        requester: address("sam"),
        subject: "Laptops".to_owned(),
        amount: amount.ok_or_else(|| "no total found".to_owned()),
        evidence: amount,
        context: Some(context),
    };
    open(policy, number, submission, now).0
}

fn beside(amount: &str, others: &[(u64, &str)]) -> Request {
    opened(&policy(), 9, Some(money(amount)), known(others), start())
}

fn flag_words(request: &Request) -> Vec<&'static str> {
    request.flags.iter().map(Flag::as_str).collect()
}

#[test]
fn the_sum_with_others_decides_where_it_crosses_a_limit_that_none_crosses_alone() {
    for (amount, others, required, together) in [
        ("600 USD", &[][..], 0, None),
        ("600 USD", &[(1, "400 USD")], 0, None),
        ("600 USD", &[(1, "400.01 USD")], 1, Some("1000.01 USD")),
        ("600 USD", &[(1, "600 USD"), (2, "600 USD")], 1, Some("1800 USD")),
        ("1500 USD", &[(1, "600 USD")], 1, None),
        ("6000 USD", &[(1, "4000.00 USD")], 1, None),
        ("6000 USD", &[(1, "4000.01 USD")], 2, Some("10000.01 USD")),
        ("600 USD", &[(1, "9500 USD")], 2, Some("10100 USD")),
        // What needed the approvals of a limit by itself does not count for it.
        ("600 USD", &[(1, "1000.01 USD")], 0, None),
        ("600 USD", &[(1, "12000 USD")], 0, None),
        ("600 USD", &[(1, "12000 USD"), (2, "500 USD")], 1, Some("1100 USD")),
        // What is given back offsets nothing and crosses nothing.
        ("600 USD", &[(1, "-500 USD"), (2, "500 USD")], 1, Some("1100 USD")),
        ("-600 USD", &[(1, "900 USD"), (2, "900 USD")], 0, None),
        ("500 EUR", &[(1, "460.01 USD")], 1, Some("1000.01 USD")),
        ("600 USD", &[(1, "400.01 EUR"), (2, "500 KWD")], 1, Some("1032.0108 USD")),
    ] {
        let request = beside(amount, others);
        assert_eq!(request.required, required, "{amount} beside {others:?}");
        assert_eq!(request.together, together.map(money), "{amount} beside {others:?}");
        assert_eq!(flag_words(&request).contains(&"split"), together.is_some(), "{amount} beside {others:?}");
        assert_eq!(
            request.policy_amount.map(|own| own.value),
            policy().in_policy_currency(money(amount)).map(|own| own.value)
        );
    }
}

#[test]
fn a_limit_of_an_approver_holds_for_the_sum() {
    let mut narrow = policy();
    narrow.approvers[0].limit = Some(10_000.into());
    let request = opened(&narrow, 2, Some(money("6000 USD")), known(&[(1, "6000 USD")]), start());
    assert!(request.seats.iter().all(|seat| seat.person != address("maria")), "{:?}", request.seats);
    let (request, effects) =
        step(&narrow, &request, &Event::Delegated { by: address("omar"), to: address("maria") }, start());
    assert_eq!(words(&effects), ["omar Refused(NoSuchApprover)"], "{:?}", request.seats);
}

#[test]
fn a_window_of_none_lets_each_report_stand_alone() {
    let alone = Policy { split_window: None, ..policy() };
    let request = opened(&alone, 2, Some(money("600 USD")), known(&[(1, "600 USD")]), start());
    assert_eq!((request.required, request.together), (0, None));
}

#[test]
fn thousands_of_small_reports_are_counted_to_the_last() {
    let small: Vec<Other> = (1..=2_000).map(|number| Other { number, amount: money("0.50 USD") }).collect();
    let others = Others::of(&policy(), small);
    assert_eq!((others.named.len(), others.more, others.more_sum), (40, 1_960, 980.into()));
    let beside = |amount: &str| {
        let context = Context { others: others.clone(), ..Context::default() };
        opened(&policy(), 3_000, Some(money(amount)), context, start())
    };
    assert_eq!(beside("0.01 USD").required, 1);
    let Some(Flag::Split(split)) = beside("0.01 USD").flags.first().cloned() else { panic!("not flagged") };
    assert_eq!((split.others, split.more), (vec![1, 2, 3, 4, 5], 1_995));
}

#[test]
fn flags_say_what_whoever_decides_should_know_first() {
    for (amount, flags) in [
        ("949.99 USD", &[][..]),
        ("950 USD", &[]),
        ("950.01 USD", &["near_limit"]),
        ("1000 USD", &["near_limit"]),
        ("1000.01 USD", &[]),
        ("9999 USD", &["near_limit"]),
        ("920 EUR", &["near_limit", "converted"]),
    ] {
        assert_eq!(flag_words(&beside(amount, &[])), flags, "{amount}");
    }
    let exact = Policy { near_limit: 0.into(), ..policy() };
    let request = opened(&exact, 1, Some(money("1000 USD")), Context::default(), start());
    assert_eq!(request.flags, [], "zero switches it off");
    let request = opened(&policy(), 1, Some(money("920 EUR")), Context::default(), start());
    let converted = Flag::Converted {
        amount: money("920 EUR"),
        rate: "1.08".parse().unwrap(),
        worth: money("993.60 USD"),
    };
    assert_eq!(request.flags.last(), Some(&converted));
}

#[test]
fn a_changed_amount_is_flagged_until_the_end_with_what_it_was_before() {
    let mut request = opened(&policy(), 1, Some(money("2000 USD")), Context::default(), start());
    assert_eq!(request.flags, []);
    let recognised = Context { recognised: true, ..Context::default() };
    for (hour, amount, context) in [
        (1, "2400 USD", Context::default()),
        (2, "2300 USD", recognised),
        (3, "2300 USD", Context::default()),
    ] {
        let evidence = (hour == 3).then(|| money("2500 USD"));
        let event = Event::AmountStated {
            by: address("sam"),
            amount: money(amount),
            evidence,
            context: Some(context),
        };
        request = step(&policy(), &request, &event, start() + TimeDelta::hours(hour)).0;
    }
    let changed = Flag::Changed {
        before: money("2400 USD"),
        at: start() + TimeDelta::hours(2),
        by: address("sam"),
        times: 2,
    };
    let differs = Flag::Differs { stated: money("2300 USD"), shown: money("2500 USD") };
    assert_eq!(request.flags, [changed, differs, Flag::Recognised]);
}

#[test]
fn an_amount_that_nothing_names_is_the_word_of_the_requester() {
    let request = opened(&policy(), 1, None, Context::default(), start());
    assert_eq!(request.flags, []);
    let (by, amount) = (address("sam"), money("2000 USD"));
    let event = Event::AmountStated { by, amount, evidence: None, context: Some(Context::default()) };
    assert_eq!(step(&policy(), &request, &event, start()).0.flags, [Flag::Unsupported]);
}

#[test]
fn twins_and_notes_are_kept_also_while_the_amount_is_unknown() {
    let twin = |number| Twin { number, at: start(), state: State::Approved, likeness: Likeness::Receipt };
    let notes: Vec<String> = (0..50).map(|number| format!("file {} was not read", number / 2)).collect();
    let context = Context { twins: (1..=9).map(twin).collect(), notes, ..Context::default() };
    let request = opened(&policy(), 10, None, context, start());
    assert_eq!(flag_words(&request), ["duplicate"; 3]);
    assert_eq!(request.notes.len(), 20);
    assert_eq!(request.notes.last().unwrap(), "file 19 was not read");
}

#[test]
fn events_of_earlier_versions_have_no_flags() {
    let event = r#"{"event":"amount_stated","by":"sam@corp.example","amount":{"value":"990","currency":"USD"},"evidence":null}"#;
    let event: Event = serde_json::from_str(event).unwrap();
    let mut case = Case::new(policy(), "sam", "unreadable");
    case.happens(event);
    assert_eq!((case.request.flags.as_slice(), case.request.together), (&[][..], None));
}

/// All requests of one person, and the store's look at them.
#[derive(Default)]
struct Desk {
    requests: Vec<Request>,
}

const WINDOW: i64 = 7 * 24;

impl Desk {
    /// What is open or approved within the window around this time, but for one.
    fn around(&self, at: DateTime<Utc>, except: u64) -> impl Iterator<Item = &Request> {
        let near = move |it: &&Request| (it.created_at - at).abs() < TimeDelta::hours(WINDOW);
        let counts = |it: &&Request| matches!(it.state, State::Pending | State::Approved);
        self.requests.iter().filter(near).filter(counts).filter(move |it| it.number != except)
    }

    fn context(&self, at: DateTime<Utc>, except: u64) -> Context {
        let other = |it: &Request| Some(Other { number: it.number, amount: it.policy_amount? });
        let others = Others::of(&policy(), self.around(at, except).filter_map(other));
        Context { others, ..Context::default() }
    }

    fn submit(&mut self, amount: Option<u32>, now: DateTime<Utc>) {
        let number = self.requests.len() as u64 + 1;
        let amount = amount.map(|amount| Money::new(amount.into(), Currency::USD));
        self.requests.push(opened(&policy(), number, amount, self.context(now, number), now));
    }

    fn state(&mut self, number: usize, amount: u32, now: DateTime<Utc>) {
        let request = &self.requests[number];
        let context = Some(self.context(request.created_at, request.number));
        let amount = Money::new(amount.into(), Currency::USD);
        let event = Event::AmountStated { by: address("sam"), amount, evidence: None, context };
        self.requests[number] = step(&policy(), request, &event, now).0;
    }

    fn happens(&mut self, number: usize, event: &Event, now: DateTime<Utc>) {
        self.requests[number] = step(&policy(), &self.requests[number], event, now).0;
    }

    /// The fewest approvals that a request may need, reckoned limit by limit from what stands beside it.
    fn fewest(&self, request: &Request) -> u32 {
        let policy = policy();
        let own = request.policy_amount.unwrap().value;
        let crosses = |tier: &&Tier| {
            let small = |it: &Request| it.policy_amount.map(|it| it.value).filter(|it| *it <= tier.above);
            let others: rust_decimal::Decimal =
                self.around(request.created_at, request.number).filter_map(small).sum();
            own > tier.above || own + others > tier.above
        };
        policy.tiers.iter().filter(crosses).map(|tier| tier.approvals).max().unwrap_or(0)
    }
}

proptest! {
    #[test]
    fn whatever_is_sent_beside_it_a_report_needs_no_fewer_people_than_alone(
        amount in 0u32..30_000,
        others in prop::collection::vec((1u64..99, -5_000i64..20_000), 0..60),
    ) {
        let others = others.into_iter().map(|(number, value)| Other {
            number,
            amount: Money::new(value.into(), Currency::USD),
        });
        let context = Context { others: Others::of(&policy(), others), ..Context::default() };
        let amount = Money::new(amount.into(), Currency::USD);
        let beside = opened(&policy(), 100, Some(amount), context, start());
        let alone = opened(&policy(), 100, Some(amount), Context::default(), start());
        prop_assert!(beside.required >= alone.required);
        prop_assert!(beside.tier_amount().unwrap().value >= amount.value);
        prop_assert_eq!(beside.policy_amount, alone.policy_amount);
    }

    #[test]
    fn no_order_of_two_reports_lets_anybody_under_the_tier_of_both(
        first in 1u32..11_000,
        second in 1u32..11_000,
        hours in 0i64..WINDOW,
        told_late in any::<bool>(),
    ) {
        let mut desk = Desk::default();
        let later = start() + TimeDelta::hours(hours);
        desk.submit(Some(first).filter(|_| !told_late), start());
        desk.submit(Some(second), later);
        if told_late {
            desk.state(0, first, later + TimeDelta::days(30));
        }
        let most = desk.requests.iter().map(|it| it.required).max().unwrap();
        prop_assert!(most >= policy().tier((first + second).into()).map_or(0, |tier| tier.approvals));
    }

    #[test]
    fn no_history_of_one_person_lets_a_sum_pass_below_its_limit(
        history in prop::collection::vec((0u8..6, 0usize..40, 1u32..7_000, 0i64..40), 1..40),
    ) {
        let mut desk = Desk::default();
        let mut now = start();
        for (what, which, amount, wait) in history {
            now += TimeDelta::hours(wait);
            let taken = match (what, desk.requests.len()) {
                (0 | 1, count) => {
                    desk.submit(Some(amount), now);
                    Some(count)
                }
                (2, _) | (_, 0) => {
                    desk.submit(None, now);
                    None
                }
                (3, count) => {
                    let before = desk.requests[which % count].revision;
                    desk.state(which % count, amount, now);
                    Some(which % count).filter(|which| desk.requests[*which].revision > before)
                }
                (4, count) => {
                    desk.happens(which % count, &Event::Withdrawn { by: address("sam") }, now);
                    None
                }
                (_, count) => {
                    let event = Event::Rejected { by: address("maria"), comment: String::new() };
                    desk.happens(which % count, &event, now);
                    None
                }
            };
            if let Some(request) = taken.map(|which| &desk.requests[which]) {
                prop_assert!(request.required >= desk.fewest(request), "{request:?}");
                prop_assert_eq!(request.required == 0, request.state == State::Approved);
            }
        }
    }
}
