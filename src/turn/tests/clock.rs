//! A clock that was far ahead and was believed, and the word that it is right again.

use super::*;

/// A desk whose clock was a year ahead while reports came in, which nobody could be written to; then it is right.
async fn a_year_back(config: &str, reports: usize) -> Bench {
    let mut bench = Bench::with(config);
    bench.desk.clock.set(TimeDelta::days(365));
    bench.desk.clock.believe();
    for _ in 0..reports {
        bench.mail("sam@corp.example", DESK, "Subject: Fwd: receipt\r\n", "Total: 2,400.00 USD").await;
    }
    bench.pass(TimeDelta::minutes(5));
    bench.settle().await;
    for dispatch in bench.desk.dispatch(64).await.unwrap() {
        bench
            .desk
            .delivered(dispatch.id, Verdict::Later("the certificate has ended".to_owned()))
            .await
            .unwrap();
    }
    bench.desk.clock.set(TimeDelta::days(-365));
    bench.desk.accept_clock("it@corp.example".to_owned()).await.unwrap();
    bench
}

#[tokio::test]
async fn mail_that_waits_for_a_time_by_the_wrong_clock_goes_out_at_once() {
    let bench = a_year_back(CONFIG, 1).await;
    only(&bench.sent().await, "approval_request", "maria@corp.example");
}

#[tokio::test]
async fn what_came_by_the_wrong_clock_does_not_use_up_what_people_may_send() {
    let mut bench = a_year_back(&format!("{CONFIG}[limits]\nmails_per_sender = \"3/h\"\n"), 3).await;
    bench.mail("sam@corp.example", DESK, "Subject: Fwd: taxi\r\n", "Total: 2,500.00 USD").await;
    assert_eq!(bench.request(4).state, State::Pending);
}
