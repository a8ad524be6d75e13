//! Shows what is seen on a file: `look FILE LAYOUTS.json [FOLDER]`; what a person would have to look at
//! goes to the folder.

#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::wildcard_enum_match_arm,
    reason = "a tool for looking, run by hand"
)]

fn main() {
    let mut words = std::env::args().skip(1);
    let (file, layouts) = (words.next().unwrap(), words.next().unwrap());
    let layouts = serde_json::from_str(&std::fs::read_to_string(layouts).unwrap()).unwrap();
    let folder = words.next();
    let started = std::time::Instant::now();
    let done = scans::read(
        std::path::Path::new(&file),
        &layouts,
        scans::Pages::ALL,
        &mut |_| (),
        &mut |seen| match seen.what {
            scans::What::Slip(slip) => {
                println!("{}: {} {}", seen.page, slip.code, slip.layout);
                for (nth, answer) in slip.answers.into_iter().enumerate() {
                    if let (Some(folder), Some(picture)) = (&folder, &answer.picture) {
                        let name = format!("{folder}/{}-{nth}.png", slip.code);
                        std::fs::write(name, &picture.0).unwrap();
                    }
                    println!(
                        "    {:?} {:?} {:?}",
                        answer.question, answer.said, answer.boxes
                    );
                }
            }
            scans::What::Unreadable { .. } => println!("{}: unreadable", seen.page),
            other => println!("{}: {other:?}", seen.page),
        },
    );
    println!("{done:?} {:?}", started.elapsed());
}
