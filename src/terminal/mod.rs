//! Progress bars, tables, findings, confirmations: the only room that prints.
