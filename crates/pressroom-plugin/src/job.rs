//! A job as a plugin sees it: safe wrappers around [`JobV1`].

use std::cell::Cell;
use std::io::{Read, Write};
use std::marker::PhantomData;

use pressroom_core::{Article, Diagnostic, Issue};
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::Error;
use crate::abi::{Bytes, ConfigV1, ISSUE_RESOURCE, JobV1, ORIGINAL_RESOURCE};

/// The options of a plugin: a JSON object, validated against the manifest's schema, defaults filled in.
#[derive(Clone, Debug, PartialEq)]
pub struct Options(Value);

impl Options {
    pub fn from_value(value: Value) -> Self {
        Options(value)
    }

    /// The options as a type of the plugin's own.
    pub fn parse<T: DeserializeOwned>(&self) -> Result<T, Error> {
        Ok(T::deserialize(&self.0)?)
    }

    /// # Safety
    /// `config` must be as the ABI says of `create`'s argument.
    pub(crate) unsafe fn of_config(config: &ConfigV1) -> Result<Self, Error> {
        // SAFETY: the ABI keeps these bytes valid during `create`.
        let json = unsafe { config.options.as_slice() };
        Ok(Options(serde_json::from_slice(json)?))
    }
}

/// One story, or one issue with its stories, to be written.
pub struct Job<'a> {
    raw: &'a JobV1,
    /// An output was dropped without [`Output::finish`] and its last bytes were refused.
    lost: Cell<bool>,
    /// The host takes calls on the thread of `convert` only.
    not_send: PhantomData<*const ()>,
}

/// Bytes kept before they cross the boundary. Each crossing waits for the host, so few large ones are best.
const OUTPUT_BUFFER_BYTES: usize = 512 * 1024;

impl<'a> Job<'a> {
    /// # Safety
    /// `raw` and all it points to must be valid during `'a`, as the ABI says of `convert`'s argument.
    pub(crate) unsafe fn new(raw: &'a JobV1) -> Self {
        Job { raw, lost: Cell::new(false), not_send: PhantomData }
    }

    /// The story of a job that is a single one.
    pub fn article(&self) -> Result<Article, Error> {
        self.article_at(0)
    }

    pub fn article_count(&self) -> usize {
        self.raw.article_count as usize
    }

    /// The story at a position of `Issue::sections[].articles`. Fetched and decoded at each call, so that an issue need not
    /// be held in memory.
    pub fn article_at(&self, index: usize) -> Result<Article, Error> {
        if index >= self.article_count() {
            return Err(Error::new(format_args!("there is no story {index} in this job")));
        }
        let article = self.raw.article.ok_or(Error::Refused)?;
        let mut json = Bytes::of(&[]);
        // SAFETY: ctx is the host's own; json lives during the call.
        if unsafe { article(self.raw.ctx, index as u32, &mut json) } != 0 {
            return Err(Error::Refused);
        }
        // SAFETY: valid until the next call of `article`; it is decoded before this function returns.
        Ok(serde_json::from_slice(unsafe { json.as_slice() })?)
    }

    /// The stories in order.
    pub fn articles(&self) -> impl Iterator<Item = Result<Article, Error>> + '_ {
        (0..self.article_count()).map(|index| self.article_at(index))
    }

    /// The issue, when the job is one.
    pub fn issue(&self) -> Result<Option<Issue>, Error> {
        // SAFETY: valid during the call, by the ABI.
        let json = unsafe { self.raw.issue.as_slice() };
        if json.is_empty() { Ok(None) } else { Ok(Some(serde_json::from_slice(json)?)) }
    }

    /// The options of this job.
    pub fn options<T: DeserializeOwned>(&self) -> Result<T, Error> {
        // SAFETY: valid during the call, by the ABI.
        Ok(serde_json::from_slice(unsafe { self.raw.options.as_slice() })?)
    }

    /// Opens an output. The empty name is the main one (stem and the manifest's suffix); any other is a relative path
    /// with `/` below a folder of the story's own.
    pub fn output(&self, name: &str) -> Result<Output<'_>, Error> {
        self.write(name, &[])?;
        Ok(Output { job: self, name: name.to_owned(), buffer: Vec::new() })
    }

    fn write(&self, name: &str, data: &[u8]) -> Result<(), Error> {
        let write = self.raw.write.ok_or(Error::Refused)?;
        // SAFETY: ctx is the host's own; both slices live during the call.
        let status = unsafe { write(self.raw.ctx, Bytes::of(name.as_bytes()), Bytes::of(data)) };
        if status == 0 { Ok(()) } else { Err(Error::Refused) }
    }

    /// Opens a file of a story, such as a picture, by the name that its model gives.
    pub fn resource(&self, article: usize, file: &str) -> Result<Resource<'_>, Error> {
        let article = u32::try_from(article).map_err(|_| Error::Refused)?;
        self.open(article, file)
    }

    /// Opens a file of the issue, such as its cover.
    pub fn issue_resource(&self, file: &str) -> Result<Resource<'_>, Error> {
        self.open(ISSUE_RESOURCE, file)
    }

    /// Opens the file that a story was read from, as it came in. Only for a plugin whose manifest says `"original": true`, and
    /// only when the story's `original` is there and not withheld.
    pub fn original(&self, article: usize) -> Result<Resource<'_>, Error> {
        self.resource(article, ORIGINAL_RESOURCE)
    }

    fn open(&self, article: u32, file: &str) -> Result<Resource<'_>, Error> {
        let open = self.raw.resource_open.ok_or(Error::Refused)?;
        let (mut handle, mut size) = (0, 0);
        // SAFETY: ctx is the host's own; name, handle and size live during the call.
        let status = unsafe { open(self.raw.ctx, article, Bytes::of(file.as_bytes()), &mut handle, &mut size) };
        if status == 0 { Ok(Resource { job: self, handle, size }) } else { Err(Error::Refused) }
    }

    /// Reports something that the user should know: a loss, a warning, a note.
    pub fn report(&self, diagnostic: &Diagnostic) {
        let (Some(diag), Ok(json)) = (self.raw.diag, serde_json::to_vec(diagnostic)) else { return };
        // SAFETY: ctx is the host's own; the JSON lives during the call. A host that takes no more is no failure here.
        unsafe { diag(self.raw.ctx, Bytes::of(&json)) };
    }

    /// Says how far the job is; fails with [`Error::Cancelled`] when the host wants it to stop. Call it once a story or
    /// page.
    pub fn progress(&self, done: usize, total: usize) -> Result<(), Error> {
        let Some(progress) = self.raw.progress else { return Ok(()) };
        // SAFETY: ctx is the host's own.
        let status = unsafe { progress(self.raw.ctx, done as u64, total as u64) };
        if status == 0 { Ok(()) } else { Err(Error::Cancelled) }
    }

    /// Whether bytes of an output that nobody finished were refused.
    pub(crate) fn lost_bytes(&self) -> bool {
        self.lost.get()
    }
}

/// An output of a job. Call [`Output::finish`] at the end, so that a refusal of the last bytes is seen.
pub struct Output<'j> {
    job: &'j Job<'j>,
    name: String,
    buffer: Vec<u8>,
}

impl Output<'_> {
    /// Hands over the last bytes.
    pub fn finish(mut self) -> Result<(), Error> {
        self.hand_over()
    }

    fn hand_over(&mut self) -> Result<(), Error> {
        if self.buffer.is_empty() {
            return Ok(());
        }
        let written = self.job.write(&self.name, &self.buffer);
        self.buffer.clear();
        written
    }
}

impl Write for Output<'_> {
    fn write(&mut self, data: &[u8]) -> std::io::Result<usize> {
        if self.buffer.len() + data.len() > OUTPUT_BUFFER_BYTES {
            self.hand_over()?;
        }
        if data.len() > OUTPUT_BUFFER_BYTES {
            self.job.write(&self.name, data)?;
        } else {
            self.buffer.extend_from_slice(data);
        }
        Ok(data.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(self.hand_over()?)
    }
}

impl Drop for Output<'_> {
    fn drop(&mut self) {
        if self.hand_over().is_err() {
            self.job.lost.set(true);
        }
    }
}

/// An open file of a story.
pub struct Resource<'j> {
    job: &'j Job<'j>,
    handle: u64,
    size: u64,
}

impl Resource<'_> {
    /// Bytes in all.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The whole file, unless it is larger than `limit` bytes.
    pub fn read_all(mut self, limit: u64) -> Result<Vec<u8>, Error> {
        if self.size > limit {
            return Err(Error::new(format_args!("{} bytes, more than the {limit} allowed", self.size)));
        }
        let size = usize::try_from(self.size).map_err(|_| Error::Refused)?;
        let mut bytes = vec![0; size];
        let mut filled = 0;
        // `read_to_end` would ask for a few kilobytes at a time, and each asking waits for the host.
        while let Some(rest) = bytes.get_mut(filled..).filter(|rest| !rest.is_empty()) {
            match self.read(rest)? {
                0 => break,
                count => filled += count,
            }
        }
        bytes.truncate(filled);
        Ok(bytes)
    }
}

impl Read for Resource<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let read = self.job.raw.resource_read.ok_or(Error::Refused)?;
        // SAFETY: the handle is open, and the buffer is valid for its length.
        let count = unsafe { read(self.job.raw.ctx, self.handle, buffer.as_mut_ptr(), buffer.len()) };
        let count = usize::try_from(count).map_err(|_| Error::Refused)?;
        // More than asked for would be a fault of the host.
        if count <= buffer.len() { Ok(count) } else { Err(Error::Refused.into()) }
    }
}

impl Drop for Resource<'_> {
    fn drop(&mut self) {
        if let Some(close) = self.job.raw.resource_close {
            // SAFETY: the handle is open and not used after this.
            unsafe { close(self.job.raw.ctx, self.handle) };
        }
    }
}
