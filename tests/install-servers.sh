#!/usr/bin/env bash
# Installs what the tests and benches start, where it is missing: the mail servers Dovecot and Postfix, the DNS server dnsmasq, the
# programs that read photos and scans, Tesseract and Poppler, and mbsync, which the race is run against.
#
# Debian and its relatives only. Nothing of the system's own mail is started or configured: the tests run
# their own instances from a temporary folder. Silent and instant when everything is there.
set -euo pipefail

readonly packages=(dovecot-core dovecot-imapd dovecot-lmtpd postfix dnsmasq-base openssl tesseract-ocr poppler-utils isync)
readonly programs=(
    /usr/sbin/dovecot /usr/bin/doveadm /usr/lib/dovecot/imap /usr/lib/dovecot/lmtp
    /usr/sbin/postfix /usr/sbin/postmap /usr/lib/postfix/sbin/master /usr/lib/postfix/sbin/smtpd
    /usr/sbin/dnsmasq
    /usr/bin/openssl /usr/bin/tesseract /usr/bin/pdftoppm /usr/bin/pdftotext /usr/bin/mbsync
)
readonly policy=/usr/sbin/policy-rc.d
log=
placed_policy=

missing() {
    local program
    for program in "${programs[@]}"; do
        [[ -x $program ]] || echo "$program"
    done
}

fail() {
    echo "install-servers: $*" >&2
    exit 1
}

# Whatever happens, the machine gets its own policy for starting services back.
tidy() {
    [[ -z $placed_policy ]] || rm -f "$policy"
    [[ -z $log ]] || rm -f "$log"
}

quietly() {
    "$@" >"$log" 2>&1 || { cat "$log" >&2; fail "this failed: $*"; }
}

[[ -n $(missing) ]] || exit 0

if [[ $EUID -ne 0 ]]; then
    command -v sudo >/dev/null ||
        fail "needs root to install ${packages[*]}; there is no sudo, so run it as root"
    exec sudo -- bash "$(readlink -f "${BASH_SOURCE[0]}")"
fi
command -v apt-get >/dev/null ||
    fail "knows only Debian's apt-get; install Dovecot (IMAP, LMTP), Postfix, dnsmasq, OpenSSL, Tesseract, Poppler and isync by hand, as $(missing | tr '\n' ' ')"

trap tidy EXIT
log=$(mktemp)
echo "install-servers: installing ${packages[*]} for the tests" >&2

# 101 = "not allowed": the packages install without starting an instance of their own.
if [[ ! -e $policy ]]; then
    placed_policy=yes
    printf '#!/bin/sh\nexit 101\n' >"$policy"
    chmod 755 "$policy"
fi

export DEBIAN_FRONTEND=noninteractive
# Asked only where Postfix is new: a mail server that is in use here keeps its answers.
[[ -x /usr/sbin/postfix ]] ||
    quietly debconf-set-selections <<<'postfix postfix/main_mailer_type select No configuration'
readonly apt=(apt-get -q -y -o DPkg::Lock::Timeout=300)
quietly "${apt[@]}" update
quietly "${apt[@]}" install --no-install-recommends "${packages[@]}"

[[ -z $(missing) ]] || fail "installed, but these are still missing: $(missing | tr '\n' ' ')"
