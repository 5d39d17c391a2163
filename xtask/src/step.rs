//! One command of a chore: shown, run, and on failure shown again.

use std::ffi::{OsStr, OsString};
use std::fmt;
use std::io;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::workspace;

/// A command to run at the workspace's root.
pub(crate) struct Step {
    program: OsString,
    args: Vec<OsString>,
    env: Vec<(&'static str, OsString)>,
}

impl Step {
    /// Runs `program` with `args`.
    pub(crate) fn new<A: AsRef<OsStr>>(program: impl AsRef<OsStr>, args: impl IntoIterator<Item = A>) -> Self {
        Self {
            program: program.as_ref().to_owned(),
            args: args.into_iter().map(|arg| arg.as_ref().to_owned()).collect(),
            env: Vec::new(),
        }
    }

    /// Runs cargo with the arguments in `line`, which are parted by spaces.
    pub(crate) fn cargo(line: &str) -> Self {
        Self::new("cargo", line.split(' '))
    }

    /// Sets an environment variable.
    pub(crate) fn env(mut self, name: &'static str, value: impl AsRef<OsStr>) -> Self {
        self.env.push((name, value.as_ref().to_owned()));
        self
    }

    /// Sets environment variables.
    pub(crate) fn envs(mut self, variables: &[(&'static str, OsString)]) -> Self {
        self.env.extend_from_slice(variables);
        self
    }

    /// Runs the command; its output is the user's.
    pub(crate) fn run(&self) -> Result<()> {
        self.run_with(Stdio::inherit())
    }

    /// Runs the command with its output on standard error, since standard
    /// output is kept for something that a shell reads.
    pub(crate) fn run_aside(&self) -> Result<()> {
        self.run_with(io::stderr().into())
    }

    fn run_with(&self, stdout: Stdio) -> Result<()> {
        eprintln!("\n$ {self}");
        let status = self
            .command()
            .stdout(stdout)
            .status()
            .with_context(|| format!("{} cannot be run", self.program.display()))?;
        if !status.success() {
            bail!("this failed ({status}); to repeat it:\n  {self}");
        }
        Ok(())
    }

    /// Runs the command unseen: its standard output, if it succeeds.
    pub(crate) fn probe(&self) -> Option<String> {
        let output = self.command().stdin(Stdio::null()).output().ok()?;
        output
            .status
            .success()
            .then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
    }

    fn command(&self) -> Command {
        let mut command = Command::new(&self.program);
        command.args(&self.args).current_dir(workspace::root());
        // What cargo told this process about xtask is not for the next cargo,
        // whose build scripts would see a changed environment and run again.
        for (name, _) in std::env::vars_os() {
            if ["CARGO_PKG_", "CARGO_MANIFEST_"]
                .iter()
                .any(|prefix| name.to_string_lossy().starts_with(prefix))
            {
                command.env_remove(name);
            }
        }
        command.envs(self.env.iter().map(|(name, value)| (name, value)));
        command
    }
}

/// The command as one would type it into a shell.
impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (name, value) in &self.env {
            write!(f, "{name}={} ", quote(value))?;
        }
        write!(f, "{}", quote(&self.program))?;
        self.args.iter().try_for_each(|arg| write!(f, " {}", quote(arg)))
    }
}

/// `text` as one word of a POSIX shell.
pub(crate) fn quote(text: &OsStr) -> String {
    let text = text.to_string_lossy();
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./=:,+@%".contains(c);
    if !text.is_empty() && text.chars().all(plain) {
        text.into_owned()
    } else {
        format!("'{}'", text.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_is_shown_as_it_is_typed() {
        let step = Step::cargo("test --workspace")
            .env("FLAGS", "-D warnings")
            .env("HOW", "it's");
        assert_eq!(
            step.to_string(),
            r"FLAGS='-D warnings' HOW='it'\''s' cargo test --workspace"
        );
    }

    #[test]
    fn a_failing_step_says_how_to_repeat_it() {
        let error = Step::new("sh", ["-c", "exit 3"])
            .run()
            .expect_err("exit 3 is a failure");
        assert!(
            error.to_string().ends_with("to repeat it:\n  sh -c 'exit 3'"),
            "{error}"
        );
    }

    #[test]
    fn a_probe_of_nothing_is_nothing() {
        assert_eq!(Step::new("protoseal-has-no-such-program", ["--version"]).probe(), None);
    }
}
