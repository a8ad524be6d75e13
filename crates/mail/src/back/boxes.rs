//! Where messages lie: one a file, many in an mbox, or one a file in a Maildir.

use std::fs::File;
use std::io::{self, BufReader, Read as _};
use std::path::Path;

use mail_parser::mailbox::mbox::MessageIterator;

/// The largest message that is read, in bytes.
const LARGEST: u64 = 32 << 20;

/// Whether a file lies in a Maildir: in `cur` or `new`, beside the other one.
pub fn is_maildir_file(path: &Path) -> bool {
    let folder = path.parent();
    let name = folder.and_then(Path::file_name);
    let is_one = name.is_some_and(|name| name == "cur" || name == "new");
    let beside = folder.and_then(Path::parent);
    is_one
        && beside.is_some_and(|beside| beside.join("cur").is_dir() && beside.join("new").is_dir())
}

/// Hands over each message of a file with its number from 1: those of an mbox one by one, so that
/// memory holds one at a time.
///
/// # Errors
/// When the file cannot be read.
pub fn each(path: &Path, take: &mut dyn FnMut(u32, &[u8])) -> io::Result<()> {
    let mut file = File::open(path)?;
    let mut start = [0_u8; 5];
    let got = file.read(&mut start)?;
    let file = File::open(path)?;
    if start.get(..got) == Some(b"From ".as_slice()) {
        let mut number = 0_u32;
        for message in MessageIterator::new(BufReader::new(file)) {
            let message = message.map_err(|_| io::Error::other("mbox"))?;
            number = number.saturating_add(1);
            take(number, message.contents());
        }
        return Ok(());
    }
    let mut bytes = Vec::new();
    file.take(LARGEST).read_to_end(&mut bytes)?;
    take(1, &bytes);
    Ok(())
}
