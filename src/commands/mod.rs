//! One file per subcommand: the only rooms that see all the others.
