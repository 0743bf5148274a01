//! The host's side of a worker process.

use std::fs::File;
use std::io::{self, ErrorKind, Read, Write};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::net::UnixStream;
use std::path::PathBuf;
use std::process::{Child, ChildStderr, Command};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use pressroom_core::Diagnostic;
use pressroom_plugin::serve::{Ended, JobData, Server};

use crate::job::Job;
use crate::lockfile::Sum;
use crate::platform::{self, Finished, Sandbox};
use crate::protocol::{FromWorker, HEADER_BYTES, MAX_FROM_WORKER_BYTES, ToWorker, header};
use crate::settings::Settings;
use crate::worker::CHANNEL_LOST_STATUS;
use crate::{Plugin, codes};

/// How often a wait looks whether the run was interrupted.
const LOOK_UP: Duration = Duration::from_millis(50);
/// How long an idle worker may take to end by itself.
const EXIT_GRACE: Duration = Duration::from_millis(500);
/// How long one whose socket has closed may take to end, and so tell why: the system first frees its memory.
const CRASH_GRACE: Duration = Duration::from_secs(3);
/// What is kept of what a plugin prints: the end, where the reason of a crash stands.
const PRINTED_TAIL_BYTES: usize = 4 * 1024;

/// What the reason of a crash is told in, at most.
const REASON_CHARS: usize = 300;

/// A process that serves one plugin.
pub(crate) struct Worker {
    plugin: Arc<Plugin>,
    /// What it may read besides what every plugin may. Settled once: a sandbox does not open again.
    readable: Vec<PathBuf>,
    /// Known once it has loaded.
    pub sandbox: Option<Sandbox>,
    link: Link,
}

/// Why a job came to no end. The worker is of no more use.
pub(crate) enum Broken {
    NotLoaded(String),
    Changed,
    TimedOut,
    Interrupted,
    /// The plugin writes on, deaf to refusals; the reason of those is reported.
    Unheard,
    /// The other end is closed, or what came from it is no message.
    Lost,
}

impl From<io::Error> for Broken {
    fn from(_: io::Error) -> Self {
        Broken::Lost
    }
}

/// When to stop waiting.
pub(crate) struct Patience<'s> {
    pub deadline: Instant,
    pub interrupted: &'s AtomicBool,
}

impl Worker {
    /// Starts the process and tells it what to load, without waiting for it.
    pub fn start(
        plugin: Arc<Plugin>,
        readable: Vec<PathBuf>,
        settings: &Settings,
        patience: &Patience<'_>,
    ) -> io::Result<Self> {
        let mut command_line = Command::new(&settings.worker.program);
        command_line.args(&settings.worker.args).arg(&plugin.path);
        let (mut child, socket) = platform::start(&mut command_line)?;
        let printer = child.stderr.take();
        let link =
            Link { child: Some(child), socket, printer, printed: Vec::new(), incoming: Vec::new(), filled: 0, at: 0 };
        let mut worker = Worker { plugin, readable, sandbox: None, link };
        let paths = worker.readable.iter().flat_map(|path| path.as_os_str().as_bytes().iter().chain(&[0]));
        let load = ToWorker::Load {
            manifest: &worker.plugin.raw_manifest,
            sum: worker.plugin.sum.as_ref().map_or(&[], Sum::as_slice),
            memory: settings.memory_bytes,
            readable: &paths.copied().collect::<Vec<u8>>(),
        };
        let mut frame = Vec::new();
        load.encode(&mut frame);
        // One that has ended already is found out by the first job.
        let _ = worker.link.send(&frame, patience);
        Ok(worker)
    }

    pub fn plugin(&self) -> &Arc<Plugin> {
        &self.plugin
    }

    /// Whether it can serve a conversion of this plugin that may read these.
    pub fn suits(&self, plugin: &Plugin, readable: &[PathBuf]) -> bool {
        self.plugin.path == plugin.path && self.plugin.sum == plugin.sum && self.readable == readable
    }

    /// Waits until the plugin is loaded, or has not been.
    pub fn load(&mut self, patience: &Patience<'_>) -> Result<Sandbox, Broken> {
        match self.link.receive(patience)? {
            FromWorker::Loaded(sandbox) => Ok(sandbox),
            FromWorker::NotLoaded { reason } => Err(Broken::NotLoaded(reason.to_owned())),
            FromWorker::Changed => Err(Broken::Changed),
            _ => Err(Broken::Lost),
        }
    }

    /// Runs one job.
    pub fn convert(&mut self, data: &JobData<'_>, job: &mut Job<'_>, patience: &Patience<'_>) -> Result<Ended, Broken> {
        let mut frame = Vec::new();
        ToWorker::Job { options: data.options, issue: data.issue, articles: data.article_count }.encode(&mut frame);
        self.link.send(&frame, patience)?;
        loop {
            let message = self.link.receive(patience)?;
            let answer = match message {
                FromWorker::Loaded(sandbox) => {
                    self.sandbox = Some(sandbox);
                    None
                }
                FromWorker::Changed => return Err(Broken::Changed),
                FromWorker::NotLoaded { reason } => return Err(Broken::NotLoaded(reason.to_owned())),
                FromWorker::Write { output, data } => Some(taken(job.write(output, data))),
                FromWorker::Article { index } => {
                    // Encoded at once: the story is only lent.
                    frame.clear();
                    job.article(index).map_or(ToWorker::Refused, ToWorker::Article).encode(&mut frame);
                    self.link.send(&frame, patience)?;
                    None
                }
                FromWorker::ResourceOpen { article, name } => match job.resource_open(article, name) {
                    Ok((handle, size)) => {
                        frame.clear();
                        ToWorker::Opened { handle, size }.encode(&mut frame);
                        self.link.send_with(&frame, job.resource(handle), patience)?;
                        None
                    }
                    Err(()) => Some(ToWorker::Refused),
                },
                FromWorker::ResourceClose { handle } => {
                    job.resource_close(handle);
                    None
                }
                FromWorker::Diagnostic(json) => {
                    job.diagnostic(json);
                    None
                }
                FromWorker::Progress { done, total } => {
                    Some(taken(if job.progress(done, total) { Err(()) } else { Ok(()) }))
                }
                FromWorker::Ended(ended) => return Ok(ended),
            };
            if job.is_unheard() {
                return Err(Broken::Unheard);
            }
            if let Some(answer) = answer {
                frame.clear();
                answer.encode(&mut frame);
                self.link.send(&frame, patience)?;
            }
        }
    }

    /// What the plugin has printed since the last call, its end at least.
    pub fn printed(&mut self) -> Option<String> {
        self.link.drain();
        let printed = std::mem::take(&mut self.link.printed);
        let text = String::from_utf8_lossy(&printed);
        // A terminal would obey some of the others.
        let shown = |c: char| if c.is_control() && c != '\n' { char::REPLACEMENT_CHARACTER } else { c };
        let text: String = text.trim().chars().map(shown).collect();
        (!text.is_empty()).then_some(text)
    }

    /// Ends a worker that could not load its plugin: how it ended, and what it printed.
    pub fn last_words(mut self) -> String {
        let ended = self.link.ends_soon();
        let finished = self.link.kill().filter(|_| ended);
        let how = finished.map(|finished| {
            platform::signal_of(finished.status)
                .unwrap_or_else(|| format!("exit status {}", finished.status.code().unwrap_or_default()))
        });
        how.unwrap_or_default() + &reason(&self.printed().unwrap_or_default())
    }

    /// Ends a broken worker; says how it ended, in words for the job that it broke at.
    pub fn bury(mut self, broken: Broken, job: &mut Job<'_>, settings: &Settings) {
        let ended = matches!(broken, Broken::Lost) && self.link.ends_soon();
        let finished = self.link.kill().filter(|_| ended);
        let printed = self.printed().unwrap_or_default();
        let fault = |code| job.fault(code).arg("printed", reason(&printed));
        let diagnostic = match broken {
            Broken::NotLoaded(why) => {
                let path = self.plugin.path.display();
                let why = why + &reason(&printed);
                job.fault(codes::NOT_LOADED).arg("path", path).arg("reason", why)
            }
            Broken::Changed => job.fault(codes::SUM_DIFFERS).arg("path", self.plugin.path.display()),
            Broken::TimedOut => fault(codes::TIMED_OUT).arg("seconds", settings.timeout.as_secs_f64()),
            Broken::Interrupted => job.fault(codes::CANCELLED),
            // Why nothing was taken any more has been said.
            Broken::Unheard => return,
            Broken::Lost => {
                let how =
                    finished.as_ref().map(|finished| (platform::signal_of(finished.status), finished.status.code()));
                let lost = Some(i32::from(CHANNEL_LOST_STATUS));
                match how {
                    Some((signal, code)) if code != lost && is_out_of_memory(&printed, &finished, settings) => {
                        let how = signal.unwrap_or_else(|| format!("exit status {}", code.unwrap_or_default()));
                        let limit = settings.memory_bytes >> 20;
                        let fault = fault(codes::OUT_OF_MEMORY).arg("how", how).arg("limit", limit);
                        fault.arg("more", limit.saturating_mul(2))
                    }
                    Some((Some(signal), _)) => fault(codes::CRASHED).arg("signal", signal),
                    Some((None, Some(code))) if Some(code) != lost => fault(codes::EXITED).arg("status", code),
                    Some((None, Some(_) | None)) | None => fault(codes::CHANNEL_LOST),
                }
            }
        };
        job.push(diagnostic);
    }

    /// Lets an idle worker end: at the end of its input it frees its instance and exits.
    pub fn retire(mut self) {
        let deadline = Instant::now() + EXIT_GRACE;
        let patience = Patience { deadline, interrupted: &AtomicBool::new(false) };
        if self.link.socket.shutdown(std::net::Shutdown::Write).is_ok() {
            // The system closes the socket when the process ends.
            while self.link.receive(&patience).is_ok() {}
        }
    }
}

impl Drop for Link {
    fn drop(&mut self) {
        self.kill();
    }
}

pub(crate) fn printed(plugin: &Plugin, text: String) -> Diagnostic {
    Diagnostic::new(codes::PRINTED).arg("plugin", plugin.id()).arg("text", text)
}

/// The end of what a plugin has printed, to follow its fault: usually the reason stands there.
fn reason(printed: &str) -> String {
    let lines: Vec<&str> = printed.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let text = lines.join("; ");
    let skipped = text.chars().count().saturating_sub(REASON_CHARS);
    let end: String = text.chars().skip(skipped).collect();
    match (text.is_empty(), skipped) {
        (true, _) => String::new(),
        (false, 0) => format!(": {end}"),
        (false, _) => format!(": … {end}"),
    }
}

/// Whether a plugin has crashed for want of memory: it was refused some and says so, as the runtimes of Rust and C++ do, or it
/// held so much that the next growth of its largest block, by doubling, had to fail.
fn is_out_of_memory(printed: &str, finished: &Option<Finished>, settings: &Settings) -> bool {
    const REFUSED: [&str; 2] = ["memory allocation of ", "std::bad_alloc"];
    let held = finished.as_ref().map_or(0, |finished| finished.peak_bytes);
    REFUSED.iter().any(|words| printed.contains(words)) || held >= settings.memory_bytes / 5 * 2
}

fn taken(result: Result<(), ()>) -> ToWorker<'static> {
    match result {
        Ok(()) => ToWorker::Taken,
        Err(()) => ToWorker::Refused,
    }
}

/// A process with the socket to it, and the pipe that it prints to. Neither ever blocks.
struct Link {
    /// Until it is ended.
    child: Option<Child>,
    socket: UnixStream,
    printer: Option<ChildStderr>,
    printed: Vec<u8>,
    /// Room for what comes; the first `filled` bytes have come, and the first `at` of those have been dealt with.
    incoming: Vec<u8>,
    filled: usize,
    at: usize,
}

impl Link {
    fn send(&mut self, mut frame: &[u8], patience: &Patience<'_>) -> Result<(), Broken> {
        while !frame.is_empty() {
            match self.socket.write(frame) {
                Ok(count) => frame = frame.get(count..).unwrap_or_default(),
                Err(error) if is_pause(&error) => self.wait(true, patience)?,
                Err(error) => return Err(error.into()),
            }
        }
        Ok(())
    }

    /// Sends a frame and, with its first byte, a descriptor.
    fn send_with(&mut self, frame: &[u8], file: Option<&File>, patience: &Patience<'_>) -> Result<(), Broken> {
        let Some(file) = file else { return self.send(frame, patience) };
        loop {
            match platform::send_with(&self.socket, frame, file) {
                Ok(count) => return self.send(frame.get(count..).unwrap_or_default(), patience),
                Err(error) if is_pause(&error) => self.wait(true, patience)?,
                Err(error) => return Err(error.into()),
            }
        }
    }

    /// The next message.
    fn receive(&mut self, patience: &Patience<'_>) -> Result<FromWorker<'_>, Broken> {
        // The last message has been dealt with.
        self.incoming.copy_within(self.at..self.filled, 0);
        self.filled -= self.at;
        self.at = 0;
        let mut wanted = HEADER_BYTES;
        let tag = loop {
            let came = self.incoming.get(..self.filled).unwrap_or_default();
            if let Some(head) = came.first_chunk() {
                let (tag, length) = header(*head);
                if length > MAX_FROM_WORKER_BYTES {
                    return Err(Broken::Lost);
                }
                wanted = HEADER_BYTES + length;
                if self.filled >= wanted {
                    break tag;
                }
            }
            self.read_some(wanted, patience)?;
        };
        self.at = wanted;
        let payload = self.incoming.get(HEADER_BYTES..wanted).unwrap_or_default();
        FromWorker::decode(tag, payload).ok_or(Broken::Lost)
    }

    fn read_some(&mut self, wanted: usize, patience: &Patience<'_>) -> Result<(), Broken> {
        const READ_BYTES: usize = 64 * 1024;
        let room = self.filled.max(wanted) + READ_BYTES;
        if self.incoming.len() < room {
            self.incoming.resize(room, 0);
        }
        match self.socket.read(self.incoming.get_mut(self.filled..).unwrap_or_default()) {
            Ok(0) => Err(Broken::Lost),
            Ok(count) => {
                self.filled += count;
                patience.check()
            }
            Err(error) if is_pause(&error) => self.wait(false, patience),
            Err(error) => Err(error.into()),
        }
    }

    fn wait(&mut self, writing: bool, patience: &Patience<'_>) -> Result<(), Broken> {
        patience.check()?;
        let left = patience.deadline.saturating_duration_since(Instant::now()).min(LOOK_UP);
        let woken = platform::wait(&self.socket, writing, self.printer.as_ref(), left)?;
        self.drain();
        // A process that the worker has started may hold the socket open when the worker itself is no more.
        if !woken && self.has_ended() { Err(Broken::Lost) } else { Ok(()) }
    }

    /// Whether the process ends by itself, now that its socket is closed.
    fn ends_soon(&self) -> bool {
        let until = Instant::now() + CRASH_GRACE;
        while !self.has_ended() {
            if Instant::now() >= until {
                return false;
            }
            std::thread::sleep(Duration::from_millis(1));
        }
        true
    }

    fn has_ended(&self) -> bool {
        self.child.as_ref().is_none_or(platform::has_ended)
    }

    fn kill(&mut self) -> Option<Finished> {
        platform::kill(self.child.take()?)
    }

    /// Takes what has been printed, so that the plugin need not wait for room.
    fn drain(&mut self) {
        let mut buffer = [0; 4096];
        // A plugin that prints for ever must not keep the host here.
        const MAX_READS: usize = 16;
        for _ in 0..MAX_READS {
            let Some(printer) = &mut self.printer else { return };
            match printer.read(&mut buffer) {
                Ok(0) => self.printer = None,
                Ok(count) => {
                    self.printed.extend_from_slice(buffer.get(..count).unwrap_or_default());
                    let excess = self.printed.len().saturating_sub(PRINTED_TAIL_BYTES);
                    self.printed.drain(..excess);
                }
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) if error.kind() == ErrorKind::WouldBlock => return,
                Err(_) => self.printer = None,
            }
        }
    }
}

impl Patience<'_> {
    fn check(&self) -> Result<(), Broken> {
        if self.interrupted.load(Ordering::Relaxed) {
            return Err(Broken::Interrupted);
        }
        if Instant::now() >= self.deadline { Err(Broken::TimedOut) } else { Ok(()) }
    }
}

fn is_pause(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::Interrupted)
}
