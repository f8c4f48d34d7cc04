//! By what a mail is known that goes before the others while many wait.
//!
//! Knows the fields of a header that say to whom and in answer to what. Must not know what such a mail means.

use super::header_section;

/// Texts in a header. A mail that has one of them goes before those that have none; more it does not get.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marks {
    /// In To or Cc: what the addresses for answers begin with (`expenses+`).
    pub to: String,
    /// In In-Reply-To or References: what the ids that are answered end with (`.countersign@corp.example`).
    pub answers: String,
}

impl Marks {
    /// The mark that each of the fields may have.
    pub(super) fn by_field(&self) -> [(&'static str, &str); 4] {
        [("To", &self.to), ("Cc", &self.to), ("In-Reply-To", &self.answers), ("References", &self.answers)]
    }

    /// Whether the header of a mail that begins like this has one.
    pub(super) fn are_in(&self, beginning: &[u8]) -> bool {
        let header = String::from_utf8_lossy(header_section(beginning)).to_ascii_lowercase();
        let mut wanted = None;
        header.split('\n').any(|line| {
            // A line that begins with a blank goes on with the field before it (RFC 5322 §2.2.3).
            if !line.starts_with([' ', '\t']) {
                let name = line.split(':').next().unwrap_or_default().trim_end();
                wanted = self.by_field().into_iter().find(|(field, _)| field.eq_ignore_ascii_case(name));
            }
            wanted.is_some_and(|(_, mark)| line.contains(&mark.to_ascii_lowercase()))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_counts_in_its_own_fields_of_the_header_only() {
        let marks = Marks { to: "expenses+".to_owned(), answers: ".countersign@corp.example".to_owned() };
        for yes in [
            "From: a@b\r\nTO: Desk\r\n <Expenses+abc@corp.example>\r\n\r\n",
            "Cc: x@y,\n\texpenses+abc@corp.example\n\n",
            "In-Reply-To: <abc.countersign@corp.example>\r\n",
            "References: <1@x>\r\n <abc.countersign@corp.example>\r\n",
        ] {
            assert!(marks.are_in(yes.as_bytes()), "{yes}");
        }
        for no in [
            "To: expenses@corp.example\r\n\r\nTo: expenses+abc@corp.example\r\n",
            "Subject: expenses+abc\r\n .countersign@corp.example\r\n\r\n",
            "To: abc.countersign@corp.example\r\n\r\n",
            "",
        ] {
            assert!(!marks.are_in(no.as_bytes()), "{no}");
        }
    }
}
