"""What one writes in an afternoon: reads mail over IMAP, finds the total, stores a request and a notice, files the mail.

The yardstick of the race; standard library only. One mail after the other, each committed before it is filed.
"""

import email
import email.policy
import hashlib
import html
import imaplib
import re
import sqlite3
import ssl
import subprocess
import sys
from email.message import EmailMessage

TOTAL = re.compile(r"total(?: due)?\s*(?:\(USD\))?[:\s]*([\d,]+\.\d\d)", re.I)
TAGS = re.compile(r"<style.*?</style>|<[^>]+>", re.S | re.I)


def connect(port, ca_file, user, password):
    if ca_file == "none":
        connection = imaplib.IMAP4("localhost", port)
    else:
        connection = imaplib.IMAP4_SSL("localhost", port, ssl_context=ssl.create_default_context(cafile=ca_file))
    connection.login(user, password)
    connection.create("Processed")
    connection.select("INBOX")
    return connection


def texts(message):
    for part in message.walk():
        if part.get_content_type() == "text/plain":
            yield part.get_content()
        elif part.get_content_type() == "text/html":
            yield html.unescape(TAGS.sub(" ", part.get_content()))
        elif part.get_content_type() == "application/pdf":
            read = subprocess.run(["pdftotext", "-", "-"], input=part.get_content(), capture_output=True)
            yield read.stdout.decode()


def notice(message, number, amount):
    answer = EmailMessage()
    answer["From"] = message["To"]
    answer["To"] = message["From"]
    answer["Subject"] = f"EXP-{number}: {amount}"
    answer["In-Reply-To"] = message["Message-ID"]
    answer.set_content(f"Your report over {amount} USD was received as EXP-{number}.\n")
    return answer.as_bytes()


def take_in(database, uid, raw):
    message = email.message_from_bytes(raw, policy=email.policy.default)
    if "dmarc=pass" not in (message["Authentication-Results"] or ""):
        return
    found = [float(amount.replace(",", "")) for text in texts(message) for amount in TOTAL.findall(text)]
    amount = max(found, default=None)
    cursor = database.execute(
        "INSERT INTO requests (uid, digest, sender, subject, amount, original) VALUES (?, ?, ?, ?, ?, ?)",
        (uid, hashlib.sha256(raw).hexdigest(), str(message["From"]), str(message["Subject"]), amount, raw),
    )
    database.execute("INSERT INTO outbox (mail) VALUES (?)", (notice(message, cursor.lastrowid, amount),))
    database.commit()


def main():
    port, ca_file, user, password, path = sys.argv[1:]
    database = sqlite3.connect(path)
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = FULL")
    database.execute("CREATE TABLE requests (number INTEGER PRIMARY KEY, uid, digest, sender, subject, amount, original)")
    database.execute("CREATE TABLE outbox (id INTEGER PRIMARY KEY, mail)")
    connection = connect(int(port), ca_file, user, password)
    _, found = connection.uid("SEARCH", "ALL")
    for uid in found[0].split():
        _, fetched = connection.uid("FETCH", uid, "(BODY.PEEK[])")
        take_in(database, uid.decode(), fetched[0][1])
        connection.uid("MOVE", uid, "Processed")
    connection.logout()


main()
