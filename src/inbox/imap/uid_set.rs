//! UIDs as they are written in commands: `1:5,7` (RFC 9051 §9, sequence-set).

/// How many UIDs a command names at most: the line stays under the 8,192 bytes of RFC 7162 §4.
const UIDS_PER_COMMAND: usize = 700;

/// Writes UIDs as sequence sets, each short enough for one command.
pub(super) fn sets(uids: &[u32]) -> Vec<String> {
    let mut sorted = uids.to_vec();
    sorted.sort_unstable();
    sorted.dedup();
    sorted.chunks(UIDS_PER_COMMAND).map(set).collect()
}

/// Writes ascending UIDs as one sequence set.
fn set(ascending: &[u32]) -> String {
    ascending
        .chunk_by(|before, after| before.checked_add(1) == Some(*after))
        .filter_map(|run| match (run.first()?, run.last()?) {
            (first, last) if first == last => Some(first.to_string()),
            (first, last) => Some(format!("{first}:{last}")),
        })
        .collect::<Vec<_>>()
        .join(",")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_are_written_as_ranges() {
        assert_eq!(sets(&[7, 1, 2, 3, 3, u32::MAX]), ["1:3,7,4294967295"]);
        assert!(sets(&[]).is_empty());
    }

    #[test]
    fn no_command_grows_beyond_what_servers_read() {
        let sparse: Vec<u32> = (0..2_000).map(|n| u32::MAX - 2 * n).collect();
        let sets = sets(&sparse);
        assert_eq!(sets.len(), 3);
        assert!(sets.iter().all(|set| set.len() < 8_000));
    }
}
