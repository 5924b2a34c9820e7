//! A run of the program that is killed and gone on with writes what an undisturbed run writes, byte for byte.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::support::text::{person, surname};

/// The program, where this build has one.
fn program() -> Option<PathBuf> {
    let test = std::env::current_exe().ok()?;
    let beside = test.parent()?.parent()?.join("dateline").with_extension(std::env::consts::EXE_EXTENSION);
    let path = std::env::var_os("DATELINE_PROGRAM").map_or(beside, PathBuf::from);
    if !path.exists() {
        eprintln!("not tested: {} is not built", path.display());
    }
    path.exists().then_some(path)
}

fn extract(program: &Path, articles: &Path, output: &Path) -> Command {
    let mut command = Command::new(program);
    command.args(["extract", "--format", "ndjson", "--quiet", "--output"]).arg(output).arg(articles).stderr(Stdio::null());
    command
}

/// Articles and a line that is none; no two are alike.
fn articles(count: usize) -> String {
    let line = |i: usize| match i {
        7 => "no article\n".to_owned(),
        _ => format!("{{\"id\": \"{i}\", \"text\": \"{} met {} in {}.\\n\\nThey talked.\"}}\n", person(i), person(3 * i + 1), surname(i)),
    };
    (0..count).map(line).collect()
}

#[test]
fn a_killed_run_goes_on_where_it_was() {
    let Some(program) = program() else { return };
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let (input, whole, killed) = (folder.join("resume.ndjson"), folder.join("whole.ndjson"), folder.join("killed.ndjson"));
    std::fs::write(&input, articles(400)).expect("the file is written");
    std::fs::remove_file(&whole).ok();
    extract(&program, &input, &whole).status().expect("the program runs");
    let whole = std::fs::read(&whole).expect("the output is there");
    assert_eq!(whole.split(|byte| *byte == b'\n').count() - 1, 399);

    // Killed as soon as the output has so many bytes, again and again, and gone on with each time.
    std::fs::remove_file(&killed).ok();
    for part in [0, 1, whole.len() / 4, whole.len() / 2] {
        kill_when(&mut extract(&program, &input, &killed), &killed, part);
    }
    let before = std::fs::metadata(&killed).map_or(0, |file| file.len());
    assert!(before < whole.len() as u64, "the run was over before it was killed");
    extract(&program, &input, &killed).arg("--resume").status().expect("the program runs");
    assert!(std::fs::read(&killed).expect("the output is there") == whole, "the output differs from that of an undisturbed run");

    // Cut at any byte, as a full disk or a power failure may leave it.
    for part in [1, whole.len() / 3, whole.len() - 1] {
        std::fs::write(&killed, &whole[..part]).expect("the file is written");
        extract(&program, &input, &killed).arg("--resume").status().expect("the program runs");
        assert!(std::fs::read(&killed).expect("the output is there") == whole, "cut at {part}, the output differs");
    }
}

/// Starts the run, or goes on with it, and kills it (SIGKILL: it can clean up nothing) when the output is so long.
fn kill_when(command: &mut Command, output: &Path, bytes: usize) {
    let mut child = command.arg("--resume").spawn().expect("the program starts");
    let start = Instant::now();
    while child.try_wait().expect("the program is there").is_none() && start.elapsed() < Duration::from_mins(1) {
        if std::fs::metadata(output).is_ok_and(|file| file.len() >= bytes as u64) {
            break;
        }
        std::thread::sleep(Duration::from_millis(1));
    }
    child.kill().expect("the program can be killed");
    child.wait().expect("the program ends");
}
