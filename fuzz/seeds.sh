#!/usr/bin/env bash
# Seeds for every target, from the case files of the tests: fuzz/seeds/TARGET. The corpus beside it is the fuzzer's own.
set -euo pipefail
cd "$(dirname "$0")"
cases=../tests

rm -rf seeds
mkdir -p seeds/{read_mail,classify_reply,decide,render_html,receipt,invoice,document,authentication,notice,config,pdf}

for file in "$cases"/mail-cases/*.mail; do
    name=$(basename "$file" .mail)
    # The mail stands below a line of `=`.
    sed '1,/^=====$/d' "$file" >"seeds/read_mail/$name"
    cp "seeds/read_mail/$name" "seeds/authentication/$name"
    # Its body alone, as far as it is readable without MIME.
    sed '1,/^\r\?$/d' "seeds/read_mail/$name" >"seeds/classify_reply/$name"
    grep -qi '<html\|<div\|<p>' "$file" && cp "seeds/classify_reply/$name" "seeds/render_html/$name"
    sed -n 's/^typed: *//p; s/^comment: *//p' "$file" >"seeds/decide/$name"
done
for file in "$cases"/receipt-cases/*; do
    name=$(basename "$file")
    sed '1,/^---$/d' "$file" >"seeds/receipt/$name"
    cp "seeds/receipt/$name" "seeds/notice/$name"
    # What machines read in it, then a form feed and what people do.
    if grep -q '^--- \(xml\|json-ld\)' "$file"; then
        { sed -n '/^--- \(xml\|json-ld\)/,/^--- page/{/^--- /d;p}' "$file"; printf '\f'; sed -n '/^---$/,/^--- /{/^---/d;p}' "$file"; } \
            >"seeds/invoice/$name"
    fi
    { echo "receipt.txt text/plain"; cat "seeds/receipt/$name"; } >"seeds/document/$name"
done
for file in seeds/render_html/*; do
    { echo "receipt.html text/html"; cat "$file"; } >"seeds/document/html-$(basename "$file")"
done
for file in "$cases"/files/*.{xlsx,xls,ods}; do
    { echo "$(basename "$file") application/octet-stream"; cat "$file"; } >"seeds/document/$(basename "$file")"
done
printf 'report.csv text/csv\nsep=;\nItem;Amount\n"Tea; green";1,50\n' >seeds/document/table
printf 'page.jpg image/jpeg\n\xff\xd8\xff\xc0\x00\x0b\x08\x02\x58\x03\x20\x01\x01\x11\x00\xff\xda' >seeds/document/photo
cp ../config.toml seeds/config/shipped
for file in "$cases"/pdf-cases/*.pdf; do
    name=$(basename "$file" .pdf)
    cp "$file" "seeds/pdf/$name"
    # What its pages draw, alone: the target makes a file around it.
    sed -n '/^stream/,/endstream$/p' "$file" | grep -a 'T[jJ]\|Tf\|Tm\| re\| cm' >"seeds/pdf/$name-drawing" || true
done

# The fuzzer starts faster when there is nothing empty and nothing twice.
find seeds -type f -empty -delete
