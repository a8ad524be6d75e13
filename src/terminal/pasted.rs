//! Commands that a person can paste: names quoted as the shell wants them, and the campaign's
//! folder in each command when it is not the folder that the person is in.

/// The commands that work on a campaign folder.
const ON_A_CAMPAIGN: [&str; 17] = [
    "run",
    "forget",
    "export",
    "purge",
    "privacy",
    "plan",
    "check",
    "collect",
    "decisions",
    "register",
    "letters",
    "send",
    "status",
    "repair",
    "optouts",
    "preview",
    "explain",
];

/// A name as one word of the shell: as it is when nothing in it means something there, else between
/// single quotes. POSIX `sh` and PowerShell agree on those but for a quote inside.
pub fn quoted(name: &str) -> String {
    quoted_for(name, cfg!(windows))
}

fn quoted_for(name: &str, power_shell: bool) -> String {
    let plain = |c: char| c.is_alphanumeric() || "/._-+:\\".contains(c);
    // A backslash is a separator to PowerShell and an escape to `sh`.
    let is_plain =
        !name.is_empty() && name.chars().all(plain) && (power_shell || !name.contains('\\'));
    // A name that begins with a hyphen would be taken for a flag.
    let start = if name.starts_with('-') { "./" } else { "" };
    if is_plain {
        return format!("{start}{name}");
    }
    let inside = name.replace('\'', if power_shell { "''" } else { "'\\''" });
    format!("'{start}{inside}'")
}

/// A text in which each command of the program names the campaign's folder, so that it works from
/// where the person is; `folder` is that name, quoted.
pub fn in_folder(text: &str, folder: &str) -> String {
    const NAME: &str = "haarvaten ";
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(NAME) {
        out.push_str(before);
        out.push_str(NAME);
        let word: &str = after
            .split(|c: char| !c.is_ascii_lowercase())
            .next()
            .unwrap_or_default();
        let is_new_word = !before.ends_with(char::is_alphanumeric);
        if is_new_word && ON_A_CAMPAIGN.contains(&word) && !after.contains(" -C ") {
            out.push_str("-C ");
            out.push_str(folder);
            out.push(' ');
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_quoted_where_the_shell_would_read_more_into_them() {
        for (name, sh, power_shell) in [
            ("buurt", "buurt", "buurt"),
            ("a/b-2.x", "a/b-2.x", "a/b-2.x"),
            ("mijn buurt", "'mijn buurt'", "'mijn buurt'"),
            ("'s-Gravenhof", "''\\''s-Gravenhof'", "'''s-Gravenhof'"),
            ("$HOME", "'$HOME'", "'$HOME'"),
            ("a;b", "'a;b'", "'a;b'"),
            ("~buurt", "'~buurt'", "'~buurt'"),
            ("café", "café", "café"),
            ("", "''", "''"),
            ("-x", "./-x", "./-x"),
            ("-x y", "'./-x y'", "'./-x y'"),
            ("a\\b", "'a\\b'", "a\\b"),
            ("\"aan\"", "'\"aan\"'", "'\"aan\"'"),
            ("`ls`", "'`ls`'", "'`ls`'"),
        ] {
            assert_eq!(quoted_for(name, false), sh, "{name}");
            assert_eq!(quoted_for(name, true), power_shell, "{name}");
        }
    }

    #[test]
    fn a_command_names_the_folder_and_a_name_does_not() {
        for (text, told) in [
            ("typ: haarvaten check", "typ: haarvaten -C 'a b' check"),
            ("“haarvaten run”.", "“haarvaten -C 'a b' run”."),
            (
                "haarvaten letters confirm 9 en haarvaten collect",
                "haarvaten -C 'a b' letters confirm 9 en haarvaten -C 'a b' collect",
            ),
            ("haarvaten new MAP", "haarvaten new MAP"),
            (
                "hier zet haarvaten wat het maakt",
                "hier zet haarvaten wat het maakt",
            ),
            ("typ: haarvaten check -C x", "typ: haarvaten check -C x"),
            ("haarvaten runt", "haarvaten runt"),
        ] {
            assert_eq!(in_folder(text, "'a b'"), told);
        }
    }
}
