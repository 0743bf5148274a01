//! Linux: what a worker may reach and use, settled before it loads its plugin.
//!
//! Landlock keeps files, TCP, signals and abstract sockets from it; a seccomp filter refuses the few calls with which it
//! would reach a socket by other ways, start a process, or leave the process group that its host ends with it.

use std::fs::File;
use std::io::{self, Write};
use std::mem::ManuallyDrop;
use std::os::fd::AsRawFd;
use std::path::{Path, PathBuf};

use landlock::{
    ABI, Access, AccessFs, AccessNet, CompatLevel, Compatible, PathBeneath, PathFd, RestrictionStatus, Ruleset,
    RulesetAttr, RulesetCreatedAttr, RulesetError, RulesetStatus, Scope, path_beneath_rules,
};
use rustix::fs::{MemfdFlags, SealFlags, fcntl_add_seals, memfd_create};
use rustix::process::Resource;

use super::unix::lower_limit;
use super::{Sandbox, SandboxOffer};

/// What is asked for: files, TCP (4), devices (5), signals and abstract sockets (6).
const WANTED: ABI = ABI::V6;

/// Limits what a plugin may allocate. Counted are private writable pages, as allocators take them. A looser limit on the
/// address space catches shared ones; it leaves room for libraries and for what allocators reserve for each thread.
pub(crate) fn limit_memory(bytes: u64) -> io::Result<()> {
    const FOR_LIBRARIES: u64 = 1 << 30;
    const FOR_EACH_THREAD: u64 = 128 << 20;
    let threads = std::thread::available_parallelism().map_or(1, |count| count.get() as u64);
    let reserved = FOR_LIBRARIES.saturating_add(FOR_EACH_THREAD.saturating_mul(threads));
    lower_limit(Resource::Data, bytes)?;
    lower_limit(Resource::As, bytes.saturating_mul(2).saturating_add(reserved))
}

/// From here on this process reads nothing but the system's libraries and fonts and what lies below `readable`, writes no
/// file, starts no program and opens no socket. What the kernel cannot do is left out.
pub(crate) fn enter_sandbox(readable: &[PathBuf]) -> Sandbox {
    let by_landlock = match restrict(readable) {
        Ok(status) => match status.ruleset {
            RulesetStatus::FullyEnforced => Sandbox::Whole,
            RulesetStatus::PartiallyEnforced => Sandbox::Partly,
            RulesetStatus::NotEnforced => Sandbox::Absent,
        },
        Err(_) => Sandbox::Absent,
    };
    match refuse_calls() {
        Ok(()) => by_landlock,
        Err(_) if by_landlock == Sandbox::Whole => Sandbox::Partly,
        Err(_) => by_landlock,
    }
}

fn restrict(readable: &[PathBuf]) -> Result<RestrictionStatus, RulesetError> {
    let read = AccessFs::ReadFile | AccessFs::ReadDir;
    let loader = loader_folders();
    let fonts = font_folders();
    let mut ruleset = Ruleset::default()
        .handle_access(AccessFs::from_all(WANTED))?
        .handle_access(AccessNet::from_all(WANTED))?
        .scope(Scope::from_all(WANTED))?
        .create()?
        .add_rules(path_beneath_rules(loader.iter().chain(&fonts).chain(readable), read))?
        .add_rules(path_beneath_rules(["/dev/urandom", "/dev/random", "/dev/zero"], AccessFs::ReadFile))?;
    // Runtimes put it in the place of a closed stream.
    if let Ok(nothing) = PathFd::new("/dev/null") {
        ruleset = ruleset.add_rule(PathBeneath::new(nothing, AccessFs::ReadFile | AccessFs::WriteFile))?;
    }
    ruleset.restrict_self()
}

/// What the kernel offers; nothing is restricted.
pub fn sandbox_offer() -> SandboxOffer {
    let can = |abi: ABI| {
        let ruleset = Ruleset::default().set_compatibility(CompatLevel::HardRequirement);
        ruleset.handle_access(AccessFs::from_all(abi)).and_then(|ruleset| {
            let ruleset = if abi >= ABI::V4 { ruleset.handle_access(AccessNet::from_all(abi))? } else { ruleset };
            let ruleset = if abi >= ABI::V6 { ruleset.scope(Scope::from_all(abi))? } else { ruleset };
            ruleset.create()
        })
    };
    let all = [ABI::V6, ABI::V5, ABI::V4, ABI::V3, ABI::V2, ABI::V1];
    match all.into_iter().find(|abi| can(*abi).is_ok()) {
        Some(abi) => {
            let sandbox = if abi == WANTED { Sandbox::Whole } else { Sandbox::Partly };
            SandboxOffer { sandbox, by: format!("Landlock {}", abi as i32) }
        }
        None => SandboxOffer { sandbox: Sandbox::Absent, by: "Landlock".to_owned() },
    }
}

/// Where the loader finds libraries: its own folders, those of its configuration, and those of the environment.
fn loader_folders() -> Vec<PathBuf> {
    const USUAL: [&str; 13] = [
        "/lib",
        "/lib32",
        "/lib64",
        "/usr/lib",
        "/usr/lib32",
        "/usr/lib64",
        "/usr/local/lib",
        "/usr/local/lib64",
        "/nix/store",
        "/gnu/store",
        "/etc/ld.so.cache",
        "/etc/ld.so.preload",
        "/etc/ld-musl-x86_64.path",
    ];
    let mut folders: Vec<PathBuf> = USUAL.into_iter().map(PathBuf::from).collect();
    configured(Path::new("/etc/ld.so.conf"), &mut folders, 0);
    let given = std::env::var_os("LD_LIBRARY_PATH").unwrap_or_default();
    // An empty entry means the current directory, which is the root here.
    folders.extend(std::env::split_paths(&given).filter(|path| path.is_absolute() && path != Path::new("/")));
    folders
}

/// The folders of an ld.so.conf(5): one a line, or `include PATTERN`, whose pattern is a folder and `*.conf` everywhere.
fn configured(file: &Path, folders: &mut Vec<PathBuf>, depth: usize) {
    const MAX_DEPTH: usize = 4;
    let Ok(text) = std::fs::read_to_string(file) else { return };
    for line in text.lines().map(|line| line.split('#').next().unwrap_or_default().trim()) {
        if let Some(pattern) = line.strip_prefix("include").map(str::trim) {
            let pattern = file.parent().unwrap_or(Path::new("/")).join(pattern);
            let entries = pattern.parent().and_then(|folder| folder.read_dir().ok()).into_iter().flatten().flatten();
            for entry in entries.map(|entry| entry.path()) {
                if depth < MAX_DEPTH && entry.extension() == pattern.extension() {
                    configured(&entry, folders, depth + 1);
                }
            }
        } else if line.starts_with('/') && line != "/" {
            folders.push(PathBuf::from(line));
        }
    }
}

fn font_folders() -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> =
        ["/usr/share/fonts", "/usr/local/share/fonts", "/etc/fonts", "/usr/share/fontconfig", "/var/cache/fontconfig"]
            .into_iter()
            .map(PathBuf::from)
            .collect();
    let home = std::env::var_os("HOME").map(PathBuf::from).filter(|home| home.is_absolute());
    folders.extend(home.iter().flat_map(|home| [home.join(".fonts"), home.join(".local/share/fonts")]));
    let data = std::env::var_os("XDG_DATA_HOME").map(PathBuf::from).filter(|path| path.is_absolute());
    folders.extend(data.map(|data| data.join("fonts")));
    folders
}

#[cfg(any(target_arch = "x86_64", target_arch = "aarch64", target_arch = "riscv64"))]
fn refuse_calls() -> Result<(), seccompiler::Error> {
    use seccompiler::{SeccompCmpArgLen, SeccompCmpOp, SeccompCondition, SeccompRule};
    // What starts no thread starts a process, which could outlive this one and its host.
    let no_thread = SeccompCmpOp::MaskedEq(libc::CLONE_THREAD.cast_unsigned().into());
    let starts_process = SeccompCondition::new(0, SeccompCmpArgLen::Dword, no_thread, 0)?;
    let refused = [
        // Landlock knows TCP; this is the rest: UDP, and sockets with a name such as a container engine's.
        (libc::SYS_socket, Vec::new()),
        // The way past a filter of calls.
        (libc::SYS_io_uring_setup, Vec::new()),
        // Should anything be started all the same, it ends with the process group.
        (libc::SYS_setsid, Vec::new()),
        (libc::SYS_setpgid, Vec::new()),
        (libc::SYS_clone, vec![SeccompRule::new(vec![starts_process])?]),
        #[cfg(target_arch = "x86_64")]
        (libc::SYS_fork, Vec::new()),
        #[cfg(target_arch = "x86_64")]
        (libc::SYS_vfork, Vec::new()),
    ];
    // Its flags lie behind a pointer, where a filter does not see them. Whoever starts a thread takes clone instead.
    answer([(libc::SYS_clone3, Vec::new())], libc::ENOSYS)?;
    answer(refused, libc::EPERM)
}

/// From here on these calls fail with this error.
#[cfg(any(target_arch = "x86_64", target_arch = "aarch64", target_arch = "riscv64"))]
fn answer<const N: usize>(
    calls: [(i64, Vec<seccompiler::SeccompRule>); N],
    error: i32,
) -> Result<(), seccompiler::Error> {
    use seccompiler::{BpfProgram, SeccompAction, SeccompFilter, TargetArch};
    let machine = TargetArch::try_from(std::env::consts::ARCH)?;
    let refusal = SeccompAction::Errno(error.cast_unsigned());
    let filter = SeccompFilter::new(calls.into_iter().collect(), SeccompAction::Allow, refusal, machine)?;
    let program: BpfProgram = filter.try_into()?;
    seccompiler::apply_filter(&program)
}

#[cfg(not(any(target_arch = "x86_64", target_arch = "aarch64", target_arch = "riscv64")))]
fn refuse_calls() -> Result<(), RulesetError> {
    Ok(())
}

/// A copy in memory that nobody can change any more, and the path under which this process, and no other, opens it. Never
/// closed: the loader knows libraries by their paths, and this one has the descriptor's number in it.
pub(crate) fn sealed_copy(bytes: &[u8], name: &Path) -> io::Result<(ManuallyDrop<File>, PathBuf)> {
    let name = name.file_name().unwrap_or_default();
    let memory = memfd_create(name, MemfdFlags::CLOEXEC | MemfdFlags::ALLOW_SEALING)?;
    let mut file = File::from(memory);
    file.write_all(bytes)?;
    fcntl_add_seals(&file, SealFlags::WRITE | SealFlags::GROW | SealFlags::SHRINK | SealFlags::SEAL)?;
    let path = PathBuf::from(format!("/proc/self/fd/{}", file.as_raw_fd()));
    Ok((ManuallyDrop::new(file), path))
}
