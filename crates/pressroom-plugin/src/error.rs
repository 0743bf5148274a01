use std::fmt;

use pressroom_core::{Diagnostic, Severity};

/// Why a job failed. Becomes one diagnostic, blamed on the plugin and the document.
#[derive(Debug)]
pub enum Error {
    /// The job failed, and this is why.
    Failed(Box<Diagnostic>),
    /// The host asked to stop.
    Cancelled,
    /// The host refused a call and has reported why itself.
    Refused,
}

impl Error {
    /// A failure in the plugin's own words. Use a [`Diagnostic`] with a code of the manifest where the user can act on it.
    pub fn new(message: impl fmt::Display) -> Self {
        let mut diagnostic = Diagnostic::new(pressroom_core::losses::PLUGIN_FAILED);
        diagnostic.args.insert("message".into(), message.to_string());
        Error::from(diagnostic)
    }
}

impl From<Diagnostic> for Error {
    fn from(mut diagnostic: Diagnostic) -> Self {
        diagnostic.severity = Severity::Error;
        Error::Failed(Box::new(diagnostic))
    }
}

impl From<std::io::Error> for Error {
    /// A refused write comes back through `std::io` as the error that [`crate::Output`] made of it.
    fn from(error: std::io::Error) -> Self {
        match error.downcast::<Error>() {
            Ok(own) => own,
            Err(error) => Error::new(error),
        }
    }
}

impl From<serde_json::Error> for Error {
    fn from(error: serde_json::Error) -> Self {
        Error::new(error)
    }
}

impl From<Error> for std::io::Error {
    fn from(error: Error) -> Self {
        std::io::Error::other(error)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Failed(diagnostic) => {
                write!(f, "{}", diagnostic.code)?;
                diagnostic.args.iter().try_for_each(|(name, value)| write!(f, ", {name}: {value}"))
            }
            Error::Cancelled => f.write_str("cancelled"),
            Error::Refused => f.write_str("refused by the host"),
        }
    }
}

impl std::error::Error for Error {}
