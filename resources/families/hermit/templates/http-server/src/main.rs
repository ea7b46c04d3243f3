#[cfg(target_os = "hermit")]
use hermit as _;

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};

/// Forwarded to this port of the computer that runs the machine: http://localhost:9975
const PORT: u16 = 9975;

fn answer(stream: &mut TcpStream) -> std::io::Result<()> {
    let mut lines = BufReader::new(stream.try_clone()?).lines();
    let request = lines.next().unwrap_or_else(|| Ok(String::new()))?;
    // The rest of the head, up to an empty line, is of no interest here.
    for line in lines {
        if line?.is_empty() {
            break;
        }
    }
    println!("{request}");
    let body = format!("Hello from {}!\nYou asked: {request}\n", std::env::consts::OS);
    write!(
        stream,
        "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    )
}

fn main() {
    let listener = TcpListener::bind(("0.0.0.0", PORT)).expect("the port can be had");
    println!("listening on port {PORT}");
    for stream in listener.incoming() {
        match stream.and_then(|mut stream| answer(&mut stream)) {
            Ok(()) => {}
            Err(error) => eprintln!("a request failed: {error}"),
        }
    }
}
