//! Which rows of the threat model are tried, and why the others are not.
