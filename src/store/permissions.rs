//! Who besides its owner could read or change the database: its folder, its file, and the files that lie beside it.
//!
//! Knows modes, owners and links. Must not know what stands in the files.

use std::fs::{DirBuilder, Metadata, OpenOptions, Permissions};
use std::io;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use rustix::fs::OFlags;

use super::StoreError;

/// What lies beside a database, by what is added to its name: SQLite's log and its index, our lock, the usual witness,
/// the mails in hand.
const BESIDE: [&str; 6] = ["", "-wal", "-shm", ".lock", ".head", ".reading"];

/// Something that lets others in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exposure {
    /// The file or folder.
    pub path: PathBuf,
    /// What is wrong with it.
    pub what: String,
    /// What to do about it.
    pub remedy: String,
    /// The desk does not start with it; what is not grave it puts right by itself.
    pub grave: bool,
}

impl std::fmt::Display for Exposure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}: {}", self.path.display(), self.what, self.remedy)
    }
}

/// All that lets others at a database, as far as it is there. Changes nothing.
pub fn permissions(database: &Path) -> Vec<Exposure> {
    let folder = folder_of(database);
    let mut found: Vec<Exposure> =
        metadata(folder, true).and_then(|it| of_folder(folder, &it)).into_iter().collect();
    for end in BESIDE {
        let path = beside(database, end);
        found.extend(metadata(&path, false).and_then(|it| of_file(&path, &it)));
    }
    found
}

/// Makes the folder where it is missing, refuses what is grave, and takes away from others what they could read.
///
/// A loose mode is put right and not refused: whoever could read the file had the chance already, and mail would wait.
pub(super) fn secure(database: &Path) -> Result<(), StoreError> {
    let folder = folder_of(database);
    make_folder(folder).map_err(|error| StoreError::File { path: folder.to_owned(), error })?;
    for exposure in permissions(database) {
        if exposure.grave {
            return Err(StoreError::Exposed(exposure));
        }
        let path = &exposure.path;
        std::fs::set_permissions(path, Permissions::from_mode(0o600))
            .map_err(|error| StoreError::File { path: path.clone(), error })?;
    }
    Ok(())
}

/// A folder that only its owner may enter, with all above it that are missing.
pub(super) fn make_folder(path: &Path) -> io::Result<()> {
    DirBuilder::new().recursive(true).mode(0o700).create(path)
}

/// Opens files for their owner only, and never what a symbolic link points to.
pub(super) fn private(options: &mut OpenOptions) -> &mut OpenOptions {
    options.mode(0o600).custom_flags(OFlags::NOFOLLOW.bits().cast_signed())
}

/// The folder of a file; a bare name lies where the program runs.
pub(super) fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// A path with something added to its last name.
pub(super) fn beside(path: &Path, end: &str) -> PathBuf {
    let mut path = path.as_os_str().to_owned();
    path.push(end);
    path.into()
}

fn metadata(path: &Path, follow: bool) -> Option<Metadata> {
    if follow { std::fs::metadata(path) } else { std::fs::symlink_metadata(path) }.ok()
}

/// Whoever may write in the folder may put another database in the place of this one.
fn of_folder(path: &Path, it: &Metadata) -> Option<Exposure> {
    let shown = path.display();
    if it.mode() & 0o022 != 0 {
        let what = format!("is a folder that others can write in (mode {:04o})", it.mode() & 0o7777);
        let remedy = format!("chmod go-w {shown}, or give the database a folder of its own");
        return Some(Exposure { path: path.to_owned(), what, remedy, grave: true });
    }
    of_somebody_else(path, it)
}

fn of_file(path: &Path, it: &Metadata) -> Option<Exposure> {
    let grave = |what: &str, remedy: String| {
        Some(Exposure { path: path.to_owned(), what: what.to_owned(), remedy, grave: true })
    };
    if it.is_symlink() {
        return grave("is a symbolic link", "name the file itself in desk.database".to_owned());
    }
    if !it.is_file() {
        return grave("is no file", "move it away, or name another file in desk.database".to_owned());
    }
    if it.mode() & 0o077 != 0 && of_somebody_else(path, it).is_none() {
        let what = format!("can be read by others (mode {:03o})", it.mode() & 0o777);
        return Some(Exposure {
            path: path.to_owned(),
            what,
            remedy: format!("chmod 600 {}", path.display()),
            grave: false,
        });
    }
    of_somebody_else(path, it)
}

/// The superuser may do everything anyway; what belongs to it, it may hand to us.
fn of_somebody_else(path: &Path, it: &Metadata) -> Option<Exposure> {
    let own = rustix::process::geteuid().as_raw();
    if own == 0 || it.uid() == own || it.uid() == 0 {
        return None;
    }
    let what = format!("belongs to another user (uid {}, this is uid {own})", it.uid());
    let remedy = "run countersign as that user, or give it the file with chown".to_owned();
    Some(Exposure { path: path.to_owned(), what, remedy, grave: true })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mode(path: &Path, mode: u32) {
        std::fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
    }

    /// T96
    #[test]
    fn what_others_can_read_is_named_and_then_closed() {
        let folder = tempfile::tempdir().unwrap();
        let database = folder.path().join("desk.db");
        for end in BESIDE {
            std::fs::write(beside(&database, end), "").unwrap();
            mode(&beside(&database, end), 0o644);
        }
        let found = permissions(&database);
        assert_eq!(found.len(), BESIDE.len());
        assert!(
            found.iter().all(|it| !it.grave && it.what == "can be read by others (mode 644)"),
            "{found:?}"
        );
        secure(&database).unwrap();
        assert_eq!(permissions(&database), []);
    }

    /// T96
    #[test]
    fn a_folder_that_others_can_write_in_is_refused_with_the_command_that_helps() {
        let folder = tempfile::tempdir().unwrap();
        for loose in [0o770, 0o707, 0o1777] {
            mode(folder.path(), loose);
            let Err(StoreError::Exposed(found)) = secure(&folder.path().join("desk.db")) else {
                panic!("{loose:o}")
            };
            assert!(found.remedy.starts_with(&format!("chmod go-w {}", folder.path().display())));
        }
        mode(folder.path(), 0o755);
        secure(&folder.path().join("desk.db")).unwrap();
        let deep = folder.path().join("a/b/desk.db");
        secure(&deep).unwrap();
        assert_eq!(std::fs::metadata(folder.path().join("a/b")).unwrap().mode() & 0o777, 0o700);
    }

    /// T96
    #[test]
    fn a_database_that_is_a_link_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let (database, elsewhere) = (folder.path().join("desk.db"), folder.path().join("elsewhere"));
        std::fs::write(&elsewhere, "precious").unwrap();
        for end in BESIDE {
            let link = beside(&database, end);
            std::os::unix::fs::symlink(&elsewhere, &link).unwrap();
            assert!(matches!(secure(&database), Err(StoreError::Exposed(_))), "{end}");
            std::fs::remove_file(&link).unwrap();
        }
        assert_eq!(std::fs::read_to_string(&elsewhere).unwrap(), "precious");
    }
}
