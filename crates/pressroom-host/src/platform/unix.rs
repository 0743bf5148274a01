//! Unix: owners and modes, a socket to each worker, signals.

use std::io::{self, IoSlice, IoSliceMut};
use std::mem::MaybeUninit;
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::fs::MetadataExt;
use std::os::unix::net::UnixStream;
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::net::{
    RecvAncillaryBuffer, RecvAncillaryMessage, RecvFlags, SendAncillaryBuffer, SendAncillaryMessage, SendFlags,
    recvmsg, sendmsg,
};
use rustix::process::{Pid, Resource, Rlimit, Signal, WaitId, WaitIdOptions};

use wait4::Wait4;

use super::{Access, Finished};

pub(crate) const HAS_WORKERS: bool = true;

pub(crate) fn access(path: &Path) -> io::Result<Option<Access>> {
    let metadata = path.metadata()?;
    Ok(Some(Access {
        owner: metadata.uid(),
        group: metadata.gid(),
        mode: metadata.mode(),
        user: rustix::process::geteuid().as_raw(),
    }))
}

/// Starts a worker with a socket as its standard input, and a pipe that takes what it prints. It is the head of a process
/// group of its own: the terminal's Ctrl-C reaches the host alone, and killing it takes along what it has started.
pub(crate) fn start(command: &mut Command) -> io::Result<(Child, UnixStream)> {
    let (ours, theirs) = UnixStream::pair()?;
    ours.set_nonblocking(true)?;
    let command = command.stdin(OwnedFd::from(theirs)).stdout(Stdio::null()).stderr(Stdio::piped()).process_group(0);
    // Nothing of a conversion may depend on the folder that the command was given in.
    let command = command.current_dir("/");
    let child = command.spawn()?;
    if let Some(printed) = &child.stderr {
        rustix::io::ioctl_fionbio(printed, true)?;
    }
    Ok((child, ours))
}

/// Waits until the socket can be read (or written), something was printed, or the time has passed. Whether something came.
pub(crate) fn wait(
    socket: &UnixStream,
    writing: bool,
    printed: Option<&impl AsFd>,
    at_most: Duration,
) -> io::Result<bool> {
    let wanted = if writing { PollFlags::OUT } else { PollFlags::IN };
    let mut both = vec![PollFd::new(socket, wanted)];
    both.extend(printed.map(|pipe| PollFd::new(pipe, PollFlags::IN)));
    let timeout = Timespec { tv_sec: at_most.as_secs().cast_signed(), tv_nsec: at_most.subsec_nanos().into() };
    match poll(&mut both, Some(&timeout)) {
        Ok(count) => Ok(count > 0),
        // The caller looks whether the signal means to stop.
        Err(rustix::io::Errno::INTR) => Ok(true),
        Err(error) => Err(error.into()),
    }
}

/// Sends bytes, and a descriptor with the first of them. How many bytes were sent.
pub(crate) fn send_with(socket: &UnixStream, bytes: &[u8], file: &impl AsFd) -> io::Result<usize> {
    let files = [file.as_fd()];
    let mut space = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(1))];
    let mut control = SendAncillaryBuffer::new(&mut space);
    control.push(SendAncillaryMessage::ScmRights(&files));
    Ok(sendmsg(socket, &[IoSlice::new(bytes)], &mut control, SendFlags::empty())?)
}

/// Receives bytes, and a descriptor if one comes with them. How many bytes came; 0 at the end.
pub(crate) fn receive_with(socket: &UnixStream, buffer: &mut [u8]) -> io::Result<(usize, Option<OwnedFd>)> {
    #[cfg(target_os = "linux")]
    const FLAGS: RecvFlags = RecvFlags::CMSG_CLOEXEC;
    #[cfg(not(target_os = "linux"))]
    const FLAGS: RecvFlags = RecvFlags::empty();
    let mut space = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(1))];
    let mut control = RecvAncillaryBuffer::new(&mut space);
    let came = loop {
        match recvmsg(socket, &mut [IoSliceMut::new(buffer)], &mut control, FLAGS) {
            Err(rustix::io::Errno::INTR) => {}
            other => break other?,
        }
    };
    let mut files = control.drain().filter_map(|message| match message {
        RecvAncillaryMessage::ScmRights(mut files) => files.next(),
        _ => None,
    });
    Ok((came.bytes, files.next()))
}

/// Whether a process has ended; its status is left for [`kill`] to take, and its number stays its own until then.
pub(crate) fn has_ended(child: &Child) -> bool {
    let look = WaitIdOptions::EXITED | WaitIdOptions::NOWAIT | WaitIdOptions::NOHANG;
    pid_of(child).is_some_and(|pid| matches!(rustix::process::waitid(WaitId::Pid(pid), look), Ok(Some(_))))
}

/// Ends a worker with all that it has started, and takes its exit status, so that no zombie stays.
pub(crate) fn kill(mut child: Child) -> Option<Finished> {
    if let Some(group) = pid_of(&child) {
        let _ = rustix::process::kill_process_group(group, Signal::KILL);
    }
    // Where a process may leave its group, it may have.
    let _ = child.kill();
    let used = child.wait4().ok()?;
    // What the process was copied from counts too, so that less than that tells nothing.
    let peak_bytes = Some(used.rusage.maxrss).filter(|peak| *peak > own_peak_bytes()).unwrap_or_default();
    Some(Finished { status: used.status, peak_bytes })
}

/// The most memory that this process has held at once; 0 where the system does not tell.
fn own_peak_bytes() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let kilobytes =
        status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.split_whitespace().next()?.parse().ok());
    kilobytes.unwrap_or(0_u64).saturating_mul(1024)
}

fn pid_of(child: &Child) -> Option<Pid> {
    i32::try_from(child.id()).ok().and_then(Pid::from_raw)
}

/// The signal that ended a process.
pub(crate) fn signal_of(status: ExitStatus) -> Option<String> {
    let number = status.signal()?;
    let named = [
        (Signal::SEGV, "SIGSEGV"),
        (Signal::ABORT, "SIGABRT"),
        (Signal::BUS, "SIGBUS"),
        (Signal::FPE, "SIGFPE"),
        (Signal::ILL, "SIGILL"),
        (Signal::KILL, "SIGKILL"),
        (Signal::TERM, "SIGTERM"),
        (Signal::TRAP, "SIGTRAP"),
        (Signal::XCPU, "SIGXCPU"),
    ];
    let name = named.iter().find(|(signal, _)| signal.as_raw() == number).map(|(_, name)| (*name).to_owned());
    Some(name.unwrap_or_else(|| format!("signal {number}")))
}

/// In a worker: takes the socket away from standard input, so that nothing a plugin prints or reads gets into it.
pub(crate) fn take_socket() -> io::Result<UnixStream> {
    let socket = rustix::io::fcntl_dupfd_cloexec(io::stdin(), SOCKET_FROM)?;
    let nothing = std::fs::File::open("/dev/null")?;
    rustix::stdio::dup2_stdin(&nothing)?;
    rustix::stdio::dup2_stdout(io::stderr())?;
    Ok(UnixStream::from(socket))
}

/// Above the numbers that a plugin's own files get, so that a stray close(3) does not hit the socket.
const SOCKET_FROM: i32 = 200;

/// In a worker: dies with its host, and leaves no core file when a plugin crashes.
pub(crate) fn bind_to_host() -> io::Result<()> {
    #[cfg(target_os = "linux")]
    rustix::process::set_parent_process_death_signal(Some(Signal::KILL))?;
    lower_limit(Resource::Core, 0)
}

/// In a worker: sets a limit, unless a lower one holds already.
pub(crate) fn lower_limit(resource: Resource, limit: u64) -> io::Result<()> {
    let limit = rustix::process::getrlimit(resource).maximum.map_or(limit, |holds| holds.min(limit));
    rustix::process::setrlimit(resource, Rlimit { current: Some(limit), maximum: Some(limit) })?;
    Ok(())
}
