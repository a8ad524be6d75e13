//! Any bytes as a picture on a letter: drawn, or refused. What the crate that draws stumbles over is
//! caught by the child process that tries a picture out; here it is caught as well, so that what is
//! looked for is an abort, a hang or memory without end.
#![no_main]

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, LazyLock};

use haarvaten::letters::fonts::Fonts;
use haarvaten::letters::pictures;
use haarvaten::write::pdf::PdfWriter;
use haarvaten_fuzz::quiet;
use libfuzzer_sys::fuzz_target;

static FONTS: LazyLock<Arc<Fonts>> = LazyLock::new(Fonts::built_in);

fuzz_target!(|bytes: &[u8]| {
    quiet();
    let _ = catch_unwind(AssertUnwindSafe(|| {
        let Ok(picture) = pictures::read(bytes) else {
            return;
        };
        let writer = PdfWriter::new(&FONTS).expect("our own fonts");
        let _ = writer.try_picture("picture", &Arc::new(picture));
    }));
});
