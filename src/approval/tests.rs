//! The core, told as tables: what happens, and what follows for whom.

use std::time::Duration;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use proptest::prelude::*;

use super::*;

mod flags;

fn address(name: &str) -> Address {
    format!("{name}@corp.example").parse().unwrap()
}

fn money(text: &str) -> Money {
    text.parse().unwrap()
}

fn start() -> DateTime<Utc> {
    "2026-11-23T09:00:00Z".parse().unwrap()
}

fn approver(name: &str) -> Approver {
    Approver {
        name: name.to_owned(),
        email: address(name),
        aliases: Vec::new(),
        limit: None,
        away: Vec::new(),
    }
}

fn hours(count: u64) -> Duration {
    Duration::from_secs(count * 3600)
}

fn tier(above: u32, approvals: u32) -> Tier {
    Tier { above: above.into(), approvals, code: None }
}

/// Maria, Omar and Lin decide; the boss is told after 8 hours.
fn policy() -> Policy {
    Policy {
        currency: Currency::USD,
        rates: [(Currency::from_code("EUR").unwrap(), "1.08".parse().unwrap())].into(),
        tiers: vec![tier(1000, 1), tier(10000, 2)],
        code_window: None,
        split_window: Some(hours(7 * 24)),
        near_limit: 5.into(),
        requesters: Requesters { domains: vec!["corp.example".to_owned()], addresses: Vec::new() },
        approvers: vec![approver("maria"), approver("omar"), approver("lin")],
        routes: Vec::new(),
        escalation: Escalation {
            remind_after: Some(hours(4)),
            levels: vec![Level { after: hours(8), contacts: vec![address("boss")], may_decide: true }],
            working_hours: None,
        },
        summary_wait: Duration::from_secs(30),
        token_lifetime: hours(14 * 24),
        suspended: Vec::new(),
    }
}

/// A request on its way through a test.
struct Case {
    policy: Policy,
    request: Request,
    now: DateTime<Utc>,
    /// What followed from the last event, a word each.
    told: Vec<String>,
}

impl Case {
    fn new(policy: Policy, requester: &str, amount: &str) -> Self {
        let submission = Submission {
            requester: address(requester),
            subject: "Laptops".to_owned(),
            amount: amount.parse().map_err(|_| "no total found".to_owned()),
            evidence: amount.parse().ok(),
            context: None,
        };
        let (request, effects) = open(&policy, 1, submission, start());
        Self { policy, request, now: start(), told: words(&effects) }
    }

    /// Submitted, summarised, and the approvers asked.
    fn asked(amount: &str) -> Self {
        let mut case = Self::new(policy(), "sam", amount);
        case.happens(Event::SummaryReady);
        case
    }

    fn happens(&mut self, event: Event) -> &[String] {
        let (request, effects) = step(&self.policy, &self.request, &event, self.now);
        self.request = request;
        self.told = words(&effects);
        &self.told
    }

    fn approves(&mut self, who: &str) -> &[String] {
        self.approves_with(who, CodeCheck::None)
    }

    fn approves_with(&mut self, who: &str, code: CodeCheck) -> &[String] {
        self.happens(Event::Approved { by: address(who), comment: String::new(), code })
    }

    fn rejects(&mut self, who: &str) -> &[String] {
        self.happens(Event::Rejected { by: address(who), comment: "too much".to_owned() })
    }

    fn passes(&mut self, time: TimeDelta) -> &[String] {
        self.now += time;
        self.happens(Event::DeadlinePassed)
    }
}

fn words(effects: &[Effect]) -> Vec<String> {
    let word = |effect: &Effect| match effect {
        Effect::Tell(person, what) => format!("{} {}", person.local(), told(what)),
        Effect::TellOperators(news) => format!("operators {news:?}"),
        Effect::Summarise => "summarise".to_owned(),
        Effect::Revoke(None) => "revoke all".to_owned(),
        Effect::Revoke(Some(person)) => format!("revoke {}", person.local()),
        Effect::Settle => "settle".to_owned(),
    };
    effects.iter().map(word).collect()
}

fn told(what: &Tell) -> String {
    match what {
        Tell::Refused(why) => format!("Refused({why:?})"),
        Tell::Received
        | Tell::AmountNeeded(_)
        | Tell::ApprovalRequest(_)
        | Tell::Reminder
        | Tell::Escalation { .. }
        | Tell::DecisionRecorded(_)
        | Tell::AlreadyRecorded
        | Tell::HandedOver(_)
        | Tell::Approved
        | Tell::Rejected
        | Tell::Withdrawn
        | Tell::Question(_)
        | Tell::Answer { .. }
        | Tell::Status
        | Tell::Help
        | Tell::NotUnderstood { .. }
        | Tell::AlreadyClosed
        | Tell::ClosedForYou => format!("{what:?}").split([' ', '(']).next().unwrap_or_default().to_owned(),
    }
}

#[test]
fn the_boundaries_are_exact() {
    for (amount, required) in [
        ("1000.00 USD", 0),
        ("1000.01 USD", 1),
        ("10000.00 USD", 1),
        ("10000.01 USD", 2),
        ("925.92 EUR", 0),
        ("925.93 EUR", 1),
    ] {
        let case = Case::new(policy(), "sam", amount);
        assert_eq!(case.request.required, required, "{amount}");
        let state = if required == 0 { State::Approved } else { State::Pending };
        assert_eq!(case.request.state, state, "{amount}");
    }
}

#[test]
fn a_small_amount_is_approved_at_once_and_settled() {
    let case = Case::new(policy(), "sam", "280.00 USD");
    assert_eq!(case.told, ["revoke all", "settle", "sam Approved"]);
    assert_eq!(case.request.deadline, None);
}

#[test]
fn one_approval_closes_a_middle_amount_and_tells_the_others() {
    let mut case = Case::asked("2450.00 USD");
    assert_eq!(case.told, ["maria ApprovalRequest", "omar ApprovalRequest", "lin ApprovalRequest"]);
    let told = case.approves("maria");
    let expected = [
        "maria DecisionRecorded",
        "revoke all",
        "settle",
        "sam Approved",
        "omar ClosedForYou",
        "lin ClosedForYou",
    ];
    assert_eq!(told, expected);
    assert_eq!(case.request.state, State::Approved);
    assert_eq!(case.approves("omar"), ["omar AlreadyClosed"]);
    assert_eq!(case.rejects("lin"), ["lin AlreadyClosed"]);
    assert_eq!(case.request.decided_by, [address("maria")]);
}

#[test]
fn a_large_amount_needs_two_distinct_people() {
    let mut case = Case::asked("18900.00 USD");
    assert_eq!(case.approves("maria"), ["maria DecisionRecorded"]);
    assert_eq!(case.approves("maria"), ["maria AlreadyRecorded"]);
    assert_eq!(case.request.state, State::Pending);
    case.approves("omar");
    assert_eq!(case.request.state, State::Approved);
    assert_eq!(case.request.decided_by, [address("maria"), address("omar")]);
}

#[test]
fn an_approval_may_become_a_rejection_while_open() {
    let mut case = Case::asked("18900.00 USD");
    case.approves("maria");
    case.rejects("maria");
    assert_eq!(case.request.state, State::Rejected);
    assert_eq!(case.approves("maria"), ["maria AlreadyClosed"]);
}

#[test]
fn the_requester_never_decides() {
    let mut case = Case::new(policy(), "maria", "18900.00 USD");
    case.happens(Event::SummaryReady);
    assert_eq!(case.told, ["omar ApprovalRequest", "lin ApprovalRequest"]);
    assert_eq!(case.approves("maria"), ["maria Refused(OwnRequest)"]);
    assert_eq!(case.request.distinct_approvals(), 0);
}

#[test]
fn whoever_stands_in_for_the_requester_is_the_requester() {
    let mut away = policy();
    let today = start().date_naive();
    away.approvers[0].away = vec![Away { from: today, until: today, delegate: Some(address("omar")) }];
    let mut case = Case::new(away, "maria", "2450.00 USD");
    case.happens(Event::SummaryReady);
    assert_eq!(case.told, ["lin ApprovalRequest"]);
    assert_eq!(case.approves("omar"), ["omar Refused(OwnRequest)"]);
}

#[test]
fn a_delegate_takes_one_place_only() {
    let mut away = policy();
    let today = start().date_naive();
    away.approvers[0].away = vec![Away { from: today, until: today, delegate: Some(address("omar")) }];
    away.approvers.truncate(2);
    let mut case = Case::new(away, "sam", "18900.00 USD");
    let told = case.happens(Event::SummaryReady);
    assert_eq!(told, ["omar ApprovalRequest", "operators TooFewApprovers", "boss Escalation"]);
    case.approves("omar");
    assert_eq!(case.request.state, State::Pending);
    case.approves("boss");
    assert_eq!(case.request.state, State::Approved);
}

#[test]
fn somebody_and_the_one_they_handed_over_to_count_once() {
    let mut case = Case::asked("18900.00 USD");
    case.policy.approvers.push(approver("kim"));
    let told = case.happens(Event::Delegated { by: address("maria"), to: address("kim") });
    assert_eq!(told, ["revoke maria", "kim ApprovalRequest", "maria HandedOver"]);
    assert_eq!(case.approves("maria"), ["maria Refused(NotAsked)"]);
    case.approves("kim");
    assert_eq!(case.request.state, State::Pending);
    case.approves("omar");
    assert_eq!(case.request.state, State::Approved);
}

#[test]
fn nobody_hands_over_to_the_requester_or_twice() {
    let mut case = Case::asked("18900.00 USD");
    for (to, why) in [("sam", "NoSuchApprover"), ("stranger", "NoSuchApprover"), ("omar", "AskedAlready")] {
        let told = case.happens(Event::Delegated { by: address("maria"), to: address(to) }).to_vec();
        assert_eq!(told, [format!("maria Refused({why})")]);
    }
    case.approves("maria");
    let told = case.happens(Event::Delegated { by: address("maria"), to: address("lin") });
    assert_eq!(told, ["maria Refused(AlreadyApproved)"]);
}

#[test]
fn limits_and_routes_narrow_who_is_asked() {
    let mut narrow = policy();
    narrow.approvers[0].limit = Some(5000.into());
    narrow.routes = vec![Route {
        requesters: vec!["*@sales.corp.example".to_owned()],
        approvers: vec![address("maria"), address("lin")],
    }];
    let panel = |amount: i64, requester: &str| {
        let requester: Address = requester.parse().unwrap();
        let panel = narrow.panel(&requester, amount.into(), false, start().date_naive());
        panel.seats.into_iter().map(|seat| seat.person.local().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(panel(5000, "sam@corp.example"), ["maria", "omar", "lin"]);
    assert_eq!(panel(5001, "sam@corp.example"), ["omar", "lin"]);
    assert_eq!(panel(5000, "jo@sales.corp.example"), ["maria", "lin"]);
    assert_eq!(panel(5001, "jo@sales.corp.example"), ["lin"]);
    let unpriced = narrow.panel(&address("jo"), 5.into(), true, start().date_naive());
    assert_eq!(unpriced.required, 2);
    assert!(unpriced.seats.iter().all(|seat| seat.person != address("maria")), "{unpriced:?}");
}

#[test]
fn aliases_case_and_sub_addresses_are_one_person() {
    let mut policy = policy();
    policy.approvers[0].aliases = vec!["m.lopez@corp.example".parse().unwrap()];
    for text in ["Maria@Corp.Example", "maria+phone@corp.example", "M.Lopez+x@corp.example"] {
        assert_eq!(policy.person(&text.parse().unwrap()), address("maria"), "{text}");
    }
    assert_eq!(policy.person(&"maria@other.example".parse().unwrap()).domain(), "other.example");
}

#[test]
fn an_unknown_amount_asks_and_nobody_can_approve_meanwhile() {
    let mut case = Case::new(policy(), "sam", "unreadable");
    assert_eq!(case.told, ["sam AmountNeeded"]);
    assert_eq!(case.approves("maria"), ["maria Refused(AmountMissing)"]);
    let told = case.happens(Event::AmountStated {
        by: address("sam"),
        amount: money("2450.00 USD"),
        evidence: None,
        context: None,
    });
    assert_eq!(told, ["revoke all", "summarise", "sam Received"]);
    assert_eq!(case.request.state, State::Pending);
}

#[test]
fn a_currency_without_a_rate_never_slips_through() {
    let mut case = Case::new(policy(), "sam", "900.000 KWD");
    assert_eq!(case.told, ["sam AmountNeeded"]);
    assert_eq!(case.request.state, State::NeedsAmount);
    case.happens(Event::AmountStated {
        by: address("sam"),
        amount: money("100 USD"),
        evidence: None,
        context: None,
    });
    assert_eq!(case.request.required, 2, "the receipt's own currency has no rate: the strictest tier holds");
}

#[test]
fn a_typed_amount_never_lowers_what_the_receipt_says() {
    let mut case = Case::asked("18900.00 USD");
    case.happens(Event::AmountStated {
        by: address("sam"),
        amount: money("900.00 USD"),
        evidence: None,
        context: None,
    });
    assert_eq!(case.request.amount, Some(money("900.00 USD")));
    assert_eq!(case.request.policy_amount, Some(money("18900.00 USD")));
    assert_eq!(case.request.required, 2);
}

#[test]
fn a_changed_amount_voids_approvals_and_asks_anew() {
    let mut case = Case::asked("18900.00 USD");
    case.approves("maria");
    let told = case.happens(Event::AmountStated {
        by: address("sam"),
        amount: money("19000.00 USD"),
        evidence: None,
        context: None,
    });
    assert_eq!(told, ["revoke all", "summarise", "sam Received"]);
    assert_eq!(case.request.distinct_approvals(), 0);
    let told = case.happens(Event::SummaryReady);
    assert_eq!(told, ["maria ApprovalRequest", "omar ApprovalRequest", "lin ApprovalRequest"]);
    let told = case.happens(Event::AmountStated {
        by: address("omar"),
        amount: money("1 USD"),
        evidence: None,
        context: None,
    });
    assert_eq!(told, ["omar Refused(OnlyRequester)"]);
}

#[test]
fn a_withdrawal_ends_it_and_tells_whoever_was_asked() {
    let mut case = Case::asked("2450.00 USD");
    let told = case.happens(Event::Withdrawn { by: address("sam") });
    let expected = [
        "revoke all",
        "settle",
        "sam Withdrawn",
        "maria ClosedForYou",
        "omar ClosedForYou",
        "lin ClosedForYou",
    ];
    assert_eq!(told, expected);
    assert_eq!(case.approves("maria"), ["maria AlreadyClosed"]);
}

#[test]
fn nobody_is_told_of_an_end_who_was_never_asked() {
    let mut case = Case::new(policy(), "sam", "2450.00 USD");
    let told = case.happens(Event::Withdrawn { by: address("sam") });
    assert_eq!(told, ["revoke all", "settle", "sam Withdrawn"]);
}

#[test]
fn reminders_come_before_escalation_and_each_once() {
    let mut case = Case::asked("18900.00 USD");
    case.approves("maria");
    assert_eq!(case.request.deadline, Some(start() + TimeDelta::hours(4)));
    assert_eq!(case.passes(TimeDelta::hours(4)), ["omar Reminder", "lin Reminder"]);
    assert!(case.passes(TimeDelta::hours(4) - TimeDelta::milliseconds(1)).is_empty());
    assert_eq!(case.passes(TimeDelta::milliseconds(1)), ["boss Escalation"]);
    assert!(case.passes(TimeDelta::hours(8)).is_empty());
    case.approves("boss");
    assert_eq!(case.request.state, State::Approved);
}

#[test]
fn whatever_fell_due_while_the_daemon_was_down_happens_once() {
    let mut case = Case::asked("2450.00 USD");
    let told = case.passes(TimeDelta::days(3));
    assert_eq!(told, ["maria Reminder", "omar Reminder", "lin Reminder", "boss Escalation"]);
    assert!(case.passes(TimeDelta::zero()).is_empty());
}

#[test]
fn approvers_are_asked_without_a_summary_at_its_deadline() {
    let mut case = Case::new(policy(), "sam", "2450.00 USD");
    assert_eq!(case.request.deadline, Some(start() + TimeDelta::seconds(30)));
    let told = case.passes(TimeDelta::seconds(30));
    assert_eq!(told, ["maria ApprovalRequest", "omar ApprovalRequest", "lin ApprovalRequest"]);
    assert!(case.happens(Event::SummaryReady).is_empty(), "a late summary asks nobody twice");
}

#[test]
fn a_contact_who_is_the_requester_is_not_told() {
    let mut case = Case::new(policy(), "boss", "2450.00 USD");
    case.happens(Event::SummaryReady);
    assert_eq!(case.passes(TimeDelta::hours(8)).last().unwrap(), "operators NobodyToEscalateTo");
    assert_eq!(case.approves("boss"), ["boss Refused(OwnRequest)"]);
}

#[test]
fn a_contact_told_while_the_amount_was_missing_has_a_place_once_it_is_known() {
    let mut case = Case::new(policy(), "sam", "unreadable");
    assert_eq!(case.passes(TimeDelta::hours(8)), ["sam AmountNeeded", "boss Escalation"]);
    assert!(case.request.seats.is_empty());
    case.happens(Event::AmountStated {
        by: address("sam"),
        amount: money("2450.00 USD"),
        evidence: None,
        context: None,
    });
    case.happens(Event::SummaryReady);
    assert_eq!(case.told.last().unwrap(), "boss ApprovalRequest");
}

#[test]
fn reply_addresses_are_renewed_before_they_end_so_nothing_is_forgotten() {
    let mut case = Case::asked("2450.00 USD");
    case.passes(TimeDelta::hours(8));
    assert_eq!(case.request.deadline, Some(start() + TimeDelta::days(13)));
    let told = case.passes(TimeDelta::days(13));
    assert_eq!(
        told,
        ["maria ApprovalRequest", "omar ApprovalRequest", "lin ApprovalRequest", "boss ApprovalRequest"]
    );
}

#[test]
fn a_question_goes_to_the_requester_and_the_answer_comes_back() {
    let mut case = Case::asked("2450.00 USD");
    let question = Event::QuestionAsked { by: address("omar"), question: "why?".to_owned() };
    assert_eq!(case.happens(question), ["sam Question"]);
    let answer =
        |by| Event::Answered { by: address(by), text: "client trip".to_owned(), why: "no word".to_owned() };
    assert_eq!(case.happens(answer("sam")), ["omar Answer"]);
    assert_eq!(case.happens(answer("sam")), ["sam NotUnderstood"], "there is no question any more");
}

#[test]
fn when_too_few_can_be_reached_the_contacts_hear_at_once() {
    let mut case = Case::asked("18900.00 USD");
    let gone = |who| Event::Unreachable { person: address(who), why: "550 no such user".to_owned() };
    assert_eq!(
        case.happens(gone("maria")),
        [r#"operators Unreachable(maria@corp.example, "550 no such user")"#]
    );
    assert_eq!(case.happens(gone("omar")).last().unwrap(), "boss Escalation");
}

#[test]
fn an_operator_decides_in_the_place_of_all() {
    let mut case = Case::asked("18900.00 USD");
    let event = Event::Overridden { by: address("it"), approve: true, reason: "board".to_owned() };
    let told = case.happens(event);
    let expected = [
        "revoke all",
        "settle",
        "sam Approved",
        "maria ClosedForYou",
        "omar ClosedForYou",
        "lin ClosedForYou",
    ];
    assert_eq!(told, expected);
    assert_eq!(case.request.decided_by, [address("it")]);
}

#[test]
fn an_absence_that_is_over_does_not_count() {
    let mut away = policy();
    let day = |day| NaiveDate::from_ymd_opt(2026, 11, day).unwrap();
    away.approvers[0].away = vec![Away { from: day(1), until: day(22), delegate: Some(address("omar")) }];
    let panel = away.panel(&address("sam"), 2000.into(), false, day(23));
    assert_eq!(panel.seats[0].person, address("maria"));
    let panel = away.panel(&address("sam"), 2000.into(), false, day(22));
    assert_eq!(panel.seats[0].person, address("omar"));
}

/// Above 10,000 whoever approves shows a code.
fn with_codes() -> Policy {
    let mut policy = policy();
    policy.tiers[1].code = Some(SecondFactor::Totp);
    policy
}

const UNVERIFIED: [CodeCheck; 7] = [
    CodeCheck::None,
    CodeCheck::Missing,
    CodeCheck::Wrong,
    CodeCheck::LastWrong,
    CodeCheck::Used,
    CodeCheck::Blocked,
    CodeCheck::NotEnrolled,
];

#[test]
fn where_the_tier_wants_a_code_only_a_verified_one_approves() {
    let mut case = Case::new(with_codes(), "sam", "18900.00 USD");
    case.happens(Event::SummaryReady);
    for code in UNVERIFIED {
        let told = case.approves_with("maria", code).to_vec();
        assert_eq!(told[0], format!("maria Refused(Code({code:?}))"));
        let operators = matches!(code, CodeCheck::LastWrong | CodeCheck::NotEnrolled);
        assert_eq!(told.len(), 1 + usize::from(operators), "{told:?}");
    }
    assert!(case.request.approvals.is_empty());
    assert_eq!(case.approves_with("maria", CodeCheck::Verified), ["maria DecisionRecorded"]);
    assert_eq!(case.approves_with("maria", CodeCheck::Wrong), ["maria AlreadyRecorded"]);
    case.approves_with("omar", CodeCheck::Verified);
    assert_eq!(case.request.state, State::Approved);
}

#[test]
fn a_rejection_needs_no_code_and_below_the_tier_nothing_does() {
    let mut case = Case::new(with_codes(), "sam", "18900.00 USD");
    case.happens(Event::SummaryReady);
    case.rejects("maria");
    assert_eq!(case.request.state, State::Rejected);
    let mut case = Case::new(with_codes(), "sam", "10000.00 USD");
    case.happens(Event::SummaryReady);
    case.approves("maria");
    assert_eq!(case.request.state, State::Approved);
}

#[test]
fn an_approval_without_a_code_does_not_rise_into_a_tier_that_wants_one() {
    let mut policy = with_codes();
    policy.tiers[0].approvals = 2;
    let mut case = Case::new(policy, "sam", "9000.00 USD");
    case.happens(Event::SummaryReady);
    case.approves("maria");
    assert_eq!(case.request.distinct_approvals(), 1);
    let amount = money("12000.00 USD");
    case.happens(Event::AmountStated { by: address("sam"), amount, evidence: None, context: None });
    assert_eq!((case.request.distinct_approvals(), case.request.code), (0, Some(SecondFactor::Totp)));
    case.happens(Event::SummaryReady);
    assert_eq!(case.approves("maria"), ["maria Refused(Code(None))"]);
}

#[test]
fn evidence_without_a_rate_and_a_sum_over_the_limit_want_the_code_of_their_tier() {
    let unpriced = with_codes().panel(&address("sam"), 50.into(), true, start().date_naive());
    assert_eq!(unpriced.code, Some(SecondFactor::Totp));
    let below = with_codes().panel(&address("sam"), 10000.into(), false, start().date_naive());
    assert_eq!((below.required, below.code), (1, None));
}

#[test]
fn logs_without_codes_read_as_before_and_are_written_as_before() {
    let text = r#"{"event":"approved","by":"maria@corp.example","comment":""}"#;
    let event: Event = serde_json::from_str(text).unwrap();
    assert_eq!(
        event,
        Event::Approved { by: address("maria"), comment: String::new(), code: CodeCheck::None }
    );
    assert_eq!(serde_json::to_string(&event).unwrap(), text);
}

const PEOPLE: [&str; 6] = ["maria", "omar", "lin", "boss", "sam", "stranger"];

fn code_check() -> impl Strategy<Value = CodeCheck> {
    prop_oneof![Just(CodeCheck::Verified), prop::sample::select(&UNVERIFIED[..])]
}

fn anything() -> impl Strategy<Value = Event> {
    let who = || prop::sample::select(&PEOPLE[..]).prop_map(address);
    prop_oneof![
        (who(), code_check()).prop_map(|(by, code)| Event::Approved { by, comment: String::new(), code }),
        (who(), code_check()).prop_map(|(by, code)| Event::Approved { by, comment: "fine".to_owned(), code }),
        who().prop_map(|by| Event::Rejected { by, comment: String::new() }),
        (who(), who()).prop_map(|(by, to)| Event::Delegated { by, to }),
        (who(), 1u32..30_000).prop_map(|(by, value)| {
            Event::AmountStated {
                by,
                amount: Money::new(value.into(), Currency::USD),
                evidence: None,
                context: None,
            }
        }),
        who().prop_map(|by| Event::Withdrawn { by }),
        who().prop_map(|by| Event::QuestionAsked { by, question: "?".to_owned() }),
        who().prop_map(|person| Event::Unreachable { person, why: String::new() }),
        (who(), any::<bool>()).prop_map(|(person, suspended)| Event::Dismissed { person, suspended }),
        who().prop_map(|person| Event::Readmitted { person }),
        Just(Event::SummaryReady),
        Just(Event::DeadlinePassed),
        Just(Event::DeadlinePassed),
    ]
}

proptest! {
    #[test]
    fn no_history_breaks_the_rules(
        requester in prop::sample::select(&PEOPLE[..5]),
        value in 1u32..30_000,
        coded in any::<bool>(),
        history in prop::collection::vec((anything(), 0i64..20), 1..40),
    ) {
        let policy = if coded { with_codes() } else { policy() };
        let mut case = Case::new(policy, requester, &format!("{value} USD"));
        let mut end = None;
        for (event, wait) in history {
            case.now += TimeDelta::hours(wait);
            let before = case.request.approvals.len();
            let unverified = matches!(&event, Event::Approved { code, .. } if *code != CodeCheck::Verified);
            case.happens(event);
            let request = &case.request;
            prop_assert!(request.code.is_none() || !unverified || request.approvals.len() <= before);
            if request.state == State::Approved {
                prop_assert!(request.distinct_approvals() >= request.required);
            }
            prop_assert!(!request.has_approved(&request.requester));
            prop_assert!(request.seats.iter().all(|seat| seat.person != request.requester));
            prop_assert!(request.escalations <= 1);
            prop_assert_eq!(request.state.is_open(), request.deadline.is_some());
            match &end {
                None if !request.state.is_open() => end = Some(request.clone()),
                None => {}
                Some(end) => prop_assert_eq!(end.state, request.state),
            }
        }
    }
}
