//! Who acts at the command line, and why: for the audit log, and for whoever is told.
//!
//! Knows who may. Must not know what is done.

use crate::approval::Address;
use crate::config::Config;

/// Who acts.
#[derive(Debug, clap::Args)]
pub(super) struct Acting {
    /// The operator who does it.
    #[arg(long = "as", value_name = "ADDRESS")]
    pub(super) operator: Option<Address>,
}

/// Who acts, and why.
#[derive(Debug, clap::Args)]
pub(super) struct Reasoned {
    #[command(flatten)]
    pub(super) by: Acting,
    /// Why; kept in the audit log.
    #[arg(long, default_value = "")]
    pub(super) reason: String,
}

impl Acting {
    /// Who acts, for the log: the operator named, else the login.
    pub(super) fn name(self, config: &Config) -> anyhow::Result<String> {
        if self.operator.is_none() { Ok(login()) } else { self.operator(config).map(String::from) }
    }

    /// The operator named, or the only one there is.
    pub(super) fn operator(self, config: &Config) -> anyhow::Result<Address> {
        let operator = match (self.operator, config.operators.as_slice()) {
            (Some(operator), _) => operator,
            (None, [only]) => only.clone(),
            (None, _) => anyhow::bail!("there are several operators: say with --as which of them does it"),
        };
        if !config.operators.contains(&operator) {
            anyhow::bail!(
                "{operator} is not one of [operators] addresses: act as one of them, or add it there"
            );
        }
        Ok(operator)
    }
}

/// The login, also of whoever became root.
pub(super) fn login() -> String {
    let login = ["SUDO_USER", "USER"].iter().find_map(|name| std::env::var(name).ok());
    login.unwrap_or_else(|| "an operator".to_owned())
}
