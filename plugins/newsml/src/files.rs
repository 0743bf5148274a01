use std::io::{self, Write};

use pressroom_newsml::Outputs;
use pressroom_plugin::{Error, Job, Output};

/// The outputs of a job: the main one stays open, each further one is written at once.
pub struct Files<'j> {
    job: &'j Job<'j>,
    main: Output<'j>,
}

impl<'j> Files<'j> {
    pub fn new(job: &'j Job<'j>) -> Result<Self, Error> {
        Ok(Files { job, main: job.output("")? })
    }

    pub fn finish(self) -> Result<(), Error> {
        self.main.finish()
    }
}

impl Outputs for Files<'_> {
    fn write(&mut self, name: &str, bytes: &[u8]) -> io::Result<()> {
        if name.is_empty() {
            return self.main.write_all(bytes);
        }
        let mut out = self.job.output(name)?;
        out.write_all(bytes)?;
        Ok(out.finish()?)
    }
}
