//! One table of fonts, colours and pictures for all pages of a file.
//!
//! Krilla gives every page a table of its own, in which names are numbered as the page needs them.
//! With one table a name means the same on every page, so pages can draw what others draw.

/// One kind of resource: its name in the table (`/Font`), and entries of a name and a reference.
type Kind = (Vec<u8>, Vec<(Vec<u8>, Vec<u8>)>);

/// The table of all pages.
#[derive(Debug, Default)]
pub(super) struct Resources {
    kinds: Vec<Kind>,
}

impl Resources {
    /// Takes a page's table up; the names that are different here, without the slash. `None` when
    /// the table does not look as krilla writes it.
    pub(super) fn add(&mut self, table: &[u8]) -> Option<Vec<(Vec<u8>, Vec<u8>)>> {
        let mut changed = Vec::new();
        for (kind, entries) in read(table)? {
            let known = self.kinds.iter().position(|(name, _)| *name == kind);
            let at = known.unwrap_or_else(|| {
                self.kinds.push((kind.clone(), Vec::new()));
                self.kinds.len() - 1
            });
            let (_, all) = self.kinds.get_mut(at)?;
            for (name, reference) in entries {
                let own = all.iter().find(|(_, other)| *other == reference);
                let own = if let Some((own, _)) = own {
                    own.clone()
                } else {
                    let letters = name.iter().take_while(|byte| byte.is_ascii_alphabetic());
                    let mut own = name.get(..letters.count())?.to_vec();
                    own.extend(all.len().to_string().into_bytes());
                    all.push((own.clone(), reference));
                    own
                };
                if own != name {
                    changed.push((name, own));
                }
            }
        }
        Some(changed)
    }

    /// The table as an object.
    pub(super) fn object(&self) -> Vec<u8> {
        let mut out = b"<</ProcSet[/PDF/Text/ImageC/ImageB]".to_vec();
        for (kind, entries) in &self.kinds {
            out.push(b'/');
            out.extend(kind);
            out.extend(b"<<");
            for (name, reference) in entries {
                out.push(b'/');
                out.extend(name);
                out.push(b' ');
                out.extend(reference);
            }
            out.extend(b">>");
        }
        out.extend(b">>");
        out
    }
}

/// Reads `<</ProcSet[…]/Font<</f0 12 0 R/f1 13 0 R>>…>>`.
fn read(table: &[u8]) -> Option<Vec<Kind>> {
    let mut rest = table.strip_prefix(b"<<")?;
    if let Some(after) = rest.strip_prefix(b"/ProcSet[") {
        rest = after.get(memchr::memchr(b']', after)? + 1..)?;
    }
    let mut kinds = Vec::new();
    while let Some(after) = rest.strip_prefix(b"/") {
        let open = memchr::memmem::find(after, b"<<")?;
        let close = memchr::memmem::find(after, b">>")?;
        let kind = after.get(..open)?.to_vec();
        let mut entries = Vec::new();
        for entry in after
            .get(open + 2..close)?
            .split(|byte| *byte == b'/')
            .skip(1)
        {
            let space = memchr::memchr(b' ', entry)?;
            let (name, reference) = entry.split_at(space);
            let reference = reference.trim_ascii();
            reference.ends_with(b" 0 R").then_some(())?;
            entries.push((name.to_vec(), reference.to_vec()));
        }
        kinds.push((kind, entries));
        rest = after.get(close + 2..)?;
    }
    (rest == b">>").then_some(kinds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_means_the_same_on_every_page() {
        let mut all = Resources::default();
        let first = b"<</ProcSet[/PDF/Text]/ColorSpace<</c0 9 0 R>>/Font<</f0 1 0 R/f1 2 0 R>>>>";
        assert_eq!(all.add(first), Some(vec![]));
        let second = b"<</ProcSet[/PDF/Text]/Font<</f0 2 0 R/f1 3 0 R>>>>";
        let names = |text: &str| text.as_bytes().to_vec();
        assert_eq!(
            all.add(second),
            Some(vec![(names("f0"), names("f1")), (names("f1"), names("f2"))])
        );
        assert_eq!(
            std::str::from_utf8(&all.object()).unwrap(),
            "<</ProcSet[/PDF/Text/ImageC/ImageB]/ColorSpace<</c0 9 0 R>>/Font<</f0 1 0 R/f1 2 0 R/f2 3 0 R>>>>"
        );
        assert_eq!(all.add(b"<</Font 3 0 R>>"), None);
    }
}
