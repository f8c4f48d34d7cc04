//! Mail of a server's own users: the marks of Exchange, of a Microsoft tenant, and of Postfix with logins.

use super::judge;
use super::providers::trusting;
use crate::evidence::{Authentication, AuthenticationResult};
use crate::resolver::Answers;

#[track_caller]
fn passes(judged: &Authentication) {
    assert_eq!(judged.result, AuthenticationResult::Pass, "{}", judged.detail);
}

#[track_caller]
fn fails(judged: &Authentication, words: &str) {
    assert_eq!(judged.result, AuthenticationResult::Fail, "{}", judged.detail);
    assert!(judged.detail.contains(words), "{:?} does not say {words:?}", judged.detail);
}

const EXCHANGE: &str = "profile = \"exchange\"\nhosts = [\"ex1.corp.example\", \"*.dag.corp.example\"]";
const FROM_INSIDE: &str = "Received: from EX1.corp.example (10.0.0.5) by EX1.corp.example (10.0.0.5) with Microsoft SMTP Server id 15.1; today
X-MS-Exchange-Organization-AuthMechanism: 04
X-MS-Exchange-Organization-AuthSource: EX1.corp.example
X-MS-Exchange-Organization-AuthAs: Internal
";

#[test]
fn t15_exchange_says_once_that_a_mail_is_from_inside() {
    let exchange = |trace: &str| judge(trace, trusting(EXCHANGE));
    passes(&exchange(FROM_INSIDE));
    passes(&exchange(&FROM_INSIDE.replace("AuthSource: EX1", "AuthSource: a.dag")));
    let mark = "X-MS-Exchange-Organization-AuthAs: Internal\n";
    for (trace, words) in [
        (String::new(), "no X-MS-Exchange-Organization-AuthAs"),
        (FROM_INSIDE.replace("Internal", "Anonymous"), "no X-MS-Exchange-Organization-AuthAs"),
        (FROM_INSIDE.replace("Internal", "External"), "no X-MS-Exchange-Organization-AuthAs"),
        (FROM_INSIDE.replace("Internal", "Internal Anonymous"), "no X-MS-Exchange-Organization-AuthAs"),
        (format!("{FROM_INSIDE}{mark}"), "treated as an attack"),
        (format!("{FROM_INSIDE}{}", mark.replace("AuthAs", "authas ")), "treated as an attack"),
        (format!("{}{mark}", FROM_INSIDE.replace("Internal", "Anonymous")), "treated as an attack"),
        (mark.to_owned(), "treated as an attack"),
        (FROM_INSIDE.replace("AuthSource: EX1", "AuthSource: evil"), "is not one of authentication.hosts"),
        (FROM_INSIDE.replace("AuthSource: EX1", "AuthSource: xEX1"), "is not one of authentication.hosts"),
        (FROM_INSIDE.replace("-Organization-", "-CrossTenant-"), "no X-MS-Exchange-Organization-AuthAs"),
    ] {
        fails(&exchange(&trace), words);
    }
    let from_outside = "Authentication-Results: gateway.corp.example; dmarc=pass header.from=corp.example\n";
    fails(&exchange(from_outside), "no X-MS-Exchange-Organization-AuthAs");
}

#[test]
fn t15_a_gateway_in_front_of_exchange_has_the_last_word_on_what_it_saw() {
    let lines = format!("{EXCHANGE}\nauthserv_ids = [\"gateway.corp.example\"]");
    let exchange = |trace: &str| judge(trace, trusting(&lines));
    let from_outside = "Authentication-Results: gateway.corp.example; dmarc=pass header.from=corp.example\n";
    passes(&exchange(FROM_INSIDE));
    passes(&exchange(from_outside));
    passes(&exchange(&format!("{from_outside}{}", FROM_INSIDE.replace("Internal", "Anonymous"))));
    let refused = from_outside.replace("pass", "fail");
    fails(&exchange(&format!("{refused}{FROM_INSIDE}")), "dmarc=fail");
    fails(
        &exchange(&FROM_INSIDE.replace("Internal", "Anonymous")),
        "no Authentication-Results of gateway.corp.example",
    );
}

const TENANT: &str = "profile = \"microsoft365\"\ntenant = \"01234567-89AB-cdef-0123-456789abcdef\"";
const WITHIN_TENANT: &str = "Received: from AM0PR.eurprd01.prod.outlook.com (2603:10a6::1) by DB9PR.eurprd01.prod.outlook.com with HTTPS; Mon, 5 Oct 2026 10:00:00 +0000
Authentication-Results: dkim=none (message not signed)
 header.d=none;dmarc=none action=none header.from=corp.example;
Received: from AM9PR.eurprd04.prod.outlook.com ([fe80::1]) by AM0PR.eurprd01.prod.outlook.com ([fe80::2%7]) with mapi id 15.20; Mon, 5 Oct 2026 10:00:00 +0000
X-MS-Exchange-Organization-AuthAs: Internal
X-MS-Exchange-CrossTenant-AuthAs: Internal
X-MS-Exchange-CrossTenant-Id: 01234567-89ab-cdef-0123-456789abcdef
";

#[test]
fn t15_unsigned_mail_within_the_named_tenant_is_believed_and_no_other() {
    passes(&judge(WITHIN_TENANT, trusting(TENANT)));
    fails(&judge(WITHIN_TENANT, trusting("profile = \"microsoft365\"")), "says dmarc=none for corp.example");
    let results =
        "dkim=none (message not signed)\n header.d=none;dmarc=none action=none header.from=corp.example;";
    let with = |other: &str| WITHIN_TENANT.replace(results, other);
    let mark = "X-MS-Exchange-Organization-AuthAs: Internal\n";
    for trace in [
        WITHIN_TENANT.replace("CrossTenant-Id: 0", "CrossTenant-Id: 1"),
        WITHIN_TENANT.replace("X-MS-Exchange-CrossTenant-Id", "X-Id"),
        WITHIN_TENANT.replace(mark, ""),
        WITHIN_TENANT.replace(mark, &mark.repeat(2)),
        WITHIN_TENANT.replace("Organization-AuthAs: Internal", "Organization-AuthAs: Anonymous"),
        WITHIN_TENANT.replace("CrossTenant-AuthAs: Internal", "CrossTenant-AuthAs: Anonymous"),
        format!("{WITHIN_TENANT}X-MS-Exchange-CrossTenant-Id: 11234567-89ab-cdef-0123-456789abcdef\n"),
        format!(
            "{WITHIN_TENANT}Received: from evil.example (192.0.2.66) by AM9PR.eurprd04.prod.outlook.com (::1) with ESMTP; today\n"
        ),
        format!("{WITHIN_TENANT}Received: by evil.example; today\n"),
        WITHIN_TENANT.replace("from AM9PR.eurprd04.prod.outlook.com", "from eviloutlook.com"),
        with("dkim=none (message not signed) header.d=none;dmarc=fail action=none header.from=corp.example;"),
        with("dkim=fail (bad) header.d=corp.example;dmarc=none action=none header.from=corp.example;"),
        with("dkim=none header.d=none;dmarc=none action=none header.from=evil.example;"),
        with(
            "dkim=none header.d=none;dmarc=none action=none header.from=corp.example header.from=corp.example;",
        ),
        with("dmarc=none action=none header.from=corp.example;"),
        with("dkim=none header.d=none;"),
        with("dkim=none header.d=none;dmarc=none action=none header.from=corp.example; x1"),
    ] {
        let judged = judge(&trace, trusting(TENANT));
        assert_eq!(judged.result, AuthenticationResult::Fail, "{}\n{trace}", judged.detail);
    }
}

const SASL: &str = "profile = \"postfix-sasl\"\nhosts = [\"mx.corp.example\"]\nlogins = { S0815 = [\"sam@corp.example\"], \"maria\" = \"omar@corp.example\" }";
const DELIVERY: &str = "Return-Path: <sam@corp.example>
Received: from mx.corp.example ([127.0.0.1]) by imap.corp.example with LMTP id 1 (envelope-from <sam@corp.example>); today
";
const SUBMITTED: &str = "Received: from [192.168.1.20] (laptop.corp.example [192.0.2.9])
	(using TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits)
	 key-exchange X25519 server-signature RSA-PSS (2048 bits))
	(No client certificate requested)
	(Authenticated sender: sam)
	by mx.corp.example (Postfix) with ESMTPSA id 4F00
	for <expenses@corp.example>; Mon,  5 Oct 2026 10:00:00 +0000 (UTC)
";

#[test]
fn t15_t16_postfix_names_the_login_and_it_must_be_the_senders() {
    let sasl = |trace: &str| judge(trace, trusting(SASL));
    let by = |login: &str| SUBMITTED.replace("sender: sam", &format!("sender: {login}"));
    passes(&sasl(SUBMITTED));
    passes(&sasl(&format!("{DELIVERY}{SUBMITTED}")));
    for own in ["SAM", "sam@corp.example", "s0815"] {
        passes(&sasl(&by(own)));
    }
    for other in ["maria", "omar@corp.example", "sa", "sam@evil.example", "sam maria", ""] {
        fails(&sasl(&by(other)), "logged in, not sam@corp.example");
    }
    let outside =
        "Received: from evil (evil [192.0.2.66]) by mx.corp.example (Postfix) with ESMTP id 1; today\n";
    let nothing = "no Authenticated sender of the organisation's own server";
    for trace in [
        String::new(),
        format!("{outside}{SUBMITTED}"),
        format!("{DELIVERY}{outside}{SUBMITTED}"),
        SUBMITTED.replace("by mx.corp", "by mx.evil"),
        SUBMITTED.replace("ESMTPSA", "ESMTPS"),
        SUBMITTED.replace("(Authenticated sender: sam)", "((Authenticated sender: sam))"),
        SUBMITTED.replace(
            "(Authenticated sender: sam)",
            "(Authenticated sender: sam) (Authenticated sender: sam)",
        ),
        SUBMITTED
            .replace("[192.168.1.20] (", "x(Authenticated sender: sam) (")
            .replace("\t(Authenticated sender: sam)\n", "\t(Authenticated sender: maria)\n"),
        SUBMITTED.replace("Received", "X-Received"),
        format!("Received: nonsense\n{SUBMITTED}"),
    ] {
        fails(&sasl(&trace), nothing);
    }
}

#[test]
fn t16_a_login_is_a_local_part_in_the_desks_own_domain_only() {
    let lines = "profile = \"postfix-sasl\"\nhosts = [\"mx.corp.example\"]";
    let raw = format!("{SUBMITTED}From: sam@holding.example\nTo: expenses@corp.example\n\nbody\n")
        .replace('\n', "\r\n");
    let config = crate::config::Authentication::Authserv(trusting(lines));
    let (from, answers) = ("sam@holding.example".parse().unwrap(), Answers::new());
    let judged =
        crate::evidence::authenticate(raw.as_bytes(), &from, chrono::DateTime::UNIX_EPOCH, &answers, &config);
    fails(&judged, "mx.corp.example says that sam logged in, not sam@holding.example");
}

#[test]
fn t16_a_login_of_somebody_else_is_refused_whatever_the_results_say() {
    let lines = format!("{SASL}\nauthserv_ids = [\"mx.corp.example\"]");
    let stamp = "Authentication-Results: mx.corp.example; dmarc=pass header.from=corp.example\n";
    let outside =
        "Received: from out (out [192.0.2.7]) by mx.corp.example (Postfix) with ESMTP id 1; today\n";
    passes(&judge(&format!("{stamp}{outside}"), trusting(&lines)));
    passes(&judge(SUBMITTED, trusting(&lines)));
    let spoofed = SUBMITTED.replace("sender: sam", "sender: omar");
    fails(&judge(&format!("{stamp}{spoofed}"), trusting(&lines)), "omar logged in");
}
