//! The plugin's side of a worker process.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, Read, Write};
use std::mem::ManuallyDrop;
use std::os::fd::OwnedFd;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::net::UnixStream;
use std::path::PathBuf;
use std::process::ExitCode;

use pressroom_plugin::serve::{JobData, Server};

use crate::library::{Loaded, NotLoaded};
use crate::lockfile::Sum;
use crate::platform;
use crate::protocol::{FromWorker, HEADER_BYTES, MAX_CHUNK_BYTES, MAX_TO_WORKER_BYTES, ToWorker, header};

/// Runs a worker: the program's last argument is the plugin's file, its standard input a socket to the host. Call it
/// before anything else when the program was started with [`crate::WORKER_ARGUMENT`].
pub fn worker_main() -> ExitCode {
    let Some(path) = std::env::args_os().next_back().map(PathBuf::from) else { return ExitCode::FAILURE };
    match work(&path) {
        // The host is gone, or wants no more.
        Ok(()) => ExitCode::SUCCESS,
        // Nobody is left to be told why: the plugin has closed the socket, or written into it.
        Err(_) => ExitCode::from(CHANNEL_LOST_STATUS),
    }
}

/// What a worker exits with when it cannot speak to its host: EX_PROTOCOL of sysexits.h.
pub(crate) const CHANNEL_LOST_STATUS: u8 = 76;

fn work(path: &std::path::Path) -> io::Result<()> {
    let socket = ManuallyDrop::new(platform::take_socket()?);
    let mut host = Host {
        socket,
        process: std::process::id(),
        incoming: Vec::new(),
        outgoing: Vec::new(),
        article: Vec::new(),
        received: None,
        resources: BTreeMap::new(),
    };
    platform::bind_to_host()?;
    let Some(ToWorker::Load { manifest, sum, memory, readable }) = host.receive()? else { return Ok(()) };
    let (manifest, sum, readable) = (manifest.to_vec(), Sum::from_slice(sum), paths(readable));
    // Before loading: that already runs the library's own code.
    platform::limit_memory(memory)?;
    let sandbox = platform::enter_sandbox(&readable);
    let mut plugin = match Loaded::open(path, &manifest, sum) {
        Ok(plugin) => plugin,
        Err(NotLoaded::Changed) => return host.send(&FromWorker::Changed),
        Err(NotLoaded::Because(reason)) => return host.send(&FromWorker::NotLoaded { reason: &reason }),
    };
    host.send(&FromWorker::Loaded(sandbox))?;
    while let Some(message) = host.receive()? {
        let ToWorker::Job { options, issue, articles } = message else { return Err(out_of_turn()) };
        let (options, issue) = (options.to_vec(), issue.to_vec());
        let data = JobData { options: &options, issue: &issue, article_count: articles };
        let ended = plugin.convert(&data, &mut host);
        // What the plugin has left open.
        host.resources.clear();
        host.send(&FromWorker::Ended(ended))?;
    }
    Ok(())
}

fn paths(separated: &[u8]) -> Vec<PathBuf> {
    let paths = separated.split(|byte| *byte == 0).filter(|path| !path.is_empty());
    paths.map(|path| PathBuf::from(OsStr::from_bytes(path))).collect()
}

fn out_of_turn() -> io::Error {
    io::Error::other("the host spoke out of turn")
}

/// The host, as the plugin's calls reach it.
struct Host {
    /// Never closed here: the plugin may have done so, and the standard library aborts when it finds out.
    socket: ManuallyDrop<UnixStream>,
    /// This process's number, as long as the plugin has not forked.
    process: u32,
    incoming: Vec<u8>,
    outgoing: Vec<u8>,
    /// The story that the plugin looks at.
    article: Vec<u8>,
    /// A descriptor that came with the last message.
    received: Option<OwnedFd>,
    /// The files that the plugin has open.
    resources: BTreeMap<u64, File>,
}

impl Host {
    fn send(&mut self, message: &FromWorker<'_>) -> io::Result<()> {
        // A copy that the plugin has made of the process must not speak for it: its end would pass for the next job's.
        if std::process::id() != self.process {
            std::process::abort();
        }
        self.outgoing.clear();
        message.encode(&mut self.outgoing);
        self.socket.write_all(&self.outgoing)
    }

    /// `None` at the end: the host has closed the socket.
    fn receive(&mut self) -> io::Result<Option<ToWorker<'_>>> {
        let mut head = [0; HEADER_BYTES];
        let count;
        (count, self.received) = platform::receive_with(&self.socket, &mut head)?;
        if count == 0 {
            return Ok(None);
        }
        self.socket.read_exact(head.get_mut(count..).unwrap_or_default())?;
        let (tag, length) = header(head);
        if length > MAX_TO_WORKER_BYTES {
            return Err(out_of_turn());
        }
        self.incoming.resize(length, 0);
        self.socket.read_exact(&mut self.incoming)?;
        ToWorker::decode(tag, &self.incoming).map(Some).ok_or_else(out_of_turn)
    }

    fn ask(&mut self, message: &FromWorker<'_>) -> Result<ToWorker<'_>, ()> {
        self.send(message).map_err(|_| ())?;
        self.receive().map_err(|_| ())?.ok_or(())
    }

    /// Sends what needs no more than a yes or a no.
    fn ask_whether(&mut self, message: &FromWorker<'_>) -> Result<(), ()> {
        match self.ask(message)? {
            ToWorker::Taken => Ok(()),
            ToWorker::Refused
            | ToWorker::Opened { .. }
            | ToWorker::Load { .. }
            | ToWorker::Job { .. }
            | ToWorker::Article(_) => Err(()),
        }
    }
}

/// A longer name is refused by the host in any case, and would not fit into a frame.
fn bounded(name: &str) -> &str {
    const MAX_NAME_BYTES: usize = 4096;
    name.get(..name.floor_char_boundary(MAX_NAME_BYTES)).unwrap_or(name)
}

impl Server for Host {
    fn article(&mut self, index: u32) -> Result<&[u8], ()> {
        let ToWorker::Article(json) = self.ask(&FromWorker::Article { index })? else { return Err(()) };
        self.article = json.to_vec();
        Ok(&self.article)
    }

    fn write(&mut self, output: &str, data: &[u8]) -> Result<(), ()> {
        let output = bounded(output);
        let (first, rest) = data.split_at(data.len().min(MAX_CHUNK_BYTES));
        // Also when it is empty: that is how an output is opened.
        self.ask_whether(&FromWorker::Write { output, data: first })?;
        rest.chunks(MAX_CHUNK_BYTES).try_for_each(|data| self.ask_whether(&FromWorker::Write { output, data }))
    }

    fn resource_open(&mut self, article: u32, name: &str) -> Result<(u64, u64), ()> {
        match self.ask(&FromWorker::ResourceOpen { article, name: bounded(name) })? {
            ToWorker::Opened { handle, size } => {
                self.resources.insert(handle, File::from(self.received.take().ok_or(())?));
                Ok((handle, size))
            }
            _ => Err(()),
        }
    }

    fn resource_read(&mut self, handle: u64, buffer: &mut [u8]) -> Result<usize, ()> {
        self.resources.get_mut(&handle).ok_or(())?.read(buffer).map_err(|_| ())
    }

    fn resource_close(&mut self, handle: u64) {
        self.resources.remove(&handle);
        // A host that is gone has nothing to close.
        let _ = self.send(&FromWorker::ResourceClose { handle });
    }

    fn diagnostic(&mut self, json: &[u8]) {
        // One that is too long for a frame is none that the host would take.
        let json = json.get(..MAX_CHUNK_BYTES).unwrap_or(json);
        let _ = self.send(&FromWorker::Diagnostic(json));
    }

    fn progress(&mut self, done: u64, total: u64) -> bool {
        self.ask_whether(&FromWorker::Progress { done, total }).is_err()
    }
}
