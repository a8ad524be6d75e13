//! A mail server of the tests' own. What it does wrong is told by the recipient's address: it is a
//! real server on a real socket, and it counts what it took.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// What the server took: the recipient of each message, with its text.
#[derive(Debug, Default)]
pub struct Taken {
    pub messages: Vec<(String, String)>,
    pub senders: Vec<String>,
    /// How often each recipient was named.
    pub asked: BTreeMap<String, u32>,
}

#[derive(Debug, Clone)]
pub struct Server {
    pub port: u16,
    pub taken: Arc<Mutex<Taken>>,
}

impl Server {
    /// Starts on loopback; goes with the process.
    pub fn start() -> Self {
        Self::slow(Duration::ZERO)
    }

    /// One that thinks for a while before it takes a message.
    pub fn slow(pause: Duration) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let taken = Arc::new(Mutex::new(Taken::default()));
        let shared = Arc::clone(&taken);
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let shared = Arc::clone(&shared);
                std::thread::spawn(move || {
                    let _ = talk(&stream.unwrap(), &shared, pause);
                });
            }
        });
        Self { port, taken }
    }

    /// How many messages each recipient has.
    pub fn count(&self) -> BTreeMap<String, u32> {
        let mut count = BTreeMap::new();
        for (to, _) in &self.taken.lock().unwrap().messages {
            *count.entry(to.clone()).or_default() += 1;
        }
        count
    }
}

fn talk(stream: &TcpStream, taken: &Mutex<Taken>, pause: Duration) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    let mut out = stream;
    let mut lines = BufReader::new(stream);
    let mut to = String::new();
    writeln!(out, "220 test\r")?;
    loop {
        let mut line = String::new();
        if lines.read_line(&mut line)? == 0 {
            return Ok(());
        }
        let command = line.trim_end().to_ascii_lowercase();
        let fault = |stage: &str| to.contains(&format!("{stage}-"));
        if command.starts_with("ehlo") {
            write!(out, "250-test\r\n250-8BITMIME\r\n250 PIPELINING\r\n")?;
        } else if command.starts_with("mail from") {
            taken.lock().unwrap().senders.push(command.clone());
            to.clear();
            write!(out, "250 ok\r\n")?;
        } else if command.starts_with("rcpt to") {
            to = command
                .split_once('<')
                .and_then(|(_, rest)| rest.split_once('>'))
                .map(|(to, _)| to.to_owned())
                .unwrap_or_default();
            let times = {
                let mut taken = taken.lock().unwrap();
                let times = taken.asked.entry(to.clone()).or_default();
                *times += 1;
                *times
            };
            match &to {
                t if t.contains("rcpt450-") => write!(out, "450 4.2.0 greylisted\r\n")?,
                t if t.contains("rcpt550-") => write!(out, "550 5.1.1 no such user\r\n")?,
                t if t.contains("rcpt421-") && times == 1 => {
                    write!(out, "421 4.7.0 too fast\r\n")?;
                    return stream.shutdown(Shutdown::Both);
                }
                t if t.contains("rcptclose-") && times == 1 => {
                    return stream.shutdown(Shutdown::Both);
                }
                t if t.contains("rcptgarbage-") && times == 1 => write!(out, "hello\r\n")?,
                _ => write!(out, "250 ok\r\n")?,
            }
        } else if command == "data" {
            if fault("data451") {
                write!(out, "451 4.3.0 later\r\n")?;
            } else if fault("data554") {
                write!(out, "554 5.7.1 no\r\n")?;
            } else {
                write!(out, "354 go\r\n")?;
                let text = body(&mut lines)?;
                let Some(text) = text else {
                    return Ok(());
                };
                std::thread::sleep(pause);
                if fault("dotclose") {
                    return stream.shutdown(Shutdown::Both);
                }
                if fault("dot452") {
                    write!(out, "452 4.3.1 full\r\n")?;
                } else if fault("dot554") {
                    write!(out, "554 5.6.0 spam\r\n")?;
                } else if fault("dothang") {
                    std::thread::sleep(Duration::from_secs(20));
                    return Ok(());
                } else {
                    taken.lock().unwrap().messages.push((to.clone(), text));
                    if fault("dotlost") {
                        return stream.shutdown(Shutdown::Both);
                    }
                    if fault("dotgarbage") {
                        write!(out, "what\r\n")?;
                    } else {
                        write!(out, "250 2.0.0 taken\r\n")?;
                    }
                }
            }
        } else if command == "quit" {
            write!(out, "221 bye\r\n")?;
            return Ok(());
        } else {
            write!(out, "250 ok\r\n")?;
        }
    }
}

/// The message up to its final dot; nothing when the sender went away before it.
fn body(lines: &mut impl BufRead) -> std::io::Result<Option<String>> {
    let mut text = String::new();
    loop {
        let mut line = String::new();
        if lines.read_line(&mut line)? == 0 {
            return Ok(None);
        }
        if line == ".\r\n" {
            return Ok(Some(text));
        }
        text.push_str(line.strip_prefix('.').unwrap_or(&line));
    }
}
