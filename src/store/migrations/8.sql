-- How much came in lately, whoever sent it.
CREATE INDEX seen_by_time ON seen (at);
