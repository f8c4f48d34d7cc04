//! What common providers write, in their own forms.

use super::{judge, trust};
use crate::config::Method::{Dkim, Dmarc};
use crate::config::Position::{AboveReceived, BelowReceived, First};
use crate::evidence::AuthenticationResult;

#[test]
fn the_forms_of_common_providers_are_understood() {
    for (name, trace, trust) in [
        ("Gmail", GMAIL, trust(&["mx.google.com"], &[Dmarc], BelowReceived)),
        ("Gmail, both methods", GMAIL, trust(&["mx.google.com"], &[Dmarc, Dkim], BelowReceived)),
        ("Microsoft 365", MICROSOFT, trust(&[], &[Dmarc], First)),
        ("Fastmail", FASTMAIL, trust(&["*.messagingengine.com"], &[Dmarc], AboveReceived)),
        ("iCloud", ICLOUD, trust(&["*.icloud.com"], &[Dmarc], AboveReceived)),
        (
            "iCloud, each listed",
            ICLOUD,
            trust(&["dmarc.icloud.com", "dkim-verifier.icloud.com"], &[Dmarc, Dkim], AboveReceived),
        ),
        ("Yahoo", YAHOO, trust(&["*.yahoo.com"], &[Dmarc], BelowReceived)),
        ("Zoho", ZOHO, trust(&["mx.zohomail.eu"], &[Dmarc], AboveReceived)),
        ("mail.ru", MAIL_RU, trust(&["mxs.mail.ru"], &[Dmarc], AboveReceived)),
        ("OpenDKIM", OPENDKIM, trust(&["mx.corp.example"], &[Dkim], AboveReceived)),
        ("rspamd", RSPAMD, trust(&["mail2.ecloud.global"], &[Dmarc, Dkim], AboveReceived)),
    ] {
        let judged = judge(trace, trust.clone());
        assert_eq!(judged.result, AuthenticationResult::Pass, "{name}: {}", judged.detail);
        let refused = judge(&trace.replace("=pass", "=fail"), trust);
        assert!(refused.detail.contains("=fail for"), "{name}: {}", refused.detail);
    }
}

const GMAIL: &str = "Delivered-To: expenses@corp.example
Received: by 2002:a05:7300:1234:b0:5e:1 with SMTP id abc; Mon, 5 Oct 2026 03:00:00 -0700 (PDT)
X-Received: by 2002:a17:906:1:b0:9 with SMTP id def; Mon, 5 Oct 2026 03:00:00 -0700 (PDT)
ARC-Authentication-Results: i=1; mx.google.com; dkim=fail header.i=@corp.example
Return-Path: <sam@corp.example>
Received: from out.corp.example (out.corp.example. [192.0.2.7]) by mx.google.com with ESMTPS id xyz
Received-SPF: pass (google.com: domain of sam@corp.example designates 192.0.2.7 as permitted sender) client-ip=192.0.2.7;
Authentication-Results: mx.google.com;
       dkim=pass header.i=@corp.example header.s=mail header.b=\"ag/NRXYl\";
       spf=pass (google.com: domain of sam@corp.example designates 192.0.2.7 as permitted sender) smtp.mailfrom=sam@corp.example;
       dmarc=pass (p=QUARANTINE sp=QUARANTINE dis=NONE) header.from=corp.example
";

const MICROSOFT: &str =
    "Received: from AM0.example (2603:10a6::1) by DB9.example with HTTPS; Mon, 5 Oct 2026 10:00:00 +0000
Authentication-Results: spf=pass (sender IP is 192.0.2.7)
 smtp.mailfrom=corp.example; dkim=pass (signature was verified)
 header.d=corp.example;dmarc=pass action=none
 header.from=corp.example;compauth=pass reason=100
Received-SPF: Pass (protection.outlook.com: domain of corp.example designates 192.0.2.7 as permitted sender)
Authentication-Results-Original: mx.corp.example; dmarc=fail header.from=corp.example
";

const FASTMAIL: &str = "Return-Path: <sam@corp.example>
Authentication-Results: mx6.messagingengine.com; x-csa=none;
    x-me-sender=none; x-ptr=pass smtp.helo=out.corp.example policy.ptr=out.corp.example
Authentication-Results: mx6.messagingengine.com;
    arc=none (no signatures found); bimi=skipped (DMARC Policy is not at enforcement)
Authentication-Results: mx6.messagingengine.com;
    dkim=pass (2048-bit rsa key sha256) header.d=corp.example header.i=@corp.example header.b=agINRXYl
      header.a=rsa-sha256 header.s=mail x-bits=2048;
    dmarc=pass policy.published-domain-policy=quarantine policy.applied-disposition=none
      policy.evaluated-disposition=none (p=quarantine,d=none,d.eval=none) policy.policy-from=p header.from=corp.example;
    iprev=pass smtp.remote-ip=192.0.2.7 (out.corp.example);
    spf=pass smtp.mailfrom=sam@corp.example smtp.helo=out.corp.example
Received: from out.corp.example by mx6.messagingengine.com; today
";

const ICLOUD: &str = "Authentication-Results: bimi.icloud.com; bimi=skipped reason=\"insufficient dmarc\"
Authentication-Results: dmarc.icloud.com; dmarc=pass header.from=corp.example
Authentication-Results: dkim-verifier.icloud.com;
 dkim=pass (2048-bit key) header.d=corp.example header.i=@corp.example header.b=agINRXYl
Authentication-Results: spf.icloud.com; spf=pass (spf.icloud.com: domain of sam@corp.example designates 192.0.2.7 as permitted sender) smtp.mailfrom=sam@corp.example
Received: from out.corp.example by p00.icloud.example; today
";

const YAHOO: &str =
    "Received: from 192.0.2.7 by atlas210.aol.mail.bf1.yahoo.com with HTTPS; Mon, 5 Oct 2026 10:00:00 +0000
Return-Path: <sam@corp.example>
Authentication-Results: atlas210.aol.mail.bf1.yahoo.com;
 dkim=pass header.i=@corp.example header.s=mail;
 spf=pass smtp.mailfrom=corp.example;
 dmarc=pass(p=QUARANTINE) header.from=corp.example;
";

const ZOHO: &str = "Authentication-Results: mx.zohomail.eu;
	dkim=pass;
	spf=pass (zohomail.eu: domain of sam@corp.example designates 192.0.2.7 as permitted sender) smtp.mailfrom=sam@corp.example;
	dmarc=pass(p=quarantine dis=none) header.from=corp.example
Received: from out.corp.example by mx.zohomail.eu; today
";

const MAIL_RU: &str = "Authentication-Results: mxs.mail.ru; spf=pass (mx1.mail.ru: domain of corp.example designates 192.0.2.7 as permitted sender) smtp.mailfrom=sam@corp.example smtp.helo=out.corp.example;
	 dkim=pass header.d=corp.example; dmarc=pass header.from=sam@corp.example
";

const OPENDKIM: &str = "Authentication-Results: mx.corp.example;
	dkim=pass (2048-bit key; secure) header.d=corp.example header.i=@corp.example header.b=\"ag/INRXYl\";
	dkim-atps=neutral
Received: from out.corp.example by mx.corp.example; today
";

const RSPAMD: &str = "Authentication-Results: mail2.ecloud.global;
	dkim=pass header.d=corp.example header.s=mail header.b=agINRXYl;
	dmarc=pass (policy=quarantine) header.from=corp.example;
	spf=pass (mail2.ecloud.global: domain of sam@corp.example designates 192.0.2.7 as permitted sender) smtp.mailfrom=sam@corp.example;
	arc=pass (\"google.com:s=arc:i=1\")
Received: from out.corp.example by mail2.ecloud.global; today
";
