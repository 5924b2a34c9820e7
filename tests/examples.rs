//! The example programs as they are run from a shell. They are tested where they are built, as `cargo test` does; `cargo test --test all` alone builds none.

use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

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
        ("extract", &[], 2, "usage"),
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
        let errors = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(code), "{name} {arguments:?}: {errors}");
        assert!(errors.contains(message), "{name} {arguments:?}: {errors}");
        assert!(output.stdout.is_empty(), "{name} {arguments:?}");
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
