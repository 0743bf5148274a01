//! Instances and threads do not disturb each other, and the same job gives the same bytes.

use std::time::Duration;

use pressroom_core::Diagnostic;
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::bench::{Bench, Job, Outputs, fault};
use crate::codes;
use crate::record::{Line, Tried, Verdict};
use crate::sink::Pictures;
use crate::stories;

/// A clock that counts seconds shows a difference after this.
const A_SECOND_LATER: Duration = Duration::from_millis(1_100);
const THREADS: usize = 4;
const JOBS_A_THREAD: usize = 8;

pub fn two_instances(bench: &mut Bench) -> Tried {
    let options = bench.defaults();
    let other = another_choice(bench, &options);
    let (plain, kinds) = (bench.plain_job(), every_kind(bench));
    let wanted = [alone(bench, &options, &plain)?, alone(bench, &other, &kinds)?];

    let mut first = bench.instance(&options)?;
    let mut second = bench.instance(&other)?;
    for _ in 0..2 {
        let made = bench.write(&mut first, &options, &plain)?;
        same("one instance beside another", &wanted[0], &made)?;
        let made = bench.write(&mut second, &other, &kinds)?;
        same("one instance beside another", &wanted[1], &made)?;
    }
    drop(first);
    let made = bench.write(&mut second, &other, &kinds)?;
    same("an instance after another was freed", &wanted[1], &made)?;
    Ok(Verdict::PASSED)
}

pub fn concurrent(bench: &mut Bench) -> Tried {
    let options = bench.defaults();
    let jobs = [bench.plain_job(), every_kind(bench)];
    let wanted = [alone(bench, &options, &jobs[0])?, alone(bench, &options, &jobs[1])?];
    let Ok(shared) = bench.instance(&options)?.share() else {
        return Ok(Verdict::skipped(codes::NOT_CONCURRENT));
    };
    let doing = format!("{THREADS} threads on one instance");
    bench.record.doing(&doing);
    let one_thread = |thread: usize| {
        for number in 0..JOBS_A_THREAD {
            let which = (thread + number) % jobs.len();
            let (Some(job), Some(wanted)) = (jobs.get(which), wanted.get(which)) else { continue };
            same(&doing, wanted, &job.run_shared(&shared, &options).written()?)?;
        }
        Ok::<(), Diagnostic>(())
    };
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..THREADS).map(|thread| scope.spawn(move || one_thread(thread))).collect();
        let ended = threads.into_iter().map(|thread| {
            // A panic here is the kit's own.
            thread.join().unwrap_or_else(|_| Err(Diagnostic::new(codes::KIT_FAULT).arg("reason", "a thread panicked")))
        });
        ended.collect::<Result<Vec<()>, _>>()
    })?;
    Ok(Verdict::PASSED)
}

/// Runs in two processes; the parent compares what each says of its bytes.
pub fn same_bytes(bench: &mut Bench) -> Tried {
    let options = bench.defaults();
    let mut hash = Sha256::new();
    let pictures = Pictures::from([((0, "images/a.png".to_owned()), Some(stories::PICTURE.to_vec()))]);
    let mut jobs = bench.jobs("story with every kind of block and inline", &stories::every_kind());
    jobs.extend(bench.jobs_with("story with a picture", &stories::with_picture("images/a.png"), pictures));
    let mut instance = bench.instance(&options)?;
    let mut firsts = Vec::new();
    for job in &jobs {
        firsts.push(bench.write(&mut instance, &options, job)?);
    }
    std::thread::sleep(A_SECOND_LATER);
    let mut another = bench.instance(&options)?;
    for (job, first) in jobs.iter().zip(&firsts) {
        same(&format!("{}, once more", job.doing), first, &bench.write(&mut instance, &options, job)?)?;
        same(&format!("{}, by another instance", job.doing), first, &bench.write(&mut another, &options, job)?)?;
        for (name, bytes) in first {
            hash.update(name);
            hash.update(bytes.len().to_le_bytes());
            hash.update(bytes);
        }
    }
    let digest: String = hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    bench.record.line(&Line::Digest(digest));
    Ok(Verdict::PASSED)
}

fn every_kind(bench: &Bench) -> Job {
    let mut jobs = bench.jobs("story with every kind of block and inline", &stories::every_kind());
    if jobs.is_empty() { bench.plain_job() } else { jobs.swap_remove(0) }
}

/// What a job gives on an instance of its own.
fn alone(bench: &mut Bench, options: &Value, job: &Job) -> Result<Outputs, Diagnostic> {
    let mut instance = bench.instance(options)?;
    bench.write(&mut instance, options, job)
}

/// The defaults with the first option that has a choice set otherwise; a plugin without one gets the defaults again.
fn another_choice(bench: &Bench, defaults: &Value) -> Value {
    let mut options = defaults.clone();
    let properties = bench.opened.manifest.options.iter().flat_map(|schema| &schema.properties);
    for (key, property) in properties {
        let choices: Vec<Value> = match (property.get("enum"), property.get("type").and_then(Value::as_str)) {
            (Some(Value::Array(choices)), _) => choices.clone(),
            (_, Some("boolean")) => vec![Value::Bool(true), Value::Bool(false)],
            _ => continue,
        };
        if let (Some(other), Some(object)) =
            (choices.into_iter().find(|choice| Some(choice) != defaults.get(key)), options.as_object_mut())
        {
            object.insert(key.clone(), other);
            break;
        }
    }
    options
}

fn same(doing: &str, wanted: &Outputs, made: &Outputs) -> Result<(), Diagnostic> {
    let names = wanted.keys().chain(made.keys());
    for name in names {
        let (before, now) = (wanted.get(name), made.get(name));
        if before == now {
            continue;
        }
        let (before, now) = (before.map(Vec::as_slice).unwrap_or_default(), now.map(Vec::as_slice).unwrap_or_default());
        let shorter = before.len().min(now.len());
        let byte = before.iter().zip(now).position(|(a, b)| a != b).unwrap_or(shorter);
        let shown = if name.is_empty() { "main output" } else { name };
        return Err(fault(codes::OTHER_BYTES, doing).arg("name", shown).arg("byte", byte + 1));
    }
    Ok(())
}
