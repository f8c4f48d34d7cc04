//! What providers write, in their own forms and places, each with its profile: mail that passes, mail that does not, and
//! what an attacker can put below.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use super::{judge, judge_raw};
use crate::config::{self, Authserv};
use crate::evidence::AuthenticationResult;

/// What the operator writes for it, as `config.toml` is read.
pub(super) fn trusting(lines: &str) -> Authserv {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("config.toml");
    let rest = "[desk]\naddress = \"expenses@corp.example\"\n[inbox]\nkind = \"maildir\"\n[outbox]\nkind = \"maildir\"\n\
                [policy]\ntiers = [{ above = 1000, approvals = 1 }]\n[requesters]\ndomains = [\"corp.example\"]\n[[approvers]]\nemail = \"maria@corp.example\"\n[[approvers]]\nemail = \"omar@corp.example\"\n\
                [operators]\naddresses = [\"it@corp.example\"]\n";
    fs::write(&path, format!("{rest}[authentication]\n{lines}\n")).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
    let config = config::load(&path).unwrap_or_else(|faults| panic!("{lines}: {faults}"));
    config.authentication.authserv().unwrap_or_else(|| panic!("{lines}")).clone()
}

/// A provider: what the operator writes, and what it puts above mail that passes, that it refuses, and that it says nothing of.
struct Provider {
    name: &'static str,
    lines: &'static str,
    pass: &'static [&'static str],
    refused: &'static [&'static str],
    silent: &'static [&'static str],
}

/// `%` stands for the provider's results; the rest is what it puts around them.
fn trace(around: &str, results: &str) -> String {
    around.replace('%', results)
}

const PROVIDERS: &[(Provider, &str)] = &[
    (
        Provider {
            name: "Gmail",
            lines: "profile = \"google\"",
            pass: &[
                "Authentication-Results: mx.google.com;
       dkim=pass header.i=@corp.example header.s=mail header.b=\"ag/NRX+l=\";
       spf=pass (google.com: domain of sam@corp.example designates 192.0.2.7 as permitted sender) smtp.mailfrom=sam@corp.example;
       dmarc=pass (p=QUARANTINE sp=QUARANTINE dis=NONE) header.from=corp.example
",
                "Authentication-Results: mx.google.com;
       dkim=pass header.i=@corp.example header.s=20251104 header.b=abc123XY;
       dkim=pass header.i=@relay.example header.s=s1 header.b=\"q3/ZZ\";
       arc=pass (i=1 spf=pass spfdomain=corp.example dkim=pass dkdomain=corp.example dmarc=pass fromdomain=corp.example);
       spf=pass (google.com: domain of bounces+1=sam=corp.example@relay.example designates 2001:db8::7 as permitted sender) smtp.mailfrom=\"bounces+1=sam=corp.example@relay.example\";
       dmarc=pass (p=REJECT sp=REJECT dis=NONE) header.from=corp.example;
       dara=pass header.i=@gmail.example
",
            ],
            silent: &[],
            refused: &[
                "Authentication-Results: mx.google.com;
       spf=neutral (google.com: 192.0.2.66 is neither permitted nor denied by best guess record for domain of x@evil.example) smtp.mailfrom=x@evil.example
",
                "Authentication-Results: mx.google.com;
       dkim=neutral (body hash did not verify) header.i=@corp.example header.s=mail header.b=Zz;
       spf=softfail (google.com: domain of transitioning sam@corp.example does not designate 192.0.2.66 as permitted sender) smtp.mailfrom=sam@corp.example;
       dmarc=fail (p=NONE sp=NONE dis=NONE) header.from=corp.example
",
                "Authentication-Results: mx.google.com;
       dkim=temperror (no key for signature) header.i=@corp.example header.s=mail header.b=Zz;
       dmarc=temperror header.from=corp.example
",
            ],
        },
        "Delivered-To: expenses@corp.example
Received: by 2002:a05:7300:1234:b0:5e:1 with SMTP id abc; Mon, 5 Oct 2026 03:00:00 -0700 (PDT)
X-Received: by 2002:a17:906:1:b0:9 with SMTP id def; Mon, 5 Oct 2026 03:00:00 -0700 (PDT)
ARC-Seal: i=1; a=rsa-sha256; d=google.com; s=arc-20240605; cv=none; b=x
ARC-Authentication-Results: i=1; mx.google.com; dkim=pass header.i=@corp.example; dmarc=pass header.from=corp.example
Return-Path: <sam@corp.example>
Received: from out.corp.example (out.corp.example. [192.0.2.7]) by mx.google.com with ESMTPS id xyz
        for <expenses@corp.example> (version=TLS1_3 cipher=TLS_AES_256_GCM_SHA384 bits=256/256)
Received-SPF: pass (google.com: domain of sam@corp.example designates 192.0.2.7 as permitted sender) client-ip=192.0.2.7;
%",
    ),
    (
        Provider {
            name: "Microsoft 365",
            lines: "profile = \"microsoft365\"",
            pass: &[
                "Authentication-Results: spf=pass (sender IP is 192.0.2.7)
 smtp.mailfrom=corp.example; dkim=pass (signature was verified)
 header.d=corp.example;dmarc=pass action=none
 header.from=corp.example;compauth=pass reason=100
",
                "Authentication-Results: spf=fail (sender IP is 192.0.2.7)
 smtp.mailfrom=relay.example; dkim=pass (signature was verified)
 header.d=corp.example;dkim=pass (signature was verified) header.d=relay.example;dmarc=pass action=none
 header.from=CORP.example;compauth=pass reason=130
",
            ],
            silent: &[],
            refused: &[
                "Authentication-Results: spf=none (sender IP is 192.0.2.66)
 smtp.mailfrom=evil.example; dkim=none (message not signed)
 header.d=none;dmarc=bestguesspass action=none
 header.from=corp.example;compauth=pass reason=109
",
                "Authentication-Results: spf=fail (sender IP is 192.0.2.66)
 smtp.mailfrom=corp.example; dkim=fail (body hash did not verify)
 header.d=corp.example;dmarc=fail action=quarantine
 header.from=corp.example;compauth=pass reason=703
",
                "Authentication-Results: dkim=none (message not signed)
 header.d=none;dmarc=none action=none header.from=corp.example;
",
                "Authentication-Results: spf=pass (sender IP is 192.0.2.66)
 smtp.mailfrom=evil.example; dkim=pass (signature was verified)
 header.d=evil.example;dmarc=pass action=none header.from=evil.example;compauth=pass reason=100
",
            ],
        },
        "Received: from AM0PR.eurprd01.prod.outlook.com (2603:10a6::1) by DB9PR.eurprd01.prod.outlook.com with HTTPS; Mon, 5 Oct 2026 10:00:00 +0000
Received: from DB1.EURPRD01.PROD.OUTLOOK.COM (2603:10a6::2) by AM0PR.eurprd01.prod.outlook.com
 (2603:10a6::3) with Microsoft SMTP Server (version=TLS1_2, cipher=TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384) id 15.20; Mon, 5 Oct 2026 10:00:00 +0000
%Received-SPF: Pass (protection.outlook.com: domain of corp.example designates 192.0.2.7 as permitted sender)
Authentication-Results-Original: mx.corp.example; dmarc=fail header.from=corp.example
",
    ),
    (
        Provider {
            name: "Fastmail",
            lines: "profile = \"fastmail\"",
            pass: &[
                "Authentication-Results: mx6.messagingengine.com;
    x-csa=none;
    x-me-sender=none;
    x-ptr=pass smtp.helo=out.corp.example policy.ptr=out.corp.example
Authentication-Results: mx6.messagingengine.com;
    bimi=skipped (DMARC Policy is not at enforcement)
Authentication-Results: mx6.messagingengine.com;
    arc=none (no signatures found)
Authentication-Results: mx6.messagingengine.com;
    dkim=pass (2048-bit rsa key sha256) header.d=corp.example header.i=@corp.example header.b=agINRXYl
      header.a=rsa-sha256 header.s=mail x-bits=2048;
    dmarc=pass policy.published-domain-policy=quarantine policy.applied-disposition=none
      policy.evaluated-disposition=none (p=quarantine,d=none,d.eval=none) policy.policy-from=p header.from=corp.example;
    iprev=pass smtp.remote-ip=192.0.2.7 (out.corp.example);
    spf=pass smtp.mailfrom=sam@corp.example smtp.helo=out.corp.example
",
                "Authentication-Results: mx1.messagingengine.com;
    dkim=pass header.d=corp.example header.i=@corp.example header.b=\"ag/N\" x-bits=1024;
    dmarc=pass header.from=<sam@corp.example>;
    iprev=pass policy.iprev=2001:db8::7 (out.corp.example);
    x-google-dkim=none (no signatures found);
    x-return-mx=pass smtp.domain=corp.example smtp.result=pass (MX record exists: 10 mx.corp.example);
    x-tls=pass smtp.version=TLSv1.3 smtp.cipher=TLS_AES_256_GCM_SHA384 smtp.bits=256/256;
    spf=pass smtp.mailfrom=\"\" smtp.helo=out.corp.example
",
            ],
            silent: &[],
            refused: &[
                "Authentication-Results: mx6.messagingengine.com;
    dkim=none (no signatures found);
    dmarc=none policy.published-domain-policy=none (p=none) header.from=corp.example;
    iprev=fail smtp.remote-ip=192.0.2.66 (NOT FOUND);
    spf=none smtp.mailfrom=x@evil.example smtp.helo=evil.example
",
                "Authentication-Results: mx6.messagingengine.com;
    dkim=fail (message has been altered, 2048-bit rsa key sha256) header.d=corp.example;
    dmarc=fail policy.published-domain-policy=none policy.dmarc=none header.from=corp.example
",
            ],
        },
        "Return-Path: <sam@corp.example>
Received: from compute5.internal (compute5.nyi.internal [10.202.2.45]) by sloti22d1t06 (Cyrus 3.13) with LMTPA; Mon, 05 Oct 2026 06:00:00 -0400
X-Cyrus-Session-Id: sloti22d1t06-1
Received: from mx6.messagingengine.com (localhost [127.0.0.1]) by mailmx.nyi.internal (Postfix) with ESMTP id 1
Received: from mx6.messagingengine.com (localhost [127.0.0.1]) by mx6.messagingengine.com (Authentication Milter) with ESMTP id 2;
ARC-Authentication-Results: i=1; mx6.messagingengine.com; dkim=pass; dmarc=pass header.from=corp.example
X-ME-Authentication-Results: mx6.messagingengine.com; x-aligned-from=pass (Address match)
%X-ME-VSCause: gggruggvucftvghtrhho
Received-SPF: pass (corp.example: Sender is authorized) receiver=mx6.messagingengine.com; identity=mailfrom
Received: from out.corp.example (out.corp.example [192.0.2.7]) by mx6.messagingengine.com (Postfix) with ESMTPS id 3
",
    ),
    (
        Provider {
            name: "iCloud",
            lines: "profile = \"icloud\"",
            pass: &[
                "Authentication-Results: bimi.icloud.com; bimi=skipped reason=\"insufficient dmarc\"
X-ARC-Info: policy=fail; arc=none
Authentication-Results: arc.icloud.com; arc=none
Authentication-Results: dmarc.icloud.com; dmarc=pass header.from=corp.example
X-DMARC-Info: pass=pass; dmarc-policy=quarantine; s=r0; d=r0
Authentication-Results: dkim-verifier.icloud.com;
 dkim=pass (2048-bit key) header.d=corp.example header.i=@corp.example header.b=agINRXYl
Authentication-Results: spf.icloud.com; spf=pass (spf.icloud.com: domain of sam@corp.example designates 192.0.2.7 as permitted sender) smtp.mailfrom=sam@corp.example
",
                "Authentication-Results: bimi.icloud.com; bimi=pass header.d=corp.example header.selector=default policy.authority=pass policy.authority-uri=https://corp.example/a.pem?x=1
Authentication-Results: dmarc.icloud.com; dmarc=pass header.from=corp.example
",
            ],
            silent: &[],
            refused: &[
                "Authentication-Results: bimi.icloud.com; bimi=none
Authentication-Results: dmarc.icloud.com; dmarc=none header.from=corp.example
Authentication-Results: dkim-verifier.icloud.com; dkim=none
Authentication-Results: spf.icloud.com; spf=none
",
                "Authentication-Results: dmarc.icloud.com; dmarc=fail header.from=corp.example
Authentication-Results: dkim-verifier.icloud.com; dkim=fail (bad signature) header.d=corp.example
",
            ],
        },
        "Return-path: <sam@corp.example>
Received: from p00-icloudmta-smtpin-1 by p123-mailgateway.me.com (mailgateway 2411) with SMTP id x
X-Apple-MoveToFolder: INBOX
X-ICL-SCORE: 3.331
%Received-SPF: pass
Received: from out.corp.example (out.corp.example [192.0.2.7]) by p00-icloudmta-smtpin-1 with ESMTPS id y
",
    ),
    (
        Provider {
            name: "Yahoo",
            lines: "profile = \"yahoo\"",
            pass: &[
                "Authentication-Results: atlas210.aol.mail.bf1.yahoo.com;
 dkim=pass header.i=@corp.example header.s=mail;
 spf=pass smtp.mailfrom=corp.example;
 dmarc=pass(p=QUARANTINE) header.from=corp.example;
",
                "Authentication-Results: atlas-production.v2-mail-prod1-gq1.omega.yahoo.com; dkim=pass header.i=@corp.example header.s=mail; spf=none smtp.mailfrom=; dmarc=pass(p=REJECT,sp=REJECT) header.from=corp.example;
",
            ],
            silent: &[],
            refused: &[
                "Authentication-Results: atlas210.aol.mail.bf1.yahoo.com;
 dkim=unknown;
 spf=none smtp.mailfrom=evil.example;
 dmarc=unknown header.from=corp.example;
",
                "Authentication-Results: atlas210.aol.mail.bf1.yahoo.com; dkim=unknown dmarc=unknown
",
                "Authentication-Results: atlas210.aol.mail.bf1.yahoo.com;
 dkim=perm_fail header.i=@corp.example header.s=mail;
 spf=softfail smtp.mailfrom=corp.example;
 dmarc=fail(p=NONE) header.from=corp.example;
",
            ],
        },
        "X-Apparently-To: expenses@corp.example; Mon, 5 Oct 2026 10:00:00 +0000
Return-Path: <sam@corp.example>
X-Originating-Ip: [192.0.2.7]
Received-SPF: pass (domain of corp.example designates 192.0.2.7 as permitted sender)
%X-YMailISG: x
Received: from 192.0.2.7 (EHLO out.corp.example) by 10.253.1.1 with SMTPs; Mon, 5 Oct 2026 10:00:00 +0000
",
    ),
    (
        Provider {
            name: "Yahoo, another layout",
            lines: "profile = \"yahoo\"\nauthserv_ids = [\"*.omega.yahoo.com\"]",
            pass: &["Authentication-Results: atlas-production.v2-mail-prod1-gq1.omega.yahoo.com;
 dkim=pass header.i=@corp.example header.s=mail; dmarc=pass(p=NONE) header.from=corp.example;
"],
            refused: &[],
            silent: &["Authentication-Results: atlas210.aol.mail.bf1.yahoo.com; dmarc=pass(p=NONE) header.from=corp.example;
"],
        },
        "Received: from 10.1.1.1 by atlas-production.v2-mail-prod1-gq1.omega.yahoo.com pod-id NONE with HTTPS; Mon, 5 Oct 2026 10:00:00 +0000
Return-Path: <sam@corp.example>
%",
    ),
    (
        Provider {
            name: "Zoho",
            lines: "profile = \"zoho\"",
            pass: &[
                "Authentication-Results: mx.zohomail.eu;
	dkim=pass;
	spf=pass (zohomail.eu: domain of corp.example designates 192.0.2.7 as permitted sender)  smtp.mailfrom=sam@corp.example;
	dmarc=pass(p=quarantine dis=none)  header.from=corp.example
",
                "Authentication-Results: mx.zohomail.com; dkim=pass; spf=none (zohomail.com: 192.0.2.7 is neither permitted nor denied by domain of corp.example) smtp.mailfrom=sam@corp.example; dmarc=pass(p=none dis=none) header.from=corp.example
",
            ],
            silent: &[],
            refused: &[
                "Authentication-Results: mx.zohomail.eu; spf=none (zohomail.eu: 192.0.2.66 is neither permitted nor denied by domain of evil.example) smtp.mailfrom=x@evil.example
",
                "Authentication-Results: mx.zohomail.eu; dkim=fail; dmarc=fail(p=none dis=none) header.from=corp.example
",
                "Authentication-Results: mx.zohomail.eu; dkim=pass; spf=pass smtp.mailfrom=sam@corp.example
",
            ],
        },
        "Delivered-To: expenses@corp.example
Return-Path: <sam@corp.example>
%Received: from out.corp.example (out.corp.example [192.0.2.7]) by mx.zohomail.eu with SMTPS id 1; Mon, 5 Oct 2026 12:00:00 +0200
",
    ),
    (
        Provider {
            name: "rspamd",
            lines: "profile = \"rspamd\"\nauthserv_ids = [\"mail2.corp.example\"]",
            pass: &[
                "Authentication-Results: mail2.corp.example;
	dkim=pass header.d=corp.example header.s=mail header.b=agINRXYl;
	dmarc=pass (policy=quarantine) header.from=corp.example;
	spf=pass (mail2.corp.example: domain of sam@corp.example designates 192.0.2.7 as permitted sender) smtp.mailfrom=sam@corp.example;
	arc=pass (\"google.com:s=arc:i=1\")
",
                "Authentication-Results: mail2.corp.example;
	auth=pass smtp.auth=sam smtp.mailfrom=sam@corp.example;
	dkim=pass header.d=corp.example header.s=mail header.b=\"ag/I+w==\";
	dmarc=pass (policy=none) header.from=corp.example;
	spf=none (mail2.corp.example: domain of \"prvs=17=sam@corp.example\" has no SPF policy when checking 192.0.2.7) smtp.mailfrom=\"prvs=17=sam@corp.example\"
",
            ],
            silent: &[],
            refused: &[
                "Authentication-Results: mail2.corp.example;
	dkim=none;
	dmarc=none;
	spf=none (mail2.corp.example: domain of x@evil.example has no SPF policy when checking 192.0.2.66) smtp.mailfrom=x@evil.example
",
                "Authentication-Results: mail2.corp.example;
	dkim=fail (\"body hash did not verify\") header.d=corp.example header.s=mail header.b=agINRXYl;
	dmarc=fail reason=\"SPF not aligned (relaxed), No valid DKIM\" header.from=corp.example (policy=reject)
",
            ],
        },
        "Return-Path: <sam@corp.example>
Delivered-To: expenses@corp.example
Received: from mail2.corp.example by mail2.corp.example with LMTP id 1
Received: from out.corp.example (out.corp.example [192.0.2.7]) by mail2.corp.example (Postcow) with ESMTPS id 2
%",
    ),
    (
        Provider {
            name: "OpenDKIM",
            lines: "profile = \"opendkim\"\nauthserv_ids = [\"mx.corp.example\"]",
            pass: &[
                "Authentication-Results: mx.corp.example;
	dkim=pass (2048-bit key; secure) header.d=corp.example header.i=@corp.example header.b=\"ag/INRXYl\";
	dkim-atps=neutral
",
                "Authentication-Results: mx.corp.example;
	dkim=pass (1024-bit key; unprotected) header.d=corp.example header.i=sam@mail.corp.example header.a=rsa-sha256 header.s=mail header.b=ag; dkim=pass (2048-bit key) header.d=relay.example header.i=@relay.example
",
            ],
            silent: &[],
            refused: &[
                "Authentication-Results: mx.corp.example; dkim=none
",
                "Authentication-Results: mx.corp.example;
	dkim=fail reason=\"key not found in DNS\" (0-bit key) header.d=corp.example header.i=@corp.example header.b=x
",
                "Authentication-Results: mx.corp.example; dkim=pass (2048-bit key) header.d=evil.example header.i=@evil.example header.b=x
",
            ],
        },
        "Return-Path: <sam@corp.example>
Delivered-To: expenses@corp.example
%Received: from out.corp.example (out.corp.example [192.0.2.7]) by mx.corp.example (Postfix) with ESMTPS id 2
",
    ),
    (
        Provider {
            name: "OpenDKIM and OpenDMARC, as at Infomaniak",
            lines: "profile = \"opendkim\"\nauthserv_ids = [\"mx.corp.example\"]\nmethods = [\"dmarc\", \"dkim\"]",
            pass: &["Authentication-Results: mx.corp.example; dmarc=pass (p=quarantine dis=none) header.from=corp.example
Authentication-Results: mx.corp.example;
	dkim=pass (2048-bit key; secure) header.d=corp.example header.i=@corp.example header.b=\"K8\";
	dkim-atps=neutral
"],
            silent: &[],
            refused: &[
                "Authentication-Results: mx.corp.example; dmarc=fail (p=none dis=none) header.from=corp.example
Authentication-Results: mx.corp.example; dkim=none
",
                "Authentication-Results: mx.corp.example; dmarc=none (p=none dis=none) header.from=corp.example
",
            ],
        },
        "Return-Path: <sam@corp.example>
Received: from out.corp.example by mx.corp.example with LMTP; Mon, 05 Oct 2026 10:00:00 +0000
%Received: from out.corp.example (out.corp.example [192.0.2.7]) by mx.corp.example (8.17) with ESMTPS id 2
",
    ),
    (
        Provider {
            name: "mail.ru",
            lines: "mode = \"authserv\"\nauthserv_ids = [\"mxs.mail.ru\"]",
            pass: &["Authentication-Results: mxs.mail.ru; spf=pass (mx1.mail.ru: domain of corp.example designates 192.0.2.7 as permitted sender) smtp.mailfrom=sam@corp.example smtp.helo=out.corp.example;
	 dkim=pass header.d=corp.example; dmarc=pass header.from=sam@corp.example
"],
            silent: &[],
            refused: &["Authentication-Results: mxs.mail.ru; spf=softfail () smtp.mailfrom=sam@corp.example smtp.helo=evil.example;
	 dkim=none; dmarc=fail header.from=sam@corp.example
"],
        },
        "Delivered-To: expenses@corp.example
Return-path: <sam@corp.example>
%Received: from out.corp.example ([192.0.2.7]:4242) by mx1.mail.ru with esmtp (envelope-from <sam@corp.example>) id 1; Mon, 05 Oct 2026 13:00:00 +0300
",
    ),
    (
        Provider {
            name: "Mailgun",
            lines: "mode = \"authserv\"\nauthserv_ids = [\"mxa.mailgun.org\", \"*.eu.mailgun.org\"]",
            pass: &[
                "Authentication-Results: mxa.mailgun.org; dkim=pass header.d=corp.example header.s=mail; dmarc=pass header.from=corp.example
",
                "Authentication-Results: mxb.eu.mailgun.org; dmarc=pass header.from=corp.example
",
            ],
            refused: &[],
            silent: &["Authentication-Results: mxc.mailgun.org; dmarc=pass header.from=corp.example
"],
        },
        "%Received: from out.corp.example (out.corp.example [192.0.2.7]) by mxa.mailgun.org with ESMTP id 1
",
    ),
    (
        Provider {
            name: "Exim, and SES, which writes SPF's words as results",
            lines: "mode = \"authserv\"\nauthserv_ids = [\"mx.corp.example\"]\nposition = \"below-received\"",
            pass: &[
                "Authentication-Results: mx.corp.example;
	iprev=pass (out.corp.example) smtp.remote-ip=192.0.2.7;
	auth=pass (PLAIN) smtp.auth=sam;
	spf=pass smtp.mailfrom=corp.example;
	dkim=pass header.d=corp.example header.s=mail header.a=rsa-sha256;
	dmarc=pass header.from=corp.example;
	arc=none
",
                "Authentication-Results: mx.corp.example;
 spf=pass (spfCheck: domain of relay.example designates 192.0.2.7 as permitted sender) client-ip=192.0.2.7; envelope-from=0102@relay.example; helo=out-33.relay.example;
 dkim=pass header.i=@corp.example;
 dmarc=pass header.from=corp.example;
",
                "Authentication-Results: mx.corp.example (dis=neutral; info=none);
	dmarc=pass (dis=none p=quarantine; aspf=r; adkim=r; pSrc=config) header.from=corp.example;
	dkim=pass (Good ed25519-sha256 signature) header.d=corp.example header.a=ed25519-sha256 header.i=corp.example
",
            ],
            refused: &[],
            silent: &["Authentication-Results: mx.corp.example; spf=pass (x) client-ip=192.0.2.7; envelope-from=dmarc=pass@corp.example; helo=dmarc=pass;
"],
        },
        "Received: from out.corp.example by mx.corp.example with esmtps (TLS1.3) id 1
%",
    ),
];

#[test]
fn t07_mail_that_a_provider_vouches_for_passes_whatever_foreign_results_stand_below() {
    for (provider, around) in PROVIDERS {
        for results in provider.pass {
            let trace = trace(around, results);
            for below in
                ["", "Authentication-Results: mx.evil.example; dmarc=fail header.from=corp.example (\n"]
            {
                let judged = judge(&format!("{trace}{below}"), trusting(provider.lines));
                let name = provider.name;
                assert_eq!(judged.result, AuthenticationResult::Pass, "{name}: {}\n{results}", judged.detail);
            }
        }
    }
}

#[test]
fn t02_anything_but_a_literal_pass_of_the_provider_is_refused() {
    for (provider, around) in PROVIDERS {
        let worse = |results: &&str| {
            ["fail", "none", "temperror", "permerror", "neutral", "bestguesspass", "pass@corp.example"]
                .map(|result| results.replace("=pass", &format!("={result}")))
        };
        let refused = provider.pass.iter().flat_map(worse);
        let other = provider.pass.iter().flat_map(|results| {
            ["evil.example", "news.corp.example", "notcorp.example"]
                .map(|domain| results.replace("CORP", "corp").replace("corp.example", domain))
        });
        let without = provider.refused.iter().chain(provider.silent).map(|results| (*results).to_owned());
        for results in refused.chain(without).chain(other.filter(|it| !it.contains("mx.notcorp"))) {
            let judged = judge(&trace(around, &results), trusting(provider.lines));
            let name = provider.name;
            assert_eq!(judged.result, AuthenticationResult::Fail, "{name}: {}\n{results}", judged.detail);
        }
    }
}

/// What an attacker writes for the results of a provider: those of a mail that passes, at places of his own.
fn forgeries(pass: &str) -> Vec<String> {
    let received = "Received: from a (b [192.0.2.7]) by mx.corp.example with ESMTPS id 1; today\n";
    let field = "Authentication-Results";
    vec![
        pass.to_owned(),
        pass.repeat(30),
        format!("{received}{pass}"),
        format!("{pass}{received}{pass}"),
        pass.replace(field, "authentication-RESULTS"),
        pass.replace(field, "Authentication-Results "),
        pass.replace(field, "X-Authentication-Results"),
        pass.replace(field, "ARC-Authentication-Results"),
        pass.replace(field, "Authentication-Results-Original"),
        pass.replace("dmarc=", "dmarc/1 = "),
        pass.replace(";", "; x1;"),
        format!("From: sam@corp.example\n{pass}"),
        format!(
            "ARC-Authentication-Results: i=1; mx.google.com; dmarc=pass header.from=corp.example\n{pass}"
        ),
    ]
}

#[test]
fn t07_what_a_sender_writes_below_does_not_help_against_the_providers_own_words() {
    for (provider, around) in PROVIDERS {
        for genuine in provider.refused {
            for forged in provider.pass.iter().flat_map(|pass| forgeries(pass)) {
                let judged = judge(&format!("{}{forged}", trace(around, genuine)), trusting(provider.lines));
                let name = provider.name;
                assert_eq!(
                    judged.result,
                    AuthenticationResult::Fail,
                    "{name}: {}\n{genuine}{forged}",
                    judged.detail
                );
            }
        }
    }
}

#[test]
fn t07_results_below_the_senders_own_header_are_never_read() {
    for (provider, around) in PROVIDERS {
        for pass in provider.pass {
            let raw = format!(
                "{}From: Sam Reed <sam@corp.example>\nTo: expenses@corp.example\n{pass}Subject: x\n\nbody\n",
                trace(around, "")
            );
            let judged = judge_raw(&raw.replace('\n', "\r\n"), trusting(provider.lines));
            assert_eq!(judged.result, AuthenticationResult::Fail, "{}: {}", provider.name, judged.detail);
        }
    }
}

#[test]
fn a_provider_that_stamps_each_method_apart_speaks_of_it_in_its_own_field_only() {
    let forged = "Authentication-Results: spf.icloud.com; dmarc=pass header.from=corp.example\n\
                  Authentication-Results: dkim-verifier.icloud.com; dmarc=pass header.from=corp.example\n";
    let judged = judge(forged, trusting("profile = \"icloud\""));
    assert!(judged.detail.contains("no Authentication-Results of dmarc.icloud.com"), "{}", judged.detail);
}

#[test]
fn t07_a_server_with_one_field_must_speak_in_its_topmost() {
    let genuine = "Authentication-Results: mx.google.com; spf=neutral smtp.mailfrom=x@evil.example\n";
    let forged = "Authentication-Results: mx.google.com; dmarc=pass header.from=corp.example\n";
    for lines in [
        "profile = \"google\"",
        "mode = \"authserv\"\nauthserv_ids = [\"mx.google.com\"]\nposition = \"below-received\"",
    ] {
        let judged = judge(&format!("{genuine}{forged}"), trusting(lines));
        assert!(judged.detail.contains("mx.google.com says nothing of dmarc"), "{}", judged.detail);
    }
}
