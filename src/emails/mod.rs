//! Plan → Message: text, HTML and headers of every e-mail. Does not belong here: sending.
