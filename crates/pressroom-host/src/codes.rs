//! What the host may have to say. The words are in `pressroom-core/messages/<language>/host.toml`.

use pressroom_core::Code;

/// `{searched}`: no plugin was found in any of the folders.
pub const NO_PLUGINS: Code = Code::error("H001");
/// `{id}` `{known}`: no plugin has this id; the known ones, most alike first.
pub const UNKNOWN_PLUGIN: Code = Code::error("H002");
/// `{path}`: a folder given by the user is not there.
pub const FOLDER_MISSING: Code = Code::warning("H003");
/// `{path}`: a relative folder in the environment would mean the current directory.
pub const FOLDER_RELATIVE: Code = Code::warning("H004");
/// `{path}` `{reason}`: the system does not let the file or folder be read.
pub const UNREADABLE: Code = Code::error("H005");
/// `{id}` `{known}` `{refused}`: as [`UNKNOWN_PLUGIN`]; it may be in one of the files that are not loaded.
pub const UNKNOWN_OR_REFUSED: Code = Code::error("H006");

/// `{path}`: no shared library of any kind.
pub const NOT_A_LIBRARY: Code = Code::error("H010");
/// `{path}`: a shared library that is cut short or damaged.
pub const TRUNCATED: Code = Code::error("H011");
/// `{path}` `{found}` `{wanted}`: a library for another system or processor.
pub const OTHER_PLATFORM: Code = Code::error("H012");
/// `{path}`: a library that is no plugin of Pressroom.
pub const NOT_A_PLUGIN: Code = Code::error("H013");
/// `{path}` `{section}`: the symbol without the manifest section.
pub const NO_MANIFEST: Code = Code::error("H014");
/// `{path}` `{symbol}`: the manifest section without the symbol.
pub const NO_SYMBOL: Code = Code::error("H015");
/// `{path}` `{wants}` `{has}`: built for another major version of the plugin interface.
pub const WRONG_ABI: Code = Code::error("H016");
/// `{path}` `{kind}`: a kind of plugin that this version does not know.
pub const UNKNOWN_KIND: Code = Code::error("H017");
/// `{path}` `{reason}`: the manifest breaks its own rules.
pub const BAD_MANIFEST: Code = Code::error("H018");
/// `{path}`: anybody may write to the file or folder.
pub const WORLD_WRITABLE: Code = Code::error("H020");
/// `{path}` `{owner}` `{user}`: somebody else owns the file or folder.
pub const FOREIGN_OWNER: Code = Code::error("H021");
/// `{path}`: a group may write to the file or folder.
pub const GROUP_WRITABLE: Code = Code::warning("H022");

/// `{plugin}` `{path}` `{reason}`: the library could not be loaded, or its handshake is wrong.
pub const NOT_LOADED: Code = Code::error("H030");
/// `{plugin}` `{document}` `{reason}`: no worker process could be started.
pub const NO_WORKER: Code = Code::error("H031");
/// `{plugin}` `{document}` `{signal}`: a signal ended the worker.
pub const CRASHED: Code = Code::error("H032");
/// `{plugin}` `{document}` `{status}`: the plugin ended its process.
pub const EXITED: Code = Code::error("H033");
/// `{plugin}` `{document}` `{seconds}`: the deadline passed.
pub const TIMED_OUT: Code = Code::error("H034");
/// `{plugin}` `{document}`: the plugin closed the channel to the host, or wrote into it.
pub const CHANNEL_LOST: Code = Code::error("H035");
/// `{plugin}` `{document}`: the run was interrupted.
pub const CANCELLED: Code = Code::error("H036");
/// `{plugin}` `{text}`: what the plugin printed, its last lines.
pub const PRINTED: Code = Code::note("H037");

/// `{plugin}` `{document}`: the plugin failed without a word.
pub const NO_REASON: Code = Code::error("H040");
/// `{plugin}` `{document}`: the plugin said that it was done and did not write its main output.
pub const NO_OUTPUT: Code = Code::error("H041");
/// `{plugin}` `{name}`: an output name that is not allowed.
pub const BAD_OUTPUT_NAME: Code = Code::error("H042");
/// `{plugin}` `{name}` `{other}`: two output names that would be one file or one inside the other.
pub const OUTPUT_NAMES_COLLIDE: Code = Code::error("H043");
/// `{plugin}` `{limit}`: more bytes than a conversion may write.
pub const TOO_MANY_BYTES: Code = Code::error("H044");
/// `{plugin}` `{limit}`: more outputs than a conversion may have.
pub const TOO_MANY_OUTPUTS: Code = Code::error("H045");
/// `{path}` `{reason}`: the output cannot be written.
pub const CANNOT_WRITE: Code = Code::error("H046");
/// `{path}`: no room for the output.
pub const DISK_FULL: Code = Code::error("H047");
/// `{plugin}` `{file}`: the plugin asked for a file that is none of the story's.
pub const NOT_AN_ASSET: Code = Code::warning("H048");
/// `{file}` `{reason}`: a file of the story cannot be opened.
pub const ASSET_UNREADABLE: Code = Code::warning("H049");
/// `{plugin}` `{document}`: the plugin reported something that is no diagnostic, or too long. It may have been an error.
pub const BAD_DIAGNOSTIC: Code = Code::error("H050");
/// `{plugin}` `{count}`: more diagnostics than are kept.
pub const DIAGNOSTICS_DROPPED: Code = Code::warning("H051");
/// `{plugin}` `{scope}`: the plugin does not take a single story, or an edition.
pub const WRONG_SCOPE: Code = Code::error("H052");
/// `{plugin}` `{document}` `{reason}`: a panic of Pressroom itself.
pub const OWN_FAULT: Code = Code::error("H053");

/// `{flag}`: not of the form PLUGIN.KEY=VALUE.
pub const OPTION_FORM: Code = Code::error("H060");
/// `{plugin}` `{option}`: the plugin takes no options.
pub const NO_OPTIONS: Code = Code::error("H061");
/// `{plugin}` `{option}` `{known}`: no such option; the known ones, most alike first.
pub const UNKNOWN_OPTION: Code = Code::error("H062");
/// `{plugin}` `{option}` `{value}` `{wanted}`: not of the option's type.
pub const OPTION_TYPE: Code = Code::error("H063");
/// `{plugin}` `{option}` `{value}` `{allowed}`: none of the allowed values.
pub const OPTION_VALUE: Code = Code::error("H064");
/// `{plugin}` `{option}` `{value}` `{range}`: too small or too large.
pub const OPTION_RANGE: Code = Code::error("H065");
/// `{plugin}` `{document}` `{reason}`: a story that waited outside memory cannot be read back.
pub const STORY_LOST: Code = Code::error("H054");

/// `{plugin}` `{document}` `{how}` `{limit}` `{more}` `{printed}`: it crashed for want of memory; megabytes.
pub const OUT_OF_MEMORY: Code = Code::error("H066");
/// `{plugin}` `{path}`: the file's SHA-256 sum is not the one in the lock file.
pub const SUM_DIFFERS: Code = Code::error("H067");
/// `{plugin}` `{path}` `{lock}`: there is a lock file, and it does not name the plugin.
pub const NOT_LOCKED: Code = Code::error("H068");
/// `{path}` `{reason}`: the lock file cannot be used.
pub const LOCK_UNUSABLE: Code = Code::error("H069");
/// `{by}`: the system does not confine plugins.
pub const NO_SANDBOX: Code = Code::note("H070");
/// `{plugin}` `{path}` `{reason}`: a trial showed that it cannot be loaded.
pub const LOADS_NOT: Code = Code::error("H071");

/// `{plugin}` `{document}`: the plugin asked for the file that a story was read from, and may not have it.
pub const NOT_YOUR_ORIGINAL: Code = Code::warning("H130");
/// `{file}` `{reason}`: what a story was read from cannot be handed to the plugin that asks for it.
pub const ORIGINAL_LOST: Code = Code::warning("H132");
