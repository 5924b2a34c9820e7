//! The example programs as they are run from a shell. They are tested where they are built, as `cargo test` does; `cargo test --test all` alone builds none.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};
use std::time::Duration;

fn example(name: &str) -> Option<Command> {
    let test = std::env::current_exe().ok()?;
    let path = test.parent()?.parent()?.join("examples").join(name).with_extension(std::env::consts::EXE_EXTENSION);
    let is_built = path.exists();
    if !is_built {
        eprintln!("{} is not built", path.display());
    }
    let mut command = is_built.then(|| Command::new(path))?;
    command.current_dir(env!("CARGO_MANIFEST_DIR"));
    Some(command)
}

fn run(name: &str, arguments: &[&str]) -> Option<Output> {
    Some(example(name)?.args(arguments).output().expect("the program starts"))
}

#[test]
fn wrong_arguments_and_missing_files_have_their_exit_codes() {
    let cases: [(&str, &[&str], i32, &str); 9] = [
        ("explain", &[], 2, "usage"),
        ("extract", &["a.txt", "--format", "poem"], 2, "poem"),
        ("extract", &["a.txt", "--published", "soon"], 2, "soon"),
        ("extract", &["no-such-file.txt"], 1, "no-such-file.txt"),
        ("extract", &["no-such-file.ndjson"], 1, "no-such-file.ndjson"),
        ("explain", &["no-such-file.txt"], 1, "no-such-file.txt"),
        ("evaluate", &["ner"], 2, "usage"),
        ("evaluate", &["poetry", "file"], 2, "poetry"),
        ("evaluate", &["ner", "no-such-file.iob2"], 1, "no-such-file.iob2"),
    ];
    for (name, arguments, code, message) in cases {
        let Some(output) = run(name, arguments) else { return };
        let errors = String::from_utf8_lossy(&output.stderr).to_lowercase();
        assert_eq!(output.status.code(), Some(code), "{name} {arguments:?}: {errors}");
        assert!(errors.contains(message), "{name} {arguments:?}: {errors}");
        assert!(output.stdout.is_empty(), "{name} {arguments:?}");
    }
}

/// Examples that need no more than the articles beside them, and what they print.
#[test]
fn every_example_runs() {
    let article = "examples/articles/student-clock.txt";
    let cases: [(&str, &[&str], &str); 9] = [
        ("quickstart", &[], "Angela Merkel met_with Emmanuel Macron"),
        ("batch", &["examples/articles"], "4 articles"),
        ("custom_rules", &[], "Norway sells_to Germany"),
        ("bring_your_own_entities", &[], "Interpol criticized blue-lantern-7"),
        ("explain", &[article, "--published", "2015-09-22"], "met_with: Sergey Brin"),
        ("timeline", &["examples/articles/harbour-talks.txt"], "2022-01-20"),
        ("graph", &[article], "digraph"),
        ("async_use", &[], "Siemens acquired Mentor Graphics"),
        ("extract", &[article], "Entities"),
    ];
    for (name, arguments, expected) in cases {
        let Some(output) = run(name, arguments) else { return };
        let text = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success() && text.contains(expected), "{name}: {text}{}", String::from_utf8_lossy(&output.stderr));
    }
}

/// One request to a service on this machine: the status line and the body of the answer.
fn request(address: &str, method: &str, path: &str, body: &str) -> (String, String) {
    let mut stream = TcpStream::connect(address).expect("the service listens");
    stream.set_read_timeout(Some(Duration::from_mins(1))).expect("a timeout");
    let head = format!("{method} {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\nContent-Length: {}\r\n\r\n", body.len());
    stream.write_all(head.as_bytes()).expect("the service reads");
    // A body that is too large is not read to its end.
    let _ = stream.write_all(body.as_bytes());
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    let answer = String::from_utf8_lossy(&answer).into_owned();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap_or((&answer, ""));
    (head.lines().next().unwrap_or_default().to_owned(), body.to_owned())
}

#[test]
fn the_web_service_answers_and_has_its_limits() {
    let Some(mut command) = example("web_service") else { return };
    let mut service = command.arg("127.0.0.1:0").stdout(Stdio::piped()).spawn().expect("the program starts");
    let mut line = String::new();
    BufReader::new(service.stdout.take().expect("a pipe")).read_line(&mut line).expect("the service says where it listens");
    let address = line.trim().rsplit_once("http://").map(|(_, address)| address.to_owned()).expect("an address");

    let article = r#"{"text": "Merkel met Macron in Paris on Friday.", "published": "2019-10-14"}"#;
    let large = format!("{{\"text\": \"{}\"}}", "a ".repeat(200_000));
    let cases = [
        ("GET", "/health", "", "200", "ready"),
        ("POST", "/extract", article, "200", "\"met_with\""),
        ("POST", "/extract", "{}", "400", "text"),
        ("POST", "/extract", &large, "413", ""),
        ("GET", "/nowhere", "", "404", ""),
    ];
    let answers = cases.map(|(method, path, body, ..)| request(&address, method, path, body));
    service.kill().expect("a child");
    service.wait().expect("a child");
    for ((method, path, _, status, expected), (head, body)) in cases.into_iter().zip(answers) {
        assert!(head.contains(status) && body.contains(expected), "{method} {path}: {head}\n{body}");
    }
}

#[test]
fn every_format_is_printed() {
    let cases = [
        ("table", "Entities\n"),
        ("json", "{\n  \"schema\": \"dateline/1\""),
        ("ndjson", "{\"schema\":\"dateline/1\""),
        ("csv", "document,"),
        ("dot", "digraph"),
        ("html", "<!DOCTYPE html>"),
    ];
    for (format, start) in cases {
        let Some(output) = run("extract", &["examples/articles/korea-high-alert.txt", "--format", format]) else { return };
        let text = String::from_utf8(output.stdout).expect("UTF-8");
        assert!(output.status.success() && text.starts_with(start), "{format}: {text}");
    }
}

#[test]
fn articles_of_lines_keep_their_order() {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("articles.ndjson");
    let lines =
        "{\"id\": \"b\", \"text\": \"Merkel met Macron.\"}\nno article\n\n{\"id\": \"a\", \"text\": \"\", \"published\": \"soon\"}\n";
    std::fs::write(&path, lines).expect("the file is written");
    let Some(output) = run("extract", &[&path.to_string_lossy(), "--format", "ndjson"]) else { return };
    let documents: Vec<serde_json::Value> =
        String::from_utf8_lossy(&output.stdout).lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(documents.iter().map(|document| &document["id"]).collect::<Vec<_>>(), ["b", "a"]);
    assert_eq!(documents[1]["diagnostics"][0]["kind"], "input");
    assert!(String::from_utf8_lossy(&output.stderr).contains("line 2"));
}

#[test]
fn a_reader_that_stops_reading_is_no_error() {
    let Some(mut command) = example("extract") else { return };
    let child = command.args(["examples/articles/korea-high-alert.txt"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let mut child = child.expect("the program starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("the program ends");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn tags_and_trees_are_scored() {
    let directory = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    let cases = [
        (
            "ner",
            "tags.iob2",
            "# labels = PER LOC\nAngela\tB-PER\nMerkel\tI-PER\nvisited\tO\nParis\tB-LOC\n.\tO\n\nShe\tO\nleft\tO\n.\tO\n",
            "micro",
        ),
        (
            "parse",
            "trees.conllu",
            "1\tShe\tshe\tPRON\t_\t_\t2\tnsubj\t_\t_\n2\tleft\tleave\tVERB\t_\t_\t0\troot\t_\t_\n3\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\t_\n\n",
            "las",
        ),
    ];
    for (task, name, data, key) in cases {
        let path = directory.join(name);
        std::fs::write(&path, data).expect("the file is written");
        let Some(output) = run("evaluate", &[task, &path.to_string_lossy()]) else { return };
        let text = String::from_utf8_lossy(&output.stdout);
        let scores: serde_json::Value =
            text.lines().last().and_then(|line| serde_json::from_str(line).ok()).expect("JSON in the last line");
        assert!(!scores[key].is_null() && scores["words_per_second"].is_number(), "{scores}");
        assert_eq!(scores["words"], if task == "ner" { 8 } else { 3 });
    }
}
